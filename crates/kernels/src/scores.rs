//! Scores: how well a document answers a word, by BM25F. Integers only, so that server and browser order alike.

/// Most that a word's terms are worth together.
const MOST: u32 = (1 << 20) - 1;
/// The worth of which a document of mean length has half: 1.2 exact words of a body.
const HALF: u64 = 96;
/// A share of one.
const WHOLE: u32 = 1 << 12;

/// What documents of each class of lengths are dampened by.
#[derive(Clone, Copy, Debug)]
pub struct Norms([u32; 16]);

/// What scores are reckoned with.
#[derive(Clone, Copy, Debug)]
pub struct Scoring<'a> {
    /// By class of lengths.
    pub norms: &'a Norms,
    /// Each document's class, by age.
    pub lengths: &'a [u8],
}

impl Norms {
    /// For bodies of this mean length in words, those of each class being so long: three quarters for all, a quarter by
    /// length, since a long post tells more and does not only say the same again.
    #[must_use]
    #[inline]
    pub fn new(mean: u32, lengths: [u32; 16]) -> Self {
        Self(lengths.map(|length| {
            let by_length = HALF * u64::from(length) / (4 * u64::from(mean.max(1)));
            u32::try_from(HALF * 3 / 4 + by_length).unwrap_or(u32::MAX).min(MOST)
        }))
    }

    /// What a word adds to a document's score, of which the document's terms are worth so much together.
    #[inline]
    #[must_use]
    pub fn score(&self, worth: u32, class: usize, rarity: u32) -> u32 {
        let worth = worth.min(MOST);
        let norm = self.0.get(class).copied().unwrap_or(HALF as u32);
        let share = (worth << 12) / (worth + norm).max(1);
        (share * rarity) >> 4
    }

    /// For each class the least worth with such a score; none has it where that is above [`MOST`].
    #[must_use]
    #[inline(never)]
    pub fn enough(&self, score: u32, rarity: u32) -> [u32; 16] {
        let share = (u64::from(score) << 4).div_ceil(u64::from(rarity.max(1)));
        self.0.map(|norm| least(share, norm))
    }
}

/// The least worth with such a share.
#[inline(never)]
fn least(share: u64, norm: u32) -> u32 {
    match u64::from(WHOLE).checked_sub(share) {
        _ if share == 0 => 0,
        None | Some(0) => u32::MAX,
        Some(rest) => u32::try_from((share * u64::from(norm)).div_ceil(rest)).unwrap_or(u32::MAX),
    }
}

impl Scoring<'_> {
    /// A document's class.
    #[inline]
    #[must_use]
    pub fn class(&self, document: u32) -> usize {
        usize::from(self.lengths.get(document as usize).copied().unwrap_or(0))
    }

    #[inline]
    pub(crate) fn score(&self, worth: u32, document: u32, rarity: u32) -> u32 {
        self.norms.score(worth, self.class(document), rarity)
    }
}

/// How rare a word is that stands in so many of all documents: the binary logarithm of their ratio, in 1/256, and a
/// little, so that a word of every document still counts.
#[must_use]
pub fn rarity(documents: u32, found_in: u32) -> u32 {
    let ratio = ((u64::from(documents) * 2 + 2) << 16) / (u64::from(found_in) * 2 + 1);
    64 + log2(ratio.max(1 << 16)) as u32
}

/// The binary logarithm of a number with 16 fractional bits, at least 1, in 1/256.
fn log2(number: u64) -> u64 {
    let whole = u64::from(63 - number.leading_zeros());
    let mut mantissa = if whole >= 31 { number >> (whole - 31) } else { number << (31 - whole) };
    let mut fraction = 0;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        let carried = mantissa >> 32;
        mantissa >>= carried;
        fraction = fraction << 1 | carried;
    }
    (whole - 16) << 8 | fraction
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LENGTHS: [u32; 16] = [0, 5, 12, 20, 29, 41, 58, 82, 116, 164, 232, 328, 464, 656, 928, 1_600];

    #[test]
    fn the_logarithm_is_that_of_the_books() {
        for (number, expected) in [(1.0, 0), (2.0, 256), (8.0, 768), (3.0, 405), (1.5, 149), (1000.0, 2551)] {
            assert_eq!(log2((number * 65536.0) as u64), expected, "{number}");
        }
    }

    #[test]
    fn more_worth_and_less_length_and_rarer_words_are_better() {
        let norms = Norms::new(200, LENGTHS);
        let (exact, stem) = (80, 60);
        for class in 0..15 {
            assert!(norms.score(8 * exact, class, 500) > norms.score(3 * exact, class, 500));
            assert!(norms.score(exact, class, 500) > norms.score(stem, class, 500));
            assert!(norms.score(exact, class, 500) >= norms.score(exact, class + 1, 500), "{class}");
        }
        assert!(norms.score(exact, 3, 500) > norms.score(exact, 6, 500));
        assert!(rarity(10, 1) > rarity(10, 5) && rarity(10, 10) > 0);
        // Nothing is so great that it comes round to little.
        assert!(norms.score(u32::MAX, 0, rarity(u32::MAX, 0)) > norms.score(exact, 0, rarity(u32::MAX, 0)));
        assert!(norms.score(u32::MAX, 0, rarity(u32::MAX, 0)).checked_mul(48).is_some());
    }

    proptest! {
        #[test]
        fn enough_is_the_least_worth_with_a_score(worth in 0..=MOST, rarity in 1_u32..9_000, mean in 1_u32..900, class in 0_usize..16) {
            let norms = Norms::new(mean, LENGTHS);
            let score = norms.score(worth, class, rarity);
            let enough = norms.enough(score, rarity)[class];
            prop_assert!(enough <= worth);
            prop_assert_eq!(norms.score(enough, class, rarity), score);
            if let Some(less) = enough.checked_sub(1) {
                prop_assert!(norms.score(less, class, rarity) < score);
            }
        }
    }
}
