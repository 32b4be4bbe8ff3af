//! Fetching from the browser: the catalog's manifest and its parts.

use gloo_net::http::Request;
use leptos::prelude::window;
use serde::Deserialize;
use wasm_bindgen_futures::JsFuture;

/// What the catalog is fetched by.
#[derive(Deserialize)]
pub(super) struct Manifest {
    /// Format version of the parts.
    pub(super) format: u32,
    /// The facets part, which names all others.
    pub(super) facets: Part,
}

/// A part that the manifest names.
#[derive(Deserialize)]
pub(super) struct Part {
    /// Its name.
    pub(super) hash: String,
}

/// Why a part did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missed {
    /// The server has it no more.
    Gone,
    /// There is no network, or no server.
    Unreachable,
}

/// The manifest, asked for anew each time.
pub(super) async fn manifest() -> Option<Manifest> {
    let text =
        Request::get("/catalog/manifest.json").send().await.ok().filter(|r| r.ok())?.text().await.ok()?;
    serde_json::from_str(&text).ok()
}

/// A part by its name. The browser keeps it.
pub(super) async fn part(name: &str) -> Result<Vec<u8>, Missed> {
    let sent = Request::get(&format!("/catalog/{name}.bin")).send().await;
    let answer = sent.map_err(|_| Missed::Unreachable)?;
    if answer.status() == 404 {
        return Err(Missed::Gone);
    }
    let answer = Some(answer).filter(|answer| answer.ok()).ok_or(Missed::Unreachable)?;
    answer.binary().await.map_err(|_| Missed::Unreachable)
}

/// Lets the browser paint and hear its reader before what follows.
pub(super) async fn pause() {
    let later = js_sys::Promise::new(&mut |resolve, _| {
        // A window that takes no timers takes no work either.
        _ = window().set_timeout_with_callback(&resolve);
    });
    _ = JsFuture::from(later).await;
}
