//! The catalog measured: on a generated archive of any size, by judged questions, and beside the limit of what is
//! possible. `cargo xtask bench catalog` runs it; nothing here is part of what is served.

#![forbid(unsafe_code)]

pub mod corpus;
pub mod entropy;
pub mod measure;
pub mod ours;
pub mod questions;
pub mod relevance;
