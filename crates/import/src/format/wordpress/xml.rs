//! XML events with namespaces resolved leniently and character references repaired.

use super::decoded::{Decoded, Repairs};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

/// The vocabularies that an export is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS itself: no prefix.
    Rss,
    /// WordPress's own.
    Wp,
    /// `excerpt:encoded`.
    Excerpt,
    /// `content:encoded`.
    Content,
    /// Dublin Core.
    Dc,
    /// Anything else.
    Other,
}

/// An element's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub vocabulary: Vocabulary,
    pub local: String,
}

impl Name {
    /// Whether it is this element.
    pub(super) fn is(&self, vocabulary: Vocabulary, local: &str) -> bool {
        self.vocabulary == vocabulary && self.local == local
    }
}

/// What comes next between items.
pub(super) enum Step {
    /// An element begins; its attributes, unescaped.
    Open(Name, Vec<(String, String)>),
    /// An element ends.
    Close,
    /// The end of the file, every element closed.
    End,
}

/// Why no more can be read, and at which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub line: u64,
    pub reason: String,
}

/// A lenient XML reader.
pub(super) struct Xml<R: Read> {
    reader: Reader<Decoded<R>>,
    buffer: Vec<u8>,
    depth: usize,
    /// Prefix bindings with the depth of the element that made them.
    bindings: Vec<(usize, String, Vocabulary)>,
    /// An empty element was reported as opened and is still to be closed.
    pending_close: bool,
    /// Character and entity references repaired since the last [`Xml::take_reference_repairs`].
    reference_repairs: u64,
    /// A text was longer than [`LONGEST_TEXT`] since the last [`Xml::take_overlong`].
    overlong: bool,
    /// The reference just read stands for the first half of a character of UTF-16.
    first_half: Option<u32>,
}

/// The longest text that an element is read for, in bytes: a novel has one or two millions, and a tree of HTML takes
/// dozens of times the memory of its text. What follows in it is passed over.
const LONGEST_TEXT: usize = 8 << 20;

impl<R: Read> Xml<R> {
    pub(super) fn new(source: Decoded<R>) -> Self {
        let mut reader = Reader::from_reader(source);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = true;
        Self {
            reader,
            buffer: Vec::new(),
            depth: 0,
            bindings: Vec::new(),
            pending_close: false,
            reference_repairs: 0,
            overlong: false,
            first_half: None,
        }
    }

    /// The line reading has come to.
    pub(super) fn line(&self) -> u64 {
        self.reader.get_ref().line()
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Repairs of bytes so far.
    pub(super) fn repairs(&self) -> Repairs {
        self.reader.get_ref().repairs()
    }

    /// Repairs of references since the last call.
    pub(super) fn take_reference_repairs(&mut self) -> u64 {
        std::mem::take(&mut self.reference_repairs)
    }

    /// Whether a text was too long to be read whole since the last call.
    pub(super) fn take_overlong(&mut self) -> bool {
        std::mem::take(&mut self.overlong)
    }

    /// The next tag; text between is skipped.
    pub(super) fn step(&mut self) -> Result<Step, Broken> {
        loop {
            if let Some(step) = self.next(None)? {
                return Ok(step);
            }
        }
    }

    /// The text of the element just opened, up to its end; of elements inside it, their text.
    pub(super) fn text(&mut self) -> Result<String, Broken> {
        let outer = self.depth;
        let mut text = String::new();
        loop {
            match self.next(Some(&mut text))? {
                Some(Step::Close) if self.depth < outer => return Ok(text),
                Some(Step::End) => return Err(self.broken("the file ends inside an element".into())),
                _ => {}
            }
        }
    }

    /// Passes over the element just opened.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        let outer = self.depth;
        loop {
            match self.next(None)? {
                Some(Step::Close) if self.depth < outer => return Ok(()),
                Some(Step::End) => return Err(self.broken("the file ends inside an element".into())),
                _ => {}
            }
        }
    }

