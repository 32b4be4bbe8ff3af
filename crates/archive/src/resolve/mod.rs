//! What an address means: the archive, a landing page, a post, or where it moved to.

mod guess;
mod landing;
mod old_query;

use crate::identity::href;
use crate::snapshot::Snapshot;
use crate::{Archive, ReadError};
use catalog::{BadFilter, Facet, Filter};
use domain::{Day, Label, Month, PostId, PostPath, PostRef};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What an address means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolution {
    /// The archive, by this filter.
    Archive(Filter),
    /// The archive with one thing set, under a title of its own.
    Landing(Landing),
    /// All values of a facet.
    Directory(Facet),
    /// All pages ("about", "contact").
    Pages,
    /// What this archive is, at `/-/about`.
    About,
    /// A post or page.
    Post(PostId),
    /// A further page of a post, from 2.
    PostPage(PostId, u32),
    /// It is elsewhere, for good: a path from `/`, encoded, with its query.
    Moved(String),
    /// Several posts fit: newest first.
    Choices(Vec<PostRef>),
    /// It was taken down.
    Gone,
    /// Nothing.
    NotFound,
    /// The archive, by a filter that cannot be understood.
    BadFilter(BadFilter),
}

/// The archive with one thing set, under an address of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landing {
    /// What is set.
    pub subject: Subject,
    /// The filter that shows it: the subject set in it, and the page.
    pub filter: Filter,
}

/// What a landing page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A source, tag, mention or author.
    Facet(Facet, Label),
    /// A year.
    Year(i16),
    /// A month.
    Month(Month),
    /// A day.
    Day(Day),
}

/// Where our own page about the archive is.
const ABOUT: &str = "/-/about";
/// First segments that lead to nothing that could be guessed.
const SERVED_APART: [&str; 7] = ["api", "pkg", "catalog", "media", "-", "feed", "wp-content"];
/// What people's text tools leave at the end of an address that they paste.
const PASTED: [char; 21] = [
    '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '’', '‘', '”', '“', '»',
];

impl Archive {
    /// What an address means: its path as requested (encoded), its raw query without `?`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn resolve(&self, path: &str, query: &str) -> Result<Resolution, ReadError> {
        let requested = PostPath::parse(path);
        let requested = requested.as_str();
        let address = Address { archive: self, snapshot: self.snapshot(), path: requested, query };
        if let Some(resolution) = address.known().await? {
            return Ok(resolution);
        }
        // Without what a bad paste left at the end, before anything is guessed.
        let cut = requested.trim_end_matches(|c: char| c == '/' || c.is_whitespace() || PASTED.contains(&c));
        let cut = format!("{cut}/");
        if cut.trim_end_matches('/') == requested.trim_end_matches('/') {
            return address.guess().await;
        }
        let address = Address { path: &cut, ..address };
        let resolution = match address.known().await? {
            Some(resolution) => resolution,
            None => address.guess().await?,
        };
        Ok(address.moved_to(resolution))
    }
}

/// An address that is being understood.
struct Address<'a> {
    archive: &'a Archive,
    snapshot: Arc<Snapshot>,
    /// Decoded.
    path: &'a str,
    query: &'a str,
}

impl Address<'_> {
    fn segments(&self) -> Vec<&str> {
        self.path.split('/').filter(|segment| !segment.is_empty()).collect()
    }

    /// What the address means as it stands, or but for case, accents and slashes. None: nothing, and it may be
    /// guessed; [`Resolution::NotFound`]: nothing, for certain.
    async fn known(&self) -> Result<Option<Resolution>, ReadError> {
        let segments = self.segments();
        let Some(first) = segments.first() else {
            return Ok(Some(if self.path == "/" { self.root().await? } else { self.moved("/") }));
        };
        if let Some(id) = self.archive.store().post_at(self.path).await? {
            // A post that another process imported a moment ago is found once its catalog is taken over.
            let here = self.snapshot.card(&id).is_some();
            return Ok(Some(if here { Resolution::Post(id) } else { Resolution::NotFound }));
        }
        if SERVED_APART.contains(first) {
            return Ok(Some(match self.path {
                ABOUT => Resolution::About,
                path if path.trim_end_matches('/') == ABOUT => self.moved(ABOUT),
                _ => Resolution::NotFound,
            }));
        }
        if segments.as_slice() == ["index.php"] {
            let root = self.root().await?;
            return Ok(Some(self.moved_to(root)));
        }
        if is_feed(&segments) {
            return Ok(Some(Resolution::NotFound));
        }
        match self.landing(&segments).await? {
            None => self.same_post(self.path).await,
            // An address of ours by its form, with nothing there: a post may have it, but none is guessed.
            Some(Resolution::NotFound) => {
                let same = self.same_post(self.path).await?;
                Ok(Some(same.unwrap_or(Resolution::NotFound)))
            }
            found => Ok(found),
        }
    }

    /// The address that a resolution has: what was found at another one has moved there.
    fn moved_to(&self, resolution: Resolution) -> Resolution {
        match resolution {
            Resolution::Archive(filter) => Resolution::Moved(archive_href(&filter)),
            Resolution::Landing(landing) => self.moved(&landing.path()),
            Resolution::Directory(facet) => self.moved(&format!("/{}s/", facet.name())),
            Resolution::Pages => self.moved("/pages/"),
            Resolution::About => self.moved(ABOUT),
            Resolution::Post(id) => match self.snapshot.card(&id) {
                Some((_, card)) => self.moved(card.path.as_str()),
                None => Resolution::NotFound,
            },
            Resolution::PostPage(id, page) => match self.snapshot.card(&id) {
                Some((_, card)) => self.moved(&guess::page_path(card.path.as_str(), page)),
                None => Resolution::NotFound,
            },
            other => other,
        }
    }

    /// Moved to a decoded path, with the query that was asked.
    fn moved(&self, path: &str) -> Resolution {
        let mut to = local_href(path);
        if !self.query.is_empty() {
            to.push('?');
            to.push_str(self.query);
        }
        Resolution::Moved(to)
    }
}

/// The address of a filter of the archive.
fn archive_href(filter: &Filter) -> String {
    let query = filter.to_query();
    if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
}

/// A decoded path as an address that stays on this server: `//host` would leave it.
fn local_href(path: &str) -> String {
    format!("/{}", href(path).trim_start_matches('/'))
}

/// Whether an address is a feed's: never guessed to be a post.
fn is_feed(segments: &[&str]) -> bool {
    match segments {
        [.., "feed"] => true,
        [.., "feed", kind] => ["rss", "rss2", "atom", "rdf", "json"].contains(kind),
        _ => false,
    }
}
