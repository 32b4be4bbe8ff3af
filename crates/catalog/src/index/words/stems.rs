//! Which terms have which stem: each term's ending and what stands in its place in the stem.
//!
//! A stem is nearly always the beginning of its word, so that a byte tells it. Terms are found by their stem's checksum.

use super::dictionary::Dictionary;
use crate::index::format::checksum;
use crate::index::numbers::Reader;

/// The stems of a segment's terms among texts of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    /// How many bytes of the word are left out, and what follows the others.
    endings: Vec<(u8, String)>,
    /// For each term, its ending's number plus one; 0 for a term without a stem. Empty where no term has one.
    codes: Vec<u16>,
    /// Second stems, of words typed without their accents: the term and its ending's number plus one.
    seconds: Vec<(u32, u16)>,
    /// For some bits of a checksum, the first term with such a stem, plus one; a second stem is numbered behind all terms.
    first: Vec<u32>,
    /// Likewise the next one for each.
    next: Vec<u32>,
}

impl Stems {
    pub(super) fn read(reader: &mut Reader<'_>, dictionary: &Dictionary) -> Option<Self> {
        let mut stems = Self::default();
        let endings = reader.length()?;
        if endings == 0 {
            return Some(stems);
        }
        for _ in 0..endings {
            stems.endings.push((reader.byte()?, reader.text()?));
        }
        let known = |code: u32| u16::try_from(code).ok().filter(|code| usize::from(*code) <= endings);
        let terms = dictionary.len();
        stems.codes = reader.ids(terms as usize)?.into_iter().map(known).collect::<Option<_>>()?;
        let seconds = reader.length()?;
        let steps = (0..seconds).map(|_| reader.number()).collect::<Option<Vec<u32>>>()?;
        let codes = reader.ids(seconds)?;
        let mut term = 0_u32;
        for (step, code) in steps.into_iter().zip(codes) {
            term = term.checked_add(step).filter(|term| *term < terms)?;
            stems.seconds.push((term, known(code)?));
        }
        stems.chain(dictionary)?;
        Some(stems)
    }

    /// Notes where each stem's terms are. None where an ending does not fit its word.
    fn chain(&mut self, dictionary: &Dictionary) -> Option<()> {
        let nodes = self.codes.len() + self.seconds.len();
        self.first = vec![0; (nodes + 1).next_power_of_two()];
        self.next = vec![0; nodes];
        let mut word = 0;
        // Backwards, so that chains run forwards.
        for node in (0..nodes).rev() {
            let (term, code) = self.node(node)?;
            if code == 0 {
                continue;
            }
            if !dictionary.terms(word).contains(&term) {
                word = dictionary.word_of(term);
            }
            let (kept, added) = self.stem(dictionary.folded(word), code)?;
            let at = hash(kept, added) as usize & (self.first.len() - 1);
            self.next[node] = std::mem::replace(&mut self.first[at], node as u32 + 1);
        }
        Some(())
    }

    fn node(&self, node: usize) -> Option<(u32, u16)> {
        match self.codes.get(node) {
            Some(code) => Some((node as u32, *code)),
            None => self.seconds.get(node - self.codes.len()).copied(),
        }
    }

    fn stem<'a>(&'a self, folded: &'a str, code: u16) -> Option<(&'a [u8], &'a [u8])> {
        let (cut, added) = self.endings.get(usize::from(code).checked_sub(1)?)?;
        let kept = folded.len().checked_sub(usize::from(*cut))?;
        Some((&folded.as_bytes()[..kept], added.as_bytes()))
    }

    /// Shows the terms that have a stem.
    pub(super) fn each(&self, dictionary: &Dictionary, stem: &str, mut visit: impl FnMut(u32)) {
        let stem = stem.as_bytes();
        if self.first.is_empty() {
            return;
        }
        let at = hash(stem, &[]) as usize & (self.first.len() - 1);
        let mut node = self.first[at];
        while let Some(own) = (node as usize).checked_sub(1) {
            let Some((term, code)) = self.node(own) else { return };
            let folded = dictionary.folded(dictionary.word_of(term));
            if self
                .stem(folded, code)
                .is_some_and(|(kept, added)| stem.strip_prefix(kept).is_some_and(|rest| rest == added))
            {
                visit(term);
            }
            node = self.next.get(own).copied().unwrap_or(0);
        }
    }
}

fn hash(kept: &[u8], added: &[u8]) -> u64 {
    let sum = checksum_of(kept, added);
    sum ^ sum >> 32
}

fn checksum_of(kept: &[u8], added: &[u8]) -> u64 {
    if added.is_empty() {
        return checksum(kept);
    }
    added.iter().fold(checksum(kept), |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes the stems of terms, folded form and surface, for one language.
#[cfg(feature = "build")]
pub(super) fn put(bytes: &mut Vec<u8>, terms: &[(&str, &str)], stems: &[Vec<String>]) {
    use crate::index::numbers::{put, put_ids, put_text};
    use std::collections::BTreeMap;

    let ending = |folded: &str, stem: &str| -> (u8, String) {
        let mut same = folded.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
        while !(folded.is_char_boundary(same) && stem.is_char_boundary(same)) {
            same -= 1;
        }
        // A surface has 64 bytes at most, and folding adds few.
        (u8::try_from(folded.len() - same).unwrap_or(u8::MAX), stem[same..].to_owned())
    };
    let mut counts: BTreeMap<(u8, String), u32> = BTreeMap::new();
    for ((folded, _), stems) in terms.iter().zip(stems) {
        stems.iter().for_each(|stem| *counts.entry(ending(folded, stem)).or_default() += 1);
    }
    let mut endings: Vec<_> = counts.into_iter().collect();
    endings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    put(bytes, endings.len() as u32);
    if endings.is_empty() {
        return;
    }
    for ((cut, added), _) in &endings {
        bytes.push(*cut);
        put_text(bytes, added);
    }
    let numbers: BTreeMap<_, u32> = endings.into_iter().map(|(ending, _)| ending).zip(1..).collect();
    let code = |folded: &str, stem: Option<&String>| {
        stem.and_then(|stem| numbers.get(&ending(folded, stem))).copied().unwrap_or(0)
    };
    let of_terms = || terms.iter().zip(stems);
    put_ids(bytes, &of_terms().map(|((folded, _), stems)| code(folded, stems.first())).collect::<Vec<_>>());
    let seconds: Vec<(u32, u32)> = of_terms()
        .zip(0..)
        .filter(|((_, stems), _)| stems.len() > 1)
        .map(|(((folded, _), stems), term)| (term, code(folded, stems.get(1))))
        .collect();
    put(bytes, seconds.len() as u32);
    let mut last = 0;
    for (term, _) in &seconds {
        put(bytes, term - last);
        last = *term;
    }
    put_ids(bytes, &seconds.iter().map(|(_, code)| *code).collect::<Vec<_>>());
}
