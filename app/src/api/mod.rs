//! What the page asks the server: one question, what an address shows.

mod error;
#[cfg(feature = "ssr")]
mod read;
pub mod wire;

pub use error::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use wire::Screen;

/// What an address shows: its path as requested (encoded) and its raw query, without `?`.
///
/// # Errors
/// The server is out of reach, or of another version. What the archive itself cannot do is a view, not an error.
#[server(name = ViewAddress, prefix = "/-/fn", endpoint = "view", input = GetUrl, output = Json)]
pub async fn view(path: String, query: String) -> Result<Screen, ApiError> {
    Ok(read::screen(&expect_context::<archive::Archive>(), path, query).await)
}

/// Gives the answer that is being rendered the status of what it shows. In the browser there is none to give.
pub fn announce(view: &wire::View) {
    #[cfg(feature = "ssr")]
    read::set_status(view);
    #[cfg(not(feature = "ssr"))]
    let _ = view;
}
