//! A body or comment as it stands in a page, where a browser reads it.

use crate::body::entities::escape;
use crate::body::markup::{Piece, pieces};
use crate::body::tree::{Tree, is_void};

/// What stands around a body or comment in a page: comments are items of a list.
const BEFORE: &str = "<ol><li><div>";
const AFTER: &str = "</div></li></ol><p>x</p>";

/// A body as it stands in a page: what is left open in it must not reach what follows it.
pub(super) fn with(clean: &str) -> String {
    format!("{BEFORE}{clean}{AFTER}")
}

/// What stands inside of a page that was cleaned. None: what was inside reached beyond its place.
pub(super) fn inside(page: &str) -> Option<&str> {
    page.strip_prefix(BEFORE)?.strip_suffix(AFTER).filter(|inner| is_balanced(inner))
}

/// Whether every tag of written-out HTML is closed in it, and none that was opened before it.
fn is_balanced(html: &str) -> bool {
    let mut depth = 0_usize;
    for piece in pieces(html) {
        match piece {
            Piece::Open { name, .. } if !is_void(name) => depth += 1,
            Piece::Close { .. } => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

/// The words of HTML, a paragraph for each line.
pub(super) fn words_alone(html: &str) -> String {
    let words = Tree::parse(html).words(Tree::ROOT);
    words.lines().map(|line| format!("<p>{}</p>", escape(line))).collect()
}
