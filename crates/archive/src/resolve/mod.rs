//! What an address means: the archive, a landing page, a post, or where it moved to.

mod document;
mod feed;
mod guess;
mod landing;
mod old_query;
mod pasted;
mod platforms;
mod terms;

use crate::identity::href;
use crate::media::place::UPLOADS;
use crate::snapshot::Snapshot;
use crate::{Archive, ReadError};
use catalog::{BadFilter, Facet, Filter};
pub use document::Document;
use domain::{Day, Label, Month, PostId, PostPath, PostRef};
pub use feed::{Feed, FeedOf};
pub(crate) use old_query::item_number;
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
    /// How to keep the archive in the browser, at `/-/offline`.
    Offline,
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
    /// Nothing: a page after the last of a list, whose address this is: a path from `/`, encoded, with its query.
    PastTheEnd(String),
    /// The archive, by a filter that cannot be understood.
    BadFilter(BadFilter),
    /// A feed of a list, or of comments.
    Feed(Feed),
    /// A document for machines.
    Document(Document),
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
/// Where our own page about reading without a connection is.
const OFFLINE: &str = "/-/offline";
/// First segments that lead to nothing that could be guessed.
const SERVED_APART: [&str; 7] = ["api", "pkg", "catalog", "media", "-", "feed", "wp-content"];
/// A longer path is nobody's: WordPress cuts a slug at 200 bytes, which are 600 once encoded.
const LONGEST_PATH: usize = 2000;
/// More segments are nobody's.
const MOST_SEGMENTS: usize = 16;
/// How often an address may lead to another one of ours before it leads nowhere.
const MOST_HOPS: u32 = 4;

