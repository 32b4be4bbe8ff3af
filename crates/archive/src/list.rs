//! Lists: what answers a filter, with what a page shows of it.

use crate::Archive;
use crate::snapshot::post_ref;
use catalog::{Answer, Count, Facet, Filter};
use domain::{Card, PostRef};
use serde::{Deserialize, Serialize};

/// A page of the list that answers a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Which posts, how many, and the counts of every facet.
    pub answer: Answer,
    /// The posts of this page, in the order of `answer.posts`.
    pub cards: Vec<Card>,
    /// Pages ("about") that match the words, best first.
    pub pages: Vec<PostRef>,
    /// Posts in the whole archive.
    pub archive_total: u32,
}

impl Archive {
    /// A page of the list that answers a filter.
    #[must_use]
    pub fn list(&self, filter: &Filter) -> List {
        let catalog = self.catalog();
        let answer = catalog.answer(filter);
        let cards = answer.posts.iter().filter_map(|at| catalog.card(*at)).cloned().collect();
        let pages = answer.pages.iter().filter_map(|at| catalog.page_ref(*at)).map(post_ref).collect();
        List { answer, cards, pages, archive_total: catalog.posts() }
    }

    /// All values of a facet that a post has, most first, ties by name.
    #[must_use]
    pub fn directory(&self, facet: Facet) -> Vec<Count> {
        self.catalog().facet_totals(facet)
    }

    /// All pages ("about", "contact"), in the order of their blog.
    #[must_use]
    pub fn pages(&self) -> Vec<PostRef> {
        let snapshot = self.snapshot();
        snapshot.pages.iter().filter_map(|id| snapshot.post_ref(id)).collect()
    }
}
