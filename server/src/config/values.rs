//! Values of the configuration, parsed once. Each function gives None for what its key does not allow.

use catalog::UiLang;
use leptos::config::Env;

/// A text; None when it is empty.
pub(super) fn text(text: &str) -> Option<String> {
    Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// An empty value takes the key back to its default.
pub(super) fn optional<T>(text: &str, parse: fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.trim().is_empty() { Some(None) } else { parse(text.trim()).map(Some) }
}

pub(super) fn language(text: &str) -> Option<UiLang> {
    match text {
        "fr" => Some(UiLang::Fr),
        "en" => Some(UiLang::En),
        _ => None,
    }
}

pub(super) fn time_zone(text: &str) -> Option<String> {
    jiff::tz::TimeZone::get(text).ok()?;
    Some(text.to_owned())
}

pub(super) fn base_url(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    let plain =
        url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    (plain && matches!(url.scheme(), "http" | "https")).then(|| url.as_str().trim_end_matches('/').to_owned())
}

pub(super) fn hosts(text: &str) -> Option<Vec<String>> {
    text.split(',').map(str::trim).filter(|host| !host.is_empty()).map(host).collect()
}

/// A host as items carry it: lower case, without `www.`.
fn host(text: &str) -> Option<String> {
    let host = url::Host::parse(text).ok()?.to_string();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

pub(super) fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())).then(|| text.to_ascii_lowercase())
}

pub(super) fn database(text: &str) -> Option<String> {
    let file = text.strip_prefix("sqlite:")?;
    (!file.trim_start_matches('/').is_empty()).then(|| text.to_owned())
}

/// A name that stays within its folder.
pub(super) fn file_name(text: &str) -> Option<String> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (!text.is_empty() && text.bytes().all(fits)).then(|| text.to_owned())
}

pub(super) fn port(text: &str) -> Option<u32> {
    text.parse::<u16>().ok().filter(|port| *port > 0).map(u32::from)
}

pub(super) fn leptos_env(text: &str) -> Option<Env> {
    match text.to_ascii_lowercase().as_str() {
        "dev" | "development" => Some(Env::DEV),
        "prod" | "production" => Some(Env::PROD),
        _ => None,
    }
}
