//! XML as we write it: every text escaped, nothing in it that XML 1.0 cannot hold.

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;
use std::io;

/// Attributes of an element: names and values.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document that is being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A document with its declaration, UTF-8.
    pub(crate) fn new() -> io::Result<Self> {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.line()?;
        Ok(xml)
    }

    /// A piece of a document.
    pub(crate) fn piece() -> Self {
        Self { writer: Writer::new(Vec::new()) }
    }

    pub(crate) fn open(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))
    }

    pub(crate) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.line()
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))?;
        self.line()
    }

    /// An element that holds a text.
    pub(crate) fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.element(name, &[], text)
    }

    /// An element with attributes that holds a text.
    pub(crate) fn element(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::from_escaped(escape(allowed(text)))))?;
        self.close(name)
    }

    /// Pieces that were written before.
    pub(crate) fn append(&mut self, piece: &[u8]) {
        self.writer.get_mut().extend_from_slice(piece);
    }

    pub(crate) fn line(&mut self) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::from_escaped("\n")))
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*allowed(value)));
    }
    start
}

/// A text without the characters that no XML 1.0 document can hold, however they are written.
pub(crate) fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
    }
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut xml = Xml::piece();
        xml.element("a", &[("b", text)], text).unwrap();
        String::from_utf8(xml.into_bytes()).unwrap()
    }

    #[test]
    fn no_text_ends_its_element_or_breaks_the_document() {
        for (text, xml) in [
            ("a < b & c", "<a b=\"a &lt; b &amp; c\">a &lt; b &amp; c</a>\n"),
            ("]]>", "<a b=\"]]&gt;\">]]&gt;</a>\n"),
            ("é\u{0}\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}x", "<a b=\"éx\">éx</a>\n"),
            ("\u{1f3e0}", "<a b=\"\u{1f3e0}\">\u{1f3e0}</a>\n"),
        ] {
            assert_eq!(written(text), xml, "{text:?}");
        }
    }
}
