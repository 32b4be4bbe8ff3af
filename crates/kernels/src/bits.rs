//! Numbers as bits: Golomb's code for distances, gamma for counts, plain bits.
//!
//! Distances between numbers drawn at random are coded best by Golomb's code: the number divided by a divisor in unary,
//! the rest in binary, both lengths nearly the same for all. Bits are filled from a byte's highest on.

/// Reads bits. Beyond the end there are zeros: who reads there finds out by [`BitReader::is_beyond`].
#[derive(Clone, Copy, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// The first byte that is not in `word` yet.
    next: usize,
    /// The next bits, the first one highest, zeros behind them.
    word: u64,
    /// How many these are, 63 at most.
    left: u32,
}

impl<'a> BitReader<'a> {
    /// Reads from a bit on.
    #[must_use]
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        let mut reader = Self { bytes, next: at >> 3, word: 0, left: 0 };
        reader.fill();
        reader.pass(at as u32 & 7);
        reader
    }

    /// The next bit's place.
    #[must_use]
    pub fn at(&self) -> usize {
        self.next * 8 - self.left as usize
    }

    /// Whether more was read than there is.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        self.at() > self.bytes.len() * 8
    }

    /// Whether nothing is left but the zeros that fill the last byte.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        let mut rest = *self;
        rest.fill();
        !self.is_beyond() && self.bytes.len() * 8 - self.at() < 8 && rest.word == 0
    }

    /// Makes the word hold 32 bits at least. WebAssembly cannot turn bytes round: four at a time, and seldom.
    #[inline(always)]
    fn fill(&mut self) {
        if self.left < 32 {
            let more = match self.bytes.get(self.next..).and_then(|rest| rest.first_chunk::<4>()) {
                Some(whole) => u32::from_be_bytes(*whole),
                None => self.last(),
            };
            self.word |= u64::from(more) << (32 - self.left);
            self.left += 32;
            self.next += 4;
        }
    }

    #[cold]
    fn last(&self) -> u32 {
        let mut word = [0; 4];
        for (to, from) in word.iter_mut().zip(self.bytes.get(self.next..).unwrap_or_default()) {
            *to = *from;
        }
        u32::from_be_bytes(word)
    }

    /// Passes over bits that the word holds.
    #[inline(always)]
    fn pass(&mut self, count: u32) {
        self.word <<= count;
        self.left -= count;
    }

    /// So many bits as a number, 32 at most.
    #[inline]
    pub fn bits(&mut self, count: u32) -> u32 {
        self.fill();
        let count = count.min(32);
        let number = (self.word >> 1 >> (63 - count)) as u32;
        self.pass(count);
        number
    }

    /// The next eight bits, not read yet.
    #[inline]
    pub fn peek(&mut self) -> usize {
        self.fill();
        (self.word >> 56) as usize
    }

    /// Passes over bits, 32 at most.
    #[inline]
    pub fn skip(&mut self, count: u32) {
        self.fill();
        self.pass(count.min(32));
    }

    /// Ones up to a zero.
    fn unary(&mut self) -> u32 {
        let mut ones = 0_u32;
        loop {
            self.fill();
            let run = self.word.leading_ones();
            if run < self.left {
                self.pass(run + 1);
                return ones.saturating_add(run);
            }
            // Beyond the end there are no ones: this ends.
            ones = ones.saturating_add(self.left);
            self.pass(self.left);
        }
    }

    /// A number from 1 on, small ones short.
    #[inline(never)]
    pub fn gamma(&mut self) -> u32 {
        let length = self.unary().min(31);
        1 << length | self.bits(length)
    }

    /// A number by Golomb's code.
    #[inline(always)]
    pub fn golomb(&mut self, code: Golomb) -> u32 {
        // More is read where what is here does not hold the number: one thing to be asked of most numbers, not two.
        let mut ones = self.word.leading_ones();
        if ones + 2 + code.short > self.left {
            self.fill();
            ones = self.word.leading_ones();
            if ones + 2 + code.short > self.left {
                return self.long_golomb(code);
            }
        }
        let rest = self.word << (ones + 1);
        let short = (rest >> 1 >> (63 - code.short)) as u32;
        let long = (rest >> (63 - code.short)) as u32;
        let is_long = short >= code.cutoff;
        self.pass(ones + 1 + code.short + u32::from(is_long));
        let rest = if is_long { long - code.cutoff } else { short };
        ones.wrapping_mul(code.divisor).wrapping_add(rest)
    }

    /// Likewise, for who is not in a hurry: as much code as a call.
    #[inline(never)]
    pub fn golomb_apart(&mut self, code: Golomb) -> u32 {
        self.golomb(code)
    }

    #[cold]
    fn long_golomb(&mut self, code: Golomb) -> u32 {
        let ones = self.unary();
        let short = self.bits(code.short);
        let rest = if short < code.cutoff { short } else { (short << 1 | self.bits(1)) - code.cutoff };
        ones.saturating_mul(code.divisor).saturating_add(rest)
    }
}

