//! Posts whose texts show what other items hold, and what those are.

use super::{NewFileUse, NewLink, NewPicture, NewRelated, Written};
use domain::{Lang, Moment, PostId, SafeHtml};

/// What a post's texts are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecipe {
    /// The blog's address, as its export named it.
    pub home: String,
    /// The rest, as the archive writes it.
    pub recipe: String,
}

/// A recipe that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeRow {
    /// Whose.
    pub post_id: String,
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// What is made.
    pub recipe: NewRecipe,
    /// Digest of what the post tells; empty before its first making.
    pub told: String,
}

/// A post's texts, made anew.
#[derive(Clone, Debug)]
pub struct Retold {
    /// Whose.
    pub id: PostId,
    /// Digest of all of it.
    pub told: String,
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
    /// Sources, tags and mentions as written, in order.
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

/// An attachment as a gallery shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GalleryRow {
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// Its number there.
    pub native_id: String,
    /// Identity of the post it hangs on.
    pub parent_id: Option<String>,
    /// Its file.
    pub url: String,
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
    /// Its place among the files of its post.
    pub menu_order: i64,
}

/// A block that several posts show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedBlockRow {
    /// `""` for the own blog, else the other blog's host.
    pub host: String,
    /// Its number there.
    pub native_id: String,
    /// Its body as its blog stored it.
    pub body: String,
}
