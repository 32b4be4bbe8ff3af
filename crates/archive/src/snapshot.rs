//! The catalog in memory, with its stored parts: what readers are answered from until the next import.

use serde::{Deserialize, Serialize};

/// What the browser fetches the catalog by (`/catalog/manifest.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format version of the parts.
    pub format: u32,
    /// Vocabulary, cards and facets.
    pub base: Part,
    /// The inverted index.
    pub words: Part,
}

/// A part of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Names it for ever: another content has another hash.
    pub hash: String,
    /// Size in bytes, uncompressed.
    pub bytes: u32,
    /// Size in bytes, as sent (brotli).
    pub brotli: u32,
}

/// A part as it is kept and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart {
    /// Its bytes, brotli-compressed.
    pub brotli: Vec<u8>,
}
