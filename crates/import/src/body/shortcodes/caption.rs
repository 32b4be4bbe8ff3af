//! Captions: a picture, and the words below it.

use super::written::Shortcode;
use crate::body::entities::decode_entities;
use crate::body::markup::{Piece, pieces};

/// `[caption]picture text[/caption]`, or the older form with the text in an attribute.
pub(super) fn caption(shortcode: &Shortcode<'_>, inner: &str) -> String {
    let picture = picture_end(inner);
    let (picture, text) = inner.split_at(picture);
    let old_form = shortcode.attribute("caption").map(decode_entities);
    let text = old_form.as_deref().unwrap_or(text).trim();
    let picture = if old_form.is_some() && picture.is_empty() { inner } else { picture }.trim();
    if text.is_empty() {
        return format!("<figure>{picture}</figure>");
    }
    format!("<figure>{picture}<figcaption>{text}</figcaption></figure>")
}

/// Where the picture of a caption ends: after its `<img>`, and the link around it.
fn picture_end(inner: &str) -> usize {
    let (mut at, mut linked, mut end) = (0, false, 0);
    for piece in pieces(inner) {
        at += piece.source().len();
        match piece {
            Piece::Open { name, .. } if name.eq_ignore_ascii_case("a") && end == 0 => linked = true,
            Piece::Open { name, .. } if name.eq_ignore_ascii_case("img") && end == 0 => {
                end = at;
                if !linked {
                    break;
                }
            }
            Piece::Close { name, .. } if name.eq_ignore_ascii_case("a") && linked => {
                return if end > 0 { at } else { 0 };
            }
            _ => {}
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn captions_become_figures() {
        check(
            "[caption id=\"a\" width=\"3\"]<img src=\"x\" /> Un <em>mot</em>[/caption]",
            "<figure><img src=\"x\" /><figcaption>Un <em>mot</em></figcaption></figure>",
            0,
        );
        check(
            "[caption width=3]<a href=\"y\"><img src=\"x\"></a> Mot[/caption]",
            "<figure><a href=\"y\"><img src=\"x\"></a><figcaption>Mot</figcaption></figure>",
            0,
        );
        check(
            "[caption caption=\"Vieux &quot;mot&quot;\"]<img src=\"x\">[/caption]",
            "<figure><img src=\"x\"><figcaption>Vieux \"mot\"</figcaption></figure>",
            0,
        );
        check("[caption]<img src=\"x\">[/caption] suite", "<figure><img src=\"x\"></figure> suite", 0);
        check("[caption id=x]<img> sans fin", "[caption id=x]<img> sans fin", 1);
    }
}
