//! The built-in demo archive: an export and its uploads that the binary carries, imported into a database of its own.
//!
//! The database lies in the user's cache folder and is named by the export's content, so that another export never
//! meets it. It is imported at each start: that changes nothing where nothing changed, and takes over what a
//! newer binary reads better.

mod uploads;

use archive::{Archive, ImportOptions, Settings};
use std::path::{Path, PathBuf};
use tracing::warn;

const EXPORT: &[u8] = include_bytes!("../../demo/veille-habitat.wordpress.xml");

/// The demo cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    #[error("the demo's folder {} cannot be written: {source}; set XDG_CACHE_HOME to one that can", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error("the demo's database {} cannot be opened: {reason}; delete it and try again", path.display())]
    Open { path: PathBuf, reason: String },
    #[error("the demo cannot be imported: {0}")]
    Import(#[from] archive::ImportError),
}

/// The demo archive, imported.
pub(crate) async fn open(settings: Settings) -> Result<Archive, DemoError> {
    let folder = folder();
    std::fs::create_dir_all(&folder)
        .map_err(|source| DemoError::Folder { folder: folder.clone(), source })?;
    let name = format!("demo-{}", &blake3::hash(EXPORT).to_hex()[..12]);
    let database = folder.join(format!("{name}.db"));
    let archive = match open_database(&database, settings.clone()).await {
        Ok(archive) => archive,
        Err(reason) => {
            // Left by another version of the program: nothing in it that the export does not have.
            warn!("the demo's database is made anew: {reason}");
            remove(&database);
            open_database(&database, settings)
                .await
                .map_err(|reason| DemoError::Open { path: database.clone(), reason })?
        }
    };
    // Named by the process, so that two that start together do not read each other's half-written file.
    let export = folder.join(format!("{name}-{}.wordpress.xml", std::process::id()));
    std::fs::write(&export, EXPORT).map_err(|source| DemoError::Folder { folder: folder.clone(), source })?;
    let uploads = folder.join(format!("{name}-{}.uploads", std::process::id()));
    uploads::unpack(&uploads).map_err(|source| DemoError::Folder { folder, source })?;
    let options = ImportOptions { media: vec![uploads.clone()], ..ImportOptions::default() };
    let imported = archive.import(std::slice::from_ref(&export), options, |_| ()).await;
    let _ = std::fs::remove_file(&export);
    let _ = std::fs::remove_dir_all(&uploads);
    imported?;
    Ok(archive)
}

async fn open_database(path: &Path, settings: Settings) -> Result<Archive, String> {
    let url = format!("sqlite:{}", path.display());
    Archive::open(&url, settings).await.map_err(|error| crate::cli::chain(&error))
}

fn remove(database: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut file = database.as_os_str().to_owned();
        file.push(suffix);
        // What is not there need not be removed; what cannot be shows when the database is opened.
        let _ = std::fs::remove_file(file);
    }
    let _ = std::fs::remove_dir_all(database.with_extension("files"));
}

/// `$XDG_CACHE_HOME/relire`, else `~/.cache/relire`, else the folder of temporary files.
fn folder() -> PathBuf {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("XDG_CACHE_HOME")
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(std::env::temp_dir)
        .join("relire")
}
