//! The catalog as it is measured: the one file that knows its interface.

use catalog::{Catalog, Entry, Filter, Tally};
use std::collections::BTreeMap;

/// A part of the catalog as a browser fetches it.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called in the folder of a run.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What every reader fetches first.
pub const FACETS: &str = "facets";
/// What the names of the blocks of cards begin with.
pub const CARDS: &str = "cards-";
/// The words.
const WORDS: &str = "words";

/// Builds all parts.
#[must_use]
pub fn build(entries: Vec<Entry>) -> Vec<Part> {
    let parts = Catalog::build(entries).to_parts();
    let mut named = Vec::new();
    if let Ok((facets, cards)) = catalog::split(&parts.base) {
        named.push(Part { name: FACETS.into(), bytes: facets.to_vec() });
        let block =
            |(nth, bytes): (usize, &[u8])| Part { name: format!("{CARDS}{nth:05}"), bytes: bytes.to_vec() };
        named.extend(cards.into_iter().enumerate().map(block));
    }
    named.push(Part { name: WORDS.into(), bytes: parts.words });
    named
}

/// A catalog that fetches what a question needs, as the page does.
#[derive(Debug, Default)]
pub struct Reader {
    catalog: Catalog,
    parts: BTreeMap<String, Vec<u8>>,
    tally: Tally,
}

impl Reader {
    /// With the facets alone. None where they cannot be read.
    #[must_use]
    pub fn new(parts: Vec<Part>) -> Option<Self> {
        let parts: BTreeMap<String, Vec<u8>> =
            parts.into_iter().map(|part| (part.name, part.bytes)).collect();
        let catalog = Catalog::from_facets(parts.get(FACETS)?).ok()?;
        Some(Self { catalog, parts, tally: Tally::default() })
    }

    /// Forgets every part but the facets: the next visit of a reader whose browser kept nothing.
    pub fn forget(&mut self) {
        if let Some(catalog) = self.parts.get(FACETS).and_then(|facets| Catalog::from_facets(facets).ok()) {
            self.catalog = catalog;
        }
    }

    /// Fetches all cards, so that answers have names.
    pub fn fetch_cards(&mut self) {
        for (nth, (_, bytes)) in self.parts.iter().filter(|(name, _)| name.starts_with(CARDS)).enumerate() {
            let _sound = self.catalog.add_cards(nth, bytes);
        }
    }

    /// Fetches what a question's words need and is not there; the names of the parts, in the order of fetching.
    pub fn fetch_words(&mut self, filter: &Filter) -> Vec<String> {
        if self.catalog.can_answer(filter) {
            return Vec::new();
        }
        if let Some(bytes) = self.parts.get(WORDS) {
            let _sound = self.catalog.add_words(bytes);
        }
        vec![WORDS.into()]
    }

    /// Counts a filter without words: every value of every facet, and the months. How many posts.
    pub fn count(&mut self, filter: &Filter) -> u32 {
        self.catalog.tally(filter, &mut self.tally);
        self.tally.total()
    }

    /// Answers whole: how many posts.
    #[must_use]
    pub fn answer(&self, filter: &Filter) -> u32 {
        self.catalog.answer(filter).total
    }

    /// The ids of the best posts, in order.
    #[must_use]
    pub fn ids(&self, filter: &Filter) -> Vec<String> {
        let answer = self.catalog.answer(filter);
        answer.posts.iter().filter_map(|post| Some(self.catalog.card(*post)?.id.0.clone())).collect()
    }
}
