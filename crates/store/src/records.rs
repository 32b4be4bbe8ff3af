//! What goes into the store and comes out of it, where the domain has no word of its own.

use domain::{Event, Kind, Lang, Moment, OutboundLink, PostId, PostPath, SafeHtml};
use serde::{Deserialize, Serialize};

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
    /// Parent page's number.
    pub parent_native_id: Option<String>,
    /// Order among sister pages.
    pub menu_order: i32,
    /// Whether its blog pinned it.
    pub sticky: bool,
    /// The feed identifier it had.
    pub guid: Option<String>,
    /// Dated things inside.
    pub events: Vec<Event>,
    /// Digest of the item as read.
    pub digest: String,
    /// The body.
    pub body: SafeHtml,
    /// The body's words.
    pub text: String,
    /// Sources, tags, mentions, authors as written, in order.
    pub written: Vec<Written>,
    /// Links out.
    pub links: Vec<NewLink>,
    /// Posts it lists itself.
    pub related: Vec<NewRelated>,
    /// Comments.
    pub comments: Vec<NewComment>,
    /// Former slugs, folded.
    pub old_slug_keys: Vec<String>,
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

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// BLAKE3 of its content, 64 hexadecimal digits.
    pub hash: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Its type, by content.
    pub mime: String,
    /// Pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// What its address ends in.
    pub name: String,
    /// Smaller pictures made of it.
    pub renditions: Vec<NewRendition>,
}

/// A smaller picture made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRendition {
    /// BLAKE3 of its content.
    pub hash: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// An old address that a file answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFileAddress {
    /// As addresses are compared.
    pub key: String,
    /// What all sizes are compared by.
    pub family: String,
    /// Whose.
    pub hash: String,
    /// A smaller size that stands in for an original that nobody has.
    pub variant: bool,
}

/// A file as an address finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The address that it answers to, as addresses are compared.
    pub key: String,
    /// What all sizes are compared by.
    pub family: String,
    /// A smaller size that stands in for an original that nobody has.
    pub variant: bool,
    /// BLAKE3 of its content.
    pub hash: String,
    /// Its type.
    pub mime: String,
    /// What its address ends in.
    pub name: String,
    /// Pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// Smaller pictures of it: hash, width, height; narrowest first.
    pub smaller: Vec<(String, u32, u32)>,
}

/// A file that something public names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedFile {
    /// As addresses are compared.
    pub key: String,
    /// What all sizes are compared by.
    pub family: String,
    /// Where it was: in full, or a path from `/` on the blog itself.
    pub address: String,
    /// An attachment's, rather than what a body shows or links to.
    pub attached: bool,
}

/// An item that is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its identity.
    pub id: String,
    /// Digest of the item as it was read.
    pub digest: String,
}

/// What a post's address is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRow {
    /// Its identity.
    pub id: String,
    /// Article or page.
    pub kind: Kind,
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// Its number there.
    pub native_id: Option<String>,
    /// Its recorded path, decoded.
    pub recorded_path: Option<String>,
    /// The slug that the export gives; empty for none.
    pub slug: String,
    /// Title as shown.
    pub title: String,
    /// Publication.
    pub date: Option<Moment>,
    /// Parent page's number.
    pub parent_native_id: Option<String>,
    /// Its address until now, decoded.
    pub path: Option<String>,
}

/// A post's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Whose.
    pub id: String,
    /// Decoded path.
    pub path: String,
    /// What it is compared by.
    pub path_key: String,
    /// What its last segment is compared by.
    pub slug_key: String,
}

/// A written form of a value, of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenRow {
    /// The post.
    pub post_id: String,
    /// `source`, `tag`, `mention` or `author`.
    pub facet: String,
    /// What it is compared by.
    pub key: String,
    /// As written.
    pub form: String,
    /// The slug that the export gives.
    pub nicename: Option<String>,
    /// Of a tag: what it was.
    pub kind: Option<String>,
}

/// What a value is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewLabel {
    /// `source`, `tag`, `mention` or `author`.
    pub facet: String,
    /// What it is compared by.
    pub key: String,
    /// What addresses call it.
    pub slug: String,
    /// What people call it.
    pub name: String,
}

/// Another slug of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAlias {
    /// `source`, `tag`, `mention` or `author`.
    pub facet: String,
    /// The other slug, folded.
    pub alias_key: String,
    /// The value's slug.
    pub slug: String,
}

