//! Foreign bodies to clean, semantic HTML: what WordPress does to a body when it shows it, then a tree that is
//! put in order, then the sanitiser.

mod absolute;
mod attributes;
mod autop;
mod blocks;
mod clean;
mod depth;
mod embeds;
mod entities;
mod files;
mod footnotes;
mod hosts;
mod markup;
mod pages;
mod plain;
mod players;
#[cfg(test)]
mod properties;
mod sanitise;
mod shortcodes;
pub(crate) mod space;
pub(crate) mod tree;

pub use absolute::absolute;
pub(crate) use entities::{decode_entities, decode_twice};
pub use files::{BodyAddress, Files, LocalFile, LocalPicture, addresses, with_pictures};
pub use hosts::OwnHosts;
pub(crate) use hosts::{file_name, host_of};
pub use pages::{page_of, pages};
pub use sanitise::{for_reading, links, safe_id, with_links};
pub use shortcodes::{Gallery, GalleryPicture};
use tree::Tree;

/// Far more than any post shows of shared blocks.
const SHARED_BYTES: usize = 4 << 20;

/// What a body is made clean with.
pub(crate) struct Context<'a> {
    /// The blog's own hosts.
    pub own: &'a OwnHosts,
    /// The post's number, for its galleries and its `#more-ID`.
    pub post_id: &'a str,
    /// Where galleries find their pictures.
    pub gallery: &'a dyn Gallery,
    /// The post's custom field `footnotes`, until they are listed; empty for none.
    pub footnotes: &'a str,
    /// Blocks kept once and shown in several posts, opened so deep.
    shared_depth: u8,
    /// How many bytes of them may still be shown: blocks that show blocks can ask for any number.
    shared_bytes: usize,
    /// Whether it asked for what other items hold.
    pub shows_others: bool,
    /// What could not be shown.
    pub warnings: Vec<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(own: &'a OwnHosts, post_id: &'a str, gallery: &'a dyn Gallery) -> Self {
        Self {
            own,
            post_id,
            gallery,
            footnotes: "",
            shared_depth: 0,
            shared_bytes: SHARED_BYTES,
            shows_others: false,
            warnings: Vec::new(),
        }
    }

    fn warn(&mut self, warning: String) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// A blog whose other items are not known.
#[derive(Clone, Copy, Debug)]
pub struct NoGallery;

impl Gallery for NoGallery {
    fn pictures(&self, _ids: &[&str]) -> Vec<GalleryPicture> {
        Vec::new()
    }

    fn pictures_of(&self, _post: &str) -> Vec<GalleryPicture> {
        Vec::new()
    }

    fn shared_block(&self, _id: &str) -> Option<String> {
        None
    }
}

/// A body as WordPress stores it, as a tree in order.
pub(crate) fn from_wordpress(body: &str, context: &mut Context<'_>) -> Tree {
    let html = if blocks::has_blocks(body) {
        let mut html = blocks::shown(body, context);
        // Marks without their list would lead nowhere.
        html.push_str(&footnotes::list(std::mem::take(&mut context.footnotes), body));
        shortcodes::expand(&html, context)
    } else {
        let marked = blocks::marks(body, context.post_id);
        let carded = embeds::cards_for_lines(&marked, context.own);
        autop::autop(&shortcodes::expand(&carded, context))
    };
    from_html(&html, context)
}

/// A body that is HTML already, as a tree in order.
pub(crate) fn from_html(html: &str, context: &Context<'_>) -> Tree {
    let mut tree = Tree::parse(html);
    clean::put_in_order(&mut tree, context.own);
    tree
}

/// A tree as a body that can be shown.
pub(crate) fn sealed(tree: &mut Tree) -> domain::SafeHtml {
    pages::settle(tree);
    clean::drop_space_between_blocks(tree);
    sanitise::own_classes(tree);
    sanitise::body_of(tree)
}

/// Foreign HTML through the sanitiser alone.
#[cfg(feature = "fuzzing")]
pub(crate) fn sanitised(html: &str) -> domain::SafeHtml {
    sanitise::body(html)
}

/// A comment as WordPress stores it, clean.
pub(crate) fn comment(body: &str, own: &OwnHosts) -> domain::SafeHtml {
    let mut tree = Tree::parse(&autop::autop(body));
    clean::put_in_order(&mut tree, own);
    // A heading in a comment is none of the page's.
    for id in tree.all_below(Tree::ROOT) {
        if matches!(tree.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            tree.rename(id, "p");
        }
    }
    clean::drop_space_between_blocks(&mut tree);
    sanitise::comment_of(&tree)
}

/// One line of text of what may hold tags and entities, once or twice encoded: a title.
pub(crate) fn plain_line(html: &str) -> String {
    let text: String = markup::pieces(html)
        .map(|piece| match piece {
            markup::Piece::Text(text) => text,
            markup::Piece::Open { name, .. } if name.eq_ignore_ascii_case("br") => " ",
            _ => "",
        })
        .collect();
    decode_twice(&text)
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_keeps_its_parts_apart_and_adds_no_heading_to_the_page() {
        let own = OwnHosts::new("https://blog.example", &[]);
        let html =
            comment("<h2>Titre</h2><div>Suite</div><table><tr><td>a</td><td>b</td></tr></table>", &own);
        assert_eq!(
            html.as_str(),
            "<p>Titre</p><div>Suite</div><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
        );
    }

    #[test]
    fn parts_of_lists_that_stand_alone_are_put_in_a_list() {
        let own = OwnHosts::new("https://blog.example", &[]);
        for (html, clean) in [
            ("<li>a</li> <li>b</li>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
            ("<div><li>a</div>", "<div><ul><li>a</li></ul></div>"),
            ("<menu><li>a</li></menu>", "<ul><li>a</li></ul>"),
            ("<ol><li>a<ul><li>b</li></ul></li></ol>", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
            ("<dd>a</dd><dt>b</dt>", "<dl><dd>a</dd><dt>b</dt></dl>"),
            ("<dl><div><dt>a</dt></div></dl>", "<dl><div><dt>a</dt></div></dl>"),
        ] {
            assert_eq!(comment(html, &own).as_str(), clean, "{html}");
        }
    }

    #[test]
    fn a_title_is_one_line_of_text() {
        for (html, line) in [
            ("d&#8217;un <em>mot</em>\n l’autre", "d’un mot l’autre"),
            ("A &amp;amp; B", "A & B"),
            ("3 < 4 <br/>et", "3 < 4 et"),
            ("10\u{a0}000 mots ", "10\u{a0}000 mots"),
        ] {
            assert_eq!(plain_line(html), line);
        }
    }
}
