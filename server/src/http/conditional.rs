//! Answers by their content: an `ETag` on each, and 304 to who has it already.

use super::CachePolicy;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::error;

/// Tags whole answers to GET; what is immutable or not to be kept needs no tag.
pub(super) async fn answer_what_changed(request: Request, next: Next) -> Response {
    let asked =
        (request.method() == Method::GET).then(|| request.headers().get(header::IF_NONE_MATCH).cloned());
    let response = next.run(request).await;
    match asked {
        Some(known) if response.status() == StatusCode::OK && is_revalidated(response.headers()) => {
            tagged(response, known.as_ref()).await
        }
        _ => response,
    }
}

fn is_revalidated(headers: &HeaderMap) -> bool {
    let kept = headers.get(header::CACHE_CONTROL);
    kept.is_none_or(|value| *value == CachePolicy::Revalidate.value()) && !headers.contains_key(header::ETAG)
}

async fn tagged(response: Response, known: Option<&HeaderValue>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => {
            error!("an answer could not be read to its end: {error}");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    // Weak: the same content may be sent under several encodings.
    let tag = format!("W/\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let is_known = known.is_some_and(|known| names(known, &tag));
    if let Ok(value) = HeaderValue::try_from(tag) {
        parts.headers.insert(header::ETAG, value);
    }
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether `If-None-Match` names a tag. Compared weakly, as that header is.
pub(super) fn names(header: &HeaderValue, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let header = header.to_str().unwrap_or_default();
    header.trim() == "*" || header.split(',').any(|known| opaque(known) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_none_match_is_compared_weakly_among_several() {
        for (header, same) in [
            ("W/\"a\"", true),
            ("\"a\"", true),
            ("\"b\", W/\"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ] {
            assert_eq!(names(&HeaderValue::from_static(header), "W/\"a\""), same, "{header}");
        }
    }
}
