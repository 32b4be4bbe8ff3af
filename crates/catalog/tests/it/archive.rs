//! Archives to test with: written out in a line a post, or at random.

use catalog::{Builder, Catalog, Entry};
use domain::{Card, Kind, Label, Lang, Moment, PostId, PostPath};
use proptest::prelude::*;

/// A post in French without anything: `id` is its name in tests.
pub fn entry(id: &str, title: &str, text: &str) -> Entry {
    let card = Card {
        id: PostId(id.into()),
        path: PostPath::parse(&format!("/{id}/")),
        title: title.into(),
        date: None,
        updated: None,
        lang: Lang::french(),
        source: None,
        tags: vec![],
        mentions: vec![],
        authors: vec![],
        excerpt: String::new(),
        reading_minutes: 1,
        continue_url: None,
        image: None,
        events: vec![],
        comments: 0,
    };
    Entry { card, kind: Kind::Post, text: text.into() }
}

pub fn label(slug: &str, name: &str) -> Label {
    Label { slug: slug.into(), name: name.into() }
}

/// Noon of a day in UTC, so many days after 2016-01-01.
pub fn moment(day: i64) -> Moment {
    Moment { unix: 1_451_649_600 + day * 86_400, offset_minutes: 0 }
}

/// A catalog in blocks so small that every word has a summary.
pub fn summed(entries: Vec<Entry>) -> Catalog {
    let mut builder = Builder::with_blocks(8);
    entries.into_iter().for_each(|entry| builder.add(entry));
    Catalog::of_built(builder.finish())
}

/// Ids of an answer's posts, in order.
pub fn ids(catalog: &Catalog, query: &str) -> Vec<String> {
    let filter = catalog::Filter::parse(query).unwrap();
    let answer = catalog.answer(&filter);
    answer.posts.iter().map(|post| catalog.card(*post).unwrap().id.0.clone()).collect()
}

/// Ids of an answer's posts in alphabetical order, joined by spaces.
pub fn found(catalog: &Catalog, q: &str) -> String {
    let filter = catalog::Filter { q: q.into(), per_page: 100, ..catalog::Filter::default() };
    let answer = catalog.answer(&filter);
    let mut ids: Vec<&str> =
        answer.posts.iter().map(|post| catalog.card(*post).unwrap().id.0.as_str()).collect();
    ids.sort_unstable();
    ids.join(" ")
}

/// Words of random texts: forms of the same words, elisions, compounds, stop words, words a letter apart.
pub const WORDS: &[&str] = &[
    "logement",
    "logements",
    "Logement",
    "social",
    "sociaux",
    "sociale",
    "l’habitat",
    "l'habitat",
    "habitat",
    "habitats",
    "mixité",
    "mixite",
    "la",
    "le",
    "de",
    "et",
    "d’urbanisme",
    "urbanisme",
    "centre-ville",
    "ville",
    "villes",
    "Coop’Hlm",
    "HLM",
    "H.L.M.",
    "79e",
    "accompagner",
    "accompagnés",
    "cœur",
    "coeur",
    "État",
    "l’État",
    "bailleur",
    "bailleurs",
    "housing",
    "houses",
    "the",
    "city",
    "cities",
    "aujourd’hui",
    "2018",
    "rénovation",
    "renovation",
    "marché",
    "marche",
];

pub const SOURCES: &[(&str, &str)] =
    &[("ush", "Union sociale"), ("arkea", "Arkéa"), ("le-monde", "Le Monde"), ("etat", "État")];
pub const TAGS: &[(&str, &str)] = &[
    ("logement", "Logement"),
    ("hlm", "HLM"),
    ("élan", "Élan"),
    ("ville", "Ville"),
    ("ecologie", "Écologie"),
];
pub const MENTIONS: &[(&str, &str)] = &[("unionhlm", "@UnionHlm"), ("arkea", "@arkea"), ("ville", "@Ville")];
pub const AUTHORS: &[(&str, &str)] = &[("luc", "Luc"), ("zoe", "Zoé")];

fn some_of(
    labels: &'static [(&'static str, &'static str)],
    most: usize,
) -> impl Strategy<Value = Vec<Label>> {
    proptest::sample::subsequence(labels, 0..=most)
        .prop_map(|labels| labels.into_iter().map(|(slug, name)| label(slug, name)).collect())
}

pub fn text(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(WORDS), 0..=most).prop_map(|words| words.join(" "))
}

/// A post, its id not set.
fn any_entry() -> impl Strategy<Value = Entry> {
    let facets = (
        proptest::option::weighted(0.8, proptest::sample::select(SOURCES)),
        some_of(TAGS, 4),
        some_of(MENTIONS, 2),
        some_of(AUTHORS, 2),
    );
    // Few days and offsets, so that posts share instants, and months by one clock only.
    let date =
        proptest::option::weighted(0.85, (0_i64..900, prop::sample::select(&[-720_i16, 0, 120, 840][..])));
    let lang = prop::sample::select(&["fr", "fr", "fr-CA", "en", "de"][..]);
    (facets, date, lang, text(4), text(12), prop::bool::weighted(0.1)).prop_map(
        |((source, tags, mentions, authors), date, lang, title, text, page)| {
            let mut entry = entry("", &title, &text);
            entry.kind = if page { Kind::Page } else { Kind::Post };
            entry.card.source = source.map(|(slug, name)| label(slug, name));
            entry.card.tags = tags;
            entry.card.mentions = mentions;
            entry.card.authors = authors;
            entry.card.date = date.map(|(day, offset)| Moment { offset_minutes: offset, ..moment(day) });
            entry.card.lang = Lang::parse(lang).unwrap();
            entry
        },
    )
}

/// A random archive of at most so many posts and pages.
pub fn any_archive(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(any_entry(), 0..=most).prop_map(|mut entries| {
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.card.id = PostId(format!("{:03}", (at * 7919) % 997));
        }
        entries
    })
}

/// A large archive without texts, always the same for a seed: its lists are long enough to be counted by what is kept
/// beside them.
pub fn large_archive(seed: u64, posts: usize) -> Vec<Entry> {
    let mut state = seed | 1;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    (0..posts)
        .map(|at| {
            let mut entry = entry(&format!("{:05}", (at * 7919) % 99_991), "", "");
            entry.card.date = (below(20) > 0).then(|| {
                let offset_minutes = [-720, 60, 120, 840][below(4)];
                Moment { offset_minutes, ..moment(below(900) as i64) }
            });
            let named = |(slug, name): (&str, &str)| label(slug, name);
            // The first of each facet is on most posts, the last on few.
            let mut some = |labels: &[(&'static str, &'static str)]| {
                let most = labels.len();
                labels[below(most).min(below(most))]
            };
            entry.card.source = Some(some(SOURCES)).filter(|source| source.0 != "le-monde").map(named);
            entry.card.tags = vec![named(some(TAGS)), named(some(TAGS)), named(some(TAGS))];
            entry.card.mentions = vec![named(some(MENTIONS))];
            entry.card.authors = vec![named(some(AUTHORS))];
            entry.card.tags.dedup();
            entry.card.tags.truncate(below(4));
            if entry.card.tags.first() == entry.card.tags.get(2) {
                entry.card.tags.truncate(2);
            }
            entry
        })
        .collect()
}
