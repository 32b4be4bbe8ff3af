//! WordPress eXtended RSS, 1.0 to 1.2: read as a stream, one item at a time.

mod channel;
mod cleaning;
mod convert;
mod decoded;
mod item;
mod kinds;
mod mojibake;
mod php;
mod xml;

pub use kinds::is_internal_kind;

use crate::message::{Message, Options, Refused};
use crate::source::Source;
use channel::Channel;
use cleaning::{Batch, Cleaning};
use decoded::Decoded;
use item::RawItem;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use xml::{Broken, Step, Vocabulary, Xml};

/// Items are made clean on all cores, a few at a time: so many, or so many bytes.
const BATCH_ITEMS: usize = 128;
const BATCH_BYTES: usize = 8 * 1024 * 1024;

type Sink<'a> = &'a mut dyn FnMut(Message) -> ControlFlow<()>;

/// Reads one file.
///
/// # Errors
/// A file that cannot be read to its end, unless `options.partial`.
pub(crate) fn read(source: &Source, options: &Options, sink: Sink<'_>) -> Result<ControlFlow<()>, Refused> {
    source.with(|reader| read_from(options.gauge.over(reader), &source.shown, options, sink)).unwrap_or_else(
        |reason| Err(Refused { file: source.shown.clone(), line: None, items_read: 0, reason }),
    )
}

fn read_from(
    reader: impl Read,
    path: &Path,
    options: &Options,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, Refused> {
    let decoded = Decoded::open(reader).map_err(|error| {
        let reason = format!("it cannot be read: {error}");
        Refused { file: path.to_owned(), line: None, items_read: 0, reason }
    })?;
    std::thread::scope(|scope| {
        let reading = Reading {
            xml: Xml::new(decoded),
            channel: Arc::default(),
            blog_said: false,
            batch: Vec::new(),
            batch_bytes: 0,
            items: 0,
            cleaning: Cleaning::begin(scope, options),
        };
        read_all(reading, path, options, sink)
    })
}

fn read_all(
    mut reading: Reading<impl Read>,
    path: &Path,
    options: &Options,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, Refused> {
    let outcome = reading.all(sink);
    let repairs = reading.xml.repairs();
    match outcome {
        Ok(ControlFlow::Break(())) => return Ok(ControlFlow::Break(())),
        Ok(ControlFlow::Continue(())) => {}
        Err(broken) if options.partial => {
            // What was whole before the damage is still to be handed over.
            if reading.finish(sink).is_break() {
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
            if reading.finish(sink).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let reason = format!(
                "{}. {} items are whole before that. Export the blog again if you can; else import with --partial, \
                 which takes those",
                broken.reason, reading.items
            );
            let (file, line) = (path.to_owned(), Some(broken.line));
            return Err(Refused { file, line, items_read: reading.items, reason });
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

struct Reading<R: Read> {
    xml: Xml<R>,
    channel: Arc<Channel>,
    blog_said: bool,
    batch: Vec<RawItem>,
    batch_bytes: usize,
    items: u64,
    cleaning: Cleaning,
}

impl<R: Read> Reading<R> {
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
                    self.channel = Arc::default();
                    self.blog_said = false;
                }
                Step::Open(name, _) if name.is(Vocabulary::Rss, "rss") => {}
                Step::Open(name, _) => Arc::make_mut(&mut self.channel).field(&mut self.xml, &name)?,
                Step::Close => {}
                Step::End => return Ok(self.finish(sink)),
            }
        }
    }

    /// Gives what was read to be cleaned; what was cleaned of earlier items may be handed over.
    fn flush(&mut self, sink: Sink<'_>) -> ControlFlow<()> {
        let blog = self.channel.blog();
        if !self.blog_said || self.channel.has_more_to_say() {
            let says_something = blog != crate::draft::Blog::default() || self.channel.has_more_to_say();
            if !says_something && self.batch.is_empty() {
                return ControlFlow::Continue(());
            }
            self.blog_said = true;
            self.cleaning.finish(sink)?;
            sink(Message::Blog(Arc::make_mut(&mut self.channel).tell()))?;
        }
        let items = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        if items.is_empty() {
            return ControlFlow::Continue(());
        }
        self.cleaning.take(Batch { items, channel: self.channel.clone(), blog }, sink)
    }

    /// Hands over all that was read.
    fn finish(&mut self, sink: Sink<'_>) -> ControlFlow<()> {
        self.flush(sink)?;
        self.cleaning.finish(sink)
    }
}
