//! Chance that is always the same: a sequence by its seed, and Zipf's law.

/// A sequence that looks random and is always the same (xorshift64*).
#[derive(Clone, Debug)]
pub struct Sequence(u64);

impl Sequence {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// A number from 0 up to `bound`, that left out; 0 where the bound is.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// From 0 to 1.
    pub fn unit(&mut self) -> f64 {
        self.next() as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens that happens so often (0 to 1).
    pub fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of several; None where there are none.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        several.get(self.below(several.len()))
    }

    /// Puts them in another order.
    pub fn shuffle<T>(&mut self, several: &mut [T]) {
        for last in (1..several.len()).rev() {
            several.swap(last, self.below(last + 1));
        }
    }
}

/// Draws numbers, each as often as its weight says.
#[derive(Clone, Debug)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// From the weight of each number.
    #[must_use]
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let add = |weight: f64| {
            sum += weight;
            sum
        };
        Self(weights.into_iter().map(add).collect())
    }

    /// Zipf's law over so many values: the value of rank r is drawn as often as 1 / (r + shift)^exponent says.
    #[must_use]
    pub fn zipf(values: usize, exponent: f64, shift: f64) -> Self {
        Self::new((1..=values).map(|rank| (rank as f64 + shift).powf(-exponent)))
    }

    /// A number.
    pub fn draw(&self, random: &mut Sequence) -> usize {
        let at = random.unit() * self.0.last().copied().unwrap_or(0.0);
        self.0.partition_point(|sum| *sum < at).min(self.0.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{Sequence, Weights};

    #[test]
    fn a_seed_is_a_sequence() {
        let first = |seed| {
            let mut random = Sequence::new(seed);
            (0..5).map(|_| random.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(first(7), first(7));
        assert_ne!(first(7), first(8));
    }

    #[test]
    fn the_first_of_zipf_is_drawn_twice_as_often_as_the_second() {
        let (weights, mut random) = (Weights::zipf(300, 1.0, 0.0), Sequence::new(1));
        let mut drawn = [0_u32; 300];
        for _ in 0..100_000 {
            drawn[weights.draw(&mut random)] += 1;
        }
        let ratio = f64::from(drawn[0]) / f64::from(drawn[1]);
        assert!((1.8..2.2).contains(&ratio), "{ratio}");
        assert!(drawn[299] > 0);
    }
}
