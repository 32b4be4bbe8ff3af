//! What may be in the HTML that readers are shown. Written down a second time on purpose: the sanitiser is held
//! against this list, not against its own.

use scraper::{Html, Node, Selector};

const IN_A_BODY: &str = "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del \
    details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp \
    section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr";

const IN_A_COMMENT: &str = "a abbr b blockquote br caption cite code dd del div dl dt em i ins kbd li ol p pre q s samp small strong sub sup table \
     tbody td tfoot th thead tr ul var";

/// `element attribute`, or `* attribute`.
const ATTRIBUTES: [&str; 28] = [
    "a href",
    "a rel",
    "abbr title",
    "blockquote cite",
    "q cite",
    "img src",
    "img alt",
    "img width",
    "img height",
    "time datetime",
    "del datetime",
    "del cite",
    "ins datetime",
    "ins cite",
    "ol start",
    "ol reversed",
    "ol type",
    "li value",
    "td colspan",
    "td rowspan",
    "th colspan",
    "th rowspan",
    "th scope",
    "details open",
    "* id",
    "* lang",
    "* dir",
    "* class",
];

/// Where HTML is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The body of a post.
    Body,
    /// A comment.
    Comment,
}

/// What is in the HTML that must not be, as a browser reads it; None when all is well.
#[must_use]
pub fn forbidden(html: &str, place: Place) -> Option<String> {
    let tree = Html::parse_fragment(html);
    let allowed = match place {
        Place::Body => IN_A_BODY,
        Place::Comment => IN_A_COMMENT,
    };
    // The fragment's own root is an `html` that was not written.
    for node in tree.tree.root().descendants().skip(2) {
        match node.value() {
            Node::Comment(comment) => return Some(format!("a comment: {}", &**comment)),
            Node::Doctype(_) | Node::ProcessingInstruction(_) => return Some("a declaration".to_owned()),
            Node::Element(element) => {
                let name = element.name();
                if !allowed.split_whitespace().any(|other| other == name) {
                    return Some(format!("<{name}>"));
                }
                for (key, value) in element.attrs() {
                    let known = ATTRIBUTES.iter().any(|known| {
                        let (on, attribute) = known.split_once(' ').unwrap_or_default();
                        attribute == key && (on == "*" || on == name)
                    });
                    if !known {
                        return Some(format!("{key} of <{name}>"));
                    }
                    if let Some(why) = forbidden_value(name, key, value) {
                        return Some(format!("{key}={value:?} of <{name}>: {why}"));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether HTML is read in a page as it is read by itself, and reaches nothing around it. In the page it is an item of a
/// list, as comments are.
#[must_use]
pub fn stays_in_place(html: &str) -> bool {
    let page = Html::parse_document(&format!(
        "<!DOCTYPE html><body><main><article><ol><li><div id=\"here\">{html}</div></li><li id=\"next\"></li></ol>\
         <p id=\"after\">x</p></article></main>"
    ));
    let one = |css: &str| Selector::parse(css).ok().and_then(|selector| page.select(&selector).next());
    let alone = Html::parse_fragment(html).root_element().inner_html();
    one("ol > li > #here").is_some_and(|here| here.inner_html() == alone)
        && one("article > ol > #next").is_some()
        && one("article > #after").is_some()
}

/// How deep the elements of HTML are nested, as a browser reads it.
#[must_use]
pub fn depth(html: &str) -> usize {
    let tree = Html::parse_fragment(html);
    let mut deepest = 0;
    let mut pending = vec![(tree.tree.root(), 0)];
    while let Some((node, depth)) = pending.pop() {
        deepest = deepest.max(depth);
        pending.extend(node.children().map(|child| (child, depth + 1)));
    }
    deepest
}

fn forbidden_value(element: &str, key: &str, value: &str) -> Option<&'static str> {
    let from_root =
        value.starts_with('/') && !value.starts_with("//") && !value.contains('\\') && !value.contains('\t');
    let web = value.starts_with("https://") || value.starts_with("http://");
    match key {
        "href" => {
            let good = web
                || from_root
                || value.starts_with('#')
                || value.starts_with("mailto:")
                || value.starts_with("tel:");
            (!good || value.chars().any(char::is_control)).then_some("no address that may be followed")
        }
        "src" => {
            (!(web || from_root) || value.chars().any(char::is_control)).then_some("no address of a picture")
        }
        "cite" => (!web).then_some("no address"),
        "width" | "height" | "colspan" | "rowspan" | "start" | "value" => {
            (value.len() > 5 || !value.bytes().all(|byte| byte.is_ascii_digit())).then_some("no small number")
        }
        "class" => {
            let ours = ["card", "frame", "gallery", "nextpage"];
            value.split_whitespace().any(|class| !ours.contains(&class)).then_some("no class of ours")
        }
        "rel" => (element != "a" || value != "noopener noreferrer").then_some("not ours"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, forbidden, stays_in_place};

    #[test]
    fn what_reaches_beyond_its_place_is_told() {
        for (html, stays) in [
            ("<p>a</p><ul><li>b</li></ul>", true),
            ("<div><li>b</li></div>", false),
            ("<p>a</p></div>b", false),
            ("<b>a", false),
        ] {
            assert_eq!(stays_in_place(html), stays, "{html}");
        }
    }

    #[test]
    fn what_must_not_be_shown_is_named() {
        for (html, says) in [
            ("<p>mot <a href=\"https://a.example/\" rel=\"noopener noreferrer\">b</a></p>", None),
            ("<p onclick=\"x\">a</p>", Some("onclick of <p>")),
            ("<script>x</script>", Some("<script>")),
            ("<a href=\"javascript:x\">a</a>", Some("href=")),
            ("<a href=\"//a.example\">a</a>", Some("href=")),
            ("<svg><a>x</a></svg>", Some("<svg>")),
            ("<p>a<!-- b --></p>", Some("a comment")),
            ("<img src=\"data:image/png;base64,x\">", Some("src=")),
            ("<td colspan=\"9999999\">", None),
            ("<table><tr><td colspan=\"9999999\">", Some("colspan=")),
        ] {
            let found = forbidden(html, Place::Body);
            assert_eq!(found.is_some(), says.is_some(), "{html}: {found:?}");
            assert!(found.unwrap_or_default().contains(says.unwrap_or_default()), "{html}");
        }
        assert!(forbidden("<img src=\"/x\">", Place::Comment).is_some());
    }
}
