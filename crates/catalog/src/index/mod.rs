//! The catalog: built from posts, written to bytes, read back.

use domain::{Card, Kind};
use serde::{Deserialize, Serialize};

/// What the catalog is built from: a post or page with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What a list shows.
    pub card: Card,
    /// Posts are listed and counted; pages are found by `q` only, in a list apart.
    pub kind: Kind,
    /// All words of the body.
    pub text: String,
}

/// Posts filtered, counted and searched.
#[derive(Clone, Debug)]
pub struct Catalog {}
