//! Every address that the pages link to is made here.

use catalog::query::url::{encode, pairs};
use catalog::{Facet, Filter, UiLang};
use domain::{Day, Month, PartialDate, PostId, PostPath};

/// The page that compares how often things were spoken of over the years.
pub const TRENDS: &str = "/-/trends";

/// Makes addresses that keep the interface's language where the reader asked for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The language asked for in the address, if one is.
    pub lang: Option<UiLang>,
}

impl Links {
    /// The archive without a filter.
    #[must_use]
    pub fn home(self) -> String {
        self.keep("/".to_owned())
    }

    /// The archive by a filter, all of it in the query.
    #[must_use]
    pub fn archive(self, filter: &Filter) -> String {
        let query = Filter { lang: self.lang, ..filter.clone() }.to_query();
        if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
    }

    /// A post or page, at its recorded path.
    #[must_use]
    pub fn post(self, path: &PostPath) -> String {
        self.keep(path.to_href())
    }

    /// A page of a post, from 1.
    #[must_use]
    pub fn post_page(self, path: &PostPath, page: u32) -> String {
        if page <= 1 {
            return self.post(path);
        }
        self.keep(format!("{}/{page}/", path.to_href().trim_end_matches('/')))
    }

    /// The landing page of a value of a facet.
    #[must_use]
    pub fn landing(self, facet: Facet, slug: &str) -> String {
        self.keep(format!("{}/", landing_root(facet, slug)))
    }

    /// The landing page of a year.
    #[must_use]
    pub fn year(self, year: i16) -> String {
        self.keep(format!("/{year:04}/"))
    }

    /// The landing page of a month.
    #[must_use]
    pub fn month(self, month: Month) -> String {
        self.keep(format!("/{:04}/{:02}/", month.year, month.month))
    }

    /// The landing page of a day.
    #[must_use]
    pub fn day(self, day: Day) -> String {
        self.keep(format!("/{:04}/{:02}/{:02}/", day.year, day.month, day.day))
    }

    /// A page of a landing page's list, by the landing page's own path.
    #[must_use]
    pub fn landing_page(self, path: &str, page: u32) -> String {
        let root = landing_path(path);
        self.keep(if page <= 1 { root.to_owned() } else { format!("{root}page/{page}/") })
    }

    /// All values of a facet.
    #[must_use]
    pub fn directory(self, facet: Facet) -> String {
        let name = match facet {
            Facet::Source => "sources",
            Facet::Tag => "tags",
            Facet::Mention => "mentions",
            Facet::Author => "authors",
        };
        self.keep(format!("/{name}/"))
    }

    /// All pages of the blog.
    #[must_use]
    pub fn pages(self) -> String {
        self.keep("/pages/".to_owned())
    }

    /// What this archive is.
    #[must_use]
    pub fn about(self) -> String {
        self.keep("/-/about".to_owned())
    }

    /// Curves over the years, each of a question as one types it.
    #[must_use]
    pub fn trends(self, questions: &[String]) -> String {
        let mut address = TRENDS.to_owned();
        for q in questions {
            address.push(if address.len() == TRENDS.len() { '?' } else { '&' });
            address.push_str("q=");
            address.push_str(&encode(q));
        }
        match self.lang {
            Some(lang) if !questions.is_empty() => format!("{address}&lang={}", lang.code()),
            _ => self.keep(address),
        }
    }

    /// How to keep the archive in the browser.
    #[must_use]
    pub fn offline(self) -> String {
        self.keep("/-/offline".to_owned())
    }

    /// The archive between two dates, nothing else set.
    #[must_use]
    pub fn between(self, from: PartialDate, to: PartialDate) -> String {
        self.archive(&Filter::default().between(Some(from), Some(to)))
    }

    /// A path with the language that was asked for.
    #[must_use]
    pub fn keep(self, path: String) -> String {
        match self.lang {
            None => path,
            Some(lang) => format!("{path}?lang={}", lang.code()),
        }
    }
}

/// The file of a post's citation: `kind` is its ending, `bib` or `ris`.
#[must_use]
pub fn citation_file(id: &PostId, kind: &str) -> String {
    format!("/-/cite/{}.{kind}", in_path(&id.0))
}

/// A letter, to be addressed, that sends an address.
#[must_use]
pub fn mail(subject: &str, address: &str) -> String {
    format!("mailto:?subject={}&body={}", in_path(subject), in_path(address))
}

/// What is no letter or digit is encoded, spaces as `%20`.
fn in_path(text: &str) -> String {
    encode(text).replace('+', "%20")
}

