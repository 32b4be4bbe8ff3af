//! A target for every reader of what others wrote.

mod bodies;
mod files;
mod questions;
mod words;

/// A reader, what its inputs are made of, and what must hold.
pub struct Target {
    /// As one asks for it.
    pub name: &'static str,
    /// What it reads.
    pub what: &'static str,
    /// Inputs of ours; longer ones are files in `corpus/NAME/`.
    pub seeds: &'static [&'static str],
    /// Files and folders of the shared corpora that are inputs as they are.
    pub shared: &'static [&'static str],
    /// Pieces that mean something to the reader.
    pub words: &'static [&'static str],
    /// Reads an input and panics when something does not hold.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: [Target; 18] = [
    files::WORDPRESS,
    files::SAVED_PAGE,
    files::ANY_FILE,
    files::DATES,
    files::METADATA,
    bodies::BODY,
    bodies::SHORTCODES,
    bodies::HTML,
    bodies::COMMENT,
    bodies::SAID,
    bodies::TITLE,
    words::PATHS,
    words::SLUGS,
    words::FOLDING,
    words::DATE_WORDS,
    questions::FILTER,
    questions::QUESTION,
    questions::CATALOG,
];

/// The target of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Target> {
    static ALL: [Target; 18] = TARGETS;
    ALL.iter().find(|target| target.name == name)
}

/// Bytes as a reader of text gets them.
fn text(input: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(input)
}
