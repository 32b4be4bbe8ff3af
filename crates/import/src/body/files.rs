//! Files at reading time: pictures, sounds and films at hand are shown, what is not is a frame, and nothing is asked of
//! the host where the blog was.

use super::entities::decode_entities;
use super::hosts::file_name;
use super::markup::{Piece, attributes, pieces};
use super::sanitise;
use super::tree::{Id, Tree};
use domain::SafeHtml;

/// The widest that a body shows a picture, in CSS pixels: the column of text on a large screen.
const COLUMN: u32 = 720;

/// A picture that this server has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalPicture {
    /// Its address here: a path from `/`.
    pub src: String,
    /// Pixels, where known.
    pub width: Option<u32>,
    /// Pixels, where known.
    pub height: Option<u32>,
    /// Smaller ones: address here and width, narrowest first.
    pub smaller: Vec<(String, u32)>,
}

/// A file that this server has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalFile {
    /// To be shown.
    Picture(LocalPicture),
    /// To be heard: its address here.
    Sound(String),
    /// To be watched: its address here.
    Film(String),
    /// To be opened: its address here.
    Other(String),
}

impl LocalFile {
    /// Its address here: a path from `/`.
    #[must_use]
    pub fn src(&self) -> &str {
        match self {
            Self::Picture(picture) => &picture.src,
            Self::Sound(src) | Self::Film(src) | Self::Other(src) => src,
        }
    }
}

/// Who knows which files are here.
pub trait Files {
    /// The file of an address as a body has it, if it is here.
    fn at_hand(&self, address: &str) -> Option<LocalFile>;

    /// The path on this archive of an address that was the blog's own on another host. None for any other.
    fn path_here(&self, _address: &str) -> Option<String> {
        None
    }
}

impl<F: Fn(&str) -> Option<LocalFile>> Files for F {
    fn at_hand(&self, address: &str) -> Option<LocalFile> {
        self(address)
    }
}

/// An address of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyAddress {
    /// As the body has it.
    pub address: String,
    /// Shown as a picture, rather than linked to.
    pub picture: bool,
}

/// The pictures and links of a body, in order.
#[must_use]
pub fn addresses(html: &SafeHtml) -> Vec<BodyAddress> {
    let addressed = |piece| {
        let (source, named, picture) = match piece {
            Piece::Open { name: "img", source } => (source, "src", true),
            Piece::Open { name: "a", source } => (source, "href", false),
            _ => return None,
        };
        let (_, address) = attributes(source).into_iter().find(|(name, _)| name == named)?;
        Some(BodyAddress { address: decode_entities(&address), picture })
    };
    pieces(html.as_str()).filter_map(addressed).collect()
}

/// The body as a reader gets it. A picture at hand gets its local address, its size and smaller ones to choose from;
/// any other becomes a frame (`<figure class="frame">`, or `<span class="frame">` inside a line) with its text
/// alternative and a link, and is never fetched from elsewhere. Links to files at hand lead to them, and sounds and
/// films on a line of their own can be played.
#[must_use]
pub fn with_pictures(html: &SafeHtml, files: &dyn Files) -> SafeHtml {
    if !html.as_str().contains("<img") && !html.as_str().contains("<a ") {
        return html.clone();
    }
    let mut tree = Tree::parse(html.as_str());
    for id in tree.all_below(Tree::ROOT) {
        match tree.name(id) {
            "img" => {
                let src = tree.attribute(id, "src").unwrap_or_default().to_owned();
                match files.at_hand(&src) {
                    Some(LocalFile::Picture(picture)) => show(&mut tree, id, &picture),
                    other => frame(&mut tree, id, &src, other.as_ref(), files),
                }
            }
            "a" => lead(&mut tree, id, files),
            _ => {}
        }
    }
    sanitise::shown(&tree.to_html())
}

fn show(tree: &mut Tree, image: Id, picture: &LocalPicture) {
    tree.set_attribute(image, "src", Some(&picture.src));
    let shown = shown_size(tree, image, picture);
    if let Some((width, height)) = shown {
        tree.set_attribute(image, "width", Some(&width.to_string()));
        tree.set_attribute(image, "height", Some(&height.to_string()));
    }
    if let (Some(full), false) = (picture.width, picture.smaller.is_empty()) {
        let mut choices: Vec<String> =
            picture.smaller.iter().map(|(src, width)| format!("{src} {width}w")).collect();
        choices.push(format!("{} {full}w", picture.src));
        let width = shown.map_or(full, |(width, _)| width).min(COLUMN);
        tree.set_attribute(image, "srcset", Some(&choices.join(", ")));
        tree.set_attribute(image, "sizes", Some(&format!("(max-width: {width}px) 100vw, {width}px")));
    }
    tree.set_attribute(image, "loading", Some("lazy"));
    tree.set_attribute(image, "decoding", Some("async"));
}

