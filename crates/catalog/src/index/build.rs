//! Building a catalog from entries, whatever their order.

use super::Entry;
use super::base::{Row, Written};
use domain::{Card, Kind, Label, fold};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sorted entries and the base part made of them.
pub(super) struct Built {
    /// Posts newest first, then pages: the order of documents in the words part.
    pub(super) entries: Vec<Entry>,
    pub(super) written: Written,
}

pub(super) fn base(mut entries: Vec<Entry>) -> Built {
    entries.sort_by(order);
    let vocabularies = [
        Vocabulary::of(&entries, |card| card.source.as_slice()),
        Vocabulary::of(&entries, |card| &card.tags),
        Vocabulary::of(&entries, |card| &card.mentions),
        Vocabulary::of(&entries, |card| &card.authors),
    ];
    let rows = |kind: Kind| {
        entries.iter().filter(move |entry| entry.kind == kind).map(|entry| row(&entry.card, &vocabularies))
    };
    let (posts, pages) = (rows(Kind::Post).collect(), rows(Kind::Page).collect());
    let written = Written { labels: vocabularies.map(|vocabulary| vocabulary.labels), posts, pages };
    Built { entries, written }
}

/// Posts before pages; dated ones newest first, by instant then id; undated ones behind, by id backwards, since the
/// list of oldest posts is this one read from its end, dated posts first.
fn order(a: &Entry, b: &Entry) -> Ordering {
    let page = |entry: &Entry| entry.kind == Kind::Page;
    let date = |entry: &Entry| entry.card.date.map(|date| date.unix);
    page(a)
        .cmp(&page(b))
        .then_with(|| date(a).is_none().cmp(&date(b).is_none()))
        .then_with(|| date(b).cmp(&date(a)))
        .then_with(|| b.card.id.cmp(&a.card.id))
}

fn row(card: &Card, vocabularies: &[Vocabulary; 4]) -> Row {
    let [sources, tags, mentions, authors] = vocabularies;
    Row {
        id: card.id.clone(),
        path: card.path.clone(),
        title: card.title.clone(),
        date: card.date,
        updated: card.updated,
        lang: card.lang.clone(),
        labels: [
            sources.values(card.source.as_slice()),
            tags.values(&card.tags),
            mentions.values(&card.mentions),
            authors.values(&card.authors),
        ],
        excerpt: card.excerpt.clone(),
        reading_minutes: card.reading_minutes,
        continue_url: card.continue_url.clone(),
        image: card.image.clone(),
        events: card.events.clone(),
        comments: card.comments,
    }
}

/// A facet's labels: one for each folded slug, written as it is most often written.
struct Vocabulary {
    labels: Vec<Label>,
    by_slug: BTreeMap<String, u32>,
}

impl Vocabulary {
    fn of<'a>(entries: &'a [Entry], labels: impl Fn(&'a Card) -> &'a [Label]) -> Self {
        let mut spellings: BTreeMap<String, BTreeMap<&Label, u32>> = BTreeMap::new();
        for label in entries.iter().flat_map(|entry| labels(&entry.card)) {
            *spellings.entry(fold(&label.slug)).or_default().entry(label).or_default() += 1;
        }
        // A label without a slug has no address and cannot be chosen.
        spellings.remove("");
        let mut chosen: Vec<(Label, String)> = spellings
            .into_iter()
            .filter_map(|(slug, spellings)| {
                let best = spellings.into_iter().max_by(|(a, m), (b, n)| m.cmp(n).then_with(|| b.cmp(a)))?;
                Some((best.0.clone(), slug))
            })
            .collect();
        chosen.sort_by(|(a, _), (b, _)| (&a.name, &a.slug).cmp(&(&b.name, &b.slug)));
        let by_slug = chosen.iter().zip(0..).map(|((_, slug), value)| (slug.clone(), value)).collect();
        Self { labels: chosen.into_iter().map(|(label, _)| label).collect(), by_slug }
    }

    /// The numbers of labels, in their order, none twice.
    fn values(&self, labels: &[Label]) -> Vec<u32> {
        let mut values = Vec::with_capacity(labels.len());
        for value in labels.iter().filter_map(|label| self.by_slug.get(&fold(&label.slug))) {
            if !values.contains(value) {
                values.push(*value);
            }
        }
        values
    }
}
