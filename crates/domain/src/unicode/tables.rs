//! The tables, as they are kept and as they are asked.
//!
//! Kept, they are columns of variable-length numbers, each number the difference from the one before, so that they
//! compress well: how many decompositions; the distance of each decomposed character from the one before; its kind and
//! length (`length * 3 + kind`); the first character of each decomposition, then the second of each that has one, and
//! so on; then the runs of marks, and the runs of marks of one class. Differences that can be negative are folded
//! (0, -1, 1, -2, …).

use super::Kind;
use crate::order::sort_by;
use std::sync::LazyLock;

/// Nothing before it is made of anything else.
pub(super) const FIRST_DECOMPOSED: char = '\u{A0}';
/// No mark stands before it.
pub(super) const FIRST_MARK: char = '\u{300}';

static KEPT: &[u8] = include_bytes!("tables.bin");
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(KEPT));

/// A character, what kind of decomposition it has, where that stands.
struct Entry {
    c: char,
    kind: Kind,
    start: u16,
    length: u8,
}

/// The tables, ready to be asked.
pub(super) struct Tables {
    entries: Vec<Entry>,
    parts: Vec<char>,
    /// First, second, both in one.
    compositions: Vec<(char, char, char)>,
    /// First and last of each run.
    marks: Vec<(char, char)>,
    classes: Vec<(char, char, u8)>,
}

impl Tables {
    pub(super) fn get() -> &'static Self {
        &TABLES
    }

    pub(super) fn decomposition(&self, c: char) -> Option<(Kind, &[char])> {
        let entry = &self.entries[self.entries.binary_search_by_key(&c, |entry| entry.c).ok()?];
        let start = usize::from(entry.start);
        Some((entry.kind, &self.parts[start..start + usize::from(entry.length)]))
    }

    pub(super) fn composition(&self, first: char, second: char) -> Option<char> {
        let at = self.compositions.binary_search_by_key(&(first, second), |(one, other, _)| (*one, *other));
        Some(self.compositions[at.ok()?].2)
    }

    pub(super) fn is_mark(&self, c: char) -> bool {
        let run = self.marks.partition_point(|(_, last)| *last < c);
        self.marks.get(run).is_some_and(|(first, _)| *first <= c)
    }

    /// The canonical combining class: 0 for what begins a letter.
    pub(super) fn class(&self, c: char) -> u8 {
        if c < FIRST_MARK {
            return 0;
        }
        let run = self.classes.partition_point(|(_, last, _)| *last < c);
        self.classes.get(run).filter(|(first, ..)| *first <= c).map_or(0, |(.., class)| *class)
    }

    fn read(kept: &[u8]) -> Self {
        let mut numbers = Numbers { bytes: kept };
        let count = numbers.next();
        let mut at = 0;
        let characters: Vec<char> = (0..count).map(|_| numbers.step(&mut at)).collect();
        let heads: Vec<u32> = (0..count).map(|_| numbers.next()).collect();
        let mut sequences = vec![Vec::new(); characters.len()];
        for place in 0.. {
            let mut at = 0;
            let mut found = false;
            for (sequence, head) in sequences.iter_mut().zip(&heads) {
                if place < head / 3 {
                    found = true;
                    sequence.push(numbers.signed_step(&mut at));
                }
            }
            if !found {
                break;
            }
        }
        let mut tables = Self {
            entries: Vec::with_capacity(characters.len()),
            parts: Vec::new(),
            compositions: Vec::new(),
            marks: Vec::new(),
            classes: Vec::new(),
        };
        let mut composed: Vec<(char, &[char])> = Vec::new();
        for ((c, head), sequence) in characters.iter().zip(&heads).zip(&sequences) {
            let kind = if head % 3 == 2 { Kind::Compatible } else { Kind::Canonical };
            let (start, length) = (tables.parts.len() as u16, sequence.len() as u8);
            tables.entries.push(Entry { c: *c, kind, start, length });
            tables.parts.extend(sequence);
            if head % 3 == 0 && sequence.len() > 1 {
                composed.push((*c, sequence));
            }
        }
        tables.compose(&mut composed);
        tables.read_runs(&mut numbers);
        tables
    }

    /// A letter with two marks is made of the letter with the first and of the second: shorter ones come first.
    fn compose(&mut self, composed: &mut [(char, &[char])]) {
        sort_by(composed, |one, other| one.1.len().cmp(&other.1.len()));
        for (whole, parts) in composed {
            let [first, between @ .., last] = parts else { continue };
            let first = between.iter().try_fold(*first, |first, second| self.composition(first, *second));
            let Some(first) = first else { continue };
            let pair = (first, *last, *whole);
            let at = self.compositions.partition_point(|other| *other < pair);
            self.compositions.insert(at, pair);
        }
    }

    fn read_runs(&mut self, numbers: &mut Numbers<'_>) {
        let mut at = 0;
        for _ in 0..numbers.next() {
            let first = numbers.step(&mut at);
            self.marks.push((first, numbers.step(&mut at)));
        }
        at = 0;
        for _ in 0..numbers.next() {
            let first = numbers.step(&mut at);
            let last = numbers.step(&mut at);
            self.classes.push((first, last, numbers.next() as u8));
        }
    }
}

/// Variable-length numbers: seven bits a byte, the lowest first.
struct Numbers<'a> {
    bytes: &'a [u8],
}

impl Numbers<'_> {
    fn next(&mut self) -> u32 {
        let mut number = 0;
        let mut shift = 0;
        while let [byte, rest @ ..] = self.bytes {
            self.bytes = rest;
            number |= u32::from(byte & 0x7F) << shift;
            shift += 7;
            if *byte < 0x80 {
                break;
            }
        }
        number
    }

    fn step(&mut self, at: &mut u32) -> char {
        *at += self.next();
        char::from_u32(*at).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn signed_step(&mut self, at: &mut u32) -> char {
        let folded = self.next();
        let step = (folded >> 1) ^ (folded & 1).wrapping_neg();
        *at = at.wrapping_add(step);
        char::from_u32(*at).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}
