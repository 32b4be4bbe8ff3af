//! Who an item is, and what addresses are compared by.

use domain::{PostId, PostPath, fold};

/// The `host` of what belongs to the archive's own blog, whatever hosts it had: a blog that moved keeps its identities.
pub(crate) const OWN: &str = "";

/// The identity of an item: its blog and its number there, else its path.
pub(crate) fn identity(host: &str, native_id: Option<&str>, path: Option<&PostPath>) -> PostId {
    match (native_id, path) {
        (Some(native_id), _) => PostId(digest(&format!("{host}\n{native_id}"))),
        (None, Some(path)) => PostId(digest(&format!("{host}\npath:{path}"))),
        (None, None) => PostId(digest(&format!("{host}\n"))),
    }
}

/// The first 16 hexadecimal digits of BLAKE3.
pub(crate) fn digest(text: &str) -> String {
    let mut hex = blake3::hash(text.as_bytes()).to_hex().to_string();
    hex.truncate(16);
    hex
}

/// What two addresses are compared by that differ in case, accents, doubled or missing slashes, `/index.php/`.
pub(crate) fn path_key(decoded: &str) -> String {
    let mut key = String::with_capacity(decoded.len() + 1);
    for (index, segment) in decoded.split('/').filter(|segment| !segment.is_empty()).enumerate() {
        if index == 0 && segment.eq_ignore_ascii_case("index.php") {
            continue;
        }
        key.push('/');
        key.push_str(&fold(segment));
    }
    if key.is_empty() { "/".to_owned() } else { key }
}

/// What a slug is compared by wherever it stands: the last segment of a key.
pub(crate) fn slug_key(path_key: &str) -> &str {
    path_key.rsplit('/').next().unwrap_or_default()
}

/// A digest of an address, by which a withheld item's address is known without being kept.
pub(crate) fn path_mark(decoded: &str) -> String {
    digest(&format!("address:{}", path_key(decoded)))
}

/// A digest of a recorded path on its blog, however it is spelled: what was taken down by hand is known by it to an
/// export that gives it no number, or another one.
pub(crate) fn recorded_mark(host: &str, decoded: &str) -> String {
    digest(&format!("{host}\nrecorded:{}", path_key(decoded)))
}

/// A digest of an address as a GUID holds it: a decoded path, and the number in its query.
pub(crate) fn guid_mark(decoded: &str, number: Option<&str>) -> String {
    digest(&format!("guid:{}\n{}", path_key(decoded), number.unwrap_or_default()))
}

/// A decoded path as an address holds it.
pub(crate) fn href(decoded: &str) -> String {
    let escaped = decoded.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    PostPath::parse(&escaped).to_href()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_without_what_readers_get_wrong() {
        for (path, key) in [
            ("/", "/"),
            ("", "/"),
            ("/2018/07/12/Été/", "/2018/07/12/ete"),
            ("//2018//07/12/ete", "/2018/07/12/ete"),
            ("/index.php/2018/07/12/ete/", "/2018/07/12/ete"),
            ("/blog/index.php", "/blog/index.php"),
        ] {
            assert_eq!(path_key(path), key, "{path}");
        }
        assert_eq!(slug_key("/2018/07/12/ete"), "ete");
        assert_eq!(slug_key("/"), "");
    }

    #[test]
    fn a_decoded_path_is_encoded_once() {
        for (path, encoded) in
            [("/tag/été/", "/tag/%C3%A9t%C3%A9/"), ("/100%/", "/100%25/"), ("/a?b#c/", "/a%3Fb%23c/")]
        {
            assert_eq!(href(path), encoded, "{path}");
        }
    }

    #[test]
    fn a_number_makes_the_identity_and_the_path_only_where_there_is_none() {
        let (a, b) = (PostPath::parse("/a/"), PostPath::parse("/b/"));
        assert_eq!(identity(OWN, Some("7"), Some(&a)), identity(OWN, Some("7"), Some(&b)));
        assert_ne!(identity(OWN, None, Some(&a)), identity(OWN, None, Some(&b)));
        assert_ne!(identity(OWN, Some("7"), None), identity("other.example", Some("7"), None));
    }
}
