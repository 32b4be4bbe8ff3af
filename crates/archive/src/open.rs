//! The archive, open: what readers are answered from, and how it changes under them.

use crate::catalog_parts::{self, Values, basis};
use crate::media::folder::Folder;
use crate::media::shown::Shelf;
use crate::snapshot::{Manifest, Part, Snapshot, StoredPart};
use crate::vocabulary::vocabulary;
use crate::{OpenError, ReadError, Settings, Site};
use catalog::{Builder, Catalog};
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use store::records::EntryRow;
use store::{Earlier, Store};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How many posts are read at a time to build the catalog of; a few such lots wait for it. The words of a post are
/// forgotten once they are indexed.
const POSTS_AT_ONCE: u32 = 512;
/// So many lots wait.
const LOTS: usize = 2;
/// So many threads index at most: the database hands over no more than these take.
const MOST_BUILDERS: usize = 4;

/// One blog's archive: its database, and the catalog that readers are answered from. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Archive {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    time_zone: TimeZone,
    store: Store,
    folder: Folder,
    snapshot: RwLock<Arc<Snapshot>>,
    /// How often something was committed since it was opened.
    changes: AtomicU64,
}

impl Archive {
    /// Opens the archive of a database (`sqlite:relire.db`), which is created and migrated as need be.
    ///
    /// # Errors
    /// An address that is no database's, a zone that is none, a database that does not open.
    pub async fn open(database_url: &str, settings: Settings) -> Result<Self, OpenError> {
        let file = database_file(database_url)?;
        let time_zone = TimeZone::get(&settings.time_zone)
            .map_err(|_| OpenError::TimeZone(settings.time_zone.clone()))?;
        let store = Store::open(&file).await?;
        // A withdrawal that was ended half way is finished by whoever comes next.
        if let Err(error) = store.scrub().await {
            tracing::warn!(%error, "what was taken down may still be in unused parts of the database file");
        }
        let snapshot = load_or_make(&store, &settings).await?;
        let folder = Folder::new(settings.files_dir.clone().unwrap_or_else(|| file.with_extension("files")));
        let snapshot = RwLock::new(Arc::new(snapshot));
        Ok(Self {
            inner: Arc::new(Inner {
                settings,
                time_zone,
                store,
                folder,
                snapshot,
                changes: AtomicU64::new(0),
            }),
        })
    }

    /// What the owner configured.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// What every page says of the archive.
    #[must_use]
    pub fn site(&self) -> Site {
        self.snapshot().site.clone()
    }

    /// What filters are answered by.
    #[must_use]
    pub fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(&self.snapshot().catalog)
    }

    /// What the browser fetches the catalog by.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        self.snapshot().manifest.clone()
    }

    /// A part of the catalog by its name, or of the one before, which pages that are open may still ask for; None for
    /// any other.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn part(&self, name: &str) -> Result<Option<StoredPart>, ReadError> {
        Ok(self.store().catalog_part(name).await?.map(StoredPart))
    }

    /// The parts of the catalog, by name: all that a browser needs to list, filter and search by itself.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        self.snapshot().parts.clone()
    }

    /// Another number after each commit, whatever it changed: pictures change no catalog, and yet what is read.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.inner.changes.load(Ordering::Acquire)
    }

    /// Closes the database, once what others are reading is read.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.inner.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn folder(&self) -> &Folder {
        &self.inner.folder
    }

    pub(crate) fn time_zone(&self) -> &TimeZone {
        &self.inner.time_zone
    }

    /// Takes over what the database holds now, if it changed. Readers keep what they have until it is whole.
    pub(crate) async fn take_over(&self) -> Result<(), ReadError> {
        let now = self.snapshot();
        let loaded = self.store().load(Some(&now.manifest.facets.hash)).await?;
        if !now.is_of(&loaded) {
            let settings = self.settings().clone();
            let snapshot = in_thread(move || Snapshot::read(loaded, &settings, Some(&now))).await??;
            *self.inner.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        }
        self.inner.changes.fetch_add(1, Ordering::Release);
        Ok(())
    }
}

/// The file of `sqlite:FILE`, `sqlite://FILE` or `sqlite:///FILE`.
fn database_file(url: &str) -> Result<PathBuf, OpenError> {
    let refuse = |reason: &str| OpenError::Url { url: url.to_owned(), reason: reason.to_owned() };
    let Some(rest) = url.strip_prefix("sqlite:") else {
        return Err(refuse("write sqlite:FILE, for instance sqlite:relire.db"));
    };
    let file = rest.strip_prefix("//").unwrap_or(rest);
    let file = file.split('?').next().unwrap_or_default();
    if file.is_empty() || file.contains(":memory:") {
        return Err(refuse(
            "the archive is kept in a file: write sqlite:FILE, for instance sqlite:relire.db",
        ));
    }
    let file = Path::new(file);
    match file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => Err(refuse(&format!("there is no folder {}", folder.display()))),
        _ => Ok(file.to_owned()),
    }
}

