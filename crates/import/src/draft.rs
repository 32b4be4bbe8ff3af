//! What a reader of an export hands over: one item at a time, said things taken out, body cleaned.

use crate::told::Recipe;
use domain::{Event, Kind, Lang, Moment, PostPath, SafeHtml};
use serde::{Deserialize, Serialize};

/// Where an item comes from. Two items are the same when both parts agree (see INTERFACE: identity).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Origin {
    /// The blog's host, lower case, without `www.` or port: `blog.example`. Empty when the export names none.
    pub host: String,
    /// The item's number or key on that blog. None where the format has none: then the path is the identity.
    pub native_id: Option<String>,
}

/// What an export says of its blog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Blog {
    /// Host, as in [`Origin::host`].
    pub host: String,
    /// Its address, in full; empty when the export names none.
    pub home: String,
    /// Its title.
    pub title: String,
    /// Its tagline; empty for none.
    pub tagline: String,
    /// Its language.
    pub lang: Option<Lang>,
    /// Its categories, tags and other terms, where the export lists them.
    pub terms: Vec<BlogTerm>,
    /// Its authors, where the export lists them.
    pub authors: Vec<BlogAuthor>,
}

/// A term as an export lists it for its blog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BlogTerm {
    /// What it is a term of: `category`, `post_tag`, or a taxonomy of the blog's own.
    pub taxonomy: String,
    /// Its number there, where recorded.
    pub number: Option<String>,
    /// Its slug, decoded.
    pub slug: String,
    /// The slug of the term that it lies under.
    pub parent: Option<String>,
}

/// An author as an export lists it for its blog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BlogAuthor {
    /// The number there, where recorded.
    pub number: Option<String>,
    /// Login.
    pub login: String,
}

/// One item of an export, read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Item {
    /// A public post or page.
    Post(Box<Draft>),
    /// A file's metadata. Whether it may be shown is known when its parent is: see [`Attachment::parent`].
    Attachment(Box<Attachment>),
    /// Not public: only its identity and the reason, nothing of what it says.
    Withheld {
        /// Whose.
        origin: Origin,
        /// Its recorded path, to take down what was public before.
        path: Option<PostPath>,
        /// Its file, where it is an attachment: its local copy must not be shown either.
        file: Option<String>,
        /// Why.
        reason: Withheld,
    },
    /// A block that is kept once and shown in several posts: nothing by itself, ignored in the receipt.
    SharedBlock {
        /// Whose.
        origin: Origin,
        /// Its body as stored; None where it is not public.
        body: Option<String>,
    },
    /// An earlier version of an item: nothing by itself, ignored in the receipt; its number still leads to that item.
    Revision {
        /// Whose.
        origin: Origin,
        /// Native id of the item that it is a version of.
        of: String,
    },
    /// No content: a menu item, a revision, a template…: its kind, as the export names it.
    Ignored(String),
    /// Could not be read.
    Failed {
        /// What names the item best: number, path or title.
        item: String,
        /// Why not, and what to do.
        reason: String,
    },
}

/// Why an item is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Withheld {
    /// A draft, auto-drafts too.
    Draft,
    /// Waiting for review.
    Pending,
    /// Private.
    Private,
    /// Scheduled.
    Future,
    /// Behind a password.
    Password,
    /// In the bin.
    Trash,
    /// For members or payers.
    Members,
    /// Taken down from this archive.
    Withdrawn,
    /// Any other status but `publish`.
    Other,
}

