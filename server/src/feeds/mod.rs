//! Feeds: every list and filter, and comments, as RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//!
//! What a feed holds is gathered once, with whole addresses ([`channel`]); each form then writes the same.

mod atom;
mod channel;
mod dates;
mod gather;
mod json;
mod rss;

use crate::http::{App, CachePolicy, origin};
use archive::{Feed, ReadError};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::FeedFormat;

pub(crate) use dates::http_date;

/// What is said to have made a feed.
const GENERATOR: &str = concat!("Relire ", env!("CARGO_PKG_VERSION"));

/// The feed. None: there is no such feed, or no such page of it.
///
/// # Errors
/// The archive cannot be read, or the feed not be written.
pub(crate) async fn answer(
    app: &App,
    feed: &Feed,
    headers: &HeaderMap,
) -> Result<Option<Response>, FeedError> {
    let Some(channel) = gather::channel(&app.archive, feed, &origin(app, headers)).await? else {
        return Ok(None);
    };
    let body = match feed.format {
        FeedFormat::Rss => rss::write(&channel)?,
        FeedFormat::Atom => atom::write(&channel)?,
        FeedFormat::Json => json::write(&channel)?,
    };
    let kind = format!("{}; charset=utf-8", feed.format.media_type());
    let mut response =
        (StatusCode::OK, CachePolicy::Revalidate, [(header::CONTENT_TYPE, kind)], body).into_response();
    if let Some(changed) = channel.changed.and_then(http_date) {
        response.headers_mut().insert(header::LAST_MODIFIED, changed);
    }
    Ok(Some(response))
}

/// Why there is no feed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FeedError {
    /// The archive failed.
    #[error("the archive cannot be read")]
    Read(#[from] ReadError),
    /// The document could not be put together.
    #[error("the feed cannot be written")]
    Xml(#[from] std::io::Error),
    /// The same, of JSON.
    #[error("the feed cannot be written")]
    Json(#[from] serde_json::Error),
}
