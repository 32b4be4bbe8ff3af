//! Where elements may stand so that a reader of HTML moves none, closes none early and opens none again: a part of
//! what the HTML standard's tree construction says of the insertion mode “in body” and of tables.

/// Deeper is cut by [`super::super::depth`], or was made to be.
const DEEPEST: usize = 90;

/// What an element does to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Stands anywhere and closes nothing: `span`, `em`. Formatting is as harmless where all that opens is closed in order.
    Inline,
    /// As [`Class::Inline`]; a second one would close the first.
    Link,
    /// Closes an open paragraph.
    Block,
    /// As [`Class::Block`]; nor may one stand in another.
    Heading,
    /// As [`Class::Block`], and is what the next of its kind would close.
    Paragraph,
    /// An item of a list, right inside it.
    Item(&'static [&'static str]),
    /// Inside a table, right inside one of these; text there would be moved out of it.
    Table(&'static [&'static str]),
    /// As [`Class::Table`], and a world of its own: paragraphs outside are not seen.
    Cell(&'static [&'static str]),
    /// Holds nothing.
    Void,
    /// As [`Class::Void`], and closes an open paragraph.
    VoidBlock,
    /// Holds nothing and stands in a table.
    VoidTable(&'static [&'static str]),
}

/// The class of an element; None for one that makes HTML anything but plain.
fn class(name: &str) -> Option<Class> {
    Some(match name {
        "a" => Class::Link,
        "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "del" | "dfn" | "em" | "font" | "i"
        | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub"
        | "sup" | "time" | "tt" | "u" | "var" => Class::Inline,
        "p" => Class::Paragraph,
        "address" | "article" | "aside" | "blockquote" | "center" | "details" | "div" | "dl"
        | "figcaption" | "figure" | "footer" | "header" | "main" | "nav" | "ol" | "pre" | "section"
        | "summary" | "ul" => Class::Block,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Class::Heading,
        "li" => Class::Item(&["ul", "ol"]),
        "dd" | "dt" => Class::Item(&["dl"]),
        "br" | "img" | "wbr" => Class::Void,
        "hr" => Class::VoidBlock,
        "table" => Class::Block,
        "caption" => Class::Cell(&["table"]),
        "colgroup" | "tbody" | "tfoot" | "thead" => Class::Table(&["table"]),
        "col" => Class::VoidTable(&["colgroup"]),
        "tr" => Class::Table(&["tbody", "tfoot", "thead"]),
        "td" | "th" => Class::Cell(&["tr"]),
        _ => return None,
    })
}

/// What follows from an element that may stand where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::body) enum Place {
    /// It is open now.
    Open,
    /// It holds nothing and is closed already.
    Void,
}

/// The elements that are open.
#[derive(Default)]
pub(in crate::body) struct Nesting {
    open: Vec<Class>,
    /// How many of them are of some classes.
    links: usize,
    headings: usize,
    /// Whether a paragraph is open that the next block would close.
    in_paragraph: bool,
}

impl Nesting {
    /// An element begins inside `parent` (empty at the top). None where that is not plain.
    pub(in crate::body) fn open(&mut self, name: &str, parent: &str) -> Option<Place> {
        let class = class(name)?;
        let in_table = matches!(self.open.last(), Some(Class::Table(_))) || parent == "table";
        let fits = match class {
            Class::Inline | Class::Void => !in_table,
            Class::Link => !in_table && self.links == 0,
            Class::Block | Class::Paragraph | Class::VoidBlock => !in_table && !self.in_paragraph,
            Class::Heading => !in_table && !self.in_paragraph && self.headings == 0,
            Class::Item(parents) => parents.contains(&parent),
            Class::Table(parents) | Class::Cell(parents) | Class::VoidTable(parents) => {
                parents.contains(&parent)
            }
        };
        if !fits || self.open.len() >= DEEPEST {
            return None;
        }
        match class {
            Class::Void | Class::VoidBlock | Class::VoidTable(_) => return Some(Place::Void),
            Class::Link => self.links += 1,
            Class::Heading => self.headings += 1,
            Class::Paragraph => self.in_paragraph = true,
            _ => {}
        }
        self.open.push(class);
        Some(Place::Open)
    }

    /// The innermost element ends.
    pub(in crate::body) fn close(&mut self) {
        match self.open.pop() {
            Some(Class::Link) => self.links -= 1,
            Some(Class::Heading) => self.headings -= 1,
            Some(Class::Paragraph) => self.in_paragraph = false,
            _ => {}
        }
    }

    /// Whether an element stands anywhere and closes nothing, so that leaving its tags out moves nothing.
    pub(in crate::body) fn is_inline(name: &str) -> bool {
        matches!(class(name), Some(Class::Inline))
    }

    /// Whether a text may stand inside `parent`: in a table outside its cells only space may.
    pub(in crate::body) fn may_hold(&self, parent: &str, text: &str) -> bool {
        let in_table = matches!(self.open.last(), Some(Class::Table(_))) || parent == "table";
        !in_table || text.bytes().all(|b| b.is_ascii_whitespace())
    }
}
