//! The addresses of feeds, ours and those that blogs had: below every list and post, in files of the root, in `?feed=`.

use super::pasted::is_leaving;
use super::{Address, Landing, Resolution, Subject, archive_href, local_href};
use crate::ReadError;
use catalog::Filter;
use catalog::query::url::pairs;
use domain::{FeedFormat, PostId, PostPath};
use serde::{Deserialize, Serialize};

/// A feed, and what it is a feed of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// The form it is asked in.
    pub format: FeedFormat,
    /// What it is a feed of.
    pub of: FeedOf,
    /// The filter of the list; of comments only its page, `per_page` and `lang` count.
    pub filter: Filter,
    /// The address of what it is a feed of, its first page: a path from `/`, encoded, with its query.
    pub list: String,
}

/// What a feed is a feed of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedOf {
    /// The archive by a filter; under a landing page's address, what that is about.
    List(Option<Subject>),
    /// The comments of a post or page.
    Comments(PostId),
    /// The comments of all posts and pages.
    AllComments,
}

/// Where the comments of all posts would be a list: their feed lies below.
const ALL_COMMENTS: &str = "/comments/";

impl Feed {
    /// The feed's own address at a page: a path from `/`, encoded, with its query.
    #[must_use]
    pub fn at_page(&self, page: u32) -> String {
        if let FeedOf::List(None) = self.of {
            return self.format.of(&archive_href(&self.filter.at_page(page)));
        }
        with_query(self.format.of(&self.list), &paging(&self.filter.at_page(page)))
    }

    /// The address of what a reader sees of it: a path from `/`, encoded, with its query.
    #[must_use]
    pub fn page_address(&self) -> &str {
        if self.of == FeedOf::AllComments { "/" } else { &self.list }
    }
}

/// An address that asks for a feed.
struct Asked<'a> {
    /// What the feed is of, as segments.
    base: Vec<&'a str>,
    format: FeedFormat,
    comments: bool,
    /// Nothing but a feed can be meant. Else (`/tag/atom/`) it may be a tag of that name.
    surely: bool,
    /// The path is that of the list itself: a parameter asks for its feed.
    by_parameter: bool,
}

