//! Export formats to drafts: bytes in, drafts and messages out. What is absent: the database, the network, the
//! clock, printing.
//!
//! A reader streams the items of a file; each item's body is cleaned ([`body`]), what a curated post says of
//! itself is taken out (source line, hashtags, mentions, continue link, related list), and the draft is handed to
//! the caller as a [`Message`]; where its body shows what other items hold, with a [`Recipe`]. What is withheld is never more than an identity and a reason.

pub mod body;
pub mod container;
pub mod draft;

mod extract;
mod format;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod gauge;
mod message;
pub mod receipt;
mod source;
mod told;
mod walk;

pub use draft::{
    Attachment, Author, Blog, BlogAuthor, BlogTerm, Draft, DraftComment, Item, Link, Origin, Picture,
    Reference, Size, Term, TermKind, Withheld,
};
pub use format::{Format, UnknownFormat, is_internal_kind};
pub use gauge::Gauge;
pub use message::{Message, Options, Refused};
pub use told::{Recipe, Told};
pub use walk::read;
