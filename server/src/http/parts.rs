//! The catalog as the browser fetches it: a manifest that is asked for anew, parts that never change.

use super::conditional::names;
use super::{App, CachePolicy, incident};
use archive::StoredPart;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use catalog::PartName;
use tracing::error;

/// `/catalog/manifest.json`.
pub(super) async fn manifest(State(app): State<App>) -> Response {
    (CachePolicy::Never, Json(app.archive.manifest())).into_response()
}

/// `/catalog/HASH.bin`. A part of neither this catalog nor the one before is a 404: the browser asks for the manifest
/// again.
pub(super) async fn part(State(app): State<App>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let missing = || (StatusCode::NOT_FOUND, CachePolicy::Revalidate, "404\n").into_response();
    let Some(name) = file.strip_suffix(".bin").filter(|name| name.parse::<PartName>().is_ok()) else {
        return missing();
    };
    let part = match app.archive.part(name).await {
        Ok(Some(part)) => part,
        Ok(None) => return missing(),
        Err(error) => return broken(name, &error),
    };
    // Weak: the same content is sent under several encodings.
    let tag = format!("W/\"{name}\"");
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| names(known, &tag));
    let kept = (CachePolicy::Immutable, [(header::ETAG, tag), (header::VARY, "Accept-Encoding".to_owned())]);
    if is_known {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    if accepts_brotli(&headers) {
        return (kept, kind, [(header::CONTENT_ENCODING, "br")], part.into_brotli()).into_response();
    }
    match tokio::task::spawn_blocking(move || StoredPart::decompressed(&part)).await {
        Ok(Ok(bytes)) => (kept, kind, bytes).into_response(),
        Ok(Err(error)) => broken(name, &error),
        Err(error) => broken(name, &error),
    }
}

fn broken(name: &str, error: &(dyn std::error::Error + 'static)) -> Response {
    let incident = incident();
    error!(%incident, name, error, "a part of the catalog cannot be sent");
    (StatusCode::INTERNAL_SERVER_ERROR, CachePolicy::Never, format!("500: {incident}\n")).into_response()
}

/// What was just compressed with brotli and is named by its content, as a client takes it.
pub(crate) async fn compressed(brotli: Bytes, headers: &HeaderMap) -> Response {
    let kept = (
        CachePolicy::Immutable,
        [(header::CONTENT_TYPE, "application/octet-stream"), (header::VARY, "Accept-Encoding")],
    );
    if accepts_brotli(headers) {
        return (kept, [(header::CONTENT_ENCODING, "br")], Body::from(brotli)).into_response();
    }
    let decompressed = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli, &mut bytes).map(|()| bytes)
    });
    match decompressed.await {
        Ok(Ok(bytes)) => (kept, bytes).into_response(),
        Ok(Err(error)) => broken("a pack", &error),
        Err(error) => broken("a pack", &error),
    }
}

/// Whether a client takes brotli: named, and not with a weight of nought.
fn accepts_brotli(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut codings = values.flat_map(|value| value.split(',')).map(|coding| {
        let mut pieces = coding.split(';').map(str::trim);
        (pieces.next().unwrap_or_default().to_ascii_lowercase(), pieces.next().unwrap_or_default().to_owned())
    });
    codings.any(|(name, weight)| {
        name == "br" && weight.strip_prefix("q=").and_then(|q| q.parse().ok()) != Some(0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn brotli_is_sent_to_who_takes_it() {
        for (header, takes) in [
            ("gzip, deflate, br, zstd", true),
            ("BR;q=0.5", true),
            ("br;q=0", false),
            ("gzip", false),
            ("brr", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(header));
            assert_eq!(accepts_brotli(&headers), takes, "{header}");
        }
        assert!(!accepts_brotli(&HeaderMap::new()));
    }
}
