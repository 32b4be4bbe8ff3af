//! Pictures and other files: copied or fetched into the folder beside the database, shown from there.
//!
//! A file is kept by the hash of its content; the database says which old addresses it answers to. Everything that
//! asks goes by `place`: the same file is known under every size, host and spelling that posts have for it.

pub(crate) mod fetch;
pub(crate) mod folder;
pub(crate) mod kept;
mod kind;
pub(crate) mod local;
pub(crate) mod originals;
mod picture;
pub(crate) mod place;
pub(crate) mod shown;
