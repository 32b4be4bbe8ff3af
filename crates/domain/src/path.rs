//! The recorded path of a post: the address it had, which stays its address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What stays as it is in a path that we write: RFC 3986 `pchar` and `/`.
const KEPT_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A path from `/`, percent-decoded, without query or fragment. Two requests for the same address, however
/// they are encoded, have the same `PostPath`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PostPath(String);

impl PostPath {
    /// Reads a path as a request or an export has it. Bytes that are no UTF-8 after decoding are kept encoded,
    /// so that no two different addresses become one.
    #[must_use]
    pub fn parse(encoded: &str) -> Self {
        let path = encoded.split(['?', '#']).next().unwrap_or_default();
        let decoded = match percent_decode_str(path).decode_utf8() {
            Ok(text) => text.into_owned(),
            Err(_) => path.to_owned(),
        };
        Self(if decoded.starts_with('/') { decoded } else { format!("/{decoded}") })
    }

    /// The path as people read it, decoded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as an address holds it, percent-encoded.
    #[must_use]
    pub fn to_href(&self) -> String {
        utf8_percent_encode(&self.0, KEPT_IN_PATH).to_string()
    }

    /// The path's pieces between slashes, without empty ones.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|s| !s.is_empty())
    }
}

impl fmt::Display for PostPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::PostPath;

    #[test]
    fn an_address_is_the_same_however_it_is_encoded() {
        let path = PostPath::parse("/2018/07/12/%C3%A9t%c3%a9/?utm=x#more");
        assert_eq!(path, PostPath::parse("/2018/07/12/été/"));
        assert_eq!(path.to_href(), "/2018/07/12/%C3%A9t%C3%A9/");
    }

    #[test]
    fn bytes_that_are_no_text_stay_encoded() {
        let path = PostPath::parse("/caf%E9/");
        assert_eq!(path.as_str(), "/caf%E9/");
        assert_eq!(path.to_href(), "/caf%25E9/");
    }
}
