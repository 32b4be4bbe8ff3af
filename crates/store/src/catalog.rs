//! The catalog's parts, each under the name of its content.
//!
//! A part is written once and never changed. Which parts the catalog of today has is told apart from them, and so are
//! those of the one before: a page that was opened before an import goes on fetching what it was promised.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::PartRow;
use crate::rows::json;
use crate::{Error, Store, Write};
use sqlx::{FromRow, SqliteConnection};
use std::collections::BTreeSet;

/// The note that names the catalog's first part, which leads to all others.
const ROOT_NOTE: &str = "catalog_root";
/// The note that says what the parts depend on beside the posts.
const BASIS_NOTE: &str = "catalog_basis";

/// The catalog as it is kept.
#[derive(Clone, Debug, Default)]
pub struct StoredCatalog {
    /// The name of its first part; None where none was made yet.
    pub root: Option<String>,
    /// What its parts depend on beside the posts.
    pub basis: Option<String>,
    /// All its parts; None where they are those that one has.
    pub parts: Option<Vec<PartRow>>,
}

/// What becomes of the parts of the catalog before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// They stay until the next catalog, for pages that are open.
    Keep,
    /// They go now: something that was public no longer is, and its words are in them.
    Drop,
}

#[derive(FromRow)]
struct RawPart {
    name: String,
    bytes: u32,
    brotli: Vec<u8>,
}

impl From<RawPart> for PartRow {
    fn from(row: RawPart) -> Self {
        Self { name: row.name, bytes: row.bytes, brotli: row.brotli }
    }
}

/// What is kept, its parts only if the first of them is another than the one known.
pub(crate) async fn stored(
    connection: &mut SqliteConnection,
    known: Option<&str>,
) -> Result<StoredCatalog, Error> {
    let root = crate::read::note(connection, ROOT_NOTE).await?;
    let basis = crate::read::note(connection, BASIS_NOTE).await?;
    let mut parts = None;
    if root.is_none() || root.as_deref() != known {
        let rows: Vec<RawPart> =
            sqlx::query_as(sql::CATALOG_PART_ALL).fetch_all(connection).await.doing("reading the catalog")?;
        parts = Some(rows.into_iter().map(PartRow::from).collect());
    }
    Ok(StoredCatalog { root, basis, parts })
}

impl Store {
    /// A part of the catalog, or of the one before, by its name.
    ///
    /// # Errors
    /// The database failed.
    pub async fn catalog_part(&self, name: &str) -> Result<Option<PartRow>, Error> {
        let row: Option<RawPart> = sqlx::query_as(sql::CATALOG_PART_FIND)
            .bind(name)
            .fetch_optional(&self.readers)
            .await
            .doing("reading a part of the catalog")?;
        Ok(row.map(PartRow::from))
    }
}

impl Write {
    /// The names of all parts that are kept.
    ///
    /// # Errors
    /// The database failed.
    pub async fn part_names(&mut self) -> Result<BTreeSet<String>, Error> {
        let names: Vec<String> = sqlx::query_scalar(sql::CATALOG_PART_NAMES)
            .fetch_all(self.connection())
            .await
            .doing("reading which parts the catalog has")?;
        Ok(names.into_iter().collect())
    }

