//! Whether the catalog's engine is there. The build splits it off the page's module: what takes a page over comes first, what answers
//! questions when it is needed. Which functions those are says `xtask/prune/src/later.rs`; `start.js` fetches them.

#[cfg(feature = "hydrate")]
use std::cell::Cell;

#[cfg(feature = "hydrate")]
use js_sys::{Function, Promise, Reflect};
#[cfg(feature = "hydrate")]
use web_sys::wasm_bindgen::{JsCast, JsValue};

/// What `start.js` calls it. A build that splits nothing off has none.
#[cfg(feature = "hydrate")]
const LATER: &str = "relireLater";

#[cfg(feature = "hydrate")]
fn later() -> Option<JsValue> {
    Reflect::get(&leptos::prelude::window(), &LATER.into()).ok().filter(|later| !later.is_undefined())
}

/// Whether it may be called: before it has come, that would be the end of the application.
#[cfg(feature = "hydrate")]
pub(crate) fn is_there() -> bool {
    thread_local! {
        // It does not go again.
        static THERE: Cell<bool> = const { Cell::new(false) };
    }
    let look =
        || later().is_none_or(|it| Reflect::get(&it, &"there".into()).is_ok_and(|there| there.is_truthy()));
    if !THERE.get() {
        THERE.set(look());
    }
    THERE.get()
}

/// On the server it always is.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn is_there() -> bool {
    true
}

/// A text as labels are compared. Before the engine is there, letters with accents are other letters.
pub(crate) fn fold(text: &str) -> String {
    if is_there() { domain::fold(text) } else { domain::fold_roughly(text) }
}

/// A text in small letters; before the engine is there, those of ASCII.
pub(crate) fn lower(text: &str) -> String {
    if is_there() { text.to_lowercase() } else { text.to_ascii_lowercase() }
}

/// Sends for it. What is returned says, once it is awaited, whether it is there.
#[cfg(feature = "hydrate")]
pub(super) fn come() -> impl Future<Output = bool> {
    let sent = later().and_then(|later| {
        let come: Function = Reflect::get(&later, &"come".into()).ok()?.dyn_into().ok()?;
        come.call0(&later).ok()?.dyn_into::<Promise>().ok()
    });
    async move {
        if let Some(sent) = sent {
            // it settles without an error in any case
            _ = wasm_bindgen_futures::JsFuture::from(sent).await;
        }
        is_there()
    }
}
