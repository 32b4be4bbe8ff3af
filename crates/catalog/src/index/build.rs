//! Building a catalog from entries, whatever their order.

use super::cards;
use super::facets::{Block, Facets, Values};
use super::format::{self, FormatError, Part};
use super::invert::{Inverter, Layout};
use super::parts::PartKey;
use super::words::{SegmentNote, TYPICAL_LENGTHS};
use super::{Catalog, Entry};
use crate::analysis::Stemming;
use domain::{Card, Kind, Label, Moment, fold};
use kernels::scores::Norms;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Builds a catalog from entries as they come, in any order. Their texts are turned into lists of words at once and
/// dropped.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    cards: Vec<(Kind, Card)>,
    inverter: Inverter,
    block: Option<usize>,
}

/// A catalog's parts, made ready.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// All of them: facets, cards, dictionaries, postings, positions. The same entries give the same bytes.
    pub parts: Vec<(PartKey, Vec<u8>)>,
}

impl Builder {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With blocks of postings of about so many bytes, whatever is best: so that a small archive has many.
    #[must_use]
    pub fn with_blocks(bytes: usize) -> Self {
        Self { block: Some(bytes), ..Self::default() }
    }

    /// Adds a post or page.
    pub fn add(&mut self, entry: Entry) {
        self.inverter.add(&entry);
        self.cards.push((entry.kind, entry.card));
    }

    /// Adds what another was given, so that several can be filled at once.
    pub fn merge(&mut self, other: Builder) {
        self.inverter.merge(other.inverter);
        self.cards.extend(other.cards);
    }

    /// Makes the parts.
    #[must_use]
    pub fn finish(self) -> Built {
        let Self { cards, inverter, block } = self;
        let mut sorted: Vec<(usize, &(Kind, Card))> = cards.iter().enumerate().collect();
        sorted.sort_by(|(_, a), (_, b)| order(a, b));
        let mut ages = vec![0; cards.len()];
        for ((came, _), age) in sorted.iter().rev().zip(0..) {
            ages[*came] = age;
        }
        let mean_length = rounded((inverter.words() / cards.len().max(1) as u64) as u32);
        let posts = sorted.iter().filter(|(_, (kind, _))| *kind == Kind::Post).count();
        let mut segments = inverter.finish(&Layout {
            ages: &ages,
            cut: segment_cut(cards.len() as u32),
            pages: (cards.len() - posts) as u32,
            norms: &Norms::new(mean_length, TYPICAL_LENGTHS),
            block,
        });
        let sorted: Vec<&Card> = sorted.into_iter().map(|(_, (_, card))| card).collect();
        let (facets, blocks) = base(&sorted, posts, mean_length, segments.iter().map(|segment| segment.note));
        let mut parts = vec![(PartKey::Facets, facets)];
        parts.extend((0..).map(PartKey::Cards).zip(blocks));
        parts.extend(
            (0..)
                .map(PartKey::Dictionary)
                .zip(segments.iter_mut().map(|segment| std::mem::take(&mut segment.dictionary))),
        );
        for (segment, nth) in segments.into_iter().zip(0..) {
            parts.extend((0..).map(|block| PartKey::Postings(nth, block)).zip(segment.postings));
            parts.extend((0..).map(|block| PartKey::Positions(nth, block)).zip(segment.positions));
        }
        Built { parts }
    }
}

impl Built {
    /// The catalog of these parts.
    ///
    /// # Errors
    /// Parts that were changed since they were made.
    pub fn catalog(&self) -> Result<Catalog, FormatError> {
        let facets =
            self.parts.iter().find(|(key, _)| *key == PartKey::Facets).map(|(_, bytes)| bytes.as_slice());
        let mut catalog = Catalog::from_facets(facets.unwrap_or_default())?;
        for (key, bytes) in self.parts.iter().filter(|(key, _)| *key != PartKey::Facets) {
            catalog.add(*key, bytes)?;
        }
        Ok(catalog)
    }
}

/// Archives of fewer documents are one segment.
const LEAST_CUT: u32 = 512;

