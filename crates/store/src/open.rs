//! Opening the database: its file, its settings, its migrations.

use crate::Error;
use crate::error::Doing;
use crate::queries;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, SqlSafeStr};
use std::path::Path;
use std::time::Duration;

/// Connections that answer readers at the same time.
const READERS: u32 = 4;
/// How long a statement waits for another process's transaction: an import of a large blog takes minutes.
const BUSY: Duration = Duration::from_secs(300);

/// Bytes of a page of a new file: bodies are long, and each page that one lies on is found, summed and written by itself.
const PAGE: u32 = 8192;

/// What the writer may keep of the file in memory, as SQLite wants it: negative, in KiB. Identities are digests, so
/// that the rows of an import land all over the file.
const WRITER_CACHE: &str = "-131072";

/// Every migration, in order. They only go forward: a file that was released is never changed.
fn migrations() -> Migrator {
    let migration = |version, name: &'static str, sql: &'static str| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(vec![
        migration(1, "archive", include_str!("../migrations/sqlite/0001_archive.sql")),
        migration(2, "files", include_str!("../migrations/sqlite/0002_files.sql")),
        migration(3, "old terms", include_str!("../migrations/sqlite/0003_old_terms.sql")),
        migration(4, "withdrawn", include_str!("../migrations/sqlite/0004_withdrawn.sql")),
        migration(5, "comments by date", include_str!("../migrations/sqlite/0005_comments_by_date.sql")),
        migration(6, "catalog by name", include_str!("../migrations/sqlite/0006_catalog_by_name.sql")),
        migration(7, "citing", include_str!("../migrations/sqlite/0007_citing.sql")),
        migration(8, "told", include_str!("../migrations/sqlite/0008_told.sql")),
        migration(9, "guids", include_str!("../migrations/sqlite/0009_guids.sql")),
    ])
}

/// The database of an archive. One connection writes, a few read. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

impl Store {
    /// Opens the database file, which is created and migrated as need be.
    ///
    /// # Errors
    /// The file cannot be opened or created, is no database, or is of a later version.
    pub async fn open(file: &Path) -> Result<Self, Error> {
        let options = options(file);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(BUSY)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone().create_if_missing(true).pragma("cache_size", WRITER_CACHE))
            .await
            .doing("opening the database")?;
        migrations().run(&writer).await.doing("migrating the database")?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .doing("opening the database for reading")?;
        Ok(Self { writer, readers })
    }

    /// A connection of its own that tells when another one has changed the database.
    ///
    /// # Errors
    /// The database cannot be opened.
    pub async fn watcher(&self) -> Result<Watcher, Error> {
        let options = self.readers.connect_options();
        let connection =
            SqliteConnection::connect_with(&options).await.doing("opening the database to watch it")?;
        Ok(Watcher { connection })
    }

    /// Moves what was written into the database file and empties the log beside it, so that nothing that was
    /// deleted lingers there. Does nothing while others read or write.
    ///
    /// # Errors
    /// The database failed.
    pub async fn checkpoint(&self) -> Result<(), Error> {
        sqlx::query(queries::CHECKPOINT).execute(&self.writer).await.doing("emptying the database's log")?;
        Ok(())
    }

    /// Closes all connections; the log beside the file is folded into it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// What holds for every connection. What is deleted is overwritten: a post that is taken down is gone from the file.
fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .page_size(PAGE)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("secure_delete", "ON")
}

/// Tells when another connection has changed the database.
#[derive(Debug)]
pub struct Watcher {
    connection: SqliteConnection,
}

impl Watcher {
    /// A number that changes when another connection, of this process or another, commits a change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn version(&mut self) -> Result<i64, Error> {
        sqlx::query_scalar(queries::DATA_VERSION)
            .fetch_one(&mut self.connection)
            .await
            .doing("asking whether the database changed")
    }
}
