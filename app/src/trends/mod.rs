//! How often things were spoken of, year by year, up to three beside each other: `/-/trends?q=…&q=…`.
//!
//! The server's alone: the page is whole as it is sent, and weighs nothing in the module. What is compared is said as in
//! the search field, so that a curve can be of a word, a source, a tag, or of all at once.

mod chart;
mod page;

use crate::i18n::Text;
use crate::state::{chosen_name, compose};
use catalog::query::url::pairs;
use catalog::{Catalog, Filter, MonthCount};
pub(crate) use page::page;

/// More curves than this cannot be told apart.
pub const MOST: usize = 3;
/// Longest question, in characters: what a form field takes.
const LONGEST: usize = 200;

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrendsView {
    /// What is compared, in the order it was asked for.
    pub curves: Vec<Curve>,
    /// Every year of the archive and how many posts it has, in order, none left out.
    pub years: Vec<(i16, u32)>,
    /// Questions that would show something, for who has none yet.
    pub examples: Vec<String>,
}

/// How often one thing was spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The question, as it was asked.
    pub q: String,
    /// What it is called.
    pub name: String,
    /// Posts of each year of the archive.
    pub posts: Vec<u32>,
}

impl TrendsView {
    /// What a query string asks for. Dates in a question are left out: the years show them.
    #[must_use]
    pub fn of(catalog: &Catalog, query: &str, text: &Text) -> Self {
        let mut asked: Vec<String> = Vec::new();
        for (name, value) in pairs(query) {
            let q: String = value.trim().chars().take(LONGEST).collect();
            if name == "q" && !q.is_empty() && !asked.contains(&q) && asked.len() < MOST {
                asked.push(q);
            }
        }
        let all = catalog.months();
        let years = match (all.first(), all.last()) {
            (Some(first), Some(last)) => (first.month.year..=last.month.year).collect(),
            _ => Vec::new(),
        };
        let curves = asked.into_iter().map(|q| curve(catalog, text, &years, q)).collect();
        let most_used =
            |facet| catalog.facet_totals(facet).into_iter().next().map(|count| count.slug.clone());
        let examples = [
            most_used(catalog::Facet::Tag).map(|slug| format!("tag:{slug}")),
            most_used(catalog::Facet::Source).map(|slug| format!("source:{slug}")),
        ];
        let posts = by_year(&years, &all);
        Self {
            curves,
            years: years.into_iter().zip(posts).collect(),
            examples: examples.into_iter().flatten().collect(),
        }
    }

    /// What the page is called: what it compares.
    #[must_use]
    pub fn names(&self) -> String {
        self.curves.iter().map(|curve| curve.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn curve(catalog: &Catalog, text: &Text, years: &[i16], q: String) -> Curve {
    let filter = Filter { q: q.clone(), ..Filter::default() };
    let list = compose(catalog, &filter, None);
    let read = list.reading.filter.between(None, None);
    let names: Vec<String> = list
        .chosen
        .iter()
        .filter(|chosen| !matches!(chosen, crate::api::wire::Chosen::Period))
        .map(|chosen| chosen_name(text, chosen, &read))
        .collect();
    let name = if names.is_empty() { text.quoted(&q) } else { names.join(", ") };
    Curve { q, name, posts: by_year(years, &list.months) }
}

/// Months summed up by year.
fn by_year(years: &[i16], months: &[MonthCount]) -> Vec<u32> {
    let of = |year: &i16| {
        months.iter().filter(|counted| counted.month.year == *year).map(|counted| counted.count).sum()
    };
    years.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::tests::card;
    use catalog::UiLang;
    use domain::{Kind, Label, Moment, PostId};

    fn archive() -> Catalog {
        let entry = |(n, year): (i64, i64)| {
            let mut card = card(&format!("n{n}"), &[], None);
            card.id = PostId(format!("{n}"));
            card.date = Some(Moment { unix: (year - 1970) * 31_556_952 + 15_000_000, offset_minutes: 0 });
            let (slug, name) = if n % 2 == 0 { ("pair", "Pair") } else { ("impair", "Impair") };
            card.tags = vec![Label { slug: slug.into(), name: name.into() }];
            catalog::Entry {
                card,
                kind: Kind::Post,
                text: if n == 3 { "la mixité".into() } else { "texte".into() },
            }
        };
        Catalog::build([(1, 2015), (2, 2015), (3, 2015), (4, 2017), (6, 2017), (8, 2018)].map(entry).into())
    }

    fn shown(query: &str) -> TrendsView {
        TrendsView::of(&archive(), query, Text::of(UiLang::Fr))
    }

    #[test]
    fn a_curve_has_a_number_for_each_year_of_the_archive() {
        let view = shown("q=tag:pair&q=mixit%C3%A9&lang=fr");
        assert_eq!(view.years, [(2015, 3), (2016, 0), (2017, 2), (2018, 1)]);
        let said: Vec<(&str, &[u32])> =
            view.curves.iter().map(|curve| (curve.name.as_str(), &curve.posts[..])).collect();
        assert_eq!(said, [("Pair", &[1, 0, 2, 1][..]), ("«\u{202f}mixité\u{202f}»", &[1, 0, 0, 0][..])]);
        assert_eq!(view.names(), "Pair, «\u{202f}mixité\u{202f}»");
    }

    #[test]
    fn what_is_asked_twice_is_shown_once_and_three_at_most() {
        let asked =
            |query: &str| shown(query).curves.into_iter().map(|curve| curve.q).collect::<Vec<_>>().join("|");
        assert_eq!(asked("q=a&q=+a+&q=&q=b&q=c&q=d"), "a|b|c");
        assert_eq!(asked(""), "");
    }

    #[test]
    fn dates_in_a_question_do_not_narrow_its_curve() {
        let view = shown("q=tag:pair+apr%C3%A8s:2017+avant:2019");
        assert_eq!(view.curves[0].posts, shown("q=tag:pair").curves[0].posts);
        let view = shown("q=tag:pair+avant:2016");
        assert_eq!((view.curves[0].name.as_str(), &view.curves[0].posts[..]), ("Pair", &[1, 0, 2, 1][..]));
    }

    #[test]
    fn an_empty_archive_has_no_years() {
        assert_eq!(TrendsView::of(&Catalog::build(Vec::new()), "q=a", Text::of(UiLang::En)).years, []);
    }
}