/// Where the recent segment begins, by age: it has a sixteenth of the documents at most, about, and moves seldom.
fn segment_cut(documents: u32) -> u32 {
    if documents < LEAST_CUT {
        return documents;
    }
    let step = 1 << (documents / 16).ilog2();
    documents / step * step
}

/// A mean length to four binary digits: scores are reckoned with it, and so are summaries of old posts, which are to
/// change seldom.
fn rounded(length: u32) -> u32 {
    let length = length.max(1);
    let dropped = length.ilog2().saturating_sub(3);
    (length + (1 << dropped >> 1)) >> dropped << dropped
}

/// The facets part and the blocks of cards, of sorted cards.
fn base(
    cards: &[&Card],
    posts: usize,
    mean_length: u32,
    segments: impl Iterator<Item = SegmentNote>,
) -> (Vec<u8>, Vec<Vec<u8>>) {
    let vocabularies = [
        Vocabulary::of(cards, |card| card.source.as_slice()),
        Vocabulary::of(cards, |card| &card.tags),
        Vocabulary::of(cards, |card| &card.mentions),
        Vocabulary::of(cards, |card| &card.authors),
    ];
    let [sources, tags, mentions, authors] = &vocabularies;
    let values = [
        sources.column(cards, |card| card.source.as_slice()),
        tags.column(cards, |card| &card.tags),
        mentions.column(cards, |card| &card.mentions),
        authors.column(cards, |card| &card.authors),
    ];
    let (mut written, mut blocks, mut first) = (Vec::new(), Vec::new(), 0);
    for count in cards::cut(cards.iter().map(|card| &card.id)) {
        let bytes = cards::write(cards[first..first + count].iter().copied());
        blocks.push(Block { cards: count as u32, sum: format::written_checksum(&bytes) });
        written.push(bytes);
        first += count;
    }
    let dates: Vec<Option<Moment>> = cards.iter().take(posts).map(|card| card.date).collect();
    let facets = Facets {
        posts,
        // Read back from what is written.
        days: Vec::new(),
        labels: vocabularies.map(|vocabulary| vocabulary.labels),
        values,
        languages: cards.iter().map(|card| Stemming::of(&card.lang)).collect(),
        blocks,
        mean_length,
        segments: segments.collect(),
    };
    (format::seal(Part::Facets, &facets.to_bytes(&dates)), written)
}

/// Posts before pages; dated ones newest first, by instant then id; undated ones behind, by id backwards, since the
/// list of oldest posts is this one read from its end, dated posts first.
fn order(a: &(Kind, Card), b: &(Kind, Card)) -> Ordering {
    let page = |(kind, _): &(Kind, Card)| *kind == Kind::Page;
    let date = |(_, card): &(Kind, Card)| card.date.map(|date| date.unix);
    page(a)
        .cmp(&page(b))
        .then_with(|| date(a).is_none().cmp(&date(b).is_none()))
        .then_with(|| date(b).cmp(&date(a)))
        .then_with(|| b.1.id.cmp(&a.1.id))
}

/// A facet's labels: one for each folded slug, written as it is most often written.
struct Vocabulary {
    labels: Vec<Label>,
    by_slug: BTreeMap<String, u32>,
}

impl Vocabulary {
    fn of<'a>(cards: &[&'a Card], labels: impl Fn(&'a Card) -> &'a [Label]) -> Self {
        let mut spellings: BTreeMap<String, BTreeMap<&Label, u32>> = BTreeMap::new();
        for label in cards.iter().flat_map(|card| labels(card)) {
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

    /// Each card's values.
    fn column<'a>(&self, cards: &[&'a Card], labels: impl Fn(&'a Card) -> &'a [Label]) -> Values {
        let mut column = Values { starts: vec![0], values: Vec::new() };
        for card in cards {
            column.values.extend(self.values(labels(card)));
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

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn a_mean_length_keeps_four_binary_digits() {
        let lengths =
            [(0, 1), (1, 1), (7, 7), (15, 15), (17, 18), (31, 32), (300, 288), (310, 320), (1_000, 1_024)];
        for (length, expected) in lengths {
            assert_eq!(rounded(length), expected, "{length}");
        }
        assert!((1..5_000_u32).all(|length| rounded(length).abs_diff(length) * 16 <= length));
    }
}