impl Address<'_> {
    /// The feed that an address means, or where it moved. None: it is no feed's.
    pub(super) async fn feed(&self) -> Result<Option<Resolution>, ReadError> {
        // Without what a bad paste left at the end.
        let path = self.path.trim_end_matches(|c: char| c == '/' || is_leaving(c));
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let Some(asked) = asked(&segments, self.query) else { return Ok(None) };
        if !asked.by_parameter && self.is_a_post().await? {
            return Ok(None);
        }
        let query = filter_query(self.query);
        let filter = match Filter::parse(&query) {
            Ok(filter) => filter,
            Err(bad) => return Ok(Some(Resolution::BadFilter(bad))),
        };
        if asked.base.as_slice() == ["comments"] {
            return Ok(Some(self.all_comments(&asked, filter)));
        }
        let base = path_of(&asked.base);
        let query = if asked.base.is_empty() { query } else { without_paging(&query) };
        let list = Address { path: &base, query: &query, snapshot: self.snapshot.clone(), ..*self };
        let found = match list.list_or_post().await? {
            Some(found) => found,
            None => list.guess().await?,
        };
        Ok(match found {
            Resolution::Archive(_) | Resolution::Landing(_) if asked.comments => {
                Some(self.all_comments(&asked, filter))
            }
            Resolution::Archive(filter) => {
                let address = archive_href(&Filter { sort: None, ..filter.at_page(1) });
                Some(self.serve(&asked, FeedOf::List(None), filter, address))
            }
            Resolution::Landing(landing) => {
                let page = if filter.page == 1 { landing.filter.page } else { filter.page };
                let filter =
                    Filter { page, per_page: filter.per_page, lang: filter.lang, ..landing.filter.clone() };
                if self.past_the_end(&filter).is_some() {
                    return Ok(Some(Resolution::NotFound));
                }
                let landing = Landing { filter: landing.filter.at_page(1), ..landing };
                let address = local_href(&landing.path());
                Some(self.serve(&asked, FeedOf::List(Some(landing.subject)), filter, address))
            }
            Resolution::Post(id) | Resolution::PostPage(id, _) => match self.snapshot.card(&id) {
                Some((_, card)) => {
                    let address = card.path.to_href();
                    Some(self.serve(&asked, FeedOf::Comments(id), filter, address))
                }
                None => Some(Resolution::NotFound),
            },
            Resolution::Moved(to) if is_file(&to) => Some(Resolution::Moved(to)),
            Resolution::Moved(to) if !is_directory(&to) => self.moved_feed(&asked, &to, &filter),
            Resolution::Directory(_) | Resolution::Pages | Resolution::About if asked.by_parameter => {
                Some(Resolution::Moved(asked.format.of("/")))
            }
            // A feed has no reader to show the last page to.
            Resolution::PastTheEnd(_) => Some(Resolution::NotFound),
            found if asked.surely && !is_a_list_of_lists(&found) => Some(found),
            _ => None,
        })
    }

    /// Whether a post has the address, or one that differs in case, accents and slashes. None has one below `/feed/`.
    async fn is_a_post(&self) -> Result<bool, ReadError> {
        if self.segments().first().is_some_and(|first| first.eq_ignore_ascii_case("feed")) {
            return Ok(false);
        }
        Ok(self.archive.store().post_at(self.path).await?.is_some()
            || self.post_or_file(self.path).await?.is_some()
            || self.withheld(self.path).await?.is_some())
    }

    /// What the feed is of. The address of a post with or without a slash at its end; no feed of a feed.
    async fn list_or_post(&self) -> Result<Option<Resolution>, ReadError> {
        let store = self.archive.store();
        for path in [self.path, self.path.trim_end_matches('/')] {
            if let Some(id) = store.post_at(path).await? {
                return Ok(Some(Resolution::Post(id)));
            }
        }
        let segments = self.segments();
        if !super::is_feed(&segments) {
            return self.known().await;
        }
        // A tag may be called "feed"; nothing else is guessed.
        Ok(Some(self.landing(&segments).await?.unwrap_or(Resolution::NotFound)))
    }

    fn all_comments(&self, asked: &Asked<'_>, filter: Filter) -> Resolution {
        self.serve(asked, FeedOf::AllComments, filter, ALL_COMMENTS.to_owned())
    }

    /// The feed, where this is its address; else moved there.
    fn serve(&self, asked: &Asked<'_>, of: FeedOf, filter: Filter, list: String) -> Resolution {
        let page = filter.page;
        let feed = Feed { format: asked.format, of, filter, list };
        let own = feed.at_page(page);
        let here = !asked.by_parameter && PostPath::parse(&own).as_str() == self.path;
        if here { Resolution::Feed(feed) } else { Resolution::Moved(own) }
    }

    /// The feed of what has moved. None where that would be here again.
    fn moved_feed(&self, asked: &Asked<'_>, to: &str, filter: &Filter) -> Option<Resolution> {
        let all_comments = asked.comments && (to == "/" || to.starts_with("/?"));
        let feed = asked.format.of(if all_comments { ALL_COMMENTS } else { to });
        let feed = if asked.base.is_empty() { feed } else { with_query(feed, &paging(filter)) };
        let here = PostPath::parse(&feed).as_str() == self.path && !asked.by_parameter;
        let same_query = feed.split_once('?').map_or("", |(_, query)| query) == self.query;
        if here && same_query { None } else { Some(Resolution::Moved(feed)) }
    }
}

/// Whether an address asks for a feed, and for which.
fn asked<'a>(segments: &[&'a str], query: &str) -> Option<Asked<'a>> {
    let segments = match segments {
        [first, rest @ ..] if first.eq_ignore_ascii_case("index.php") => rest,
        all => all,
    };
    let parameter = pairs(query).filter(|(name, _)| name == "feed").find_map(|(_, value)| format(&value));
    let by_path = by_path(segments, query);
    let (format, comments) = match (parameter, &by_path) {
        (Some(parameter), _) => parameter,
        (None, Some(path)) => (path.format, path.comments),
        (None, None) => return None,
    };
    Some(match by_path {
        Some(path) => {
            Asked { format, comments, by_parameter: parameter.is_some(), surely: path.surely, ..path }
        }
        None => Asked { base: segments.to_vec(), format, comments, surely: true, by_parameter: true },
    })
}

fn by_path<'a>(segments: &[&'a str], query: &str) -> Option<Asked<'a>> {
    let lower: Vec<String> = segments.iter().map(|segment| segment.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let below = |count: usize, format| Asked {
        base: segments[..segments.len() - count].to_vec(),
        format,
        comments: false,
        surely: true,
        by_parameter: false,
    };
    let alone = |format, comments| Asked {
        base: if comments { vec!["comments"] } else { Vec::new() },
        format,
        comments,
        surely: true,
        by_parameter: false,
    };
    Some(match lower.as_slice() {
        // Blogger's, whose default is Atom.
        ["feeds", kind @ ("posts" | "comments"), _] => alone(blogger_format(query), *kind == "comments"),
        ["feeds", "posts", _, "-", ..] => {
            Asked { base: vec!["tag", segments.get(4)?], ..alone(blogger_format(query), false) }
        }
        // Dotclear's.
        ["feed", kind @ ("atom" | "rss2"), "comments"] => alone(format(kind)?.0, true),
        ["feed", "tag" | "category", .., kind @ ("atom" | "rss2")] => {
            Asked { base: segments[1..segments.len() - 1].to_vec(), ..below(1, format(kind)?.0) }
        }
        ["feed", "feed"] => below(2, FeedFormat::Rss),
        [.., "feed"] => below(1, FeedFormat::Rss),
        [.., "feed", kind] => below(2, format(kind)?.0),
        [.., kind @ ("rdf" | "rss" | "rss2" | "atom")] => {
            Asked { surely: segments.len() == 1, ..below(1, format(kind)?.0) }
        }
        [file] => {
            let (format, comments) = file_at_the_root(file)?;
            // WordPress' own took parameters: `/wp-commentsrss2.php?p=7`.
            Asked { base: Vec::new(), ..alone(format, comments) }
        }
        _ => return None,
    })
}