/// A Golomb code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Golomb {
    divisor: u32,
    /// Rests below the cutoff have so many bits, others one more.
    short: u32,
    cutoff: u32,
}

impl Golomb {
    /// The code by a divisor, at most 2^30.
    #[must_use]
    pub fn new(divisor: u32) -> Self {
        let divisor = divisor.clamp(1, 1 << 30);
        let short = divisor.ilog2();
        Self { divisor, short, cutoff: (2 << short) - divisor }
    }

    /// The code for the distances of so many numbers among so many.
    #[must_use]
    pub fn of(numbers: u32, among: u32) -> Self {
        // The logarithm of 2 is 710/1024.
        let divisor = u64::from(among) * 710 / 1024 / u64::from(numbers.max(1));
        Self::new(u32::try_from(divisor).unwrap_or(u32::MAX))
    }
}

/// Writes bits.
#[cfg(feature = "build")]
#[derive(Clone, Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits not yet in a byte, the last one lowest, and how many.
    rest: u64,
    count: u32,
}

#[cfg(feature = "build")]
impl BitWriter {
    /// How many bits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len() * 8 + self.count as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lowest so many bits of a number, 32 at most.
    pub fn bits(&mut self, number: u32, count: u32) {
        let kept = u64::from(number) & ((1 << count) - 1);
        self.rest = self.rest << count | kept;
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.rest >> self.count) as u8);
        }
    }

    fn unary(&mut self, ones: u32) {
        for _ in 0..ones / 32 {
            self.bits(u32::MAX, 32);
        }
        self.bits(u32::MAX, ones % 32);
        self.bits(0, 1);
    }

    /// See [`BitReader::gamma`].
    pub fn gamma(&mut self, number: u32) {
        let length = number.max(1).ilog2();
        self.unary(length);
        self.bits(number, length);
    }

    /// See [`BitReader::golomb`].
    pub fn golomb(&mut self, number: u32, code: Golomb) {
        self.unary(number / code.divisor);
        let rest = number % code.divisor;
        if rest < code.cutoff {
            self.bits(rest, code.short);
        } else {
            self.bits(rest + code.cutoff, code.short + 1);
        }
    }

    /// What another wrote.
    pub fn append(&mut self, other: &BitWriter) {
        for byte in &other.bytes {
            self.bits(u32::from(*byte), 8);
        }
        self.bits(other.rest as u32, other.count);
    }

    /// The bytes, zeros behind the last bit.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let missing = (8 - self.count % 8) % 8;
        self.bits(0, missing);
        self.bytes
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_from_bits() {
        let numbers = [0, 1, 2, 3, 5, 8, 31, 57, 58, 1_000, 65_535, 1 << 20];
        for divisor in [1, 2, 3, 5, 7, 8, 100, 4_095, 4_096, 1 << 30] {
            let code = Golomb::new(divisor);
            let mut writer = BitWriter::default();
            for number in numbers {
                writer.golomb(number, code);
                writer.gamma(number + 1);
                writer.bits(number, 21);
            }
            let length = writer.len();
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for number in numbers {
                assert_eq!(reader.golomb(code), number, "{divisor}");
                assert_eq!(reader.gamma(), number + 1);
                assert_eq!(reader.bits(21), number);
            }
            assert_eq!(reader.at(), length);
            assert!(reader.is_at_end());
            reader.skip(8);
            assert!(reader.is_beyond() && !reader.is_at_end());
        }
    }

    #[test]
    fn what_is_appended_reads_like_what_was_written_at_once() {
        let (mut one, mut other, mut whole) =
            (BitWriter::default(), BitWriter::default(), BitWriter::default());
        for number in 0..20 {
            one.gamma(number + 1);
            whole.gamma(number + 1);
        }
        for number in 0..300 {
            other.golomb(number, Golomb::new(3));
            whole.golomb(number, Golomb::new(3));
        }
        one.append(&other);
        assert_eq!(one.finish(), whole.finish());
    }

    #[test]
    fn bits_of_any_kind_are_read_without_end_or_panic() {
        let bytes = [0xff; 40];
        for code in [Golomb::new(1), Golomb::new(7), Golomb::of(1, u32::MAX)] {
            let mut reader = BitReader::new(&bytes, 3);
            while !reader.is_beyond() {
                let _ = reader.golomb(code);
            }
            let mut reader = BitReader::new(&bytes, 3);
            assert!(reader.gamma() > 0);
        }
    }
}
