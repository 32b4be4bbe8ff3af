//! Facets and cards, ready to answer.

use super::cards;
use super::columns::Columns;
use super::facets::{Block, Facets, Values};
use super::format::FormatError;
use crate::analysis::{Stemming, StopWords};
use crate::query::Facet;
use domain::order::{sort, sort_by};
use domain::{Card, Label, fold};
use std::sync::{Arc, OnceLock};

/// What is known of the posts, words apart. Documents are posts, newest first, undated ones last; then pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    /// How many of the documents are posts.
    pub(crate) posts: usize,
    /// Values of each facet.
    pub(crate) facets: [FacetTable; 4],
    /// What filtering and counting read.
    pub(crate) columns: Columns,
    /// How each document's words are stemmed, by age: 0 not at all, else the number of the [`Stemming`] plus one.
    pub(crate) languages: Vec<u8>,
    /// That of all documents, where there is no other.
    pub(crate) only_language: Option<u8>,
    /// The stop words of the archive's languages.
    pub(crate) stop_words: StopWords,
    /// The mean length of a body in words.
    pub(crate) mean_length: u32,
    /// Each document's values, as cards show them.
    values: [Values; 4],
    blocks: Vec<CardBlock>,
}

#[derive(Clone, Debug)]
struct CardBlock {
    /// The first document.
    first: usize,
    written: Block,
    /// None until it has arrived.
    cards: Option<Vec<Card>>,
}

/// A facet's values.
#[derive(Clone, Debug, Default)]
pub(crate) struct FacetTable {
    /// By name then slug, so that the order of numbers is the order of names.
    pub(crate) labels: Vec<Arc<Label>>,
    /// Folded slugs, in order, with the value's number.
    by_slug: Vec<(String, u32)>,
    /// Made when it is asked for first.
    beginnings: OnceLock<Beginnings>,
}

/// Folded names, and where words begin in them.
#[derive(Clone, Debug, Default)]
struct Beginnings {
    /// Each with a line's end behind it.
    names: String,
    /// A word's place in `names` and the value, in the order of what stands there.
    words: Vec<(u32, u32)>,
}

impl Beginnings {
    fn of(labels: &[Arc<Label>]) -> Self {
        let mut beginnings = Self::default();
        for (label, value) in labels.iter().zip(0..) {
            let start = beginnings.names.len();
            beginnings.names.push_str(&fold(&label.name));
            let name = &beginnings.names[start..];
            let mut before = ' ';
            for (at, c) in name.char_indices() {
                if c.is_alphanumeric() && !before.is_alphanumeric() {
                    beginnings.words.push(((start + at) as u32, value));
                }
                before = c;
            }
            beginnings.names.push('\n');
        }
        let Self { names, words } = &mut beginnings;
        let from = |word: &(u32, u32)| (names.get(word.0 as usize..).unwrap_or_default(), word.1);
        sort_by(words, |one, other| from(one).cmp(&from(other)));
        beginnings
    }

    /// What stands from a word on.
    fn from(&self, at: u32) -> &str {
        self.names.get(at as usize..).unwrap_or_default()
    }
}

impl FacetTable {
    /// The value that a slug names. A mention may be written with its `@`, a tag with its `#`.
    pub(crate) fn find(&self, facet: Facet, slug: &str) -> Option<u32> {
        // What links and lists ask for is folded as it stands.
        if let found @ Some(_) = self.known(slug) {
            return found;
        }
        let folded = fold(slug);
        let bare = match facet {
            Facet::Mention => folded.strip_prefix('@'),
            Facet::Tag => folded.strip_prefix('#'),
            Facet::Source | Facet::Author => None,
        };
        [Some(folded.as_str()), bare].into_iter().flatten().find_map(|slug| self.known(slug))
    }

    /// The values whose name has a word from which on it begins so, folded. A value whose name does so twice comes twice.
    pub(crate) fn beginning(&self, folded: &str) -> impl Iterator<Item = u32> {
        let all = self.beginnings.get_or_init(|| Beginnings::of(&self.labels));
        let start = all.words.partition_point(|(at, _)| all.from(*at) < folded);
        let words = all.words.get(start..).unwrap_or_default();
        words.iter().take_while(move |(at, _)| all.from(*at).starts_with(folded)).map(|(_, value)| *value)
    }

