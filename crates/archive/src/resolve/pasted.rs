//! What text tools, mail programs and old software do to an address on its way: what stands after it, encodings on
//! top of each other, an address inside an address.

use domain::PostPath;
use percent_encoding::percent_decode_str;

/// What people's text tools leave at the end of an address that they paste.
const LEAVINGS: [char; 45] = [
    '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '’', '‘', '”', '“', '„',
    '‚', '«', '»', '‹', '›', '…', '*', '_', '~', '`', '|', '\\', '&', '#', '^', '=', '+', '-', '–', '—',
    '\u{200b}', '\u{200e}', '\u{feff}', '\u{fffd}',
];
/// Where an address ends that was cut out of a page's source.
const ENDS: [char; 4] = ['"', '<', '>', '`'];

/// Whether a character is one that a paste leaves behind an address.
pub(super) fn is_leaving(c: char) -> bool {
    c.is_whitespace() || c.is_control() || LEAVINGS.contains(&c)
}

/// The readings of a requested path, decoded, the plain one first; none twice.
pub(super) fn readings(requested: &str) -> Vec<String> {
    let plain = PostPath::parse(requested).as_str().to_owned();
    let mut readings = vec![plain.clone()];
    let mut add = |reading: String| {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    };
    let again = decoded_again(&plain);
    for reading in std::iter::once(&plain).chain(&again) {
        add(reading.clone());
        add(trimmed(reading));
    }
    for reading in std::iter::once(&plain).chain(&again) {
        let inner = inner_address(reading);
        let ends = inner.find(|c: char| ENDS.contains(&c) || c.is_whitespace()).unwrap_or(inner.len());
        add(trimmed(&inner[..ends]));
    }
    readings
}

/// Without leavings at the end, with one slash.
fn trimmed(path: &str) -> String {
    let cut = path.trim_end_matches(|c: char| c == '/' || is_leaving(c));
    if cut.len() == path.trim_end_matches('/').len() { path.to_owned() } else { format!("{cut}/") }
}

/// What is encoded still: twice, in another encoding, or cut inside a character.
fn decoded_again(plain: &str) -> Option<String> {
    if !plain.contains('%') {
        return None;
    }
    let bytes: Vec<u8> = percent_decode_str(plain).collect();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let utf8 = error.utf8_error();
            let bytes = error.as_bytes();
            match utf8.error_len() {
                None => String::from_utf8_lossy(&bytes[..utf8.valid_up_to()]).into_owned(),
                Some(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
            }
        }
    };
    (text != plain).then_some(text)
}

/// The path of an address that was put behind another: `/https://blog.example/a/` or `/http:/blog.example/a/`.
fn inner_address(path: &str) -> &str {
    let rest = path.trim_start_matches('/');
    let inner = ["https:", "http:"].into_iter().find_map(|scheme| rest.strip_prefix(scheme));
    match inner.map(|inner| inner.trim_start_matches('/')) {
        Some(inner) => inner.find('/').map_or("/", |slash| &inner[slash..]),
        None => path,
    }
}

/// The number that a value begins with, if nothing but the leavings of a paste follow.
pub(super) fn number(value: &str) -> Option<String> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, rest) = value.split_at(end);
    let number = number.trim_start_matches('0');
    (rest.chars().all(is_leaving) && !number.is_empty()).then(|| number.to_owned())
}

/// The digits that a value is, if nothing but the leavings of a paste follow.
pub(super) fn digits(value: &str) -> Option<&str> {
    let digits = value.trim().trim_end_matches(is_leaving);
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_through_what_happened_to_it() {
        for (requested, reading) in [
            ("/a/%C2%A0", "/a/"),
            ("/a).", "/a/"),
            ("/a/%E2%80%9D", "/a/"),
            ("/a/%C3", "/a/"),
            ("/%25C3%25A9t%25C3%25A9/", "/été/"),
            ("/%E9t%E9/", "/été/"),
            ("/a/%22%20rel=%22nofollow", "/a/"),
            ("/a/%20et%20la%20suite", "/a/"),
            ("/a/</a>", "/a/"),
            ("/https://blog.example/2018/a/", "/2018/a/"),
            ("/http:/blog.example", "/"),
            ("/les-politi%E2%80%A6", "/les-politi/"),
        ] {
            assert!(
                readings(requested).iter().any(|read| read == reading),
                "{requested}: {:?}",
                readings(requested)
            );
        }
        assert_eq!(readings("/a/b/"), ["/a/b/"]);
        assert_eq!(readings("/a/b"), ["/a/b"]);
    }

    #[test]
    fn a_number_is_read_through_what_a_paste_left() {
        for (value, read) in [
            ("358", Some("358")),
            ("358 ", Some("358")),
            ("358!", Some("358")),
            ("358”", Some("358")),
            ("0358", Some("358")),
            ("358x", None),
            ("x", None),
            ("0", None),
        ] {
            assert_eq!(number(value).as_deref(), read, "{value}");
        }
    }
}
