//! Originals: the export files as they were imported, compressed, with their checksums. They are the owner's alone:
//! never served, never in the database.
//!
//! `originals/HASH.gz` is the file, and `originals/HASH.json` says what it was called, when it was imported, and its
//! SHA-256, so that any system's own tools can hold it against what it should be.

use super::folder::{Folder, Lock, put};
use flate2::{Compression, GzBuilder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What is known of an original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    /// What the file was called.
    name: String,
    /// Its size in bytes, uncompressed.
    bytes: u64,
    /// BLAKE3 of its content, as in its name here.
    blake3: String,
    /// SHA-256 of its content.
    sha256: String,
    /// When it was imported first, RFC 3339.
    imported: String,
}

/// Originals that are written down, and get their names once the import is true.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    files: Vec<(NamedTempFile, PathBuf)>,
    /// Until they have their names, they are not left over.
    _lock: Option<Lock>,
}

impl Pending {
    /// Gives them their names.
    pub(crate) fn keep(self) -> io::Result<()> {
        self.files.into_iter().try_for_each(|(file, place)| put(file, &place))
    }
}

/// Compresses files that are not kept yet. `now`: the time of the import, RFC 3339. Blocks; needs little memory however
/// large they are.
pub(crate) fn compress(folder: &Folder, files: &[PathBuf], now: &str) -> io::Result<Pending> {
    let mut pending = Pending { files: Vec::new(), _lock: Some(folder.lock()?) };
    for file in files {
        let hash = hash_of(file)?;
        let place = folder.originals().join(format!("{hash}.gz"));
        if place.is_file() || pending.files.iter().any(|(_, other)| *other == place) {
            continue;
        }
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (packed, bytes, sha256) = pack(folder, file, &name)?;
        let label = Label { name, bytes, blake3: hash.clone(), sha256, imported: now.to_owned() };
        let mut written = folder.temporary()?;
        serde_json::to_writer_pretty(&mut written, &label)?;
        // The label first: what has no label is no original.
        pending.files.push((written, folder.originals().join(format!("{hash}.json"))));
        pending.files.push((packed, place));
    }
    Ok(pending)
}

fn hash_of(file: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(file)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

fn pack(folder: &Folder, file: &Path, name: &str) -> io::Result<(NamedTempFile, u64, String)> {
    let mut source = File::open(file)?;
    let header = name.bytes().filter(|byte| *byte != 0).collect::<Vec<u8>>();
    let mut packer = GzBuilder::new().filename(header).write(folder.temporary()?, Compression::fast());
    let mut sha = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        sha.update(&buffer[..read]);
        packer.write_all(&buffer[..read])?;
        bytes += read as u64;
    }
    let digest: String = sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((packer.finish()?, bytes, digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_original_is_kept_once_and_comes_back_whole() {
        let outer = tempfile::tempdir().unwrap();
        let folder = Folder::new(outer.path().join("a.files"));
        let export = outer.path().join("blog.xml");
        let text = "<rss>été</rss>".repeat(10_000);
        std::fs::write(&export, &text).unwrap();
        let copy = outer.path().join("again.xml");
        std::fs::write(&copy, &text).unwrap();
        let files = [export, copy];
        drop(compress(&folder, &files, "2026-01-01T00:00:00Z").unwrap());
        assert!(!folder.originals().exists(), "nothing before the import is true");
        compress(&folder, &files, "2026-01-01T00:00:00Z").unwrap().keep().unwrap();
        compress(&folder, &files, "2027-01-01T00:00:00Z").unwrap().keep().unwrap();
        let mut kept: Vec<PathBuf> =
            std::fs::read_dir(folder.originals()).unwrap().map(|entry| entry.unwrap().path()).collect();
        kept.sort();
        assert_eq!(kept.len(), 2, "{kept:?}");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(File::open(&kept[0]).unwrap()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let label: Label = serde_json::from_reader(File::open(&kept[1]).unwrap()).unwrap();
        assert_eq!((label.name.as_str(), label.bytes), ("blog.xml", text.len() as u64));
        assert_eq!(label.imported, "2026-01-01T00:00:00Z");
        assert_eq!(kept[0].file_stem().unwrap().to_string_lossy(), label.blake3);
    }
}
