//! What all parts begin with: magic, format version, checksum. Written and read here and nowhere else.

use serde::de::DeserializeOwned;

/// The version of the parts' layout. A reader refuses every other.
pub const FORMAT_VERSION: u32 = 4;

/// Bytes before a part's body: magic, version, checksum.
pub(crate) const HEADER: usize = 8 + 4 + 8;

/// Why bytes are no part of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// They begin otherwise.
    #[error("these bytes are not the {0} part of a catalog")]
    Foreign(&'static str),
    /// They were written by another version.
    #[error(
        "the part has format {found}, this program reads format {FORMAT_VERSION}: load the page again or rebuild the catalog"
    )]
    Version {
        /// The version they were written by.
        found: u32,
    },
    /// They were cut or changed on the way.
    #[error("the part is damaged: fetch it again")]
    Damaged,
    /// Words or cards belong to another catalog's facets.
    #[error("the part belongs to another catalog: fetch the manifest again")]
    OtherCatalog,
}

/// Which part bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The facets part and the blocks of cards, one behind the other.
    Base,
    Facets,
    Cards,
    /// All parts that hold words, one behind the other.
    Words,
    Dictionary,
    Postings,
    Positions,
}

impl Part {
    fn magic(self) -> &'static [u8; 8] {
        match self {
            Part::Base => b"relire/b",
            Part::Facets => b"relire/f",
            Part::Cards => b"relire/c",
            Part::Words => b"relire/w",
            Part::Dictionary => b"relire/d",
            Part::Postings => b"relire/p",
            Part::Positions => b"relire/o",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Part::Base => "base",
            Part::Facets => "facets",
            Part::Cards => "cards",
            Part::Words => "words",
            Part::Dictionary => "dictionary",
            Part::Postings => "postings",
            Part::Positions => "positions",
        }
    }
}

/// A part's bytes: `payload` in postcard, `rest` behind it as it is.
#[cfg(feature = "build")]
pub(crate) fn encode(part: Part, payload: &impl serde::Serialize, rest: &[u8]) -> Vec<u8> {
    // Writing to memory fails for types without a length only, and the parts' types all have one.
    let mut body = postcard::to_stdvec(payload).unwrap_or_default();
    body.extend_from_slice(rest);
    seal(part, &body)
}

/// A part's bytes around its body.
#[cfg(feature = "build")]
pub(crate) fn seal(part: Part, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + 4 + 8 + body.len());
    bytes.extend_from_slice(part.magic());
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&part_checksum(&bytes, body).to_le_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// The checksum in a part's header; 0 where there is none.
pub(crate) fn written_checksum(bytes: &[u8]) -> u64 {
    let sum = bytes.get(12..).and_then(|after| after.first_chunk::<8>());
    sum.map_or(0, |sum| u64::from_le_bytes(*sum))
}

/// A part's checksum and body.
pub(crate) fn open(part: Part, bytes: &[u8]) -> Result<(u64, &[u8]), FormatError> {
    let (magic, after) = bytes.split_first_chunk::<8>().ok_or(FormatError::Foreign(part.name()))?;
    if magic != part.magic() {
        return Err(FormatError::Foreign(part.name()));
    }
    let (version, after) = after.split_first_chunk::<4>().ok_or(FormatError::Damaged)?;
    let found = u32::from_le_bytes(*version);
    if found != FORMAT_VERSION {
        return Err(FormatError::Version { found });
    }
    let (sum, body) = after.split_first_chunk::<8>().ok_or(FormatError::Damaged)?;
    let sum = u64::from_le_bytes(*sum);
    if sum != part_checksum(&bytes[..HEAD], body) {
        return Err(FormatError::Damaged);
    }
    Ok((sum, body))
}

/// A part's checksum, payload, and what lies behind it.
pub(crate) fn decode<T: DeserializeOwned>(part: Part, bytes: &[u8]) -> Result<(u64, T, &[u8]), FormatError> {
    let (sum, body) = open(part, bytes)?;
    let (payload, rest) = postcard::take_from_bytes(body).map_err(|_| FormatError::Damaged)?;
    Ok((sum, payload, rest))
}

/// Magic and version.
const HEAD: usize = 12;

/// The checksum of a part: of its magic and version too, since it is the part's name and another version's part must
/// have another.
fn part_checksum(head: &[u8], body: &[u8]) -> u64 {
    sum_on(checksum(head), body)
}

/// FNV-1a, 64 bits: each step is reversible, so that no single changed byte goes unseen.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    sum_on(0xcbf2_9ce4_8422_2325, bytes)
}

fn sum_on(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
