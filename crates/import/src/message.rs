//! What goes in beside the files, and what comes out.

use crate::draft::{Blog, Item};
use crate::{Format, Gauge};
use std::path::PathBuf;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format of every file; None: detected by content.
    pub format: Option<Format>,
    /// The zone of local times whose offset is not recorded or cannot be right.
    pub time_zone: jiff::tz::TimeZone,
    /// Old hosts of this blog, lower case, without `www.`: their links and pictures are its own.
    pub own_hosts: Vec<String>,
    /// Take the whole items of a file that cannot be made whole, with a warning, instead of refusing it.
    pub partial: bool,
    /// Told how far reading is.
    pub gauge: Gauge,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: None,
            time_zone: jiff::tz::TimeZone::UTC,
            own_hosts: Vec::new(),
            partial: false,
            gauge: Gauge::default(),
        }
    }
}

/// What reading reports, in the order of the files.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A file is begun.
    File {
        /// Which.
        path: PathBuf,
        /// What it is.
        format: Format,
    },
    /// What the file says of its blog, as soon as it is known.
    Blog(Blog),
    /// An item, read.
    Item {
        /// The line it begins at, from 1.
        line: u64,
        /// What it is.
        item: Item,
        /// What was repaired in it or could not be told for sure.
        warnings: Vec<String>,
        /// Approved comments read with it; 0 when the item itself is not imported.
        comments_read: u32,
        /// Comments not approved, or of an item that is not imported.
        comments_withheld: u32,
    },
    /// Something to know that belongs to no item: a repair of the file, a file of a folder that is no export.
    Warning {
        /// The file it is about.
        path: PathBuf,
        /// What, and what was done.
        reason: String,
    },
    /// The file is done.
    FileEnd,
}

/// A file that no repair makes whole, or that is no export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {reason}", file.display(), line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct Refused {
    /// Which.
    pub file: PathBuf,
    /// Where reading ended, from 1.
    pub line: Option<u64>,
    /// How many items were whole before that.
    pub items_read: u64,
    /// What is wrong and what to do.
    pub reason: String,
}
