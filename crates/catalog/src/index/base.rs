//! The base part: cards, labels, and the columns that filtering and counting read.

use super::columns::{Columns, Source};
use super::format::FormatError;
use crate::analysis::{Stemming, StopWords};
use crate::query::Facet;
use domain::{Card, Event, Image, Label, Lang, Moment, PostId, PostPath, fold};
use serde::{Deserialize, Serialize};

/// The base part as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Written {
    /// Labels of each facet, by name then slug.
    pub(crate) labels: [Vec<Label>; 4],
    /// Posts, newest first.
    pub(crate) posts: Vec<Row>,
    /// Pages, by path.
    pub(crate) pages: Vec<Row>,
}

/// A card with its labels as numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: PostId,
    pub(crate) path: PostPath,
    pub(crate) title: String,
    pub(crate) date: Option<Moment>,
    pub(crate) updated: Option<Moment>,
    pub(crate) lang: Lang,
    /// Labels of each facet, in [`Facet::ALL`]'s order.
    pub(crate) labels: [Vec<u32>; 4],
    pub(crate) excerpt: String,
    pub(crate) reading_minutes: u32,
    pub(crate) continue_url: Option<String>,
    pub(crate) image: Option<Image>,
    pub(crate) events: Vec<Event>,
    pub(crate) comments: u32,
}

/// The base part, ready to answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    /// Posts, newest first; undated ones last.
    pub(crate) cards: Vec<Card>,
    /// Pages.
    pub(crate) pages: Vec<Card>,
    /// Values of each facet.
    pub(crate) facets: [FacetTable; 4],
    /// What filtering and counting read.
    pub(crate) columns: Columns,
    /// How each document's words are stemmed: posts, then pages.
    pub(crate) languages: Vec<Option<Stemming>>,
    /// The stop words of the archive's languages.
    pub(crate) stop_words: StopWords,
}

/// A facet's values.
#[derive(Clone, Debug, Default)]
pub(crate) struct FacetTable {
    /// By name then slug, so that the order of numbers is the order of names.
    pub(crate) labels: Vec<Label>,
    /// Folded slugs, in order, with the value's number.
    by_slug: Vec<(String, u32)>,
}

impl FacetTable {
    /// The value that a slug names. A mention may be written with its `@`, a tag with its `#`.
    pub(crate) fn find(&self, facet: Facet, slug: &str) -> Option<u32> {
        // What links and lists ask for is folded as it stands.
        if let found @ Some(_) = self.known(slug) {
            return found;
        }
        let folded = fold(slug);
        let bare = match facet {
            Facet::Mention => folded.strip_prefix('@'),
            Facet::Tag => folded.strip_prefix('#'),
            Facet::Source | Facet::Author => None,
        };
        [Some(folded.as_str()), bare].into_iter().flatten().find_map(|slug| self.known(slug))
    }

    /// The value whose folded slug is this.
    pub(crate) fn known(&self, folded: &str) -> Option<u32> {
        let at = self.by_slug.binary_search_by(|(known, _)| known.as_str().cmp(folded)).ok()?;
        self.by_slug.get(at).map(|(_, value)| *value)
    }
}

impl Base {
    /// Reads what was written. Damaged where numbers lead nowhere.
    pub(crate) fn read(written: Written) -> Result<Self, FormatError> {
        let facets = written.labels.each_ref().map(|labels| FacetTable::of_labels(labels));
        let columns = columns(&written).ok_or(FormatError::Damaged)?;
        let mut base = Self { facets, columns, ..Self::default() };
        base.cards = cards(written.posts, &written.labels)?;
        base.pages = cards(written.pages, &written.labels)?;
        base.languages = base.cards.iter().chain(&base.pages).map(|card| Stemming::of(&card.lang)).collect();
        base.stop_words =
            base.languages.iter().fold(StopWords::default(), |words, stemming| words.with(*stemming));
        Ok(base)
    }
}

/// The columns of what was written. None where numbers lead nowhere.
fn columns(written: &Written) -> Option<Columns> {
    let mut values: [(Vec<u32>, Vec<u32>); 4] = Default::default();
    for (facet, (starts, values)) in values.iter_mut().enumerate() {
        starts.push(0);
        for row in &written.posts {
            values.extend_from_slice(&row.labels[facet]);
            starts.push(u32::try_from(values.len()).ok()?);
        }
    }
    let dates: Vec<Option<Moment>> = written.posts.iter().map(|row| row.date).collect();
    Columns::lay_out(&Source {
        labels: written.labels.each_ref().map(Vec::len),
        values: values.each_ref().map(|(starts, values)| (starts.as_slice(), values.as_slice())),
        dates: &dates,
    })
}

/// A day as a number that orders as days do: YYYYMMDD.
pub(crate) fn day_number(day: domain::Day) -> u32 {
    u32::from(day.year.unsigned_abs()) * 10_000
        + u32::from(day.month.unsigned_abs()) * 100
        + u32::from(day.day.unsigned_abs())
}

impl FacetTable {
    fn of_labels(labels: &[Label]) -> Self {
        let mut by_slug: Vec<(String, u32)> =
            labels.iter().zip(0..).map(|(label, value)| (fold(&label.slug), value)).collect();
        by_slug.sort_unstable();
        Self { labels: labels.to_vec(), by_slug }
    }
}

fn cards(rows: Vec<Row>, labels: &[Vec<Label>; 4]) -> Result<Vec<Card>, FormatError> {
    rows.into_iter().map(|row| card(row, labels).ok_or(FormatError::Damaged)).collect()
}

/// None where a label's number leads nowhere.
fn card(row: Row, labels: &[Vec<Label>; 4]) -> Option<Card> {
    let of = |facet: usize| -> Option<Vec<Label>> {
        row.labels[facet].iter().map(|value| labels[facet].get(*value as usize).cloned()).collect()
    };
    let [mut sources, tags, mentions, authors] = [of(0)?, of(1)?, of(2)?, of(3)?];
    if sources.len() > 1 {
        return None;
    }
    Some(Card {
        id: row.id,
        path: row.path,
        title: row.title,
        date: row.date,
        updated: row.updated,
        lang: row.lang,
        source: sources.pop(),
        tags,
        mentions,
        authors,
        excerpt: row.excerpt,
        reading_minutes: row.reading_minutes,
        continue_url: row.continue_url,
        image: row.image,
        events: row.events,
        comments: row.comments,
    })
}
