//! Posts that a post lists itself: “Lire également”, “Retrouvez aussi”.

use super::lines::{Doomed, Line};
use super::said_by::phrase;
use crate::body::tree::{Id, Tree};
use crate::draft::Reference;
use domain::PostPath;

/// What such a list is called.
const LABELS: [&str; 32] = [
    "lire egalement",
    "lire aussi",
    "a lire egalement",
    "a lire aussi",
    "a lire",
    "a relire",
    "relire",
    "retrouvez egalement",
    "retrouvez aussi",
    "retrouver aussi",
    "voir aussi",
    "voir egalement",
    "a voir aussi",
    "a voir egalement",
    "decouvrez aussi",
    "decouvrez egalement",
    "sur le meme sujet",
    "sur le meme theme",
    "dans le meme theme",
    "articles lies",
    "articles similaires",
    "articles relatifs",
    "nos autres articles",
    "see also",
    "read also",
    "also read",
    "related",
    "related posts",
    "related articles",
    "on the same subject",
    "on the same topic",
    "lire",
];

/// Words before a colon that a label never has more of.
const LONGEST_LABEL: usize = 40;

/// Finds the lists, takes their posts and what is left empty out of the body, and gives the references in order.
/// Links to other sites in them stay where they are.
pub(super) fn take(tree: &mut Tree, lines: &[Line]) -> Vec<Reference> {
    let (mut found, mut doomed) = (Vec::new(), Doomed::default());
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        at += 1;
        let Some(after_label) = label(&line.text) else { continue };
        let own = own_links(tree, line);
        if !own.is_empty() {
            // “Lire aussi : one post”, the label and its links on one line.
            if only_links(tree, line, after_label) {
                found.extend(own.into_iter().map(|(_, reference)| reference));
                doomed.line(line);
                at = following(tree, lines, at, &mut found, &mut doomed);
            }
            continue;
        }
        if !after_label.trim().is_empty() || !line.links(tree).is_empty() {
            continue;
        }
        let before = found.len();
        let (next, left_over) = listed(tree, lines, at, &mut found, &mut doomed);
        if found.len() > before {
            at = next;
            if !left_over {
                doomed.line(line);
            }
        }
    }
    doomed.take_out(tree);
    found
}

/// What follows the label of a line that begins with one; the line must be short or have a colon after it.
fn label(text: &str) -> Option<&str> {
    // No further than a label and its colon go.
    let start = text.char_indices().nth(LONGEST_LABEL + 1).map_or(text, |(end, _)| &text[..end]);
    let (head, rest) = match start.find([':', '：']) {
        Some(colon) => {
            (&text[..colon], &text[colon + text[colon..].chars().next().map_or(1, char::len_utf8)..])
        }
        None => (start, ""),
    };
    if head.chars().nth(LONGEST_LABEL).is_some() {
        return None;
    }
    let bare = phrase(head);
    let known = LABELS.contains(&bare.as_str()) && (bare != "lire" || !rest.trim().is_empty());
    known.then_some(rest)
}

/// The links of a line that lead to posts of this blog.
fn own_links(tree: &Tree, line: &Line) -> Vec<(Id, Reference)> {
    line.links(tree)
        .into_iter()
        .filter_map(|link| Some((link, reference(tree.attribute(link, "href")?)?)))
        .collect()
}

