//! What a word is worth in a document: one small number for all places where it stands.
//!
//! A place in the title counts eight times one in the body, one in a tag's or the source's name three times, one in a
//! mention's, an author's or the body's lead twice. The sum is written as the number of the greatest step that it reaches, in a code in
//! which frequent steps are short (canonical, after Huffman): most words stand in a body once.

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::BitWriter;

/// Worth of each step.
pub(crate) const STEPS: [u8; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 21, 26, 32];

/// Longest code in bits.
const LONGEST: u32 = 8;

/// The step that a worth reaches.
#[cfg(feature = "build")]
#[must_use]
pub fn step_of(worth: u32) -> u8 {
    STEPS.partition_point(|step| u32::from(*step) <= worth).saturating_sub(1) as u8
}

/// A code for steps.
#[derive(Clone, Debug)]
pub struct WeightCode {
    #[cfg(feature = "build")]
    lengths: [u8; 16],
    /// For the next eight bits: the step's worth, and the length of its code.
    table: Box<[(u8, u8); 256]>,
}

impl Default for WeightCode {
    fn default() -> Self {
        Self {
            #[cfg(feature = "build")]
            lengths: [0; 16],
            table: Box::new([(1, 0); 256]),
        }
    }
}

impl WeightCode {
    /// Reads the lengths of the codes, half a byte each. None where they make no code.
    #[must_use]
    pub fn read(written: &[u8; 8]) -> Option<Self> {
        let mut lengths = [0; 16];
        for (pair, byte) in lengths.chunks_mut(2).zip(written) {
            pair.copy_from_slice(&[byte & 15, byte >> 4]);
        }
        Self::of(lengths)
    }

    /// Steps by the length of their codes, 0 for none. Lengths 1 to 8 fill the table once, or there are no codes.
    fn of(lengths: [u8; 16]) -> Option<Self> {
        let mut code = Self {
            #[cfg(feature = "build")]
            lengths,
            ..Self::default()
        };
        let mut next = 0_usize;
        for length in 1..=LONGEST as u8 {
            for (step, _) in lengths.iter().enumerate().filter(|(_, own)| **own == length) {
                let end = next + (1 << (LONGEST - u32::from(length)));
                code.table.get_mut(next..end)?.fill((*STEPS.get(step)?, length));
                next = end;
            }
        }
        let sound = lengths.iter().all(|length| u32::from(*length) <= LONGEST);
        // A lone step needs no bits of its own, yet has one.
        (sound && (next == 256 || next == 128 || next == 0)).then_some(code)
    }

    /// The worth of the next step.
    #[inline(always)]
    pub fn worth(&self, reader: &mut BitReader<'_>) -> u32 {
        let (worth, length) = self.table.get(reader.peek()).copied().unwrap_or((1, 1));
        reader.skip(u32::from(length));
        u32::from(worth)
    }
}

#[cfg(feature = "build")]
impl WeightCode {
    /// The code for steps that are met so often.
    #[must_use]
    pub fn for_counts(counts: [u64; 16]) -> Self {
        let mut counts = counts;
        loop {
            let lengths = huffman(&counts);
            if lengths.iter().all(|length| u32::from(*length) <= LONGEST) {
                return Self::of(lengths).unwrap_or_default();
            }
            // Nearer to each other, so that no code is too long.
            for count in counts.iter_mut().filter(|count| **count > 0) {
                *count = *count / 4 + 1;
            }
        }
    }

    /// What [`WeightCode::read`] reads.
    #[must_use]
    pub fn write(&self) -> [u8; 8] {
        std::array::from_fn(|pair| self.lengths[pair * 2] | self.lengths[pair * 2 + 1] << 4)
    }

    /// Writes a step.
    pub fn put(&self, step: u8, bits: &mut BitWriter) {
        let length = self.lengths[usize::from(step)];
        let shorter = |other: usize| {
            let own = self.lengths[other];
            own > 0 && (own < length || (own == length && other < usize::from(step)))
        };
        let first: u32 = (0..16)
            .filter(|other| shorter(*other))
            .map(|other| 1 << (LONGEST - u32::from(self.lengths[other])))
            .sum();
        bits.bits(first >> (LONGEST - u32::from(length)), u32::from(length));
    }
}

/// Lengths of Huffman's codes.
#[cfg(feature = "build")]
fn huffman(counts: &[u64; 16]) -> [u8; 16] {
    let mut lengths = [0; 16];
    let mut trees: Vec<(u64, Vec<usize>)> = Vec::new();
    trees
        .extend(counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(step, c)| (*c, vec![step])));
    if let [(_, only)] = trees.as_slice() {
        lengths[only[0]] = 1;
    }
    while trees.len() > 1 {
        trees.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        if let (Some(one), Some(other)) = (trees.pop(), trees.pop()) {
            let steps = [one.1, other.1].concat();
            steps.iter().for_each(|step| lengths[*step] += 1);
            trees.push((one.0 + other.0, steps));
        }
    }
    lengths
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_from_their_code() {
        let skewed: [u64; 16] = std::array::from_fn(|step| 4_u64.pow(15 - step as u32));
        let mut some = [0; 16];
        (some[0], some[7]) = (9, 1);
        let mut one = [0; 16];
        one[3] = 5;
        for counts in [skewed, [1; 16], some, one, [0; 16]] {
            let code = WeightCode::for_counts(counts);
            let read = WeightCode::read(&code.write()).unwrap();
            let steps: Vec<u8> = (0..16).filter(|step| counts[usize::from(*step)] > 0).collect();
            let mut bits = BitWriter::default();
            steps.iter().for_each(|step| code.put(*step, &mut bits));
            let bytes = bits.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for step in steps {
                assert_eq!(read.worth(&mut reader), u32::from(STEPS[usize::from(step)]), "{counts:?}");
            }
        }
    }

    #[test]
    fn lengths_that_make_no_code_are_refused() {
        for lengths in [[0x11, 0x11, 0, 0, 0, 0, 0, 0], [0x99; 8], [0x32, 0, 0, 0, 0, 0, 0, 0]] {
            assert!(WeightCode::read(&lengths).is_none(), "{lengths:?}");
        }
    }

    #[test]
    fn a_worth_is_the_step_it_reaches() {
        for (worth, step) in [(0, 0), (1, 0), (10, 9), (11, 9), (12, 10), (31, 14), (32, 15), (5_000, 15)] {
            assert_eq!(step_of(worth), step, "{worth}");
        }
    }
}
