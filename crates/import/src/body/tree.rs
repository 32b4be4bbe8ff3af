//! A body as a tree that can be looked at and changed. It vouches for nothing: what leaves it as HTML goes
//! through the sanitiser.

mod parse;
#[cfg(test)]
pub(crate) mod work;
mod written;

pub(crate) use written::is_void;

use html5ever::LocalName;

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
    Element(Element),
    Text(String),
}

#[derive(Clone, Debug)]
struct Element {
    name: LocalName,
    /// See [`breaks_lines`].
    breaks_lines: bool,
    attributes: Vec<(LocalName, String)>,
}

impl Kind {
    fn element(name: LocalName, attributes: Vec<(LocalName, String)>) -> Self {
        let breaks_lines = breaks_lines(&name);
        Self::Element(Element { name, breaks_lines, attributes })
    }
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

/// Whether an element stands on lines of its own.
pub(super) fn breaks_lines(name: &str) -> bool {
    BREAKS_LINES.binary_search(&name).is_ok() || name == "ul"
}

impl Tree {
    /// The root of every tree.
    pub(crate) const ROOT: Id = 0;

    fn empty() -> Self {
        Self { nodes: vec![Node { parent: None, children: Vec::new(), kind: Kind::Root }], page_lang: None }
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
        let attributes = attributes.iter().map(|(k, v)| (LocalName::from(*k), (*v).to_owned())).collect();
        self.orphan(Kind::element(LocalName::from(name), attributes))
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
            Kind::Element(element) => &element.name,
            _ => "",
        }
    }

    /// Whether a node is an element that stands on lines of its own, or a line break.
    pub(crate) fn breaks_lines(&self, id: Id) -> bool {
        matches!(&self.nodes[id].kind, Kind::Element(element) if element.breaks_lines)
    }

    /// Gives an element another name.
    pub(crate) fn rename(&mut self, id: Id, new: &str) {
        if let Kind::Element(element) = &mut self.nodes[id].kind {
            element.name = LocalName::from(new);
            element.breaks_lines = breaks_lines(new);
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
            Kind::Element(element) => {
                element.attributes.iter().find(|(k, _)| &**k == key).map(|(_, v)| v.as_str())
            }
            _ => None,
        }
    }

    /// The attributes of an element, in the order that they are written in.
    pub(crate) fn attributes(&self, id: Id) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match &self.nodes[id].kind {
            Kind::Element(element) => element.attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|(key, value)| (&**key, value.as_str()))
    }

    /// Sets or, with None, removes an attribute.
    pub(crate) fn set_attribute(&mut self, id: Id, key: &str, value: Option<&str>) {
        if let Kind::Element(Element { attributes, .. }) = &mut self.nodes[id].kind {
            match (attributes.iter_mut().find(|(k, _)| &**k == key), value) {
                (Some((_, old)), Some(value)) => value.clone_into(old),
                (None, Some(value)) => attributes.push((LocalName::from(key), value.to_owned())),
                (_, None) => attributes.retain(|(k, _)| &**k != key),
            }
        }
    }

    /// Whether an element has a class.
    pub(crate) fn has_class(&self, id: Id, class: &str) -> bool {
        self.attribute(id, "class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }

    /// How many nodes there are, those that hang nowhere too: each has a smaller number.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
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

    /// Everything below a node, in the order of the text. No further than it is asked for.
    pub(crate) fn below(&self, id: Id) -> Below<'_> {
        Below { tree: self, inside: vec![self.nodes[id].children.iter()] }
    }

    /// [`Tree::below`], for who changes the tree meanwhile.
    pub(crate) fn all_below(&self, id: Id) -> Vec<Id> {
        self.below(id).collect()
    }

    /// Whether a node still hangs under the root.
    pub(crate) fn is_attached(&self, id: Id) -> bool {
        id == Self::ROOT || self.ancestors(id).any(|ancestor| ancestor == Self::ROOT)
    }

    /// Takes a node, and all below it, out.
    pub(crate) fn detach(&mut self, id: Id) {
        if let Some(parent) = self.nodes[id].parent.take() {
            #[cfg(test)]
            work::done(self.nodes[parent].children.len());
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
            #[cfg(test)]
            work::done(children.len());
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
}

/// See [`Tree::below`].
pub(crate) struct Below<'a> {
    tree: &'a Tree,
    /// Children still to be met, of each node that we are in.
    inside: Vec<std::slice::Iter<'a, Id>>,
}

impl Iterator for Below<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        #[cfg(test)]
        work::done(1);
        while let Some(children) = self.inside.last_mut() {
            if let Some(&id) = children.next() {
                let own = &self.tree.nodes[id].children;
                if !own.is_empty() {
                    self.inside.push(own.iter());
                }
                return Some(id);
            }
            self.inside.pop();
        }
        None
    }
}
