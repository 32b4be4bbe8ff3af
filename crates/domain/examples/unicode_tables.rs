//! Makes `src/unicode/tables.bin` of the library `unicode-normalization`: run it when that has a newer Unicode.
//!
//! `cargo run -p domain --example unicode_tables`. The form is told in `src/unicode/tables.rs`.

use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, decompose_compatible, is_combining_mark,
};

/// A letter and its marks, which come together again.
const COMPOSED: u32 = 0;
/// What composition leaves apart, or another letter altogether.
const APART: u32 = 1;
/// A form of a letter.
const FORM: u32 = 2;

fn main() -> std::io::Result<()> {
    let bytes = tables();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/unicode/tables.bin");
    std::fs::write(path, bytes)
}

fn tables() -> Vec<u8> {
    let mut kept = Vec::new();
    let decompositions: Vec<(char, u32, Vec<char>)> = all().filter_map(decomposition).collect();
    number(&mut kept, decompositions.len() as u32);
    let mut at = 0;
    for (c, ..) in &decompositions {
        step(&mut kept, &mut at, *c);
    }
    for (_, kind, parts) in &decompositions {
        number(&mut kept, parts.len() as u32 * 3 + kind);
    }
    let longest = decompositions.iter().map(|(.., parts)| parts.len()).max().unwrap_or(0);
    for place in 0..longest {
        let mut at = 0;
        for part in decompositions.iter().filter_map(|(.., parts)| parts.get(place)) {
            let step = i64::from(u32::from(*part)) - i64::from(at);
            number(&mut kept, (if step < 0 { -step * 2 - 1 } else { step * 2 }) as u32);
            at = u32::from(*part);
        }
    }
    let runs = |property: fn(char) -> u32| -> Vec<(char, char, u32)> {
        let mut runs: Vec<(char, char, u32)> = Vec::new();
        for c in all().filter(|c| property(*c) != 0) {
            match runs.last_mut() {
                Some((_, last, value)) if u32::from(*last) + 1 == u32::from(c) && *value == property(c) => {
                    *last = c
                }
                _ => runs.push((c, c, property(c))),
            }
        }
        runs
    };
    let marks = runs(|c| u32::from(is_combining_mark(c)));
    number(&mut kept, marks.len() as u32);
    let mut at = 0;
    for (first, last, _) in marks {
        step(&mut kept, &mut at, first);
        step(&mut kept, &mut at, last);
    }
    let classes = runs(|c| u32::from(canonical_combining_class(c)));
    number(&mut kept, classes.len() as u32);
    let mut at = 0;
    for (first, last, class) in classes {
        step(&mut kept, &mut at, first);
        step(&mut kept, &mut at, last);
        number(&mut kept, class);
    }
    kept
}

fn all() -> impl Iterator<Item = char> {
    // Hangul syllables are reckoned.
    ('\0'..=char::MAX).filter(|c| !('\u{AC00}'..='\u{D7A3}').contains(c))
}

fn decomposition(c: char) -> Option<(char, u32, Vec<char>)> {
    let (mut canonical, mut compatible) = (Vec::new(), Vec::new());
    decompose_canonical(c, |part| canonical.push(part));
    decompose_compatible(c, |part| compatible.push(part));
    if canonical != [c] {
        let again: String = canonical.iter().copied().nfc().collect();
        let kind = if again.chars().eq([c]) { COMPOSED } else { APART };
        return Some((c, kind, canonical));
    }
    (compatible != [c]).then_some((c, FORM, compatible))
}

fn step(kept: &mut Vec<u8>, at: &mut u32, c: char) {
    number(kept, u32::from(c) - *at);
    *at = u32::from(c);
}

fn number(kept: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        kept.push(number as u8 | 0x80);
        number >>= 7;
    }
    kept.push(number as u8);
}
