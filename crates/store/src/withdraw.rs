//! Taking down by hand: what is remembered of it, and that nothing else is left.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::Withdrawing;
use crate::rows::{json, kind};
use crate::{Error, Store, Write};
use sqlx::FromRow;
use sqlx::sqlite::SqliteExecutor;
use std::collections::BTreeSet;

/// The reason under which [`Write::withdraw`] remembers an item.
pub const WITHDRAWN: &str = "withdrawn";
/// The note that says that deleted words may still be in the file.
const SCRUB_NOTE: &str = "scrub_due";

#[derive(FromRow)]
struct RawIdentity {
    kind: String,
    host: String,
    native_id: Option<String>,
    recorded_path: Option<String>,
    title: String,
    path: Option<String>,
}

impl Write {
    /// What names a post, before it is taken down.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withdrawing(&mut self, id: &str) -> Result<Option<Withdrawing>, Error> {
        const DOING: &str = "looking at a post to take it down";
        let row: Option<RawIdentity> = sqlx::query_as(sql::POST_IDENTITY)
            .bind(id)
            .fetch_optional(self.connection())
            .await
            .doing(DOING)?;
        let Some(row) = row else { return Ok(None) };
        let former_path_keys = sqlx::query_scalar(sql::FORMER_PATH_BY_POST)
            .bind(id)
            .fetch_all(self.connection())
            .await
            .doing(DOING)?;
        let old_slug_keys = sqlx::query_scalar(sql::OLD_SLUG_BY_POST)
            .bind(id)
            .fetch_all(self.connection())
            .await
            .doing(DOING)?;
        Ok(Some(Withdrawing {
            kind: kind(&row.kind)?,
            host: row.host,
            native_id: row.native_id,
            recorded_path: row.recorded_path,
            title: row.title,
            path: row.path.unwrap_or_default(),
            former_path_keys,
            old_slug_keys,
        }))
    }

    /// Takes a post down with all that hangs on it, and remembers its identity and these digests of what it was
    /// called. `path_keys` are all its paths, folded, by which other posts' lists may name it. Until [`Store::scrub`] has run, its words may still be in parts of the file that nothing uses.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withdraw(
        &mut self,
        id: &str,
        path_mark: &str,
        marks: &[String],
        path_keys: &[String],
        native_id: Option<&str>,
    ) -> Result<(), Error> {
        self.withhold(id, Some(path_mark), WITHDRAWN).await?;
        sqlx::query(sql::WITHDRAWN_INSERT)
            .bind(id)
            .bind(json(marks)?)
            .execute(self.connection())
            .await
            .doing("remembering what is taken down")?;
        self.take_down_post(id).await?;
        sqlx::query(sql::RELATED_BY_NUMBER)
            .bind(json(path_keys)?)
            .bind(native_id)
            .execute(self.connection())
            .await
            .doing("taking a post out of other posts' lists")?;
        self.leave_note(SCRUB_NOTE, "1").await
    }

    /// The identities of what was taken down by hand that any of these identities or digests names.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withdrawn_as(&mut self, marks: &[String]) -> Result<Vec<String>, Error> {
        sqlx::query_scalar(sql::WITHDRAWN_FIND)
            .bind(json(marks)?)
            .fetch_all(self.connection())
            .await
            .doing("looking for what was taken down")
    }

    /// Every identity and digest of what was taken down by hand.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withdrawn(&mut self) -> Result<BTreeSet<String>, Error> {
        withdrawn(self.connection()).await
    }
}

async fn withdrawn(connection: impl SqliteExecutor<'_>) -> Result<BTreeSet<String>, Error> {
    let all: Vec<String> = sqlx::query_scalar(sql::WITHDRAWN_ALL)
        .fetch_all(connection)
        .await
        .doing("reading what was taken down")?;
    Ok(all.into_iter().collect())
}

impl Store {
    /// Every identity and digest of what was taken down by hand.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withdrawn(&self) -> Result<BTreeSet<String>, Error> {
        withdrawn(&self.readers).await
    }

    /// Whether an item of this identity is withheld.
    ///
    /// # Errors
    /// The database failed.
    pub async fn is_withheld(&self, id: &str) -> Result<bool, Error> {
        let reason: Option<String> = sqlx::query_scalar(sql::WITHHELD_FIND)
            .bind(id)
            .fetch_optional(&self.readers)
            .await
            .doing("looking up what is withheld")?;
        Ok(reason.is_some())
    }

    /// Writes the file anew without what was deleted, if anything was taken down since this was done last, and
    /// empties the log beside it. Readers are served meanwhile.
    ///
    /// # Errors
    /// The database failed: the disk is full, or others kept reading for minutes. It is done at the next call.
    pub async fn scrub(&self) -> Result<(), Error> {
        const DOING: &str = "writing the database anew without what was taken down";
        let due: Option<String> = sqlx::query_scalar(sql::META_GET)
            .bind(SCRUB_NOTE)
            .fetch_optional(&self.writer)
            .await
            .doing(DOING)?;
        if due.is_none() {
            return Ok(());
        }
        sqlx::query(sql::VACUUM).execute(&self.writer).await.doing(DOING)?;
        // Twice: before the note is taken away, the log must be empty; the note's page itself goes there after it.
        self.empty_log().await?;
        sqlx::query(sql::META_DELETE).bind(SCRUB_NOTE).execute(&self.writer).await.doing(DOING)?;
        self.checkpoint().await
    }

    /// As [`Store::checkpoint`], but an error where others kept it from being done.
    async fn empty_log(&self) -> Result<(), Error> {
        const DOING: &str = "emptying the database's log";
        let (held, _, _): (i64, i64, i64) =
            sqlx::query_as(sql::CHECKPOINT).fetch_one(&self.writer).await.doing(DOING)?;
        if held != 0 {
            return Err(Error::row(DOING, "others are reading it: try again"));
        }
        Ok(())
    }
}
