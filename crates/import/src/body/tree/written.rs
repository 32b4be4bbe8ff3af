//! A tree as text and as HTML.

use super::{Element, Id, Kind, Tree};
use crate::body::entities::escape_into;
use crate::body::space::push_words;

const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether an element holds nothing and is not closed.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

impl Tree {
    /// The words of a node and all below it: lines as a reader sees them, spaces collapsed, no empty line.
    pub(crate) fn words(&self, id: Id) -> String {
        self.first_words(id, usize::MAX)
    }

    /// [`Tree::words`], ended before the first text that begins after so many bytes.
    pub(crate) fn first_words(&self, id: Id, bytes: usize) -> String {
        let mut out = Lines::default();
        let mut inside = vec![(id, self.enter(id, &mut out))];
        while let Some((parent, children)) = inside.last_mut() {
            let Some(&child) = children.next() else {
                if self.breaks_lines(*parent) {
                    out.end_line();
                }
                inside.pop();
                continue;
            };
            if out.text.len() > bytes {
                break;
            }
            let children = self.enter(child, &mut out);
            inside.push((child, children));
        }
        let end = out.text.trim_end().len();
        out.text.truncate(end);
        out.text
    }

    /// Writes what a node says by itself; its children are still to be gone through.
    fn enter(&self, id: Id, out: &mut Lines) -> std::slice::Iter<'_, Id> {
        match &self.nodes[id].kind {
            Kind::Text(text) => out.push(text),
            Kind::Element(element) if element.breaks_lines => out.end_line(),
            _ => {}
        }
        self.nodes[id].children.iter()
    }

    /// The tree as HTML.
    pub(crate) fn to_html(&self) -> String {
        self.html_of(Self::ROOT)
    }

    /// What a node holds, as HTML.
    pub(crate) fn html_of(&self, id: Id) -> String {
        let mut out = String::new();
        // Elements that are open, with their children still to be written.
        let mut inside = vec![("", self.nodes[id].children.iter())];
        while let Some((name, children)) = inside.last_mut() {
            let Some(&child) = children.next() else {
                if !name.is_empty() {
                    out.push_str("</");
                    out.push_str(name);
                    out.push('>');
                }
                inside.pop();
                continue;
            };
            match &self.nodes[child].kind {
                Kind::Text(text) => escape_into(text, &mut out),
                Kind::Element(Element { name, attributes, .. }) => {
                    out.push('<');
                    out.push_str(name);
                    for (key, value) in attributes {
                        out.push(' ');
                        out.push_str(key);
                        out.push_str("=\"");
                        escape_into(value, &mut out);
                        out.push('"');
                    }
                    out.push('>');
                    if is_void(name) {
                        continue;
                    }
                    if &**name == "pre" {
                        // A reader of HTML drops the line feed right after this tag.
                        out.push('\n');
                    }
                    inside.push((&**name, self.nodes[child].children.iter()));
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
        let is_space = |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xC);
        let begins_line = |text: &str| text.is_empty() || text.ends_with('\n');
        push_words(piece, is_space, &mut self.space, &mut self.text, begins_line);
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
        assert!(super::super::BREAKS_LINES.is_sorted());
    }

    #[test]
    fn a_tree_written_and_read_is_the_same() {
        let html = "<p title=\"a &quot;b&quot;\">x &lt; y<br></p><pre>\n\nz</pre>";
        assert_eq!(Tree::parse(html).to_html(), html);
    }
}
