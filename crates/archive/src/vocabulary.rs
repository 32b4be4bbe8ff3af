//! What sources, tags, mentions and authors are called, made of everything that posts wrote, so that the order of
//! imports does not matter.

use catalog::{Facet, NONE};
use domain::{fold, slugify};
use std::collections::{BTreeMap, BTreeSet};
use store::records::{NewAlias, NewLabel, WrittenRow};

/// What a written form is compared by: the same key is the same value. Empty when nothing of it can be compared.
pub(crate) fn key(facet: Facet, form: &str) -> String {
    let folded = fold(form);
    match facet {
        Facet::Source => folded.split_whitespace().collect(),
        Facet::Tag | Facet::Mention => folded,
        Facet::Author => slugify(form),
    }
}

/// The names and addresses of all values, and the other slugs that lead to them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Vocabulary {
    /// One for each facet and key.
    pub labels: Vec<NewLabel>,
    /// One for each facet and other slug.
    pub aliases: Vec<NewAlias>,
}

/// Makes the vocabulary of all written forms.
pub(crate) fn vocabulary(rows: &[WrittenRow]) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for facet in Facet::ALL {
        name_facet(facet, rows, &mut vocabulary);
    }
    vocabulary
}

/// A value: everything that posts wrote for it, with how often.
#[derive(Default)]
struct Value<'a> {
    forms: BTreeMap<&'a str, u32>,
    /// Slugs that exports gave it, by what it was (0: a category, whose slug wins).
    nicenames: BTreeMap<(u8, String), u32>,
    times: u32,
}

fn name_facet(facet: Facet, rows: &[WrittenRow], vocabulary: &mut Vocabulary) {
    let mut values: BTreeMap<&str, Value<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.facet == facet.name()) {
        let value = values.entry(&row.key).or_default();
        *value.forms.entry(&row.form).or_default() += 1;
        value.times += 1;
        if let Some(nicename) = row.nicename.as_deref().and_then(usable_slug) {
            *value.nicenames.entry((precedence(row.kind.as_deref()), nicename)).or_default() += 1;
        }
    }
    // Where two values want one slug, what was a category wins, then what is used more; the rest is only for order.
    let mut order: Vec<(&str, Value<'_>)> = values.into_iter().collect();
    order.sort_by_key(|(key, value)| {
        let best = value.nicenames.keys().next().map_or(u8::MAX, |(precedence, _)| *precedence);
        (best, std::cmp::Reverse(value.times), *key)
    });
    let mut taken: BTreeSet<String> = BTreeSet::new();
    if facet == Facet::Source {
        taken.insert(NONE.to_owned());
    }
    let mut others: Vec<(String, String)> = Vec::new();
    for (key, value) in order {
        let form = most_written(value.forms.iter().map(|(form, times)| (*form, *times)));
        let slug = free_slug(&wanted_slug(facet, &form, &value), &mut taken);
        let made = value.forms.keys().map(|form| slugify(form));
        let given = value.nicenames.keys().map(|(_, nicename)| nicename.clone());
        others.extend(given.chain(made).map(|other| (fold(&other), slug.clone())));
        let name = if facet == Facet::Mention { format!("@{form}") } else { form };
        vocabulary.labels.push(NewLabel { facet: facet.name().to_owned(), key: key.to_owned(), slug, name });
    }
    for (alias_key, slug) in others {
        if !alias_key.is_empty() && taken.insert(alias_key.clone()) {
            vocabulary.aliases.push(NewAlias { facet: facet.name().to_owned(), alias_key, slug });
        }
    }
}

/// Whose slug wins, first to last.
fn precedence(kind: Option<&str>) -> u8 {
    match kind {
        Some("category") => 0,
        Some("tag") => 1,
        Some("custom") => 2,
        _ => 3,
    }
}

/// The form written most often; of several, the smallest.
fn most_written<'a>(forms: impl Iterator<Item = (&'a str, u32)>) -> String {
    let best = forms.min_by_key(|(form, times)| (std::cmp::Reverse(*times), *form));
    best.map(|(form, _)| form.to_owned()).unwrap_or_default()
}

fn wanted_slug(facet: Facet, form: &str, value: &Value<'_>) -> String {
    if facet == Facet::Mention {
        return form.to_lowercase();
    }
    let best = value.nicenames.keys().next().map(|(precedence, _)| *precedence);
    let given = value
        .nicenames
        .iter()
        .filter(|((precedence, _), _)| Some(*precedence) == best)
        .map(|((_, nicename), times)| (nicename.as_str(), *times));
    let given = most_written(given);
    let slug = if given.is_empty() { slugify(form) } else { given };
    if slug.is_empty() { facet.name().to_owned() } else { slug }
}

