//! A small archive of its own for each test, and a way to ask it.

use archive::{Archive, ImportOptions};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use server::config::Config;
use server::http::{App, router};
use server::site;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

/// The export that the tests import: two posts, a page, a draft, a comment.
pub fn export() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carnet.wordpress.xml")
}

/// A served archive; its folder goes with it.
pub struct Served {
    /// What is served.
    pub archive: Archive,
    router: Router,
    /// Removed when the test is over.
    _folder: tempfile::TempDir,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// The fixture, served with public files and browser files of its own.
pub async fn served() -> Served {
    serve(true, |_| ()).await
}

/// An archive without a post.
pub async fn served_empty() -> Served {
    serve(false, |_| ()).await
}

pub async fn serve(imported: bool, configure: impl FnOnce(&mut Config)) -> Served {
    let exports: &[PathBuf] = if imported { &[export()] } else { &[] };
    serve_exports(exports, configure).await
}

/// An archive of these exports, imported one after another.
pub async fn serve_exports(exports: &[PathBuf], configure: impl FnOnce(&mut Config)) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let site_root = folder.path().join("site");
    std::fs::create_dir_all(site_root.join("pkg")).unwrap();
    std::fs::create_dir_all(site_root.join("fonts")).unwrap();
    for (name, text) in [
        ("favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("fonts/serif.woff2", "a font, which is compressed as it is, however well its bytes would pack"),
        ("pkg/relire.css", "main{}"),
        ("pkg/relire.1234567890123456789012.js", "export {}"),
        ("pkg/relire.1234567890123456789012.js.br", "compressed"),
        (".secret", "no"),
    ] {
        std::fs::write(site_root.join(name), text).unwrap();
    }
    let mut config = Config { site_root_named: true, ..Config::default() };
    config.leptos.site_root = site_root.display().to_string().into();
    configure(&mut config);
    let url = format!("sqlite:{}", folder.path().join("relire.db").display());
    let archive = Archive::open(&url, config.archive.settings()).await.unwrap();
    for export in exports {
        archive.import(std::slice::from_ref(export), ImportOptions::default(), |_| ()).await.unwrap();
    }
    let files = site::find(&config);
    Served { archive: archive.clone(), router: router(App::new(archive, &config, files)), _folder: folder }
}

impl Served {
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
