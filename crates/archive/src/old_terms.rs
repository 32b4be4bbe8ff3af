//! What the terms and authors of the old blog mean now: their numbers (`?cat=5`), and the slugs of those that have
//! no posts of their own but lie above others.

use crate::identity::digest;
use crate::vocabulary::key;
use catalog::Facet;
use domain::fold;
use import::Blog;
use std::collections::{BTreeMap, BTreeSet};
use store::records::{NewLabel, OldTerm, OldTermRow, TermNow, WrittenRow};

/// Categories, as WordPress calls their taxonomy.
pub(crate) const CATEGORY: &str = "category";
/// Tags, as WordPress calls their taxonomy.
pub(crate) const TAG: &str = "post_tag";
/// Authors.
pub(crate) const AUTHOR: &str = "author";
/// Every taxonomy that is the blog's own: their addresses seldom say their names.
pub(crate) const CUSTOM: &str = "custom";

/// The most values that one old term means: an address has an end.
const MOST_VALUES: usize = 50;
/// The most terms that are looked at below one.
const MOST_BELOW: usize = 1000;

/// Where the values of a number are kept.
pub(crate) fn by_number(taxonomy: &str, number: &str) -> String {
    format!("{taxonomy}#{number}")
}

/// What asks for a number in the query of `/`, of the key of [`by_number`], with the number. None: nothing does.
pub(crate) fn parameter(key: &str) -> Option<(&'static str, &str)> {
    let (taxonomy, number) = key.split_once('#')?;
    let parameter = match taxonomy {
        CATEGORY => "cat",
        TAG => "tag_id",
        AUTHOR => "author",
        _ => return None,
    };
    Some((parameter, number)).filter(|_| !number.is_empty())
}

/// Where the values of a slug are kept.
pub(crate) fn by_slug(taxonomy: &str, slug: &str) -> String {
    format!("{taxonomy}/{}", mark(taxonomy, slug))
}

/// A taxonomy by one of our four names.
pub(crate) fn taxonomy(named: &str) -> &'static str {
    match named {
        CATEGORY => CATEGORY,
        TAG | "tag" => TAG,
        AUTHOR => AUTHOR,
        _ => CUSTOM,
    }
}

/// A digest of a slug, by which a term is known without being named.
fn mark(taxonomy: &str, slug: &str) -> String {
    let compared = if taxonomy == AUTHOR { key(Facet::Author, slug) } else { fold(slug) };
    digest(&format!("term:{compared}"))
}

/// What an export says of its blog's terms and authors, as it is kept.
pub(crate) fn kept(blog: &Blog) -> Vec<OldTerm> {
    let terms = blog.terms.iter().map(|term| {
        let taxonomy = taxonomy(&term.taxonomy);
        OldTerm {
            taxonomy: taxonomy.to_owned(),
            mark: mark(taxonomy, &term.slug),
            number: term.number.clone().unwrap_or_default(),
            parent_mark: term.parent.as_deref().map(|parent| mark(taxonomy, parent)).unwrap_or_default(),
        }
    });
    let authors = blog.authors.iter().map(|author| OldTerm {
        taxonomy: AUTHOR.to_owned(),
        mark: mark(AUTHOR, &author.login),
        number: author.number.clone().unwrap_or_default(),
        parent_mark: String::new(),
    });
    terms.chain(authors).collect()
}

/// What all old terms mean now.
pub(crate) fn now(old: &[OldTermRow], written: &[WrittenRow], labels: &[NewLabel]) -> Vec<TermNow> {
    let values = values(written, labels);
    let mut below: BTreeMap<(&str, &str, &str), Vec<&str>> = BTreeMap::new();
    for OldTermRow { host, term } in old.iter().filter(|row| !row.term.parent_mark.is_empty()) {
        below.entry((host, &term.taxonomy, &term.parent_mark)).or_default().push(&term.mark);
    }
    let mut meanings: BTreeMap<String, BTreeSet<&Value>> = BTreeMap::new();
    for ((taxonomy, mark), value) in &values {
        meanings.entry(format!("{taxonomy}/{mark}")).or_default().insert(value);
    }
    // The own blog comes first: where another's term has the same number or slug, it has none here.
    let mut claimed: BTreeMap<String, &str> = BTreeMap::new();
    for OldTermRow { host, term } in old {
        let found = reached(&values, &below, host, term);
        if found.is_empty() {
            continue;
        }
        let number = (!term.number.is_empty()).then(|| by_number(&term.taxonomy, &term.number));
        let slug = (!values.contains_key(&(term.taxonomy.as_str(), term.mark.clone())))
            .then(|| format!("{}/{}", term.taxonomy, term.mark));
        for key in number.into_iter().chain(slug) {
            if *claimed.entry(key.clone()).or_insert(host) == host {
                meanings.entry(key).or_default().extend(&found);
            }
        }
    }
    let mut terms = Vec::new();
    for (key, values) in meanings {
        for (rank, (facet, slug)) in (0..).zip(values.into_iter().take(MOST_VALUES)) {
            let (facet, slug) = (facet.name().to_owned(), slug.clone());
            terms.push(TermNow { key: key.clone(), rank, facet, slug });
        }
    }
    terms
}

/// A value of the archive's own vocabulary.
type Value = (Facet, String);

