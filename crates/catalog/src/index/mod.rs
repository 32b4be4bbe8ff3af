//! The catalog: built from posts, written to bytes, read back.

pub(crate) mod base;
#[cfg(feature = "build")]
mod build;
mod bundle;
mod cards;
pub(crate) mod columns;
mod facets;
mod format;
#[cfg(feature = "build")]
mod invert;
mod memory;
mod numbers;
mod opening;
mod parts;
pub(crate) mod words;

use crate::engine::{self, Answer, Count, DayCount, MonthCount, Suggestions, Tally};
use crate::query::{Facet, Filter};
use base::Base;
#[cfg(feature = "build")]
pub use build::{Builder, Built};
pub use bundle::{Parts, split};
use domain::order::sort;
use domain::{Card, Kind, Label, Month};
pub use format::{FORMAT_VERSION, FormatError};
use memory::Memory;
pub use opening::Opening;
pub use parts::{BadName, PartKey, PartName};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
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

/// Posts filtered, counted and searched.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    base: Base,
    words: Words,
    memory: Memory,
    /// The bytes of all parts, where they were made here.
    #[cfg(feature = "build")]
    parts: Vec<(PartKey, Vec<u8>)>,
}

impl Catalog {
    /// Builds a catalog, all parts there. The order of the entries does not matter.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn build(entries: Vec<Entry>) -> Self {
        let mut builder = Builder::new();
        entries.into_iter().for_each(|entry| builder.add(entry));
        Self::of_built(builder.finish())
    }

    /// The catalog of parts that were just made, with their bytes.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn of_built(built: Built) -> Self {
        // What was just written leads nowhere outside itself: reading it cannot fail.
        let read = built.catalog();
        debug_assert!(read.is_ok(), "{read:?}");
        let catalog = read.unwrap_or_default();
        Self { parts: built.parts, ..catalog }
    }

    /// The parts that it was built as. Empty for a catalog that was read from bytes itself.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn parts(&self) -> &[(PartKey, Vec<u8>)] {
        &self.parts
    }

    /// Reads the facets part: filters are counted; all other parts are still to come.
    ///
    /// # Errors
    /// Bytes that are no facets part of this format, or damaged.
    pub fn from_facets(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut opening = Opening::new();
        loop {
            if let Some(catalog) = opening.step(bytes)? {
                return Ok(catalog);
            }
        }
    }

    /// Adds a part. A dictionary comes before its blocks; beyond that any order will do.
    ///
    /// # Errors
    /// Bytes that are not this part of this format and of this catalog, or damaged.
    pub fn add(&mut self, key: PartKey, bytes: &[u8]) -> Result<(), FormatError> {
        match key {
            PartKey::Facets => Err(FormatError::OtherCatalog),
            PartKey::Cards(nth) => self.base.add_cards(nth as usize, bytes),
            _ => self.words.add(key, bytes),
        }
    }

    /// What names a part, where the part that tells it has arrived: the facets part tells the blocks of cards and the
    /// dictionaries, a dictionary its own blocks. The facets part's own name is told by the manifest.
    #[must_use]
    pub fn name_of(&self, key: PartKey) -> Option<PartName> {
        match key {
            PartKey::Cards(nth) => self.base.block_sum(nth as usize).map(PartName),
            _ => self.words.name_of(key).map(|(name, _)| name),
        }
    }

    /// A part's length in bytes before compression, where it is known; blocks of postings and positions do not get
    /// shorter.
    #[must_use]
    pub fn length_of(&self, key: PartKey) -> Option<u32> {
        self.words.name_of(key).map(|(_, length)| length)
    }

    /// All parts but the facets, as far as they are known: the blocks of a dictionary once that has arrived.
    pub fn keys(&self) -> impl Iterator<Item = PartKey> {
        (0..self.base.blocks() as u32).map(PartKey::Cards).chain(self.words.parts())
    }

    /// Whether a part has arrived.
    #[must_use]
    pub fn has(&self, key: PartKey) -> bool {
        match key {
            PartKey::Facets => true,
            PartKey::Cards(nth) => self.base.has_block(nth as usize),
            _ => self.words.has(key),
        }
    }

    /// The blocks that an answer's cards are in and that have not arrived.
    #[must_use]
    pub fn missing_cards(&self, answer: &Answer) -> Vec<PartKey> {
        let pages = answer.pages.iter().map(|page| self.base.posts + *page as usize);
        let documents = answer.posts.iter().map(|post| *post as usize).chain(pages);
        let mut missing: Vec<PartKey> = documents
            .filter_map(|document| self.base.block_of(document))
            .filter(|nth| !self.base.has_block(*nth))
            .map(|nth| PartKey::Cards(nth as u32))
            .collect();
        sort(&mut missing);
        missing.dedup();
        missing
    }

    /// The parts that are missing before a filter can be answered. None missing: it is answered exactly. Once those
    /// have been added there may be others: dictionaries come first, then the blocks of words, then, for phrases, those
    /// of positions.
    #[must_use]
    pub fn wanted(&self, filter: &Filter) -> Vec<PartKey> {
        self.memory.lend(|tally| engine::wanted(&self.base, &self.words, filter, tally))
    }

    /// Whether a filter can be answered with the parts that are there.
    #[must_use]
    pub fn can_answer(&self, filter: &Filter) -> bool {
        self.wanted(filter).is_empty()
    }

    /// Answers a filter. What has not arrived is taken not to be there: see [`Catalog::wanted`].
    #[must_use]
    pub fn answer(&self, filter: &Filter) -> Answer {
        self.memory.lend(|tally| Answer::of(&self.base, &self.words, filter, tally))
    }

    /// Answers a filter as numbers, words too: what a page redraws at every choice and every letter. With a tally that
    /// was used before, next to nothing is allocated.
    pub fn tally(&self, filter: &Filter, tally: &mut Tally) {
        engine::tally(&self.base, &self.words, filter, tally);
    }

    /// What may be meant by a word that is being typed: sources, tags, mentions and authors one of whose words begins
    /// so, and words of the archive, of each so many at most.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Suggestions {
        engine::suggest(&self.base, &self.words, typed, limit)
    }

    /// A facet's values by name: what the numbers of a [`Tally`] stand for.
    #[must_use]
    pub fn labels(&self, facet: Facet) -> &[Arc<Label>] {
        &self.base.facets[facet as usize].labels
    }

    /// The post at a position, where its block of cards has arrived; 0 is the newest.
    #[must_use]
    pub fn card(&self, position: u32) -> Option<&Card> {
        self.base.card(position as usize).filter(|_| (position as usize) < self.base.posts)
    }

    /// The page at a position of [`Answer::pages`], likewise.
    #[must_use]
    pub fn page_ref(&self, position: u32) -> Option<&Card> {
        self.base.card(self.base.posts.checked_add(position as usize)?)
    }

    /// How many posts there are.
    #[must_use]
    pub fn posts(&self) -> u32 {
        u32::try_from(self.base.posts).unwrap_or(u32::MAX)
    }

    /// The value that a slug names, whatever the slug's case and accents.
    #[must_use]
    pub fn label(&self, facet: Facet, slug: &str) -> Option<&Label> {
        let table = &self.base.facets[facet as usize];
        table.labels.get(table.find(facet, slug)? as usize).map(Arc::as_ref)
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

    /// The days of a month that have a post, in order; how many of their posts match a filter, whose own dates are left
    /// out. `filter` is read already (see [`crate::Reading`]): dates in its words would count.
    #[must_use]
    pub fn days(&self, filter: &Filter, month: Month) -> Vec<DayCount> {
        self.memory.lend(|tally| engine::days(&self.base, &self.words, filter, month, tally))
    }
}
