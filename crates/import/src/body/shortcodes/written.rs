//! Shortcodes as people wrote them, read.

use crate::body::markup::attributes;

/// An opening shortcode in a body.
pub(super) struct Shortcode<'a> {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All of it.
    pub source: &'a str,
    pub closes_itself: bool,
}

impl Shortcode<'_> {
    /// The value of a name.
    pub(super) fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The first value that stands without a name: `[youtube https://…]`.
    pub(super) fn bare(&self) -> Option<&str> {
        self.attribute("")
    }

    /// Whether it is written as only shortcodes are: with a named value.
    pub(super) fn has_named_value(&self) -> bool {
        self.attributes.iter().any(|(key, _)| !key.is_empty())
    }
}

/// The length of `[[name …]]`, which stands for `[name …]`.
pub(super) fn escaped(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("[[")?;
    let end = inner.find("]]")?;
    let written = &inner[..end];
    let name = written.strip_prefix('/').unwrap_or(written);
    let is_shortcode =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && !written.contains(['[', '\n', '<']);
    is_shortcode.then_some(end + 4)
}

/// The shortcode that a text begins with.
pub(super) fn opening(rest: &str) -> Option<Shortcode<'_>> {
    let inner = rest.strip_prefix('[')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'))?;
    if !inner[name_end..].starts_with([' ', '\t', '\n', '\u{a0}', '=', ']', '/']) {
        return None;
    }
    let end = name_end + inner[name_end..].find(']')?;
    let written = &inner[name_end..end];
    if written.contains('[') {
        return None;
    }
    let closes_itself = written.ends_with('/');
    let written =
        written.strip_suffix('/').filter(|w| !w.contains("://") || w.ends_with(' ')).unwrap_or(written);
    // `[youtube=https://…]` is how WordPress.com wrote it.
    let attributes = match written.strip_prefix('=') {
        Some(value) => vec![(String::new(), value.trim_matches(['"', '\'']).to_owned())],
        None => attributes(&plain_quotes(written)),
    };
    Some(Shortcode {
        name: inner[..name_end].to_ascii_lowercase(),
        attributes,
        source: &rest[..end + 2],
        closes_itself,
    })
}

/// Quotes and spaces that an editor made typographic, as a shortcode needs them.
fn plain_quotes(written: &str) -> String {
    let mut plain = written.replace('\u{a0}', " ").replace("&nbsp;", " ");
    for typographic in ["&#8220;", "&#8221;", "&#8243;", "&#187;", "&#171;", "«", "»"] {
        plain = plain.replace(typographic, "\"");
    }
    plain
}
