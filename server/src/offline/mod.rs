//! Reading without a connection: the service worker, and what it fetches to keep the whole archive.
//!
//! The worker is plain JavaScript (`worker/`), filled here with the names of the page's files and a version of them.
//! The whole archive comes as the catalog's parts and as packs of posts, which are named by their content.

mod manifest;
mod packs;
mod worker;

pub(crate) use manifest::fetched;
pub(crate) use packs::Packs;
pub(crate) use worker::{Worker, script};
