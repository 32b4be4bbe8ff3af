//! The server function as the browser asks it. Leptos's own way brings readers and writers of every kind; one address and one form is
//! all there is here.

use super::ApiError;
use super::wire::Screen;
use crate::fetched::fetched;
use web_sys::UrlSearchParams;

/// What an address shows, by its path and its raw query.
///
/// # Errors
/// As the function itself.
pub async fn view(path: String, query: String) -> Result<Screen, ApiError> {
    // as the service worker writes it, which keeps answers by their address
    let asked = UrlSearchParams::new().map_err(|_| ApiError::Foreign)?;
    asked.append("path", &path);
    asked.append("query", &query);
    let address = format!("/-/fn/view?{}", String::from(asked.to_string()));
    let answer = fetched(&address).await.ok_or(ApiError::Offline)?;
    if answer.is_ok() {
        return postcard::from_bytes(&answer.bytes).map_err(|_| ApiError::Foreign);
    }
    Err(postcard::from_bytes(&answer.bytes).unwrap_or(ApiError::Foreign))
}