impl Archive {
    /// What an address means: its path as requested (encoded), its raw query without `?`. What it moved to is where
    /// it is: there it answers, without another move.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn resolve(&self, path: &str, query: &str) -> Result<Resolution, ReadError> {
        let mut resolution = self.understand(path, query).await?;
        let mut asked = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        for _ in 0..MOST_HOPS {
            let Resolution::Moved(to) = &resolution else { return Ok(resolution) };
            let (path, query) = to.split_once('?').unwrap_or((to, ""));
            if is_served_apart(path) {
                return Ok(resolution);
            }
            if *to == asked {
                return Ok(Resolution::NotFound);
            }
            match self.understand(path, query).await? {
                further @ (Resolution::Moved(_)
                | Resolution::Choices(_)
                | Resolution::Gone
                | Resolution::NotFound
                | Resolution::PastTheEnd(_)
                | Resolution::BadFilter(_)) => {
                    asked.clone_from(to);
                    resolution = further;
                }
                _ => return Ok(resolution),
            }
        }
        Ok(Resolution::NotFound)
    }

    /// What an address means, which may be to have moved to one that has moved.
    async fn understand(&self, path: &str, query: &str) -> Result<Resolution, ReadError> {
        let found = self.understand_as_asked(path, query).await?;
        if found != Resolution::NotFound {
            return Ok(found);
        }
        Ok(self.in_the_folder_of_a_blog(path, query).await?.unwrap_or(Resolution::NotFound))
    }

    /// What an address below the folder that a blog was in means from `/`: its lists, numbers and feeds. Its posts have
    /// the folder in their recorded paths, so none is looked for elsewhere.
    async fn in_the_folder_of_a_blog(
        &self,
        path: &str,
        query: &str,
    ) -> Result<Option<Resolution>, ReadError> {
        let snapshot = self.snapshot();
        let asked = PostPath::parse(path);
        let Some(below) = snapshot.below_a_home(asked.as_str()) else { return Ok(None) };
        let address = Address { archive: self, snapshot: Arc::clone(&snapshot), path: &below, query };
        if let Some(feed) = address.feed().await? {
            return Ok(Some(match feed {
                Resolution::Feed(_) => address.moved(&below),
                other => other,
            }));
        }
        Ok(match address.known().await? {
            Some(Resolution::Document(_)) => Some(address.moved(&below)),
            Some(known) => Some(address.moved_to(known)),
            None => None,
        })
    }

    async fn understand_as_asked(&self, path: &str, query: &str) -> Result<Resolution, ReadError> {
        let too_long = path.len() > LONGEST_PATH || path.split('/').count() > MOST_SEGMENTS;
        let readings =
            if too_long { vec![PostPath::parse(path).as_str().to_owned()] } else { pasted::readings(path) };
        let snapshot = self.snapshot();
        let address = |path| Address { archive: self, snapshot: Arc::clone(&snapshot), path, query };
        let requested = PostPath::parse(path);
        if !too_long && let Some(resolution) = address(requested.as_str()).feed().await? {
            return Ok(resolution);
        }
        // Nothing is guessed in a place that is known to be empty.
        let mut is_empty = false;
        for (place, reading) in readings.iter().enumerate() {
            let address = address(reading);
            match address.known().await? {
                Some(Resolution::NotFound) => is_empty = true,
                Some(resolution) if place == 0 => return Ok(resolution),
                Some(resolution) => return Ok(address.moved_to(resolution)),
                None => {}
            }
        }
        // Where a post was when it was first written down, unless something else has that address now.
        if let Some(moved) = address(requested.as_str()).by_guid().await? {
            return Ok(moved);
        }
        if is_empty || too_long {
            return Ok(Resolution::NotFound);
        }
        for reading in &readings {
            let address = address(reading);
            match address.guess().await? {
                Resolution::NotFound => {}
                resolution => return Ok(address.moved_to(resolution)),
            }
        }
        Ok(Resolution::NotFound)
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

impl<'a> Address<'a> {
    /// Another address, of the same moment.
    fn beside<'b>(&'b self, path: &'b str, query: &'b str) -> Address<'b> {
        Address { archive: self.archive, snapshot: Arc::clone(&self.snapshot), path, query }
    }

    fn segments(&self) -> Vec<&'a str> {
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
            return Ok(Some(if here { self.post_with_query(id).await? } else { Resolution::NotFound }));
        }
        if let Some(document) = document::document(self.path) {
            return Ok(Some(document));
        }
        if SERVED_APART.contains(first) {
            let is_kept = self.archive.settings().offline;
            return Ok(Some(match self.path {
                ABOUT => Resolution::About,
                path if path.trim_end_matches('/') == ABOUT => self.moved(ABOUT),
                OFFLINE if is_kept => Resolution::Offline,
                path if is_kept && path.trim_end_matches('/') == OFFLINE => self.moved(OFFLINE),
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
            None => Ok(match self.post_or_file(self.path).await? {
                Some(found) => Some(found),
                None => match self.withheld(self.path).await? {
                    Some(withheld) => Some(withheld),
                    None => self.page_of_a_post().await?,
                },
            }),
            // An address of ours by its form, which is not quite it or has nothing: a post may have it, but none is
            // guessed.
            Some(other @ (Resolution::NotFound | Resolution::Moved(_))) => {
                if let Some(found) = self.post_or_file(self.path).await? {
                    return Ok(Some(found));
                }
                if other == Resolution::NotFound
                    && let Some(withheld) = self.withheld(self.path).await?
                {
                    return Ok(Some(withheld));
                }
                Ok(Some(other))
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
            Resolution::Offline => self.moved(OFFLINE),
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

    /// Moved to a decoded path, with the query that was asked but for what WordPress alone understood.
    fn moved(&self, path: &str) -> Resolution {
        let mut to = local_href(path);
        let kept = old_query::kept(self.query);
        if !kept.is_empty() {
            to.push('?');
            to.push_str(&kept);
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

/// Whether an address, encoded, is none that a post or a list could have. The files of a blog in a folder were below it.
fn is_served_apart(path: &str) -> bool {
    let path = PostPath::parse(path);
    path.as_str().contains(UPLOADS)
        || path.segments().next().is_some_and(|first| SERVED_APART.contains(&first) && first != "-")
}

/// Whether an address is a feed's: never guessed to be a post.
fn is_feed(segments: &[&str]) -> bool {
    match segments {
        [.., "feed"] => true,
        [.., "feed", kind] => ["rss", "rss2", "atom", "rdf", "json"].contains(kind),
        _ => false,
    }
}
