//! HTML to a tree: plain HTML at once, any other by the standard's whole algorithm.

use super::{Id, Kind, Tree};
use crate::body::depth::shallow;
use crate::body::plain;
use html5ever::LocalName;
use scraper::{Html, Node as Parsed};

impl Tree {
    /// Reads HTML as a browser does, comments left out, nesting bounded.
    pub(crate) fn parse(html: &str) -> Self {
        let mut plain = Growing { tree: Self::empty(), open: vec![Self::ROOT] };
        match plain::read(html, &mut plain) {
            Some(()) => plain.tree,
            None => Self::parse_any(html),
        }
    }

    /// [`Tree::parse`] by the standard's whole algorithm.
    pub(in crate::body) fn parse_any(html: &str) -> Self {
        Self::copy(&Html::parse_fragment(&shallow(html)))
    }

    /// The tree as text, a node a line.
    #[cfg(test)]
    pub(in crate::body) fn drawn(&self) -> Vec<String> {
        let line = |id| format!("{} {:?}", self.ancestors(id).count(), self.nodes[id].kind);
        self.below(Self::ROOT).map(line).collect()
    }

    /// Reads a whole page.
    pub(crate) fn parse_page(html: &str) -> Self {
        Self::copy(&Html::parse_document(&shallow(html)))
    }

    fn copy(html: &Html) -> Self {
        let mut tree = Self::empty();
        tree.page_lang = html.root_element().value().attr("lang").map(str::to_owned);
        let root = html.tree.root();
        // A fragment is parsed into an `html` element of its own, which is none of the body's.
        let first =
            root.children().find(|child| child.value().as_element().is_some_and(|e| e.name() == "html"));
        let mut pending = vec![(first.unwrap_or(root), Self::ROOT)];
        while let Some((source, parent)) = pending.pop() {
            for child in source.children() {
                let kind = match child.value() {
                    Parsed::Text(text) => Kind::Text(text.to_string()),
                    Parsed::Element(element) => Kind::element(
                        element.name.local.clone(),
                        element
                            .attrs
                            .iter()
                            .map(|(key, value)| (key.local.clone(), value.to_string()))
                            .collect(),
                    ),
                    _ => continue,
                };
                let id = tree.append(parent, kind);
                pending.push((child, id));
            }
        }
        tree
    }
}

/// A tree that plain HTML is read into.
struct Growing {
    tree: Tree,
    /// The root and the elements that are open.
    open: Vec<Id>,
}

impl Growing {
    fn append(&mut self, kind: Kind) -> Id {
        self.tree.append(self.open.last().copied().unwrap_or(Tree::ROOT), kind)
    }
}

impl plain::Sink for Growing {
    fn open(&mut self, name: &str, attributes: Vec<(&str, String)>) {
        let attributes = attributes.into_iter().map(|(key, value)| (LocalName::from(key), value)).collect();
        let id = self.append(Kind::element(LocalName::from(name), attributes));
        self.open.push(id);
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn text(&mut self, text: String) {
        self.append(Kind::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_html_is_read_as_any_html_is() {
        for html in [
            "<p>a &amp; b &lt; c&nbsp;&eacute; &#8217; &#x41; R & D</p>",
            "<p class=\"b\" id='a'>x<br />\ny<br/>z<img src=\"/a?b=1&c=2&copy=3&amp;d\" alt=\"'\"></p>\n\n<hr>",
            "<ul>\n<li>a\n<ul><li>b</li></ul>\n</li>\n</ul><dl><dt>a</dt><dd><p>b</p></dd></dl>",
            "<b><p>a</p><i>b</i></b><b><b><b><b><b>c</b></b></b></b></b>",
            "<pre>\n\na</pre><pre>b</pre>",
            "<table>\n<caption>a</caption><colgroup><col></colgroup>\n<tbody>\n<tr><td><b>x</b>\n<p>y</p></td></tr></tbody></table>",
            "<a href=\"/x\"><div><h2>a</h2></div></a>",
        ] {
            let mut plain = Growing { tree: Tree::empty(), open: vec![Tree::ROOT] };
            assert_eq!(plain::read(html, &mut plain), Some(()), "{html}");
            assert_eq!(plain.tree.drawn(), Tree::parse_any(html).drawn(), "{html}");
        }
    }

    #[test]
    fn what_a_reader_of_html_mends_is_not_plain() {
        for html in [
            "<p>a<p>b</p></p>",
            "<p><ul></ul></p>",
            "<b>a",
            "a</b>",
            "<b><i>a</b></i>",
            "<a><a>a</a></a>",
            "<li>a</li>",
            "<ul><li>a<li>b</li></li></ul>",
            "<h2><h3>a</h3></h2>",
            "<table><tr><td>a</td></tr></table>",
            "<table><tbody>a</tbody></table>",
            "<table>a</table>",
            "<table><b></b></table>",
            "<div/>",
            "<p a=b></p>",
            "<p a></p>",
            "<p a=\"b\"c=\"d\"></p>",
            "<p a=\"b\" a=\"c\"></p>",
            "<P>a</P>",
            "a<!-- b -->c",
            "a < b",
            "<script>a</script>",
            "<iframe></iframe>",
            "<svg></svg>",
            "<x-y></x-y>",
            "&copy",
            "&notit;",
            "&#0;",
            "&#128;x&#159;",
            "a\rb",
            "a\0b",
            "\u{feff}a",
            "<pre>&#10;a</pre>",
            "</br>",
            "<br></br>",
            "<image>",
            "<p",
            "<p a=\"b",
            "<",
        ] {
            let mut plain = Growing { tree: Tree::empty(), open: vec![Tree::ROOT] };
            let read = plain::read(html, &mut plain);
            let same = plain.tree.drawn() == Tree::parse_any(html).drawn();
            assert!(read.is_none() || same, "{html}: read as plain, and otherwise");
            let odd = ["&#128;x&#159;", "<image>", "<b>a"].contains(&html);
            assert!(read.is_none() || odd, "{html}");
        }
    }
}
