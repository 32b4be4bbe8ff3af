//! `/sw.js`: the service worker of this version of the page, or the one that removes what others kept.

use crate::http::{App, CachePolicy};
use crate::site::BrowserFiles;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::path::{Path, PathBuf};

const ANSWERING: &str = include_str!("worker/answering.js");
const KEEPING: &str = include_str!("worker/keeping.js");
const VISITS: &str = include_str!("worker/visits.js");
const REMOVING: &str = include_str!("worker/removing.js");

/// Folders of public files that belong to the page.
const FOLDERS: [&str; 3] = ["", "fonts", "icons"];
/// What in them does.
const KINDS: [&str; 6] = ["css", "js", "png", "svg", "ico", "woff2"];
/// A larger file is none of the page's own.
const LARGEST: u64 = 512 << 10;
/// Letters of a version.
const VERSION: usize = 16;

/// The service worker that readers' browsers run, where the owner lets them keep the archive.
#[derive(Clone, Debug)]
pub(crate) struct Worker {
    version: String,
    source: String,
}

impl Worker {
    /// The worker for these browser files and this style of the owner's.
    pub(crate) fn new(files: &BrowserFiles, accent: Option<&str>) -> Self {
        let mut shell = shell(files);
        if accent.is_some() {
            shell.push("/-/theme.css".to_owned());
        }
        let mut hasher = blake3::Hasher::new();
        for text in [ANSWERING, KEEPING, VISITS, env!("CARGO_PKG_VERSION"), accent.unwrap_or_default()] {
            hasher.update(text.as_bytes()).update(&[0]);
        }
        hasher.update(&catalog::FORMAT_VERSION.to_le_bytes());
        for address in &shell {
            hasher.update(address.as_bytes()).update(&[0]);
            // A file that cannot be read now is not served either.
            hasher.update(&std::fs::read(files.root().join(&address[1..])).unwrap_or_default());
        }
        let version = hasher.finalize().to_hex()[..VERSION].to_owned();
        let names: Vec<String> = shell.iter().map(|address| format!("{address:?}")).collect();
        let source = format!(
            "const VERSION = \"{version}\";\nconst FORMAT = {};\nconst SHELL = [{}];\n{ANSWERING}\n{KEEPING}\n{VISITS}",
            catalog::FORMAT_VERSION,
            names.join(", "),
        );
        Self { version, source }
    }

    /// What another version of the page's files, or another form of what is kept, has another of.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// The header that tells a worker whether a page or view is in the form that its version reads.
    pub(crate) fn header(&self) -> (HeaderName, HeaderValue) {
        let value = HeaderValue::try_from(&self.version).unwrap_or(HeaderValue::from_static("0"));
        (HeaderName::from_static("relire-version"), value)
    }
}

/// The addresses of the page's files: the module, its script and style by their names of this build, and what lies
/// beside them.
fn shell(files: &BrowserFiles) -> Vec<String> {
    let mut shell: Vec<String> = files.built().to_vec();
    for folder in FOLDERS {
        let mut names: Vec<PathBuf> = std::fs::read_dir(files.root().join(folder))
            .map(|entries| {
                entries.flatten().map(|entry| entry.path()).filter(|path| is_of_the_page(path)).collect()
            })
            .unwrap_or_default();
        names.sort();
        let name = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let slash = if folder.is_empty() { "" } else { "/" };
        shell.extend(names.iter().filter_map(name).map(|name| format!("/{folder}{slash}{name}")));
    }
    shell
}

fn is_of_the_page(path: &Path) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or(".");
    KINDS.contains(&kind)
        && !name.starts_with('.')
        && name.bytes().all(plain)
        && path.metadata().is_ok_and(|file| file.is_file() && file.len() <= LARGEST)
}

/// `/sw.js`. Asked for anew each time: an old one would go on for ever.
pub(crate) async fn script(State(app): State<App>) -> Response {
    let source = app.worker().map_or(REMOVING, |worker| &worker.source).to_owned();
    let kinds = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (HeaderName::from_static("service-worker-allowed"), "/"),
    ];
    (CachePolicy::Revalidate, kinds, source).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::site;

    fn worker(files: &[(&str, &str)], accent: Option<&str>) -> Worker {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut config = Config { site_root_named: true, ..Config::default() };
        config.leptos.site_root = folder.path().display().to_string().into();
        Worker::new(&site::find(&config), accent)
    }

    const FILES: [(&str, &str); 4] =
        [("theme.js", "a"), ("fonts/serif.woff2", "b"), ("icons/relire.svg", "c"), ("pkg/relire.css", "d")];

    #[test]
    fn the_shell_is_what_the_page_is_made_of() {
        let mut files = FILES.to_vec();
        files.extend([("theme.js.br", "x"), (".hidden.js", "x"), ("notes.txt", "x"), ("fonts/OFL.txt", "x")]);
        let source = worker(&files, Some("#123456")).source;
        let shell = "const SHELL = [\"/pkg/relire.css\", \"/theme.js\", \"/fonts/serif.woff2\", \"/icons/relire.svg\", \"/-/theme.css\"];";
        assert!(source.contains(shell), "{}", &source[..400]);
    }

    #[test]
    fn another_content_is_another_version() {
        let version = |files: &[(&str, &str)], accent| worker(files, accent).version().to_owned();
        let first = version(&FILES, None);
        assert_eq!(first, version(&FILES, None), "the same files are the same version, wherever they lie");
        let mut changed = FILES;
        changed[0].1 = "other";
        assert_ne!(first, version(&changed, None));
        assert_ne!(first, version(&FILES[1..], None));
        assert_ne!(first, version(&FILES, Some("#123456")));
    }
}
