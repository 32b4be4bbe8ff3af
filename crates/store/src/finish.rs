//! What the end of an import makes anew over the whole archive: addresses, vocabulary, catalog.

use crate::Error;
use crate::error::Doing;
use crate::queries as sql;
use crate::records::{Address, AddressRow, EntryRow, NewAlias, NewLabel, WrittenRow};
use crate::rows::{json, kind, moment};
use crate::write::Write;
use domain::{Lang, PostId};
use sqlx::FromRow;

/// How many posts are given their addresses in one call.
const ADDRESSES_AT_ONCE: usize = 1000;

#[derive(FromRow)]
struct RawAddress {
    id: String,
    kind: String,
    host: String,
    native_id: Option<String>,
    recorded_path: Option<String>,
    slug: String,
    title: String,
    date_unix: Option<i64>,
    date_offset: Option<i64>,
    parent_native_id: Option<String>,
    path: Option<String>,
}

#[derive(FromRow)]
struct RawWritten {
    post_id: String,
    facet: String,
    key: String,
    form: String,
    nicename: Option<String>,
    kind: Option<String>,
}

#[derive(FromRow)]
struct RawEntry {
    place: i64,
    id: String,
    kind: String,
    path: Option<String>,
    title: String,
    date_unix: Option<i64>,
    date_offset: Option<i64>,
    updated_unix: Option<i64>,
    updated_offset: Option<i64>,
    lang: Option<String>,
    excerpt: String,
    reading_minutes: u32,
    continue_url: Option<String>,
    image_url: Option<String>,
    image_alt: Option<String>,
    image_width: Option<u32>,
    image_height: Option<u32>,
    events: String,
    comments: u32,
    text: String,
}

impl RawEntry {
    fn parsed(self) -> Result<EntryRow, Error> {
        let events = serde_json::from_str(&self.events)
            .map_err(|error| Error::row("reading a post's events", error.to_string()))?;
        Ok(EntryRow {
            kind: kind(&self.kind)?,
            path: self.path.ok_or_else(|| Error::row("reading a post's address", self.id.clone()))?,
            id: PostId(self.id),
            title: self.title,
            date: moment(self.date_unix, self.date_offset),
            updated: moment(self.updated_unix, self.updated_offset),
            lang: self.lang.as_deref().and_then(Lang::parse),
            excerpt: self.excerpt,
            reading_minutes: self.reading_minutes,
            continue_url: self.continue_url,
            image_url: self.image_url,
            image_alt: self.image_alt.unwrap_or_default(),
            image_width: self.image_width,
            image_height: self.image_height,
            events,
            comments: self.comments,
            text: self.text,
        })
    }
}

impl Write {
    /// What every post's address is made of, by identity.
    ///
    /// # Errors
    /// The database failed.
    pub async fn addresses(&mut self) -> Result<Vec<AddressRow>, Error> {
        let rows: Vec<RawAddress> = sqlx::query_as(sql::ADDRESS_ALL)
            .fetch_all(self.connection())
            .await
            .doing("reading all addresses")?;
        rows.into_iter()
            .map(|row| {
                Ok(AddressRow {
                    kind: kind(&row.kind)?,
                    id: row.id,
                    host: row.host,
                    native_id: row.native_id,
                    recorded_path: row.recorded_path,
                    slug: row.slug,
                    title: row.title,
                    date: moment(row.date_unix, row.date_offset),
                    parent_native_id: row.parent_native_id,
                    path: row.path,
                })
            })
            .collect()
    }

    /// Gives posts their addresses. Two may swap theirs.
    ///
    /// # Errors
    /// The database failed, or two posts would have the same address.
    pub async fn set_addresses(&mut self, addresses: &[Address]) -> Result<(), Error> {
        if addresses.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = addresses.iter().map(|address| address.id.as_str()).collect();
        sqlx::query(sql::PATH_CLEAR)
            .bind(json(&ids)?)
            .execute(self.connection())
            .await
            .doing("giving posts their addresses")?;
        for some in addresses.chunks(ADDRESSES_AT_ONCE) {
            sqlx::query(sql::PATH_SET)
                .bind(json(some)?)
                .execute(self.connection())
                .await
                .doing("giving posts their addresses")?;
        }
        Ok(())
    }

    /// Remembers an address that a post had.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remember_former_path(&mut self, path_key: &str, id: &str) -> Result<(), Error> {
        sqlx::query(sql::FORMER_PATH_SET)
            .bind(path_key)
            .bind(id)
            .execute(self.connection())
            .await
            .doing("remembering a former address")?;
        Ok(())
    }

    /// Every written form, by facet, post and place in the post.
    ///
    /// # Errors
    /// The database failed.
    pub async fn written(&mut self) -> Result<Vec<WrittenRow>, Error> {
        let rows: Vec<RawWritten> = sqlx::query_as(sql::WRITTEN_ALL)
            .fetch_all(self.connection())
            .await
            .doing("reading the vocabulary")?;
        Ok(rows
            .into_iter()
            .map(|row| WrittenRow {
                post_id: row.post_id,
                facet: row.facet,
                key: row.key,
                form: row.form,
                nicename: row.nicename,
                kind: row.kind,
            })
            .collect())
    }

    /// Replaces the vocabulary.
    ///
    /// # Errors
    /// The database failed, or two values of a facet have the same slug.
    pub async fn set_vocabulary(&mut self, labels: &[NewLabel], aliases: &[NewAlias]) -> Result<(), Error> {
        for (clear, insert, list) in [
            (sql::LABEL_CLEAR, sql::LABEL_INSERT, json(labels)?),
            (sql::LABEL_ALIAS_CLEAR, sql::LABEL_ALIAS_INSERT, json(aliases)?),
        ] {
            sqlx::query(clear).execute(self.connection()).await.doing("replacing the vocabulary")?;
            sqlx::query(insert)
                .bind(list)
                .execute(self.connection())
                .await
                .doing("replacing the vocabulary")?;
        }
        Ok(())
    }

    /// What lists, counts and searches are made of: at most so many posts of those that lie in the file after a
    /// place, and the place of the last of them. Addresses must be set.
    ///
    /// # Errors
    /// The database failed.
    pub async fn entries(&mut self, after: i64, most: u32) -> Result<(Vec<EntryRow>, i64), Error> {
        let rows: Vec<RawEntry> = sqlx::query_as(sql::ENTRIES_AFTER)
            .bind(after)
            .bind(most)
            .fetch_all(self.connection())
            .await
            .doing("reading all posts")?;
        let last = rows.last().map_or(after, |row| row.place);
        Ok((rows.into_iter().map(RawEntry::parsed).collect::<Result<_, _>>()?, last))
    }

    /// A note that the archive left itself.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note(&mut self, key: &str) -> Result<Option<String>, Error> {
        crate::read::note(self.connection(), key).await
    }

    /// Leaves a note.
    ///
    /// # Errors
    /// The database failed.
    pub async fn leave_note(&mut self, key: &str, value: &str) -> Result<(), Error> {
        sqlx::query(sql::META_SET)
            .bind(key)
            .bind(value)
            .execute(self.connection())
            .await
            .doing("leaving a note in the database")?;
        Ok(())
    }
}
