//! The catalog's parts: fetched when an answer needs them, each once.
//!
//! Once the page is hydrated the manifest names the facets part, and that all others by their content. Every part is
//! taken in by a task of its own, so that a reader who types meanwhile is not held up.

use super::answering::ahead;
use super::engine;
use super::fetch::{Missed, manifest, part, pause};
use super::list::next_page;
use super::reader::{Kind, Reader};
use catalog::{FORMAT_VERSION, FormatError, Opening, PartKey, PartName};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// What a reader asks comes before what may be asked next.
const IDLE: Duration = Duration::from_millis(200);

/// What is on its way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Loader(StoredValue<Coming>);

#[derive(Clone, Debug, Default)]
struct Coming {
    /// There is no catalog: the server function answers for good.
    failed: bool,
    /// How often another catalog was begun: what was asked for before is of no use.
    generation: u32,
    /// The name of the facets part.
    root: String,
    parts: Vec<PartKey>,
    /// Parts that came damaged.
    damaged: Vec<PartKey>,
}

impl Loader {
    /// Whether nothing speaks against these parts' coming; of none of them, whether there will be a catalog.
    pub(super) fn may_come(self, parts: &[PartKey]) -> bool {
        self.0.with_value(|coming| !coming.failed && !parts.iter().any(|part| coming.damaged.contains(part)))
    }

    /// Notes that a part is on its way; false where it is already, or where it came damaged.
    fn claim(self, key: PartKey) -> bool {
        let claimed = self.0.try_update_value(|coming| {
            let is_new = !coming.parts.contains(&key) && !coming.damaged.contains(&key);
            coming.parts.extend(is_new.then_some(key));
            is_new
        });
        claimed == Some(true)
    }

    fn release(self, key: PartKey) {
        self.0.try_update_value(|coming| coming.parts.retain(|part| *part != key));
    }

    fn give_up(self, key: PartKey) {
        self.0.try_update_value(|coming| {
            coming.parts.retain(|part| *part != key);
            coming.damaged.push(key);
        });
    }

    /// None once the page is gone.
    fn generation(self) -> Option<u32> {
        self.0.try_with_value(|coming| coming.generation)
    }
}

/// Fetches manifest and facets. Where that fails the server function goes on answering.
pub(super) fn begin(reader: Reader) {
    spawn_local(async move {
        if renew(reader).await.is_none() {
            reader.loader.0.try_update_value(|coming| coming.failed = true);
            reader.part_failed();
            return;
        }
        reader.part_came();
        look_ahead(reader);
    });
}

/// Takes the catalog that the manifest names now, if it is another than the one before.
async fn renew(reader: Reader) -> Option<()> {
    let manifest = manifest().await?;
    if manifest.format != FORMAT_VERSION {
        reader.outdated.try_set_value(true);
        return None;
    }
    let name = manifest.facets;
    if reader.loader.0.try_with_value(|coming| coming.root == name)? {
        return None;
    }
    // both on their way at once
    let engine = engine::come();
    let bytes = part(&name).await.ok()?;
    if !engine.await {
        return None;
    }
    pause().await;
    let mut opening = Opening::new();
    let catalog = loop {
        if let Some(catalog) = opening.step(&bytes).ok()? {
            break catalog;
        }
        pause().await;
    };
    reader.loader.0.try_update_value(|coming| {
        *coming = Coming { generation: coming.generation + 1, root: name, ..Coming::default() };
    });
    reader.catalog.try_set_value(Some(catalog));
    Some(())
}

/// Fetches parts that are neither there nor on their way.
pub(super) fn want(reader: Reader, parts: &[PartKey]) {
    let Some(generation) = reader.loader.generation() else { return };
    for key in parts.iter().copied() {
        let name = reader.catalog.with_value(|catalog| {
            let catalog = catalog.as_ref().filter(|catalog| !catalog.has(key))?;
            catalog.name_of(key)
        });
        let Some(name) = name.filter(|_| reader.loader.claim(key)) else { continue };
        spawn_local(bring(reader, key, name, generation));
    }
}

async fn bring(reader: Reader, key: PartKey, name: PartName, generation: u32) {
    let came = part(&name.to_string()).await;
    // What arrives in the meantime is taken in one by one, with time to type in between.
    pause().await;
    if reader.loader.generation() != Some(generation) {
        return;
    }
    let added = came.map(|bytes| {
        reader.catalog.try_update_value(|catalog| catalog.as_mut().map(|catalog| catalog.add(key, &bytes)))
    });
    match added {
        Ok(Some(Some(Ok(())))) => {
            reader.loader.release(key);
            reader.part_came();
        }
        Ok(Some(Some(Err(FormatError::Version { .. })))) => {
            reader.outdated.set_value(true);
            reader.loader.give_up(key);
            reader.part_failed();
        }
        Ok(Some(Some(Err(_)))) => {
            reader.loader.give_up(key);
            reader.part_failed();
        }
        // The page is gone.
        Ok(Some(None) | None) => {}
        Err(Missed::Gone) => replace(reader, key).await,
        Err(Missed::Unreachable) => {
            reader.loader.release(key);
            reader.part_failed();
        }
    }
}

/// A part is no longer there: another catalog was made in the meantime, which is asked for once.
async fn replace(reader: Reader, key: PartKey) {
    // Until it is answered, all else that is gone waits for this.
    reader.loader.0.try_update_value(|coming| coming.generation += 1);
    if renew(reader).await.is_some() {
        return reader.part_came();
    }
    reader.loader.0.try_update_value(|coming| coming.parts.clear());
    reader.loader.give_up(key);
    reader.part_failed();
}

/// Fetches what may be looked at next, once the browser has nothing else to do.
pub(super) fn look_ahead(reader: Reader) {
    let fetch = move || {
        if reader.kind.try_get_untracked() != Some(Kind::List) || reader.busy.get_untracked() {
            return;
        }
        // Of all that is shown, the last page: what follows it comes next.
        let filter = reader.list.with_untracked(|list| match next_page(list) {
            Some(next) => list.asked.at_page(next.saturating_sub(1).max(1)),
            None => list.asked.clone(),
        });
        let parts =
            reader.catalog.with_value(|catalog| catalog.as_ref().map(|catalog| ahead(catalog, &filter)));
        want(reader, &parts.unwrap_or_default());
    };
    set_timeout(fetch, IDLE);
}
