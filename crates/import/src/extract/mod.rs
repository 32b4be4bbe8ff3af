//! What a curated post says of itself. A rule that is unsure takes nothing, and says so.

mod continue_link;
mod language;
mod lines;
mod related;
mod said_by;
mod signs;
mod source;
mod title;

use crate::body::OwnHosts;
use crate::body::tree::{Id, Tree};
use crate::draft::{Link, Picture, Reference};
use domain::Lang;
use signs::Signs;
use std::collections::HashSet;

/// Length of an excerpt made of a body, in characters.
const EXCERPT: usize = 280;
/// So many bytes mostly hold more characters than that.
const ENOUGH_FOR_AN_EXCERPT: usize = 1_000;

/// What was found in a post; what was taken out of its body is no longer in it.
pub(crate) struct Said {
    pub title: String,
    pub source: Option<String>,
    pub hashtags: Vec<String>,
    pub mentions: Vec<String>,
    pub continue_link: Option<Link>,
    pub related: Vec<Reference>,
    /// Links out of the archive, the related list's left out.
    pub links: Vec<Link>,
    /// All words but the related list's.
    pub text: String,
    /// The body's first lines.
    pub excerpt: String,
    /// The first picture of the body.
    pub picture: Option<Picture>,
    /// Its language, where it is sure.
    pub lang: Option<Lang>,
    /// Rules that were unsure.
    pub warnings: Vec<String>,
}

/// Finds what a post says, and takes related list, source line and continue link out of its body.
pub(crate) fn said(recorded_title: &str, tree: &mut Tree) -> Said {
    let mut warnings = Vec::new();
    let mut lines = lines::lines(tree);
    let related = related::take(tree, &lines);
    // Lines are those of the tree as it is: made anew only where something was taken out of it.
    if !related.is_empty() {
        lines = lines::lines(tree);
    }
    let text = tree.words(Tree::ROOT);
    let links = outbound(tree);
    let mut signs = Signs::default();
    signs.add(recorded_title);
    signs.add_body(tree);
    let source = source::take(tree, &lines, &mut warnings);
    if source.is_some() {
        lines = lines::lines(tree);
    }
    let continue_link = continue_link::take(tree, &lines, &mut warnings);
    let untouched = source.is_none() && continue_link.is_none();
    Said {
        title: title::shown(recorded_title),
        source,
        hashtags: signs.hashtags,
        mentions: signs.mentions,
        continue_link,
        related,
        links,
        excerpt: if untouched { shortened(&text) } else { first_lines(tree) },
        picture: first_picture(tree),
        lang: language::detect(&text),
        text,
        warnings,
    }
}

/// The first lines of a tree, without all of its words where the first of them do.
fn first_lines(tree: &Tree) -> String {
    let start = tree.first_words(Tree::ROOT, ENOUGH_FOR_AN_EXCERPT);
    if one_line(&start).1 { shortened(&start) } else { shortened(&tree.words(Tree::ROOT)) }
}

/// A text as one line, and whether it is longer than an excerpt: then no more of it was gone through.
fn one_line(text: &str) -> (String, bool) {
    let (mut line, mut characters) = (String::new(), 0);
    // No-break spaces stay inside words (« mot »); one alone was put between two pictures.
    for word in text.split(['\n', ' ']).filter(|word| !word.trim().is_empty()) {
        if !line.is_empty() {
            line.push(' ');
            characters += 1;
        }
        line.push_str(word);
        characters += word.chars().count();
        if characters > EXCERPT {
            return (line, true);
        }
    }
    (line, false)
}

/// The first lines of a text, cut at a word.
pub(crate) fn shortened(text: &str) -> String {
    let (line, _) = one_line(text);
    let Some((end, _)) = line.char_indices().nth(EXCERPT) else { return line };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    let kept = line[..cut].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | '«' | '(' | '…')
    });
    format!("{kept}…")
}

/// Links out of the archive in order, each address once.
fn outbound(tree: &Tree) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut met = HashSet::new();
    for id in tree.below(Tree::ROOT) {
        if tree.name(id) != "a" {
            continue;
        }
        let Some(url) = tree.attribute(id, "href").filter(|href| OwnHosts::leads_out(href)) else { continue };
        if met.insert(url) {
            let words = tree.words(id).replace('\n', " ");
            let text = if words.is_empty() { alternative(tree, id) } else { words };
            links.push(Link { url: url.to_owned(), text });
        }
    }
    links
}

/// The words of a link that is a picture.
fn alternative(tree: &Tree, link: Id) -> String {
    tree.below(link).find_map(|id| tree.attribute(id, "alt")).unwrap_or_default().to_owned()
}

fn first_picture(tree: &Tree) -> Option<Picture> {
    tree.below(Tree::ROOT).filter(|id| tree.name(*id) == "img").find_map(|id| {
        let pixels = |key: &str| {
            tree.attribute(id, key).and_then(|value| value.parse::<u32>().ok()).filter(|p| *p > 0)
        };
        let (width, height) = (pixels("width"), pixels("height"));
        // Dots and lines that count readers or hold a layout open are no pictures.
        let is_dot = width.is_some_and(|w| w < 8) || height.is_some_and(|h| h < 8);
        let url = tree.attribute(id, "src").filter(|src| !src.is_empty() && !is_dot)?;
        let alt = tree.attribute(id, "alt").unwrap_or_default().to_owned();
        Some(Picture::Url { url: url.to_owned(), alt, width, height })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::tree::work;

    #[test]
    fn a_body_twice_as_long_is_twice_the_work() {
        let item = "<li><a href=\"/2018/07/12/a/\">A</a></li>\n";
        for (what, start, piece, end) in [
            ("items", "<ul>", "<li>mot</li>\n", "</ul>"),
            ("items of a related list", "<p>Lire aussi :</p><ul>", item, "</ul>"),
            ("related lists", "", "<p>Lire aussi : <a href=\"/2018/07/12/a/\">A</a></p>", ""),
            (
                "links elsewhere in a related list",
                "<p>Lire aussi :</p><ul>",
                "<li><a href=\"https://a.example/\">A</a></li>",
                item,
            ),
            ("continue links", "", "<p><a href=\"https://a.example/\">Lire la suite</a></p>\n", ""),
            (
                "continue links of one paragraph",
                "<p>",
                "<a href=\"https://a.example/\">Lire la suite</a><br>",
                "</p>",
            ),
            ("sources", "", "<p>Source : Insee</p>\n", ""),
            ("lists in lists", "", "<ul><li><ul><li><ul><li>mot</li></ul></li></ul></li></ul>", ""),
        ] {
            let work = |pieces: usize| {
                let mut tree = Tree::parse(&format!("{start}{}{end}", piece.repeat(pieces)));
                work::of(|| drop(said("Un titre", &mut tree)))
            };
            let (once, twice) = (work(2_000), work(4_000));
            assert!(once > 2_000 && twice < 3 * once, "{what}: {once} nodes looked at, then {twice}");
        }
    }
}