/// The values that posts have, by taxonomy and mark.
fn values(written: &[WrittenRow], labels: &[NewLabel]) -> BTreeMap<(&'static str, String), Value> {
    let slugs: BTreeMap<(&str, &str), &str> = labels
        .iter()
        .map(|label| ((label.facet.as_str(), label.key.as_str()), label.slug.as_str()))
        .collect();
    let mut values: BTreeMap<(&'static str, String), Value> = BTreeMap::new();
    for row in written {
        let (taxonomy, facet, slug) = match (row.facet.as_str(), row.kind.as_deref(), row.nicename.as_deref())
        {
            ("tag", Some("category"), Some(slug)) => (CATEGORY, Facet::Tag, slug),
            ("tag", Some("tag"), Some(slug)) => (TAG, Facet::Tag, slug),
            ("tag", Some("custom"), Some(slug)) => (CUSTOM, Facet::Tag, slug),
            ("author", ..) => (AUTHOR, Facet::Author, row.key.as_str()),
            _ => continue,
        };
        if let Some(now) = slugs.get(&(row.facet.as_str(), row.key.as_str())) {
            let value = (facet, (*now).to_owned());
            // Two labels can have had one slug: the lesser wins, whichever comes first.
            let known = values.entry((taxonomy, mark(taxonomy, slug))).or_insert_with(|| value.clone());
            if value < *known {
                *known = value;
            }
        }
    }
    values
}

/// The value of a term, or where no post has it those of the terms below it, however deep.
fn reached<'v>(
    values: &'v BTreeMap<(&'static str, String), Value>,
    below: &BTreeMap<(&str, &str, &str), Vec<&str>>,
    host: &str,
    term: &OldTerm,
) -> BTreeSet<&'v Value> {
    let taxonomy = taxonomy(&term.taxonomy);
    if let Some(value) = values.get(&(taxonomy, term.mark.clone())) {
        return BTreeSet::from([value]);
    }
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::from([term.mark.as_str()]);
    let mut waiting = vec![term.mark.as_str()];
    while let Some(above) = waiting.pop().filter(|_| seen.len() <= MOST_BELOW) {
        let children = below.get(&(host, taxonomy, above)).map(Vec::as_slice).unwrap_or_default();
        for child in children {
            if seen.insert(child) {
                found.extend(values.get(&(taxonomy, (*child).to_owned())));
                waiting.push(child);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use import::{BlogAuthor, BlogTerm};

    fn term(taxonomy: &str, number: &str, slug: &str, parent: Option<&str>) -> BlogTerm {
        BlogTerm {
            taxonomy: taxonomy.into(),
            number: Some(number.into()),
            slug: slug.into(),
            parent: parent.map(str::to_owned),
        }
    }

    fn written(facet: Facet, kind: Option<&str>, slug: &str) -> WrittenRow {
        WrittenRow {
            post_id: String::new(),
            facet: facet.name().into(),
            key: slug.into(),
            form: slug.into(),
            nicename: Some(slug.into()),
            kind: kind.map(str::to_owned),
        }
    }

    #[test]
    fn numbers_and_empty_parents_mean_the_values_that_posts_have() {
        let blog = Blog {
            terms: vec![
                term("category", "1", "monde", None),
                term("category", "2", "europe", Some("monde")),
                term("category", "3", "france", Some("europe")),
                term("category", "4", "asie", Some("monde")),
                term("category", "5", "vide", None),
                term("category", "6", "anneau", Some("anneau")),
                term("post_tag", "7", "france", None),
                term("genre", "8", "jazz", None),
            ],
            authors: vec![BlogAuthor { number: Some("9".into()), login: "J.Martin".into() }],
            ..Blog::default()
        };
        let rows = [
            written(Facet::Tag, Some("category"), "france"),
            written(Facet::Tag, Some("category"), "asie"),
            written(Facet::Tag, Some("tag"), "france"),
            written(Facet::Tag, Some("custom"), "jazz"),
            written(Facet::Author, None, "j-martin"),
        ];
        let labels: Vec<NewLabel> =
            [("tag", "france"), ("tag", "asie"), ("tag", "jazz"), ("author", "j-martin")]
                .map(|(facet, key)| NewLabel {
                    facet: facet.into(),
                    key: key.into(),
                    slug: format!("{key}!"),
                    name: key.into(),
                })
                .into();
        let mut old: Vec<OldTermRow> =
            kept(&blog).into_iter().map(|term| OldTermRow { host: String::new(), term }).collect();
        let found = now(&old, &rows, &labels);
        old.reverse();
        assert_eq!(found, now(&old, &rows, &labels), "the order of terms must not matter");
        let means = |key: String| {
            let slugs: Vec<&str> =
                found.iter().filter(|term| term.key == key).map(|term| term.slug.as_str()).collect();
            slugs.join(" ")
        };
        for (key, slugs) in [
            (by_number(CATEGORY, "1"), "asie! france!"),
            (by_number(CATEGORY, "2"), "france!"),
            (by_number(CATEGORY, "3"), "france!"),
            (by_number(CATEGORY, "5"), ""),
            (by_number(CATEGORY, "6"), ""),
            (by_number(TAG, "7"), "france!"),
            (by_number(CATEGORY, "7"), ""),
            (by_number(CUSTOM, "8"), "jazz!"),
            (by_number(AUTHOR, "9"), "j-martin!"),
            (by_slug(CATEGORY, "Europe"), "france!"),
            (by_slug(CUSTOM, "jazz"), "jazz!"),
        ] {
            assert_eq!(means(key.clone()), slugs, "{key}");
        }
    }
}
