//! The router: which request goes where, and what every answer carries.
//!
//! Whatever is no file, no API, no part of the catalog and no server function is a page: the archive says what its
//! address means (see `pages`). Every method but GET and HEAD is a 405, everywhere.

mod cite;
mod conditional;
mod csp;
mod failure;
mod files;
mod functions;
mod headers;
mod machinery;
mod media;
mod origin;
mod pages;
mod parts;
mod standard;

use crate::api;
use crate::config::Config;
use crate::offline::{self, Packs, Worker};
use crate::site::BrowserFiles;
use archive::Archive;
use axum::Router;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use leptos::config::LeptosOptions;
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::trace::TraceLayer;

/// How hard pages are compressed: of brotli's, the first level that looks for repeats beyond the last few, a tenth less than
/// the one below.
const PAGES: CompressionLevel = CompressionLevel::Precise(5);

pub(crate) use failure::incident;
pub use headers::CachePolicy;
pub(crate) use origin::origin;
pub(crate) use parts::compressed;

/// What handlers share.
#[derive(Clone, Debug)]
pub struct App {
    /// The archive that is served.
    pub archive: Archive,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    options: LeptosOptions,
    accent: Option<String>,
    policy: csp::Policy,
    /// None: readers keep nothing.
    worker: Option<Worker>,
    packs: Packs,
}

impl App {
    /// Serves an archive with these browser files.
    #[must_use]
    pub fn new(archive: Archive, config: &Config, files: BrowserFiles) -> Self {
        // Tests make several; the second finds the executor of the first, which is as good.
        let _ = any_spawner::Executor::init_tokio();
        let reload = std::env::var_os("LEPTOS_WATCH").map(|_| files.options.reload_port);
        let accent = config.archive.accent.clone();
        let shared = Shared {
            worker: config.archive.offline.then(|| Worker::new(&files, accent.as_deref())),
            packs: Packs::default(),
            options: files.options,
            accent,
            policy: csp::Policy::new(reload),
        };
        Self { archive, shared: Arc::new(shared) }
    }

    /// The service worker; None where readers keep nothing.
    pub(crate) fn worker(&self) -> Option<&Worker> {
        self.shared.worker.as_ref()
    }

    /// What a browser keeps of the whole archive.
    pub(crate) fn packs(&self) -> &Packs {
        &self.shared.packs
    }
}

/// The whole site.
pub fn router(app: App) -> Router {
    // Fonts, sounds, films and documents are compressed as they are; images are left out by default.
    let compressible = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("audio/"))
        .and(NotForContentType::const_new("video/"))
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."))
        .and(NotForContentType::const_new("application/zip"));
    let routes = Router::new()
        .route("/healthz", get(|| async { (CachePolicy::Never, "ok") }))
        .nest("/api", api::router())
        .route("/api/", any(api::no_such_path))
        .route("/catalog/manifest.json", get(parts::manifest))
        .route("/catalog/{file}", get(parts::part))
        .route("/media/{hash}/{name}", get(media::hashed))
        .route("/wp-content/uploads/{*path}", get(media::upload))
        .route("/-/theme.css", get(files::theme))
        .route("/-/cite/{file}", get(cite::file))
        .route("/-/trends", get(pages::trends))
        .route("/sw.js", get(offline::script))
        .route("/-/offline/{file}", get(offline::fetched))
        .nest("/pkg", Router::new().fallback(get(files::package)))
        .nest("/-/fn", Router::new().fallback(functions::call))
        .fallback(get(pages::page))
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(app.clone())
        .layer(middleware::from_fn(conditional::answer_what_changed))
        .layer(middleware::from_fn(head_as_get))
        .layer(middleware::from_fn_with_state(app.clone(), failure::survive))
        .layer(CompressionLayer::new().quality(PAGES).br(true).gzip(true).compress_when(compressible))
        .layer(middleware::from_fn_with_state(app, headers::on_every_answer))
        .layer(TraceLayer::new_for_http());
    // The outer router sees HEAD, and drops the body; all inside sees the GET that it was turned into.
    Router::new().fallback_service(routes)
}

/// HEAD is answered by what answers GET. (The outer router drops the body.)
async fn head_as_get(mut request: Request, next: Next) -> Response {
    if request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    next.run(request).await
}

async fn method_not_allowed() -> Response {
    let status = axum::http::StatusCode::METHOD_NOT_ALLOWED;
    (status, [(header::ALLOW, "GET, HEAD")], "405: only GET and HEAD are answered here\n").into_response()
}
