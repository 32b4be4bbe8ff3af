//! The catalog as the browser fetches it: a manifest that is asked for anew, parts that never change.

use super::{App, CachePolicy};
use archive::StoredPart;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use std::sync::Arc;
use tracing::error;

/// `/catalog/manifest.json`.
pub(super) async fn manifest(State(app): State<App>) -> Response {
    (CachePolicy::Never, Json(app.archive.manifest())).into_response()
}

/// `/catalog/HASH.bin`. A part that is no longer current is a 404: the browser asks for the manifest again.
pub(super) async fn part(State(app): State<App>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(part) = file.strip_suffix(".bin").and_then(|hash| app.archive.part(hash)) else {
        return (StatusCode::NOT_FOUND, CachePolicy::Revalidate, "404\n").into_response();
    };
    let kept = (
        CachePolicy::Immutable,
        [(header::CONTENT_TYPE, "application/octet-stream"), (header::VARY, "Accept-Encoding")],
    );
    if accepts_brotli(&headers) {
        let bytes = Bytes::from_owner(PartBytes(part));
        return (kept, [(header::CONTENT_ENCODING, "br")], Body::from(bytes)).into_response();
    }
    match tokio::task::spawn_blocking(move || decompressed(&part)).await {
        Ok(Ok(bytes)) => (kept, bytes).into_response(),
        failed => {
            error!("a part of the catalog cannot be decompressed: {failed:?}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

struct PartBytes(Arc<StoredPart>);

impl AsRef<[u8]> for PartBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0.brotli
    }
}

fn decompressed(part: &StoredPart) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    brotli::BrotliDecompress(&mut part.brotli.as_slice(), &mut bytes)?;
    Ok(bytes)
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
