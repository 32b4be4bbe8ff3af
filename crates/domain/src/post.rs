//! Posts and pages, and what hangs on them.

use crate::{Comment, Day, Lang, Moment, PostPath, SafeHtml};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The opaque, stable name of a post in the API and the catalog. Made of the blog's host and the post's number there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PostId(pub String);

impl fmt::Display for PostId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an entry of the archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// An article: listed, counted, searched.
    Post,
    /// "About", "contact": has its address, is in no list of posts.
    Page,
}

/// A named value of a facet: a source, a tag, a mention or an author. A mention's slug is its handle in lower
/// case and its name is written with the `@`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label {
    /// What addresses and filters call it.
    pub slug: String,
    /// What people call it.
    pub name: String,
}

/// The picture that stands for a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Its address: a path from `/` where it was the blog's own, else as it was recorded.
    pub url: String,
    /// Its text alternative; empty when none was recorded.
    pub alt: String,
    /// Width in pixels, where known.
    pub width: Option<u32>,
    /// Height in pixels, where known.
    pub height: Option<u32>,
}

/// What something dated inside a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// It takes place.
    Event,
    /// It must be done by then.
    Deadline,
}

/// Something dated inside a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Event or deadline.
    pub kind: EventKind,
    /// First day, or the deadline's day.
    pub start: Day,
    /// Last day, included.
    pub end: Option<Day>,
    /// Where, if it is said.
    pub place: Option<String>,
    /// The words that say so.
    pub text: String,
}

/// What a list shows of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Stable name.
    pub id: PostId,
    /// Recorded path.
    pub path: PostPath,
    /// Title as shown: without the @ and # at its end.
    pub title: String,
    /// When it was published, if that is known.
    pub date: Option<Moment>,
    /// When it was last changed, if that is known.
    pub updated: Option<Moment>,
    /// Its language.
    pub lang: Lang,
    /// The outlet it quotes or credits.
    pub source: Option<Label>,
    /// Tags, categories and hashtags.
    pub tags: Vec<Label>,
    /// Accounts it speaks of.
    pub mentions: Vec<Label>,
    /// Who wrote it, first author first.
    pub authors: Vec<Label>,
    /// What it says, in a few lines of text.
    pub excerpt: String,
    /// Time to read it, in minutes, at least 1.
    pub reading_minutes: u32,
    /// The outbound link to the original.
    pub continue_url: Option<String>,
    /// The picture that stands for it.
    pub image: Option<Image>,
    /// Dated things inside.
    pub events: Vec<Event>,
    /// How many approved comments it has.
    pub comments: u32,
}

/// A post or page, whole, as a reader reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// What a list shows of it.
    pub card: Card,
    /// Article or page.
    pub kind: Kind,
    /// The body, clean and safe.
    pub body: SafeHtml,
    /// The words of the continue link ("lire la suite").
    pub continue_text: Option<String>,
    /// Posts it lists itself, in its order, then those found alike.
    pub related: Vec<PostRef>,
    /// Links out of the archive, in order.
    pub links: Vec<OutboundLink>,
    /// Comments in threads, oldest first.
    pub comments: Vec<Comment>,
}

/// Enough of a post to link to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostRef {
    /// Stable name.
    pub id: PostId,
    /// Recorded path.
    pub path: PostPath,
    /// Title as shown.
    pub title: String,
    /// Publication, if known.
    pub date: Option<Moment>,
    /// Name of its source.
    pub source: Option<String>,
}

/// A link out of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundLink {
    /// Where it leads.
    pub url: String,
    /// Its words.
    pub text: String,
    /// What is known of its health.
    pub status: LinkStatus,
}

/// Whether a link still answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkStatus {
    /// It answers.
    Ok,
    /// It answers elsewhere.
    Moved,
    /// It does not answer any more.
    Dead,
    /// Nobody asked yet.
    #[default]
    Unknown,
}
