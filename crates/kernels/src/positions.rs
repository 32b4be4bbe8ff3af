//! Blocks of positions: where in its documents a term stands. Only phrases need them.
//!
//! All fields of a document lie on one axis, with a gap between two values. A block holds the positions of neighbouring
//! terms; those of a frequent term may go on in the next block, at any document. For each term, in bits: how many
//! documents of it are in this block, the binary logarithm of the divisor of its distances (four bits), whether any
//! place is wider than one (a bit); for each document how many places, then each one's distance to the last, and its
//! width where some are wider.

use crate::bits::{BitReader, Golomb};

/// A block that has arrived.
#[derive(Clone, Debug)]
pub struct Positions {
    bytes: Vec<u8>,
    /// Where each term's bits begin.
    starts: Vec<u32>,
}

/// Where a word stands in one of its documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the term's documents, in order.
    pub ordinal: u32,
    /// The place itself.
    pub start: u32,
    /// The place behind it.
    pub end: u32,
}

impl Positions {
    /// Reads a block of so many terms. None where that is not what is in it.
    #[must_use]
    pub fn read(bytes: &[u8], terms: usize, documents: u32) -> Option<Self> {
        if terms > bytes.len() * 8 {
            return None;
        }
        let mut starts = Vec::with_capacity(terms);
        let mut reader = BitReader::new(bytes, 0);
        for _ in 0..terms {
            starts.push(u32::try_from(reader.at()).ok()?);
            walk(&mut reader, bytes.len() * 8, documents, (0, &[]), &mut Vec::new())?;
        }
        reader.is_at_end().then(|| Self { bytes: bytes.to_vec(), starts })
    }

    /// The places of the block's nth term, of those of its documents whose ordinals are given, in order; ordinals count
    /// from `first` on in this block.
    pub fn places(&self, nth: usize, first: u32, ordinals: &[u32], places: &mut Vec<Place>) {
        let Some(start) = self.starts.get(nth) else { return };
        let mut reader = BitReader::new(&self.bytes, *start as usize);
        let _sound_since_read = walk(&mut reader, self.bytes.len() * 8, u32::MAX, (first, ordinals), places);
    }
}

/// Reads a term's places; appends those in documents that are asked for, by ordinals from a first one on.
#[inline(never)]
fn walk(
    reader: &mut BitReader<'_>,
    end: usize,
    documents: u32,
    (first, ordinals): (u32, &[u32]),
    found: &mut Vec<Place>,
) -> Option<()> {
    let mut asked = ordinals.iter().copied().peekable();
    let held = reader.gamma();
    let distances = Golomb::new(1 << reader.bits(4));
    let some_are_wide = reader.bits(1) == 1;
    if held > documents {
        return None;
    }
    for nth in 0..held {
        let ordinal = first.wrapping_add(nth);
        while asked.next_if(|asked| *asked < ordinal).is_some() {}
        let is_asked = asked.peek() == Some(&ordinal);
        let places = reader.gamma();
        // A bit each at least.
        if places as usize > end.checked_sub(reader.at())? {
            return None;
        }
        let mut next = 0_u32;
        for _ in 0..places {
            let start = next.checked_add(reader.golomb(distances))?;
            next = start.checked_add(1)?;
            let width = if some_are_wide { reader.gamma() } else { 1 };
            let place = Place { ordinal, start, end: start.checked_add(width)? };
            if is_asked {
                found.push(place);
            }
        }
    }
    (!reader.is_beyond()).then_some(())
}

#[cfg(feature = "build")]
pub use written::put;

#[cfg(feature = "build")]
mod written {
    use crate::bits::{BitWriter, Golomb};

    /// Writes a term's places in some documents: for each the places in order, none twice, with their widths.
    pub fn put(bits: &mut BitWriter, documents: &[&[(u32, u32)]]) {
        bits.gamma(documents.len() as u32);
        let distances = |document: &&[(u32, u32)]| {
            let last = document.last().map_or(0, |(start, _)| *start);
            (u64::from(last), document.len() as u64)
        };
        let (sum, places) =
            documents.iter().map(distances).fold((0, 0), |(sum, places), (a, b)| (sum + a, places + b));
        // Half a mean distance, about: as Golomb advises.
        let mean = sum * 710 / 1024 / places.max(1);
        let logarithm = mean.max(1).ilog2().min(15);
        bits.bits(logarithm, 4);
        let code = Golomb::new(1 << logarithm);
        let some_are_wide = documents.iter().copied().flatten().any(|(_, width)| *width > 1);
        bits.bits(u32::from(some_are_wide), 1);
        for document in documents {
            bits.gamma(document.len() as u32);
            let mut next = 0;
            for (start, width) in *document {
                bits.golomb(start - next, code);
                next = start + 1;
                if some_are_wide {
                    bits.gamma(*width);
                }
            }
        }
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use crate::bits::BitWriter;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_come_back(
            terms in proptest::collection::vec(proptest::collection::vec(proptest::collection::btree_map(0_u32..5_000, 1_u32..4, 1..9), 1..20), 1..5),
            flip in any::<prop::sample::Index>(),
        ) {
            let terms: Vec<Vec<Vec<(u32, u32)>>> =
                terms.into_iter().map(|term| term.into_iter().map(|document| document.into_iter().collect()).collect()).collect();
            let mut bits = BitWriter::default();
            for term in &terms {
                put(&mut bits, &term.iter().map(Vec::as_slice).collect::<Vec<_>>());
            }
            let bytes = bits.finish();
            let block = Positions::read(&bytes, terms.len(), 20).unwrap();
            for (nth, term) in terms.iter().enumerate() {
                let mut read = vec![vec![]; term.len()];
                let ordinals: Vec<u32> = (0..term.len() as u32).map(|nth| nth + 7).collect();
                let mut places = Vec::new();
                block.places(nth, 7, &ordinals, &mut places);
                places.iter().for_each(|place| read[place.ordinal as usize - 7].push((place.start, place.end - place.start)));
                prop_assert_eq!(&read, term);
            }
            let mut flipped = bytes.clone();
            flipped[flip.index(bytes.len())] ^= 1 << flip.index(8);
            let _ = Positions::read(&flipped, terms.len(), 20);
            prop_assert!(Positions::read(&bytes[..bytes.len() - 1], terms.len(), 20).is_none());
        }
    }
}
