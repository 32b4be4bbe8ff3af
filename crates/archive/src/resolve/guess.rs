//! The post that an address means although no post has it exactly.

use super::platforms::without_ending;
use super::{Address, Resolution, item_number, local_href};
use crate::ReadError;
use crate::identity::{guid_mark, path_key, path_mark, slug_key};
use domain::{Card, PostRef};
use std::cmp::Reverse;
use store::records::{Found, FoundFile};
use store::{Lookup, WITHDRAWN};

/// A shorter beginning of a slug says nothing.
const SHORTEST_BEGINNING: usize = 3;
/// More candidates are no choice but a list.
const MOST_CHOICES: usize = 20;

/// What is absent is nothing, and gone where it was taken down by hand.
pub(super) fn absent(reason: Option<&str>) -> Resolution {
    if reason == Some(WITHDRAWN) { Resolution::Gone } else { Resolution::NotFound }
}

impl Address<'_> {
    /// The post that an address means that no post has, by all that is known of how addresses go wrong.
    pub(super) async fn guess(&self) -> Result<Resolution, ReadError> {
        let segments = self.segments();
        if let Some((post, is_sure)) = below_a_post(&segments) {
            let path = format!("/{}/", post.join("/"));
            let post = self.beside(&path, self.query);
            if let Some(found) = post.post_or_file(&path).await? {
                return Ok(found);
            }
            if let Some(withheld) = self.withheld(&path).await? {
                return Ok(withheld);
            }
            if is_sure {
                let found = Box::pin(post.guess()).await?;
                if found != Resolution::NotFound {
                    return Ok(found);
                }
            }
        }
        let key = path_key(self.path);
        let slug = slug_key(&key);
        let folder = &key[..key.len() - slug.len()];
        let files = self.archive.store().files_of_slug(slug).await?;
        let hangs_here = |file: &&FoundFile| {
            let parent = file.parent_path.as_deref().map(path_key).unwrap_or_default();
            !parent.is_empty() && folder.trim_end_matches("/attachment/").trim_end_matches('/') == parent
        };
        if let Some(file) = files.iter().find(hangs_here) {
            return self.file(file).await;
        }
        for lookup in [Lookup::OldSlug(slug), Lookup::Slug(slug), Lookup::PathPrefix(&key)] {
            let found = self.archive.store().candidates(lookup).await?;
            if !found.is_empty() {
                return Ok(self.one_of(&found, folder));
            }
        }
        if let [file] = files.as_slice() {
            return self.file(file).await;
        }
        if let Some(found) = self.elsewhere_made().await? {
            return Ok(found);
        }
        self.begins_with(without_ending(slug), folder).await
    }

    /// The post whose GUID is this very address.
    pub(super) async fn by_guid(&self) -> Result<Option<Resolution>, ReadError> {
        let number = item_number(self.query);
        if number.is_none() && self.segments().is_empty() {
            return Ok(None);
        }
        let mark = guid_mark(self.path, number.as_deref());
        let found = self.archive.store().candidates(Lookup::Guid(&mark)).await?;
        Ok((!found.is_empty()).then(|| self.one_of(&found, "")))
    }

    /// `/post/N/`: a page that the post has, at its address; from any other spelling of it, moved there; the post itself
    /// where it has no such page.
    pub(super) async fn page_of_a_post(&self) -> Result<Option<Resolution>, ReadError> {
        let segments = self.segments();
        let [post @ .., number] = segments.as_slice() else { return Ok(None) };
        if post.is_empty() || number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let key = path_key(&format!("/{}/", post.join("/")));
        let found = self.archive.store().candidates(Lookup::PathKey(&key)).await?;
        let [post] = found.as_slice() else { return Ok(None) };
        let pages = self.archive.pages_of(&post.id).await?;
        let Some(page) = number.parse::<u32>().ok().filter(|page| (2..=pages).contains(page)) else {
            return Ok(Some(self.moved(&post.path)));
        };
        let path = page_path(&post.path, page);
        let is_known = self.snapshot.card(&post.id).is_some();
        Ok(Some(if self.path == path && is_known {
            Resolution::PostPage(post.id.clone(), page)
        } else {
            self.moved(&path)
        }))
    }

    /// The posts whose slug begins so, wherever they are.
    pub(super) async fn begins_with(&self, slug: &str, folder: &str) -> Result<Resolution, ReadError> {
        if slug.chars().count() < SHORTEST_BEGINNING {
            return Ok(Resolution::NotFound);
        }
        let found = self.archive.store().candidates(Lookup::SlugPrefix(slug)).await?;
        Ok(self.one_of(&found, folder))
    }

    /// The post of the same address but for case, accents and slashes; of an address that it had before; or of an
    /// attachment's page.
    pub(super) async fn post_or_file(&self, path: &str) -> Result<Option<Resolution>, ReadError> {
        let store = self.archive.store();
        let key = path_key(path);
        for lookup in [Lookup::PathKey(&key), Lookup::FormerPath(&key)] {
            let found = store.candidates(lookup).await?;
            if !found.is_empty() {
                return Ok(Some(self.one_of(&found, "")));
            }
        }
        Ok(match store.file_at(&key).await? {
            Some(file) => Some(self.file(&file).await?),
            None => None,
        })
    }

    /// What is in the place of something withheld: [`Resolution::NotFound`], and nothing is to be guessed there.
    pub(super) async fn withheld(&self, path: &str) -> Result<Option<Resolution>, ReadError> {
        let reason = self.archive.store().withheld_at(&path_mark(path)).await?;
        Ok(reason.map(|reason| absent(Some(&reason))))
    }

    /// Moved, where one post fits or one of them in the same folder; else a choice, newest first; nothing where none
    /// fits or too many.
    pub(super) fn one_of(&self, found: &[Found], folder: &str) -> Resolution {
        if let [one] = found {
            return self.moved(&one.path);
        }
        if found.len() > MOST_CHOICES {
            return Resolution::NotFound;
        }
        let beside: Vec<&Found> = found
            .iter()
            .filter(|post| {
                let key = path_key(&post.path);
                !folder.is_empty()
                    && key.len() - slug_key(&key).len() == folder.len()
                    && key.starts_with(folder)
            })
            .collect();
        if let [one] = beside.as_slice() {
            return self.moved(&one.path);
        }
        let mut cards: Vec<&Card> =
            found.iter().filter_map(|post| self.snapshot.card(&post.id).map(|(_, card)| card)).collect();
        // The date in the address, as far as it holds for any of them.
        for (place, number) in (0..).zip(date_in(&self.segments())) {
            let on_date = |card: &&Card| {
                card.date.map(domain::Moment::day).is_some_and(|day| {
                    [i32::from(day.year), i32::from(day.month), i32::from(day.day)][place] == number
                })
            };
            if cards.iter().any(&on_date) {
                cards.retain(on_date);
            }
        }
        if let [one] = cards.as_slice() {
            return self.moved(one.path.as_str());
        }
        if cards.is_empty() {
            return Resolution::NotFound;
        }
        cards.sort_by_key(|card| Reverse((card.date.map(|date| date.unix), &card.id)));
        let choices: Vec<PostRef> = cards.into_iter().map(crate::snapshot::post_ref).collect();
        Resolution::Choices(choices)
    }

    /// An attachment leads to its file where that is here, else to the post it hangs on.
    pub(super) async fn file(&self, file: &FoundFile) -> Result<Resolution, ReadError> {
        let here = match file.url.strip_prefix('/') {
            Some(path) if path.bytes().all(|byte| byte.is_ascii_graphic()) => {
                Some(format!("/{}", path.trim_start_matches('/')))
            }
            Some(_) => Some(local_href(&file.url)),
            None => self.snapshot.old_hosts.path_here(&file.url),
        };
        Ok(match (&file.parent_path, here) {
            (Some(post), Some(here)) => match self.archive.file_of_address(&here, "").await? {
                Some(_) => Resolution::Moved(here),
                None => self.without_query(post),
            },
            (Some(post), None) => self.without_query(post),
            (None, Some(here)) => Resolution::Moved(here),
            (None, None) => Resolution::NotFound,
        })
    }

    /// Moved to a decoded path, without the query: it said which post is meant, and no more.
    pub(super) fn without_query(&self, path: &str) -> Resolution {
        Resolution::Moved(local_href(path))
    }
}

/// The path of a further page of a post.
pub(super) fn page_path(post: &str, page: u32) -> String {
    format!("{}/{page}/", post.trim_end_matches('/'))
}

/// The segments of the post that an address below it belongs to: its further pages, comment pages, and what WordPress
/// served under a post. Whether it can be nothing else, so that the post may be guessed.
fn below_a_post<'a, 's>(segments: &'a [&'s str]) -> Option<(&'a [&'s str], bool)> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (post, is_sure) = match segments {
        [post @ .., "page", n] if number(n) => (post, true),
        [post @ .., "attachment", _] => (post, false),
        [post @ .., last] if last.strip_prefix("comment-page-").is_some_and(number) => (post, true),
        [post @ .., last] if number(last) => (post, false),
        [post @ .., "trackback" | "embed" | "amp" | "print"] => (post, true),
        _ => return None,
    };
    (!post.is_empty()).then_some((post, is_sure))
}

/// Year, month and day of an address that has them, as far as it has them.
fn date_in(segments: &[&str]) -> Vec<i32> {
    let Some(year) =
        segments.iter().position(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()))
    else {
        return Vec::new();
    };
    segments[year..].iter().take(3).map_while(|part| part.parse().ok()).collect()
}
