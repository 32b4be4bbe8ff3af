//! The folder beside the database: files by the hash of their content. A file is whole or not there, whatever stops
//! the program.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How much of a file tells its type.
const HEAD: usize = 4096;

/// The folder beside the database (`relire.db` → `relire.files`).
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// A file that is in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// BLAKE3 of its content.
    pub hash: String,
    /// Size in bytes.
    pub bytes: u64,
    /// How it begins.
    pub head: Vec<u8>,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Where the file of a hash is, or would be. None for what is no hash.
    pub(crate) fn path(&self, hash: &str) -> Option<PathBuf> {
        let fits = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| self.media().join(&hash[..2]).join(hash))
    }

    /// Where originals of exports are.
    pub(crate) fn originals(&self) -> PathBuf {
        self.root.join("originals")
    }

    /// Where downloads wait that are not whole.
    pub(crate) fn partial(&self) -> PathBuf {
        self.root.join("partial")
    }

    fn media(&self) -> PathBuf {
        self.root.join("media")
    }

    /// A file that is gone unless it is given a place.
    pub(crate) fn temporary(&self) -> io::Result<NamedTempFile> {
        let folder = self.root.join("incoming");
        fs::create_dir_all(&folder)?;
        NamedTempFile::new_in(folder)
    }

    /// Keeps what a reader gives. The same content is kept once.
    pub(crate) fn keep(&self, reader: &mut dyn Read) -> io::Result<Kept> {
        let mut file = self.temporary()?;
        let mut hasher = blake3::Hasher::new();
        let mut head = Vec::new();
        let mut bytes = 0;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let chunk = &buffer[..read];
            hasher.update(chunk);
            file.write_all(chunk)?;
            head.extend_from_slice(&chunk[..chunk.len().min(HEAD - head.len())]);
            bytes += read as u64;
        }
        let hash = hasher.finalize().to_hex().to_string();
        let place = self.path(&hash).ok_or_else(|| io::Error::other("a hash has 64 digits"))?;
        if !place.is_file() {
            put(file, &place)?;
        }
        Ok(Kept { hash, bytes, head })
    }

    /// Removes files that nothing knows, and what an interrupted call left. Does nothing while another process is
    /// copying files.
    pub(crate) fn sweep(&self, known: &BTreeSet<String>) -> io::Result<()> {
        if !self.root.is_dir() {
            return Ok(());
        }
        let Some(_alone) = Lock::alone(&self.root)? else { return Ok(()) };
        for folder in subfolders(&self.media())? {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                if !known.contains(&*entry.file_name().to_string_lossy()) {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        match fs::read_dir(self.root.join("incoming")) {
            Ok(entries) => entries.flatten().try_for_each(|entry| fs::remove_file(entry.path())),
            Err(_) => Ok(()),
        }
    }

    /// Held while files are copied, so that no other process sweeps them before they are in the database.
    pub(crate) fn lock(&self) -> io::Result<Lock> {
        fs::create_dir_all(&self.root)?;
        Lock::shared(&self.root)
    }
}

/// Gives a temporary file its place, for good: what it holds is on the disk before its name is.
pub(crate) fn put(file: NamedTempFile, place: &Path) -> io::Result<()> {
    let folder = place.parent().ok_or_else(|| io::Error::other("a file lies in a folder"))?;
    fs::create_dir_all(folder)?;
    readable(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist(place).map_err(|error| error.error)?;
    // Not every system can flush a folder; the name then gets there a little later.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Temporary files are their owner's alone; backups and web servers may read what stays.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}

fn subfolders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A lock on the folder, until it is dropped. Ends with the process, whatever ends it.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    fn file(root: &Path) -> io::Result<File> {
        File::options().create(true).write(true).truncate(false).open(root.join(".lock"))
    }

    fn shared(root: &Path) -> io::Result<Self> {
        let file = Self::file(root)?;
        file.lock_shared()?;
        Ok(Self { _file: file })
    }

    fn alone(root: &Path) -> io::Result<Option<Self>> {
        let file = Self::file(root)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let outer = tempfile::tempdir().unwrap();
        let folder = Folder::new(outer.path().join("a.files"));
        (outer, folder)
    }

    #[test]
    fn the_same_content_is_kept_once_and_found_by_its_hash() {
        let (_outer, folder) = folder();
        let one = folder.keep(&mut &b"abc"[..]).unwrap();
        assert_eq!(one, folder.keep(&mut &b"abc"[..]).unwrap());
        assert_eq!((one.bytes, one.head.as_slice()), (3, &b"abc"[..]));
        assert_eq!(fs::read(folder.path(&one.hash).unwrap()).unwrap(), b"abc");
        for no_hash in ["", "../../etc/passwd", &"g".repeat(64), &"A".repeat(64)] {
            assert_eq!(folder.path(no_hash), None, "{no_hash}");
        }
    }

    #[test]
    fn a_reader_that_fails_leaves_nothing() {
        struct Fails(bool);
        impl Read for Fails {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::Error::other("gone"));
                }
                buffer[0] = 1;
                Ok(1)
            }
        }
        let (_outer, folder) = folder();
        assert!(folder.keep(&mut Fails(false)).is_err());
        assert_eq!(fs::read_dir(folder.root.join("incoming")).unwrap().count(), 0);
        assert!(!folder.media().exists());
    }

    #[test]
    fn what_nobody_knows_is_swept_unless_somebody_copies() {
        let (_outer, folder) = folder();
        let (known, unknown) = (folder.keep(&mut &b"a"[..]).unwrap(), folder.keep(&mut &b"b"[..]).unwrap());
        fs::write(folder.root.join("incoming/left"), "x").unwrap();
        let list = BTreeSet::from([known.hash.clone()]);
        let copying = folder.lock().unwrap();
        folder.sweep(&list).unwrap();
        assert!(folder.path(&unknown.hash).unwrap().is_file());
        drop(copying);
        folder.sweep(&list).unwrap();
        assert!(folder.path(&known.hash).unwrap().is_file());
        assert!(!folder.path(&unknown.hash).unwrap().is_file());
        assert_eq!(fs::read_dir(folder.root.join("incoming")).unwrap().count(), 0);
    }
}