/// What lists, counts and searches are made of.
#[derive(Clone, Debug)]
pub struct EntryRow {
    /// Its identity.
    pub id: PostId,
    /// Article or page.
    pub kind: Kind,
    /// Its address, decoded.
    pub path: String,
    /// Title as shown.
    pub title: String,
    /// Publication.
    pub date: Option<Moment>,
    /// Last change.
    pub updated: Option<Moment>,
    /// Language; None: the archive's.
    pub lang: Option<Lang>,
    /// What it says in a few lines.
    pub excerpt: String,
    /// Time to read it, in minutes.
    pub reading_minutes: u32,
    /// The link to the original.
    pub continue_url: Option<String>,
    /// The picture's address.
    pub image_url: Option<String>,
    /// The picture's text alternative.
    pub image_alt: String,
    /// Pixels.
    pub image_width: Option<u32>,
    /// Pixels.
    pub image_height: Option<u32>,
    /// Dated things inside.
    pub events: Vec<Event>,
    /// How many comments it has.
    pub comments: u32,
    /// The body's words.
    pub text: String,
}

/// A part of the catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// What it is called by its content: another content has another name.
    pub name: String,
    /// Size, uncompressed.
    pub bytes: u32,
    /// Its bytes, compressed.
    pub brotli: Vec<u8>,
}

/// A post that an address may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its identity.
    pub id: PostId,
    /// Its address, decoded.
    pub path: String,
}

/// An attachment that an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// The file.
    pub url: String,
    /// The address of the post it hangs on, decoded, where that is here.
    pub parent_path: Option<String>,
}

/// What a page shows of a post beside its card.
#[derive(Clone, Debug)]
pub struct Content {
    /// The body.
    pub body: SafeHtml,
    /// The words of the continue link.
    pub continue_text: Option<String>,
    /// Links out.
    pub links: Vec<OutboundLink>,
    /// Comments with the numbers of those they answer, oldest first.
    pub comments: Vec<(domain::Comment, Option<String>)>,
    /// Posts that it lists itself, in its order.
    pub related: Vec<Named>,
}

/// A post that another one names: itself where it is found, else as it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is here.
    Post(PostId),
    /// By path, folded.
    Path(String),
    /// By number on its blog.
    Number(String),
}

/// A term or author as an export lists it for its blog.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OldTerm {
    /// `category`, `post_tag`, `author` or `custom`.
    pub taxonomy: String,
    /// Digest of its slug.
    pub mark: String,
    /// Its number; empty where none is recorded.
    pub number: String,
    /// Digest of the slug of the term that it lies under; empty for none.
    pub parent_mark: String,
}

/// A term or author of a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldTermRow {
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// What it was.
    pub term: OldTerm,
}

/// One of the values that an old term or author means now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermNow {
    /// `category#5` by number, `category/MARK` by slug.
    pub key: String,
    /// Its place among the values of the key.
    pub rank: u32,
    /// `tag` or `author`.
    pub facet: String,
    /// The value's slug.
    pub slug: String,
}

/// What names a post that is about to be taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawing {
    /// Article or page.
    pub kind: Kind,
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// Its number there.
    pub native_id: Option<String>,
    /// Its recorded path, decoded.
    pub recorded_path: Option<String>,
    /// Title as shown.
    pub title: String,
    /// Its address, decoded.
    pub path: String,
    /// Addresses it had before, folded.
    pub former_path_keys: Vec<String>,
    /// Slugs it had on its blog before, folded.
    pub old_slug_keys: Vec<String>,
}

/// What an address of before may be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldAddressRow {
    /// A post's number on its blog.
    Post(String),
    /// A page's number on its blog.
    Page(String),
    /// An attachment's number on its blog.
    Attachment(String),
    /// A path, folded or as recorded.
    Path(String),
    /// A slug that a post had, folded, and the path that it has.
    Beside {
        /// The slug it had.
        slug: String,
        /// The path it has, decoded.
        path: String,
    },
    /// The feed identifier that a post had, which often is an address.
    Guid(String),
    /// Another slug of a value.
    Alias {
        /// `source`, `tag`, `mention` or `author`.
        facet: String,
        /// The other slug, folded.
        slug: String,
    },
    /// A category: the slug that its blog gave it, if any, and the slug that its tag has.
    Category {
        /// On its blog.
        nicename: Option<String>,
        /// Here.
        slug: String,
    },
}
