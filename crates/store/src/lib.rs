//! SQL and nothing else: the database file, its migrations, its statements in named files, its rows.
//!
//! What is absent: filters and counts (the catalog's), formats (the importers'), what an address means (the
//! archive's). A statement is never put together at run time.

mod catalog;
mod error;
mod feed;
mod files;
mod finish;
mod keep;
mod old_addresses;
mod old_terms;
mod open;
mod queries;
mod read;
pub mod records;
mod rows;
mod told;
mod withdraw;
mod write;

pub use catalog::{Earlier, StoredCatalog};
pub use error::Error;
pub use feed::CommentOn;
pub use files::HiddenFiles;
pub use open::{Store, Watcher};
pub use read::{Loaded, Lookup, MOST_CANDIDATES};
pub use withdraw::WITHDRAWN;
pub use write::Write;
