//! What the archive could not do. Each says what to do next where that is known; none holds a post's text.

use import::receipt::Receipt;

/// The archive could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not the address of a database that can be used.
    #[error("database “{url}”: {reason}")]
    Url {
        /// As configured.
        url: String,
        /// What is allowed.
        reason: String,
    },
    /// The configured zone is none.
    #[error("time zone “{0}” is not known: write an IANA name such as Europe/Paris")]
    TimeZone(String),
    /// The database does not open or migrate.
    #[error("the database cannot be opened")]
    Store(#[from] store::Error),
    /// The stored catalog cannot be made anew.
    #[error("the catalog cannot be loaded")]
    Catalog(#[from] ReadError),
}

/// Something could not be read from the archive.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database failed.
    #[error("the database cannot be read")]
    Store(#[from] store::Error),
    /// A stored part of the catalog is damaged. It is made anew when the archive is opened.
    #[error("the stored catalog is damaged: {0}")]
    Damaged(String),
}

/// An import was refused as a whole; the archive is as it was before.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct ImportError {
    /// What was read so far and where it would have gone.
    pub receipt: Box<Receipt>,
    /// Why, where, and what to do.
    pub reason: String,
}
