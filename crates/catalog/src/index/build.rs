//! Building a catalog from entries, whatever their order.

use super::Entry;
use super::cards;
use super::facets::{Block, Facets, Values};
use super::format::{self, Part};
use crate::analysis::Stemming;
use domain::{Card, Kind, Label, Moment, fold};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sorted entries and the parts made of them, words apart.
pub(super) struct Built {
    /// Posts newest first, then pages: the order of documents.
    pub(super) entries: Vec<Entry>,
    /// The facets part.
    pub(super) facets: Vec<u8>,
    /// The blocks of cards.
    pub(super) cards: Vec<Vec<u8>>,
}

pub(super) fn base(mut entries: Vec<Entry>) -> Built {
    entries.sort_by(order);
    let vocabularies = [
        Vocabulary::of(&entries, |card| card.source.as_slice()),
        Vocabulary::of(&entries, |card| &card.tags),
        Vocabulary::of(&entries, |card| &card.mentions),
        Vocabulary::of(&entries, |card| &card.authors),
    ];
    let [sources, tags, mentions, authors] = &vocabularies;
    let values = [
        sources.column(&entries, |card| card.source.as_slice()),
        tags.column(&entries, |card| &card.tags),
        mentions.column(&entries, |card| &card.mentions),
        authors.column(&entries, |card| &card.authors),
    ];
    let (mut cards, mut blocks, mut first) = (Vec::new(), Vec::new(), 0);
    for count in cards::cut(entries.iter().map(|entry| &entry.card.id)) {
        let bytes = cards::write(entries[first..first + count].iter().map(|entry| &entry.card));
        blocks.push(Block { cards: count as u32, sum: format::written_checksum(&bytes) });
        cards.push(bytes);
        first += count;
    }
    let posts = entries.iter().filter(|entry| entry.kind == Kind::Post).count();
    let dates: Vec<Option<Moment>> = entries.iter().take(posts).map(|entry| entry.card.date).collect();
    let facets = Facets {
        posts,
        // Read back from what is written.
        days: Vec::new(),
        labels: vocabularies.map(|vocabulary| vocabulary.labels),
        values,
        languages: entries.iter().map(|entry| Stemming::of(&entry.card.lang)).collect(),
        blocks,
    };
    let facets = format::seal(Part::Facets, &facets.to_bytes(&dates));
    Built { entries, facets, cards }
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

    /// Each entry's values.
    fn column<'a>(&self, entries: &'a [Entry], labels: impl Fn(&'a Card) -> &'a [Label]) -> Values {
        let mut column = Values { starts: vec![0], values: Vec::new() };
        for entry in entries {
            column.values.extend(self.values(labels(&entry.card)));
            column.starts.push(column.values.len() as u32);
        }
        column
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