/// The size to show a picture at: as wide as it was shown, in the shape that the file has. Where the file's own size is
/// not known, as recorded.
fn shown_size(tree: &Tree, image: Id, picture: &LocalPicture) -> Option<(u32, u32)> {
    let recorded =
        |name| tree.attribute(image, name).and_then(|value| value.parse::<u32>().ok()).filter(|n| *n > 0);
    let (width, height) = (recorded("width"), recorded("height"));
    let Some((full_width, full_height)) = picture.width.zip(picture.height).filter(|(w, h)| *w > 0 && *h > 0)
    else {
        return width.zip(height);
    };
    let scaled = |n: u32, by: u32, of: u32| {
        u32::try_from((u64::from(n) * u64::from(by) + u64::from(of) / 2) / u64::from(of))
            .unwrap_or(u32::MAX)
            .max(1)
    };
    Some(match (width, height) {
        (Some(width), _) => (width, scaled(width, full_height, full_width)),
        (None, Some(height)) => (scaled(height, full_width, full_height), height),
        (None, None) => (full_width, full_height),
    })
}

fn frame(tree: &mut Tree, image: Id, src: &str, at_hand: Option<&LocalFile>, files: &dyn Files) {
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
        let here = at_hand.map(|file| file.src().to_owned()).or_else(|| files.path_here(src));
        let link = tree.new_element("a", &[("href", &here.unwrap_or_else(|| src.to_owned()))]);
        tree.adopt(link, text);
        tree.adopt(frame, link);
    }
    tree.replace(image, frame);
}

/// Leads a link to the file that is here, or to where the archive would have it.
fn lead(tree: &mut Tree, link: Id, files: &dyn Files) {
    let Some(address) = tree.attribute(link, "href").map(str::to_owned) else { return };
    let Some(file) = files.at_hand(&address) else {
        if let Some(path) = files.path_here(&address) {
            tree.set_attribute(link, "href", Some(&path));
        }
        return;
    };
    tree.set_attribute(link, "href", Some(file.src()));
    let player = match &file {
        LocalFile::Sound(_) => "audio",
        LocalFile::Film(_) => "video",
        _ => return,
    };
    let Some(parent) = tree.parent(link).filter(|parent| tree.has_class(*parent, "card")) else { return };
    let player = tree.new_element(player, &[("controls", ""), ("preload", "none"), ("src", file.src())]);
    let line = tree.new_element("p", &[("class", "card")]);
    tree.replace(parent, line);
    tree.adopt(line, player);
    let space = tree.new_text(" ");
    tree.adopt(line, space);
    tree.detach(link);
    tree.adopt(line, link);
}

#[cfg(test)]
mod tests {
    use super::*;

    const REL: &str = " rel=\"noopener noreferrer\"";

    struct Here;

    impl Files for Here {
        fn at_hand(&self, address: &str) -> Option<LocalFile> {
            let name = address.rsplit('/').next().unwrap_or_default();
            let src = format!("/media/h/{name}");
            match name {
                "a.png" => Some(LocalFile::Picture(LocalPicture {
                    src,
                    width: Some(1200),
                    height: Some(800),
                    smaller: vec![("/media/s/a.webp".into(), 480)],
                })),
                "small.png" => Some(LocalFile::Picture(LocalPicture {
                    src,
                    width: Some(6),
                    height: Some(4),
                    smaller: Vec::new(),
                })),
                "x.mp3" => Some(LocalFile::Sound(src)),
                "x.mp4" => Some(LocalFile::Film(src)),
                "x.pdf" => Some(LocalFile::Other(src)),
                _ => None,
            }
        }

        fn path_here(&self, address: &str) -> Option<String> {
            address.strip_prefix("https://old.example").map(str::to_owned)
        }
    }

    fn check(stored: &str, shown: &str) {
        let html = with_pictures(&sanitise::body(stored), &Here);
        assert_eq!(html.as_str(), shown.replace(" REL", REL), "{stored}");
    }

