//! Block comments and the marks that WordPress keeps in comments.

use super::Context;
use super::autop::autop;
use super::entities::escape;
use super::markup::{Piece, pieces};

/// Whether a body is made of blocks: then its paragraphs are written out already.
pub(super) fn has_blocks(body: &str) -> bool {
    body.contains("<!-- wp:")
}

/// What a block comment is.
enum Delimiter<'a> {
    Opens(&'a str),
    Closes,
    /// A block without content of its own: a server makes it when it shows the page.
    Alone(&'a str),
}

/// The HTML of a body of blocks, without the comments that say which block it is. What stands between blocks is
/// classic text.
pub(super) fn shown(body: &str, context: &mut Context<'_>) -> String {
    let mut out = String::with_capacity(body.len());
    let mut classic = String::new();
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces(body) {
        let in_classic = open.last().is_none_or(|name| matches!(*name, "freeform" | "core/freeform"));
        if let Piece::Comment(source) = piece {
            match delimiter(source) {
                Some(Delimiter::Opens(name)) => {
                    flush(&mut classic, &mut out);
                    open.push(name);
                }
                Some(Delimiter::Closes) => {
                    flush(&mut classic, &mut out);
                    open.pop();
                }
                Some(Delimiter::Alone(name)) => {
                    flush(&mut classic, &mut out);
                    if !matches!(name, "spacer" | "separator" | "more" | "nextpage") {
                        context.warn(format!("the block “{name}” has no content in an export: left out"));
                    }
                }
                None => {
                    let mark = mark(source, context.post_id);
                    if in_classic { classic.push_str(&mark) } else { out.push_str(&mark) }
                }
            }
            continue;
        }
        if in_classic { classic.push_str(piece.source()) } else { out.push_str(piece.source()) }
    }
    flush(&mut classic, &mut out);
    out
}

fn flush(classic: &mut String, out: &mut String) {
    if classic.trim().is_empty() {
        out.push_str(classic);
    } else {
        out.push_str(&autop(classic));
    }
    classic.clear();
}

/// A classic body with its marks shown and its other comments gone.
pub(super) fn marks(body: &str, post_id: &str) -> String {
    if !body.contains("<!") {
        return body.to_owned();
    }
    pieces(body)
        .map(|piece| match piece {
            Piece::Comment(source) => mark(source, post_id),
            _ => piece.source().to_owned(),
        })
        .collect()
}

/// `<!--more-->` is an anchor that old links go to, `<!--nextpage-->` a break; any other comment is nothing.
fn mark(comment: &str, post_id: &str) -> String {
    let inner = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
    if inner == "more" || inner.starts_with("more ") {
        return format!("<span id=\"more-{}\"></span>", escape(post_id));
    }
    if inner == "nextpage" {
        return format!("\n\n<hr class=\"{}\" />\n\n", super::pages::CLASS);
    }
    String::new()
}

fn delimiter(comment: &str) -> Option<Delimiter<'_>> {
    let inner = comment.strip_prefix("<!--")?.trim_end_matches("-->").trim();
    if inner.starts_with("/wp:") {
        return Some(Delimiter::Closes);
    }
    let rest = inner.strip_prefix("wp:")?;
    let name = rest.split([' ', '\n', '\t', '{', '/']).next().unwrap_or_default();
    // `core/` and other makers' names hold a slash; one at the very end closes the block.
    let full = rest.split([' ', '\n', '\t', '{']).next().unwrap_or(name);
    let full = if full.ends_with('/') { name } else { full };
    Some(if inner.ends_with('/') { Delimiter::Alone(full) } else { Delimiter::Opens(full) })
}

#[cfg(test)]
mod tests {
    use super::super::{NoGallery, OwnHosts};
    use super::*;

    fn check(body: &str, html: &str, warnings: &[&str]) {
        let own = OwnHosts::default();
        let mut context = Context::new(&own, "7", &NoGallery);
        assert_eq!(shown(body, &mut context), html, "{body}");
        assert_eq!(context.warnings, warnings, "{body}");
    }

    #[test]
    fn block_comments_are_gone_and_their_html_stays() {
        check("<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->", "\n<p>a\nb</p>\n", &[]);
        check(
            "<!-- wp:list {\"x\":\"--\"} --><ul></ul><!-- /wp:list -->\n\nmot\n\nautre",
            "<ul></ul><p>mot</p>\n<p>autre</p>\n",
            &[],
        );
        check(
            "<!-- wp:latest-posts {\"x\":1} /--><!-- wp:acme/thing /-->",
            "",
            &[
                "the block “latest-posts” has no content in an export: left out",
                "the block “acme/thing” has no content in an export: left out",
            ],
        );
        check(
            "<!-- wp:more --><!--more--><!-- /wp:more --><!-- note -->",
            "<span id=\"more-7\"></span>",
            &[],
        );
    }

    #[test]
    fn marks_become_anchors_and_breaks() {
        assert_eq!(marks("a<!--more Suite-->b<!-- x -->c", "3"), "a<span id=\"more-3\"></span>bc");
        assert_eq!(marks("a<!--nextpage-->b", "3"), "a\n\n<hr class=\"nextpage\" />\n\nb");
    }
}
