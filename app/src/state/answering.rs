//! What the browser's own catalog can say to an address, and what it lacks to say it.

use super::list::compose_from;
use super::shown::Shown;
use crate::api::wire::{ListView, View};
use catalog::query::url::pairs;
use catalog::{Catalog, FacetCounts, Filter, PartKey};
use std::sync::Arc;
use std::time::Duration;

/// How long a list waits for its cards before the counts are shown without it. A part comes within this time where the
/// network is good, and nothing flickers.
pub(super) const PARTIAL_AFTER: Duration = Duration::from_millis(120);
/// How long an answer waits for parts before the server is asked as well.
pub(super) const SERVER_AFTER: Duration = Duration::from_millis(1200);
/// So many parts are fetched for one answer. Where it takes more, the server's answer is the smaller one.
const MOST_PARTS: usize = 24;
/// So many bytes of words are fetched for one answer: one or two letters begin thousands of words.
const MOST_BYTES: usize = 100 << 10;
/// The parameters that a filter knows. With any other, `/` may be an old address, which the server resolves.
const PARAMETERS: [&str; 12] =
    ["q", "source", "tag", "mention", "author", "match", "from", "to", "sort", "page", "per_page", "lang"];

/// A list without its cards, and all its counts.
pub(super) type Partial = (Arc<ListView>, Arc<FacetCounts>);

/// What there is of an answer.
#[derive(Debug)]
pub(super) enum Found {
    /// All of it; with all counts where the catalog answered.
    Answer(Shown, Option<Arc<FacetCounts>>),
    /// It takes these parts; where they are but cards, all else is there.
    Wanting { parts: Vec<PartKey>, partial: Option<Partial> },
    /// It is not the catalog's to answer.
    Elsewhere,
}

/// Whether so much is wanted that the server is asked instead.
pub(super) fn is_too_much(catalog: &Catalog, parts: &[PartKey]) -> bool {
    let bytes = |part: &PartKey| match part {
        // A dictionary serves every question to come.
        PartKey::Dictionary(_) => 0,
        part => catalog.length_of(*part).map_or(0, |length| length as usize),
    };
    parts.len() > MOST_PARTS || parts.iter().map(bytes).sum::<usize>() > MOST_BYTES
}

/// Whether a query of `/` is a filter: an old address (`?p=12`) is the server's to resolve.
pub(super) fn is_filter(query: &str) -> bool {
    pairs(query).all(|(name, value)| {
        let number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        PARAMETERS.contains(&name.as_str()) && !(name == "author" && number)
    })
}

/// What the catalog says to a query of `/` that is a filter. Not inlined: what is behind it comes later (`xtask/prune`).
#[inline(never)]
pub(super) fn find(catalog: &Catalog, query: &str) -> Found {
    let other = |view: View| Found::Answer(Shown::Other(Arc::new(view)), None);
    let filter = match Filter::parse(query) {
        Ok(filter) => filter,
        Err(bad) => return other(View::BadFilter(bad)),
    };
    let parts = catalog.wanted(&filter);
    if !parts.is_empty() {
        return Found::Wanting { parts, partial: None };
    }
    let answer = catalog.answer(&filter);
    if answer.posts.is_empty() && filter.page > 1 {
        return other(View::NotFound(Vec::new()));
    }
    let cards = catalog.missing_cards(&answer);
    let (mut list, counts) = compose_from(catalog, answer, &filter, None);
    let counts = Arc::new(counts);
    if cards.is_empty() {
        return Found::Answer(Shown::List(Arc::new(list)), Some(counts));
    }
    // Part of a page would be taken for all of it.
    list.cards.clear();
    Found::Wanting { parts: cards, partial: Some((Arc::new(list), counts)) }
}

/// What the words of a filter will need, as they are typed; the dictionaries alone while what is typed begins too many
/// words. Not inlined, as [`find`].
#[inline(never)]
pub(super) fn words(catalog: &Catalog, filter: &Filter) -> Vec<PartKey> {
    /// Any word does to learn which dictionaries words are looked up in.
    const ANY: &str = "logement";
    /// Letters that begin few enough words.
    const LETTERS: usize = 3;
    let last = filter.q.split_whitespace().next_back().unwrap_or_default();
    let is_short = last.chars().count() < LETTERS;
    let q = if last.is_empty() { ANY.to_owned() } else { filter.q.clone() };
    let mut parts = catalog.wanted(&Filter { q, ..filter.clone() });
    if is_short {
        parts.retain(|part| matches!(part, PartKey::Dictionary(_)));
    }
    if is_too_much(catalog, &parts) { Vec::new() } else { parts }
}