async fn load(store: &Store, settings: &Settings) -> Result<Snapshot, ReadError> {
    let loaded = store.load(None).await?;
    let settings = settings.clone();
    in_thread(move || Snapshot::read(loaded, &settings, None)).await?
}

/// What is stored, or where that is missing, damaged, or made by another version or for another language: made anew.
async fn load_or_make(store: &Store, settings: &Settings) -> Result<Snapshot, OpenError> {
    let loaded = store.load(None).await?;
    let current = loaded.catalog.basis.as_deref() == Some(basis(&settings.default_lang()).as_str());
    if current {
        let settings = settings.clone();
        match in_thread(move || Snapshot::read(loaded, &settings, None)).await? {
            Ok(snapshot) => return Ok(snapshot),
            Err(error) => tracing::warn!(%error, "making the catalog anew"),
        }
    }
    let mut write = store.write().await?;
    write.drop_parts().await?;
    make_catalog(&mut write, settings, Earlier::Drop).await?;
    write.commit().await?;
    Ok(load(store, settings).await?)
}

/// Makes vocabulary and catalog of all posts, in a transaction. Addresses must be set.
pub(crate) async fn make_catalog(
    write: &mut store::Write,
    settings: &Settings,
    earlier: Earlier,
) -> Result<(), ReadError> {
    let written = write.written().await?;
    let words = vocabulary(&written);
    write.set_vocabulary(&words.labels, &words.aliases).await?;
    let old_terms = write.old_terms().await?;
    write.set_terms_now(&crate::old_terms::now(&old_terms, &written, &words.labels)).await?;
    let default_lang = settings.default_lang();
    let basis = basis(&default_lang);
    let values = Arc::new(Values::new(written, &words.labels));
    drop(words);
    let (lots, waiting) = mpsc::channel::<Vec<EntryRow>>(LOTS);
    let waiting = Arc::new(Mutex::new(waiting));
    let builders = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_BUILDERS);
    let building: Vec<JoinHandle<Builder>> = (0..builders)
        .map(|_| {
            let (waiting, values) = (Arc::clone(&waiting), Arc::clone(&values));
            let default_lang = default_lang.clone();
            let next = move || waiting.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
            tokio::task::spawn_blocking(move || {
                let mut builder = Builder::new();
                while let Some(lot) = next() {
                    lot.into_iter().for_each(|row| builder.add(values.entry(row, &default_lang)));
                }
                builder
            })
        })
        .collect();
    drop((waiting, values));
    let mut after = 0;
    loop {
        let (mut rows, last) = write.entries(after, POSTS_AT_ONCE).await?;
        after = last;
        show_local_pictures(write, &mut rows).await?;
        // A builder that ended by itself is told below.
        if rows.is_empty() || lots.send(rows).await.is_err() {
            break;
        }
    }
    drop(lots);
    let mut builder = Builder::new();
    for built in building {
        builder.merge(built.await.map_err(|error| ReadError::Damaged(error.to_string()))?);
    }
    let kept = write.part_names().await?;
    let built = in_thread(move || catalog_parts::finish(builder, &kept))
        .await?
        .map_err(|error| ReadError::Damaged(error.to_string()))?;
    for part in &built.new {
        write.keep_part(part).await?;
    }
    let names: Vec<&str> = built.names.iter().map(String::as_str).collect();
    let root = names.first().copied().unwrap_or_default();
    write.set_catalog(root, &basis, &names, earlier).await?;
    Ok(())
}

/// Gives cards the pictures that are here, with the size that they have.
async fn show_local_pictures(write: &mut store::Write, rows: &mut [EntryRow]) -> Result<(), ReadError> {
    let addresses = rows.iter().filter_map(|row| row.image_url.as_deref());
    let families = Shelf::families(addresses);
    let families: Vec<&str> = families.iter().map(String::as_str).collect();
    let shelf = Shelf::new(write.files_of(&families).await?, None);
    for row in rows {
        let Some(picture) = row.image_url.as_deref().and_then(|url| shelf.picture(url)) else { continue };
        row.image_url = Some(picture.src);
        if picture.width.is_some() {
            (row.image_width, row.image_height) = (picture.width, picture.height);
        }
    }
    Ok(())
}

/// Runs what computes for long where it holds up no reader.
pub(crate) async fn in_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ReadError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| ReadError::Damaged(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::database_file;

    #[test]
    fn a_database_is_a_file() {
        for (url, file) in [
            ("sqlite:relire.db", Some("relire.db")),
            ("sqlite://relire.db", Some("relire.db")),
            ("sqlite:///tmp/relire.db?mode=rwc", Some("/tmp/relire.db")),
            ("sqlite::memory:", None),
            ("sqlite:", None),
            ("postgres://localhost/relire", None),
            ("relire.db", None),
            ("sqlite:/no/such/folder/relire.db", None),
        ] {
            let found = database_file(url);
            assert_eq!(found.as_ref().ok().and_then(|path| path.to_str()), file, "{url}");
        }
    }
}
