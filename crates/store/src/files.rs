//! Files beside the database: what is kept, which old addresses they answer to, what is hidden with its post.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::{KeptFile, NewFile, NewFileAddress, WantedFile};
use crate::rows::json;
use crate::write::Write;
use crate::{Error, Store};
use sqlx::{FromRow, SqliteConnection};
use std::collections::BTreeSet;

#[derive(FromRow)]
struct RawKept {
    key: String,
    family: String,
    variant: bool,
    hash: String,
    mime: String,
    name: String,
    width: Option<u32>,
    height: Option<u32>,
    smaller_hash: Option<String>,
    smaller_width: Option<u32>,
    smaller_height: Option<u32>,
}

/// The files of families, by address.
async fn kept(connection: &mut SqliteConnection, families: &[&str]) -> Result<Vec<KeptFile>, Error> {
    if families.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<RawKept> = sqlx::query_as(sql::FILES_BY_FAMILY)
        .bind(json(families)?)
        .fetch_all(connection)
        .await
        .doing("looking files up")?;
    let mut files: Vec<KeptFile> = Vec::new();
    for row in rows {
        let smaller = row.smaller_hash.zip(row.smaller_width).zip(row.smaller_height);
        let smaller = smaller.map(|((hash, width), height)| (hash, width, height));
        match files.last_mut() {
            Some(last) if last.key == row.key => last.smaller.extend(smaller),
            _ => files.push(KeptFile {
                key: row.key,
                family: row.family,
                variant: row.variant,
                hash: row.hash,
                mime: row.mime,
                name: row.name,
                size: row.width.zip(row.height),
                smaller: smaller.into_iter().collect(),
            }),
        }
    }
    Ok(files)
}

async fn hashes(connection: &mut SqliteConnection) -> Result<BTreeSet<String>, Error> {
    let hashes: Vec<String> =
        sqlx::query_scalar(sql::FILE_HASH_ALL).fetch_all(connection).await.doing("listing the files")?;
    Ok(hashes.into_iter().collect())
}

/// A digest of a family, by which a hidden file is known without its address being kept.
fn mark(family: &str) -> String {
    let mut hex = blake3::hash(format!("file:{family}").as_bytes()).to_hex().to_string();
    hex.truncate(16);
    hex
}

/// What is hidden, as it can be asked.
#[derive(Clone, Debug, Default)]
pub struct HiddenFiles(BTreeSet<String>);

impl HiddenFiles {
    /// Whether the file of a family hangs on what is withheld.
    #[must_use]
    pub fn has(&self, family: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&mark(family))
    }
}

impl Store {
    /// The pictures that posts show or that stand for them, of which a file is here: identities and addresses, in order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn pictures(&self) -> Result<Vec<(String, String)>, Error> {
        sqlx::query_as(sql::PICTURE_ALL)
            .fetch_all(&self.readers)
            .await
            .doing("reading which pictures posts show")
    }

    /// The files of families, by address.
    ///
    /// # Errors
    /// The database failed.
    pub async fn files_of(&self, families: &[&str]) -> Result<Vec<KeptFile>, Error> {
        let mut connection = self.readers.acquire().await.doing("looking files up")?;
        kept(&mut connection, families).await
    }

    /// The type of a file, or of a smaller picture of one, by its hash. None for what no address leads to.
    ///
    /// # Errors
    /// The database failed.
    pub async fn file_hashed(&self, hash: &str) -> Result<Option<String>, Error> {
        let row: Option<(String, String)> = sqlx::query_as(sql::FILE_BY_HASH)
            .bind(hash)
            .fetch_optional(&self.readers)
            .await
            .doing("looking a file up")?;
        Ok(row.map(|(_, mime)| mime))
    }

    /// The narrowest smaller picture of a file that is so wide at least, by its hash. None where there is none: the file
    /// itself is the next.
    ///
    /// # Errors
    /// The database failed.
    pub async fn smaller(&self, original: &str, width: u32) -> Result<Option<String>, Error> {
        sqlx::query_scalar(sql::RENDITION_OF)
            .bind(original)
            .bind(width)
            .fetch_optional(&self.readers)
            .await
            .doing("looking a smaller picture up")
    }

    /// The hash of everything that is kept beside the database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn file_hashes(&self) -> Result<BTreeSet<String>, Error> {
        let mut connection = self.readers.acquire().await.doing("listing the files")?;
        hashes(&mut connection).await
    }
}

impl Write {
    /// The files of families, by address.
    ///
    /// # Errors
    /// The database failed.
    pub async fn files_of(&mut self, families: &[&str]) -> Result<Vec<KeptFile>, Error> {
        kept(self.connection(), families).await
    }

