//! From the rows of all posts to the catalog's parts, as they are stored and sent, and back.

use crate::ReadError;
use brotli::enc::BrotliEncoderParams;
use catalog::{Builder, Catalog, Entry, FORMAT_VERSION, Facet, FormatError, PartKey, PartName};
use domain::{Card, Image, Label, Lang, PostPath};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use store::records::{EntryRow, NewLabel, PartRow, WrittenRow};

/// What the stored parts depend on beside the posts. Parts of another basis are made anew.
pub(crate) fn basis(default_lang: &Lang) -> String {
    format!("format {FORMAT_VERSION}, {default_lang}")
}

/// Brotli's best quality: for what every reader waits for, or everyone who searches.
const BEST: i32 = 11;
/// The largest part of that quality, in bytes: what 11 saves over 9 costs ten times the time.
const SMALL: usize = 2 << 20;
/// Brotli's quality for what is text, of which a reader fetches little.
const GOOD: i32 = 9;
/// Brotli's quality for what is packed already: no other one makes it smaller.
const QUICK: i32 = 4;
/// Brotli's window, 4 MiB.
const WINDOW: i32 = 22;
/// The largest part that is read back, so that a damaged size asks for no more memory than there is.
const LARGEST: u64 = 4 << 30;

/// The values of all posts, by post.
#[derive(Debug)]
pub(crate) struct Values {
    labels: Vec<(Facet, Label)>,
    /// Numbers of labels, in the order of the post, none twice.
    of_post: HashMap<String, Vec<u32>>,
}

impl Values {
    /// Gives what posts wrote the labels of the vocabulary.
    pub(crate) fn new(written: Vec<WrittenRow>, labels: &[NewLabel]) -> Self {
        let facet = |name: &str| Facet::ALL.into_iter().find(|facet| facet.name() == name);
        let mut number: HashMap<(&str, &str), u32> = HashMap::with_capacity(labels.len());
        let mut known = Vec::with_capacity(labels.len());
        for label in labels {
            let Some(facet) = facet(&label.facet) else { continue };
            number.insert((&label.facet, &label.key), u32::try_from(known.len()).unwrap_or(u32::MAX));
            known.push((facet, Label { slug: label.slug.clone(), name: label.name.clone() }));
        }
        let mut of_post: HashMap<String, Vec<u32>> = HashMap::new();
        for row in written {
            let Some(label) = number.get(&(row.facet.as_str(), row.key.as_str())) else { continue };
            let values = of_post.entry(row.post_id).or_default();
            if !values.contains(label) {
                values.push(*label);
            }
        }
        Self { labels: known, of_post }
    }

    fn of(&self, post: &str, facet: Facet) -> Vec<Label> {
        let values = self.of_post.get(post).into_iter().flatten();
        let labels = values.filter_map(|value| self.labels.get(*value as usize));
        let mut found: Vec<Label> = Vec::new();
        for (_, label) in labels.filter(|(of, _)| *of == facet) {
            if found.iter().all(|known| known.slug != label.slug) {
                found.push(label.clone());
            }
        }
        found
    }

    /// What the catalog takes of a post.
    pub(crate) fn entry(&self, row: EntryRow, default_lang: &Lang) -> Entry {
        let [mut sources, tags, mentions, authors] = Facet::ALL.map(|facet| self.of(&row.id.0, facet));
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
}

/// A catalog that was built: the names of all its parts, the root's first, and those of them that are to be kept.
#[derive(Debug)]
pub(crate) struct Built {
    pub names: Vec<String>,
    pub new: Vec<PartRow>,
}

/// Builds the catalog and compresses those of its parts that are not `kept`. Takes seconds for a large archive: not
/// for an async thread.
pub(crate) fn finish(builder: Builder, kept: &BTreeSet<String>) -> std::io::Result<Built> {
    let catalog::Built { parts } = builder.finish();
    let named = |(key, bytes): (PartKey, Vec<u8>)| Some((key, PartName::of(&bytes)?.to_string(), bytes));
    let mut parts: Vec<(PartKey, String, Vec<u8>)> = parts.into_iter().filter_map(named).collect();
    // The root is the one that names all others.
    parts.sort_by_key(|(key, _, _)| *key != PartKey::Facets);
    let names: Vec<String> = parts.iter().map(|(_, name, _)| name.clone()).collect();
    parts.retain(|(_, name, _)| !kept.contains(name));
    let new = parts
        .into_par_iter()
        .map(|(key, name, bytes)| compressed(key, name, &bytes))
        .collect::<std::io::Result<_>>()?;
    Ok(Built { names, new })
}

/// What is compressed depends on the part alone, so that the same posts end in the same bytes.
fn compressed(key: PartKey, name: String, mut bytes: &[u8]) -> std::io::Result<PartRow> {
    let quality = match key {
        PartKey::Facets | PartKey::Dictionary(_) if bytes.len() <= SMALL => BEST,
        PartKey::Facets | PartKey::Dictionary(_) | PartKey::Cards(_) => GOOD,
        PartKey::Postings(..) | PartKey::Positions(..) => QUICK,
    };
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let size = u32::try_from(bytes.len())
        .map_err(|_| std::io::Error::other("a part of the catalog is over 4 GiB"))?;
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut brotli, &parameters)?;
    Ok(PartRow { name, bytes: size, brotli })
}

/// A part's bytes as the catalog wrote them.
///
/// # Errors
/// They are damaged.
pub(crate) fn decompressed(part: &PartRow) -> Result<Vec<u8>, ReadError> {
    let damaged = |what: String| ReadError::Damaged(format!("part {}: {what}", part.name));
    let mut bytes = Vec::with_capacity(part.bytes as usize);
    brotli::Decompressor::new(part.brotli.as_slice(), 1 << 16)
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(error.to_string()))?;
    if bytes.len() != part.bytes as usize {
        return Err(damaged("it is longer or shorter than it was".to_owned()));
    }
    Ok(bytes)
}

/// Reads the catalog back from its stored parts, of which the root names all others.
pub(crate) fn read(root: &str, parts: &[PartRow]) -> Result<Catalog, ReadError> {
    let by_name: HashMap<&str, &PartRow> = parts.iter().map(|part| (part.name.as_str(), part)).collect();
    let bytes = |key: PartKey, name: &str| {
        let missing = || ReadError::Damaged(format!("part {name} is missing: {key:?}"));
        decompressed(by_name.get(name).ok_or_else(missing)?)
    };
    let refused = |key: PartKey, error: FormatError| ReadError::Damaged(format!("{key:?}: {error}"));
    let facets = bytes(PartKey::Facets, root)?;
    if PartName::of(&facets).is_none_or(|name| name.to_string() != root) {
        return Err(ReadError::Damaged(format!("part {root} is not what its name says")));
    }
    let mut catalog = Catalog::from_facets(&facets).map_err(|error| refused(PartKey::Facets, error))?;
    loop {
        // All that are named so far at once; they may name more.
        let missing: Vec<PartKey> = catalog.keys().filter(|key| !catalog.has(*key)).collect();
        if missing.is_empty() {
            return Ok(catalog);
        }
        let named = |key: PartKey| {
            let name = catalog.name_of(key).ok_or_else(|| refused(key, FormatError::Damaged))?;
            Ok((key, bytes(key, &name.to_string())?))
        };
        let parts: Vec<(PartKey, Vec<u8>)> =
            missing.into_par_iter().map(named).collect::<Result<_, ReadError>>()?;
        for (key, bytes) in parts {
            catalog.add(key, &bytes).map_err(|error| refused(key, error))?;
        }
    }
}
