//! Nesting bounded before HTML is read as HTML: a tree thousands deep is a mistake or an attack, and costs every
//! later step its stack or its time.

use super::attributes::few_attributes;
use super::markup::{Piece, pieces};
use std::borrow::Cow;

/// No text that people wrote is nested deeper.
const DEEPEST: usize = 100;

/// Elements that hold nothing, or that the next of their kind closes.
const DO_NOT_NEST: [&str; 28] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr", "!",
];

/// The HTML without the tags that nest too deep; what they hold stays. Elements keep as many attributes as people write.
pub(super) fn shallow(html: &str) -> Cow<'_, str> {
    match few_attributes(html) {
        Cow::Borrowed(html) => shallow_tags(html),
        Cow::Owned(html) => Cow::Owned(shallow_tags(&html).into_owned()),
    }
}

fn shallow_tags(html: &str) -> Cow<'_, str> {
    if !nests_too_deep(html) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut depth = 0_usize;
    for piece in pieces(html) {
        match piece {
            Piece::Open { name, source } if nests(name) && !source.ends_with("/>") => {
                depth += 1;
                if depth <= DEEPEST {
                    out.push_str(source);
                }
            }
            Piece::Close { name, source } if nests(name) => {
                if depth <= DEEPEST {
                    out.push_str(source);
                }
                depth = depth.saturating_sub(1);
            }
            _ => out.push_str(piece.source()),
        }
    }
    Cow::Owned(out)
}

fn nests_too_deep(html: &str) -> bool {
    let mut depth = 0_usize;
    pieces(html).any(|piece| {
        match piece {
            Piece::Open { name, .. } if nests(name) => depth += 1,
            Piece::Close { name, .. } if nests(name) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

fn nests(name: &str) -> bool {
    !DO_NOT_NEST.iter().any(|other| other.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_too_deep_is_made_shallow_and_keeps_its_words() {
        let deep = format!("{}mot{} fin", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let html = shallow(&deep);
        assert_eq!(html.matches("<div>").count(), DEEPEST);
        assert_eq!(html.matches("</div>").count(), DEEPEST);
        assert!(html.contains("mot") && html.ends_with(" fin"));
    }

    #[test]
    fn what_nests_as_people_write_is_left() {
        let flat = "<p>a<br><li>b".repeat(500);
        assert!(matches!(shallow(&flat), Cow::Borrowed(_)));
    }
}
