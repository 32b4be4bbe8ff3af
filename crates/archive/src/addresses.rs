//! The address of every post: its recorded path, else one made of its date and slug. All posts get theirs together,
//! so that the order of imports does not matter.

use crate::identity::{path_key, slug_key};
use domain::{Kind, slugify};
use std::collections::{BTreeMap, BTreeSet};
use store::records::{Address, AddressRow};

/// Beginnings that no post can have: what they lead to is the server's own.
const RESERVED: [&str; 7] = ["api", "pkg", "catalog", "media", "-", "feed", "wp-content"];
/// First segments that are ours, though a recorded path wins over them: no path that we make takes them.
const OURS: [&str; 12] = [
    "source", "tag", "mention", "author", "category", "sources", "tags", "mentions", "authors", "pages",
    "page", "agenda",
];

/// Whether a path, decoded, is one that no post can have.
pub(crate) fn is_reserved(path: &str) -> bool {
    match path.trim_start_matches('/').split('/').next() {
        None | Some("") => true,
        Some(first) => RESERVED.contains(&first) && path.trim_start_matches('/').contains('/'),
    }
}

/// All addresses, and the posts whose recorded path another one has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Assigned {
    /// One for each post, by identity.
    pub addresses: Vec<Address>,
    /// Identities of posts that had to be given another path than the recorded one, because another post has it.
    pub displaced: Vec<String>,
}

/// Gives every post its address.
pub(crate) fn assign(rows: &[AddressRow]) -> Assigned {
    let mut order: Vec<&AddressRow> = rows.iter().collect();
    // The own blog before others, what has a number before what has none, in the order of numbers.
    order.sort_by_key(|row| {
        let number = row.native_id.as_deref().map(|native| (native.len(), native));
        (row.host.as_str(), number.is_none(), number, row.id.as_str())
    });
    let mut given = Given { paths: BTreeMap::new(), taken: BTreeSet::new() };
    let mut displaced: BTreeSet<&str> = BTreeSet::new();
    for row in &order {
        let Some(path) = recorded(row) else { continue };
        if given.taken.contains(&path) {
            displaced.insert(&row.id);
            continue;
        }
        given.give(row, path);
    }
    for row in &order {
        if let (true, Some(path)) = (displaced.contains(row.id.as_str()), recorded(row)) {
            let path = given.free(&path);
            given.give(row, path);
        }
    }
    let by_number: BTreeMap<(&str, &str), &AddressRow> =
        rows.iter().filter_map(|row| Some(((row.host.as_str(), row.native_id.as_deref()?), row))).collect();
    for row in &order {
        give_made(row, &by_number, &mut given);
    }
    let displaced = displaced.into_iter().map(str::to_owned).collect();
    let addresses = given
        .paths
        .into_iter()
        .map(|(id, path)| {
            let path_key = path_key(&path);
            let slug_key = slug_key(&path_key).to_owned();
            Address { id: id.to_owned(), path, path_key, slug_key }
        })
        .collect();
    Assigned { addresses, displaced }
}

/// The recorded path, if a post can have it. With one slash before it: with two it would lead to another server.
fn recorded(row: &AddressRow) -> Option<String> {
    let path = row.recorded_path.as_deref().filter(|path| !is_reserved(path))?;
    Some(format!("/{}", path.trim_start_matches(['/', '\\'])))
}

/// Paths given so far.
struct Given<'a> {
    paths: BTreeMap<&'a str, String>,
    taken: BTreeSet<String>,
}

impl<'a> Given<'a> {
    fn give(&mut self, row: &'a AddressRow, path: String) {
        self.taken.insert(path.clone());
        self.paths.insert(&row.id, path);
    }

    /// The path, or with the first number from 2 at its end that nobody has: `/a/` → `/a-2/`.
    fn free(&self, wanted: &str) -> String {
        let slash = if wanted.ends_with('/') { "/" } else { "" };
        let stem = wanted.trim_end_matches('/');
        let mut path = wanted.to_owned();
        let mut number = 2_u32;
        while self.taken.contains(&path) {
            path = format!("{stem}-{number}{slash}");
            number += 1;
        }
        path
    }
}

/// Gives a post without a usable recorded path one that is made, after its parent pages.
fn give_made<'a>(
    row: &'a AddressRow,
    by_number: &BTreeMap<(&str, &str), &'a AddressRow>,
    given: &mut Given<'a>,
) {
    let mut chain = vec![row];
    while let Some(&last) = chain.last() {
        let parent =
            last.parent_native_id.as_deref().and_then(|native| by_number.get(&(last.host.as_str(), native)));
        match parent {
            Some(parent)
                if row.kind == Kind::Page && parent.kind == Kind::Page && !chain.contains(parent) =>
            {
                chain.push(parent);
            }
            _ => break,
        }
    }
    let mut above = String::new();
    for page in chain.into_iter().rev() {
        if let Some(path) = given.paths.get(page.id.as_str()) {
            above = path.trim_end_matches('/').to_owned();
            continue;
        }
        let wanted = match page.date.filter(|_| page.kind == Kind::Post) {
            Some(date) => {
                let day = date.day();
                format!("/{:04}/{:02}/{:02}/{}/", day.year, day.month, day.day, made_slug(page))
            }
            None => format!("{above}/{}/", made_slug(page)),
        };
        let first = wanted.trim_matches('/').split('/').next().unwrap_or_default();
        let ours =
            above.is_empty() && page.date.filter(|_| page.kind == Kind::Post).is_none() && is_ours(first);
        let wanted = if ours { format!("/{first}-2/") } else { wanted };
        let path = given.free(&wanted);
        above = path.trim_end_matches('/').to_owned();
        given.give(page, path);
    }
}

