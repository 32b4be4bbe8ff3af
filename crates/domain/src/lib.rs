//! The words of a blog's archive, parsed once at the border and right ever after.
//!
//! What is absent here: input and output, the clock, async code, HTML parsing, SQL and everything that renders.

pub mod comment;
pub mod date;
pub mod feed;
pub mod fold;
pub mod html;
pub mod lang;
pub mod order;
pub mod path;
pub mod post;
pub mod slug;
pub mod unicode;

pub use comment::Comment;
pub use date::{Day, Moment, Month, PartialDate};
pub use feed::FeedFormat;
pub use fold::{fold, fold_roughly};
pub use html::SafeHtml;
pub use lang::Lang;
pub use path::PostPath;
pub use post::{Card, Event, EventKind, Image, Kind, Label, LinkStatus, OutboundLink, Post, PostId, PostRef};
pub use slug::slugify;
