//! Inputs to begin with: ours in `corpus/`, what was found in `findings/`, and data kept beside the repository.

use crate::recipe::LONGEST;
use crate::targets::Target;
use std::path::{Path, PathBuf};

/// So many files of the shared corpora are enough for one target.
const MANY: usize = 400;

/// The project's own seeds of a target, in order of name.
#[must_use]
pub fn own(target: &Target) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = target.seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect();
    seeds.extend(files(&here("corpus").join(target.name)));
    seeds
}

/// The inputs that once broke a target, in order of name.
#[must_use]
pub fn findings(target: &Target) -> Vec<Vec<u8>> {
    files(&here("findings").join(target.name))
}

/// What the shared corpora have for a target; nothing where they are not beside the repository.
#[must_use]
pub fn shared(target: &Target) -> Vec<Vec<u8>> {
    let Some(corpora) = corpora() else { return Vec::new() };
    let mut seeds: Vec<Vec<u8>> =
        target.shared.iter().flat_map(|folder| files(&corpora.join(folder))).collect();
    seeds.truncate(MANY);
    seeds
}

/// The folder `shared/corpora` beside the repository, or None.
#[must_use]
pub fn corpora() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared/corpora")).find(|path| path.is_dir())
}

fn here(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The files below a folder, in order of path, those that are not too long.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    paths(folder)
        .into_iter()
        .filter_map(|path| std::fs::read(path).ok())
        .filter(|bytes| bytes.len() <= LONGEST)
        .collect()
}

/// Every regular file at or below a path, in order of path.
#[must_use]
pub fn paths(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.sort();
    found.iter().flat_map(|path| paths(path)).collect()
}
