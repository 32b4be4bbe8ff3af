//! The few things that are asked of the browser itself. None of them runs while a page is rendered.

use super::came_from::CameFrom;
use leptos::prelude::*;
use web_sys::js_sys::{Function, Reflect};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{FocusOptions, HtmlElement, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition, Storage};

/// Where the list one came from is remembered, for a post that is reloaded.
const LIST_KEY: &str = "relire.list";

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on an element after the page has changed, without scrolling unless asked to.
pub(crate) fn focus(id: &'static str, scroll: bool) {
    request_animation_frame(move || {
        let Some(element) = element(id) else { return };
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = element.focus_with_options(&options);
        if scroll {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Puts the focus, after the page has changed, on the nth button of a list, else on its last, else on another element.
pub fn focus_first(list: &'static str, at: u32, otherwise: &'static str) {
    request_animation_frame(move || {
        let buttons = document().query_selector_all(&format!("#{list} button")).ok();
        let last = buttons.as_ref().map_or(0, web_sys::NodeList::length);
        let button = buttons.and_then(|buttons| buttons.get(at.min(last.saturating_sub(1))));
        match button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            Some(button) => _ = button.focus(),
            None => focus(otherwise, false),
        }
    });
}

/// Changes the page as one turns a leaf, where the browser can and its reader likes motion: `public/reading.js` knows.
pub(crate) fn turn(change: impl FnOnce() + 'static) {
    let turner = Reflect::get(&document(), &"turn".into()).ok();
    match turner.and_then(|turner| turner.dyn_into::<Function>().ok()) {
        Some(turner) => _ = turner.call1(&JsValue::NULL, &Closure::once_into_js(change)),
        None => change(),
    }
}

/// Closes the filters' sheet, on a phone.
pub(crate) fn close_sheet(id: &str) {
    if let Some(sheet) = element(id) {
        _ = sheet.hide_popover();
    }
}

/// Whether a click is the plain one, which the page answers itself: not "open in a new tab".
#[must_use]
pub fn is_plain_click(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key())
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Keeps the list one came from for this tab.
pub fn remember_list(list: &CameFrom) {
    if let Some(session) = session() {
        _ = session.set_item(LIST_KEY, &format!("{}\n{}", list.address, list.name));
    }
}

/// Whether this document was reloaded or come back to, or opened from a list by a plain link: then the list that was
/// shown last in this tab is where its reader came from.
#[must_use]
pub fn was_returned_to() -> bool {
    const NAVIGATE: u16 = 0;
    let by_history =
        window().performance().is_some_and(|performance| performance.navigation().type_() != NAVIGATE);
    let from = document().referrer();
    by_history || recall_list().is_some_and(|list| !from.is_empty() && from.ends_with(&list.address))
}

/// The list one came from in this tab.
#[must_use]
pub fn recall_list() -> Option<CameFrom> {
    let kept = session()?.get_item(LIST_KEY).ok()??;
    let (address, name) = kept.split_once('\n')?;
    Some(CameFrom { address: address.to_owned(), name: name.to_owned(), one_step: false })
}

/// Shows a document that was veiled because it is the shell of another address (see the service worker).
pub(crate) fn unveil() {
    if let Some(root) = document().document_element() {
        _ = root.remove_attribute("data-shell");
    }
}

/// Goes one step back in the history.
pub fn step_back() {
    if let Ok(history) = window().history() {
        _ = history.back();
    }
}

/// Leaves for an address by loading it anew.
pub fn load_anew(address: &str) {
    _ = window().location().assign(address);
}
