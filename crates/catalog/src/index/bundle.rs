//! Parts tied together, for who holds everything.

#[cfg(feature = "build")]
use super::format::seal;
use super::format::{self, FormatError, Part};
use super::numbers::Reader;
#[cfg(feature = "build")]
use super::numbers::put;
use super::{Catalog, PartKey};

/// A catalog as bytes in two bundles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The facets part and the blocks of cards, one behind the other. [`split`] takes them apart.
    pub base: Vec<u8>,
    /// All parts that hold words: needed by `q` alone.
    pub words: Vec<u8>,
}

impl Catalog {
    /// The catalog's bytes. Empty for a catalog that was read from bytes itself.
    #[cfg(feature = "build")]
    #[must_use]
    pub fn to_parts(&self) -> Parts {
        let of_base = |key: &PartKey| matches!(key, PartKey::Facets | PartKey::Cards(_));
        let bundle = |part, base: bool| {
            let chosen = self.parts().iter().filter(|(key, _)| of_base(key) == base);
            join(part, chosen.map(|(_, bytes)| bytes.as_slice()))
        };
        Parts { base: bundle(Part::Base, true), words: bundle(Part::Words, false) }
    }

    /// Reads the facets and all cards: everything but `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no such bundle of this format, or damaged.
    pub fn from_base(bytes: &[u8]) -> Result<Self, FormatError> {
        let (facets, cards) = split(bytes)?;
        let mut catalog = Self::from_facets(facets)?;
        let keys: Vec<PartKey> = catalog.keys().filter(|key| matches!(key, PartKey::Cards(_))).collect();
        if cards.len() != keys.len() {
            return Err(FormatError::Damaged);
        }
        for (key, block) in keys.into_iter().zip(cards) {
            catalog.add(key, block)?;
        }
        Ok(catalog)
    }

    /// Adds all parts that hold words: `q` can be answered.
    ///
    /// # Errors
    /// Bytes that are no such bundle of this format and this catalog, or damaged.
    pub fn add_words(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let mut parts = apart(Part::Words, bytes)?.into_iter();
        let dictionaries: Vec<PartKey> =
            self.keys().filter(|key| matches!(key, PartKey::Dictionary(_))).collect();
        for key in dictionaries {
            self.add(key, parts.next().ok_or(FormatError::Damaged)?)?;
        }
        let blocks: Vec<PartKey> =
            self.keys().filter(|key| matches!(key, PartKey::Postings(..) | PartKey::Positions(..))).collect();
        for key in blocks {
            self.add(key, parts.next().ok_or(FormatError::Damaged)?)?;
        }
        parts.next().map_or(Ok(()), |_| Err(FormatError::Damaged))
    }
}

/// Takes a base bundle apart: the facets part and the blocks of cards.
///
/// # Errors
/// Bytes that are no base bundle of this format, or damaged.
pub fn split(base: &[u8]) -> Result<(&[u8], Vec<&[u8]>), FormatError> {
    let mut parts = apart(Part::Base, base)?.into_iter();
    let facets = parts.next().ok_or(FormatError::Damaged)?;
    Ok((facets, parts.collect()))
}

fn apart(part: Part, bytes: &[u8]) -> Result<Vec<&[u8]>, FormatError> {
    let (_, body) = format::open(part, bytes)?;
    let mut reader = Reader(body);
    let mut parts = Vec::new();
    while !reader.0.is_empty() {
        let own = reader.length().and_then(|length| reader.bytes(length));
        parts.push(own.ok_or(FormatError::Damaged)?);
    }
    Ok(parts)
}

#[cfg(feature = "build")]
fn join<'a>(part: Part, parts: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut body = Vec::new();
    for own in parts {
        put(&mut body, u32::try_from(own.len()).unwrap_or(u32::MAX));
        body.extend_from_slice(own);
    }
    seal(part, &body)
}
