//! A body as a tree that can be looked at and changed. It vouches for nothing: what leaves it as HTML goes
//! through the sanitiser.

use super::depth::shallow;
use super::entities::escape;
use scraper::{Html, Node as Parsed};

/// A node, by its place in the tree's list.
pub(crate) type Id = usize;

/// A body's nodes. The root is node 0; detached nodes stay in the list and are in nothing's children.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// The `lang` of a whole page's root.
    page_lang: Option<String>,
}

#[derive(Clone, Debug)]
struct Node {
    parent: Option<Id>,
    children: Vec<Id>,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Root,
    Element { name: String, attributes: Vec<(String, String)> },
    Text(String),
}

/// Elements that begin and end a line of text.
const BREAKS_LINES: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
];

const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether an element stands on lines of its own.
pub(crate) fn breaks_lines(name: &str) -> bool {
    BREAKS_LINES.binary_search(&name).is_ok() || name == "ul"
}

impl Tree {
    /// The root of every tree.
    pub(crate) const ROOT: Id = 0;

    /// Reads HTML as a browser does, comments left out, nesting bounded.
    pub(crate) fn parse(html: &str) -> Self {
        Self::copy(&Html::parse_fragment(&shallow(html)))
    }

    /// Reads a whole page.
    pub(crate) fn parse_page(html: &str) -> Self {
        Self::copy(&Html::parse_document(&shallow(html)))
    }

    fn copy(html: &Html) -> Self {
        let nodes = vec![Node { parent: None, children: Vec::new(), kind: Kind::Root }];
        let page_lang = html.root_element().value().attr("lang").map(str::to_owned);
        let mut tree = Self { nodes, page_lang };
        let root = html.tree.root();
        // A fragment is parsed into an `html` element of its own, which is none of the body's.
        let first =
            root.children().find(|child| child.value().as_element().is_some_and(|e| e.name() == "html"));
        let mut pending = vec![(first.unwrap_or(root), Self::ROOT)];
        while let Some((source, parent)) = pending.pop() {
            for child in source.children() {
                let kind = match child.value() {
                    Parsed::Text(text) => Kind::Text(text.to_string()),
                    Parsed::Element(element) => Kind::Element {
                        name: element.name().to_owned(),
                        attributes: element
                            .attrs()
                            .map(|(key, value)| (key.to_owned(), value.to_owned()))
                            .collect(),
                    },
                    _ => continue,
                };
                let id = tree.append(parent, kind);
                pending.push((child, id));
            }
        }
        tree
    }

    fn append(&mut self, parent: Id, kind: Kind) -> Id {
        let id = self.nodes.len();
        self.nodes.push(Node { parent: Some(parent), children: Vec::new(), kind });
        self.nodes[parent].children.push(id);
        id
    }

    fn orphan(&mut self, kind: Kind) -> Id {
        self.nodes.push(Node { parent: None, children: Vec::new(), kind });
        self.nodes.len() - 1
    }

    /// An element that hangs nowhere yet.
    pub(crate) fn new_element(&mut self, name: &str, attributes: &[(&str, &str)]) -> Id {
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        self.orphan(Kind::Element { name: name.to_owned(), attributes })
    }

    /// A text that hangs nowhere yet.
    pub(crate) fn new_text(&mut self, text: &str) -> Id {
        self.orphan(Kind::Text(text.to_owned()))
    }

    /// Hangs a node under another, last.
    pub(crate) fn adopt(&mut self, parent: Id, child: Id) {
        self.detach(child);
        self.nodes[child].parent = Some(parent);
        self.nodes[parent].children.push(child);
    }

    /// The language that a whole page says it is in.
    pub(crate) fn page_lang(&self) -> Option<&str> {
        self.page_lang.as_deref()
    }

    /// The element's name; empty for text and the root.
    pub(crate) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            Kind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// Gives an element another name.
    pub(crate) fn rename(&mut self, id: Id, new: &str) {
        if let Kind::Element { name, .. } = &mut self.nodes[id].kind {
            new.clone_into(name);
        }
    }

