//! What a page was made of, as it lies in the page for the browser to go on with: the bytes of postcard, as text.
//!
//! Not JSON: reading a type from JSON, by the names of its fields and in any order, takes ten times the code of
//! reading it field after field, and all of that is in the module that every reader loads. Not base64 either: the page
//! says the same titles and excerpts in its markup, and compression finds them again only where they are the same.

use super::wire::Screen;

/// Names the element that holds it.
pub const SENT: &str = "sent";

/// What the page is sent with, for an element whose text the browser leaves as it is.
#[must_use]
pub fn write(screen: &Screen) -> String {
    // Only types that postcard does not know fail, and a test writes every one of ours.
    to_text(&postcard::to_allocvec(screen).unwrap_or_default())
}

/// What the page was sent with. None where another version wrote it.
#[must_use]
pub fn read(text: &str) -> Option<Screen> {
    postcard::from_bytes(&from_text(text)).ok()
}

/// The first of the 256 signs that stand for a byte which is no text: Braille patterns. They are printed as they are,
/// and hardly ever written.
const FIRST_SIGN: u32 = 0x2800;
/// The last of them.
const LAST_SIGN: u32 = FIRST_SIGN + 0xFF;

/// Bytes as text: what is text in them stays, each other byte becomes a sign.
fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if stays(c) {
                text.push(c);
            } else {
                text.extend(c.encode_utf8(&mut [0; 4]).bytes().map(sign));
            }
        }
        text.extend(chunk.invalid().iter().copied().map(sign));
    }
    text
}

/// Whether a character can stand in a script element as it is. What has no meaning of its own, for private use or no
/// character at all, is there by chance, and checkers of HTML mind it.
fn stays(c: char) -> bool {
    let code = u32::from(c);
    let means_nothing =
        matches!(code, 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xF0000..) || code & 0xFFFE == 0xFFFE;
    !c.is_control() && c != '<' && !(FIRST_SIGN..=LAST_SIGN).contains(&code) && !means_nothing
}

fn sign(byte: u8) -> char {
    char::from_u32(FIRST_SIGN + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The bytes that [`to_text`] made a text of.
fn from_text(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match u32::from(c).checked_sub(FIRST_SIGN).and_then(|byte| u8::try_from(byte).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::{Site, View};
    use catalog::{Count, Facet, UiLang};

    #[test]
    fn what_is_text_in_the_bytes_is_read_in_the_page() {
        for (bytes, text) in [
            ("l’été, œuvre".as_bytes(), "l’été, œuvre"),
            (b"\x04abcd", "\u{2804}abcd"),
            (b"<p>\0\xff", "\u{283c}p>\u{2800}\u{28ff}"),
            ("⠃".as_bytes(), "\u{28e2}\u{28a0}\u{2883}"),
            ("\u{e000}".as_bytes(), "\u{28ee}\u{2880}\u{2880}"),
            (b"\"\\\xc3", "\"\\\u{28c3}"),
            (b"", ""),
        ] {
            assert_eq!(to_text(bytes), text);
            assert_eq!(from_text(text), bytes, "{text}");
        }
    }

    #[test]
    fn every_pair_of_bytes_comes_back() {
        for pair in 0..=u16::MAX {
            let [one, two] = pair.to_be_bytes();
            let bytes = [b'a', one, two, b'\xa9', b'z'];
            let text = to_text(&bytes);
            assert!(text.chars().all(|c| !c.is_control() && c != '<'), "{bytes:?}: {text}");
            assert_eq!(from_text(&text), bytes);
        }
    }

    #[test]
    fn what_was_sent_comes_back() {
        let screen = Screen {
            path: "/tag/%C3%A9t%C3%A9/".into(),
            query: String::new(),
            site: Site {
                title: "</script><b>Été\u{2028}".into(),
                tagline: String::new(),
                lang: UiLang::Fr,
                posts: 70_000,
                sources: 0,
                first: Some(-1),
                last: None,
                origin: Some("https://blog.example".into()),
                offline: true,
            },
            view: View::Directory(
                Facet::Tag,
                vec![Count::new(domain::Label { slug: "été".into(), name: "Été".into() }, 3)],
            ),
        };
        let text = write(&screen);
        assert!(!text.contains('<'), "{text}");
        assert_eq!(read(&text), Some(screen));
        assert_eq!(read("another version"), None);
    }
}
