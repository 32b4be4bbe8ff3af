//! A body's tree put in order: addresses, pictures, players, headings, anchors, old markup. What is dangerous is
//! the sanitiser's matter; what is here makes the rest mean the same outside its theme.

use super::embeds;
use super::hosts::OwnHosts;
use super::sanitise::safe_id;
use super::tree::{Id, Tree};

/// Elements whose content is no text.
const NOT_CONTENT: [&str; 15] = [
    "script", "style", "noscript", "template", "svg", "math", "title", "textarea", "select", "input",
    "button", "canvas", "link", "meta", "datalist",
];

/// Old names of elements, and today's.
const RENAMED: [(&str, &str); 7] = [
    ("strike", "s"),
    ("tt", "code"),
    ("acronym", "abbr"),
    ("dir", "ul"),
    ("menu", "ul"),
    ("center", "div"),
    ("main", "div"),
];

/// Parts of lists, and the list that they are put in where they stand in none.
const PARTS_OF_LISTS: [(&str, &[&str], &str); 3] =
    [("li", &["ul", "ol"], "ul"), ("dt", &["dl"], "dl"), ("dd", &["dl"], "dl")];

/// Where WordPress and its hosts keep pictures that belong to no blog.
const OF_THE_SOFTWARE: [&str; 4] =
    ["/wp-includes/", "//s.w.org/images/core/emoji/", "/wpcom-smileys/", "/wp-content/mu-plugins/emoji/"];

/// Where pictures that load late keep their address.
const LATE_SOURCES: [&str; 5] =
    ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file"];

/// Puts a body in order.
pub(super) fn put_in_order(tree: &mut Tree, own: &OwnHosts) {
    let not_content: Vec<Id> = tree
        .below(Tree::ROOT)
        .filter(|id| NOT_CONTENT.contains(&tree.name(*id)) || repeats_a_file(tree, *id))
        .collect();
    tree.detach_all(&not_content);
    for id in tree.all_below(Tree::ROOT) {
        if !tree.is_attached(id) {
            continue;
        }
        let name = tree.name(id).to_owned();
        match name.as_str() {
            "" => {}
            "iframe" | "embed" | "object" | "audio" | "video" => player(tree, id, own),
            "img" => image(tree, id, own),
            "a" => link(tree, id, own),
            "div" | "section" if tree.has_class(id, "wp-block-cover") => cover(tree, id, own),
            "div" if tree.attribute(id, "data-href").is_some() => script_player(tree, id, own),
            "p" | "div" => lone_address(tree, id, own),
            "figure" => {
                if tree.has_class(id, "wp-block-gallery") {
                    tree.set_attribute(id, "class", Some("gallery"));
                }
            }
            _ => {
                if let Some((_, today)) = RENAMED.iter().find(|(old, _)| *old == name) {
                    tree.rename(id, today);
                }
            }
        }
        anchor(tree, id);
    }
    put_in_lists(tree);
    shift_headings(tree);
    drop_empty_paragraphs(tree);
}

/// Puts parts of lists that stand in no list into one, those that follow one another together: in a page whose body is
/// itself in a list, they would end its item for whoever reads the HTML.
fn put_in_lists(tree: &mut Tree) {
    for id in tree.all_below(Tree::ROOT) {
        let Some((_, lists, list)) = PARTS_OF_LISTS.iter().find(|(part, ..)| *part == tree.name(id)) else {
            continue;
        };
        let Some(parent) = tree.parent(id).filter(|parent| !lists.contains(&tree.name(*parent))) else {
            continue;
        };
        // Parts of a `dl` may stand in a `div` of it.
        let grouped = *list == "dl"
            && tree.name(parent) == "div"
            && tree.parent(parent).is_some_and(|above| tree.name(above) == "dl");
        if grouped {
            continue;
        }
        let is_part = |tree: &Tree, id: Id| {
            PARTS_OF_LISTS.iter().any(|(part, _, of)| of == list && *part == tree.name(id))
        };
        let is_space = |tree: &Tree, id: Id| tree.text(id).is_some_and(|text| text.trim().is_empty());
        let run: Vec<Id> = tree
            .children(parent)
            .iter()
            .copied()
            .skip_while(|child| *child != id)
            .take_while(|child| is_part(tree, *child) || is_space(tree, *child))
            .collect();
        let around = tree.new_element(list, &[]);
        tree.replace(id, around);
        tree.adopt(around, id);
        for child in run.into_iter().skip(1) {
            tree.adopt(around, child);
        }
    }
}

