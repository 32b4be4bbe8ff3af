//! Unicode's normal forms, from tables small enough for the browser: a tenth of what a library carries.
//!
//! The server uses the same, so that both fold a text into the same bytes. A test holds every character and mixtures
//! of them against the library that the tables are made of (`examples/unicode_tables.rs`).

mod tables;

use crate::order::sort_by;
use tables::Tables;

const HANGUL_SYLLABLES: u32 = 0xAC00;
const HANGUL_LEADS: u32 = 0x1100;
const HANGUL_VOWELS: u32 = 0x1161;
/// The one before the first trailing consonant: it stands for none.
const HANGUL_TRAILS: u32 = 0x11A7;
const LEADS: u32 = 19;
const VOWELS: u32 = 21;
const TRAILS: u32 = 28;

/// Which differences a decomposition undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Ways to encode one letter.
    Canonical,
    /// Those, and forms of one letter: ligatures, widths, superscripts.
    Compatible,
}

/// Normalisation form C: letters and their marks joined where Unicode has them joined.
#[must_use]
pub fn nfc(text: &str) -> String {
    composed(text, Kind::Canonical)
}

/// Normalisation form KC: the same, with forms of one letter made that letter (`ﬁ` = `fi`, `ᵉ` = `e`).
#[must_use]
pub fn nfkc(text: &str) -> String {
    composed(text, Kind::Compatible)
}

/// Hands on what a character is made of, forms of one letter made that letter.
pub fn decompose_compatible(c: char, mut emit: impl FnMut(char)) {
    decompose(Tables::get(), c, Kind::Compatible, &mut emit);
}

/// Whether a character is a mark: an accent, a vowel sign.
#[must_use]
pub fn is_combining_mark(c: char) -> bool {
    c >= tables::FIRST_MARK && Tables::get().is_mark(c)
}

fn decompose(tables: &Tables, c: char, kind: Kind, emit: &mut dyn FnMut(char)) {
    if c < tables::FIRST_DECOMPOSED {
        return emit(c);
    }
    if decompose_hangul(c, emit) {
        return;
    }
    match tables.decomposition(c) {
        Some((Kind::Canonical, parts)) if kind == Kind::Compatible => {
            // A letter can be made of a form and a mark: ẛ is ſ and a dot.
            for part in parts {
                decompose(tables, *part, kind, emit);
            }
        }
        Some((is, parts)) if is == Kind::Canonical || kind == Kind::Compatible => {
            parts.iter().for_each(|part| emit(*part));
        }
        _ => emit(c),
    }
}

fn decompose_hangul(c: char, emit: &mut dyn FnMut(char)) -> bool {
    let Some(syllable) =
        u32::from(c).checked_sub(HANGUL_SYLLABLES).filter(|at| *at < LEADS * VOWELS * TRAILS)
    else {
        return false;
    };
    let trail = syllable % TRAILS;
    let parts = [
        HANGUL_LEADS + syllable / (VOWELS * TRAILS),
        HANGUL_VOWELS + syllable / TRAILS % VOWELS,
        HANGUL_TRAILS + trail,
    ];
    let parts = if trail == 0 { &parts[..2] } else { &parts[..] };
    parts.iter().filter_map(|part| char::from_u32(*part)).for_each(emit);
    true
}

fn compose_hangul(first: char, second: char) -> Option<char> {
    let (first, second) = (u32::from(first), u32::from(second));
    let lead = first.checked_sub(HANGUL_LEADS).filter(|at| *at < LEADS);
    let vowel = second.checked_sub(HANGUL_VOWELS).filter(|at| *at < VOWELS);
    if let (Some(lead), Some(vowel)) = (lead, vowel) {
        return char::from_u32(HANGUL_SYLLABLES + (lead * VOWELS + vowel) * TRAILS);
    }
    let syllable = first.checked_sub(HANGUL_SYLLABLES).filter(|at| *at < LEADS * VOWELS * TRAILS)?;
    let trail = second.checked_sub(HANGUL_TRAILS).filter(|at| (1..TRAILS).contains(at))?;
    (syllable % TRAILS == 0).then(|| char::from_u32(first + trail)).flatten()
}

fn composed(text: &str, kind: Kind) -> String {
    let tables = Tables::get();
    let mut letters: Vec<(char, u8)> = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose(tables, c, kind, &mut |part| letters.push((part, tables.class(part))));
    }
    // Marks that do not touch each other stand in one order.
    for marks in letters.chunk_by_mut(|one, next| one.1 != 0 && next.1 != 0) {
        if !marks.is_sorted_by_key(|(_, class)| *class) {
            sort_by(marks, |one, other| one.1.cmp(&other.1));
        }
    }
    compose(tables, &letters)
}

fn compose(tables: &Tables, letters: &[(char, u8)]) -> String {
    let mut out: Vec<char> = Vec::with_capacity(letters.len());
    // Where the last letter stands that marks can join, and the class of what stands between it and what comes.
    let mut base: Option<usize> = None;
    let mut between = 0;
    for (c, class) in letters.iter().copied() {
        let reachable = between == 0 || between < class;
        let joined = base.filter(|_| reachable).and_then(|at| {
            let first = out[at];
            Some((at, compose_hangul(first, c).or_else(|| tables.composition(first, c))?))
        });
        if let Some((at, whole)) = joined {
            out[at] = whole;
            continue;
        }
        if class == 0 {
            base = Some(out.len());
            between = 0;
        } else {
            between = class;
        }
        out.push(c);
    }
    out.into_iter().collect()
}
