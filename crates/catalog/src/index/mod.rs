//! The catalog: built from posts, written to bytes, read back.

pub(crate) mod base;
#[cfg(feature = "build")]
mod build;
mod cards;
pub(crate) mod columns;
mod facets;
mod format;
#[cfg(feature = "build")]
mod invert;
mod memory;
mod numbers;
pub(crate) mod words;

use crate::engine::{self, Answer, Count, MonthCount, Tally};
use crate::query::{self, Facet, Filter};
use base::Base;
use domain::{Card, Kind, Label};
use facets::Facets;
pub use format::{FORMAT_VERSION, FormatError};
use memory::Memory;
use numbers::Reader;
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
    /// The facets part and the blocks of cards, one behind the other: what a reader needs who holds all cards.
    /// [`split`] takes them apart.
    pub base: Vec<u8>,
    /// Words and where they stand: needed by `q` alone.
    pub words: Vec<u8>,
}

/// Posts filtered, counted and searched.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    base: Base,
    /// The facets part's checksum, by which the words part knows it.
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
        let checksum = format::written_checksum(&built.facets);
        let (words, postings) = invert::words(&built.entries, checksum);
        let documents = built.entries.len();
        drop(built.entries);
        // What was just written leads nowhere outside itself: reading it cannot fail.
        let mut catalog = Self::from_facets(&built.facets).unwrap_or_default();
        for (nth, block) in built.cards.iter().enumerate() {
            let _sound = catalog.add_cards(nth, block);
        }
        catalog.parts = Parts {
            base: join(&built.facets, &built.cards),
            words: format::encode(format::Part::Words, &words, &postings),
        };
        catalog.words = Words::read(words, &postings, checksum, documents).ok();
        catalog
    }

    /// The catalog's bytes. Empty for a catalog that was read from bytes itself.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn to_parts(&self) -> Parts {
        self.parts.clone()
    }

    /// Reads the base part, facets and all cards: everything but `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no base part of this format, or damaged.
    pub fn from_base(bytes: &[u8]) -> Result<Self, FormatError> {
        let (facets, cards) = split(bytes)?;
        let mut catalog = Self::from_facets(facets)?;
        if cards.len() != catalog.blocks() {
            return Err(FormatError::Damaged);
        }
        for (nth, block) in cards.into_iter().enumerate() {
            catalog.add_cards(nth, block)?;
        }
        Ok(catalog)
    }

    /// Reads the facets part alone: filters are counted; cards and words are still to come.
    ///
    /// # Errors
    /// Bytes that are no facets part of this format, or damaged.
    pub fn from_facets(bytes: &[u8]) -> Result<Self, FormatError> {
        let (checksum, body) = format::open(format::Part::Facets, bytes)?;
        let facets = Facets::of_bytes(body).ok_or(FormatError::Damaged)?;
        Ok(Self { base: Base::of(facets)?, checksum, ..Self::default() })
    }

    /// Adds a block of cards.
    ///
    /// # Errors
    /// Bytes that are no block of this format and this catalog's facets at this place, or damaged.
    pub fn add_cards(&mut self, nth: usize, bytes: &[u8]) -> Result<(), FormatError> {
        self.base.add_cards(nth, bytes)
    }

    /// How many blocks of cards there are.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.base.blocks()
    }

    /// The blocks that an answer's cards are in and that have not arrived.
    #[must_use]
    pub fn missing_blocks(&self, answer: &Answer) -> Vec<usize> {
        let pages = answer.pages.iter().map(|page| self.base.posts + *page as usize);
        let documents = answer.posts.iter().map(|post| *post as usize).chain(pages);
        let mut missing: Vec<usize> = documents
            .filter_map(|document| self.base.block_of(document))
            .filter(|nth| !self.base.has_block(*nth))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        missing
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

/// Takes a base part apart: the facets part and the blocks of cards.
///
/// # Errors
/// Bytes that are no base part of this format, or damaged.
pub fn split(base: &[u8]) -> Result<(&[u8], Vec<&[u8]>), FormatError> {
    let (_, body) = format::open(format::Part::Base, base)?;
    let mut reader = Reader(body);
    let mut part = || reader.length().and_then(|length| reader.bytes(length));
    let facets = part().ok_or(FormatError::Damaged)?;
    let mut cards = Vec::new();
    while !reader.0.is_empty() {
        let block = reader.length().and_then(|length| reader.bytes(length));
        cards.push(block.ok_or(FormatError::Damaged)?);
    }
    Ok((facets, cards))
}

#[cfg(feature = "build")]
fn join(facets: &[u8], cards: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in std::iter::once(facets).chain(cards.iter().map(Vec::as_slice)) {
        numbers::put(&mut body, u32::try_from(part.len()).unwrap_or(u32::MAX));
        body.extend_from_slice(part);
    }
    format::seal(format::Part::Base, &body)
}
