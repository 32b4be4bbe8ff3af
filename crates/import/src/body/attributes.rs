//! Attributes bounded before HTML is read as HTML: a reader of HTML compares each attribute of an element with those
//! before it, so that a hundred thousand of them on one element are an attack on its time.

use std::borrow::Cow;

/// No element that people wrote has more.
const MOST: usize = 200;

/// What is shorter cannot hold enough attributes to matter.
const SHORT: usize = 4 * 1024;

/// Where in a tag we are, in the words of the HTML standard's tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Name,
    BeforeAttribute,
    Attribute,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// The HTML without the attributes of an element beyond the two hundredth.
pub(super) fn few_attributes(html: &str) -> Cow<'_, str> {
    if html.len() <= SHORT {
        return Cow::Borrowed(html);
    }
    let mut kept = String::new();
    let (mut done, mut from) = (0, 0);
    while let Some(start) = html[from..].find('<').map(|at| from + at) {
        let name = html.as_bytes().get(start + 1);
        from = start + 1;
        if !name.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            continue;
        }
        let (end, cut) = tag(html.as_bytes(), start + 1);
        if let Some(cut) = cut {
            kept.push_str(&html[done..cut]);
            done = end;
        }
        from = end;
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[done..]);
    Cow::Owned(kept)
}

/// The position of a tag's `>` (or the text's end), and where its attribute that is one too many begins.
fn tag(html: &[u8], start: usize) -> (usize, Option<usize>) {
    let (mut at, mut attributes, mut cut) = (At::Name, 0, None);
    for (position, byte) in html.iter().enumerate().skip(start) {
        let space = byte.is_ascii_whitespace();
        if *byte == b'>' && !matches!(at, At::Quoted(_)) {
            return (position, cut);
        }
        at = match at {
            At::Name | At::Attribute | At::Unquoted if space => At::BeforeAttribute,
            At::Name | At::Attribute if *byte == b'/' => At::BeforeAttribute,
            At::Attribute if *byte == b'=' => At::BeforeValue,
            At::BeforeAttribute if !space && *byte != b'/' => {
                attributes += 1;
                if attributes == MOST + 1 {
                    cut = Some(position);
                }
                At::Attribute
            }
            At::BeforeValue if matches!(byte, b'"' | b'\'') => At::Quoted(*byte),
            At::BeforeValue if !space => At::Unquoted,
            At::Quoted(quote) if *byte == quote => At::BeforeAttribute,
            same => same,
        };
    }
    (html.len(), cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(piece: &str) -> String {
        (0..20_000).map(|n| piece.replace('#', &n.to_string())).collect()
    }

    #[test]
    fn attributes_beyond_measure_are_left_out_and_the_words_stay() {
        for piece in [" a#", " a#=b", " a#=\"b > c\"", " a#='b'", "/a#", " a# = b"] {
            let html = format!("<p>un</p><p{}>deux</p><img src=\"/a.png\">", many(piece));
            let few = few_attributes(&html);
            assert!(
                few.starts_with("<p>un</p><p") && few.ends_with(">deux</p><img src=\"/a.png\">"),
                "{piece}"
            );
            assert!(few.len() < 6_000, "{piece}: {}", few.len());
        }
        assert!(few_attributes(&format!("<p{}", many(" a#"))).len() < 6_000);
    }

    #[test]
    fn what_people_wrote_is_left() {
        let html = "<p class=\"a\" title='b > c'>3 < 4 <br/><a href=x>é</a></p>".repeat(1_000);
        assert!(matches!(few_attributes(&html), Cow::Borrowed(_)));
    }
}
