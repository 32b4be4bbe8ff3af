//! The walk through folders and containers.

use super::bounded::{Bounded, Budget, Counted};
use super::names::{self, Name};
use super::{ContainerError, Entry, Limits, RefusedEntry};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::result::ZipError;

/// Refused entries that are told by name.
const MOST_REFUSED: usize = 100;
/// How much of a file tells what it is: a tar says so at byte 257.
const HEAD: usize = 512;
/// The longest name that a tar's extension is read for.
const LONGEST_EXTENSION: u64 = 64 * 1024;

type Flow = Result<ControlFlow<()>, ContainerError>;
type Sink<'s> = dyn FnMut(Entry<'_>) -> io::Result<ControlFlow<()>> + 's;

/// What a file is packed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Tar,
    /// Gzip around a tar or around one file.
    Gzip,
    /// Nothing that is opened here.
    Plain,
}

/// Whether a file with these first bytes (512 or more) is a container that is opened.
pub(crate) fn is_container(head: &[u8]) -> bool {
    kind_of_head(head) != Kind::Plain
}

/// What a file is packed in, by its first 512 bytes.
fn kind_of_head(head: &[u8]) -> Kind {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if head.starts_with(b"\x1f\x8b") {
        Kind::Gzip
    } else if is_tar(head) {
        Kind::Tar
    } else {
        Kind::Plain
    }
}

/// A tar's first header names its kind, or at least adds up.
fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..512) else { return false };
    if &block[257..262] == b"ustar" {
        return true;
    }
    let octal = block[148..156].iter().skip_while(|b| **b == b' ').take_while(|b| matches!(**b, b'0'..=b'7'));
    let recorded = octal.fold(0_u32, |sum, b| sum.wrapping_mul(8).wrapping_add(u32::from(b - b'0')));
    let outside = block[..148].iter().chain(&block[156..]).map(|b| u32::from(*b)).sum::<u32>();
    block[0] != 0 && recorded == outside + 8 * u32::from(b' ')
}

pub(super) struct Walk<'a> {
    limits: &'a Limits,
    sink: &'a mut Sink<'a>,
    refused: Vec<RefusedEntry>,
}

/// A container being walked.
struct Within<'a> {
    /// What errors name.
    path: &'a Path,
    /// What stands before the names of its entries: empty, or ends in `/`.
    prefix: &'a str,
    budget: &'a Budget,
    /// Whether containers inside are opened.
    opens: bool,
}

impl Within<'_> {
    fn damaged(&self, reason: impl ToString) -> ContainerError {
        match self.budget.excess() {
            Some(reason) => ContainerError::TooMuch { path: self.path.to_owned(), reason },
            None => ContainerError::Damaged { path: self.path.to_owned(), reason: reason.to_string() },
        }
    }
}

/// An entry as its container records it.
struct Recorded {
    name: String,
    size: u64,
    /// Its packed size, where it was packed by itself.
    packed: Option<u64>,
    /// Whether the reader below does not notice an early end.
    unchecked: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(limits: &'a Limits, sink: &'a mut Sink<'a>) -> Self {
        Self { limits, sink, refused: Vec::new() }
    }

    pub(super) fn path(mut self, path: &Path) -> Result<Vec<RefusedEntry>, ContainerError> {
        let is_folder = std::fs::metadata(path).map_err(|source| cannot_open(path, source))?.is_dir();
        let _ = if is_folder { self.folder(path, "")? } else { self.named_file(path)? };
        Ok(self.refused)
    }

