//! Fetches the catalog once the page is hydrated: the base part at once, the words when the browser has time.

use super::reader::Reader;
use catalog::{Catalog, FORMAT_VERSION};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use std::time::Duration;

/// The reader's own questions come before the words part.
const IDLE: Duration = Duration::from_millis(400);

#[derive(Deserialize)]
struct Manifest {
    format: u32,
    base: Part,
    words: Part,
}

#[derive(Deserialize)]
struct Part {
    hash: String,
}

/// Fetches the catalog. Where that fails the server function goes on answering.
pub(super) fn load(reader: Reader) {
    spawn_local(async move {
        let Some(manifest) = manifest().await else { return };
        if manifest.format != FORMAT_VERSION {
            reader.outdated.set_value(true);
            return;
        }
        let Some(bytes) = part(&manifest.base).await else { return };
        let Ok(catalog) = Catalog::from_base(&bytes) else { return };
        reader.catalog.set_value(Some(catalog));
        reader.count();
        set_timeout(move || spawn_local(load_words(reader, manifest.words)), IDLE);
    });
}

async fn load_words(reader: Reader, words: Part) {
    if let Some(bytes) = part(&words).await {
        reader.catalog.try_update_value(|catalog| {
            if let Some(catalog) = catalog {
                _ = catalog.add_words(&bytes);
            }
        });
    }
    reader.count();
}

async fn manifest() -> Option<Manifest> {
    let text =
        Request::get("/catalog/manifest.json").send().await.ok().filter(|r| r.ok())?.text().await.ok()?;
    serde_json::from_str(&text).ok()
}

async fn part(part: &Part) -> Option<Vec<u8>> {
    Request::get(&format!("/catalog/{}.bin", part.hash))
        .send()
        .await
        .ok()
        .filter(|r| r.ok())?
        .binary()
        .await
        .ok()
}