/// Whether a first segment leads to a page of ours: a word of the address table, or a year.
fn is_ours(first: &str) -> bool {
    OURS.contains(&first)
        || RESERVED.contains(&first)
        || (first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()))
}

/// The slug that the export gives, else one made of the title, else the identity.
fn made_slug(row: &AddressRow) -> String {
    let given = domain::PostPath::parse(&format!("/{}", row.slug));
    let given = given.as_str().trim_start_matches('/').trim();
    if !given.is_empty() && !given.contains(|c: char| matches!(c, '/' | '?' | '#' | '%') || c.is_control()) {
        return given.to_owned();
    }
    let made = slugify(&row.title);
    if made.is_empty() { row.id.clone() } else { made }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Moment;

    fn post(id: &str, recorded: Option<&str>, slug: &str) -> AddressRow {
        AddressRow {
            id: id.into(),
            kind: Kind::Post,
            host: String::new(),
            native_id: Some(id.into()),
            recorded_path: recorded.map(str::to_owned),
            slug: slug.into(),
            title: "Un titre".into(),
            date: Some(Moment { unix: 1_530_484_200, offset_minutes: 120 }),
            parent_native_id: None,
            path: None,
        }
    }

    fn page(id: &str, slug: &str, parent: Option<&str>) -> AddressRow {
        AddressRow { kind: Kind::Page, parent_native_id: parent.map(str::to_owned), ..post(id, None, slug) }
    }

    fn undated(row: AddressRow) -> AddressRow {
        AddressRow { date: None, ..row }
    }

    /// Paths in the order of identities, whatever the order of arrival.
    fn check(rows: &[AddressRow], paths: &[&str]) {
        let mut reversed = rows.to_vec();
        reversed.reverse();
        let assigned = assign(rows);
        assert_eq!(assigned, assign(&reversed), "the order of posts must not matter");
        assert_eq!(assigned.addresses.iter().map(|address| address.path.as_str()).collect::<Vec<_>>(), paths);
    }

    #[test]
    fn a_recorded_path_is_the_address() {
        check(
            &[
                post("1", Some("/2018/07/a"), "a"),
                post("2", Some("/tag/b/"), "b"),
                post("3", Some("//ailleurs.example/c/"), "c"),
            ],
            &["/2018/07/a", "/tag/b/", "/ailleurs.example/c/"],
        );
    }

    #[test]
    fn a_path_is_made_of_the_local_day_and_the_slug() {
        check(
            &[post("1", None, "a"), post("2", None, "%C3%A9t%C3%A9"), post("3", None, "")],
            &["/2018/07/02/a/", "/2018/07/02/été/", "/2018/07/02/un-titre/"],
        );
    }

    #[test]
    fn what_has_no_date_is_at_its_slug_but_not_where_we_are() {
        check(
            &[
                undated(post("1", None, "a")),
                undated(post("2", None, "tags")),
                undated(post("3", None, "2018")),
            ],
            &["/a/", "/tags-2/", "/2018-2/"],
        );
    }

    #[test]
    fn two_posts_never_share_an_address() {
        check(
            &[post("1", Some("/a/"), "a"), post("2", Some("/a/"), "a"), undated(post("3", None, "a"))],
            &["/a/", "/a-2/", "/a-3/"],
        );
        assert_eq!(assign(&[post("1", Some("/a/"), "a"), post("2", Some("/a/"), "a")]).displaced, ["2"]);
    }

    #[test]
    fn pages_lie_under_their_parents_even_in_a_circle() {
        check(&[page("1", "team", Some("2")), page("2", "about", None)], &["/about/team/", "/about/"]);
        check(&[page("1", "a", Some("2")), page("2", "b", Some("1"))], &["/b/a/", "/b/"]);
        check(&[page("1", "a", Some("9"))], &["/a/"]);
    }

    #[test]
    fn a_recorded_path_under_a_reserved_beginning_is_replaced() {
        for path in
            ["/", "/api/a/", "/pkg/a", "/catalog/a/", "/media/a/", "/-/a/", "/feed/", "/wp-content/a/"]
        {
            assert!(is_reserved(path), "{path}");
            check(&[post("1", Some(path), "a")], &["/2018/07/02/a/"]);
        }
        for path in ["/media", "/api-news/", "/feeds/", "/sources/", "/tag/a/"] {
            assert!(!is_reserved(path), "{path}");
        }
    }
}
