//! The browser's entry: hydrates what the server rendered. No logic.

/// Takes over the page that the server sent.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    app::hydrate();
}
