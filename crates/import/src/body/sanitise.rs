//! The only place where foreign HTML becomes ours: an allow-list of elements, attributes and addresses.

mod direct;
mod headings;
mod links;
mod page;
mod reading;

use super::depth::shallow;
use super::tree::Tree;
use ammonia::{Builder, UrlRelative};
use domain::SafeHtml;
pub use links::{links, with_links};
pub use reading::for_reading;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a body may hold.
const BODY_TAGS: [&str; 66] = [
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
    "address",
    "article",
    "h1",
];

/// What a comment may hold.
const COMMENT_TAGS: [&str; 37] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "i",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "var",
];

/// Elements whose content is no text of the body.
const DROPPED_WHOLE: [&str; 17] = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "title",
    "textarea",
    "select",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "canvas",
];

/// Attributes that any body or comment may have, by element.
const ATTRIBUTES: [(&str, &[&str]); 4] =
    [("a", &["href"]), ("abbr", &["title"]), ("blockquote", &["cite"]), ("q", &["cite"])];
/// Attributes that bodies may have too.
const BODY_ATTRIBUTES: [(&str, &[&str]); 9] = [
    ("img", &["src", "alt", "width", "height"]),
    ("time", &["datetime"]),
    ("del", &["datetime", "cite"]),
    ("ins", &["datetime", "cite"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("details", &["open"]),
];
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What may stay of a body or a comment.
struct Allowed {
    tags: &'static [&'static str],
    /// By element.
    attributes: &'static [&'static [(&'static str, &'static [&'static str])]],
    /// Of every element.
    generic: &'static [&'static str],
    /// By element.
    classes: &'static [(&'static str, &'static [&'static str])],
}

const BODY_ALLOWED: Allowed = Allowed {
    tags: &BODY_TAGS,
    attributes: &[&ATTRIBUTES, &BODY_ATTRIBUTES],
    generic: &["id", "lang", "dir"],
    classes: &CLASSES,
};
const COMMENT_ALLOWED: Allowed =
    Allowed { tags: &COMMENT_TAGS, attributes: &[&ATTRIBUTES], generic: &["lang", "dir"], classes: &[] };

impl Allowed {
    fn has_attribute(&self, tag: &str, key: &str) -> bool {
        let mut of_tag = self.attributes.iter().copied().flatten().filter(|(name, _)| *name == tag);
        self.generic.contains(&key) || of_tag.any(|(_, keys)| keys.contains(&key))
    }

    /// The classes that an element may have. None: it has none at all.
    fn classes_of(&self, tag: &str) -> Option<&'static [&'static str]> {
        self.classes.iter().find(|(name, _)| *name == tag).map(|(_, classes)| *classes)
    }
}

/// Our own classes: others mean something to their theme only.
const CLASSES: [(&str, &[&str]); 5] = [
    ("p", &["card"]),
    ("figure", &["gallery", "frame"]),
    ("span", &["frame"]),
    ("div", &["gallery"]),
    ("hr", &[super::pages::CLASS]),
];

/// Takes off every class but our own: an empty attribute would stay where they were.
pub(super) fn own_classes(tree: &mut Tree) {
    for id in tree.all_below(Tree::ROOT) {
        let Some(classes) = tree.attribute(id, "class") else { continue };
        let ours = CLASSES.iter().filter(|(tag, _)| *tag == tree.name(id)).flat_map(|(_, classes)| *classes);
        let kept: Vec<&str> = ours
            .copied()
            .filter(|ours| classes.split_ascii_whitespace().any(|class| class == *ours))
            .collect();
        let kept = kept.join(" ");
        if kept != classes {
            tree.set_attribute(id, "class", Some(kept.as_str()).filter(|kept| !kept.is_empty()));
        }
    }
}

/// More rounds than any text that people wrote has been seen to need.
const ROUNDS: u32 = 12;

/// Elements that a reader of HTML opens again where they were closed out of order, or that end others around them: each
/// reading of a text made to abuse that can give another tree.
const REACHING: [&str; 12] = ["a", "b", "code", "dd", "dt", "em", "i", "li", "s", "small", "strong", "u"];

/// What may stay: all that is allowed, and for what never settles all but what reaches beyond itself.
struct Cleaner {
    full: Builder<'static>,
    plain: Builder<'static>,
}

impl Cleaner {
    fn new(allowed: &Allowed) -> Self {
        let tags = allowed.tags;
        let plain: Vec<&str> = tags.iter().copied().filter(|tag| !REACHING.contains(tag)).collect();
        Self { full: builder(tags, allowed), plain: builder(&plain, allowed) }
    }

    /// [`BODY`], and what is only made here.
    fn shown() -> Self {
        let body = Self::new(&BODY_ALLOWED);
        Self { full: with_files_here(body.full), plain: with_files_here(body.plain) }
    }
}

