//! Importing export files: all in, or nothing.

mod fetching;
mod files;
mod finish;
mod hosts;
mod queue;
mod records;
mod taking;
mod telling;
#[cfg(test)]
mod tests;

use crate::media::originals::Pending;
use crate::open::in_thread;
use crate::{Archive, ImportError};
use import::container::ContainerError;
use import::receipt::{Receipt, Remark};
use import::{Format, Gauge, Item, Message, Options, Refused};
use records::Derived;
use std::error::Error as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;
use taking::Taking;
use tokio::sync::mpsc;

/// How many items may be read ahead of the database: more than the reader hands over at once, so that it reads on
/// while those are written.
const READ_AHEAD: usize = 256;

/// How many of them are handed over together: each time, one thread waits for another.
const TOGETHER: usize = 32;

/// An import that does not begin within this time waits for another one.
const AT_ONCE: Duration = Duration::from_secs(1);

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
    /// Local copies of the blog's files: folders, zips, tars.
    pub media: Vec<PathBuf>,
    /// Fetch what posts name and nobody has from where it was.
    pub fetch: bool,
    /// Keep the export files, compressed, beside the database.
    pub originals: bool,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another import, or something else that writes, is at work: this one waits for its end.
    Waiting,
    /// A file is begun.
    File(PathBuf),
    /// So many items were read, in all files.
    Items(u64),
    /// So many bytes of all files were read; told after the items.
    Bytes {
        /// Read: a little ahead of the items.
        read: u64,
        /// Of so many.
        of: u64,
    },
    /// So many files were copied or fetched.
    Media(u64),
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
    /// The local copies cannot be read.
    #[error("the local copies cannot be taken: {0}")]
    Copies(#[from] ContainerError),
    /// The folder of files cannot be written.
    #[error("the folder of files cannot be written: {0}; nothing was imported")]
    Folder(#[from] std::io::Error),
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
        let gauge = Gauge::default();
        let reading = Options {
            format: options.format,
            time_zone: self.time_zone().clone(),
            own_hosts: self.settings().own_hosts(),
            partial: options.partial,
            gauge: gauge.clone(),
        };
        let mut tell = |step: Progress| {
            let counts = matches!(step, Progress::Items(_));
            progress(step);
            if counts {
                progress(Progress::Bytes { read: gauge.read(), of: gauge.total() });
            }
        };
        let paths = paths.to_vec();
        self.import_from(move |sink| import::read(&paths, &reading, sink), &options, &mut tell).await
    }

    /// Imports what a reader reports.
    pub(crate) async fn import_from(
        &self,
        read: impl FnOnce(Sink<'_>) -> Result<(), Refused> + Send + 'static,
        options: &ImportOptions,
        progress: &mut impl FnMut(Progress),
    ) -> Result<Receipt, ImportError> {
        let mut receipt = Receipt::default();
        match self.import_into(&mut receipt, read, options, progress).await {
            Ok(()) => {
                if options.fetch && !options.dry_run {
                    // What was imported stays, whatever the network or the disk does now.
                    if let Err(stop) = self.fetch_files(&mut receipt, progress).await {
                        let reason =
                            format!("fetching files ended early; import again to go on: {}", stop.story());
                        receipt.warnings.push(Remark { reason, ..Remark::default() });
                    }
                }
                Ok(receipt)
            }
            Err(stop) => Err(ImportError { receipt: Box::new(receipt), reason: stop.story() }),
        }
    }

    async fn import_into(
        &self,
        receipt: &mut Receipt,
        read: impl FnOnce(Sink<'_>) -> Result<(), Refused> + Send + 'static,
        options: &ImportOptions,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), Stop> {
        let write = self.write_when_free(progress).await?;
        let mut taking = Taking::begin(write, receipt, self.settings(), options).await?;
        let ended = match take_all(&mut taking, read, progress).await {
            Ok(()) => {
                let done = taking.finish(self.settings(), options, self.folder(), progress).await;
                match done {
                    Ok(()) if options.originals && !options.dry_run => {
                        taking.compress_originals(self.folder()).await
                    }
                    done => done.map(|()| Pending::default()),
                }
            }
            Err(stop) => Err(stop),
        };
        let queue = taking.into_queue();
        let keep = ended.is_ok() && !options.dry_run;
        if keep {
            queue.commit().await?
        } else {
            queue.rollback().await?
        }
        let ended = match ended {
            // The import is true by now: an original that the disk refuses is told, not undone.
            Ok(pending) => {
                if let Err(error) = in_thread(move || pending.keep()).await? {
                    let reason = format!("the originals could not be kept: {error}");
                    receipt.warnings.push(Remark { reason, ..Remark::default() });
                }
                Ok(())
            }
            Err(stop) => Err(stop),
        };
        // What was deleted or rolled back must not linger in the log; while others read it stays for a while.
        if let Err(error) = self.store().checkpoint().await {
            tracing::warn!(%error, "the database's log could not be emptied");
        }
        if keep {
            self.take_over().await?;
        }
        self.sweep_files().await;
        ended
    }

    /// Removes files that nothing knows any more. What cannot be removed now is by the next import.
    pub(crate) async fn sweep_files(&self) {
        let swept = async {
            let known = self.store().file_hashes().await?;
            let folder = self.folder().clone();
            let swept = in_thread(move || folder.sweep(&known)).await?;
            swept.map_err(|error| crate::ReadError::Damaged(error.to_string()))
        };
        if let Err(error) = swept.await {
            tracing::warn!(%error, "files that nothing names could not be removed");
        }
    }
}

impl Archive {
    /// Begins to write, once nobody else does; says so where that takes a while.
    async fn write_when_free(
        &self,
        progress: &mut impl FnMut(Progress),
    ) -> Result<store::Write, store::Error> {
        let mut begun = Box::pin(self.store().write());
        match tokio::time::timeout(AT_ONCE, &mut begun).await {
            Ok(write) => write,
            Err(_) => {
                progress(Progress::Waiting);
                begun.await
            }
        }
    }
}

/// Where a reader reports to.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Message) -> ControlFlow<()>;

/// What a reader reported, with what was reckoned of it already.
pub(crate) struct Read {
    message: Message,
    /// Of a post.
    derived: Option<Derived>,
}

impl Read {
    fn of(mut message: Message) -> Self {
        let derived = match &mut message {
            Message::Item { item: Item::Post(draft), .. } => Some(Derived::of(draft)),
            _ => None,
        };
        Self { message, derived }
    }
}

/// Reads in a thread of its own and takes item after item.
async fn take_all(
    taking: &mut Taking<'_>,
    read: impl FnOnce(Sink<'_>) -> Result<(), Refused> + Send + 'static,
    progress: &mut impl FnMut(Progress),
) -> Result<(), Stop> {
    let (sender, mut receiver) = mpsc::channel::<Vec<Read>>(READ_AHEAD / TOGETHER);
    let reader = tokio::task::spawn_blocking(move || {
        let mut together = Vec::with_capacity(TOGETHER);
        let read = read(&mut |message| {
            together.push(Read::of(message));
            if together.len() < TOGETHER {
                return ControlFlow::Continue(());
            }
            match sender.blocking_send(std::mem::replace(&mut together, Vec::with_capacity(TOGETHER))) {
                Ok(()) => ControlFlow::Continue(()),
                // Nobody takes any more: the import has stopped.
                Err(_) => ControlFlow::Break(()),
            }
        });
        // What was read before a file was refused is counted too. Where nobody takes it, the import has stopped.
        let _ = sender.blocking_send(together);
        read
    });
    let mut stopped = Ok(());
    'all: while let Some(together) = receiver.recv().await {
        for read in together {
            stopped = taking.take(read, progress).await;
            if stopped.is_err() {
                break 'all;
            }
        }
    }
    drop(receiver);
    let read = reader.await.map_err(|error| Stop::Broken(format!("reading ended by itself: {error}")))?;
    stopped?;
    Ok(read?)
}