/// A public post or page, clean.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Draft {
    /// Whose.
    pub origin: Origin,
    /// Article or page.
    pub kind: Kind,
    /// Recorded path, where one was recorded.
    pub path: Option<PostPath>,
    /// The slug the export gives, to make a path of where none was recorded; empty for none.
    pub slug: String,
    /// Title as recorded, as text.
    pub recorded_title: String,
    /// Title as shown: without the @ and # at its end.
    pub title: String,
    /// Publication.
    pub date: Option<Moment>,
    /// Last change.
    pub updated: Option<Moment>,
    /// Its language: its own, else detected when sure, else the channel's. None: the archive's.
    pub lang: Option<Lang>,
    /// The outlet of its source line, as written.
    pub source: Option<String>,
    /// Tags, categories, custom terms and hashtags, in order of appearance; one folded label can come twice.
    pub tags: Vec<Term>,
    /// Accounts, as written, without the @.
    pub mentions: Vec<String>,
    /// Authors, first author first.
    pub authors: Vec<Author>,
    /// The recorded excerpt as text, else the first lines of the body.
    pub excerpt: String,
    /// The body, clean: source line, continue link and related list are still in it unless taken out below.
    pub body: SafeHtml,
    /// All words of the body as plain text, for search and reading time (200 words a minute, at least 1).
    pub text: String,
    /// The continue link.
    pub continue_link: Option<Link>,
    /// Posts it lists itself, in order: paths, or `?p=ID` of the same blog.
    pub related: Vec<Reference>,
    /// Links out of the archive, in order, without the related list.
    pub links: Vec<Link>,
    /// The picture that stands for it.
    pub image: Option<Picture>,
    /// Approved comments, pingbacks, trackbacks, in order.
    pub comments: Vec<DraftComment>,
    /// How many comments of it were withheld (not approved).
    pub comments_withheld: u32,
    /// Parent page's native id.
    pub parent: Option<String>,
    /// Order among sister pages.
    pub menu_order: i32,
    /// Whether it is pinned on top of its blog.
    pub sticky: bool,
    /// The feed identifier it had.
    pub guid: Option<String>,
    /// Former slugs.
    pub old_slugs: Vec<String>,
    /// Dated things inside (none until events are read).
    pub events: Vec<Event>,
    /// What its texts are made of, where they show what other items hold and so are not whole yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipe: Option<Box<Recipe>>,
}

/// A tag, category, custom term or hashtag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As people read it, without #.
    pub label: String,
    /// The slug the export gives; None for hashtags.
    pub nicename: Option<String>,
    /// What it was.
    pub kind: TermKind,
}

/// What a term was on its blog. The order is that of whose slug wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// A category.
    Category,
    /// A tag.
    Tag,
    /// A term of a custom taxonomy.
    Custom,
    /// A #word of the title or the body.
    Hashtag,
}

/// Who wrote a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Author {
    /// Login, which the slug is made of.
    pub login: String,
    /// Display name; the login where none is given.
    pub name: String,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads, absolute.
    pub url: String,
    /// Its words.
    pub text: String,
}

/// Another post of the same blog, as a post names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Reference {
    /// By path.
    Path(PostPath),
    /// By number (`?p=ID`).
    NativeId(String),
}

/// The picture that stands for a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Picture {
    /// An attachment, by native id; it may come later or in another file.
    Attachment(String),
    /// An address.
    Url {
        /// Absolute, or a path from `/` on the blog itself.
        url: String,
        /// Text alternative.
        alt: String,
        /// Pixels, where known.
        width: Option<u32>,
        /// Pixels, where known.
        height: Option<u32>,
    },
}

/// An approved comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftComment {
    /// Its number on its blog.
    pub native_id: String,
    /// The comment it answers.
    pub parent: Option<String>,
    /// The name that was signed.
    pub author: String,
    /// When.
    pub date: Option<Moment>,
    /// What it says.
    pub html: SafeHtml,
}

/// A file's metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Whose.
    pub origin: Origin,
    /// Native id of the post it hangs on. It is shown if that post is public or absent.
    pub parent: Option<String>,
    /// Its file, absolute.
    pub url: String,
    /// The path of its own page, where recorded.
    pub path: Option<PostPath>,
    /// Its slug; empty for none.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Its place among the files of its post.
    pub menu_order: i64,
    /// Text alternative.
    pub alt: String,
    /// Caption as text.
    pub caption: String,
    /// Pixels, where known.
    pub width: Option<u32>,
    /// Pixels, where known.
    pub height: Option<u32>,
    /// Smaller files made of it, beside it in its folder.
    pub sizes: Vec<Size>,
    /// When it was uploaded.
    pub date: Option<Moment>,
}

/// A smaller file made of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Its name, without a folder.
    pub file: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}
