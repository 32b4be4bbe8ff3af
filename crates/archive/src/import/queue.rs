//! Posts on their way into the transaction: they go in together, for each call of the database wakes a thread twice.

use std::collections::HashSet;
use store::records::NewPost;
use store::{Error, Write};

/// Posts that go in together, at most.
const POSTS: usize = 32;
/// Bytes of words that wait, at most; a longer post goes in by itself.
const BYTES: usize = 1 << 20;

/// The transaction of an import, and what waits to be written in it.
#[derive(Debug)]
pub(super) struct Queue {
    write: Write,
    posts: Vec<NewPost>,
    bytes: usize,
    /// What those may be found by.
    marks: HashSet<u64>,
}

impl Queue {
    pub(super) fn new(write: Write) -> Self {
        Self { write, posts: Vec::new(), bytes: 0, marks: HashSet::new() }
    }

    /// Keeps a post, soon; `marks` are what it may be found by.
    ///
    /// # Errors
    /// The database failed.
    pub(super) async fn keep(&mut self, post: NewPost, marks: &[u64]) -> Result<(), Error> {
        self.settle_if(marks).await?;
        self.bytes += post.texts.body.as_str().len() + post.texts.text.len();
        self.posts.push(post);
        self.marks.extend(marks);
        if self.posts.len() >= POSTS || self.bytes >= BYTES {
            self.settle().await?;
        }
        Ok(())
    }

    /// The transaction with all in it that was to be kept.
    ///
    /// # Errors
    /// The database failed.
    pub(super) async fn settled(&mut self) -> Result<&mut Write, Error> {
        self.settle().await?;
        Ok(&mut self.write)
    }

    /// The transaction with all in it that one of these marks may find.
    ///
    /// # Errors
    /// The database failed.
    pub(super) async fn settled_for(&mut self, marks: &[u64]) -> Result<&mut Write, Error> {
        self.settle_if(marks).await?;
        Ok(&mut self.write)
    }

    /// The transaction as it is: for what has nothing to do with posts.
    pub(super) fn beside_posts(&mut self) -> &mut Write {
        &mut self.write
    }

    /// Makes it all true.
    ///
    /// # Errors
    /// The database failed: nothing was changed.
    pub(super) async fn commit(mut self) -> Result<(), Error> {
        self.settle().await?;
        self.write.commit().await
    }

    /// Leaves everything as it was.
    ///
    /// # Errors
    /// The database failed.
    pub(super) async fn rollback(self) -> Result<(), Error> {
        self.write.rollback().await
    }

    async fn settle_if(&mut self, marks: &[u64]) -> Result<(), Error> {
        if marks.iter().any(|mark| self.marks.contains(mark)) { self.settle().await } else { Ok(()) }
    }

    async fn settle(&mut self) -> Result<(), Error> {
        if !self.posts.is_empty() {
            self.write.keep_posts(&self.posts).await?;
            self.posts.clear();
            self.bytes = 0;
            self.marks.clear();
        }
        Ok(())
    }
}
