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
    let asked = (request.method() == Method::GET).then(|| Known {
        tag: request.headers().get(header::IF_NONE_MATCH).cloned(),
        date: request.headers().get(header::IF_MODIFIED_SINCE).cloned(),
    });
    let response = next.run(request).await;
    match asked {
        Some(known) if response.status() == StatusCode::OK && is_revalidated(response.headers()) => {
            tagged(response, &known).await
        }
        _ => response,
    }
}

/// What a client has already.
struct Known {
    tag: Option<HeaderValue>,
    date: Option<HeaderValue>,
}

impl Known {
    /// Whether it has what is tagged and dated so. The tag decides where the client sent one. A date is compared for
    /// being the same, not for being later: what was newest may have been taken down since.
    fn has(&self, tag: &str, date: Option<&HeaderValue>) -> bool {
        match (&self.tag, &self.date) {
            (Some(known), _) => names(known, tag),
            (None, Some(known)) => date == Some(known),
            (None, None) => false,
        }
    }
}

fn is_revalidated(headers: &HeaderMap) -> bool {
    let kept = headers.get(header::CACHE_CONTROL);
    kept.is_none_or(|value| *value == CachePolicy::Revalidate.value()) && !headers.contains_key(header::ETAG)
}

async fn tagged(response: Response, known: &Known) -> Response {
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
    let is_known = known.has(&tag, parts.headers.get(header::LAST_MODIFIED));
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
    fn a_date_counts_where_no_tag_is_sent() {
        const DAY: HeaderValue = HeaderValue::from_static("Thu, 12 Jul 2018 07:30:00 GMT");
        const LATER: HeaderValue = HeaderValue::from_static("Fri, 13 Jul 2018 07:30:00 GMT");
        const TAG: HeaderValue = HeaderValue::from_static("W/\"a\"");
        for (tag, date, has) in [
            (None, Some(DAY), true),
            (None, Some(LATER), false),
            (None, None, false),
            (Some(TAG), Some(LATER), true),
            (Some(HeaderValue::from_static("\"b\"")), Some(DAY), false),
        ] {
            assert_eq!(Known { tag, date }.has("W/\"a\"", Some(&DAY)), has);
        }
        assert!(!Known { tag: None, date: Some(DAY) }.has("W/\"a\"", None));
    }

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
