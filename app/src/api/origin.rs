//! What absolute addresses begin with, where the owner did not configure it: what the request was asked by.

use axum::http::header::{HOST, HeaderMap};

/// Scheme and host of a request, without a slash at the end, where it says a host that can be one.
#[must_use]
pub fn requested_origin(headers: &HeaderMap) -> Option<String> {
    let host = host(headers)?;
    let scheme = headers.get("x-forwarded-proto").and_then(|value| value.to_str().ok());
    let scheme = scheme.filter(|scheme| *scheme == "https").unwrap_or("http");
    Some(format!("{scheme}://{host}"))
}

fn host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    (!host.is_empty() && host.bytes().all(plain)).then_some(host)
}