/// A player becomes a card with a link to what it plays.
fn player(tree: &mut Tree, id: Id, own: &OwnHosts) {
    let inside = tree.all_below(id);
    let named = |tree: &Tree, id: Id| {
        ["src", "data", "data-src", "data-lazy-src"]
            .iter()
            .find_map(|key| tree.attribute(id, key))
            .map(str::to_owned)
    };
    let parameter = inside.iter().find_map(|child| {
        let is_movie = matches!(tree.attribute(*child, "name"), Some("movie" | "src" | "url"));
        is_movie.then(|| tree.attribute(*child, "value").map(str::to_owned)).flatten()
    });
    let address = named(tree, id)
        .filter(|address| !address.starts_with("about:") && !address.starts_with("data:"))
        .or(parameter)
        .or_else(|| inside.iter().find_map(|child| named(tree, *child)));
    let repeats_a_link = tree.has_class(id, "wp-block-file__embed");
    let card = address
        .filter(|_| !repeats_a_link)
        .and_then(|address| own.link(&embeds::watch_address(&address)))
        .map(|address| card(tree, &address));
    put_card(tree, id, card);
}

fn card(tree: &mut Tree, address: &str) -> Id {
    let card = tree.new_element("p", &[("class", "card")]);
    let link = tree.new_element("a", &[("href", address)]);
    let text = tree.new_text(&embeds::card_text(address));
    tree.adopt(link, text);
    tree.adopt(card, link);
    card
}

/// Puts a card where an element was: after the paragraph that holds it, which cannot hold another.
fn put_card(tree: &mut Tree, id: Id, card: Option<Id>) {
    if let Some(card) = card {
        let holder = tree
            .ancestors(id)
            .filter(|ancestor| {
                matches!(tree.name(*ancestor), "p" | "a" | "span" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
            })
            .last();
        tree.insert_after(holder.unwrap_or(id), card);
    }
    tree.detach(id);
}

/// An address alone in its paragraph, or in the wrapper of an embed block.
fn lone_address(tree: &mut Tree, id: Id, own: &OwnHosts) {
    let wrapper = tree.has_class(id, "wp-block-embed__wrapper");
    if tree.has_class(id, "card") || !(wrapper || tree.name(id) == "p") {
        return;
    }
    let plain = tree.children(id).iter().all(|child| tree.text(*child).is_some());
    // Most begin with another letter than an address does.
    let mut texts = tree.children(id).iter().filter_map(|child| tree.text(*child));
    let begins = texts.find_map(|text| text.trim_ascii_start().bytes().next());
    if !plain || begins != Some(b'h') {
        return;
    }
    let words = tree.words(id);
    let is_address = OwnHosts::leads_out(&words) && !words.contains(char::is_whitespace);
    let played = is_address && (wrapper || embeds::is_embeddable(&words));
    if let Some(address) = played.then(|| own.link(&words)).flatten() {
        let card = card(tree, &address);
        tree.replace(id, card);
    }
}

/// A cover of older editors has its picture in its style, where nothing of it would be left.
fn cover(tree: &mut Tree, id: Id, own: &OwnHosts) {
    let style = tree.attribute(id, "style").unwrap_or_default();
    let address = style
        .split_once("url(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(address, _)| address.trim().trim_matches(['"', '\'']).replace("&quot;", "").to_owned());
    let has_picture = tree.below(id).any(|child| tree.name(child) == "img");
    let address = address.filter(|address| !has_picture && !address.is_empty());
    if let Some(address) = address.and_then(|address| own.picture(&address)) {
        let picture = tree.new_element("img", &[("src", &address), ("alt", "")]);
        tree.put_first(id, picture);
    }
}

/// What a script of another site would have filled in: a post or video of Facebook.
fn script_player(tree: &mut Tree, id: Id, own: &OwnHosts) {
    let is_empty = tree.words(id).trim().is_empty();
    let address = tree.attribute(id, "data-href").and_then(|address| own.link(address));
    if let Some(address) = address.filter(|address| is_empty && OwnHosts::leads_out(address)) {
        let card = card(tree, &address);
        put_card(tree, id, Some(card));
    }
}

/// The button beside a file's link that leads to the same file.
fn repeats_a_file(tree: &Tree, id: Id) -> bool {
    let Some(holder) = tree.parent(id).filter(|_| tree.has_class(id, "wp-block-file__button")) else {
        return false;
    };
    let href = tree.attribute(id, "href");
    // The link stands right before its button.
    tree.children(holder).iter().take(8).any(|sibling| {
        *sibling != id && tree.name(*sibling) == "a" && tree.attribute(*sibling, "href") == href
    })
}

