//! Importing export files: all in, or nothing.

mod finish;
mod hosts;
mod records;
mod taking;

use crate::{Archive, ImportError};
use import::receipt::Receipt;
use import::{Format, Message, Options, Refused};
use std::error::Error as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use taking::Taking;
use tokio::sync::mpsc;

/// How many items may be read ahead of the database.
const READ_AHEAD: usize = 64;

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The format of every file; None: detected by content.
    pub format: Option<Format>,
    /// Do everything but change the archive.
    pub dry_run: bool,
    /// Take what is whole of a damaged file.
    pub partial: bool,
    /// Other blogs' hosts that are welcome in this archive.
    pub also: Vec<String>,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A file is begun.
    File(PathBuf),
    /// So many items were read, in all files.
    Items(u64),
    /// All items are in; the catalog is being built.
    Catalog,
}

/// Why an import ends without effect.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    /// A file is refused by its reader.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// An export of another blog.
    #[error("{0}")]
    OtherBlog(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The catalog cannot be built.
    #[error(transparent)]
    Catalog(#[from] crate::ReadError),
    /// An item cannot be written down, or the reader ended by itself.
    #[error("{0}")]
    Broken(String),
}

impl Stop {
    /// The whole story, each cause after what it stopped.
    fn story(&self) -> String {
        let mut story = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            let text = error.to_string();
            if !story.ends_with(&text) {
                story = format!("{story}: {text}");
            }
            cause = error.source();
        }
        story
    }
}

impl Archive {
    /// Imports files and folders (walked), all or nothing. What is new replaces what was; nothing is removed but
    /// what is now withheld.
    ///
    /// # Errors
    /// A file that no repair makes whole, an export of another blog, a database that fails: the archive is as before,
    /// and the error holds the receipt so far.
    pub async fn import(
        &self,
        paths: &[PathBuf],
        options: ImportOptions,
        mut progress: impl FnMut(Progress),
    ) -> Result<Receipt, ImportError> {
        let mut receipt = Receipt::default();
        match self.import_into(&mut receipt, paths, &options, &mut progress).await {
            Ok(()) => Ok(receipt),
            Err(stop) => Err(ImportError { receipt: Box::new(receipt), reason: stop.story() }),
        }
    }

    async fn import_into(
        &self,
        receipt: &mut Receipt,
        paths: &[PathBuf],
        options: &ImportOptions,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), Stop> {
        let write = self.store().write().await?;
        let mut taking = Taking::begin(write, receipt, self.settings(), options).await?;
        let read = self.take_all(&mut taking, paths, options, progress).await;
        let ended = match read {
            Ok(()) => {
                progress(Progress::Catalog);
                taking.finish(self.settings()).await
            }
            Err(stop) => Err(stop),
        };
        let write = taking.into_write();
        match ended {
            Ok(()) if !options.dry_run => write.commit().await?,
            ended => {
                write.rollback().await?;
                return ended;
            }
        }
        // What was deleted must not linger in the log; while others read it stays until the next checkpoint.
        if let Err(error) = self.store().checkpoint().await {
            tracing::warn!(%error, "the database's log could not be emptied");
        }
        Ok(self.take_over().await?)
    }

    /// Reads in a thread of its own and takes item after item.
    async fn take_all(
        &self,
        taking: &mut Taking<'_>,
        paths: &[PathBuf],
        options: &ImportOptions,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), Stop> {
        let (sender, mut receiver) = mpsc::channel::<Message>(READ_AHEAD);
        let reading = Options {
            format: options.format,
            time_zone: self.time_zone().clone(),
            own_hosts: self.settings().own_hosts(),
            partial: options.partial,
        };
        let paths = paths.to_vec();
        let reader = tokio::task::spawn_blocking(move || {
            import::read(&paths, &reading, &mut |message| match sender.blocking_send(message) {
                Ok(()) => ControlFlow::Continue(()),
                // Nobody takes any more: the import has stopped.
                Err(_) => ControlFlow::Break(()),
            })
        });
        let mut stopped = Ok(());
        while let Some(message) = receiver.recv().await {
            stopped = taking.take(message, progress).await;
            if stopped.is_err() {
                break;
            }
        }
        drop(receiver);
        let read = reader.await.map_err(|error| Stop::Broken(format!("reading ended by itself: {error}")))?;
        stopped?;
        Ok(read?)
    }
}
