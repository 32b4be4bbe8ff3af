//! Words near a word that is found nowhere: letters added, left out, changed or swapped.

use crate::index::words::Dictionary;

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

/// The words nearest to one within so many typos, and how many it takes; with `is_prefix` those too that begin with
/// something so near.
pub(super) fn nearest(dictionary: &Dictionary, word: &str, allowed: u8, is_prefix: bool) -> (u8, Vec<u32>) {
    let mut walk = Walk::new(word, is_prefix);
    let mut best = allowed;
    let mut found = Vec::new();
    let mut at = 0;
    while at < dictionary.words() {
        let folded = dictionary.folded(at);
        if let Some(distance) = walk.distance(folded, best) {
            if distance < best {
                best = distance;
                found.clear();
            }
            found.push(at);
        } else if let Some(beginning) = walk.dead_end(folded) {
            // Whatever begins so is as far.
            at = behind(dictionary, at, beginning);
            continue;
        }
        at += 1;
    }
    (best, found)
}

/// The first word from one on that does not begin so: found in steps that double, since it is near.
fn behind(dictionary: &Dictionary, word: u32, beginning: &str) -> u32 {
    let begins = |at: u32| dictionary.folded(at).starts_with(beginning);
    let (mut low, mut step) = (word, 1);
    while low.saturating_add(step) < dictionary.words() && begins(low + step) {
        low += step;
        step *= 2;
    }
    let mut high = low.saturating_add(step).min(dictionary.words());
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if begins(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Distances of a word to many words in their order: what two neighbours share is reckoned once.
struct Walk {
    word: Vec<char>,
    is_prefix: bool,
    /// The letters of the last candidate that were reckoned.
    letters: Vec<char>,
    /// A row for each of them and one before: a cell for each letter of the word and one before.
    cells: Vec<u8>,
    /// For each row, the smallest distance of the whole word to a beginning of the candidate up to there.
    prefixes: Vec<u8>,
    /// No letter could bring the last candidate near any more.
    is_far: bool,
}

impl Walk {
    fn new(word: &str, is_prefix: bool) -> Self {
        let word: Vec<char> = word.chars().collect();
        let cells: Vec<u8> = (0..=word.len()).map(|cell| u8::try_from(cell).unwrap_or(u8::MAX)).collect();
        let prefixes = vec![cells.last().copied().unwrap_or(0)];
        Self { word, is_prefix, letters: Vec::new(), cells, prefixes, is_far: false }
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }

    /// The distance to a candidate, None where it is beyond `allowed`.
    fn distance(&mut self, candidate: &str, allowed: u8) -> Option<u8> {
        let shared = self.letters.iter().zip(candidate.chars()).take_while(|(a, b)| **a == *b).count();
        self.letters.truncate(shared);
        self.cells.truncate((shared + 1) * self.width());
        self.prefixes.truncate(shared + 1);
        self.is_far = false;
        for letter in candidate.chars().skip(shared) {
            if self.is_hopeless(allowed) {
                self.is_far = true;
                break;
            }
            self.push(letter);
        }
        let whole = self.cells.last().copied().filter(|_| !self.is_far);
        let distance = if self.is_prefix { self.prefixes.last().copied() } else { whole };
        distance.filter(|distance| *distance <= allowed)
    }

    /// The beginning of the last candidate that is far from the word whatever follows it.
    fn dead_end<'a>(&self, candidate: &'a str) -> Option<&'a str> {
        let length = self.letters.iter().map(|letter| letter.len_utf8()).sum::<usize>();
        candidate.get(..length).filter(|_| self.is_far)
    }

    /// No further letter can bring the candidate near: two rows count, since a swap reaches over one.
    fn is_hopeless(&self, allowed: u8) -> bool {
        let rows = self.cells.chunks_exact(self.width()).rev();
        self.letters.len() > 1 && rows.take(2).all(|row| row.iter().all(|cell| *cell > allowed))
    }

    fn push(&mut self, letter: char) {
        let width = self.width();
        let start = self.cells.len();
        let (above, two_above) = (start - width, start.checked_sub(2 * width));
        self.cells.push(self.cells[above].saturating_add(1));
        for at in 0..self.word.len() {
            let wanted = self.word[at];
            let change = self.cells[above + at].saturating_add(u8::from(wanted != letter));
            let gap = self.cells[above + at + 1].min(self.cells[start + at]).saturating_add(1);
            let swap = match (two_above, self.letters.last(), at.checked_sub(1)) {
                (Some(row), Some(before), Some(one)) if self.word[one] == letter && *before == wanted => {
                    self.cells[row + one].saturating_add(1)
                }
                _ => u8::MAX,
            };
            self.cells.push(change.min(gap).min(swap));
        }
        let end = self.cells[self.cells.len() - 1];
        let prefix = self.prefixes.last().copied().unwrap_or(u8::MAX).min(end);
        self.letters.push(letter);
        self.prefixes.push(prefix);
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
