//! The one codec between a filter and its query string. Everything that reads or writes a view's address goes
//! through here: server, browser, feeds, API.

use super::filter::{
    BadFilter, Choice, DEFAULT_PER_PAGE, Facet, Filter, MAX_PER_PAGE, Sort, TagMatch, UiLang,
};
use domain::{PartialDate, fold};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};
use std::collections::HashSet;

/// What stays readable in a value that we write. A space becomes `+`.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'@')
    .remove(b' ');

impl Filter {
    /// Reads a query string as it stands in an address, without its `?`: decoded once, `+` is a space, bytes that
    /// are no text become U+FFFD. Unknown parameters are ignored, empty values are as if absent; of a
    /// single-valued parameter given twice the last counts.
    ///
    /// # Errors
    /// A parameter that cannot be understood, with what is allowed.
    pub fn parse(query_string: &str) -> Result<Self, BadFilter> {
        let mut filter = Self::default();
        let mut single = Singles::default();
        let mut met = HashSet::new();
        for (name, value) in pairs(query_string) {
            if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.name() == name) {
                add_choice(filter.choice_mut(facet), facet, &value, &mut met);
            } else {
                single.set(&name, value);
            }
        }
        single.into_filter(filter)
    }

    /// The canonical query string, without `?`: parameters in a fixed order, defaults left out. Empty for the
    /// default filter. Reading it gives the same filter back.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        let mut put = |name: &str, value: &str| {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            query.push_str(&encode(value));
        };
        if !self.q.trim().is_empty() {
            put("q", &self.q);
        }
        for facet in Facet::ALL {
            let choice = self.choice(facet);
            choice.include.iter().for_each(|slug| put(facet.name(), slug));
            choice.exclude.iter().for_each(|slug| put(facet.name(), &format!("-{slug}")));
        }
        if self.tag_match == TagMatch::All {
            put("match", "all");
        }
        if let Some(from) = self.from {
            put("from", &from.to_string());
        }
        if let Some(to) = self.to {
            put("to", &to.to_string());
        }
        if let Some(sort) = self.sort {
            put("sort", sort.name());
        }
        if self.page != 1 {
            put("page", &self.page.to_string());
        }
        if self.per_page != DEFAULT_PER_PAGE {
            put("per_page", &self.per_page.to_string());
        }
        if let Some(lang) = self.lang {
            put("lang", lang.code());
        }
        query
    }
}

/// Names and values of a query string, decoded once, in order.
pub fn pairs(query_string: &str) -> impl Iterator<Item = (String, String)> {
    query_string.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

/// A value as a query string holds it.
#[must_use]
pub fn encode(value: &str) -> String {
    utf8_percent_encode(value, KEPT).to_string().replace(' ', "+")
}

fn decode(text: &str) -> String {
    let spaced: Vec<u8> = text.bytes().map(|byte| if byte == b'+' { b' ' } else { byte }).collect();
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

/// `met` holds what was chosen before, folded, so that a long query string costs no more than its length.
fn add_choice(choice: &mut Choice, facet: Facet, value: &str, met: &mut HashSet<(Facet, bool, String)>) {
    let (slug, excluded) = match value.strip_prefix('-') {
        Some(slug) => (slug, true),
        None => (value, false),
    };
    let folded = fold(slug);
    let list = if excluded { &mut choice.exclude } else { &mut choice.include };
    if !folded.is_empty() && met.insert((facet, excluded, folded)) {
        list.push(slug.to_owned());
    }
}

/// The single-valued parameters, each the last that was written.
#[derive(Default)]
struct Singles {
    q: String,
    tag_match: String,
    from: String,
    to: String,
    sort: String,
    page: String,
    per_page: String,
    lang: String,
}

impl Singles {
    fn set(&mut self, name: &str, value: String) {
        let slot = match name {
            "q" => &mut self.q,
            "match" => &mut self.tag_match,
            "from" => &mut self.from,
            "to" => &mut self.to,
            "sort" => &mut self.sort,
            "page" => &mut self.page,
            "per_page" => &mut self.per_page,
            "lang" => &mut self.lang,
            _ => return,
        };
        *slot = value;
    }

    fn into_filter(self, mut filter: Filter) -> Result<Filter, BadFilter> {
        filter.tag_match = read("match", &self.tag_match, "all or any", |value| match value {
            "all" => Some(TagMatch::All),
            "any" => Some(TagMatch::Any),
            _ => None,
        })?
        .unwrap_or_default();
        filter.from = read("from", &self.from, DATES, read_date)?;
        filter.to = read("to", &self.to, DATES, read_date)?;
        filter.sort = read("sort", &self.sort, "newest, oldest or relevance", Sort::from_name)?;
        filter.page = read("page", &self.page, "a whole number from 1", read_number)?.unwrap_or(1);
        filter.per_page = read("per_page", &self.per_page, "a whole number from 1 to 100", |value| {
            read_number(value).filter(|number| *number <= MAX_PER_PAGE)
        })?
        .unwrap_or(DEFAULT_PER_PAGE);
        filter.lang = read("lang", &self.lang, "fr or en", UiLang::from_code)?;
        if !self.q.trim().is_empty() {
            filter.q = self.q;
        }
        Ok(filter)
    }
}

const DATES: &str = "a date that exists: YYYY, YYYY-MM or YYYY-MM-DD";

fn read<T>(
    name: &str,
    value: &str,
    expected: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, BadFilter> {
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    parse(trimmed).map(Some).ok_or_else(|| BadFilter {
        parameter: name.to_owned(),
        value: value.to_owned(),
        expected: expected.to_owned(),
    })
}

fn read_date(value: &str) -> Option<PartialDate> {
    value.parse().ok()
}

/// A number from 1. One too big for us is a page past every end, not a mistake.
fn read_number(value: &str) -> Option<u32> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { value.parse().unwrap_or(u32::MAX) } else { 0 };
    (number >= 1).then_some(number)
}
