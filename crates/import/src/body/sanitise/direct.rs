//! Plain trees written as clean HTML at once. The allow-list is the sanitiser's own; a plain tree (see
//! [`super::super::plain`]) is read from what is written of it exactly as it is, so that another round of cleaning
//! would change nothing. What is not plain, or holds a value that is not allowed, goes the long way.

use super::{Allowed, kept_value};
use crate::body::plain::{Nesting, Place};
use crate::body::tree::{Id, Tree};
use url::Url;

const REL: &str = " rel=\"noopener noreferrer\"";

/// A tree as clean HTML. None: it has to go the long way.
pub(super) fn written(tree: &Tree, allowed: &Allowed) -> Option<String> {
    let mut writing =
        Writing { tree, allowed, nesting: Nesting::default(), out: String::new(), after_pre: None };
    // Elements that are open, and whether they are written.
    let mut inside = vec![("", Shown::No, tree.children(Tree::ROOT).iter())];
    while let Some((name, shown, children)) = inside.last_mut() {
        let (name, shown) = (*name, *shown);
        let Some(&id) = children.next() else {
            if shown == Shown::Yes {
                writing.end(name);
            }
            writing.nesting.close();
            inside.pop();
            continue;
        };
        if let Some(text) = tree.text(id) {
            writing.text(text, name)?;
            continue;
        }
        let child = tree.name(id);
        let place = writing.nesting.open(child, name)?;
        let shown = writing.begin(id, child)?;
        if place == Place::Open {
            inside.push((child, shown, tree.children(id).iter()));
        }
    }
    // A reader of HTML drops a byte order mark at the very beginning.
    (!writing.out.starts_with('\u{feff}')).then_some(writing.out)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    /// What it holds is written without it.
    No,
}

struct Writing<'a> {
    tree: &'a Tree,
    allowed: &'a Allowed,
    nesting: Nesting,
    out: String,
    /// Where the last `<pre>` ended.
    after_pre: Option<usize>,
}

impl Writing<'_> {
    fn begin(&mut self, id: Id, name: &str) -> Option<Shown> {
        if !self.allowed.tags.contains(&name) {
            // Without such a wrapper what it holds stands as well where it stood.
            return Nesting::is_inline(name).then_some(Shown::No);
        }
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in self.tree.attributes(id) {
            self.attribute(name, key, value)?;
        }
        if name == "a" {
            self.out.push_str(REL);
        }
        self.out.push('>');
        if name == "pre" {
            self.after_pre = Some(self.out.len());
        }
        Some(Shown::Yes)
    }

    fn attribute(&mut self, name: &str, key: &str, value: &str) -> Option<()> {
        // Written out, any other could be read as more than one.
        if !key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b':'))
        {
            return None;
        }
        let own_classes;
        let value = if key == "class" {
            let Some(ours) = self.allowed.classes_of(name) else { return Some(()) };
            own_classes = value
                .split_ascii_whitespace()
                .filter(|class| ours.contains(class))
                .collect::<Vec<_>>()
                .join(" ");
            &own_classes
        } else if self.allowed.has_attribute(name, key) {
            value
        } else {
            return Some(());
        };
        let is_address = matches!(key, "href" | "src");
        if !fits(value) || (is_address && !is_known_address(value)) || kept_value(name, key, value).is_none()
        {
            return None;
        }
        self.out.push(' ');
        self.out.push_str(key);
        self.out.push_str("=\"");
        escape_into(value, b'"', &mut self.out);
        self.out.push('"');
        Some(())
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn text(&mut self, text: &str, parent: &str) -> Option<()> {
        if !fits(text) || !self.nesting.may_hold(parent, text) {
            return None;
        }
        // A reader of HTML drops a line end right after this tag.
        if text.starts_with('\n') && self.after_pre == Some(self.out.len()) {
            self.out.push('\n');
        }
        // Of a text only tags and references are to be told apart.
        escape_into(text, b'<', &mut self.out);
        Some(())
    }
}

/// Whether a reader of HTML leaves every character as it is.
fn fits(text: &str) -> bool {
    memchr::memchr2(b'\r', 0, text.as_bytes()).is_none()
}

/// Whether an address is one that the long way keeps: from here, or of a scheme that is allowed.
fn is_known_address(value: &str) -> bool {
    match Url::parse(value) {
        Ok(url) => super::SCHEMES.contains(&url.scheme()),
        Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
    }
}

/// Appends text as HTML is written: `&`, `<`, `>`, the no-break space and `quote`.
fn escape_into(text: &str, quote: u8, out: &mut String) {
    let bytes = text.as_bytes();
    let mut done = 0;
    // 0xC2 begins the no-break space, and few other characters.
    let mut special = memchr::memchr3_iter(b'&', 0xC2, b'>', bytes).peekable();
    let mut other = memchr::memchr2_iter(b'<', quote, bytes).peekable();
    loop {
        let at = match (special.peek(), other.peek()) {
            (Some(&one), Some(&two)) if one < two => special.next(),
            (_, Some(_)) => other.next(),
            (_, None) => special.next(),
        };
        let Some(at) = at else { break };
        let (length, written) = match bytes[at] {
            b'&' => (1, "&amp;"),
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'"' => (1, "&quot;"),
            _ if bytes.get(at + 1) == Some(&0xA0) => (2, "&nbsp;"),
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = at + length;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::super::{BODY_ALLOWED, COMMENT_ALLOWED};
    use super::*;

    #[test]
    fn plain_trees_are_written_as_the_long_way_writes_them() {
        for html in [
            "<p>a &amp; b &lt;&gt; \"c\"\u{a0}« d »</p><br><hr class=\"nextpage\">",
            "<p class=\"card\"><a href=\"https://a.example/?b=1&amp;c=2\">a</a> <a href=\"/b\" id=\"n-1\">b</a></p>",
            "<figure class=\"gallery\"><img src=\"/a.png\" alt=\"a &quot;b&quot;\" width=\"5\"><figcaption>c</figcaption></figure>",
            "<div style=\"x\" data-x=\"y\"><span class=\"z\" lang=\"fr\">a</span><font color=\"red\">b</font></div>",
            "<pre>\n\na</pre><pre>b</pre><pre><b>\nc</b>\nd</pre><pre><font>\ne</font></pre>",
            "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table><ul>\n<li value=\"3\">a</li></ul>",
        ] {
            let mut tree = Tree::parse(html);
            super::super::own_classes(&mut tree);
            assert_eq!(
                written(&tree, &BODY_ALLOWED).as_deref(),
                Some(super::super::body(&tree.to_html()).as_str()),
                "{html}"
            );
            let comment = written(&tree, &COMMENT_ALLOWED);
            let long = super::super::comment(&tree.to_html());
            assert!(comment.is_none_or(|comment| comment == long.as_str()), "{html}");
        }
    }

    #[test]
    fn what_is_not_allowed_goes_the_long_way() {
        for html in [
            "<script>a</script>",
            "<form>a</form>",
            "<iframe src=\"/x\"></iframe>",
            "<a href=\"javascript:x\">a</a>",
            "<a href=\"//evil.example\">a</a>",
            "<a href=\"/\\evil.example\">a</a>",
            "<img src=\"data:x\">",
            "<img src=\"/a\" width=\"10%\">",
            "<p id=\"main\">a</p>",
            "<p dir=\"up\">a</p>",
            "<p a\"b=\"c\">a</p>",
            "<svg></svg>",
            "<p>a&#13;b</p>",
            "<a href=\"https://[\">a</a>",
        ] {
            assert_eq!(written(&Tree::parse(html), &BODY_ALLOWED), None, "{html}");
        }
    }
}
