//! The receipt: where every item of a call went. Its JSON is the public interface's (`relire import --json`).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Always: `items` = the sum of imported + withheld + ignored + failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The files read, in order.
    pub files: Vec<FileReceipt>,
    /// Items met in all files.
    pub items: u64,
    /// Posts, pages, attachments, comment entries.
    pub imported: Imported,
    /// Not shown, by reason (`draft`, `private`, …).
    pub withheld: BTreeMap<String, u64>,
    /// No content, by kind (`nav_menu_item`, `revision`, …).
    pub ignored: BTreeMap<String, u64>,
    /// Could not be read.
    pub failed: Vec<Remark>,
    /// How many of the imported are pages.
    pub pages: u64,
    /// Comments, pingbacks and trackbacks.
    pub comments: CommentTally,
    /// Pictures and other files.
    pub media: MediaTally,
    /// Repairs, and rules that were unsure and took nothing.
    pub warnings: Vec<Remark>,
}

impl Receipt {
    /// Whether every item is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let imported = self.imported.added + self.imported.updated + self.imported.unchanged;
        let withheld: u64 = self.withheld.values().sum();
        let ignored: u64 = self.ignored.values().sum();
        self.items == imported + withheld + ignored + self.failed.len() as u64
    }
}

/// A file of the call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReceipt {
    /// Where it is.
    pub path: PathBuf,
    /// Its format's name.
    pub format: String,
    /// Items met in it.
    pub items: u64,
}

/// Items taken into the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// New.
    pub added: u64,
    /// Known, and changed.
    pub updated: u64,
    /// Known and the same, or met again in the call.
    pub unchanged: u64,
}

/// A tally of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentTally {
    /// Approved ones of imported items, as read.
    pub imported: u64,
    /// The others.
    pub withheld: u64,
}

/// A tally of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaTally {
    /// Attachments whose metadata were read.
    pub attached: u64,
    /// Files copied beside the database.
    pub copied: u64,
    /// Files that nobody has.
    pub missing: u64,
}

/// Something to know, with where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The file.
    pub file: PathBuf,
    /// The item: number, path or title; empty for the file itself.
    pub item: String,
    /// What, and what was done or what to do.
    pub reason: String,
}
