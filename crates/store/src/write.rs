//! Changing the archive: one transaction at a time, all of it or nothing.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::{Known, NewAttachment, StoredBlog};
use crate::rows::columns;
use crate::{Error, Store};
use sqlx::{Sqlite, SqliteConnection, Transaction};

/// A transaction. Nothing of it is seen by others, or stays, unless it is committed.
#[derive(Debug)]
pub struct Write {
    pub(crate) transaction: Transaction<'static, Sqlite>,
}

impl Store {
    /// Begins a transaction, once no other process is writing.
    ///
    /// # Errors
    /// The database failed, or another process kept writing for minutes.
    pub async fn write(&self) -> Result<Write, Error> {
        let transaction =
            self.writer.begin_with("BEGIN IMMEDIATE").await.doing("waiting for other writers")?;
        Ok(Write { transaction })
    }
}

impl Write {
    /// Makes it all true.
    ///
    /// # Errors
    /// The database failed: nothing was changed.
    pub async fn commit(self) -> Result<(), Error> {
        self.transaction.commit().await.doing("committing")
    }

    /// Leaves everything as it was. Dropping does too, a little later.
    ///
    /// # Errors
    /// The database failed.
    pub async fn rollback(self) -> Result<(), Error> {
        self.transaction.rollback().await.doing("rolling back")
    }

    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// The blogs that the archive holds.
    ///
    /// # Errors
    /// The database failed.
    pub async fn blogs(&mut self) -> Result<Vec<StoredBlog>, Error> {
        crate::read::blogs(self.connection()).await
    }

