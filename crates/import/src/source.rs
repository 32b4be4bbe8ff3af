//! Where an export is read from: a file, or a file inside a container. It can be opened again, as a second pass needs,
//! and is never held in memory.

use crate::container::{ContainerError, Limits, each_file};
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A file of an export.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// What the receipt calls it: `blog.xml`, `blog.zip/part-1.xml`.
    pub shown: PathBuf,
    /// How many bytes it has, as far as that is known before it is read.
    pub size: u64,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File,
    /// The entry that the walk of a container meets after so many others: names can come twice.
    Inside {
        container: PathBuf,
        after: u64,
    },
}

impl Source {
    /// A file on disk.
    pub(crate) fn file(path: PathBuf) -> Self {
        let size = path.metadata().map_or(0, |about| about.len());
        Self { shown: path, size, place: Place::File }
    }

    /// An entry of a container, by its name and how many entries the walk meets before it.
    pub(crate) fn inside(container: &Path, name: &str, size: u64, after: u64) -> Self {
        let place = Place::Inside { container: container.to_owned(), after };
        Self { shown: container.join(name), size, place }
    }

    /// Opens it from its beginning.
    ///
    /// # Errors
    /// When it cannot be opened, in words; an error while reading is the reader's.
    pub(crate) fn with<T>(&self, take: impl FnOnce(&mut dyn Read) -> T) -> Result<T, String> {
        match &self.place {
            Place::File => {
                let mut file =
                    File::open(&self.shown).map_err(|error| format!("it cannot be read: {error}"))?;
                Ok(take(&mut file))
            }
            Place::Inside { container, after } => inside(container, *after, take),
        }
    }
}

fn inside<T>(container: &Path, after: u64, take: impl FnOnce(&mut dyn Read) -> T) -> Result<T, String> {
    let (mut take, mut taken, mut met) = (Some(take), None, 0);
    let walked = each_file(container, &Limits::GENEROUS, &mut |entry| {
        met += 1;
        if met <= after {
            return Ok(ControlFlow::Continue(()));
        }
        taken = take.take().map(|take| take(entry.reader));
        Ok(ControlFlow::Break(()))
    });
    // What the reader made of it says more than the walk: it knows the line.
    taken.ok_or_else(|| match walked {
        Ok(_) => "it is no longer in its container: was that changed meanwhile?".to_owned(),
        Err(error) => reason(&error),
    })
}

/// What a container's error says, without its path, which a refusal names already.
pub(crate) fn reason(error: &ContainerError) -> String {
    match error {
        ContainerError::Open { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            "there is no such file. Check the path".to_owned()
        }
        ContainerError::Open { source, .. } => format!("it cannot be read: {source}"),
        ContainerError::Damaged { reason, .. } => {
            format!("it is damaged ({reason}). Download or copy it again")
        }
        ContainerError::TooMuch { reason, .. } => format!(
            "{reason}, which looks like an attack (a “zip bomb”). If you trust it, unpack it and import the folder"
        ),
        ContainerError::Entry { name, source, .. } => format!("{name}: {source}. Download or copy it again"),
    }
}
