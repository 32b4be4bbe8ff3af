//! The filter of the archive as a type. Its query string is the view's address.

use domain::{PartialDate, fold};
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

impl Choice {
    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// How a slug stands here, whatever its case and accents.
    #[must_use]
    pub fn state(&self, slug: &str) -> State {
        let folded = fold(slug);
        let holds = |list: &[String]| list.iter().any(|chosen| fold(chosen) == folded);
        if holds(&self.exclude) {
            State::Out
        } else if holds(&self.include) {
            State::In
        } else {
            State::Off
        }
    }

    /// Puts a slug in a state. One that is there already keeps its place and spelling.
    pub fn set(&mut self, slug: &str, state: State) {
        if self.state(slug) == state {
            return;
        }
        let folded = fold(slug);
        self.include.retain(|chosen| fold(chosen) != folded);
        self.exclude.retain(|chosen| fold(chosen) != folded);
        match state {
            State::In if !folded.is_empty() => self.include.push(slug.to_owned()),
            State::Out if !folded.is_empty() => self.exclude.push(slug.to_owned()),
            _ => {}
        }
    }
}

/// How a value of a facet stands in a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// Chosen.
    In,
    /// Excluded.
    Out,
    /// Neither.
    Off,
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

impl Sort {
    /// What `sort` calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Relevance => "relevance",
        }
    }

    /// The order that `sort` calls so.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Sort::Newest, Sort::Oldest, Sort::Relevance].into_iter().find(|sort| sort.name() == name)
    }
}

/// The interface's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UiLang {
    /// French.
    Fr,
    /// English.
    En,
}

impl UiLang {
    /// Its code in `lang` and in HTML.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            UiLang::Fr => "fr",
            UiLang::En => "en",
        }
    }

    /// The language of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [UiLang::Fr, UiLang::En].into_iter().find(|lang| lang.code() == code)
    }
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

impl Default for Filter {
    fn default() -> Self {
        Self {
            q: String::new(),
            source: Choice::default(),
            tag: Choice::default(),
            mention: Choice::default(),
            author: Choice::default(),
            tag_match: TagMatch::Any,
            from: None,
            to: None,
            sort: None,
            page: 1,
            per_page: DEFAULT_PER_PAGE,
            lang: None,
        }
    }
}

impl Filter {
    /// What is chosen in a facet.
    #[must_use]
    pub fn choice(&self, facet: Facet) -> &Choice {
        match facet {
            Facet::Source => &self.source,
            Facet::Tag => &self.tag,
            Facet::Mention => &self.mention,
            Facet::Author => &self.author,
        }
    }

    /// What is chosen in a facet, to be changed.
    pub fn choice_mut(&mut self, facet: Facet) -> &mut Choice {
        match facet {
            Facet::Source => &mut self.source,
            Facet::Tag => &mut self.tag,
            Facet::Mention => &mut self.mention,
            Facet::Author => &mut self.author,
        }
    }

    /// Whether it leaves posts out: anything but order, page and language is set.
    #[must_use]
    pub fn is_filtering(&self) -> bool {
        !self.q.trim().is_empty()
            || self.from.is_some()
            || self.to.is_some()
            || Facet::ALL.into_iter().any(|facet| !self.choice(facet).is_empty())
    }

    /// The same view with one value put in a state, from its first page.
    #[must_use]
    pub fn toggled(&self, facet: Facet, slug: &str, state: State) -> Self {
        let mut filter = Self { page: 1, ..self.clone() };
        filter.choice_mut(facet).set(slug, state);
        filter
    }

    /// The same view between other dates, from its first page.
    #[must_use]
    pub fn between(&self, from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        Self { from, to, page: 1, ..self.clone() }
    }

    /// The same view at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The order of the list: the one asked for, else by relevance where `q` is set, else newest first. Relevance
    /// without words is newest first.
    #[must_use]
    pub fn effective_sort(&self) -> Sort {
        match (self.sort, self.q.trim().is_empty()) {
            (None | Some(Sort::Relevance), true) => Sort::Newest,
            (None, false) => Sort::Relevance,
            (Some(sort), _) => sort,
        }
    }
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
