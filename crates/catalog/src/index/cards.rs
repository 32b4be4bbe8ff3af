//! Blocks of cards: what a list shows, facets apart, of some hundred posts that follow each other in time.
//!
//! A block depends on nothing but its own posts, so that a new post changes one block and an import few.

use super::format::{self, FormatError, Part};
use domain::{Card, Event, Image, Lang, Moment, PostId, PostPath};
use serde::{Deserialize, Serialize};

/// A block's cards by columns: like stands beside like and packs well.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Columns {
    ids: Vec<PostId>,
    paths: Vec<PostPath>,
    titles: Vec<String>,
    dates: Vec<Option<Moment>>,
    updated: Vec<Option<Moment>>,
    langs: Vec<Lang>,
    excerpts: Vec<String>,
    minutes: Vec<u32>,
    continue_urls: Vec<Option<String>>,
    images: Vec<Option<Image>>,
    events: Vec<Vec<Event>>,
    comments: Vec<u32>,
}

/// The cards of a block, their labels left out, and the block's checksum.
pub(super) fn read(bytes: &[u8]) -> Result<(u64, Vec<Card>), FormatError> {
    let (sum, columns, rest): (u64, Columns, &[u8]) = format::decode(Part::Cards, bytes)?;
    let count = columns.ids.len();
    let lengths = [
        columns.paths.len(),
        columns.titles.len(),
        columns.dates.len(),
        columns.updated.len(),
        columns.langs.len(),
        columns.excerpts.len(),
        columns.minutes.len(),
        columns.continue_urls.len(),
        columns.images.len(),
        columns.events.len(),
        columns.comments.len(),
    ];
    if !rest.is_empty() || lengths.iter().any(|length| *length != count) {
        return Err(FormatError::Damaged);
    }
    let mut cards: Vec<Card> = columns
        .ids
        .into_iter()
        .zip(columns.paths)
        .zip(columns.titles)
        .zip(columns.langs)
        .map(|(((id, path), title), lang)| Card {
            id,
            path,
            title,
            lang,
            date: None,
            updated: None,
            source: None,
            tags: Vec::new(),
            mentions: Vec::new(),
            authors: Vec::new(),
            excerpt: String::new(),
            reading_minutes: 0,
            continue_url: None,
            image: None,
            events: Vec::new(),
            comments: 0,
        })
        .collect();
    let whole = columns.dates.into_iter().zip(columns.updated).zip(columns.excerpts).zip(columns.minutes);
    let rest =
        columns.continue_urls.into_iter().zip(columns.images).zip(columns.events).zip(columns.comments);
    for ((card, (((date, updated), excerpt), minutes)), (((url, image), events), comments)) in
        cards.iter_mut().zip(whole).zip(rest)
    {
        (card.date, card.updated, card.excerpt, card.reading_minutes) = (date, updated, excerpt, minutes);
        (card.continue_url, card.image, card.events, card.comments) = (url, image, events, comments);
    }
    Ok((sum, cards))
}

/// A block's bytes.
#[cfg(feature = "build")]
pub(super) fn write<'a>(cards: impl Iterator<Item = &'a Card>) -> Vec<u8> {
    let mut columns = Columns::default();
    for card in cards {
        columns.ids.push(card.id.clone());
        columns.paths.push(card.path.clone());
        columns.titles.push(card.title.clone());
        columns.dates.push(card.date);
        columns.updated.push(card.updated);
        columns.langs.push(card.lang.clone());
        columns.excerpts.push(card.excerpt.clone());
        columns.minutes.push(card.reading_minutes);
        columns.continue_urls.push(card.continue_url.clone());
        columns.images.push(card.image.clone());
        columns.events.push(card.events.clone());
        columns.comments.push(card.comments);
    }
    format::encode(Part::Cards, &columns, &[])
}

/// Fewest and most cards of a block, and how many it has about.
#[cfg(feature = "build")]
const FEWEST: usize = 64;
#[cfg(feature = "build")]
const MOST: usize = 512;
#[cfg(feature = "build")]
const ABOUT: u64 = 96;

/// Cuts documents into blocks; how many each has. The ids themselves say where: whoever adds or takes a post moves no
/// cut but those near it.
#[cfg(feature = "build")]
pub(super) fn cut<'a>(ids: impl DoubleEndedIterator<Item = &'a PostId>) -> Vec<usize> {
    let mut blocks = vec![];
    let mut own = 0;
    // From the oldest on: at the other end posts are added.
    for id in ids.rev() {
        own += 1;
        if own >= MOST || (own >= FEWEST && format::checksum(id.0.as_bytes()).is_multiple_of(ABOUT)) {
            blocks.push(own);
            own = 0;
        }
    }
    blocks.extend((own > 0).then_some(own));
    blocks.reverse();
    blocks
}