/// Whether a line, its label aside, is made of links and what joins them.
fn only_links(tree: &Tree, line: &Line, after_label: &str) -> bool {
    let links = line.links(tree);
    let all_own = links.iter().all(|link| tree.attribute(*link, "href").and_then(reference).is_some());
    let linked: usize = links.iter().map(|link| letters(&tree.words(*link))).sum();
    // The label itself can be part of the link.
    all_own && letters(after_label) <= linked + 4
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Lines right after a label that are each nothing but links to posts. Gives where the list ends, and whether
/// items that lead elsewhere were left in it.
fn listed(
    tree: &Tree,
    lines: &[Line],
    from: usize,
    found: &mut Vec<Reference>,
    doomed: &mut Doomed,
) -> (usize, bool) {
    let Some(first) = lines.get(from) else { return (from, false) };
    let list = list_of(tree, first.block);
    let mut at = from;
    let mut left_over = false;
    while let Some(line) = lines.get(at) {
        let in_list = list.is_some() && list_of(tree, line.block) == list;
        let own = own_links(tree, line);
        if own.is_empty() || !only_links(tree, line, &line.text) {
            if in_list && !line.links(tree).is_empty() {
                left_over = true;
                at += 1;
                continue;
            }
            break;
        }
        if list.is_some() && !in_list {
            break;
        }
        found.extend(own.into_iter().map(|(_, reference)| reference));
        doomed.line(line);
        at += 1;
    }
    if let Some(list) = list {
        doomed.if_empty(list);
    }
    (at, left_over)
}

/// Lines after “Lire aussi : one post” that go on listing.
fn following(
    tree: &Tree,
    lines: &[Line],
    from: usize,
    found: &mut Vec<Reference>,
    doomed: &mut Doomed,
) -> usize {
    let is_item = |line: &Line| {
        matches!(tree.name(line.block), "li")
            && !own_links(tree, line).is_empty()
            && only_links(tree, line, &line.text)
    };
    let mut at = from;
    while let Some(line) = lines.get(at).filter(|line| is_item(line)) {
        found.extend(own_links(tree, line).into_iter().map(|(_, reference)| reference));
        doomed.line(line);
        at += 1;
    }
    at
}

/// The list that a line stands in.
fn list_of(tree: &Tree, block: Id) -> Option<Id> {
    std::iter::once(block).chain(tree.ancestors(block)).find(|id| matches!(tree.name(*id), "ul" | "ol"))
}

/// The post of this blog that an address leads to: a path, or a number in a query.
pub(super) fn reference(href: &str) -> Option<Reference> {
    if !href.starts_with('/') {
        return None;
    }
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    if path == "/" || path == "/index.php" {
        let number = query
            .split(['&', '#'])
            .find_map(|pair| pair.strip_prefix("p=").or_else(|| pair.strip_prefix("page_id=")))?;
        return number.bytes().all(|b| b.is_ascii_digit()).then(|| Reference::NativeId(number.to_owned()));
    }
    let listing = [
        "/tag/",
        "/category/",
        "/author/",
        "/wp-content/",
        "/wp-admin/",
        "/feed/",
        "/page/",
        "/search/",
        "/#",
    ];
    let is_listing = listing.iter().any(|start| path.starts_with(start));
    (!is_listing).then(|| Reference::Path(PostPath::parse(path)))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(html: &str, related: &[&str], left: &str) {
        let mut tree = Tree::parse(html);
        let all = lines(&tree);
        let found: Vec<String> = take(&mut tree, &all)
            .into_iter()
            .map(|reference| match reference {
                Reference::Path(path) => path.to_string(),
                Reference::NativeId(id) => id,
            })
            .collect();
        assert_eq!(found, related, "{html}");
        assert_eq!(tree.to_html(), left, "{html}");
    }

    #[test]
    fn lists_are_taken_however_they_are_written() {
        check(
            "<p>a</p><p><strong>Retrouvez également :</strong></p><ul><li><a href=\"/x/\">X</a></li><li><a href=\"/?p=3\">Y</a></li></ul>",
            &["/x/", "3"],
            "<p>a</p>",
        );
        check(
            "<h3>À lire aussi</h3><p><a href=\"/x/\">X</a><br><a href=\"/y/\">Y</a></p><p>fin</p>",
            &["/x/", "/y/"],
            "<p>fin</p>",
        );
        check("<p>Lire aussi\u{a0}: <a href=\"/x/\">X</a></p><p>fin</p>", &["/x/"], "<p>fin</p>");
        check("<p>Voir aussi : <a href=\"/x/\">X</a>, <a href=\"/y/\">Y</a></p>", &["/x/", "/y/"], "");
        check("<p>a<br>Lire également : <a href=\"/x/\">X</a></p>", &["/x/"], "<p>a</p>");
        check("<p><strong>See also</strong></p><p>&gt; <a href=\"/x/\">X</a></p>", &["/x/"], "");
    }

    #[test]
    fn what_leads_elsewhere_or_says_more_stays() {
        for html in [
            "<p>Lire aussi :</p>",
            "<p>Lire aussi :</p><ul><li><a href=\"https://x.example/\">X</a></li></ul>",
            "<p>Voir aussi : le rapport de <a href=\"/x/\">2017</a>, qui disait déjà tout cela</p>",
            "<p>Lire la presse : un plaisir</p>",
            "<p>Retrouvez-nous : <a href=\"/x/\">ici</a></p>",
        ] {
            check(html, &[], html);
        }
        check(
            "<p>Lire aussi :</p><ul><li><a href=\"/x/\">X</a></li><li><a href=\"https://y.example/\">Y</a></li></ul>",
            &["/x/"],
            "<p>Lire aussi :</p><ul><li><a href=\"https://y.example/\">Y</a></li></ul>",
        );
    }
}
