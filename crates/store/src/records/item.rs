//! What an import keeps of a blog, its posts and attachments.

use super::NewRecipe;
use domain::{Event, Kind, Lang, Moment, PostId, PostPath, SafeHtml};
use serde::Serialize;

/// A post or page to keep.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// Its identity.
    pub id: PostId,
    /// Article or page.
    pub kind: Kind,
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// Its number there.
    pub native_id: Option<String>,
    /// Its recorded path.
    pub recorded_path: Option<PostPath>,
    /// The slug that a path is made of where none was recorded.
    pub slug: String,
    /// Title as recorded.
    pub recorded_title: String,
    /// Title as shown.
    pub title: String,
    /// Publication.
    pub date: Option<Moment>,
    /// Last change.
    pub updated: Option<Moment>,
    /// Parent page's number.
    pub parent_native_id: Option<String>,
    /// Order among sister pages.
    pub menu_order: i32,
    /// Whether its blog pinned it.
    pub sticky: bool,
    /// The feed identifier it had.
    pub guid: Option<String>,
    /// Digest of the address that this is, where it is the blog's own and not the post's number.
    pub guid_mark: Option<String>,
    /// Dated things inside.
    pub events: Vec<Event>,
    /// Digest of the item as read.
    pub digest: String,
    /// What it tells.
    pub texts: NewTexts,
    /// Comments.
    pub comments: Vec<NewComment>,
    /// Former slugs, folded.
    pub old_slug_keys: Vec<String>,
    /// What its texts are made of, where they show other items: they are made once those are known.
    pub recipe: Option<NewRecipe>,
}

/// What a post tells, and what follows from it.
#[derive(Clone, Debug)]
pub struct NewTexts {
    /// Language; None: the archive's.
    pub lang: Option<Lang>,
    /// What it says in a few lines.
    pub excerpt: String,
    /// Time to read it, in minutes.
    pub reading_minutes: u32,
    /// The link to the original: address and words.
    pub continue_link: Option<(String, String)>,
    /// The picture that stands for it.
    pub picture: NewPicture,
    /// The body.
    pub body: SafeHtml,
    /// The body's words.
    pub text: String,
    /// Sources, tags, mentions as written, in order; authors, where the item itself is told too.
    pub written: Vec<Written>,
    /// Links out.
    pub links: Vec<NewLink>,
    /// Posts it lists itself.
    pub related: Vec<NewRelated>,
    /// Files that the body shows or links to.
    pub files: Vec<NewFileUse>,
    /// The archive's own posts that the body links to: digests of paths, or identities.
    pub citing: Vec<String>,
}

/// A file that a body shows or links to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewFileUse {
    /// Its address as it is compared.
    pub key: String,
    /// What all its sizes are compared by.
    pub family: String,
    /// Its address as the body has it.
    pub address: String,
    /// Shown, rather than linked to.
    pub picture: bool,
}

/// The picture that stands for a post.
#[derive(Clone, Debug, Default)]
pub struct NewPicture {
    /// An attachment's number, looked up when it is shown.
    pub native_id: Option<String>,
    /// Its address, where it is no attachment.
    pub url: Option<String>,
    /// Text alternative.
    pub alt: Option<String>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// A value of a facet as a post wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// `source`, `tag`, `mention` or `author`.
    pub facet: &'static str,
    /// What it is compared by: the same key is the same value.
    pub key: String,
    /// As written.
    pub form: String,
    /// The slug that the export gives.
    pub nicename: Option<String>,
    /// Of a tag: what it was on its blog.
    pub kind: Option<&'static str>,
}

/// A link out of the archive.
#[derive(Clone, Debug, Serialize)]
pub struct NewLink {
    /// Where it leads.
    pub url: String,
    /// Its words.
    pub text: String,
}

/// A post as another one names it: one of the two is given.
#[derive(Clone, Debug, Serialize)]
pub struct NewRelated {
    /// Its path, folded as addresses are compared.
    pub path_key: Option<String>,
    /// Its number on the same blog.
    pub native_id: Option<String>,
}

/// An approved comment.
#[derive(Clone, Debug, Serialize)]
pub struct NewComment {
    /// Its number.
    pub native_id: String,
    /// The number of the comment it answers.
    pub parent: Option<String>,
    /// The name signed.
    pub author: String,
    /// When: seconds since 1970 UTC.
    pub unix: Option<i64>,
    /// When: minutes of the local clock ahead of UTC.
    pub offset: Option<i16>,
    /// What it says.
    pub html: SafeHtml,
}

/// An attachment to keep.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// Its identity.
    pub id: String,
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// Its number there.
    pub native_id: Option<String>,
    /// Identity of the post it hangs on.
    pub parent_id: Option<String>,
    /// Its file.
    pub url: String,
    /// The path of its own page, folded as addresses are compared.
    pub path_key: Option<String>,
    /// Its slug, folded.
    pub slug_key: Option<String>,
    /// Its place among the files of its post.
    pub menu_order: i64,
    /// Title.
    pub title: String,
    /// Text alternative.
    pub alt: String,
    /// Caption.
    pub caption: String,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// When it was uploaded.
    pub date: Option<Moment>,
    /// Digest of the item as read.
    pub digest: String,
    /// Where its file was, in full.
    pub source: Option<String>,
    /// That address as it is compared, and what all sizes of the file are compared by.
    pub place: Option<(String, String)>,
}

/// What an export said of its blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlog {
    /// `""` for the own blog, else its host.
    pub key: String,
    /// Its host, as the last export named it.
    pub host: String,
    /// Title.
    pub title: String,
    /// Tagline.
    pub tagline: String,
    /// Language.
    pub lang: Option<String>,
    /// Its address, in full.
    pub home: String,
}

/// An item that is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its identity.
    pub id: String,
    /// Digest of the item as it was read.
    pub digest: String,
}
