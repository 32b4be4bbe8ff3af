//! WordPress's shortcodes: captions and galleries become figures, players become cards, `[[x]]` is `[x]`, and
//! what is not known stays as it is written.

mod caption;
mod gallery;
mod show;
mod written;

use super::Context;
use super::markup::{Piece, pieces};
pub use gallery::{Gallery, GalleryPicture};
use show::show;
use written::{escaped, opening};

/// A body with its shortcodes shown.
pub(super) fn expand(body: &str, context: &mut Context<'_>) -> String {
    if memchr::memchr(b'[', body.as_bytes()).is_none() {
        return body.to_owned();
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    // Up to here (counted from the end) a `<` begins no tag, and need not be looked at again.
    let mut plain_until = usize::MAX;
    while let Some(at) = memchr::memchr2(b'[', b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            // Brackets in a tag's attributes are no shortcodes. A lone `<` is text.
            let length = match (rest.len() <= plain_until).then(|| pieces(rest).next()).flatten() {
                Some(Piece::Text(text)) => {
                    plain_until = rest.len() - text.len();
                    1
                }
                Some(piece) => piece.source().len(),
                None => 1,
            };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if let Some(length) = escaped(rest) {
            out.push_str(&rest[1..length - 1]);
            rest = &rest[length..];
            continue;
        }
        let Some(shortcode) = opening(rest) else {
            out.push('[');
            rest = &rest[1..];
            continue;
        };
        let after = &rest[shortcode.source.len()..];
        let closing = format!("[/{}]", shortcode.name);
        let inner =
            if shortcode.closes_itself { None } else { after.find(&closing).map(|end| &after[..end]) };
        match show(&shortcode, inner, context) {
            Some((html, with_inner)) => {
                out.push_str(&html);
                let inner_length =
                    if with_inner { inner.map_or(0, |inner| inner.len() + closing.len()) } else { 0 };
                rest = &after[inner_length..];
            }
            None => {
                if shortcode.has_named_value() || inner.is_some() {
                    context.warn(format!(
                        "the shortcode [{}] is not known and was kept as text",
                        shortcode.name
                    ));
                }
                out.push_str(shortcode.source);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::hosts::OwnHosts;
    use super::*;

    /// Pictures 1 and 2; post 7 has the first, post 6 has both.
    pub(super) struct Two;

    impl Gallery for Two {
        fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture> {
            let known = |id: &&&str| matches!(**id, "1" | "2");
            ids.iter()
                .filter(known)
                .map(|id| GalleryPicture {
                    id: id.parse().unwrap(),
                    title: if *id == "1" { "b".into() } else { "A".into() },
                    url: format!("/{id}.png"),
                    ..GalleryPicture::default()
                })
                .collect()
        }

        fn pictures_of(&self, post: &str) -> Vec<GalleryPicture> {
            match post {
                "7" => self.pictures(&["1"]),
                "6" => self.pictures(&["1", "2"]),
                _ => Vec::new(),
            }
        }

        fn shared_block(&self, _id: &str) -> Option<String> {
            None
        }
    }

    /// What a body shows, and how many remarks are made of it.
    pub(super) fn check(body: &str, html: &str, warnings: usize) {
        let own = OwnHosts::default();
        let mut context = Context::new(&own, "7", &Two);
        assert_eq!(expand(body, &mut context), html, "{body}");
        assert_eq!(context.warnings.len(), warnings, "{body}: {:?}", context.warnings);
    }

    #[test]
    fn what_is_no_shortcode_stays() {
        for text in [
            "[…]",
            "[sic] et [1]",
            "a [b",
            "[",
            "[x]y",
            "<a title=\"[gallery]\">",
            "[Lire la suite]",
            "5 < [6]",
        ] {
            check(text, text, 0);
        }
        check("[[gallery ids=1]] et [[/x]]", "[gallery ids=1] et [/x]", 0);
        check("[inconnu a=1]mot[/inconnu]", "[inconnu a=1]mot[/inconnu]", 1);
    }
}
