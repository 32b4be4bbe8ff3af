//! What is made over the whole archive at the end of an import: addresses, vocabulary, catalog.

use domain::{Event, Kind, Lang, Moment, PostId};
use serde::Serialize;

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
