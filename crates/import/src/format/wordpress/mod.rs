//! WordPress eXtended RSS, 1.0 to 1.2: read as a stream, one item at a time.

mod channel;
mod convert;
mod decoded;
mod gallery;
mod item;
mod kinds;
mod mojibake;
mod php;
mod xml;

use crate::body::OwnHosts;
use crate::message::{Message, Options, Refused};
use crate::source::Source;
use channel::Channel;
use convert::Setting;
use decoded::Decoded;
use item::RawItem;
use rayon::prelude::*;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use xml::{Broken, Step, Vocabulary, Xml};

pub(crate) use gallery::Attachments;

/// Items are made clean on all cores, a few at a time: so many, or so many bytes.
const BATCH_ITEMS: usize = 128;
const BATCH_BYTES: usize = 8 * 1024 * 1024;

type Sink<'a> = &'a mut dyn FnMut(Message) -> ControlFlow<()>;

/// Reads one file.
///
/// # Errors
/// A file that cannot be read to its end, unless `options.partial`.
pub(crate) fn read(
    source: &Source,
    options: &Options,
    gallery: &Attachments,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, Refused> {
    source
        .with(|reader| read_from(options.gauge.over(reader), &source.shown, options, gallery, sink))
        .unwrap_or_else(|reason| {
            Err(Refused { file: source.shown.clone(), line: None, items_read: 0, reason })
        })
}

fn read_from(
    reader: impl Read,
    path: &Path,
    options: &Options,
    gallery: &Attachments,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, Refused> {
    let refused =
        |line, items_read, reason: String| Refused { file: path.to_owned(), line, items_read, reason };
    let decoded =
        Decoded::open(reader).map_err(|error| refused(None, 0, format!("it cannot be read: {error}")))?;
    let mut reading = Reading {
        xml: Xml::new(decoded),
        channel: Channel::default(),
        blog_said: false,
        batch: Vec::new(),
        batch_bytes: 0,
        items: 0,
        options,
        gallery,
    };
    let outcome = reading.all(sink);
    let repairs = reading.xml.repairs();
    match outcome {
        Ok(ControlFlow::Break(())) => return Ok(ControlFlow::Break(())),
        Ok(ControlFlow::Continue(())) => {}
        Err(broken) if options.partial => {
            // What was whole before the damage is still to be handed over.
            if reading.flush(sink).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let reason = format!(
                "line {}: {}; the {} whole items before that were taken",
                broken.line, broken.reason, reading.items
            );
            if sink(Message::Warning { path: path.to_owned(), reason }).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Err(broken) => {
            // The receipt of a refused file still says what was met before the damage.
            if reading.flush(sink).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let reason = format!(
                "{}. {} items are whole before that. Export the blog again if you can; else import with --partial, \
                 which takes those",
                broken.reason, reading.items
            );
            return Err(refused(Some(broken.line), reading.items, reason));
        }
    }
    for (count, what) in [
        (repairs.junk, "bytes before the XML declaration were skipped"),
        (repairs.controls, "characters that XML forbids were left out"),
        (repairs.marks, "byte order marks inside the text were left out"),
        (repairs.surrogates, "characters written as two halves of UTF-16 were put together"),
        (repairs.foreign_bytes, "bytes that are no UTF-8 were read as windows-1252"),
    ] {
        if count > 0
            && sink(Message::Warning { path: path.to_owned(), reason: format!("{count} {what}") }).is_break()
        {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

struct Reading<'a, R: Read> {
    xml: Xml<R>,
    channel: Channel,
    blog_said: bool,
    batch: Vec<RawItem>,
    batch_bytes: usize,
    items: u64,
    options: &'a Options,
    gallery: &'a Attachments,
}

impl<R: Read> Reading<'_, R> {
    fn all(&mut self, sink: Sink<'_>) -> Result<ControlFlow<()>, Broken> {
        loop {
            match self.xml.step()? {
                Step::Open(name, _) if name.is(Vocabulary::Rss, "item") => {
                    let item = RawItem::read(&mut self.xml)?;
                    self.items += 1;
                    self.batch_bytes += item.content.len();
                    self.batch.push(item);
                    let full = self.batch.len() >= BATCH_ITEMS || self.batch_bytes >= BATCH_BYTES;
                    if full && self.flush(sink).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Step::Open(name, _) if name.is(Vocabulary::Rss, "channel") => {
                    // Exports put one behind another in one file have a channel each.
                    if self.flush(sink).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    self.channel = Channel::default();
                    self.blog_said = false;
                }
                Step::Open(name, _) if name.is(Vocabulary::Rss, "rss") => {}
                Step::Open(name, _) => self.channel.field(&mut self.xml, &name)?,
                Step::Close => {}
                Step::End => return Ok(self.flush(sink)),
            }
        }
    }

    /// Hands over what was read.
    fn flush(&mut self, sink: Sink<'_>) -> ControlFlow<()> {
        let blog = self.channel.blog();
        if !self.blog_said || self.channel.has_more_to_say() {
            let says_something = blog != crate::draft::Blog::default() || self.channel.has_more_to_say();
            if !says_something && self.batch.is_empty() {
                return ControlFlow::Continue(());
            }
            self.blog_said = true;
            sink(Message::Blog(self.channel.tell()))?;
        }
        let own = OwnHosts::new(self.channel.home(), &self.options.own_hosts);
        let setting = Setting {
            channel: &self.channel,
            host: &blog.host,
            lang: blog.lang.as_ref(),
            own: &own,
            zone: &self.options.time_zone,
            gallery: self.gallery,
        };
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        let messages: Vec<Message> = batch
            .into_par_iter()
            .map(|mut raw| {
                raw.mend();
                convert::message(&raw, &setting)
            })
            .collect();
        for message in messages {
            sink(message)?;
        }
        ControlFlow::Continue(())
    }
}
