//! The files of a call, one after another: named ones, those of folders, those inside containers.

use crate::container::{Limits, each_file, is_container};
use crate::format::{Looks, detect, saved_page, wordpress};
use crate::source::{self, Source};
use crate::{Format, Message, Options, Refused};
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Files that come beside an export and are none, by the ends of their names: a picture need not be looked into.
const MEDIA: [&str; 46] = [
    "3gp", "7z", "aac", "ai", "avi", "avif", "bmp", "css", "doc", "docx", "eot", "eps", "epub", "flac",
    "flv", "gif", "heic", "ico", "jfif", "jpeg", "jpg", "js", "m4a", "m4v", "mov", "mp3", "mp4", "mpeg",
    "mpg", "odp", "ods", "odt", "ogg", "ogv", "pdf", "png", "ppt", "pptx", "psd", "svg", "tif", "tiff",
    "ttf", "wav", "webm", "webp",
];

type Sink<'a> = &'a mut dyn FnMut(Message) -> ControlFlow<()>;

/// A file to read.
struct Found {
    path: PathBuf,
    /// Named by the caller, rather than met in a folder.
    named: bool,
}

/// The exports of a call, and what lay beside them.
#[derive(Default)]
struct Gathered {
    exports: Vec<(Source, Format)>,
    warnings: Vec<Message>,
}

/// Reads files, folders (walked in name order) and containers (zip, tar, gzip) and reports what they hold, item by
/// item. Blocks.
///
/// The sink may break to stop early, which is no error.
///
/// # Errors
/// A file that cannot be opened, is no export, or that no repair makes whole (unless `options.partial`).
pub fn read(paths: &[PathBuf], options: &Options, sink: Sink<'_>) -> Result<(), Refused> {
    let mut gathered = Gathered::default();
    for path in paths {
        let mut files = Vec::new();
        find(path, true, &mut files).map_err(|(file, error)| unreadable(&file, &error))?;
        gathered.add_all(path, files, options)?;
    }
    for warning in gathered.warnings {
        if sink(warning).is_break() {
            return Ok(());
        }
    }
    let exports = gathered.exports;
    options.gauge.expect(exports.iter().map(|(source, _)| source.size).sum());
    for (source, format) in exports {
        if sink(Message::File { path: source.shown.clone(), format }).is_break() {
            return Ok(());
        }
        let outcome = match format {
            Format::Wordpress => wordpress::read(&source, options, sink)?,
            Format::SavedPage => saved_page::read(&source, options, sink)?,
        };
        if outcome.is_break() || sink(Message::FileEnd).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

impl Gathered {
    /// Looks into the files found under one path of the call.
    fn add_all(&mut self, path: &Path, files: Vec<Found>, options: &Options) -> Result<(), Refused> {
        let mut media = 0;
        for file in files {
            if !file.named && is_media(&file.path.to_string_lossy()) {
                media += 1;
                continue;
            }
            let head = head_of(&file.path).map_err(|error| unreadable(&file.path, &error))?;
            if is_container(&head) {
                self.add_container(&file, options)?;
                continue;
            }
            let looks = detect::looks_like(&head);
            let forced = options.format.filter(|_| file.named && looks != Looks::Empty);
            match (forced, looks) {
                (Some(format), _) | (None, Looks::Export(format)) => {
                    self.exports.push((Source::file(file.path), format));
                }
                (None, other) => {
                    let reason = other.refusal().unwrap_or_default();
                    if file.named {
                        return Err(refused(file.path, reason.into()));
                    }
                    self.warn(&file.path, format!("left out: {reason}"));
                }
            }
        }
        self.warn_of_media(path, media);
        Ok(())
    }

    /// Looks into a container: its exports are taken, pictures beside them passed over.
    fn add_container(&mut self, file: &Found, options: &Options) -> Result<(), Refused> {
        let (mut met, mut media, mut others, mut first_other) = (0, 0, 0_u64, None);
        let before = self.exports.len();
        let walked = each_file(&file.path, &Limits::GENEROUS, &mut |entry| {
            met += 1;
            if is_media(&entry.name) {
                media += 1;
                return Ok(ControlFlow::Continue(()));
            }
            let mut head = Vec::new();
            entry.reader.take(detect::HEAD as u64).read_to_end(&mut head)?;
            match detect::looks_like(&head) {
                Looks::Export(format) => {
                    let format = options.format.unwrap_or(format);
                    self.exports.push((Source::inside(&file.path, &entry.name, entry.size, met - 1), format));
                }
                _ => {
                    others += 1;
                    first_other.get_or_insert(entry.name);
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        let found = self.exports.len() > before;
        match walked {
            Ok(refused) => {
                for entry in refused {
                    self.warn(&file.path.join(&entry.name), format!("left out: {}", entry.reason));
                }
            }
            // What lies before the damage can be read.
            Err(error) if options.partial && found => {
                self.warn(&file.path, format!("{}; what lies before that was taken", source::reason(&error)));
            }
            Err(error) => return Err(refused(file.path.clone(), source::reason(&error))),
        }
        if !found {
            let reason = format!(
                "there is no export among its {met} files. Export the blog (in WordPress: Tools → Export → All \
                 content) and import that file{}",
                if media > 0 { "; pictures alone go with --media" } else { "" }
            );
            if file.named {
                return Err(refused(file.path.clone(), reason));
            }
            self.warn(&file.path, format!("left out: {reason}"));
            return Ok(());
        }
        if let Some(name) = first_other {
            self.warn(
                &file.path,
                format!("{others} files in it are no exports and were left out, “{name}” the first of them"),
            );
        }
        self.warn_of_media(&file.path, media);
        Ok(())
    }

    fn warn_of_media(&mut self, path: &Path, media: u64) {
        if media > 0 {
            self.warn(
                path,
                format!(
                    "{media} pictures and other files beside the export were passed over: --media takes them"
                ),
            );
        }
    }

    fn warn(&mut self, path: &Path, reason: String) {
        self.warnings.push(Message::Warning { path: path.to_owned(), reason });
    }
}

fn is_media(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let end = file.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| MEDIA.binary_search(&end.as_str()).is_ok())
}

fn refused(file: PathBuf, reason: String) -> Refused {
    Refused { file, line: None, items_read: 0, reason }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Refused {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file. Check the path".to_owned(),
        _ => format!("it cannot be read: {error}"),
    };
    refused(path.to_owned(), reason)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_by_their_names() {
        assert!(MEDIA.is_sorted());
        for (name, media) in
            [("a/B.JPG", true), ("x.pdf", true), ("a.xml", false), ("jpg", false), ("a.jpg/b", false)]
        {
            assert_eq!(is_media(name), media, "{name}");
        }
    }
}
