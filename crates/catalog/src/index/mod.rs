//! The catalog: built from posts, written to bytes, read back.

pub(crate) mod base;
#[cfg(feature = "build")]
mod build;
pub(crate) mod columns;
mod format;
#[cfg(feature = "build")]
mod invert;
mod memory;
pub(crate) mod words;

use crate::engine::{self, Answer, Count, MonthCount, Tally};
use crate::query::{self, Facet, Filter};
use base::Base;
use domain::{Card, Kind, Label};
pub use format::{FORMAT_VERSION, FormatError};
use memory::Memory;
use serde::{Deserialize, Serialize};
use words::Words;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Cards, labels, facets: enough to filter and count.
    pub base: Vec<u8>,
    /// Words and where they stand: needed by `q` alone.
    pub words: Vec<u8>,
}

/// Posts filtered, counted and searched.
#[derive(Clone, Debug)]
pub struct Catalog {
    base: Base,
    /// The base part's checksum, by which the words part knows it.
    checksum: u64,
    words: Option<Words>,
    memory: Memory,
    /// The bytes of both parts, where they were made here.
    #[cfg(feature = "build")]
    parts: Parts,
}

impl Catalog {
    /// Builds a catalog. The order of the entries does not matter.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn build(entries: Vec<Entry>) -> Self {
        let built = build::base(entries);
        let base = format::encode(format::Part::Base, &built.written, &[]);
        let checksum = format::written_checksum(&base);
        let (words, postings) = invert::words(&built.entries, checksum);
        let parts = Parts { base, words: format::encode(format::Part::Words, &words, &postings) };
        let documents = built.entries.len();
        // What was just written leads nowhere outside itself: reading it cannot fail.
        let base = Base::read(built.written).unwrap_or_default();
        let words = Words::read(words, &postings, checksum, documents).ok();
        Self { base, checksum, words, memory: Memory::default(), parts }
    }

    /// The catalog's bytes. Empty for a catalog that was read from bytes itself.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn to_parts(&self) -> Parts {
        self.parts.clone()
    }

    /// Reads the base part: everything but `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no base part of this format, or damaged.
    pub fn from_base(bytes: &[u8]) -> Result<Self, FormatError> {
        let (checksum, written, _) = format::decode(format::Part::Base, bytes)?;
        Ok(Self {
            base: Base::read(written)?,
            checksum,
            words: None,
            memory: Memory::default(),
            #[cfg(feature = "build")]
            parts: Parts::default(),
        })
    }

    /// Adds the words part: `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no words part of this format and this catalog, or damaged.
    pub fn add_words(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let (_, written, postings) = format::decode(format::Part::Words, bytes)?;
        self.words = Some(Words::read(written, postings, self.checksum, self.base.languages.len())?);
        Ok(())
    }

    /// Whether the words part is there.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.words.is_some()
    }

    /// Whether this filter can be answered with the parts that are there.
    #[must_use]
    pub fn can_answer(&self, filter: &Filter) -> bool {
        self.has_words() || filter.q.trim().is_empty() || query::is_wordless(filter)
    }

    /// Answers a filter. Without the words part, a filter with words finds nothing: see [`Catalog::can_answer`].
    #[must_use]
    pub fn answer(&self, filter: &Filter) -> Answer {
        self.memory.lend(|tally| Answer::of(&self.base, self.words.as_ref(), filter, tally))
    }

    /// Counts a filter by its facets and dates alone, as numbers: `q` is not looked at. What a page redraws at every
    /// choice: with a tally that was used before, nothing is allocated.
    pub fn tally(&self, filter: &Filter, tally: &mut Tally) {
        engine::tally(&self.base, filter, tally);
    }

    /// A facet's values by name: what the numbers of a [`Tally`] stand for.
    #[must_use]
    pub fn labels(&self, facet: Facet) -> &[Label] {
        &self.base.facets[facet as usize].labels
    }

    /// The post at a position; 0 is the newest.
    #[must_use]
    pub fn card(&self, position: u32) -> Option<&Card> {
        self.base.cards.get(position as usize)
    }

    /// The page at a position of [`Answer::pages`].
    #[must_use]
    pub fn page_ref(&self, position: u32) -> Option<&Card> {
        self.base.pages.get(position as usize)
    }

    /// How many posts there are.
    #[must_use]
    pub fn posts(&self) -> u32 {
        u32::try_from(self.base.cards.len()).unwrap_or(u32::MAX)
    }

    /// The value that a slug names, whatever the slug's case and accents.
    #[must_use]
    pub fn label(&self, facet: Facet, slug: &str) -> Option<&Label> {
        let table = &self.base.facets[facet as usize];
        table.labels.get(table.find(facet, slug)? as usize)
    }

    /// A facet's values with their counts over the whole archive: most first, ties by name.
    #[must_use]
    pub fn facet_totals(&self, facet: Facet) -> Vec<Count> {
        self.memory.lend(|tally| engine::totals(&self.base, facet, tally))
    }

    /// How many values of a facet a post has.
    #[must_use]
    pub fn facet_size(&self, facet: Facet) -> u32 {
        self.memory.lend(|tally| {
            self.tally(&Filter::default(), tally);
            u32::try_from(tally.counts(facet).iter().filter(|count| **count > 0).count()).unwrap_or(u32::MAX)
        })
    }

    /// The months of the whole archive, in order.
    #[must_use]
    pub fn months(&self) -> Vec<MonthCount> {
        self.memory.lend(|tally| engine::all_months(&self.base, tally))
    }
}
