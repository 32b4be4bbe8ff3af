//! Pictures at reading time: at hand, or a frame.

use super::hosts::{OwnHosts, file_name};
use super::sanitise;
use super::tree::{Id, Tree};
use domain::SafeHtml;

/// A picture that this server has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPicture {
    /// Its address here: a path from `/`.
    pub src: String,
    /// Pixels, where known.
    pub width: Option<u32>,
    /// Pixels, where known.
    pub height: Option<u32>,
}

/// The body as a reader gets it: a picture at hand gets its local address; any other becomes a frame
/// (`<figure class="frame">`, or `<span class="frame">` inside a line) with its text alternative and a link, and is
/// never fetched from elsewhere. `local` is asked with `src` as stored.
#[must_use]
pub fn with_pictures(html: &SafeHtml, local: &dyn Fn(&str) -> Option<LocalPicture>) -> SafeHtml {
    with_pictures_of(html, "", local)
}

/// [`with_pictures`], where the blog's own pictures that are not at hand are linked where they were:
/// `origin` is the blog's old address without path (`https://blog.example`), empty for none.
#[must_use]
pub fn with_pictures_of(
    html: &SafeHtml,
    origin: &str,
    local: &dyn Fn(&str) -> Option<LocalPicture>,
) -> SafeHtml {
    if !html.as_str().contains("<img") {
        return html.clone();
    }
    let mut tree = Tree::parse(html.as_str());
    let images: Vec<Id> = tree.below(Tree::ROOT).into_iter().filter(|id| tree.name(*id) == "img").collect();
    for image in images {
        let src = tree.attribute(image, "src").unwrap_or_default().to_owned();
        match local(&src) {
            Some(picture) => show(&mut tree, image, &picture),
            None => frame(&mut tree, image, &src, origin),
        }
    }
    sanitise::body(&tree.to_html())
}

fn show(tree: &mut Tree, image: Id, picture: &LocalPicture) {
    tree.set_attribute(image, "src", Some(&picture.src));
    // The recorded size is the one it was shown at; the file's own only fills what is missing, and both or none:
    // one of each would be another shape.
    let recorded = tree.attribute(image, "width").is_some() && tree.attribute(image, "height").is_some();
    if let (false, Some(width), Some(height)) = (recorded, picture.width, picture.height) {
        tree.set_attribute(image, "width", Some(&width.to_string()));
        tree.set_attribute(image, "height", Some(&height.to_string()));
    }
}

fn frame(tree: &mut Tree, image: Id, src: &str, origin: &str) {
    let alt = tree.attribute(image, "alt").unwrap_or_default().trim().to_owned();
    let words = if alt.is_empty() { file_name(src) } else { alt };
    let in_link = tree.ancestors(image).any(|ancestor| tree.name(ancestor) == "a");
    let parent = tree.parent(image).unwrap_or(Tree::ROOT);
    let figure = tree.ancestors(image).find(|ancestor| tree.name(*ancestor) == "figure");
    let alone = figure.is_none()
        && matches!(tree.name(parent), "" | "div" | "section" | "article" | "aside" | "blockquote");
    let frame = tree.new_element(if alone { "figure" } else { "span" }, &[("class", "frame")]);
    let text = tree.new_text(&words);
    if in_link || src.is_empty() {
        tree.adopt(frame, text);
    } else {
        let address = if OwnHosts::leads_out(src) {
            src.to_owned()
        } else {
            format!("{}{src}", origin.trim_end_matches('/'))
        };
        let link = tree.new_element("a", &[("href", &address)]);
        tree.adopt(link, text);
        tree.adopt(frame, link);
    }
    tree.replace(image, frame);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_at_hand_or_a_frame() {
        let rel = " rel=\"noopener noreferrer\"";
        let local = |src: &str| {
            (src == "/a.png").then(|| LocalPicture {
                src: "/media/h/a.png".into(),
                width: Some(6),
                height: Some(4),
            })
        };
        for (stored, shown) in [
            (
                "<p><img src=\"/a.png\" alt=\"x\"></p>",
                "<p><img alt=\"x\" src=\"/media/h/a.png\" width=\"6\" height=\"4\"></p>".to_owned(),
            ),
            (
                "<p>mot <img src=\"/b.png\" alt=\"x &amp; y\"> mot</p>",
                format!(
                    "<p>mot <span class=\"frame\"><a href=\"https://blog.example/b.png\"{rel}>x &amp; y</a></span> mot</p>"
                ),
            ),
            (
                "<img src=\"https://d.example/c.png\" alt=\"\">",
                format!(
                    "<figure class=\"frame\"><a href=\"https://d.example/c.png\"{rel}>c.png</a></figure>"
                ),
            ),
            (
                "<figure><a href=\"/b-grand.png\"><img src=\"/b.png\" alt=\"x\"></a><figcaption>Légende</figcaption></figure>",
                format!(
                    "<figure><a href=\"/b-grand.png\"{rel}><span class=\"frame\">x</span></a><figcaption>Légende</figcaption></figure>"
                ),
            ),
        ] {
            assert_eq!(
                with_pictures_of(&sanitise::body(stored), "https://blog.example", &local).as_str(),
                shown,
                "{stored}"
            );
        }
    }
}
