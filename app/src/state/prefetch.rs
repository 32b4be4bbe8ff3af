//! A post is fetched as soon as its reader means to open it: the pointer rests on its link, or the focus is there.

use super::reader::Reader;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// How long a pointer rests where it means something.
const REST: Duration = Duration::from_millis(80);
/// Links to posts, wherever they stand.
const POSTS: &str = "article.card h3 a, .refs a, .neighbours a";

/// Listens for as long as the page lives.
pub(super) fn on_intent(reader: Reader) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let mean = move |event: &Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest(POSTS).ok().flatten());
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            let href = link.and_then(|link| link.get_attribute("href"));
            *timer = href.and_then(|href| set_timeout_with_handle(move || reader.prefetch(&href), REST).ok());
        });
    };
    _ = window_event_listener(leptos::ev::pointerover, move |event| mean(&event));
    _ = window_event_listener(leptos::ev::focusin, move |event| mean(&event));
}
