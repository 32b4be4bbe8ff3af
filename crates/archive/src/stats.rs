//! `relire stats`: how much there is.

use crate::snapshot::span;
use crate::{Archive, ReadError};
use catalog::Facet;
use domain::Day;
use serde::{Deserialize, Serialize};

/// How much there is in the archive. Its JSON is that of `relire stats --json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Articles.
    pub posts: u32,
    /// Pages.
    pub pages: u32,
    /// Sources that a post quotes.
    pub sources: u32,
    /// Tags that a post has.
    pub tags: u32,
    /// Accounts that a post speaks of.
    pub mentions: u32,
    /// Authors of posts.
    pub authors: u32,
    /// Approved comments, pingbacks and trackbacks.
    pub comments: u32,
    /// Attachments.
    pub media: u32,
    /// Dated things inside posts.
    pub events: u32,
    /// Posts without a date.
    pub undated: u32,
    /// Day of the first dated post, `YYYY-MM-DD`.
    #[serde(with = "written_day")]
    pub first: Option<Day>,
    /// Day of the last dated post, `YYYY-MM-DD`.
    #[serde(with = "written_day")]
    pub last: Option<Day>,
}

/// Days as people write them, where the domain's own form has three fields.
mod written_day {
    use domain::{Day, PartialDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        match text.parse() {
            Ok(PartialDate::Day(day)) => Ok(Some(day)),
            _ => Err(D::Error::custom("a day is written YYYY-MM-DD")),
        }
    }
}

impl Archive {
    /// How much there is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stats(&self) -> Result<Stats, ReadError> {
        let snapshot = self.snapshot();
        let catalog = &snapshot.catalog;
        let values = |facet| u32::try_from(catalog.facet_totals(facet).len()).unwrap_or(u32::MAX);
        let (comments, media) = self.store().tallies().await?;
        let (mut events, mut undated) = (0, 0);
        for card in (0..catalog.posts()).filter_map(|at| catalog.card(at)) {
            events += u32::try_from(card.events.len()).unwrap_or(u32::MAX);
            undated += u32::from(card.date.is_none());
        }
        let (first, last) = span(catalog);
        Ok(Stats {
            posts: catalog.posts(),
            pages: u32::try_from(snapshot.pages.len()).unwrap_or(u32::MAX),
            sources: values(Facet::Source),
            tags: values(Facet::Tag),
            mentions: values(Facet::Mention),
            authors: values(Facet::Author),
            comments,
            media,
            events,
            undated,
            first,
            last,
        })
    }
}
