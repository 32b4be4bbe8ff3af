//! What a feed holds, whatever its form. Every address is whole.

use domain::Moment;

/// A page of a feed.
#[derive(Clone, Debug)]
pub(super) struct Channel {
    /// What it is called.
    pub title: String,
    /// What it is, in a line.
    pub description: String,
    /// Where a reader sees the same.
    pub home: String,
    /// This very page of the feed.
    pub own: String,
    /// Its first page, which names the feed for ever.
    pub first: String,
    /// The pages around it, and the last; None where there is none.
    pub previous: Option<String>,
    /// See [`Channel::previous`].
    pub next: Option<String>,
    /// See [`Channel::previous`].
    pub last: Option<String>,
    /// Language of the archive.
    pub lang: String,
    /// The newest change on this page.
    pub changed: Option<Moment>,
    /// In order.
    pub items: Vec<Item>,
}

impl Channel {
    /// Its own address and those of the pages around it, each after its relation (RFC 5005).
    pub(super) fn pages(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let pages = [
            ("self", Some(&self.own)),
            ("first", self.last.is_some().then_some(&self.first)),
            ("previous", self.previous.as_ref()),
            ("next", self.next.as_ref()),
            ("last", self.last.as_ref()),
        ];
        pages.into_iter().filter_map(|(relation, address)| Some((relation, address?)))
    }
}

/// A post or a comment.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What identifies it for ever.
    pub id: String,
    /// Where it is.
    pub address: String,
    /// Title.
    pub title: String,
    /// Publication.
    pub date: Option<Moment>,
    /// Last change.
    pub updated: Option<Moment>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about.
    pub tags: Vec<String>,
    /// Its language, where known.
    pub lang: Option<String>,
    /// What it says in a few lines; empty for none.
    pub summary: String,
    /// What it says, as HTML.
    pub html: String,
    /// The outlet that it quotes.
    pub source: Option<String>,
    /// The original.
    pub original: Option<String>,
    /// Its picture, where that is here.
    pub picture: Option<Picture>,
    /// Where its comments are.
    pub comments: Option<Comments>,
    /// What it answers.
    pub answers: Option<Answered>,
}

/// A picture that this server has.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its address.
    pub url: String,
    /// `image/png`.
    pub media_type: String,
    /// Bytes; 0 where unknown.
    pub bytes: u64,
}

/// The comments of a post.
#[derive(Clone, Debug)]
pub(super) struct Comments {
    /// How many.
    pub count: u32,
    /// Where a reader reads them.
    pub page: String,
    /// Their feed, in the same form.
    pub feed: String,
}

/// What a comment answers.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    /// What identifies it in its feed.
    pub id: String,
    /// Where it is.
    pub address: String,
}

impl Item {
    /// When it last changed, as far as that is known.
    pub(super) fn changed(&self) -> Option<Moment> {
        [self.date, self.updated].into_iter().flatten().max_by_key(|moment| moment.unix)
    }
}