    /// Keeps a part. One that is kept already stays as it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_part(&mut self, part: &PartRow) -> Result<(), Error> {
        sqlx::query(sql::CATALOG_PART_INSERT)
            .bind(part.name.as_str())
            .bind(part.bytes)
            .bind(part.brotli.as_slice())
            .execute(self.connection())
            .await
            .doing("keeping the catalog")?;
        Ok(())
    }

    /// Drops all parts, so that each is written anew: one of them is damaged.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drop_parts(&mut self) -> Result<(), Error> {
        sqlx::query(sql::CATALOG_PART_CLEAR)
            .execute(self.connection())
            .await
            .doing("dropping a damaged catalog")?;
        Ok(())
    }

    /// Makes these parts the catalog, `root` the first of them, and drops what no catalog names any more. All of them
    /// must be kept. The same catalog again is no other: the one before it stays as it was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_catalog(
        &mut self,
        root: &str,
        basis: &str,
        names: &[&str],
        earlier: Earlier,
    ) -> Result<(), Error> {
        const DOING: &str = "changing the catalog";
        let is_other = self.note(ROOT_NOTE).await?.as_deref() != Some(root);
        if is_other {
            sqlx::query(sql::CATALOG_NAMED_AGE).execute(self.connection()).await.doing(DOING)?;
        }
        sqlx::query(sql::CATALOG_NAMED_SET)
            .bind(json(names)?)
            .execute(self.connection())
            .await
            .doing(DOING)?;
        let oldest = match earlier {
            Earlier::Keep => 1,
            Earlier::Drop => 0,
        };
        sqlx::query(sql::CATALOG_NAMED_DROP).bind(oldest).execute(self.connection()).await.doing(DOING)?;
        sqlx::query(sql::CATALOG_PART_DROP).execute(self.connection()).await.doing(DOING)?;
        self.leave_note(ROOT_NOTE, root).await?;
        self.leave_note(BASIS_NOTE, basis).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str) -> PartRow {
        PartRow { name: name.to_owned(), bytes: 3, brotli: name.as_bytes().to_vec() }
    }

    /// Makes one catalog after the other; what is kept at the end, and what of it is the last catalog's.
    async fn check(catalogs: &[(&str, Earlier)], kept: &str, current: &str) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).await.unwrap();
        for (names, earlier) in catalogs {
            let names: Vec<&str> = names.split(' ').collect();
            let mut write = store.write().await.unwrap();
            for name in &names {
                write.keep_part(&part(name)).await.unwrap();
            }
            write.set_catalog(names[0], "basis", &names, *earlier).await.unwrap();
            write.commit().await.unwrap();
        }
        let mut write = store.write().await.unwrap();
        let names: Vec<String> = write.part_names().await.unwrap().into_iter().collect();
        write.rollback().await.unwrap();
        assert_eq!(names.join(" "), kept);
        let loaded = store.load(None).await.unwrap().catalog;
        let mut parts = loaded.parts.unwrap();
        parts.sort_by(|a, b| a.name.cmp(&b.name));
        assert_eq!(parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" "), current);
        assert!(parts.iter().all(|kept| *kept == part(&kept.name)));
        let root = loaded.root.unwrap();
        assert_eq!(store.load(Some(&root)).await.unwrap().catalog.parts, None);
    }

    #[tokio::test]
    async fn parts_stay_for_one_catalog_more() {
        use Earlier::{Drop, Keep};
        check(&[("a b c", Keep)], "a b c", "a b c").await;
        check(&[("a b c", Keep), ("d b", Keep)], "a b c d", "b d").await;
        check(&[("a b c", Keep), ("d b", Keep), ("e b", Keep)], "b d e", "b e").await;
        // What comes back is of today again.
        check(&[("a b c", Keep), ("d b", Keep), ("a b c", Keep)], "a b c d", "a b c").await;
        check(&[("a b c", Keep), ("d b", Keep), ("d b", Keep)], "a b c d", "b d").await;
        check(&[("a b c", Keep), ("d b", Drop)], "b d", "b d").await;
        check(&[("a b c", Keep), ("d b", Keep), ("d b", Drop)], "b d", "b d").await;
    }

    #[tokio::test]
    async fn a_part_is_found_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).await.unwrap();
        let mut write = store.write().await.unwrap();
        write.keep_part(&part("a")).await.unwrap();
        write.set_catalog("a", "basis", &["a"], Earlier::Keep).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(store.catalog_part("a").await.unwrap(), Some(part("a")));
        assert_eq!(store.catalog_part("b").await.unwrap(), None);
    }
}
