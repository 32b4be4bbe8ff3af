//! The catalog: built from posts, written to bytes, read back.

mod format;

use crate::engine::{Answer, Count, MonthCount};
use crate::query::{Facet, Filter};
use domain::{Card, Kind, Label};
pub use format::{FORMAT_VERSION, FormatError};
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

/// A catalog as bytes, in the parts that readers fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Cards, labels, facets: enough to filter and count.
    pub base: Vec<u8>,
    /// Words and where they stand: needed by `q` alone.
    pub words: Vec<u8>,
}

/// Posts filtered, counted and searched.
#[derive(Clone, Debug)]
pub struct Catalog {}

impl Catalog {
    /// Builds a catalog. The order of the entries does not matter.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn build(entries: Vec<Entry>) -> Self {
        let _ = entries;
        Self {}
    }

    /// The catalog's bytes.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn to_parts(&self) -> Parts {
        Parts { base: vec![], words: vec![] }
    }

    /// Reads the base part: everything but `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no base part of this format, or damaged.
    pub fn from_base(bytes: &[u8]) -> Result<Self, FormatError> {
        let _ = bytes;
        Ok(Self {})
    }

    /// Adds the words part: `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no words part of this format and this catalog, or damaged.
    pub fn add_words(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let _ = bytes;
        Ok(())
    }

    /// Whether the words part is there.
    #[must_use]
    pub fn has_words(&self) -> bool {
        false
    }

    /// Whether this filter can be answered with the parts that are there.
    #[must_use]
    pub fn can_answer(&self, filter: &Filter) -> bool {
        let _ = filter;
        true
    }

    /// Answers a filter.
    #[must_use]
    pub fn answer(&self, filter: &Filter) -> Answer {
        Answer {
            reading: crate::query::Reading { filter: filter.clone(), remarks: vec![] },
            total: 0,
            posts: vec![],
            pages: vec![],
            facets: crate::engine::FacetCounts::default(),
        }
    }

    /// The post at a position; 0 is the newest.
    #[must_use]
    pub fn card(&self, position: u32) -> Option<&Card> {
        let _ = position;
        None
    }

    /// The page at a position of [`Answer::pages`].
    #[must_use]
    pub fn page_ref(&self, position: u32) -> Option<&Card> {
        let _ = position;
        None
    }

    /// How many posts there are.
    #[must_use]
    pub fn posts(&self) -> u32 {
        0
    }

    /// The value that a slug names, whatever the slug's case and accents.
    #[must_use]
    pub fn label(&self, facet: Facet, slug: &str) -> Option<&Label> {
        let _ = (facet, slug);
        None
    }

    /// A facet's values with their counts over the whole archive: most first, ties by name.
    #[must_use]
    pub fn facet_totals(&self, facet: Facet) -> Vec<Count> {
        let _ = facet;
        vec![]
    }

    /// The months of the whole archive, in order.
    #[must_use]
    pub fn months(&self) -> Vec<MonthCount> {
        vec![]
    }
}
