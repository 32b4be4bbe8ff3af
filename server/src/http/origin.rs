//! What absolute addresses begin with.

use super::App;
use axum::http::HeaderMap;

/// The configured public address, else what the request was asked by. Without a slash at its end.
pub(crate) fn origin(app: &App, headers: &HeaderMap) -> String {
    let configured = app.archive.settings().base_url.clone();
    configured
        .or_else(|| ::app::api::requested_origin(headers))
        // A request that says no host comes from this machine.
        .unwrap_or_else(|| "http://localhost".to_owned())
}
