//! The neighbours of a post within the list that its reader came from, by the browser's own catalog.

use super::answering::is_too_much;
use super::reader::Reader;
use catalog::{Catalog, Filter, PartKey};
use domain::{Card, PostId, PostRef};
use leptos::prelude::*;

/// Where a post stands in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The post above it.
    pub previous: Option<PostRef>,
    /// The post below it.
    pub next: Option<PostRef>,
    /// Its place, from 1.
    pub place: u32,
    /// How many posts the list has, on all its pages.
    pub total: u32,
}

/// The neighbours of a post in the list that its reader came from. None where no list was left, where it does not hold
/// the post, or where it cannot be told yet.
pub fn beside(reader: Reader, id: &PostId) -> Option<Beside> {
    let address = reader.came_from.with(|list| list.as_ref().map(|list| list.address.clone()))?;
    let found = reader.catalog.with_value(|catalog| {
        // Only where there is a catalog is there what reads an address.
        let catalog = catalog.as_ref()?;
        Some(found(catalog, &filter_of(&address)?, id))
    })?;
    match found {
        Found::Beside(beside) => Some(*beside),
        // When they have come it is asked again.
        Found::Wanting(parts) => {
            reader.want(&parts);
            None
        }
        Found::Nowhere => None,
    }
}

/// What the catalog says of a post in a list.
#[derive(Debug)]
enum Found {
    Beside(Box<Beside>),
    /// It takes these parts.
    Wanting(Vec<PartKey>),
    /// The list does not hold it, its card has not come, or it takes more than is fetched for one answer.
    Nowhere,
}

/// Not inlined: what is behind it comes later (`xtask/prune`).
#[inline(never)]
fn found(catalog: &Catalog, filter: &Filter, id: &PostId) -> Found {
    let parts = catalog.wanted(filter);
    if is_too_much(catalog, &parts) {
        return Found::Nowhere;
    }
    if !parts.is_empty() {
        return Found::Wanting(parts);
    }
    let whole = Filter { page: 1, per_page: u32::MAX, ..filter.clone() };
    let mut answer = catalog.answer(&whole);
    let posts = std::mem::take(&mut answer.posts);
    let is_it = |at: &u32| catalog.card(*at).is_some_and(|card| card.id == *id);
    let Some(at) = posts.iter().position(is_it) else {
        // Its card may be among those that have not come: a page that was loaded anew has none.
        answer.posts = posts;
        let cards = catalog.missing_cards(&answer);
        let is_found_so = !cards.is_empty() && !is_too_much(catalog, &cards);
        return if is_found_so { Found::Wanting(cards) } else { Found::Nowhere };
    };
    let near = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| posts.get(at).copied()));
    answer.posts = near.into_iter().flatten().collect();
    let cards = catalog.missing_cards(&answer);
    if !cards.is_empty() {
        return Found::Wanting(cards);
    }
    let [previous, next] = near.map(|at| at.and_then(|at| catalog.card(at)).map(reference));
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Found::Beside(Box::new(Beside { previous, next, place: number(at + 1), total: number(posts.len()) }))
}

fn reference(card: &Card) -> PostRef {
    PostRef {
        id: card.id.clone(),
        path: card.path.clone(),
        title: card.title.clone(),
        date: card.date,
        source: card.source.as_ref().map(|source| source.name.clone()),
    }
}

/// The filter of a list by its address: the archive's query, or the value that a landing page is of.
fn filter_of(address: &str) -> Option<Filter> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let query = match *segments.as_slice() {
        [] => query.to_owned(),
        [facet @ ("source" | "tag" | "mention" | "author"), slug, ..] => format!("{facet}={slug}"),
        [year, ref rest @ ..] if is_number(year) => {
            let days: Vec<&str> =
                [year].into_iter().chain(rest.iter().copied().take_while(|part| is_number(part))).collect();
            let date = days.join("-");
            format!("from={date}&to={date}")
        }
        _ => return None,
    };
    Filter::parse(&query).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_says_its_filter_by_its_address() {
        for (address, query) in [
            ("/", ""),
            ("/?tag=x&q=y&page=3", "q=y&tag=x&page=3"),
            ("/tag/l%C3%A9gende%20b/page/2/", "tag=l%C3%A9gende+b"),
            ("/source/ush/?lang=en", "source=ush"),
            ("/2018/", "from=2018&to=2018"),
            ("/2018/07/page/2/", "from=2018-07&to=2018-07"),
            ("/2018/07/12/", "from=2018-07-12&to=2018-07-12"),
        ] {
            assert_eq!(
                filter_of(address).map(|filter| filter.to_query()).as_deref(),
                Some(query),
                "{address}"
            );
        }
        for address in ["/sources/", "/2018/13/", "/?from=x"] {
            assert_eq!(filter_of(address), None, "{address}");
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_post_has_its_neighbours_of_the_list_on_whatever_page_they_are() {
        use crate::cite::tests::card;
        use domain::{Kind, Label, Moment};
        let entry = |n: i64| {
            let mut card = card(&format!("n{n}"), &[], None);
            card.id = PostId(format!("{n}"));
            card.date = Some(Moment { unix: 1_530_000_000 + n * 86_400, offset_minutes: 0 });
            let (slug, name) = if n % 2 == 0 { ("pair", "Pair") } else { ("impair", "Impair") };
            card.tags = vec![Label { slug: slug.into(), name: name.into() }];
            catalog::Entry { card, kind: Kind::Post, text: format!("texte {n}") }
        };
        let catalog = Catalog::build((0..50).map(entry).collect());
        let told = |query: &str, id: &str| {
            let filter = Filter::parse(query).unwrap();
            let title = |post: Option<PostRef>| post.map_or("-".to_owned(), |post| post.title);
            match found(&catalog, &filter, &PostId(id.into())) {
                Found::Beside(beside) => {
                    let Beside { previous, next, place, total } = *beside;
                    Some(format!("{} {} {place}/{total}", title(previous), title(next)))
                }
                Found::Wanting(_) | Found::Nowhere => None,
            }
        };
        assert_eq!(told("", "49").as_deref(), Some("- n48 1/50"));
        assert_eq!(told("", "30").as_deref(), Some("n31 n29 20/50"));
        assert_eq!(told("page=2&per_page=3", "0").as_deref(), Some("n1 - 50/50"));
        assert_eq!(told("tag=pair", "30").as_deref(), Some("n32 n28 10/25"));
        assert_eq!(told("tag=pair&sort=oldest", "30").as_deref(), Some("n28 n32 16/25"));
        assert_eq!(told("tag=pair", "31"), None);
    }
}
