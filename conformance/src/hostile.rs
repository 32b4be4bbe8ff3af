//! Attacks: read or refused, never more.

use crate::counted::read;
use crate::{Row, Table};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Nothing in the corpora is large: what takes longer has found a weakness.
const LONGEST: Duration = Duration::from_secs(20);

/// XML attacks and the W3C's test files.
pub fn xml(corpora: &Path) -> Table {
    folder(corpora, "security/xml", "xml attacks")
}

/// Hostile archives.
pub fn packed(corpora: &Path) -> Table {
    folder(corpora, "security/zip", "archives")
}

/// Feeds: none is an export, and each is read as a saved page or refused.
pub fn feeds(corpora: &Path) -> Table {
    folder(corpora, "feeds", "feeds")
}

fn folder(corpora: &Path, folder: &str, name: &'static str) -> Table {
    let mut rows = Vec::new();
    for path in files(&corpora.join(folder)) {
        let begun = Instant::now();
        // A panic is caught, so that the other files are looked at too.
        let outcome = std::panic::catch_unwind(|| read(&path, false));
        let bounded = begun.elapsed() < LONGEST;
        let got = match outcome {
            Err(_) => "a panic".to_owned(),
            Ok(_) if !bounded => format!("{:?}", begun.elapsed()),
            Ok((_, Some(refused))) if refused.reason.len() <= 20 => format!("refused: {}", refused.reason),
            Ok(_) => "read or refused".to_owned(),
        };
        let file = path.strip_prefix(corpora).unwrap_or(&path).to_string_lossy().into_owned();
        rows.push(Row { file, expected: "read or refused".to_owned(), got });
    }
    Table { name, rows }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.sort();
    found.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
