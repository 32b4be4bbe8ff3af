//! What a reader who types may mean: sources, tags, mentions and authors by the beginning of their words, and titles.

use crate::api::wire::ListView;
use catalog::{Catalog, Count, Facet, Filter, State, Suggestions};
use domain::{PostPath, fold};

/// So many values of each facet are offered.
const VALUES: usize = 4;
/// So many are asked for: some are chosen already.
const ASKED: usize = 2 * VALUES;
/// So many posts are offered by their titles.
const TITLES: usize = 3;
/// So many words at the end of what is typed may be one name.
const WORDS: usize = 4;

/// Something that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// A value of a facet, to take the place of its name.
    Value {
        /// Which facet.
        facet: Facet,
        /// The value, with its posts in the whole archive.
        value: Count,
        /// The words before its name.
        rest: String,
    },
    /// A post, by its title.
    Post {
        /// The title.
        title: String,
        /// Where it is.
        path: PostPath,
    },
}

/// The end of what is typed, as the beginning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Beginning {
    folded: String,
    /// Where it begins in what is typed.
    at: usize,
    /// The only facet that it can be of.
    facet: Option<Facet>,
}

/// All beginnings that the end of what is typed can be, the longest first.
fn beginnings(typed: &str) -> Vec<Beginning> {
    let starts = typed.char_indices().filter(|(at, c)| {
        !c.is_whitespace() && typed[..*at].chars().next_back().is_none_or(char::is_whitespace)
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let mut found = Vec::new();
    for at in starts.iter().rev().take(WORDS).rev().copied() {
        let written = &typed[at..];
        let (facet, name) = match written.split_once(':') {
            _ if written.starts_with('@') => (Some(Facet::Mention), &written[1..]),
            _ if written.starts_with('#') => (Some(Facet::Tag), &written[1..]),
            Some((operator, name)) => {
                let facet = Facet::ALL.into_iter().find(|facet| facet.name() == fold(operator));
                let Some(facet) = facet else { continue };
                (Some(facet), name)
            }
            None => (None, written),
        };
        // A phrase and what is left out are no names.
        if written.contains(['"', '«', '»', '“', '”']) || written.starts_with('-') {
            continue;
        }
        let folded = fold(name.trim());
        if !folded.is_empty() {
            found.push(Beginning { folded, at, facet });
        }
    }
    found
}

/// What may be meant by what is typed, facet after facet, then titles. `list` is what is shown.
#[must_use]
pub fn suggest(catalog: &Catalog, list: &ListView, typed: &str) -> Vec<Suggestion> {
    let beginnings: Vec<(Beginning, Suggestions)> = beginnings(typed)
        .into_iter()
        .map(|beginning| {
            let found = catalog.suggest(&beginning.folded, ASKED);
            (beginning, found)
        })
        .collect();
    let mut offered = Vec::new();
    for facet in Facet::ALL {
        let chosen = list.reading.filter.choice(facet);
        let mut taken: Vec<&str> = Vec::new();
        for (beginning, found) in &beginnings {
            if beginning.facet.is_some_and(|only| only != facet) {
                continue;
            }
            for value in values(found, facet) {
                let is_new = chosen.state(&value.slug) == State::Off && !taken.contains(&value.slug.as_str());
                if taken.len() < VALUES && is_new {
                    taken.push(&value.slug);
                    let rest = typed.get(..beginning.at).unwrap_or_default().trim().to_owned();
                    offered.push(Suggestion::Value { facet, value: value.clone(), rest });
                }
            }
        }
    }
    offered.extend(titles(list, typed));
    offered
}

fn values(found: &Suggestions, facet: Facet) -> &[Count] {
    match facet {
        Facet::Source => &found.sources,
        Facet::Tag => &found.tags,
        Facet::Mention => &found.mentions,
        Facet::Author => &found.authors,
    }
}

/// Posts of the list whose titles have the words, once the list is that of what is typed.
fn titles(list: &ListView, typed: &str) -> impl Iterator<Item = Suggestion> {
    let is_of = list.asked.q.trim() == typed.trim() && !list.reading.filter.q.trim().is_empty();
    let cards = if is_of { list.cards.as_slice() } else { &[] };
    cards
        .iter()
        .filter(|card| !catalog::mark(&card.title, &list.reading, &card.lang).is_empty())
        .take(TITLES)
        .map(|card| Suggestion::Post { title: card.title.clone(), path: card.path.clone() })
}

/// The view that a value leads to.
#[must_use]
pub fn chosen(filter: &Filter, facet: Facet, slug: &str, rest: &str) -> Filter {
    let q = rest.to_owned();
    Filter { q, ..filter.clone() }.toggled(facet, slug, State::In)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_what_is_typed_may_be_a_name() {
        let read = |typed: &str| {
            beginnings(typed)
                .iter()
                .map(|one| {
                    let facet = one.facet.map_or(String::new(), |facet| format!("{}!", facet.name()));
                    format!("{facet}{}@{}", one.folded, one.at)
                })
                .collect::<Vec<_>>()
                .join(", ")
        };
        for (typed, expected) in [
            ("log", "log@0"),
            ("Mixité Soc", "mixite soc@0, soc@8"),
            (
                "un deux trois quatre cinq",
                "deux trois quatre cinq@3, trois quatre cinq@8, quatre cinq@14, cinq@21",
            ),
            ("mixité @uni", "mixite @uni@0, mention!uni@8"),
            ("#lo", "tag!lo@0"),
            ("source:Un", "source!un@0"),
            ("avant:2018", ""),
            ("-congr", ""),
            ("\"mixité so", "so@9"),
            ("@", ""),
            ("  ", ""),
            ("", ""),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_value_that_is_taken_replaces_its_name() {
        let filter = Filter::parse("q=mixité soc&tag=a&page=3").unwrap_or_default();
        assert_eq!(
            chosen(&filter, Facet::Source, "ush", "mixité").to_query(),
            "q=mixit%C3%A9&source=ush&tag=a"
        );
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_longest_name_comes_first_and_what_is_chosen_does_not_come() {
        let (catalog, _) = super::super::answering::tests::facets_of(100);
        let offered = |typed: &str, query: &str| {
            let filter = Filter::parse(query).unwrap();
            let list = crate::state::compose(&catalog, &filter, None);
            let named = |one: Suggestion| match one {
                Suggestion::Value { facet, value, rest } => {
                    format!("{}:{} {} [{rest}]", facet.name(), value.slug, value.count)
                }
                Suggestion::Post { title, .. } => title,
            };
            suggest(&catalog, &list, typed).into_iter().map(named).collect::<Vec<_>>().join(", ")
        };
        for (typed, query, expected) in [
            ("soc", "", "source:ush 2 []"),
            ("mixité Union soc", "", "source:ush 2 [mixité]"),
            ("l", "", "tag:logement 100 []"),
            ("@l", "", ""),
            ("#l", "", "tag:logement 100 []"),
            ("tag:l", "", "tag:logement 100 []"),
            ("source:l", "", ""),
            ("l", "tag=logement", ""),
            ("nulle part", "", ""),
        ] {
            assert_eq!(offered(typed, query), expected, "{typed} {query}");
        }
    }
}
