//! The catalog for JavaScript: what the page does with it, without the page.

use crate::parts::{key_of, name_of};
use catalog::{Catalog, Facet, Filter, Tally};
use wasm_bindgen::prelude::wasm_bindgen;

/// A catalog in the browser.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    catalog: Catalog,
    tally: Tally,
}

#[wasm_bindgen]
impl Engine {
    /// From the facets part; empty where it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(facets: &[u8]) -> Engine {
        Engine { catalog: Catalog::from_facets(facets).unwrap_or_default(), tally: Tally::default() }
    }

    /// Takes a part by its name; false where it is refused.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> bool {
        key_of(name).is_some_and(|key| self.catalog.add(key, bytes).is_ok())
    }

    /// The names of the parts that a question still needs, one a line.
    pub fn wanted(&self, query: &str) -> String {
        let names: Vec<String> = self.catalog.wanted(&filter(query)).into_iter().map(name_of).collect();
        names.join("\n")
    }

    /// Counts a question, with every value of every facet and the months: how many posts.
    pub fn count(&mut self, query: &str) -> u32 {
        self.catalog.tally(&filter(query), &mut self.tally);
        self.tally.total()
    }

    /// Answers a question as numbers, every facet counted: how many posts, then those of the first page, in order.
    pub fn answer(&mut self, query: &str) -> Vec<u32> {
        self.catalog.tally(&filter(query), &mut self.tally);
        let mut numbers = vec![self.tally.total()];
        numbers.extend(self.tally.posts());
        numbers
    }

    /// What a page shows: the number of posts, twenty titles with their days, twenty sources and twenty tags with
    /// their counts; one a line, fields apart by tabs.
    pub fn shown(&self, query: &str) -> String {
        let answer = self.catalog.answer(&filter(query));
        let mut shown = format!("{}\n", answer.total);
        for post in &answer.posts {
            if let Some(card) = self.catalog.card(*post) {
                let day = card.date.map(|date| date.day().to_string()).unwrap_or_default();
                let source = card.source.as_ref().map_or("", |label| label.name.as_str());
                shown.push_str(&format!("p\t{}\t{day}\t{source}\n", card.title));
            }
        }
        for (facet, counts) in [(Facet::Source, &answer.facets.sources), (Facet::Tag, &answer.facets.tags)] {
            for count in counts.iter().take(20) {
                shown.push_str(&format!("{}\t{}\t{}\n", facet.name(), count.name, count.count));
            }
        }
        shown
    }
}

fn filter(query: &str) -> Filter {
    Filter::parse(query).unwrap_or_default()
}
