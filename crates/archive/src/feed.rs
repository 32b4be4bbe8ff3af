//! What feeds hold: posts whole, with their addresses whole, and comments.

use crate::{Archive, ReadError};
use catalog::{Filter, Sort};
use domain::{Card, Comment, Moment, PostId, PostRef};
use store::CommentOn;

/// A post as a feed has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPost {
    /// What a list shows of it.
    pub card: Card,
    /// Its body; every address in it is whole.
    pub body: String,
    /// The identifier that it had in its blog's feeds, which stays its own.
    pub guid: Option<String>,
}

/// A comment as a feed has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedComment {
    /// What it hangs on.
    pub on: PostRef,
    /// The identifier that the post had in its blog's feeds.
    pub post_guid: Option<String>,
    /// Its number on its blog.
    pub id: String,
    /// The name that was signed; empty for none.
    pub author: String,
    /// When it was written, if that is known.
    pub date: Option<Moment>,
    /// What was said, without the answers to it; every address in it is whole.
    pub html: String,
    /// The number of the comment that it answers.
    pub parent: Option<String>,
}

impl Archive {
    /// The posts of a page of the list that answers a filter: newest first where the filter does not say an order (a
    /// feed by relevance would not show what is new). `origin` is what whole addresses begin with, without a slash at
    /// its end.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn feed_posts(&self, filter: &Filter, origin: &str) -> Result<(u32, Vec<FeedPost>), ReadError> {
        let filter = Filter { sort: filter.sort.or(Some(Sort::Newest)), ..filter.clone() };
        let list = self.list(&filter);
        let ids: Vec<PostId> = list.cards.iter().map(|card| card.id.clone()).collect();
        let mut guids = self.store().guids(&ids).await?;
        let mut posts = Vec::with_capacity(ids.len());
        for id in ids {
            // What was taken down a moment ago is in the list still, and is not read any more.
            let Some(post) = self.read(&id).await? else { continue };
            let address = format!("{origin}{}", post.card.path.to_href());
            let body = import::body::absolute(&post.body, origin, &address);
            posts.push(FeedPost { body, guid: identifier(guids.remove(&id)), card: post.card });
        }
        Ok((list.answer.total, posts))
    }

    /// The newest comments of a post or page, newest first, and how many there are. None where it is not there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn feed_comments_of(
        &self,
        post: &PostId,
        filter: &Filter,
        origin: &str,
    ) -> Result<Option<(PostRef, u32, Vec<FeedComment>)>, ReadError> {
        let Some(on) = self.snapshot().post_ref(post) else { return Ok(None) };
        let Some(content) = self.store().content(post).await? else { return Ok(None) };
        let total = u32::try_from(content.comments.len()).unwrap_or(u32::MAX);
        let guid = identifier(self.store().guids(std::slice::from_ref(post)).await?.remove(post));
        let comments = content.comments.into_iter().rev();
        let comments = comments.skip(usize::try_from(skipped(filter)).unwrap_or(usize::MAX));
        let comments = comments
            .take(usize::try_from(filter.per_page).unwrap_or(usize::MAX))
            .map(|(comment, parent)| comment_of(on.clone(), guid.clone(), comment, parent, origin))
            .collect();
        Ok(Some((on, total, comments)))
    }

    /// The newest comments of all posts and pages, newest first, and how many there are.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn feed_comments(
        &self,
        filter: &Filter,
        origin: &str,
    ) -> Result<(u32, Vec<FeedComment>), ReadError> {
        let (total, _) = self.store().tallies().await?;
        let found = self.store().newest_comments(filter.per_page, skipped(filter)).await?;
        let ids: Vec<PostId> = found.iter().map(|comment| comment.post.clone()).collect();
        let guids = self.store().guids(&ids).await?;
        let snapshot = self.snapshot();
        let comments = found
            .into_iter()
            .filter_map(|CommentOn { post, comment, parent }| {
                let on = snapshot.post_ref(&post)?;
                let guid = identifier(guids.get(&post).cloned());
                Some(comment_of(on, guid, comment, parent, origin))
            })
            .collect();
        Ok((total, comments))
    }
}

fn comment_of(
    on: PostRef,
    post_guid: Option<String>,
    comment: Comment,
    parent: Option<String>,
    origin: &str,
) -> FeedComment {
    let address = format!("{origin}{}", on.path.to_href());
    let html = import::body::absolute(&comment.html, origin, &address);
    let Comment { id, author, date, .. } = comment;
    FeedComment { on, post_guid, id, author, date, html, parent }
}

/// An identifier that is none but spaces identifies nothing.
fn identifier(guid: Option<String>) -> Option<String> {
    guid.map(|guid| guid.trim().to_owned()).filter(|guid| !guid.is_empty())
}

fn skipped(filter: &Filter) -> u64 {
    u64::from(filter.page.saturating_sub(1)) * u64::from(filter.per_page)
}