    /// Every file that something public names: attachments first, then pictures, then what is only linked to.
    ///
    /// # Errors
    /// The database failed.
    pub async fn wanted_files(&mut self) -> Result<Vec<WantedFile>, Error> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(sql::FILE_WANTED)
            .fetch_all(self.connection())
            .await
            .doing("listing the files that posts name")?;
        Ok(rows
            .into_iter()
            .map(|(key, family, address, rank)| WantedFile { key, family, address, attached: rank == 0 })
            .collect())
    }

    /// The families that a file is kept of.
    ///
    /// # Errors
    /// The database failed.
    pub async fn kept_families(&mut self) -> Result<BTreeSet<String>, Error> {
        let families: Vec<String> = sqlx::query_scalar(sql::FILE_FAMILY_ALL)
            .fetch_all(self.connection())
            .await
            .doing("listing the files")?;
        Ok(families.into_iter().collect())
    }

    /// The hash of everything that is kept beside the database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn file_hashes(&mut self) -> Result<BTreeSet<String>, Error> {
        hashes(self.connection()).await
    }

    /// Keeps what is known of a file; one of the same content stays as it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_file(&mut self, file: &NewFile) -> Result<(), Error> {
        sqlx::query(sql::FILE_UPSERT)
            .bind(file.hash.as_str())
            .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
            .bind(file.mime.as_str())
            .bind(file.size.map(|(width, _)| width))
            .bind(file.size.map(|(_, height)| height))
            .bind(file.name.as_str())
            .execute(self.connection())
            .await
            .doing("keeping a file")?;
        for smaller in &file.renditions {
            sqlx::query(sql::RENDITION_UPSERT)
                .bind(file.hash.as_str())
                .bind(smaller.width)
                .bind(smaller.height)
                .bind(i64::try_from(smaller.bytes).unwrap_or(i64::MAX))
                .bind(smaller.hash.as_str())
                .execute(self.connection())
                .await
                .doing("keeping a smaller picture")?;
        }
        Ok(())
    }

    /// Gives a file an old address. Says whether readers see another file there than before.
    ///
    /// # Errors
    /// The database failed, or the file is not kept.
    pub async fn address_file(&mut self, address: &NewFileAddress) -> Result<bool, Error> {
        let before: Option<String> = sqlx::query_scalar(sql::FILE_ADDRESS_FIND)
            .bind(address.key.as_str())
            .fetch_optional(self.connection())
            .await
            .doing("looking up what an address leads to")?;
        sqlx::query(sql::FILE_ADDRESS_UPSERT)
            .bind(address.key.as_str())
            .bind(address.family.as_str())
            .bind(address.hash.as_str())
            .bind(address.variant)
            .execute(self.connection())
            .await
            .doing("giving a file its address")?;
        Ok(before.as_deref() != Some(address.hash.as_str()))
    }

    /// Forgets files that no address leads to. They are swept from the folder later.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drop_unaddressed_files(&mut self) -> Result<(), Error> {
        sqlx::query(sql::FILE_DROP_UNADDRESSED)
            .execute(self.connection())
            .await
            .doing("forgetting files that no address leads to")?;
        Ok(())
    }

    /// What hangs on what is withheld.
    ///
    /// # Errors
    /// The database failed.
    pub async fn hidden_files(&mut self) -> Result<HiddenFiles, Error> {
        let marks: Vec<String> = sqlx::query_scalar(sql::HIDDEN_FILE_ALL)
            .fetch_all(self.connection())
            .await
            .doing("looking up which files are withheld")?;
        Ok(HiddenFiles(marks.into_iter().collect()))
    }

    /// Hides the files of families that hang on `owner`: where nothing public names them, no address leads to them
    /// any more. They are remembered by a digest, so that a folder of local copies does not bring them back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn hide_files<T: AsRef<str>>(&mut self, families: &[T], owner: &str) -> Result<(), Error> {
        const DOING: &str = "hiding the files of what is withheld";
        for family in families.iter().map(AsRef::as_ref) {
            sqlx::query(sql::HIDDEN_FILE_INSERT)
                .bind(mark(family))
                .bind(owner)
                .execute(self.connection())
                .await
                .doing(DOING)?;
            sqlx::query(sql::FILE_ADDRESS_DROP_UNUSED)
                .bind(family)
                .execute(self.connection())
                .await
                .doing(DOING)?;
        }
        Ok(())
    }

    /// What was hidden with an item is so no more.
    pub(crate) async fn release_files(&mut self, owner: &str) -> Result<(), Error> {
        sqlx::query(sql::HIDDEN_FILE_RELEASE)
            .bind(owner)
            .execute(self.connection())
            .await
            .doing("releasing the files of what was withheld")?;
        Ok(())
    }

    /// The families of what a post's body shows or links to.
    pub(crate) async fn families_of_post(&mut self, id: &str) -> Result<Vec<String>, Error> {
        sqlx::query_scalar(sql::POST_FILE_FAMILIES)
            .bind(id)
            .fetch_all(self.connection())
            .await
            .doing("looking up the files of a post")
    }

    /// The family of an attachment's file.
    pub(crate) async fn family_of_attachment(&mut self, id: &str) -> Result<Option<String>, Error> {
        let family: Option<Option<String>> = sqlx::query_scalar(sql::ATTACHMENT_FAMILY)
            .bind(id)
            .fetch_optional(self.connection())
            .await
            .doing("looking up the file of an attachment")?;
        Ok(family.flatten())
    }
}
