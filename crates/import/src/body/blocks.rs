//! Block comments and the marks that WordPress keeps in comments.

use super::Context;
use super::autop::autop;
use super::embeds;
use super::entities::escape;
use super::footnotes;
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
                    out.push_str(&alone(name, source, body, context));
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

/// What a block without content of its own shows: footnotes, a block kept elsewhere, a link where it names one.
fn alone(name: &str, source: &str, body: &str, context: &mut Context<'_>) -> String {
    /// Shared blocks may show shared blocks; one that shows itself ends here.
    const DEEPEST: u8 = 3;
    let name = name.strip_prefix("core/").unwrap_or(name);
    let attributes = attributes(source);
    let text = |key: &str| attributes.get(key).and_then(|value| value.as_str()).map(str::trim);
    match name {
        "spacer" | "separator" | "more" | "nextpage" => return String::new(),
        "footnotes" => return footnotes::list(std::mem::take(&mut context.footnotes), body),
        "block" => {
            let id = attributes.get("ref").and_then(serde_json::Value::as_u64).map(|id| id.to_string());
            let shared = id.filter(|_| context.shared_depth < DEEPEST);
            context.shows_others = true;
            let shared = shared.and_then(|id| context.gallery.shared_block(&id));
            if let Some(shared) = shared.filter(|shared| shared.len() <= context.shared_bytes) {
                context.shared_bytes -= shared.len();
                context.shared_depth += 1;
                let html = shown(&shared, context);
                context.shared_depth -= 1;
                return html;
            }
        }
        _ => {}
    }
    let address = text("url").or_else(|| text("src")).or_else(|| text("href"));
    if let Some(address) = address.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        let label = text("label").or_else(|| text("title")).or_else(|| text("service"));
        let label = label.map(super::plain_line).filter(|label| !label.is_empty());
        return match label {
            Some(label) => format!("<p><a href=\"{}\">{}</a></p>", escape(address), escape(&label)),
            None => embeds::card(address, context.own),
        };
    }
    context.warn(format!("the block “{name}” has no content in an export: left out"));
    String::new()
}

/// What stands between the braces of a block comment; nothing where that is no JSON.
fn attributes(comment: &str) -> serde_json::Value {
    let json = comment.find('{').zip(comment.rfind('}')).and_then(|(from, to)| comment.get(from..=to));
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
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
    fn blocks_without_content_show_what_they_name() {
        check(
            "<!-- wp:social-link {\"url\":\"https://a.example/x\",\"service\":\"mastodon\"} /-->",
            "<p><a href=\"https://a.example/x\">mastodon</a></p>",
            &[],
        );
        check(
            "<!-- wp:embed {\"url\":\"https://youtu.be/x\"} /-->",
            "<p class=\"card\"><a href=\"https://youtu.be/x\">YouTube\u{a0}: https://youtu.be/x</a></p>",
            &[],
        );
        let nothing = ["the block “block” has no content in an export: left out"];
        check("<!-- wp:block {\"ref\":5} /-->", "", &nothing);
        check("<!-- wp:block {\"ref\":} /-->", "", &nothing);
    }

    #[test]
    fn marks_become_anchors_and_breaks() {
        assert_eq!(marks("a<!--more Suite-->b<!-- x -->c", "3"), "a<span id=\"more-3\"></span>bc");
        assert_eq!(marks("a<!--nextpage-->b", "3"), "a\n\n<hr class=\"nextpage\" />\n\nb");
    }
}