/// What will be looked at next: the cards of a list's next page, and of the whole archive where they are few. Not inlined, as [`find`].
#[inline(never)]
#[cfg(feature = "hydrate")]
pub(super) fn ahead(catalog: &Catalog, filter: &Filter) -> Vec<PartKey> {
    /// So many blocks are fetched whatever is looked at: most archives have no more.
    const FEW: usize = 6;
    let blocks = || catalog.keys().filter(|key| matches!(key, PartKey::Cards(_)) && !catalog.has(*key));
    if blocks().nth(FEW).is_none() {
        return blocks().collect();
    }
    // The first page of the archive itself: whatever is chosen, Back leads there.
    let mut parts: Vec<PartKey> = blocks().take(1).filter(|key| *key == PartKey::Cards(0)).collect();
    if catalog.wanted(filter).is_empty() {
        for page in [filter.page, filter.page.saturating_add(1)] {
            parts.extend(catalog.missing_cards(&catalog.answer(&filter.at_page(page))));
        }
    }
    domain::order::sort(&mut parts);
    parts.dedup();
    if is_too_much(catalog, &parts) { Vec::new() } else { parts }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn an_old_address_is_not_taken_for_a_filter() {
        for (query, filter) in [
            ("", true),
            ("tag=x&q=y&lang=en", true),
            ("p=12", false),
            ("s=logement", false),
            ("author=3", false),
            ("author=marie", true),
        ] {
            assert_eq!(is_filter(query), filter, "{query}");
        }
    }

    /// A catalog of so many posts on one subject, day after day, of which the facets alone have arrived; and all parts.
    #[cfg(feature = "ssr")]
    pub(in crate::state) fn facets_of(posts: u32) -> (Catalog, Vec<(PartKey, Vec<u8>)>) {
        use domain::{Card, Kind, Label, Lang, Moment, PostId, PostPath};
        let mut builder = catalog::Builder::new();
        for n in 0..posts {
            let day = 1_400_000_000 + i64::from(n) * 86_400;
            let source = (n % 50 == 0).then(|| Label { slug: "ush".into(), name: "Union sociale".into() });
            let card = Card {
                id: PostId(format!("{n:016x}")),
                path: PostPath::parse(&format!("/billet-{n}/")),
                title: format!("Le billet {n}"),
                date: Some(Moment { unix: day, offset_minutes: 0 }),
                updated: None,
                lang: Lang::parse("fr").unwrap(),
                source,
                tags: vec![Label { slug: "logement".into(), name: "logement".into() }],
                mentions: Vec::new(),
                authors: Vec::new(),
                excerpt: String::new(),
                reading_minutes: 1,
                continue_url: None,
                image: None,
                events: Vec::new(),
                comments: 0,
            };
            let text = format!("Un texte sur la mixité numéro {n}");
            builder.add(catalog::Entry { card, kind: Kind::Post, text });
        }
        let parts = builder.finish().parts;
        let facets = parts.iter().find(|(key, _)| *key == PartKey::Facets).unwrap();
        (Catalog::from_facets(&facets.1).unwrap(), parts)
    }

    /// Adds what is wanted, again and again, until there is an answer; how much was added.
    #[cfg(feature = "ssr")]
    fn fetched(catalog: &mut Catalog, parts: &[(PartKey, Vec<u8>)], query: &str) -> Vec<PartKey> {
        let mut fetched = Vec::new();
        for _ in 0..8 {
            let Found::Wanting { parts: wanted, .. } = find(catalog, query) else { return fetched };
            for key in wanted {
                let (_, bytes) = parts.iter().find(|(known, _)| *known == key).unwrap();
                catalog.add(key, bytes).unwrap();
                fetched.push(key);
            }
        }
        panic!("{query} is never answered: {fetched:?}");
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn counts_come_with_the_facets_and_cards_for_what_is_on_screen() {
        let (mut catalog, parts) = facets_of(1_000);
        let Found::Wanting { parts: wanted, partial: Some((list, counts)) } = find(&catalog, "source=ush")
        else {
            panic!("there are no cards yet");
        };
        assert!(wanted.iter().all(|key| matches!(key, PartKey::Cards(_))), "{wanted:?}");
        assert_eq!((list.total, list.cards.len(), counts.tags[0].count), (20, 0, 20));
        let newest = fetched(&mut catalog, &parts, "tag=logement");
        assert!(newest.len() <= 2, "{newest:?}");
        let Found::Answer(Shown::List(list), Some(_)) = find(&catalog, "tag=logement") else { panic!() };
        assert_eq!((list.total, list.cards.len()), (1_000, 20));
        assert_eq!(list.cards[0].title, "Le billet 999");
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn words_ask_for_a_dictionary_and_few_blocks() {
        let (mut catalog, parts) = facets_of(1_000);
        assert!(words(&catalog, &Filter::default()).iter().all(|key| matches!(key, PartKey::Dictionary(_))));
        let fetched = fetched(&mut catalog, &parts, "q=num%C3%A9ro&per_page=5&sort=newest");
        assert!(fetched.len() <= 8, "{fetched:?}");
        assert!(words(&catalog, &Filter::default()).is_empty());
        assert!(matches!(find(&catalog, "q=num%C3%A9ro&per_page=5&sort=newest"), Found::Answer(..)));
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn what_no_filter_can_be_is_told_without_any_part() {
        let (catalog, _) = facets_of(30);
        for (query, is_list) in [("from=2018-13", false), ("page=9", false), ("source=ush", true)] {
            let found = find(&catalog, query);
            let other = matches!(found, Found::Answer(Shown::Other(_), _));
            assert_eq!(!other, is_list, "{query}");
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn many_parts_are_the_servers_to_answer() {
        let (catalog, _) = facets_of(10);
        let cards = |count: u32| (0..count).map(PartKey::Cards).collect::<Vec<_>>();
        assert!(!is_too_much(&catalog, &cards(20)));
        assert!(is_too_much(&catalog, &cards(25)));
    }
}
