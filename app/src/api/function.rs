//! The server function.
#![allow(missing_docs, reason = "the macro makes a struct of the arguments, and gives its fields no words")]

use super::ApiError;
use super::wire::Screen;
#[cfg(feature = "ssr")]
use super::{read, requested_origin};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Postcard};

/// What an address shows: its path as requested (encoded) and its raw query, without `?`.
///
/// # Errors
/// The server is out of reach, or of another version. What the archive itself cannot do is a view, not an error.
#[server(name = ViewAddress, prefix = "/-/fn", endpoint = "view", input = GetUrl, output = Postcard)]
pub async fn view(path: String, query: String) -> Result<Screen, ApiError> {
    let archive = expect_context::<archive::Archive>();
    let origin =
        use_context::<axum::http::request::Parts>().and_then(|parts| requested_origin(&parts.headers));
    Ok(read::called(&archive, path, query, origin).await)
}

/// An answer as it is sent.
#[cfg(feature = "ssr")]
pub(super) fn encoded(screen: &Screen) -> Vec<u8> {
    // Only types that postcard does not know fail, and a test writes every one of ours.
    postcard::to_allocvec(screen).unwrap_or_default()
}
