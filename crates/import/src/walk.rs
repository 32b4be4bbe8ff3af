//! The files of a call, one after another.

use crate::format::{Looks, detect, saved_page, wordpress};
use crate::{Format, Message, Options, Refused};
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A file to read.
struct Found {
    path: PathBuf,
    /// Named by the caller, rather than met in a folder.
    named: bool,
}

/// Reads files and folders (walked in name order) and reports what they hold, item by item. Blocks.
///
/// The sink may break to stop early, which is no error.
///
/// # Errors
/// A file that cannot be opened, is no export, or that no repair makes whole (unless `options.partial`).
pub fn read(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn FnMut(Message) -> ControlFlow<()>,
) -> Result<(), Refused> {
    let mut files = Vec::new();
    for path in paths {
        find(path, true, &mut files).map_err(|(file, error)| unreadable(&file, &error))?;
    }
    let mut exports = Vec::new();
    for file in files {
        let head = head_of(&file.path).map_err(|error| unreadable(&file.path, &error))?;
        let looks = detect::looks_like(&head);
        let forced = options.format.filter(|_| file.named && looks != Looks::Empty);
        match (forced, looks) {
            (Some(format), _) | (None, Looks::Export(format)) => exports.push((file.path, format)),
            (None, other) => {
                let reason = other.refusal().unwrap_or_default();
                if file.named {
                    return Err(Refused {
                        file: file.path,
                        line: None,
                        items_read: 0,
                        reason: reason.into(),
                    });
                }
                let reason = format!("left out: {reason}");
                if sink(Message::Warning { path: file.path, reason }).is_break() {
                    return Ok(());
                }
            }
        }
    }
    let wordpress_files =
        exports.iter().filter(|(_, format)| *format == Format::Wordpress).map(|(path, _)| path.clone());
    let attachments = wordpress::Attachments::of(wordpress_files.collect());
    for (path, format) in exports {
        if sink(Message::File { path: path.clone(), format }).is_break() {
            return Ok(());
        }
        let outcome = match format {
            Format::Wordpress => wordpress::read(&path, options, &attachments, sink)?,
            Format::SavedPage => saved_page::read(&path, options, sink)?,
        };
        if outcome.is_break() || sink(Message::FileEnd).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Refused {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file. Check the path".to_owned(),
        _ => format!("it cannot be read: {error}"),
    };
    Refused { file: path.to_owned(), line: None, items_read: 0, reason }
}

/// Files under a path, folders in name order. Hidden files, and links inside folders, are passed over: a link can
/// lead round in a circle.
fn find(path: &Path, named: bool, files: &mut Vec<Found>) -> Result<(), (PathBuf, std::io::Error)> {
    let failed = |error| (path.to_owned(), error);
    if !std::fs::metadata(path).map_err(failed)?.is_dir() {
        files.push(Found { path: path.to_owned(), named });
        return Ok(());
    }
    let mut entries =
        std::fs::read_dir(path).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '_']);
        let kind = entry.file_type().map_err(failed)?;
        if !hidden && (kind.is_dir() || kind.is_file()) {
            find(&entry.path(), false, files)?;
        }
    }
    Ok(())
}

fn head_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(detect::HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}