/// The slug, or with the first number from 2 at its end that makes it one of its own: slugs are compared folded.
fn free_slug(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(fold(wanted)) {
        return wanted.to_owned();
    }
    let mut number = 2_u32;
    loop {
        let slug = format!("{wanted}-{number}");
        if taken.insert(fold(&slug)) {
            return slug;
        }
        number += 1;
    }
}

/// A slug as an export gives it (often percent-encoded), if an address can hold it as one segment.
fn usable_slug(nicename: &str) -> Option<String> {
    let decoded = domain::PostPath::parse(&format!("/{nicename}"));
    let slug = decoded.as_str().trim_start_matches('/').trim_matches('-').trim();
    let usable =
        !slug.is_empty() && !slug.contains(|c: char| c == '/' || c.is_whitespace() || c.is_control());
    usable.then(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(form: &str, nicename: Option<&str>, kind: &str) -> WrittenRow {
        WrittenRow {
            post_id: String::new(),
            facet: "tag".into(),
            key: key(Facet::Tag, form),
            form: form.into(),
            nicename: nicename.map(str::to_owned),
            kind: Some(kind.into()),
        }
    }

    fn plain(facet: Facet, form: &str) -> WrittenRow {
        WrittenRow {
            facet: facet.name().into(),
            key: key(facet, form),
            kind: None,
            ..tag(form, None, "hashtag")
        }
    }

    /// `slug=name …` and `alias>slug …`, in order of slug.
    fn check(rows: &[WrittenRow], labels: &str, aliases: &str) {
        let mut reversed = rows.to_vec();
        reversed.reverse();
        let made = vocabulary(rows);
        assert_eq!(made, vocabulary(&reversed), "the order of posts must not matter");
        let mut shown: Vec<String> =
            made.labels.iter().map(|label| format!("{}={}", label.slug, label.name)).collect();
        shown.sort();
        assert_eq!(shown.join(" "), labels);
        let mut shown: Vec<String> =
            made.aliases.iter().map(|alias| format!("{}>{}", alias.alias_key, alias.slug)).collect();
        shown.sort();
        assert_eq!(shown.join(" "), aliases);
    }

    #[test]
    fn a_source_is_one_however_it_is_spelled_and_shown_as_most_often_written() {
        let source = |form| plain(Facet::Source, form);
        check(
            &[source("L’Habitat"), source("l'habitat"), source("L’Habitat"), source("L’\u{a0}HABITAT")],
            "lhabitat=L’Habitat",
            "l-habitat>lhabitat",
        );
    }

    #[test]
    fn no_source_is_called_none() {
        check(&[plain(Facet::Source, "None")], "none-2=None", "");
    }

    #[test]
    fn the_category_gives_the_slug_and_the_other_slugs_lead_to_it() {
        check(
            &[
                tag("Logement", Some("logement-tag"), "tag"),
                tag("logement", Some("logement-cat"), "category"),
                tag("LOGEMENT", None, "hashtag"),
                tag("logement", Some("logement-old"), "custom"),
            ],
            "logement-cat=logement",
            "logement-old>logement-cat logement-tag>logement-cat logement>logement-cat",
        );
    }

    #[test]
    fn a_tag_takes_its_own_slug_where_it_is_no_category() {
        check(&[tag("Été", Some("%c3%a9t%c3%a9"), "tag")], "été=Été", "");
        check(&[tag("Été", None, "hashtag")], "ete=Été", "");
    }

    #[test]
    fn two_tags_that_want_one_slug_get_one_each() {
        check(
            &[
                tag("C", None, "hashtag"),
                tag("C", None, "hashtag"),
                tag("C++", None, "hashtag"),
                tag("c#", None, "hashtag"),
            ],
            "c-2=c# c-3=C++ c=C",
            "",
        );
    }

    #[test]
    fn a_slug_that_no_address_can_hold_is_made_anew() {
        check(&[tag("A/B", Some("a/b"), "tag"), tag("♥", Some("--"), "tag")], "a-b=A/B tag=♥", "");
    }

    #[test]
    fn a_mention_is_its_handle_in_lower_case() {
        let mention = |form| plain(Facet::Mention, form);
        check(&[mention("UnionHlm"), mention("unionhlm"), mention("UnionHlm")], "unionhlm=@UnionHlm", "");
    }

    #[test]
    fn an_author_is_the_login_shown_by_its_name() {
        let author = |login: &str, name: &str| WrittenRow {
            facet: "author".into(),
            key: key(Facet::Author, login),
            form: name.into(),
            nicename: Some(slugify(login)),
            ..plain(Facet::Author, login)
        };
        check(
            &[
                author("J.Martin", "Jeanne Martin"),
                author("j.martin", "Jeanne Martin"),
                author("j.martin", "j.martin"),
            ],
            "j-martin=Jeanne Martin",
            "jeanne-martin>j-martin",
        );
    }
}