fn image(tree: &mut Tree, id: Id, own: &OwnHosts) {
    let recorded =
        tree.attribute(id, "src").filter(|src| !src.starts_with("data:") && !src.trim().is_empty());
    let late = || LATE_SOURCES.iter().find_map(|key| tree.attribute(id, key));
    let address = recorded.or_else(late).and_then(|src| own.picture(src));
    let Some(address) = address.filter(|address| !is_of_the_software(address)) else {
        // A picture without an address shows nothing, and a smiley is its words.
        match tree.attribute(id, "alt").map(str::to_owned).filter(|alt| !alt.trim().is_empty()) {
            Some(alt) => {
                let text = tree.new_text(&alt);
                tree.replace(id, text);
            }
            None => tree.detach(id),
        }
        return;
    };
    tree.set_attribute(id, "src", Some(&address));
    if tree.attribute(id, "alt").is_none() {
        tree.set_attribute(id, "alt", Some(""));
    }
}

/// Whether a picture is WordPress's own: smileys, and what its editor put where something else was to stand.
fn is_of_the_software(address: &str) -> bool {
    OF_THE_SOFTWARE.iter().any(|place| address.contains(place))
}

fn link(tree: &mut Tree, id: Id, own: &OwnHosts) {
    let href = tree.attribute(id, "href").map(str::to_owned);
    let anchor = tree.attribute(id, "id").or_else(|| tree.attribute(id, "name")).map(str::to_owned);
    tree.set_attribute(id, "id", anchor.as_deref());
    let Some(href) = href else {
        // An anchor that leads nowhere is a place, not a link.
        tree.rename(id, "span");
        return;
    };
    let kept = match href.trim().strip_prefix('#') {
        // Comments stand below the body, under the ids that they had.
        Some(fragment) if is_comment(fragment) => Some(format!("#{fragment}")),
        Some(fragment) => safe_id(fragment).map(|id| format!("#{id}")),
        None => own.link(&href),
    };
    match kept {
        Some(address) => tree.set_attribute(id, "href", Some(&address)),
        None => {
            tree.set_attribute(id, "href", None);
            tree.rename(id, "span");
        }
    }
}

