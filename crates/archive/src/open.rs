//! The archive, open.

use crate::{
    ImportError, ImportOptions, List, Manifest, OpenError, Progress, ReadError, Resolution, Settings, Site, Stats,
    StoredPart,
};
use catalog::{Catalog, Count, Facet, Filter};
use domain::{Post, PostId, PostRef};
use import::receipt::Receipt;
use std::path::PathBuf;
use std::sync::Arc;

/// One blog's archive: its database, and the catalog that readers are answered from. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Archive {
    settings: Arc<Settings>,
}

// The bodies that say nothing yet are filled by the commits that follow; the signatures are what other rooms build on.
impl Archive {
    /// Opens the archive of a database (`sqlite:relire.db`), which is created and migrated as need be.
    ///
    /// # Errors
    /// An address that is no database's, a database that does not open.
    pub async fn open(_database_url: &str, settings: Settings) -> Result<Self, OpenError> {
        Ok(Self { settings: Arc::new(settings) })
    }
    /// What the owner configured.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
    /// What every page says of the archive.
    #[must_use]
    pub fn site(&self) -> Site {
        not_yet()
    }
    /// What filters are answered by.
    #[must_use]
    pub fn catalog(&self) -> Arc<Catalog> {
        not_yet()
    }
    /// What the browser fetches the catalog by.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        not_yet()
    }
    /// A part of the catalog by its hash; None for one that is no longer current.
    #[must_use]
    pub fn part(&self, _hash: &str) -> Option<Arc<StoredPart>> {
        not_yet()
    }
    /// A page of the list that answers a filter.
    #[must_use]
    pub fn list(&self, _filter: &Filter) -> List {
        not_yet()
    }
    /// All values of a facet that a post has, most first, ties by name.
    #[must_use]
    pub fn directory(&self, _facet: Facet) -> Vec<Count> {
        not_yet()
    }
    /// All pages, in the order of their blog.
    #[must_use]
    pub fn pages(&self) -> Vec<PostRef> {
        not_yet()
    }
    /// A post or page, whole.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&self, _id: &PostId) -> Result<Option<Post>, ReadError> {
        not_yet()
    }
    /// What an address means: its path as requested (encoded), its raw query without `?`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn resolve(&self, _path: &str, _query: &str) -> Result<Resolution, ReadError> {
        not_yet()
    }
    /// Imports files and folders, all or nothing.
    ///
    /// # Errors
    /// The import was refused or failed; the archive is as before.
    pub async fn import(
        &self,
        _paths: &[PathBuf],
        _options: ImportOptions,
        _progress: impl FnMut(Progress),
    ) -> Result<Receipt, ImportError> {
        not_yet()
    }
    /// How much there is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stats(&self) -> Result<Stats, ReadError> {
        not_yet()
    }
    /// Takes over what other processes import, within a second. Never returns.
    pub async fn watch(&self) {
        not_yet()
    }
}

fn not_yet() -> ! {
    unreachable!("filled by the next commit")
}
