//! Files of the archive: `/media/HASH/NAME`, and the addresses that they had.
//!
//! What others uploaded is sent as what it is and can run nothing: browsers may not guess types, pages and XML are
//! saved rather than shown, drawings that can hold scripts are shown in a sandbox.

use super::{App, CachePolicy, failure, pages};
use archive::{LocalCopy, Resolution};
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower::ServiceExt;
use tower_http::services::ServeFile;
use tracing::error;

/// What may hold a script is shown without any, as if it came from nowhere.
const SANDBOX: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");

/// `/media/HASH/NAME`, `/media/HASH/NAME?w=PIXELS`.
pub(super) async fn hashed(
    State(app): State<App>,
    Path((hash, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let query = request.uri().query().unwrap_or_default();
    match app.archive.file_hashed(&hash, &name, query).await {
        Ok(Some(file)) => send(file, CachePolicy::Immutable, request).await,
        Ok(None) => pages::rendered(&app, Resolution::NotFound, request).await,
        Err(error) => failed(&app, request.uri().path(), &error),
    }
}

/// `/wp-content/uploads/…`: what it leads to may become a better size later, so that it is asked for again.
pub(super) async fn upload(State(app): State<App>, request: Request) -> Response {
    match of_address(&app, request.uri()).await {
        Ok(Some(file)) => send(file, CachePolicy::Revalidate, request).await,
        Ok(None) => pages::rendered(&app, Resolution::NotFound, request).await,
        Err(error) => failed(&app, request.uri().path(), &error),
    }
}

/// The file of any other address that the blog had it under.
pub(super) async fn elsewhere(app: &App, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    if !name.contains('.') {
        return None;
    }
    let file = match of_address(app, uri).await {
        Ok(file) => file?,
        Err(error) => return Some(failed(app, uri.path(), &error)),
    };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri.clone();
    *request.headers_mut() = headers.clone();
    Some(send(file, CachePolicy::Revalidate, request).await)
}

async fn of_address(app: &App, uri: &Uri) -> Result<Option<LocalCopy>, archive::ReadError> {
    app.archive.file_of_address(uri.path(), uri.query().unwrap_or_default()).await
}

fn not_here() -> Response {
    (StatusCode::NOT_FOUND, CachePolicy::Revalidate, "404\n").into_response()
}

fn failed(app: &App, path: &str, error: &archive::ReadError) -> Response {
    let incident = failure::incident();
    error!(%incident, path, "a file cannot be looked up: {}", crate::cli::chain(error));
    failure::page(app, incident)
}

/// A file from the disk, or the part of it that was asked for.
async fn send(file: LocalCopy, policy: CachePolicy, mut request: Request) -> Response {
    let tag = format!("\"{}\"", file.hash.get(..32).unwrap_or_default());
    let Ok(tag) = HeaderValue::try_from(tag) else { return not_here() };
    let known = request.headers().get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| super::conditional::names(known, tag.to_str().unwrap_or_default())) {
        return (StatusCode::NOT_MODIFIED, policy, [(header::ETAG, tag)]).into_response();
    }
    // Content has no date, it has a hash; and a part is a part of this very content, or of none.
    let headers = request.headers_mut();
    headers.remove(header::IF_MODIFIED_SINCE);
    headers.remove(header::IF_UNMODIFIED_SINCE);
    if headers.remove(header::IF_RANGE).is_some_and(|asked| asked != tag) {
        headers.remove(header::RANGE);
    }
    headers.remove(header::ACCEPT_ENCODING);
    let Ok(response) = ServeFile::new(&file.path).oneshot(request).await;
    let mut response = response.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        error!(path = %file.path.display(), "a file of the archive is missing on the disk: import it again with --media");
        return not_here();
    }
    response.headers_mut().remove(header::LAST_MODIFIED);
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().extend(harmless(&file));
    (policy, response).into_response()
}

/// What keeps a file from running anything on its reader's machine.
fn harmless(file: &LocalCopy) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mime = match file.mime.as_str() {
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    };
    let octets = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, HeaderValue::try_from(mime).unwrap_or(octets));
    if is_markup(&file.mime) {
        headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    }
    let is_shown = ["image/", "audio/", "video/"].iter().any(|kind| file.mime.starts_with(kind))
        || matches!(file.mime.as_str(), "application/pdf" | "text/plain");
    if !is_shown {
        headers.insert(header::CONTENT_DISPOSITION, attachment(&file.name));
    }
    headers
}

fn is_markup(mime: &str) -> bool {
    mime == "text/html" || mime.contains("xml")
}

/// To be saved, under its name.
fn attachment(name: &str) -> HeaderValue {
    let name = utf8_percent_encode(name.rsplit(['/', '\\']).next().unwrap_or_default(), NON_ALPHANUMERIC);
    HeaderValue::try_from(format!("attachment; filename*=UTF-8''{name}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}
