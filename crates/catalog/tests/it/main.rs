//! What the catalog promises, checked from outside.

#![allow(missing_docs, clippy::unwrap_used)]

mod archive;
mod damage;
mod filters;
mod french;
mod marks;
mod query_strings;
mod scan;
mod snowball;
mod summaries;
mod words;
