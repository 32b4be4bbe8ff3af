//! Fetching from the browser: the catalog's manifest and its parts.

use crate::fetched::{Fetched, fetched};
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::JsValue;

/// What the catalog is fetched by.
pub(super) struct Manifest {
    /// Format version of the parts.
    pub(super) format: u32,
    /// The name of the facets part, which names all others.
    pub(super) facets: String,
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
    let answer = fetched("/catalog/manifest.json").await.filter(Fetched::is_ok)?;
    let text = String::from_utf8(answer.bytes).ok()?;
    // Two values: the browser's own reader of JSON is there, another would be a part of the module.
    let manifest = js_sys::JSON::parse(&text).ok()?;
    let value = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    Some(Manifest {
        format: value(&manifest, "format")?.as_f64()? as u32,
        facets: value(&value(&manifest, "facets")?, "hash")?.as_string()?,
    })
}

/// A part by its name. The browser keeps it.
pub(super) async fn part(name: &str) -> Result<Vec<u8>, Missed> {
    match fetched(&format!("/catalog/{name}.bin")).await {
        Some(answer) if answer.status == 404 => Err(Missed::Gone),
        Some(answer) if answer.is_ok() => Ok(answer.bytes),
        _ => Err(Missed::Unreachable),
    }
}

/// Lets the browser paint and hear its reader before what follows.
pub(super) async fn pause() {
    let later = js_sys::Promise::new(&mut |resolve, _| {
        // A window that takes no timers takes no work either.
        _ = window().set_timeout_with_callback(&resolve);
    });
    _ = JsFuture::from(later).await;
}