fn is_comment(fragment: &str) -> bool {
    fragment
        .strip_prefix("comment-")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn anchor(tree: &mut Tree, id: Id) {
    if let Some(written) = tree.attribute(id, "id").map(str::to_owned) {
        tree.set_attribute(id, "id", safe_id(&written).as_deref());
    }
}

/// The page's own title is its only first heading.
fn shift_headings(tree: &mut Tree) {
    let nodes = tree.all_below(Tree::ROOT);
    if !nodes.iter().any(|id| tree.name(*id) == "h1") {
        return;
    }
    for id in nodes {
        let lower = match tree.name(id) {
            "h1" => "h2",
            "h2" => "h3",
            "h3" => "h4",
            "h4" => "h5",
            "h5" => "h6",
            _ => continue,
        };
        tree.rename(id, lower);
    }
}

/// Paragraphs that hold nothing a reader sees, deepest first.
fn drop_empty_paragraphs(tree: &mut Tree) {
    let mut doomed = Vec::new();
    for id in tree.all_below(Tree::ROOT).into_iter().rev() {
        if !matches!(tree.name(id), "p" | "figure" | "h2" | "h3" | "h4" | "h5" | "h6") {
            continue;
        }
        let shows = tree.below(id).any(|child| match tree.text(child) {
            Some(text) => !text
                .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
                .is_empty(),
            None => tree.name(child) == "img" || tree.name(child) == "hr",
        });
        if shows {
            continue;
        }
        let anchor = tree.below(id).find(|child| tree.attribute(*child, "id").is_some());
        match anchor {
            Some(anchor) => tree.replace(id, anchor),
            None => doomed.push(id),
        }
    }
    tree.detach_all(&doomed);
}

/// Line feeds and spaces between blocks, which nobody sees: the same text from a page and from an export is the
/// same body.
pub(super) fn drop_space_between_blocks(tree: &mut Tree) {
    let mut doomed = Vec::new();
    for parent in std::iter::once(Tree::ROOT).chain(tree.below(Tree::ROOT)) {
        let preformatted = |id: Id| tree.name(id) == "pre";
        if tree.children(parent).is_empty()
            || preformatted(parent)
            || tree.ancestors(parent).any(preformatted)
        {
            continue;
        }
        let parent_is_block = tree.name(parent).is_empty() || tree.breaks_lines(parent);
        let is_edge = |sibling: Option<&Id>| match sibling {
            Some(sibling) => tree.breaks_lines(*sibling) && tree.name(*sibling) != "br",
            None => parent_is_block,
        };
        let is_space =
            |id: &Id| tree.text(*id).is_some_and(|text| text.bytes().all(|b| b.is_ascii_whitespace()));
        // Spaces that stand in a row once what was between them is taken out are one.
        let siblings = tree.children(parent);
        let mut at = 0;
        while at < siblings.len() {
            let run = siblings[at..].iter().take_while(|id| is_space(id)).count();
            let before = at.checked_sub(1).and_then(|at| siblings.get(at));
            if run > 0 && (is_edge(before) || is_edge(siblings.get(at + run))) {
                doomed.extend_from_slice(&siblings[at..at + run]);
            }
            at += run.max(1);
        }
    }
    tree.detach_all(&doomed);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let own = OwnHosts::new("https://blog.example/", &[]);
        let mut tree = Tree::parse(html);
        put_in_order(&mut tree, &own);
        assert_eq!(tree.to_html(), expected, "{html}");
    }

    #[test]
    fn players_become_cards_outside_their_paragraph() {
        let card = "<p class=\"card\"><a href=\"https://www.youtube.com/watch?v=x\">YouTube\u{a0}: https://www.youtube.com/watch?v=x</a></p>";
        check(
            "<p>a <iframe src=\"https://www.youtube.com/embed/x\"></iframe></p><p>b</p>",
            &format!("<p>a </p>{card}<p>b</p>"),
        );
        check("<p><iframe src=\"//www.youtube.com/embed/x\"></iframe></p>", card);
        check(
            "<object><param name=\"movie\" value=\"https://www.youtube.com/v/x\"><embed src=\"y\"></object>",
            card,
        );
        check(
            "<video><source src=\"/wp-content/uploads/a.mp4\"></video>",
            "<p class=\"card\"><a href=\"/wp-content/uploads/a.mp4\">a.mp4</a></p>",
        );
        check(
            "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://a.example/b\n</div></figure>",
            "<figure class=\"wp-block-embed\"><p class=\"card\"><a href=\"https://a.example/b\">a.example\u{a0}: https://a.example/b</a></p></figure>",
        );
    }

    #[test]
    fn smileys_are_their_words() {
        check("<p>a <img src=\"/wp-includes/images/smilies/icon_smile.gif\" alt=\":)\"></p>", "<p>a :)</p>");
        check(
            "<p>a <img src=\"https://s.w.org/images/core/emoji/2.3/svg/1f642.svg\" class=\"emoji\" alt=\"🙂\"></p>",
            "<p>a 🙂</p>",
        );
        check(
            "<p>a<img src=\"../wp-includes/js/tinymce/plugins/wordpress/img/trans.gif\" alt=\"\"></p>",
            "<p>a</p>",
        );
    }

    #[test]
    fn addresses_are_the_archives() {
        check("<a href=\"https://blog.example/2018/x/\">x</a>", "<a href=\"/2018/x/\">x</a>");
        check("<a href=\"javascript:x\">x</a>", "<span>x</span>");
        check("<a href=\"#comment-12\">x</a>", "<a href=\"#comment-12\">x</a>");
        check(
            "<a name=\"n1\"></a>x<a href=\"#n1\">y</a>",
            "<span name=\"n1\" id=\"n1\"></span>x<a href=\"#n1\">y</a>",
        );
        check(
            "<img src=\"data:x\" data-src=\"https://www.blog.example/a.png?w=1\">",
            "<img data-src=\"https://www.blog.example/a.png?w=1\" src=\"/a.png\" alt=\"\">",
        );
    }

    #[test]
    fn the_page_keeps_its_only_first_heading() {
        check("<h1>a</h1><h2>b</h2><h6>c</h6>", "<h2>a</h2><h3>b</h3><h6>c</h6>");
        check("<h2>b</h2><h3>c</h3>", "<h2>b</h2><h3>c</h3>");
    }

    #[test]
    fn what_shows_nothing_is_gone() {
        check(
            "<p>\u{a0}</p><p><span id=\"more-1\"></span></p><p></p><p>a</p>",
            "<span id=\"more-1\"></span><p>a</p>",
        );
        check("<script>x</script><style>y</style><p>a</p>", "<p>a</p>");
    }
}
