//! Memory that questions use one after the other.

use kernels::hits::Hits;
use kernels::positions::Place;

/// What a search works with. Nothing is allocated once it has grown.
#[derive(Clone, Debug, Default)]
pub(super) struct Workspace {
    at_rest: Vec<Hits>,
    pub(super) ordinals: Vec<u32>,
    pub(super) documents: Vec<u32>,
    pub(super) places: Vec<Place>,
    /// Documents whose values are known, where a summary tells no others.
    pub(super) known: Vec<u32>,
}

impl Workspace {
    /// Hits of so many documents, none found.
    pub(super) fn take(&mut self, documents: u32) -> Hits {
        let mut hits = self.at_rest.pop().unwrap_or_default();
        hits.clear(documents);
        hits
    }

    /// Gives hits back.
    pub(super) fn rest(&mut self, hits: Hits) {
        self.at_rest.push(hits);
    }
}
