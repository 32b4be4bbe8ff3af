//! From the rows of all posts to the catalog's parts, as they are stored and sent.

use crate::ReadError;
use catalog::{Catalog, Entry, FORMAT_VERSION, Facet};
use domain::{Card, Image, Label, Lang, PostPath};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use store::records::{EntryRow, NewLabel, PartRow, WrittenRow};

/// The role of the part that holds vocabulary, cards and facets.
pub(crate) const BASE: &str = "base";
/// The role of the part that holds the inverted index.
pub(crate) const WORDS: &str = "words";
/// The note under which the store remembers what the parts were made by.
pub(crate) const BASIS_NOTE: &str = "catalog_basis";

/// What the stored parts depend on beside the posts. Parts of another basis are made anew.
pub(crate) fn basis(default_lang: &Lang) -> String {
    format!("format {FORMAT_VERSION}, {default_lang}")
}

/// Brotli's quality: what 11 saves over 9 costs ten times the time of an import.
const QUALITY: u32 = 9;
/// Brotli’s quality for a part of over [`LARGE`] bytes: at 9, more than half of an import of 10,000 posts went into it.
const QUALITY_OF_LARGE: u32 = 5;
/// The words of some thousand posts.
const LARGE: usize = 2 << 20;
/// Brotli's window, 4 MiB.
const WINDOW: u32 = 22;
/// The largest part that is read back, so that a damaged size asks for no more memory than there is.
const LARGEST: u64 = 4 << 30;

/// Everything that the catalog is built from, newest first.
pub(crate) fn entries(
    rows: Vec<EntryRow>,
    written: &[WrittenRow],
    labels: &[NewLabel],
    default_lang: &Lang,
) -> Vec<Entry> {
    let mut labels_of = labels_by_post(written, labels);
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let labels = labels_of.remove(row.id.0.as_str()).unwrap_or_default();
        entries.push(entry(row, labels, default_lang));
    }
    // Undated last: None is less than any instant.
    entries
        .sort_by_cached_key(|entry| Reverse((entry.card.date.map(|date| date.unix), entry.card.id.clone())));
    entries
}

/// The values of one post, by facet, in its order, none twice.
type Labels = [Vec<Label>; 4];

fn labels_by_post<'a>(written: &'a [WrittenRow], labels: &[NewLabel]) -> BTreeMap<&'a str, Labels> {
    let named: BTreeMap<(&str, &str), &NewLabel> =
        labels.iter().map(|label| ((label.facet.as_str(), label.key.as_str()), label)).collect();
    let mut of_post: BTreeMap<&str, Labels> = BTreeMap::new();
    for row in written {
        let Some(place) = Facet::ALL.iter().position(|facet| facet.name() == row.facet) else { continue };
        let Some(label) = named.get(&(row.facet.as_str(), row.key.as_str())) else { continue };
        let values = &mut of_post.entry(&row.post_id).or_default()[place];
        if values.iter().all(|value| value.slug != label.slug) {
            values.push(Label { slug: label.slug.clone(), name: label.name.clone() });
        }
    }
    of_post
}

fn entry(row: EntryRow, labels: Labels, default_lang: &Lang) -> Entry {
    let [mut sources, tags, mentions, authors] = labels;
    sources.truncate(1);
    let image = row.image_url.map(|url| Image {
        url,
        alt: row.image_alt,
        width: row.image_width,
        height: row.image_height,
    });
    let card = Card {
        id: row.id,
        path: PostPath::parse(&crate::identity::href(&row.path)),
        title: row.title,
        date: row.date,
        updated: row.updated,
        lang: row.lang.unwrap_or_else(|| default_lang.clone()),
        source: sources.pop(),
        tags,
        mentions,
        authors,
        excerpt: row.excerpt,
        reading_minutes: row.reading_minutes,
        continue_url: row.continue_url,
        image,
        events: row.events,
        comments: row.comments,
    };
    Entry { card, kind: row.kind, text: row.text }
}

/// Builds the catalog and compresses its parts. Takes seconds for a large archive: not for an async thread.
pub(crate) fn build(entries: Vec<Entry>) -> std::io::Result<Vec<PartRow>> {
    let parts = Catalog::build(entries).to_parts();
    [(BASE, parts.base), (WORDS, parts.words)]
        .into_par_iter()
        .map(|(role, bytes)| compressed(role, &bytes))
        .collect()
}

fn compressed(role: &str, bytes: &[u8]) -> std::io::Result<PartRow> {
    let quality = if bytes.len() > LARGE { QUALITY_OF_LARGE } else { QUALITY };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, WINDOW);
    writer.write_all(bytes)?;
    writer.flush()?;
    let mut hash = blake3::hash(bytes).to_hex().to_string();
    hash.truncate(24);
    let size = u32::try_from(bytes.len())
        .map_err(|_| std::io::Error::other("a part of the catalog is over 4 GiB"))?;
    Ok(PartRow { role: role.to_owned(), hash, bytes: size, brotli: writer.into_inner() })
}

/// A part's bytes, held against its hash.
fn decompressed(part: &PartRow) -> Result<Vec<u8>, ReadError> {
    let damaged = |what: String| ReadError::Damaged(format!("part {}: {what}", part.role));
    let mut bytes = Vec::with_capacity(part.bytes as usize);
    brotli::Decompressor::new(part.brotli.as_slice(), 1 << 16)
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(error.to_string()))?;
    let hash = blake3::hash(&bytes).to_hex();
    if !hash.starts_with(&part.hash) {
        return Err(damaged("its bytes are not those of its hash".to_owned()));
    }
    Ok(bytes)
}

/// Reads the catalog back from its stored parts.
pub(crate) fn read(base: &PartRow, words: &PartRow) -> Result<Catalog, ReadError> {
    let damaged = |error: catalog::FormatError| ReadError::Damaged(error.to_string());
    let mut catalog = Catalog::from_base(&decompressed(base)?).map_err(damaged)?;
    catalog.add_words(&decompressed(words)?).map_err(damaged)?;
    Ok(catalog)
}
