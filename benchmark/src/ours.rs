//! The catalog as it is measured: the one file here that knows its interface.

use benchmark_module::parts::{key_of, name_of};
use catalog::{Builder, Catalog, Entry, Filter, PartKey, Tally};
use std::collections::BTreeMap;

pub use benchmark_module::parts::FACETS;

/// A part of the catalog as a browser fetches it.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called in the folder of a run.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Builds all parts.
#[must_use]
pub fn build(entries: Vec<Entry>) -> Vec<Part> {
    let mut builder = Builder::new();
    entries.into_iter().for_each(|entry| builder.add(entry));
    builder.finish().parts.into_iter().map(|(key, bytes)| Part { name: name_of(key), bytes }).collect()
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

    /// Forgets every part but the facets: a reader's first visit.
    pub fn forget(&mut self) {
        if let Some(catalog) = self.parts.get(FACETS).and_then(|facets| Catalog::from_facets(facets).ok()) {
            self.catalog = catalog;
        }
    }

    /// Fetches all cards, so that answers have names.
    pub fn fetch_cards(&mut self) {
        let cards: Vec<PartKey> = self
            .parts
            .keys()
            .filter_map(|name| key_of(name))
            .filter(|key| matches!(key, PartKey::Cards(_)))
            .collect();
        for key in cards {
            self.fetch(key);
        }
    }

    /// Fetches what a question needs and is not there; the names of the parts, in the order of fetching.
    pub fn fetch_words(&mut self, filter: &Filter) -> Vec<String> {
        let mut names = Vec::new();
        loop {
            let wanted = self.catalog.wanted(filter);
            if wanted.is_empty() {
                return names;
            }
            for key in wanted {
                if !self.fetch(key) {
                    return names;
                }
                names.push(name_of(key));
            }
        }
    }

    fn fetch(&mut self, key: PartKey) -> bool {
        self.parts.get(&name_of(key)).is_some_and(|bytes| self.catalog.add(key, bytes).is_ok())
    }

    /// Answers a filter as numbers: every value of every facet and the months counted, the first page in order. How many
    /// posts.
    pub fn count(&mut self, filter: &Filter) -> u32 {
        self.catalog.tally(filter, &mut self.tally);
        self.tally.total()
    }

    /// The ids of the best posts, in order.
    #[must_use]
    pub fn ids(&self, filter: &Filter) -> Vec<String> {
        let answer = self.catalog.answer(filter);
        answer.posts.iter().filter_map(|post| Some(self.catalog.card(*post)?.id.0.clone())).collect()
    }
}
