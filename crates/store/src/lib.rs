//! SQL and nothing else.
mod error;
pub use error::Error;
