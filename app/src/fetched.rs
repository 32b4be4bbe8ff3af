//! What the browser fetches of the server.

use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use web_sys::wasm_bindgen::JsCast;

/// What a server answered.
pub(crate) struct Fetched {
    /// Its status.
    pub(crate) status: u16,
    /// What it sent.
    pub(crate) bytes: Vec<u8>,
}

impl Fetched {
    /// Whether it is what was asked for.
    pub(crate) fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Fetches an address. None where there is no network, no server, or where it breaks off.
pub(crate) async fn fetched(address: &str) -> Option<Fetched> {
    let response = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let body = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Fetched { status: response.status(), bytes: Uint8Array::new(&body).to_vec() })
}