static BODY: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(&BODY_ALLOWED));
static COMMENT: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(&COMMENT_ALLOWED));
static SHOWN: LazyLock<Cleaner> = LazyLock::new(Cleaner::shown);

/// What files at hand begin with: nothing that a body brings may be loaded from anywhere else.
const FILES_HERE: &str = "/media/";

/// A body, clean.
pub(crate) fn body(html: &str) -> SafeHtml {
    settled(&BODY, html)
}

/// A body's tree, clean.
pub(super) fn body_of(tree: &Tree) -> SafeHtml {
    clean_of(tree, &BODY_ALLOWED, body)
}

/// A comment's tree, clean.
pub(super) fn comment_of(tree: &Tree) -> SafeHtml {
    clean_of(tree, &COMMENT_ALLOWED, comment)
}

fn clean_of(tree: &Tree, allowed: &Allowed, long_way: impl Fn(&str) -> SafeHtml) -> SafeHtml {
    let Some(html) = direct::written(tree, allowed) else { return long_way(&tree.to_html()) };
    // In tests, and while fuzzing, nothing goes one way that would not come out of the other.
    debug_assert_eq!(html, long_way(&tree.to_html()).as_str(), "written at once is not what cleaning makes");
    SafeHtml::vouched(html)
}

/// A body that was cleaned before, with what we add when it is read: players, and smaller pictures to choose from.
pub(crate) fn shown(html: &str) -> SafeHtml {
    settled(&SHOWN, html)
}

/// A comment, clean.
pub(crate) fn comment(html: &str) -> SafeHtml {
    settled(&COMMENT, html)
}

/// Cleans until another round changes nothing: HTML that was badly put together can read differently once it is
/// written out, and what a browser reads must be what was cleaned, or elements of a body reach beyond it. What does not
/// settle loses the elements that keep it from that, in the end all of them, and keeps its words.
fn settled(cleaner: &Cleaner, html: &str) -> SafeHtml {
    let clean_once = |builder: &Builder<'_>, html: &str| with_first_lines(builder.clean(html).to_string());
    let mut clean = clean_once(&cleaner.full, &shallow(html));
    for _ in 0..ROUNDS {
        let page = page::with(&clean);
        let again = clean_once(&cleaner.full, &page);
        if again == page {
            return SafeHtml::vouched(clean);
        }
        let inner = page::inside(&again);
        let Some(inner) = inner else { break };
        inner.clone_into(&mut clean);
    }
    for _ in 0..2 {
        clean = clean_once(&cleaner.plain, &clean);
        let page = page::with(&clean);
        if clean_once(&cleaner.plain, &page) == page {
            return SafeHtml::vouched(clean);
        }
    }
    SafeHtml::vouched(page::words_alone(&clean))
}

/// A reader of HTML drops a line end right after `<pre>`: an empty first line is written twice, or each cleaning would
/// take one away.
fn with_first_lines(html: String) -> String {
    if !html.contains("<pre") {
        return html;
    }
    let mut kept = String::with_capacity(html.len() + 8);
    let mut rest = html.as_str();
    while let Some(end) = rest.find("<pre").and_then(|at| Some(at + rest[at..].find('>')? + 1)) {
        kept.push_str(&rest[..end]);
        rest = &rest[end..];
        if rest.starts_with('\n') {
            kept.push('\n');
        }
    }
    kept.push_str(rest);
    kept
}