    /// The value whose folded slug is this.
    pub(crate) fn known(&self, folded: &str) -> Option<u32> {
        let at = self.by_slug.binary_search_by(|(known, _)| known.as_str().cmp(folded)).ok()?;
        self.by_slug.get(at).map(|(_, value)| *value)
    }
}

impl Base {
    /// Joins what is decoded and laid out; its cards are still to come.
    pub(crate) fn of(facets: Facets, columns: Columns) -> Self {
        let mut first = 0;
        let mut blocks = Vec::with_capacity(facets.blocks.len());
        for written in facets.blocks {
            blocks.push(CardBlock { first, written, cards: None });
            first += written.cards as usize;
        }
        let tables = facets.labels.map(FacetTable::of_labels);
        let languages: Vec<u8> = facets.languages.iter().rev().copied().map(language_number).collect();
        let only_language =
            languages.first().copied().filter(|only| languages.iter().all(|other| other == only));
        let stop_words =
            facets.languages.iter().fold(StopWords::default(), |words, stemming| words.with(*stemming));
        Self {
            posts: facets.posts,
            facets: tables,
            columns,
            languages,
            only_language,
            stop_words,
            mean_length: facets.mean_length,
            values: facets.values,
            blocks,
        }
    }

    /// Adds the cards of a block.
    pub(crate) fn add_cards(&mut self, nth: usize, bytes: &[u8]) -> Result<(), FormatError> {
        let Some(block) = self.blocks.get_mut(nth) else { return Err(FormatError::OtherCatalog) };
        let (sum, mut cards) = cards::read(bytes)?;
        if sum != block.written.sum || cards.len() != block.written.cards as usize {
            return Err(FormatError::OtherCatalog);
        }
        for (card, document) in cards.iter_mut().zip(block.first..) {
            let [sources, tags, mentions, authors] = &self.facets;
            let labels = |table: &FacetTable, facet: Facet| -> Vec<Label> {
                let values = self.values[facet as usize].of(document).iter();
                values.filter_map(|value| Some(Label::clone(table.labels.get(*value as usize)?))).collect()
            };
            card.source = labels(sources, Facet::Source).pop();
            card.tags = labels(tags, Facet::Tag);
            card.mentions = labels(mentions, Facet::Mention);
            card.authors = labels(authors, Facet::Author);
        }
        block.cards = Some(cards);
        Ok(())
    }

    /// The card of a document, where its block has arrived.
    pub(crate) fn card(&self, document: usize) -> Option<&Card> {
        let nth = self.block_of(document)?;
        let block = self.blocks.get(nth)?;
        block.cards.as_ref()?.get(document - block.first)
    }

    /// The block in which a document's card is.
    pub(crate) fn block_of(&self, document: usize) -> Option<usize> {
        self.blocks.partition_point(|block| block.first <= document).checked_sub(1)
    }

    /// How many blocks there are.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// A block's checksum.
    pub(crate) fn block_sum(&self, nth: usize) -> Option<u64> {
        self.blocks.get(nth).map(|block| block.written.sum)
    }

    /// Whether a block's cards have arrived.
    pub(crate) fn has_block(&self, nth: usize) -> bool {
        self.blocks.get(nth).is_some_and(|block| block.cards.is_some())
    }
}

/// How a document's words are stemmed, as a number.
pub(crate) fn language_number(stemming: Option<Stemming>) -> u8 {
    stemming.map_or(0, |stemming| stemming as u8 + 1)
}

/// A day as a number that orders as days do: YYYYMMDD.
pub(crate) fn day_number(day: domain::Day) -> u32 {
    u32::from(day.year.unsigned_abs()) * 10_000
        + u32::from(day.month.unsigned_abs()) * 100
        + u32::from(day.day.unsigned_abs())
}

impl FacetTable {
    fn of_labels(labels: Vec<Label>) -> Self {
        let mut by_slug: Vec<(String, u32)> =
            labels.iter().zip(0..).map(|(label, value)| (fold(&label.slug), value)).collect();
        sort(&mut by_slug);
        let labels = labels.into_iter().map(Arc::new).collect();
        Self { labels, by_slug, beginnings: OnceLock::new() }
    }
}