/// The feed that a word of WordPress means, and whether it is of comments.
fn format(word: &str) -> Option<(FeedFormat, bool)> {
    Some(match word.trim().to_lowercase().as_str() {
        "feed" | "rss" | "rss2" | "rdf" => (FeedFormat::Rss, false),
        "atom" => (FeedFormat::Atom, false),
        "json" => (FeedFormat::Json, false),
        "comments-rss2" => (FeedFormat::Rss, true),
        "comments-atom" => (FeedFormat::Atom, true),
        _ => return None,
    })
}

/// The files that WordPress, TypePad, Jekyll, Hugo and others called their feed.
fn file_at_the_root(name: &str) -> Option<(FeedFormat, bool)> {
    Some(match name {
        "wp-rdf.php" | "wp-rss.php" | "wp-rss2.php" | "wp-feed.php" => (FeedFormat::Rss, false),
        "wp-atom.php" => (FeedFormat::Atom, false),
        "wp-commentsrss2.php" => (FeedFormat::Rss, true),
        "index.rdf" | "index.rss" | "index.xml" | "rss.xml" | "rss2.xml" | "feed.xml" | "feed.rss" => {
            (FeedFormat::Rss, false)
        }
        "atom.xml" | "feed.atom" => (FeedFormat::Atom, false),
        "feed.json" => (FeedFormat::Json, false),
        _ => return None,
    })
}

fn blogger_format(query: &str) -> FeedFormat {
    match pairs(query).find(|(name, _)| name == "alt").map(|(_, value)| value).as_deref() {
        Some("rss") => FeedFormat::Rss,
        Some("json" | "json-in-script") => FeedFormat::Json,
        _ => FeedFormat::Atom,
    }
}

/// The query without what asks for a feed; WordPress' `paged` is our `page`.
fn filter_query(query: &str) -> String {
    let name = |pair: &str| pairs(pair).next().map(|(name, _)| name).unwrap_or_default();
    let has_page = query.split('&').any(|pair| name(pair) == "page");
    let mut kept: Vec<String> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match name(pair).as_str() {
            "feed" | "alt" | "redirect" | "withcomments" | "withoutcomments" => {}
            "paged" => {
                let number: Option<u32> = pairs(pair).next().and_then(|(_, value)| value.trim().parse().ok());
                if let Some(number) = number.filter(|number| *number > 1 && !has_page) {
                    kept.push(format!("page={number}"));
                }
            }
            _ => kept.push(pair.to_owned()),
        }
    }
    kept.join("&")
}

/// The query without what only says which part of a list is asked for, and how it is worded.
fn without_paging(query: &str) -> String {
    let is_paging = |pair: &&str| {
        let name = pairs(pair).next().map(|(name, _)| name).unwrap_or_default();
        ["page", "per_page", "lang"].contains(&name.as_str())
    };
    query.split('&').filter(|pair| !is_paging(pair)).collect::<Vec<_>>().join("&")
}

/// What only says which part of a list is asked for, and how it is worded, as a query.
fn paging(filter: &Filter) -> String {
    Filter { page: filter.page, per_page: filter.per_page, lang: filter.lang, ..Filter::default() }.to_query()
}

fn with_query(address: String, query: &str) -> String {
    match (query.is_empty(), address.contains('?')) {
        (true, _) => address,
        (false, true) => format!("{address}&{query}"),
        (false, false) => format!("{address}?{query}"),
    }
}

fn path_of(segments: &[&str]) -> String {
    if segments.is_empty() { "/".to_owned() } else { format!("/{}/", segments.join("/")) }
}

/// Whether an address is a file's, which has no feed.
fn is_file(to: &str) -> bool {
    to.starts_with("/wp-content/") || to.starts_with("/media/")
}

/// Whether an address is that of a list of lists, which has no feed of its own.
fn is_directory(to: &str) -> bool {
    let path = to.split('?').next().unwrap_or_default();
    ["/sources/", "/tags/", "/mentions/", "/authors/", "/pages/", "/-/about"].contains(&path)
}

fn is_a_list_of_lists(found: &Resolution) -> bool {
    match found {
        Resolution::Directory(_) | Resolution::Pages | Resolution::About => true,
        Resolution::Moved(to) => is_directory(to),
        _ => false,
    }
}