fn builder(tags: &[&'static str], allowed: &Allowed) -> Builder<'static> {
    let mut builder = Builder::empty();
    let by_tag = allowed.attributes.iter().copied().flatten();
    let attributes: HashMap<&str, HashSet<&str>> =
        by_tag.map(|(tag, keys)| (*tag, keys.iter().copied().collect())).collect();
    let classes: HashMap<&str, HashSet<&str>> =
        allowed.classes.iter().map(|(tag, classes)| (*tag, classes.iter().copied().collect())).collect();
    builder
        .tags(tags.iter().copied().collect())
        .clean_content_tags(DROPPED_WHOLE.into_iter().collect())
        .tag_attributes(attributes)
        .generic_attributes(allowed.generic.iter().copied().collect())
        .allowed_classes(classes)
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true)
        .attribute_filter(kept_value);
    builder
}

fn with_files_here(mut builder: Builder<'static>) -> Builder<'static> {
    builder
        .add_tags(["audio", "video"])
        .add_tag_attributes("img", ["srcset", "sizes", "loading", "decoding"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("video", ["src", "controls", "preload"]);
    builder
}

/// Whether every address of a `srcset` is of a file here.
fn is_srcset(value: &str) -> bool {
    value.split(", ").all(|choice| choice.starts_with(FILES_HERE)) && !has_odd_characters(value)
}

/// The value of an allowed attribute, or None where the value is not.
fn kept_value<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let kept = match (element, attribute) {
        ("img", "src") => is_picture_address(value),
        ("img", "srcset") => is_srcset(value),
        ("audio" | "video", "src") => value.starts_with(FILES_HERE) && !has_odd_characters(value),
        (_, "href") => is_link(value),
        (_, "cite") => value.starts_with("https://") || value.starts_with("http://"),
        (_, "width" | "height" | "colspan" | "rowspan" | "start" | "value") => {
            !value.is_empty() && value.len() <= 5 && value.bytes().all(|b| b.is_ascii_digit())
        }
        (_, "id") => is_safe_id(value),
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        (_, "lang") => domain::Lang::parse(value).is_some(),
        (_, "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        (_, "type") => matches!(value, "1" | "a" | "A" | "i" | "I"),
        _ => true,
    };
    kept.then_some(Cow::Borrowed(value))
}

fn is_picture_address(value: &str) -> bool {
    !has_odd_characters(value)
        && (is_from_root(value) || value.starts_with("https://") || value.starts_with("http://"))
}

fn is_link(value: &str) -> bool {
    !has_odd_characters(value)
        && (is_from_root(value)
            || value.starts_with('#')
            || ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme)))
}

/// A path on this very server, not `//host` in one of its spellings.
fn is_from_root(value: &str) -> bool {
    value.starts_with('/') && !value[1..].starts_with(['/', '\\'])
}

fn has_odd_characters(value: &str) -> bool {
    value.chars().any(|c| c.is_control() || c == '\\')
}

/// Ids of ours begin with a word that no body may use; see [`safe_id`].
fn is_safe_id(id: &str) -> bool {
    safe_id(id).as_deref() == Some(id)
}

/// The id under which an anchor of a body is kept, so that links to it go on working without meeting an id of the
/// page: as it is where no id of a page looks like that (`more-12`, `_ftn1`, `h.2`), with `texte-` before it
/// where it is a plain word (`main`, `search`). None for what addresses cannot name.
pub fn safe_id(id: &str) -> Option<String> {
    let fit = !id.is_empty()
        && id.len() <= 100
        && !id.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>&".contains(c));
    if !fit {
        return None;
    }
    let ours = ["comment", "facet", "filter", "q-", "nav-", "page-", "app-", "site-"]
        .iter()
        .any(|start| id.starts_with(start));
    let plain_word = id.bytes().all(|b| b.is_ascii_alphabetic());
    Some(if ours || plain_word { format!("texte-{id}") } else { id.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_allowed_is_left() {
        let rel = " rel=\"noopener noreferrer\"";
        for (html, safe) in [
            ("<p onclick=\"x\" style=\"y\" class=\"card z\">a</p>", "<p class=\"card\">a</p>".to_owned()),
            ("<script>x</script><b>a</b>", "<b>a</b>".to_owned()),
            ("<a href=\"javascript:x\">a</a>", format!("<a{rel}>a</a>")),
            ("<a href=\"/x\" target=\"_blank\">a</a>", format!("<a href=\"/x\"{rel}>a</a>")),
            ("<a href=\"//evil.example\">a</a>", format!("<a{rel}>a</a>")),
            ("<a href=\"/\\evil.example\">a</a>", format!("<a{rel}>a</a>")),
            ("<img src=\"data:image/png;base64,x\" alt=\"a\">", "<img alt=\"a\">".to_owned()),
            (
                "<img src=\"/x.png\" width=\"10%\" height=\"5\">",
                "<img src=\"/x.png\" height=\"5\">".to_owned(),
            ),
            ("<form><input><p>a</p></form>", "<p>a</p>".to_owned()),
            (
                "<span id=\"more-3\"></span><p id=\"main\">a</p>",
                "<span id=\"more-3\"></span><p>a</p>".to_owned(),
            ),
            ("<pre>\n\n\nx</pre>", "<pre>\n\n\nx</pre>".to_owned()),
            ("<svg><a xlink:href=\"javascript:x\">a</a></svg>b", "b".to_owned()),
        ] {
            assert_eq!(body(html).as_str(), safe, "{html}");
        }
        assert_eq!(comment("<h2 id=\"x\">a</h2><img src=\"/x\"><p>b</p>").as_str(), "a<p>b</p>");
    }

    #[test]
    fn anchors_go_on_working_and_never_meet_an_id_of_the_page() {
        for (id, kept) in [
            ("more-12", Some("more-12")),
            ("_ftnref1", Some("_ftnref1")),
            ("main", Some("texte-main")),
            ("comment-3", Some("texte-comment-3")),
            ("a b", None),
            ("", None),
        ] {
            assert_eq!(safe_id(id).as_deref(), kept, "{id}");
        }
        assert!(is_safe_id("texte-main"));
    }
}
