//! What feeds hold beside posts: their identifiers, and the newest comments of all posts.

use crate::error::Doing;
use crate::queries as sql;
use crate::rows::{json, moment};
use crate::{Error, Store};
use domain::{Comment, PostId, SafeHtml};
use sqlx::FromRow;
use std::collections::HashMap;

/// A comment with the post it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentOn {
    /// The post or page.
    pub post: PostId,
    /// What was said. Its answers are not in it.
    pub comment: Comment,
    /// The number of the comment that it answers.
    pub parent: Option<String>,
}

#[derive(FromRow)]
struct RawCommentOn {
    post_id: String,
    native_id: String,
    parent_native_id: Option<String>,
    author: String,
    date_unix: Option<i64>,
    date_offset: Option<i64>,
    html: String,
}

impl Store {
    /// The feed identifiers that posts had on their blog; posts without one are left out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn guids(&self, posts: &[PostId]) -> Result<HashMap<PostId, String>, Error> {
        let rows: Vec<(String, String)> = sqlx::query_as(sql::GUID_OF_POSTS)
            .bind(json(posts)?)
            .fetch_all(&self.readers)
            .await
            .doing("reading the feed identifiers of posts")?;
        Ok(rows.into_iter().map(|(id, guid)| (PostId(id), guid)).collect())
    }

    /// The newest comments of all posts and pages: at most `most`, after the first `skipped`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn newest_comments(&self, most: u32, skipped: u64) -> Result<Vec<CommentOn>, Error> {
        let rows: Vec<RawCommentOn> = sqlx::query_as(sql::COMMENT_NEWEST)
            .bind(most)
            .bind(i64::try_from(skipped).unwrap_or(i64::MAX))
            .fetch_all(&self.readers)
            .await
            .doing("reading the newest comments")?;
        Ok(rows.into_iter().map(CommentOn::from).collect())
    }
}

impl From<RawCommentOn> for CommentOn {
    fn from(row: RawCommentOn) -> Self {
        Self {
            post: PostId(row.post_id),
            comment: Comment {
                id: row.native_id,
                author: row.author,
                date: moment(row.date_unix, row.date_offset),
                html: SafeHtml::vouched(row.html),
                children: Vec::new(),
            },
            parent: row.parent_native_id,
        }
    }
}