    /// The text of a text node.
    pub(crate) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An attribute's value.
    pub(crate) fn attribute(&self, id: Id, key: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Element { attributes, .. } => {
                attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
            }
            _ => None,
        }
    }

    /// Sets or, with None, removes an attribute.
    pub(crate) fn set_attribute(&mut self, id: Id, key: &str, value: Option<&str>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes[id].kind {
            match (attributes.iter_mut().find(|(k, _)| k == key), value) {
                (Some((_, old)), Some(value)) => value.clone_into(old),
                (None, Some(value)) => attributes.push((key.to_owned(), value.to_owned())),
                (_, None) => attributes.retain(|(k, _)| k != key),
            }
        }
    }

    /// Whether an element has a class.
    pub(crate) fn has_class(&self, id: Id, class: &str) -> bool {
        self.attribute(id, "class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }

    /// A node's parent.
    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// A node's children.
    pub(crate) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// A node's ancestors, nearest first.
    pub(crate) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// Everything below a node, in the order of the text.
    pub(crate) fn below(&self, id: Id) -> Vec<Id> {
        let mut found = Vec::new();
        let mut pending: Vec<Id> = self.nodes[id].children.iter().rev().copied().collect();
        while let Some(next) = pending.pop() {
            found.push(next);
            pending.extend(self.nodes[next].children.iter().rev());
        }
        found
    }

    /// Whether a node still hangs under the root.
    pub(crate) fn is_attached(&self, id: Id) -> bool {
        id == Self::ROOT || self.ancestors(id).any(|ancestor| ancestor == Self::ROOT)
    }

    /// Takes a node, and all below it, out.
    pub(crate) fn detach(&mut self, id: Id) {
        if let Some(parent) = self.nodes[id].parent.take() {
            self.nodes[parent].children.retain(|child| *child != id);
        }
    }

    /// Takes many nodes out: each parent's children are gone through once.
    pub(crate) fn detach_all(&mut self, ids: &[Id]) {
        let mut parents: Vec<Id> = ids.iter().filter_map(|id| self.nodes[*id].parent.take()).collect();
        parents.sort_unstable();
        parents.dedup();
        for parent in parents {
            let mut children = std::mem::take(&mut self.nodes[parent].children);
            children.retain(|child| self.nodes[*child].parent == Some(parent));
            self.nodes[parent].children = children;
        }
    }

    /// Puts a node in another's place.
    pub(crate) fn replace(&mut self, old: Id, new: Id) {
        self.insert_beside(old, new, 0);
        self.detach(old);
    }

    /// Puts a node right after another.
    pub(crate) fn insert_after(&mut self, anchor: Id, new: Id) {
        self.insert_beside(anchor, new, 1);
    }

    /// Puts a node first among the children of another.
    pub(crate) fn put_first(&mut self, parent: Id, new: Id) {
        self.detach(new);
        self.nodes[parent].children.insert(0, new);
        self.nodes[new].parent = Some(parent);
    }

    fn insert_beside(&mut self, anchor: Id, new: Id, offset: usize) {
        self.detach(new);
        let Some(parent) = self.nodes[anchor].parent else { return };
        let at = self.nodes[parent].children.iter().position(|child| *child == anchor).unwrap_or(0);
        self.nodes[parent].children.insert(at + offset, new);
        self.nodes[new].parent = Some(parent);
    }

    /// The words of a node and all below it: lines as a reader sees them, spaces collapsed, no empty line.
    pub(crate) fn words(&self, id: Id) -> String {
        let mut out = Lines::default();
        let mut pending = vec![(id, false)];
        while let Some((next, leaving)) = pending.pop() {
            if leaving {
                out.end_line();
                continue;
            }
            match &self.nodes[next].kind {
                Kind::Text(text) => out.push(text),
                Kind::Element { name, .. } if breaks_lines(name) => {
                    out.end_line();
                    pending.push((next, true));
                }
                _ => {}
            }
            pending.extend(self.nodes[next].children.iter().rev().map(|child| (*child, false)));
        }
        out.text.trim_end().to_owned()
    }

    /// The tree as HTML.
    pub(crate) fn to_html(&self) -> String {
        self.html_of(Self::ROOT)
    }

    /// What a node holds, as HTML.
    pub(crate) fn html_of(&self, id: Id) -> String {
        let mut out = String::new();
        let mut pending: Vec<(Id, bool)> =
            self.nodes[id].children.iter().rev().map(|child| (*child, false)).collect();
        while let Some((next, leaving)) = pending.pop() {
            match &self.nodes[next].kind {
                Kind::Text(text) => out.push_str(&escape(text)),
                Kind::Element { name, .. } if leaving => {
                    out.push_str("</");
                    out.push_str(name);
                    out.push('>');
                }
                Kind::Element { name, attributes } => {
                    out.push('<');
                    out.push_str(name);
                    for (key, value) in attributes {
                        out.push(' ');
                        out.push_str(key);
                        out.push_str("=\"");
                        out.push_str(&escape(value));
                        out.push('"');
                    }
                    out.push('>');
                    if VOID.contains(&name.as_str()) {
                        continue;
                    }
                    if name == "pre" {
                        // A reader of HTML drops the line feed right after this tag.
                        out.push('\n');
                    }
                    pending.push((next, true));
                    pending.extend(self.nodes[next].children.iter().rev().map(|child| (*child, false)));
                }
                Kind::Root => {}
            }
        }
        out
    }
}

/// Text with its spaces collapsed, line by line.
#[derive(Default)]
struct Lines {
    text: String,
    space: bool,
}

impl Lines {
    fn push(&mut self, piece: &str) {
        for (at, word) in piece.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            self.space |= at > 0;
            if word.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lines_as_a_reader_sees_them() {
        for (html, words) in [
            ("<p>un  <b>deux</b></p><p>trois</p>", "un deux\ntrois"),
            ("a<br>b", "a\nb"),
            ("<ul><li>a</li><li>b</li></ul>c", "a\nb\nc"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
            ("un\u{a0}deux <!-- x -->", "un\u{a0}deux"),
            ("", ""),
        ] {
            assert_eq!(Tree::parse(html).words(Tree::ROOT), words, "{html}");
        }
        assert!(BREAKS_LINES.is_sorted());
    }

    #[test]
    fn a_tree_written_and_read_is_the_same() {
        let html = "<p title=\"a &quot;b&quot;\">x &lt; y<br></p><pre>\n\nz</pre>";
        assert_eq!(Tree::parse(html).to_html(), html);
    }
}