fn landing_root(facet: Facet, slug: &str) -> String {
    // A slug is one segment of a path: what is no letter or digit is encoded, `+` as well.
    format!("/{}/{}", facet.name(), in_path(slug))
}

/// A landing page's first page: its path without `page/N/`.
fn landing_path(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    let Some((before, number)) = trimmed.rsplit_once('/') else { return path };
    match before.strip_suffix("/page") {
        Some(root) if number.bytes().all(|b| b.is_ascii_digit()) => &path[..root.len() + 1],
        _ => path,
    }
}

/// The same view in another interface language: `query` as it stands in the address, `lang` replaced.
#[must_use]
pub fn in_language(path: &str, query: &str, lang: Option<UiLang>) -> String {
    let mut pairs: Vec<&str> =
        query.split('&').filter(|p| !p.is_empty() && !p.starts_with("lang=")).collect();
    let asked = lang.map(|lang| format!("lang={}", lang.code()));
    pairs.extend(asked.as_deref());
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The interface's language that a query asks for.
#[must_use]
pub fn asked_language(query: &str) -> Option<UiLang> {
    let asked = pairs(query).filter(|(name, _)| name == "lang").last();
    asked.and_then(|(_, code)| UiLang::from_code(&code))
}

/// A path with its query, as a reader's address bar has it.
#[must_use]
pub fn address(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Links = Links { lang: None };
    const ENGLISH: Links = Links { lang: Some(UiLang::En) };

    #[test]
    fn links_keep_the_language_that_was_asked_for() {
        assert_eq!(PLAIN.home(), "/");
        assert_eq!(ENGLISH.home(), "/?lang=en");
        assert_eq!(ENGLISH.post(&PostPath::parse("/2018/07/été/")), "/2018/07/%C3%A9t%C3%A9/?lang=en");
        assert_eq!(ENGLISH.post_page(&PostPath::parse("/2018/07/x/"), 2), "/2018/07/x/2/?lang=en");
        assert_eq!(PLAIN.post_page(&PostPath::parse("/2018/07/x/"), 1), "/2018/07/x/");
        assert_eq!(
            ENGLISH.archive(&Filter { q: "été".into(), ..Filter::default() }),
            "/?q=%C3%A9t%C3%A9&lang=en"
        );
        assert_eq!(PLAIN.archive(&Filter { lang: Some(UiLang::En), ..Filter::default() }), "/");
    }

    #[test]
    fn landing_pages_turn_under_their_own_path() {
        for (path, page, turned) in [
            ("/tag/logement/", 2, "/tag/logement/page/2/"),
            ("/tag/logement/page/2/", 3, "/tag/logement/page/3/"),
            ("/tag/logement/page/2/", 1, "/tag/logement/"),
            ("/2018/07/", 2, "/2018/07/page/2/"),
        ] {
            assert_eq!(PLAIN.landing_page(path, page), turned, "{path}");
        }
    }

    #[test]
    fn curves_are_asked_for_as_one_types() {
        let asked = |links: Links, questions: &[&str]| {
            links.trends(&questions.iter().map(|q| (*q).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(asked(PLAIN, &["tag:été", "a b"]), "/-/trends?q=tag:%C3%A9t%C3%A9&q=a+b");
        assert_eq!(asked(ENGLISH, &["a"]), "/-/trends?q=a&lang=en");
        assert_eq!(asked(ENGLISH, &[]), "/-/trends?lang=en");
    }

    #[test]
    fn a_letter_says_what_it_sends() {
        assert_eq!(
            mail("Qui paie\u{a0}? A & B", "https://a.example/?p=1"),
            "mailto:?subject=Qui%20paie%C2%A0%3F%20A%20%26%20B&body=https:%2F%2Fa.example%2F%3Fp%3D1"
        );
        assert_eq!(citation_file(&PostId("0a1b".into()), "bib"), "/-/cite/0a1b.bib");
    }

    #[test]
    fn a_slug_is_one_segment() {
        assert_eq!(PLAIN.landing(Facet::Tag, "l/été b"), "/tag/l%2F%C3%A9t%C3%A9%20b/");
    }

    #[test]
    fn the_language_switch_keeps_the_view() {
        for (query, lang, address) in [
            ("", Some(UiLang::En), "/?lang=en"),
            ("tag=x&lang=en&page=2", Some(UiLang::Fr), "/?tag=x&page=2&lang=fr"),
            ("tag=x&lang=en", None, "/?tag=x"),
        ] {
            assert_eq!(in_language("/", query, lang), address, "{query}");
        }
    }
}
