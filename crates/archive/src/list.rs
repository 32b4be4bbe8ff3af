//! Lists: what answers a filter, with what a page shows of it.

use catalog::Answer;
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