    /// Keeps what an export says of its blog. What it leaves empty stays as it was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_blog(&mut self, blog: &StoredBlog) -> Result<(), Error> {
        sqlx::query(sql::BLOG_UPSERT)
            .bind(blog.key.as_str())
            .bind(blog.host.as_str())
            .bind(blog.title.as_str())
            .bind(blog.tagline.as_str())
            .bind(blog.lang.as_deref())
            .bind(blog.home.as_str())
            .execute(self.connection())
            .await
            .doing("keeping what a blog is called")?;
        Ok(())
    }

    /// The post that is the same item: by number on its blog, else by recorded path.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_post(
        &mut self,
        host: &str,
        native_id: Option<&str>,
        recorded_path: Option<&str>,
    ) -> Result<Option<Known>, Error> {
        if let Some(native_id) = native_id {
            let found: Option<(String, String)> = sqlx::query_as(sql::POST_FIND_NATIVE)
                .bind(host)
                .bind(native_id)
                .fetch_optional(self.connection())
                .await
                .doing("looking a post up by number")?;
            if let Some((id, digest)) = found {
                return Ok(Some(Known { id, digest }));
            }
        }
        let Some(path) = recorded_path else { return Ok(None) };
        let found: Option<(String, String)> = sqlx::query_as(sql::POST_FIND_PATH)
            .bind(host)
            .bind(path)
            .bind(native_id)
            .fetch_optional(self.connection())
            .await
            .doing("looking a post up by path")?;
        Ok(found.map(|(id, digest)| Known { id, digest }))
    }

    /// What is known of an item, and why its identity is withheld, if it is: see [`Write::find_post`] and
    /// [`Write::withheld`].
    ///
    /// # Errors
    /// The database failed.
    pub async fn known(
        &mut self,
        host: &str,
        native_id: Option<&str>,
        recorded_path: Option<&str>,
        id: &str,
    ) -> Result<(Option<Known>, Option<String>), Error> {
        type Row = (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);
        let row: Row = sqlx::query_as(sql::ITEM_KNOWN)
            .bind(host)
            .bind(native_id)
            .bind(recorded_path)
            .bind(id)
            .fetch_one(self.connection())
            .await
            .doing("looking an item up")?;
        let (native_id, native_digest, path_id, path_digest, reason) = row;
        let known = native_id.zip(native_digest).or(path_id.zip(path_digest));
        Ok((known.map(|(id, digest)| Known { id, digest }), reason))
    }

    /// Whether any item is kept or withheld.
    ///
    /// # Errors
    /// The database failed.
    pub async fn holds_items(&mut self) -> Result<bool, Error> {
        sqlx::query_scalar(sql::ITEMS_ANY)
            .fetch_one(self.connection())
            .await
            .doing("looking whether anything is kept")
    }

    /// Takes a post down with all that hangs on it, by identity. Says whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_down_post(&mut self, id: &str) -> Result<bool, Error> {
        let families = self.families_of_post(id).await?;
        let was_there = self.delete(sql::POST_DELETE, id).await?;
        self.hide_files(&families, id).await?;
        Ok(was_there)
    }

    /// Takes down the post of a recorded path where one of the two has no number. Says whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_down_path(
        &mut self,
        host: &str,
        path: &str,
        native_id: Option<&str>,
    ) -> Result<bool, Error> {
        let ids: Vec<String> = sqlx::query_scalar(sql::POST_IDS_BY_PATH)
            .bind(host)
            .bind(path)
            .bind(native_id)
            .fetch_all(self.connection())
            .await
            .doing("looking for a post to take down")?;
        for id in &ids {
            self.take_down_post(id).await?;
        }
        Ok(!ids.is_empty())
    }

    /// Takes an attachment down. Says whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_down_attachment(&mut self, id: &str) -> Result<bool, Error> {
        let families = self.family_of_attachment(id).await?;
        let was_there = self.delete(sql::ATTACHMENT_DELETE, id).await?;
        self.hide_files(families.as_slice(), id).await?;
        Ok(was_there)
    }

    /// Remembers that an item is withheld: who, a digest of its path, why.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withhold(&mut self, id: &str, path_mark: Option<&str>, reason: &str) -> Result<(), Error> {
        sqlx::query(sql::WITHHELD_UPSERT)
            .bind(id)
            .bind(path_mark)
            .bind(reason)
            .execute(self.connection())
            .await
            .doing("remembering what is withheld")?;
        Ok(())
    }

    /// Forgets that an item was withheld. Says whether it was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn release(&mut self, id: &str) -> Result<bool, Error> {
        self.release_files(id).await?;
        self.delete(sql::WITHHELD_DELETE, id).await
    }

    /// Why an item is withheld, if it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withheld(&mut self, id: &str) -> Result<Option<String>, Error> {
        sqlx::query_scalar(sql::WITHHELD_FIND)
            .bind(id)
            .fetch_optional(self.connection())
            .await
            .doing("looking up what is withheld")
    }

    /// The digest of an attachment that is known already.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_attachment(&mut self, id: &str) -> Result<Option<String>, Error> {
        sqlx::query_scalar(sql::ATTACHMENT_FIND)
            .bind(id)
            .fetch_optional(self.connection())
            .await
            .doing("looking an attachment up")
    }

    /// Keeps an attachment.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_attachment(&mut self, file: &NewAttachment) -> Result<(), Error> {
        let (unix, offset) = columns(file.date);
        sqlx::query(sql::ATTACHMENT_UPSERT)
            .bind(file.id.as_str())
            .bind(file.host.as_str())
            .bind(file.native_id.as_deref())
            .bind(file.parent_id.as_deref())
            .bind(file.url.as_str())
            .bind(file.path_key.as_deref())
            .bind(file.title.as_str())
            .bind(file.alt.as_str())
            .bind(file.caption.as_str())
            .bind(file.width)
            .bind(file.height)
            .bind(unix)
            .bind(offset)
            .bind(file.digest.as_str())
            .bind(file.source.as_deref())
            .bind(file.place.as_ref().map(|(key, _)| key.as_str()))
            .bind(file.place.as_ref().map(|(_, family)| family.as_str()))
            .bind(file.slug_key.as_deref())
            .bind(file.menu_order)
            .execute(self.connection())
            .await
            .doing("keeping an attachment")?;
        Ok(())
    }

    /// The attachments that hang on a withheld post.
    ///
    /// # Errors
    /// The database failed.
    pub async fn hidden_attachments(&mut self) -> Result<Vec<String>, Error> {
        sqlx::query_scalar(sql::ATTACHMENT_HIDDEN)
            .fetch_all(self.connection())
            .await
            .doing("looking for attachments of withheld posts")
    }

    async fn delete(&mut self, statement: &'static str, id: &str) -> Result<bool, Error> {
        let done = sqlx::query(statement).bind(id).execute(self.connection()).await.doing("deleting")?;
        Ok(done.rows_affected() > 0)
    }
}
