//! Importing export files: all in, or nothing.

use import::Format;
use std::path::PathBuf;

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
