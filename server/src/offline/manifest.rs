//! `/-/offline/…`: what there is to keep, with sizes, and the packs.

use super::packs::{Listed, Made, Progress};
use crate::http::{App, CachePolicy, compressed, incident};
use archive::{Manifest, Part};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tracing::error;

/// Letters of a state's name.
const STATE: usize = 24;

/// All that a browser keeps of the whole archive.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    /// The version of the page that reads it.
    version: &'a str,
    /// Another content has another.
    state: String,
    /// `/catalog/manifest.json`, of this very state.
    catalog: &'a Manifest,
    /// The catalog's parts, at `/catalog/HASH.bin`.
    parts: &'a [Part],
    /// The pack of the archive's own pages, at `/-/offline/HASH.bin`.
    own: &'a Listed,
    /// The packs of posts.
    packs: &'a [Listed],
}

/// Packs are being made: how many posts are read, of how many.
#[derive(Debug, Serialize)]
struct Begun<'a> {
    version: &'a str,
    made: u32,
    of: u32,
}

#[derive(Debug, Serialize)]
struct Parts {
    parts: Vec<Part>,
}

/// A file of `/-/offline/`.
pub(crate) async fn fetched(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(worker) = app.worker() else { return nothing() };
    match file.as_str() {
        "manifest.json" => match app.packs().of(&app.archive) {
            Progress::Made(made) => whole(&app, worker.version(), &made),
            Progress::Making(made, of) => {
                let begun = Begun { version: worker.version(), made, of };
                (StatusCode::ACCEPTED, CachePolicy::Never, Json(begun)).into_response()
            }
            Progress::Failed => {
                (StatusCode::INTERNAL_SERVER_ERROR, CachePolicy::Never, "500\n").into_response()
            }
        },
        "parts.json" => (CachePolicy::Revalidate, Json(Parts { parts: parts(&app) })).into_response(),
        name => pack(&app, name, &headers).await,
    }
}

fn parts(app: &App) -> Vec<Part> {
    app.archive.parts()
}

fn whole(app: &App, version: &str, made: &Made) -> Response {
    let (catalog, parts) = (app.archive.manifest(), parts(app));
    let names = parts.iter().map(|part| &part.hash).chain(made.packs.iter().map(|pack| &pack.hash));
    let mut hasher = blake3::Hasher::new();
    for name in names.chain([&made.own.hash]) {
        hasher.update(name.as_bytes()).update(&[0]);
    }
    let state = hasher.finalize().to_hex()[..STATE].to_owned();
    let whole =
        Whole { version, state, catalog: &catalog, parts: &parts, own: &made.own, packs: &made.packs };
    (CachePolicy::Revalidate, Json(whole)).into_response()
}

/// `/-/offline/HASH.bin`. One that is no longer current is a 404: the browser asks for the manifest again.
async fn pack(app: &App, file: &str, headers: &HeaderMap) -> Response {
    let Some(hash) = file.strip_suffix(".bin") else { return nothing() };
    match app.packs().pack(&app.archive, hash).await {
        Ok(Some(bytes)) => compressed(bytes, headers).await,
        Ok(None) => nothing(),
        Err(error) => {
            let incident = incident();
            error!(%incident, "a pack cannot be made again: {}", crate::cli::chain(&error));
            (StatusCode::INTERNAL_SERVER_ERROR, CachePolicy::Never, "500\n").into_response()
        }
    }
}

fn nothing() -> Response {
    (StatusCode::NOT_FOUND, CachePolicy::Revalidate, "404\n").into_response()
}
