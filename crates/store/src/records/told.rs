//! Posts whose texts show what other items hold, and what those are.

use super::NewTexts;
use domain::{Moment, PostId};

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
    /// Digest of what it tells.
    pub told: String,
    /// What it tells now.
    pub texts: NewTexts,
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
