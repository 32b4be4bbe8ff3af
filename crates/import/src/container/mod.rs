//! What exports come packed in: folders, zips, tars, with or without gzip, told by content. One way through all of
//! them, entry after entry, which takes nothing on trust: neither names nor sizes.

mod bounded;
mod names;
#[cfg(test)]
mod tests;
mod walk;

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub(crate) use walk::is_container;

/// A file of a container.
pub struct Entry<'a> {
    /// Where it lies: parts between `/`, relative, never with `..`, an absolute or a drive part. Of a container inside
    /// the container: its name, then the name in it (`part.zip/posts.xml`).
    pub name: String,
    /// Its size in bytes, as declared; what is read may differ and is held to the limits.
    pub size: u64,
    /// What is in it. An error here, of a limit or of damage, ends the walk even if it is not passed on.
    pub reader: &'a mut dyn Read,
}

/// How much a container may hold before it is taken for an attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file, unpacked.
    pub file_bytes: u64,
    /// Bytes of all files that are read of one container, unpacked.
    pub total_bytes: u64,
    /// How many times its packed size a file, or all together, may have; the first 16 MiB are free, as small files of
    /// blanks pack well.
    pub ratio: u64,
    /// Entries of one container, those of containers inside it included.
    pub entries: u64,
}

impl Limits {
    /// Far more than a blog has ever exported.
    pub const GENEROUS: Self =
        Self { file_bytes: 64 << 30, total_bytes: 1 << 40, ratio: 300, entries: 2_000_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::GENEROUS
    }
}

/// An entry that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEntry {
    /// Its name as recorded, made harmless for a terminal.
    pub name: String,
    /// Why not.
    pub reason: String,
}

/// Why a container cannot be walked to its end.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    /// It cannot be opened.
    #[error("{} cannot be read: {source}", path.display())]
    Open {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is cut short or garbled.
    #[error("{} is damaged: {reason}. Download or copy it again", path.display())]
    Damaged {
        /// Which container.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It holds more than it may.
    #[error(
        "{}: {reason}, which looks like an attack (a “zip bomb”). If you trust it, unpack it and name the folder", path.display()
    )]
    TooMuch {
        /// Which container.
        path: PathBuf,
        /// Which limit was met, and by what.
        reason: String,
    },
    /// The caller could not take an entry.
    #[error("{}/{name}: {source}", path.display())]
    Entry {
        /// Which container.
        path: PathBuf,
        /// The entry.
        name: String,
        /// What happened.
        source: std::io::Error,
    },
}

/// Calls `sink` with each regular file under `path`: of a folder (walked in name order; hidden files and links passed
/// over), a zip, a tar, a tar.gz, a gzipped file (told by content, not by name), or a plain file (itself, by its file
/// name). Hidden entries (`.DS_Store`, `__MACOSX`) are passed over, directories too.
///
/// Containers inside a container, and containers in a folder, are opened, one level deep each, where their name ends
/// as containers' names do; not below `uploads` or a month's folder (`2018/07/`), where they are files that people
/// offer for download. A sink that leaves an entry unread costs little in a zip; a sink may break to stop early.
///
/// Gives back the entries that were not read: links, names that lead outside, passwords.
///
/// # Errors
/// A path that cannot be opened, a damaged container, one that holds more than the limits, an error of the sink.
pub fn each_file(
    path: &Path,
    limits: &Limits,
    sink: &mut dyn FnMut(Entry<'_>) -> std::io::Result<ControlFlow<()>>,
) -> Result<Vec<RefusedEntry>, ContainerError> {
    walk::Walk::new(limits, sink).path(path)
}
