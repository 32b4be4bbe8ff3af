//! What a page shows of a post, and what old addresses may mean.

use domain::{Kind, OutboundLink, PostId, SafeHtml};
use serde::{Deserialize, Serialize};

/// A post that an address may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its identity.
    pub id: PostId,
    /// Its address, decoded.
    pub path: String,
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
    /// A revision's number on its blog.
    Revision(String),
    /// A term's or an author's number on its blog: `category#5`.
    Term(String),
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
