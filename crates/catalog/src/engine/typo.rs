//! Words near a word that is found nowhere: letters added, left out, changed or swapped.

use crate::index::words::Words;

/// How many typos a word is forgiven: one from 5 letters, two from 9. None where it holds a digit: another number is
/// another thing.
pub(super) fn allowed(folded: &str) -> u8 {
    if folded.chars().any(char::is_numeric) {
        return 0;
    }
    match folded.chars().count() {
        ..5 => 0,
        5..9 => 1,
        9.. => 2,
    }
}

/// The terms nearest to a word within so many typos; with `is_prefix` those too that begin with something so near.
/// One term for each folded form.
pub(super) fn nearest(words: &Words, word: &str, allowed: u8, is_prefix: bool) -> Vec<u32> {
    let mut walk = Walk::new(word, is_prefix);
    let mut best = allowed;
    let mut found = Vec::new();
    for term in 0..words.len() {
        let folded = words.folded(term);
        if term > 0 && words.folded(term - 1) == folded {
            continue;
        }
        let Some(distance) = walk.distance(folded, allowed).filter(|distance| *distance <= best) else {
            continue;
        };
        if distance < best {
            best = distance;
            found.clear();
        }
        found.push(term);
    }
    found
}

/// Distances of a word to many words in their order: what two neighbours share is reckoned once.
struct Walk {
    word: Vec<char>,
    is_prefix: bool,
    /// The letters of the last candidate that were reckoned, and a row for each and one before.
    letters: Vec<char>,
    rows: Vec<Row>,
}

struct Row {
    cells: Vec<u8>,
    /// The smallest distance of the whole word to a beginning of the candidate up to here.
    prefix: u8,
}

impl Walk {
    fn new(word: &str, is_prefix: bool) -> Self {
        let word: Vec<char> = word.chars().collect();
        let cells: Vec<u8> = (0..=word.len()).map(|cell| u8::try_from(cell).unwrap_or(u8::MAX)).collect();
        let prefix = cells.last().copied().unwrap_or(0);
        Self { word, is_prefix, letters: Vec::new(), rows: vec![Row { cells, prefix }] }
    }

    /// The distance to a candidate, None where it is beyond `allowed`.
    fn distance(&mut self, candidate: &str, allowed: u8) -> Option<u8> {
        let shared = self.letters.iter().zip(candidate.chars()).take_while(|(a, b)| **a == *b).count();
        self.letters.truncate(shared);
        self.rows.truncate(shared + 1);
        let mut whole = true;
        for letter in candidate.chars().skip(shared) {
            if self.is_hopeless(allowed) {
                whole = false;
                break;
            }
            self.push(letter);
        }
        let row = self.rows.last()?;
        let end = row.cells.last().copied().filter(|_| whole);
        let distance = if self.is_prefix { Some(row.prefix) } else { end };
        distance.filter(|distance| *distance <= allowed)
    }

    /// No further letter can bring the candidate near: two rows count, since a swap reaches over one.
    fn is_hopeless(&self, allowed: u8) -> bool {
        let far = |row: &Row| row.cells.iter().all(|cell| *cell > allowed);
        self.rows.len() > 1 && self.rows.iter().rev().take(2).all(far)
    }

    fn push(&mut self, letter: char) {
        let above = &self.rows[self.rows.len() - 1];
        let two_above = self.rows.len().checked_sub(2).map(|row| &self.rows[row]);
        let mut cells = Vec::with_capacity(self.word.len() + 1);
        cells.push(above.cells[0].saturating_add(1));
        for (at, wanted) in self.word.iter().enumerate() {
            let change = above.cells[at].saturating_add(u8::from(*wanted != letter));
            let gap = above.cells[at + 1].min(cells[at]).saturating_add(1);
            let swap = match (two_above, self.letters.last(), at.checked_sub(1)) {
                (Some(row), Some(before), Some(one)) if self.word[one] == letter && before == wanted => {
                    row.cells[one].saturating_add(1)
                }
                _ => u8::MAX,
            };
            cells.push(change.min(gap).min(swap));
        }
        let prefix = above.prefix.min(cells.last().copied().unwrap_or(u8::MAX));
        self.letters.push(letter);
        self.rows.push(Row { cells, prefix });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_counted() {
        for (word, candidate, whole, prefix) in [
            ("logemnt", "logement", Some(1), Some(1)),
            ("logemnt", "logements", Some(2), Some(1)),
            ("lgoement", "logement", Some(1), Some(1)),
            ("logement", "logement", Some(0), Some(0)),
            ("logeme", "logement", Some(2), Some(0)),
            ("abitat", "habitat", Some(1), Some(1)),
            ("habitet", "habitat", Some(1), Some(1)),
            ("urbanisme", "social", None, None),
            ("ab", "ba", Some(1), Some(1)),
        ] {
            // What stood there before must not matter.
            for before in ["logiciel", "", candidate] {
                let distance = |is_prefix: bool| {
                    let mut walk = Walk::new(word, is_prefix);
                    let _ = walk.distance(before, 2);
                    walk.distance(candidate, 2)
                };
                assert_eq!(
                    (distance(false), distance(true)),
                    (whole, prefix),
                    "{word} {candidate} after {before}"
                );
            }
        }
    }
}
