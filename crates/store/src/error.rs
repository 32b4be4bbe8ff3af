//! What the database could not do.

/// The database failed. The message says what was being done; the source says why.
#[derive(Debug, thiserror::Error)]
#[error("{doing}")]
pub struct Error {
    doing: &'static str,
    #[source]
    cause: Cause,
}

/// Why it failed.
#[derive(Debug, thiserror::Error)]
enum Cause {
    /// SQLite's or the driver's word.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A migration does not apply: the file is of a later version, or was changed.
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row that we wrote is not as we write it.
    #[error("{0}")]
    Row(String),
}

impl Error {
    pub(crate) fn row(doing: &'static str, what: impl Into<String>) -> Self {
        Self { doing, cause: Cause::Row(what.into()) }
    }
}

/// Names what was being done when a call of the driver failed.
pub(crate) trait Doing<T> {
    fn doing(self, what: &'static str) -> Result<T, Error>;
}

impl<T> Doing<T> for Result<T, sqlx::Error> {
    fn doing(self, doing: &'static str) -> Result<T, Error> {
        self.map_err(|error| Error { doing, cause: error.into() })
    }
}

impl<T> Doing<T> for Result<T, sqlx::migrate::MigrateError> {
    fn doing(self, doing: &'static str) -> Result<T, Error> {
        self.map_err(|error| Error { doing, cause: error.into() })
    }
}
