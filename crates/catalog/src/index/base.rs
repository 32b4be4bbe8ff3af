//! The base part: cards, labels, and the columns that filtering and counting read.

use super::format::FormatError;
use crate::analysis::{Stemming, StopWords};
use crate::query::Facet;
use domain::{Card, Event, Image, Label, Lang, Moment, Month, PostId, PostPath, fold};
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
    /// Months that have posts, in order.
    pub(crate) months: Vec<Month>,
    /// Each post's month, as an index; [`NO_MONTH`] for an undated post.
    pub(crate) month_of: Vec<u32>,
    /// Each post's local day as YYYYMMDD; 0 for an undated post.
    pub(crate) day_of: Vec<u32>,
    /// Dated posts: all posts before this position.
    pub(crate) dated: usize,
    /// How each document's words are stemmed: posts, then pages.
    pub(crate) languages: Vec<Option<Stemming>>,
    /// The stop words of the archive's languages.
    pub(crate) stop_words: StopWords,
}

/// The month of an undated post.
pub(crate) const NO_MONTH: u32 = u32::MAX;

/// A facet's values, and which of them each post has.
#[derive(Clone, Debug, Default)]
pub(crate) struct FacetTable {
    /// By name then slug, so that the order of numbers is the order of names.
    pub(crate) labels: Vec<Label>,
    /// Folded slugs, in order, with the value's number.
    by_slug: Vec<(String, u32)>,
    /// Where each post's values begin in `values`; one more than posts.
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl FacetTable {
    /// The values of a post.
    pub(crate) fn of(&self, post: usize) -> &[u32] {
        let bounds = (self.starts.get(post), self.starts.get(post + 1));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.values.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The value that a slug names. A mention may be written with its `@`, a tag with its `#`.
    pub(crate) fn find(&self, facet: Facet, slug: &str) -> Option<u32> {
        let folded = fold(slug);
        let bare = match facet {
            Facet::Mention => folded.strip_prefix('@'),
            Facet::Tag => folded.strip_prefix('#'),
            Facet::Source | Facet::Author => None,
        };
        [Some(folded.as_str()), bare].into_iter().flatten().find_map(|slug| {
            let at = self.by_slug.binary_search_by(|(known, _)| known.as_str().cmp(slug)).ok()?;
            self.by_slug.get(at).map(|(_, value)| *value)
        })
    }
}

impl Base {
    /// Reads what was written. Damaged where numbers lead nowhere.
    pub(crate) fn read(written: Written) -> Result<Self, FormatError> {
        let facets = written.labels.each_ref().map(|labels| FacetTable::of_labels(labels));
        let mut base = Self { facets, ..Self::default() };
        for (facet, table) in base.facets.iter_mut().enumerate() {
            table.starts.push(0);
            for row in &written.posts {
                table.values.extend_from_slice(&row.labels[facet]);
                table.starts.push(u32::try_from(table.values.len()).map_err(|_| FormatError::Damaged)?);
            }
        }
        base.cards = cards(written.posts, &written.labels)?;
        base.pages = cards(written.pages, &written.labels)?;
        base.read_dates();
        base.languages = base.cards.iter().chain(&base.pages).map(|card| Stemming::of(&card.lang)).collect();
        base.stop_words =
            base.languages.iter().fold(StopWords::default(), |words, stemming| words.with(*stemming));
        Ok(base)
    }

    fn read_dates(&mut self) {
        let month = |card: &Card| card.date.map(Moment::month);
        let key = |month: &Month| (month.year, month.month);
        self.months = self.cards.iter().filter_map(month).collect();
        self.months.sort_unstable();
        self.months.dedup();
        for card in &self.cards {
            let at = month(card).and_then(|month| self.months.binary_search_by_key(&key(&month), key).ok());
            self.month_of.push(at.and_then(|at| u32::try_from(at).ok()).unwrap_or(NO_MONTH));
            self.day_of.push(card.date.map_or(0, |date| day_number(date.day())));
        }
        self.dated = self.cards.iter().take_while(|card| card.date.is_some()).count();
    }
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
        Self { labels: labels.to_vec(), by_slug, ..Self::default() }
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
