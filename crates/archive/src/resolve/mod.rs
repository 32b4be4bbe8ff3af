//! What an address means: the archive, a landing page, a post, or where it moved to.

use catalog::{BadFilter, Facet, Filter};
use domain::{Day, Label, Month, PostId, PostRef};
use serde::{Deserialize, Serialize};

/// What an address means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolution {
    /// The archive, by this filter.
    Archive(Filter),
    /// The archive with one thing set, under a title of its own.
    Landing(Landing),
    /// All values of a facet.
    Directory(Facet),
    /// All pages ("about", "contact").
    Pages,
    /// What this archive is, at `/-/about`.
    About,
    /// A post or page.
    Post(PostId),
    /// It is elsewhere, for good: a path from `/`, encoded, with its query.
    Moved(String),
    /// Several posts fit: newest first.
    Choices(Vec<PostRef>),
    /// It was taken down.
    Gone,
    /// Nothing.
    NotFound,
    /// The archive, by a filter that cannot be understood.
    BadFilter(BadFilter),
}

/// The archive with one thing set, under an address of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landing {
    /// What is set.
    pub subject: Subject,
    /// The filter that shows it: the subject set in it, and the page.
    pub filter: Filter,
}

/// What a landing page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A source, tag, mention or author.
    Facet(Facet, Label),
    /// A year.
    Year(i16),
    /// A month.
    Month(Month),
    /// A day.
    Day(Day),
}
