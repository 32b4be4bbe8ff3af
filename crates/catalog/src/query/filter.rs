//! The filter of the archive as a type. Its query string is the view's address.

use domain::PartialDate;
use serde::{Deserialize, Serialize};

/// Results on a page where the reader asks for no other number.
pub const DEFAULT_PER_PAGE: u32 = 20;
/// Most results on a page.
pub const MAX_PER_PAGE: u32 = 100;
/// The slug that stands for "no source" in `source=none`.
pub const NONE: &str = "none";

/// What a list can be filtered by, dates apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// The outlet quoted.
    Source,
    /// Tags, categories, hashtags.
    Tag,
    /// Accounts.
    Mention,
    /// Who wrote.
    Author,
}

impl Facet {
    /// All of them, in the page's order.
    pub const ALL: [Facet; 4] = [Facet::Source, Facet::Tag, Facet::Mention, Facet::Author];

    /// The parameter's name, and the first segment of its landing pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Facet::Source => "source",
            Facet::Tag => "tag",
            Facet::Mention => "mention",
            Facet::Author => "author",
        }
    }
}

/// What is chosen in one facet: slugs as the reader wrote them, in order, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    /// Any of these (all of these for tags under [`TagMatch::All`]).
    pub include: Vec<String>,
    /// None of these.
    pub exclude: Vec<String>,
}

/// Whether one of the chosen tags suffices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TagMatch {
    /// Any of them.
    #[default]
    Any,
    /// All of them (`match=all`).
    All,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// Newest first.
    Newest,
    /// Oldest first: the exact reverse of newest, but for undated posts, which are last in both.
    Oldest,
    /// Best answer to `q` first.
    Relevance,
}

/// The interface's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UiLang {
    /// French.
    Fr,
    /// English.
    En,
}

/// A view of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// Words, as typed.
    pub q: String,
    /// Sources (`none` among them: posts without one).
    pub source: Choice,
    /// Tags.
    pub tag: Choice,
    /// Mentions, as handles.
    pub mention: Choice,
    /// Authors.
    pub author: Choice,
    /// Any or all of the tags.
    pub tag_match: TagMatch,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub to: Option<PartialDate>,
    /// The order asked for; None: newest, or relevance where `q` is set.
    pub sort: Option<Sort>,
    /// Page, from 1.
    pub page: u32,
    /// Results on a page, 1 to [`MAX_PER_PAGE`].
    pub per_page: u32,
    /// Interface language asked for.
    pub lang: Option<UiLang>,
}

/// A parameter that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{parameter}={value}: {expected}")]
pub struct BadFilter {
    /// Which.
    pub parameter: String,
    /// As written.
    pub value: String,
    /// What is allowed, in English; the page words it in its own language.
    pub expected: String,
}

/// How a filter was read: `q`'s operators moved to their parameters, and what had to be guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The filter that is answered; its `q` holds the words that are left.
    pub filter: Filter,
    /// What the reader should know of it.
    pub remarks: Vec<Remark>,
}

/// Something the page says of how it read the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// A slug that nothing in the archive has.
    Unknown(Facet, String),
    /// A word found nowhere, and the words taken in its place.
    Forgiven(String, Vec<String>),
    /// A part of `q` that looked like an operator and was searched as words.
    AsWords(String),
}
