//! Errors as RFC 9457 has them.

use crate::http::CachePolicy;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog::BadFilter;
use serde::Serialize;

/// What went wrong, for a script and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    status: u16,
    title: &'static str,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        Self { status: status.as_u16(), title, detail: detail.into(), parameter: None }
    }

    /// Nothing has that name.
    #[must_use]
    pub fn not_found(detail: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// It was there, and was taken down.
    #[must_use]
    pub fn gone(detail: &str) -> Self {
        Self::new(StatusCode::GONE, detail)
    }

    /// The API is read-only.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered")
    }

    /// Something broke here; the number finds it in the log.
    #[must_use]
    pub fn broken(incident: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("try again later; incident {incident}"))
    }
}

impl From<BadFilter> for Problem {
    fn from(bad: BadFilter) -> Self {
        let detail = bad.to_string();
        Self { parameter: Some(bad.parameter), ..Self::new(StatusCode::BAD_REQUEST, detail) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, CachePolicy::Revalidate, kind, body).into_response();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}