    fn next(&mut self, mut text: Option<&mut String>) -> Result<Option<Step>, Broken> {
        if std::mem::take(&mut self.pending_close) {
            self.close();
            return Ok(Some(Step::Close));
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let before = self.line();
        let mut before_half = self.first_half.take();
        let event = self.reader.read_event_into(&mut buffer);
        let step = match event {
            Ok(Event::Start(start)) => {
                let (name, attributes) = self.open(&start);
                Some(Step::Open(name, attributes))
            }
            Ok(Event::Empty(start)) => {
                let (name, attributes) = self.open(&start);
                self.pending_close = true;
                Some(Step::Open(name, attributes))
            }
            Ok(Event::End(_)) => {
                self.close();
                Some(Step::Close)
            }
            Ok(Event::Text(piece)) => {
                if let Some(text) = &mut text {
                    let piece = piece.into_inner();
                    // A text that begins with `&` is what the reader makes of a bare one.
                    self.reference_repairs += u64::from(piece.starts_with('&'));
                    self.overlong |= !push_lines(text, &piece);
                }
                None
            }
            Ok(Event::CData(piece)) => {
                if let Some(text) = &mut text {
                    self.overlong |= !push_lines(text, &piece.into_inner());
                }
                None
            }
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.into_inner();
                let first_half = std::mem::take(&mut before_half);
                self.first_half = code_of(&name).filter(|code| (0xD800..0xDC00).contains(code));
                if let Some(text) = &mut text {
                    match put_together(first_half, &name) {
                        // The first half was counted as a repair.
                        Some(c) => text.push(c),
                        None => {
                            let whole = push_reference(text, &name);
                            self.reference_repairs += u64::from(!whole);
                        }
                    }
                }
                None
            }
            Ok(Event::DocType(declaration)) if declaration.clone().into_inner().contains("<!ENTITY") => {
                return Err(self.broken(
                    "it declares entities of its own, which no export does and which can be an attack; \
                     export the blog again and import that file"
                        .into(),
                ));
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => None,
            Ok(Event::Eof) if self.depth > 0 => {
                return Err(self.broken("the file ends inside an element: it is cut short".into()));
            }
            Ok(Event::Eof) => Some(Step::End),
            Err(error) => {
                // What was opened and never closed is read to the end of the file: its beginning is what helps.
                let unclosed = matches!(error, quick_xml::Error::Syntax(_));
                let line = if unclosed { before } else { self.line() };
                return Err(Broken { line, reason: error.to_string() });
            }
        };
        self.buffer = buffer;
        Ok(step)
    }

    /// An error at the present line.
    pub(super) fn broken(&self, reason: String) -> Broken {
        Broken { line: self.line(), reason }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> (Name, Vec<(String, String)>) {
        self.depth += 1;
        let mut attributes = Vec::new();
        if !start.attributes_raw().trim().is_empty() {
            for attribute in start.html_attributes().with_checks(false).flatten() {
                let key = attribute.key.as_ref().to_owned();
                let value = unescape(&attribute.value);
                if let Some(prefix) = key.strip_prefix("xmlns:") {
                    self.bindings.push((self.depth, prefix.to_owned(), vocabulary_of(value.trim())));
                } else if key == "xmlns" {
                    // Without a prefix an unknown vocabulary, or none, is taken for RSS itself.
                    let bound = match vocabulary_of(value.trim()) {
                        Vocabulary::Other => Vocabulary::Rss,
                        known => known,
                    };
                    self.bindings.push((self.depth, String::new(), bound));
                } else {
                    attributes.push((key, value));
                }
            }
        }
        let name = start.name();
        let (prefix, local) = name.as_ref().split_once(':').unwrap_or(("", name.as_ref()));
        (Name { vocabulary: self.resolve(prefix), local: local.to_owned() }, attributes)
    }

    fn close(&mut self) {
        self.bindings.retain(|(depth, _, _)| *depth < self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    /// What a prefix stands for: its binding, else what exporters mean by it.
    fn resolve(&self, prefix: &str) -> Vocabulary {
        let bound = self.bindings.iter().rev().find(|(_, bound, _)| bound == prefix);
        bound.map_or_else(
            || match prefix {
                "" => Vocabulary::Rss,
                "wp" => Vocabulary::Wp,
                "content" => Vocabulary::Content,
                "excerpt" => Vocabulary::Excerpt,
                "dc" => Vocabulary::Dc,
                _ => Vocabulary::Other,
            },
            |(_, _, vocabulary)| *vocabulary,
        )
    }
}

fn vocabulary_of(uri: &str) -> Vocabulary {
    let place = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://")).unwrap_or(uri);
    let place = place.strip_prefix("www.").unwrap_or(place);
    if let Some(version) = place.strip_prefix("wordpress.org/export/") {
        let part = version.split('/').nth(1).unwrap_or_default();
        return if part == "excerpt" { Vocabulary::Excerpt } else { Vocabulary::Wp };
    }
    match place.trim_end_matches('/') {
        "purl.org/rss/1.0/modules/content" => Vocabulary::Content,
        "purl.org/dc/elements/1.1" => Vocabulary::Dc,
        _ => Vocabulary::Other,
    }
}

/// Appends text with the line ends that XML prescribes. False where it would become too long: then nothing is appended.
fn push_lines(text: &mut String, piece: &str) -> bool {
    if text.len() + piece.len() > LONGEST_TEXT {
        return false;
    }
    if !piece.contains('\r') {
        text.push_str(piece);
        return true;
    }
    text.push_str(&piece.replace("\r\n", "\n").replace('\r', "\n"));
    true
}

/// The number of a numeric reference.
fn code_of(name: &str) -> Option<u32> {
    let number = name.strip_prefix('#')?;
    match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    }
}

/// The character whose halves two references in a row stand for, as programs write them that count in UTF-16.
fn put_together(first: Option<u32>, second: &str) -> Option<char> {
    let (first, second) = (first?, code_of(second)?);
    let is_second = (0xDC00..0xE000).contains(&second);
    is_second.then(|| char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))).flatten()
}

/// Appends what a reference stands for. False when it stands for nothing in XML and was repaired.
fn push_reference(text: &mut String, name: &str) -> bool {
    if name.starts_with('#') {
        return match code_of(name).and_then(char::from_u32) {
            Some(c) if c >= ' ' || matches!(c, '\t' | '\n' | '\r') => {
                text.push(c);
                true
            }
            _ => false,
        };
    }
    match name {
        "amp" => text.push('&'),
        "lt" => text.push('<'),
        "gt" => text.push('>'),
        "quot" => text.push('"'),
        "apos" => text.push('\''),
        _ => {
            // HTML's entities are known by every reader of a body; any other is left as it was written.
            let written = format!("&{name};");
            text.push_str(&crate::body::decode_entities(&written));
            return false;
        }
    }
    true
}

fn unescape(value: &str) -> String {
    if value.contains('&') { crate::body::decode_entities(value) } else { value.to_owned() }
}
