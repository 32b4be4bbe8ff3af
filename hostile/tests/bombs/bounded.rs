//! Reading something within a time and a memory.

use hostile::MEMORY;
use import::{Item, Message, Options, Refused};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Generous for an unoptimised build on a busy machine: what grows with the square of its input takes far longer.
pub const TIME: Duration = Duration::from_secs(90);

/// One bomb at a time.
static TURN: Mutex<()> = Mutex::new(());

/// What came of reading a bomb, without keeping it.
#[derive(Debug, Default)]
pub struct Read {
    pub posts: u64,
    pub items: u64,
    pub comments: u64,
    pub tags: usize,
    pub longest_body: usize,
    pub refused: Option<Refused>,
}

/// Runs something and holds it to [`TIME`] and to so many MiB of memory.
pub fn within<T>(what: &str, mebibytes: usize, run: impl FnOnce() -> T) -> T {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let begun = Instant::now();
    let made = run();
    let time = begun.elapsed();
    let needed = MEMORY.peak_usage().saturating_sub(before) >> 20;
    eprintln!("{what}: {time:.1?}, {needed} MiB");
    assert!(needed <= mebibytes, "{what}: {needed} MiB of memory, {mebibytes} allowed");
    assert!(time <= TIME, "{what}: {time:?}");
    made
}

/// Reads a file whose bytes `write` makes, within [`TIME`] and so many MiB.
pub fn read(
    what: &str,
    mebibytes: usize,
    extension: &str,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Read {
    let file = tempfile::Builder::new().suffix(extension).tempfile().unwrap();
    let mut out = BufWriter::new(file.as_file());
    write(&mut out).unwrap();
    out.flush().unwrap();
    drop(out);
    read_path(what, mebibytes, file.path())
}

/// Reads a path within [`TIME`] and so many MiB.
pub fn read_path(what: &str, mebibytes: usize, path: &Path) -> Read {
    within(what, mebibytes, || {
        let mut read = Read::default();
        let outcome = import::read(&[path.to_owned()], &Options::default(), &mut |message| {
            if let Message::Item { item, comments_read, .. } = message {
                read.items += 1;
                read.comments += u64::from(comments_read);
                if let Item::Post(draft) = item {
                    read.posts += 1;
                    read.tags = read.tags.max(draft.tags.len());
                    read.longest_body = read.longest_body.max(draft.body.as_str().len());
                }
            }
            ControlFlow::Continue(())
        });
        read.refused = outcome.err();
        read
    })
}

/// What stands before and after the body of the one post of an export.
pub fn around_body() -> (String, String) {
    let export = hostile::export::export(&hostile::export::post(7, "@@@", ""));
    let (before, after) = export.split_once("@@@").unwrap();
    (before.to_owned(), after.to_owned())
}

/// Writes the same text so many times.
pub fn repeat(out: &mut dyn Write, text: &str, times: usize) -> std::io::Result<()> {
    (0..times).try_for_each(|_| out.write_all(text.as_bytes()))
}
