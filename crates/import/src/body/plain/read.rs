//! Reads plain HTML as it is written: lower-case tags that are closed, quoted attributes, references that end.

use super::nesting::{Nesting, Place};
use crate::body::entities::reference_into;
use memchr::{memchr, memchr2};

/// More of one element are bounded by [`super::super::attributes`].
const MOST_ATTRIBUTES: usize = 50;

/// Who is told what is read.
pub(in crate::body) trait Sink {
    /// An element begins. Attributes in the order of their names.
    fn open(&mut self, name: &str, attributes: Vec<(&str, String)>);
    /// The innermost element ends.
    fn close(&mut self);
    /// A text, whole.
    fn text(&mut self, text: String);
}

/// Reads plain HTML. None: it is not plain; what the sink was told is to be thrown away.
pub(in crate::body) fn read(html: &str, sink: &mut impl Sink) -> Option<()> {
    // A reader of HTML changes these before it reads.
    if memchr2(b'\r', 0, html.as_bytes()).is_some() || html.starts_with('\u{feff}') {
        return None;
    }
    let mut reading = Reading { rest: html, nesting: Nesting::default(), open: Vec::new() };
    while !reading.rest.is_empty() {
        reading.step(sink)?;
    }
    reading.open.is_empty().then_some(())
}

struct Reading<'a> {
    rest: &'a str,
    nesting: Nesting,
    /// Names of the elements that are open.
    open: Vec<&'a str>,
}

impl<'a> Reading<'a> {
    fn step(&mut self, sink: &mut impl Sink) -> Option<()> {
        let end = memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
        if end > 0 {
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            let text = decoded(text, Where::Text)?;
            if !self.nesting.may_hold(self.parent(), &text) {
                return None;
            }
            sink.text(text);
            return Some(());
        }
        let inner = &self.rest[1..];
        match inner.strip_prefix('/') {
            Some(inner) => {
                let (name, after) = name(inner)?;
                if self.open.pop()? != name {
                    return None;
                }
                self.rest = after.trim_ascii_start().strip_prefix('>')?;
                self.nesting.close();
                sink.close();
            }
            None => self.element(inner, sink)?,
        }
        Some(())
    }

    fn parent(&self) -> &'a str {
        self.open.last().copied().unwrap_or_default()
    }

    fn element(&mut self, tag: &'a str, sink: &mut impl Sink) -> Option<()> {
        let (name, mut after) = name(tag)?;
        let place = self.nesting.open(name, self.parent())?;
        let mut attributes: Vec<(&str, String)> = Vec::new();
        let closes_itself = loop {
            let spaced = after.trim_ascii_start();
            if let Some(rest) = spaced.strip_prefix("/>") {
                after = rest;
                break true;
            }
            if let Some(rest) = spaced.strip_prefix('>') {
                after = rest;
                break false;
            }
            if spaced.len() == after.len() {
                return None;
            }
            let (key, value, rest) = attribute(spaced)?;
            if attributes.len() == MOST_ATTRIBUTES || attributes.iter().any(|(known, _)| *known == key) {
                return None;
            }
            attributes.push((key, value));
            after = rest;
        };
        // What closes itself and is not void goes on for a reader of HTML.
        if closes_itself && place == Place::Open {
            return None;
        }
        attributes.sort_unstable_by_key(|(key, _)| *key);
        sink.open(name, attributes);
        if place == Place::Void {
            sink.close();
        } else {
            self.open.push(name);
        }
        self.rest = after;
        if name == "pre" {
            // A line end right after this tag is none of its text, however it is written.
            self.rest = after.strip_prefix('\n').unwrap_or(after);
            if after.starts_with('&') {
                return None;
            }
        }
        Some(())
    }
}

/// The element's name that a tag begins with, and what follows.
fn name(tag: &str) -> Option<(&str, &str)> {
    let end = tag.bytes().position(|b| !b.is_ascii_lowercase() && !b.is_ascii_digit())?;
    let fits = end > 0 && matches!(tag.as_bytes()[end], b'>' | b'/' | b' ' | b'\n' | b'\t');
    fits.then(|| tag.split_at(end))
}

/// `key="value"`, and what follows.
fn attribute(tag: &str) -> Option<(&str, String, &str)> {
    let end = tag.bytes().position(|b| !b.is_ascii_lowercase() && !b.is_ascii_digit() && b != b'-')?;
    let (key, value) = tag.split_at(end);
    let value = value.strip_prefix('=')?;
    let quote = value.bytes().next().filter(|b| matches!(b, b'"' | b'\''))?;
    let value = &value[1..];
    let end = memchr(quote, value.as_bytes())?;
    if key.is_empty() {
        return None;
    }
    Some((key, decoded(&value[..end], Where::Attribute)?, &value[end + 1..]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Text,
    Attribute,
}

/// Text with its references read. None where a reader of HTML might read one otherwise.
fn decoded(text: &str, place: Where) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.bytes().position(|b| !b.is_ascii_alphanumeric() && b != b'#').unwrap_or(after.len());
        match after.as_bytes().get(end) {
            // A bare “&” between words is itself.
            Some(b' ' | b'\n' | b'\t' | b'&') | None if end == 0 => out.push('&'),
            Some(b';') if end > 0 => {
                if !reference_into(&after[..end], &mut out) {
                    return None;
                }
                rest = &after[end + 1..];
                continue;
            }
            // The next parameter of a query: what would be a reference without its end is none there.
            Some(b'=') if end > 0 && place == Where::Attribute && !after.starts_with('#') => {
                out.push('&');
                out.push_str(&after[..end]);
            }
            _ => return None,
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    Some(out)
}
