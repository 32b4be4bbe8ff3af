//! The post that an address means although no post has it exactly.

use super::{Address, Resolution, local_href};
use crate::ReadError;
use crate::identity::{path_key, path_mark, slug_key};
use domain::{Card, PostRef};
use std::cmp::Reverse;
use store::records::{Found, FoundFile};
use store::{Lookup, WITHDRAWN};

/// A shorter beginning of a slug says nothing.
const SHORTEST_BEGINNING: usize = 3;
/// More candidates are no choice but a list.
const MOST_CHOICES: usize = 20;

impl Address<'_> {
    /// The post that an address means that no post has, by all that is known of how addresses go wrong.
    pub(super) async fn guess(&self) -> Result<Resolution, ReadError> {
        if let Some(resolution) = self.page_of_a_post().await? {
            return Ok(resolution);
        }
        if let Some(post) = below_a_post(&self.segments())
            && let Some(resolution) = self.same_post(&post).await?
        {
            return Ok(resolution);
        }
        let key = path_key(self.path);
        let slug = slug_key(&key);
        let folder = &key[..key.len() - slug.len()];
        for lookup in [Lookup::OldSlug(slug), Lookup::Slug(slug), Lookup::PathPrefix(&key)] {
            let found = self.archive.store().candidates(lookup).await?;
            if !found.is_empty() {
                return Ok(self.one_of(&found, folder));
            }
        }
        self.begins_with(slug, folder).await
    }

    /// `/post/N/`: a page that the post has, at its address; from any other spelling of it, moved there; the post itself
    /// where it has no such page.
    async fn page_of_a_post(&self) -> Result<Option<Resolution>, ReadError> {
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
    /// attachment's page. In the place of what is withheld is [`Resolution::NotFound`]: nothing is to be guessed there.
    pub(super) async fn same_post(&self, path: &str) -> Result<Option<Resolution>, ReadError> {
        let store = self.archive.store();
        let key = path_key(path);
        for lookup in [Lookup::PathKey(&key), Lookup::FormerPath(&key)] {
            let found = store.candidates(lookup).await?;
            if !found.is_empty() {
                return Ok(Some(self.one_of(&found, "")));
            }
        }
        if let Some(file) = store.file_at(&key).await? {
            return Ok(Some(self.file(&file)));
        }
        Ok(match store.withheld_at(&path_mark(path)).await?.as_deref() {
            Some(WITHDRAWN) => Some(Resolution::Gone),
            Some(_) => Some(Resolution::NotFound),
            None => None,
        })
    }

    /// Moved, where one post fits or one of them in the same folder; else a choice, newest first; nothing where none
    /// fits or too many.
    pub(super) fn one_of(&self, found: &[Found], folder: &str) -> Resolution {
        if let [one] = found {
            return self.moved(&one.path);
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
        if cards.is_empty() || cards.len() > MOST_CHOICES {
            return Resolution::NotFound;
        }
        cards.sort_by_key(|card| Reverse((card.date.map(|date| date.unix), &card.id)));
        let choices: Vec<PostRef> = cards.into_iter().map(crate::snapshot::post_ref).collect();
        Resolution::Choices(choices)
    }

    /// An attachment leads to the post it hangs on, else to its file where that is here.
    pub(super) fn file(&self, file: &FoundFile) -> Resolution {
        match &file.parent_path {
            Some(path) => self.without_query(path),
            None if file.url.starts_with('/') && file.url.bytes().all(|byte| byte.is_ascii_graphic()) => {
                Resolution::Moved(format!("/{}", file.url.trim_start_matches('/')))
            }
            None if file.url.starts_with('/') => Resolution::Moved(local_href(&file.url)),
            None => match self.snapshot.old_hosts.path_here(&file.url) {
                Some(path) => Resolution::Moved(path),
                None => Resolution::NotFound,
            },
        }
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

/// The address of the post that an address below it belongs to: its further pages, comment pages, and what WordPress
/// served under a post.
fn below_a_post(segments: &[&str]) -> Option<String> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let post = match segments {
        [post @ .., "page", n] if number(n) => post,
        [post @ .., "attachment", _] => post,
        [post @ .., last] if number(last) || last.strip_prefix("comment-page-").is_some_and(number) => post,
        [post @ .., "trackback" | "embed" | "amp"] => post,
        _ => return None,
    };
    (!post.is_empty()).then(|| format!("/{}/", post.join("/")))
}