    fn folder(&mut self, folder: &Path, prefix: &str) -> Flow {
        let failed = |source| cannot_open(folder, source);
        let mut entries =
            std::fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
            let kind = entry.file_type().map_err(|source| cannot_open(&path, source))?;
            // A link can lead round in a circle, or out of the folder.
            if name.starts_with('.') || name == "__MACOSX" || !(kind.is_dir() || kind.is_file()) {
                continue;
            }
            let name = format!("{prefix}{name}");
            let flow = if kind.is_dir() {
                self.folder(&path, &format!("{name}/"))?
            } else if names::may_be_opened(&name) {
                self.file(&path, &name, &format!("{name}/"))?
            } else {
                let (file, size) = open(&path)?;
                self.plain(&path, &name, file, size)?
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn named_file(&mut self, path: &Path) -> Flow {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.file(path, &name, "")
    }

    /// A file on disk: opened where it is a container, else handed over by `name`.
    fn file(&mut self, path: &Path, name: &str, prefix: &str) -> Flow {
        let (mut file, size) = open(path)?;
        let head = head_of(&mut file).map_err(|source| cannot_open(path, source))?;
        let kind = kind_of_head(&head);
        if kind == Kind::Plain {
            return self.plain(path, name, file, size);
        }
        let budget = Budget::new(self.limits, Some(size));
        let within = Within { path, prefix, budget: &budget, opens: true };
        self.container(kind, file, name, &within)
    }

    fn plain(&mut self, path: &Path, name: &str, mut file: File, size: u64) -> Flow {
        let budget = Budget::new(&Limits { total_bytes: u64::MAX, ..*self.limits }, None);
        let within = Within { path, prefix: "", budget: &budget, opens: false };
        let recorded = Recorded { name: name.to_owned(), size, packed: None, unchecked: false };
        self.hand_over(&recorded, &mut file, &within)
    }

    /// `name` is the container's own: a gzipped file is named by it.
    fn container(&mut self, kind: Kind, file: File, name: &str, within: &Within<'_>) -> Flow {
        match kind {
            Kind::Zip => self.zip(file, within),
            Kind::Tar => self.tar(file, within),
            Kind::Gzip => self.gzip(file, name, within),
            Kind::Plain => Ok(ControlFlow::Continue(())),
        }
    }

    fn zip(&mut self, mut file: File, within: &Within<'_>) -> Flow {
        // The list of entries is read as a whole: not before it is known to be bearable.
        let declared = declared_entries(&mut file).map_err(|error| within.damaged(error))?;
        if !within.budget.allows(declared) {
            return Err(within.damaged(""));
        }
        let mut zip = ZipArchive::new(file).map_err(|error| within.damaged(error))?;
        for at in 0..zip.len() {
            if !within.budget.count(1) {
                return Err(within.damaged(""));
            }
            let (recorded, no_reader) = {
                let entry = zip.by_index_raw(at).map_err(|error| within.damaged(error))?;
                // Many makers write UTF-8 without saying so.
                let name = std::str::from_utf8(entry.name_raw()).unwrap_or_else(|_| entry.name()).to_owned();
                if entry.is_dir() {
                    continue;
                }
                let no_reader = match () {
                    () if entry.is_symlink() => Some("it is a link"),
                    () if entry.encrypted() => Some("it is behind a password"),
                    () => None,
                };
                let packed = Some(entry.compressed_size());
                (Recorded { name, size: entry.size(), packed, unchecked: false }, no_reader)
            };
            if let Some(reason) = no_reader {
                self.refuse(&recorded.name, within, reason);
                continue;
            }
            let flow = match zip.by_index(at) {
                Ok(mut entry) => self.entry(recorded, &mut entry, within)?,
                Err(ZipError::UnsupportedArchive(reason)) => {
                    self.refuse(&recorded.name, within, reason);
                    continue;
                }
                Err(error) => return Err(within.damaged(error)),
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Read raw, entry by entry: the library would take extensions of any length into memory.
    fn tar(&mut self, reader: impl Read, within: &Within<'_>) -> Flow {
        let mut tar = tar::Archive::new(reader);
        let entries = tar.entries().map_err(|error| within.damaged(error))?.raw(true);
        let mut long_name: Option<String> = None;
        for entry in entries {
            let mut entry = entry.map_err(|error| within.damaged(error))?;
            if !within.budget.count(1) {
                return Err(within.damaged(""));
            }
            let kind = entry.header().entry_type();
            if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
                let mut extension = Vec::new();
                entry
                    .by_ref()
                    .take(LONGEST_EXTENSION)
                    .read_to_end(&mut extension)
                    .map_err(|error| within.damaged(error))?;
                if kind.is_gnu_longname() {
                    let end = extension.iter().position(|b| *b == 0).unwrap_or(extension.len());
                    long_name = Some(String::from_utf8_lossy(&extension[..end]).into_owned());
                } else if let Some(name) = pax(&extension, "path") {
                    long_name = Some(name);
                }
                continue;
            }
            if kind.is_gnu_longlink() || kind.is_pax_global_extensions() || kind.is_dir() {
                if kind.is_dir() {
                    long_name = None;
                }
                continue;
            }
            let name = long_name
                .take()
                .unwrap_or_else(|| String::from_utf8_lossy(&entry.header().path_bytes()).into_owned());
            if !(kind.is_file() || kind.is_contiguous()) {
                let is_link = kind.is_symlink() || kind.is_hard_link();
                self.refuse(&name, within, if is_link { "it is a link" } else { "it is no regular file" });
                continue;
            }
            let recorded = Recorded { name, size: entry.size(), packed: None, unchecked: true };
            let flow = self.entry(recorded, &mut entry, within)?;
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn gzip(&mut self, file: File, name: &str, within: &Within<'_>) -> Flow {
        let mut reader = Counted { inner: MultiGzDecoder::new(file), budget: within.budget };
        let head = head_of_reader(&mut reader).map_err(|error| within.damaged(error))?;
        if kind_of_head(&head) == Kind::Tar {
            return self.tar(Cursor::new(head).chain(reader), within);
        }
        // One gzipped file is named as its container, without the end that says so.
        let inner = name.rsplit('/').next().unwrap_or(name);
        let inner = inner.strip_suffix(".gz").filter(|inner| !inner.is_empty()).unwrap_or(inner);
        let recorded = Recorded { name: inner.to_owned(), size: 0, packed: None, unchecked: false };
        self.entry(recorded, &mut Cursor::new(head).chain(reader), within)
    }

    /// An entry by its recorded name.
    fn entry(&mut self, mut recorded: Recorded, reader: &mut dyn Read, within: &Within<'_>) -> Flow {
        let name = match names::judge(&recorded.name) {
            Name::Safe(name) => name,
            Name::PassedOver => return Ok(ControlFlow::Continue(())),
            Name::Refused(reason) => {
                self.refuse(&recorded.name, within, reason);
                return Ok(ControlFlow::Continue(()));
            }
        };
        recorded.name = format!("{}{name}", within.prefix);
        if !(within.opens && names::may_be_opened(&name)) {
            return self.hand_over(&recorded, reader, within);
        }
        let head = head_of_reader(reader).map_err(|error| within.damaged(error))?;
        let kind = kind_of_head(&head);
        let mut whole = Cursor::new(head).chain(reader);
        if kind == Kind::Plain {
            return self.hand_over(&recorded, &mut whole, within);
        }
        // A list of entries stands at a zip's end: what is inside another is put on disk first, without a name there,
        // so that nothing is left behind whatever happens.
        let spooled = spool(&recorded, &mut whole, within);
        let (file, size) = spooled.map_err(|error| within.damaged(format!("{}: {error}", recorded.name)))?;
        let path: PathBuf = within.path.join(&name);
        let budget = within.budget.inside(size);
        let prefix = format!("{}/", recorded.name);
        let inside = Within { path: &path, prefix: &prefix, budget: &budget, opens: false };
        let flow = self.container(kind, file, &recorded.name, &inside)?;
        within.budget.spend(&budget);
        Ok(flow)
    }

    fn hand_over(&mut self, recorded: &Recorded, reader: &mut dyn Read, within: &Within<'_>) -> Flow {
        let whole = recorded.unchecked.then_some(recorded.size);
        let mut bounded = Bounded::new(reader, within.budget, &recorded.name, recorded.packed, whole);
        let entry = Entry { name: recorded.name.clone(), size: recorded.size, reader: &mut bounded };
        let outcome = (self.sink)(entry);
        if let Some(reason) = within.budget.excess() {
            return Err(ContainerError::TooMuch { path: within.path.to_owned(), reason });
        }
        outcome.map_err(|source| ContainerError::Entry {
            path: within.path.to_owned(),
            name: recorded.name.clone(),
            source,
        })
    }

    fn refuse(&mut self, name: &str, within: &Within<'_>, reason: &str) {
        if self.refused.len() < MOST_REFUSED {
            let name = format!("{}{}", within.prefix, names::shown(name));
            self.refused.push(RefusedEntry { name, reason: reason.to_owned() });
        }
    }
}

fn cannot_open(path: &Path, source: io::Error) -> ContainerError {
    ContainerError::Open { path: path.to_owned(), source }
}

fn open(path: &Path) -> Result<(File, u64), ContainerError> {
    let file = File::open(path).map_err(|source| cannot_open(path, source))?;
    let size = file.metadata().map_err(|source| cannot_open(path, source))?.len();
    Ok((file, size))
}

/// The first bytes of a file, which is then at its beginning again.
fn head_of(file: &mut File) -> io::Result<Vec<u8>> {
    let head = head_of_reader(file)?;
    // A pipe cannot go back, and needs not: it is no container that could be opened twice.
    file.seek(SeekFrom::Start(0))?;
    Ok(head)
}

fn head_of_reader(reader: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Puts an entry on disk, held to the limits.
fn spool(recorded: &Recorded, reader: &mut dyn Read, within: &Within<'_>) -> io::Result<(File, u64)> {
    let mut file = tempfile::tempfile()?;
    let whole = recorded.unchecked.then_some(recorded.size);
    let mut bounded = Bounded::new(reader, within.budget, &recorded.name, recorded.packed, whole);
    let size = io::copy(&mut bounded, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok((file, size))
}

/// How many entries a zip says that it has, by the record at its end; 0 where it has none that is whole.
fn declared_entries(file: &mut File) -> io::Result<u64> {
    /// The record itself, and the longest comment after it.
    const LONGEST_END: u64 = 22 + 65_535;
    /// What points to the record of a zip of more than 65,535 entries stands right before, and is so long.
    const LOCATOR: usize = 20;
    let length = file.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(LONGEST_END + LOCATOR as u64);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.by_ref().take(LONGEST_END + LOCATOR as u64).read_to_end(&mut end)?;
    let mut declared = 0;
    if let Some(at) = end.windows(4).rposition(|window| window == b"PK\x05\x06") {
        declared = number(&end, at + 10, 2);
        let locator = at.checked_sub(LOCATOR).filter(|at| end[*at..].starts_with(b"PK\x06\x07"));
        if let Some(locator) = locator {
            let record = number(&end, locator + 8, 8);
            file.seek(SeekFrom::Start(record))?;
            let mut head = Vec::new();
            file.by_ref().take(56).read_to_end(&mut head)?;
            if head.starts_with(b"PK\x06\x06") {
                declared = declared.max(number(&head, 32, 8));
            }
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(declared)
}

/// A number as zips write it, least byte first.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let digits = bytes.get(at..at + length).unwrap_or_default();
    digits.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A value of a tar's extension.
fn pax(extension: &[u8], key: &str) -> Option<String> {
    let values = tar::PaxExtensions::new(extension).flatten();
    let found = values.filter(|value| value.key() == Ok(key)).last()?;
    Some(String::from_utf8_lossy(found.value_bytes()).into_owned())
}