    #[test]
    fn a_picture_at_hand_is_shown_from_here() {
        let lazy = " loading=\"lazy\" decoding=\"async\"";
        check(
            "<p><img src=\"/small.png\" alt=\"x\"></p>",
            &format!("<p><img alt=\"x\" src=\"/media/h/small.png\" width=\"6\" height=\"4\"{lazy}></p>"),
        );
        // As wide as it was shown, whole where only a square of it was.
        check(
            "<img src=\"/a.png\" alt=\"\" width=\"150\" height=\"150\">",
            &format!(
                "<img alt=\"\" height=\"100\" src=\"/media/h/a.png\" width=\"150\" \
                 srcset=\"/media/s/a.webp 480w, /media/h/a.png 1200w\" \
                 sizes=\"(max-width: 150px) 100vw, 150px\"{lazy}>"
            ),
        );
        check(
            "<a href=\"https://old.example/a.png\"><img src=\"/small.png\" alt=\"\"></a>",
            &format!(
                "<a href=\"/media/h/a.png\" REL><img alt=\"\" src=\"/media/h/small.png\" width=\"6\" height=\"4\"{lazy}></a>"
            ),
        );
    }

    #[test]
    fn a_picture_that_is_not_here_is_a_frame_and_asks_nothing_of_the_old_host() {
        for (stored, shown) in [
            (
                "<p>mot <img src=\"/b.png\" alt=\"x &amp; y\"> mot</p>",
                "<p>mot <span class=\"frame\"><a href=\"/b.png\" REL>x &amp; y</a></span> mot</p>",
            ),
            (
                "<img src=\"https://old.example/c.png\" alt=\"\">",
                "<figure class=\"frame\"><a href=\"/c.png\" REL>c.png</a></figure>",
            ),
            (
                "<img src=\"https://d.example/c.png\" alt=\"\">",
                "<figure class=\"frame\"><a href=\"https://d.example/c.png\" REL>c.png</a></figure>",
            ),
            (
                "<figure><a href=\"/b-grand.png\"><img src=\"/b.png\" alt=\"x\"></a><figcaption>Légende</figcaption></figure>",
                "<figure><a href=\"/b-grand.png\" REL><span class=\"frame\">x</span></a><figcaption>Légende</figcaption></figure>",
            ),
        ] {
            check(stored, shown);
        }
    }

    #[test]
    fn sounds_and_films_on_a_line_of_their_own_are_played_here() {
        check(
            "<p class=\"card\"><a href=\"/x.mp3\">x.mp3</a></p>",
            "<p class=\"card\"><audio controls=\"\" preload=\"none\" src=\"/media/h/x.mp3\"></audio> \
             <a href=\"/media/h/x.mp3\" REL>x.mp3</a></p>",
        );
        check(
            "<p class=\"card\"><a href=\"https://old.example/x.mp4\">x.mp4</a></p>",
            "<p class=\"card\"><video controls=\"\" preload=\"none\" src=\"/media/h/x.mp4\"></video> \
             <a href=\"/media/h/x.mp4\" REL>x.mp4</a></p>",
        );
        check("<p>Voir <a href=\"/x.mp3\">x</a></p>", "<p>Voir <a href=\"/media/h/x.mp3\" REL>x</a></p>");
        check("<p><a href=\"/x.pdf\">x</a></p>", "<p><a href=\"/media/h/x.pdf\" REL>x</a></p>");
    }

    #[test]
    fn a_body_tells_its_addresses() {
        let body = sanitise::body(
            "<p title=\"x\">a <img alt='1 &gt; 0 src=\"/no.png\"' src=\"/a.png?x=1&amp;y=2\"> <a href=\"/b.pdf\">b</a></p>",
        );
        let found: Vec<(String, bool)> =
            addresses(&body).into_iter().map(|found| (found.address, found.picture)).collect();
        assert_eq!(found, [("/a.png?x=1&y=2".to_owned(), true), ("/b.pdf".to_owned(), false)]);
    }

    #[test]
    fn a_body_of_others_cannot_bring_what_only_we_make() {
        for html in [
            "<img src=\"/x.png\" srcset=\"https://evil.example/x.png 2x\" loading=\"eager\">",
            "<audio src=\"https://evil.example/x.mp3\" autoplay></audio><a href=\"/x\">x</a>",
        ] {
            let body = sanitise::body(html);
            assert!(!body.as_str().contains("evil"), "{html}");
            assert!(!with_pictures(&body, &Here).as_str().contains("evil"), "{html}");
            assert!(!sanitise::shown(html).as_str().contains("evil"), "{html}");
        }
    }
}
