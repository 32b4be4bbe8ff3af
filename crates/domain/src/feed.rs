//! The forms that a feed comes in.

use serde::{Deserialize, Serialize};

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// All of them, the most usual first.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// What follows the address of a list in the address of its feed.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Rss => "feed/",
            Self::Atom => "feed/atom/",
            Self::Json => "feed/json/",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON",
        }
    }

    /// The address of the feed of what has an address, both encoded. A query stays behind: `/?tag=x` has the feed
    /// `/feed/?tag=x`.
    #[must_use]
    pub fn of(self, address: &str) -> String {
        let (path, query) = match address.split_once('?') {
            Some((path, query)) => (path, query),
            None => (address, ""),
        };
        let feed = format!("{}/{}", path.trim_end_matches('/'), self.suffix());
        if query.is_empty() { feed } else { format!("{feed}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::FeedFormat::{Atom, Json, Rss};

    #[test]
    fn a_feed_lies_below_its_list() {
        for (format, list, feed) in [
            (Rss, "/", "/feed/"),
            (Atom, "/tag/logement/", "/tag/logement/feed/atom/"),
            (Json, "/archives/9.html", "/archives/9.html/feed/json/"),
            (Rss, "/?tag=x&q=y", "/feed/?tag=x&q=y"),
        ] {
            assert_eq!(format.of(list), feed);
        }
    }
}
