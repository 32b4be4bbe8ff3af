//! Which documents hold the words of a question, and how well.

use super::phrase;
use super::rank::{Quality, field_score, rarity};
use super::typo;
use crate::analysis::{Piece, Stemming, stems};
use crate::index::words::{Field, Words};
use crate::query::{Question, Remark, Term, Word};
use domain::fold;
use std::cmp::Reverse;

/// Most words taken in the place of one that is found nowhere.
const MAX_FORGIVEN: usize = 50;

/// A document and its score, by document.
pub(super) type Hits = Vec<(u32, u64)>;

/// Searches a catalog's words.
pub(super) struct Search<'a> {
    pub(super) words: &'a Words,
    /// The stemming of each document's language.
    pub(super) languages: &'a [Option<Stemming>],
    pub(super) remarks: Vec<Remark>,
}

impl Search<'_> {
    /// The documents that hold all wanted terms and no excluded one, by document. Without wanted terms every document
    /// is found, with a score of 0.
    pub(super) fn find(&mut self, question: &Question) -> Hits {
        let mut found: Option<Hits> = None;
        for term in &question.wanted {
            let hits = match term {
                Term::Word(word) => self.word(word),
                Term::Phrase(chunks) => phrase::find(self.words, chunks),
            };
            found = Some(match found {
                Some(found) => both(&found, &hits),
                None => hits,
            });
        }
        let mut found =
            found.unwrap_or_else(|| (0..self.words.documents()).map(|document| (document, 0)).collect());
        for term in &question.excluded {
            let excluded = match term {
                Term::Word(word) => self.pieces(&word.pieces, Open::No),
                Term::Phrase(chunks) => phrase::find(self.words, chunks),
            };
            found.retain(|(document, _)| excluded.binary_search_by_key(document, |hit| hit.0).is_err());
        }
        found
    }

    fn word(&mut self, word: &Word) -> Hits {
        let open = if word.is_prefix { Open::Yes } else { Open::No };
        let joined = word.joined.as_ref().map_or(Hits::new(), |piece| self.piece(piece, open));
        if joined.is_empty() {
            return self.forgiving(&word.pieces, open);
        }
        either(&joined, &self.pieces(&word.pieces, open))
    }

    /// All pieces, the last one open.
    fn pieces(&self, pieces: &[Piece], open: Open) -> Hits {
        let last = pieces.len().saturating_sub(1);
        let each = pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| self.piece(piece, if at == last { open } else { Open::No }));
        each.reduce(|found, hits| both(&found, &hits)).unwrap_or_default()
    }

    /// All pieces, the last one open; one found nowhere in the archive may be spelled otherwise.
    fn forgiving(&mut self, pieces: &[Piece], open: Open) -> Hits {
        let last = pieces.len().saturating_sub(1);
        let mut found: Option<Hits> = None;
        for (at, piece) in pieces.iter().enumerate() {
            let open = if at == last { open } else { Open::No };
            let mut hits = self.piece(piece, open);
            if hits.is_empty() {
                hits = self.forgiven(piece, open);
            }
            found = Some(match found {
                Some(found) => both(&found, &hits),
                None => hits,
            });
        }
        found.unwrap_or_default()
    }

    fn piece(&self, piece: &Piece, open: Open) -> Hits {
        let mut matches = Matches::default();
        for term in self.words.spelled(&piece.folded) {
            let exact = self.words.surface(term) == piece.surface;
            matches.add(term, Some(if exact { Quality::Exact } else { Quality::Folded }), None);
        }
        if open == Open::Yes {
            for term in self.words.beginning(&piece.folded) {
                matches.add(term, Some(Quality::Prefix), None);
            }
        }
        for stemming in Stemming::ALL {
            for stem in stems(&piece.surface, stemming) {
                for term in self.words.stemmed(stemming, &stem) {
                    matches.add(*term, None, Some(stemming));
                }
            }
        }
        self.hits(matches, Quality::Stem)
    }

    /// The documents of the words that a word may have been meant for.
    fn forgiven(&mut self, piece: &Piece, open: Open) -> Hits {
        let allowed = typo::allowed(&piece.folded);
        if allowed == 0 {
            return Hits::new();
        }
        let mut near = typo::nearest(self.words, &piece.folded, allowed, open == Open::Yes);
        let frequency = |term: &u32| {
            self.words.spelled(self.words.folded(*term)).map(|term| self.words.frequency(term)).sum()
        };
        near.sort_by_key(|term| (Reverse::<u32>(frequency(term)), *term));
        near.truncate(MAX_FORGIVEN);
        let mut matches = Matches::default();
        for &term in &near {
            for spelling in self.words.spelled(self.words.folded(term)) {
                matches.add(spelling, Some(Quality::Typo), None);
            }
            for stemming in Stemming::ALL {
                for stem in stems(self.words.surface(term), stemming) {
                    for term in self.words.stemmed(stemming, &stem) {
                        matches.add(*term, None, Some(stemming));
                    }
                }
            }
        }
        if !near.is_empty() {
            let taken = near.iter().map(|term| self.words.surface(*term).to_owned()).collect();
            let remark = Remark::Forgiven(piece.surface.clone(), taken);
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
        self.hits(matches, Quality::Typo)
    }

    /// The documents of terms. `by_stem` is what a term counts where it matches by its stem in a text's language.
    fn hits(&self, matches: Matches, by_stem: Quality) -> Hits {
        let mut found: Vec<(u32, Field, u32, Quality)> = Vec::new();
        for (term, matched) in matches.merged() {
            self.words.occurrences(term, |occurrences| {
                let language = self.languages.get(occurrences.document as usize).copied().flatten();
                let stemmed = language.is_some_and(|stemming| matched.stemmings & 1 << stemming as u8 != 0);
                if let Some(quality) = matched.quality.max(stemmed.then_some(by_stem)) {
                    found.push((occurrences.document, occurrences.field, occurrences.count, quality));
                }
            });
        }
        found.sort_unstable();
        let documents = found.chunk_by(|a, b| a.0 == b.0);
        let rarity =
            rarity(self.words.documents(), u32::try_from(documents.clone().count()).unwrap_or(u32::MAX));
        documents
            .map(|of_document| {
                let document = of_document[0].0;
                let norm = self.words.norm(document);
                let score: u64 = of_document
                    .chunk_by(|a, b| a.1 == b.1)
                    .map(|of_field| {
                        let count = of_field.iter().fold(0_u32, |count, found| count.saturating_add(found.2));
                        let quality = of_field.iter().map(|found| found.3).max().unwrap_or(Quality::Typo);
                        field_score(of_field[0].1, count, norm, quality)
                    })
                    .sum();
                (document, score.saturating_mul(rarity))
            })
            .collect()
    }
}

/// Whether a word may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Yes,
    No,
}

/// Terms that answer a word, and how.
#[derive(Default)]
struct Matches(Vec<(u32, Matched)>);

#[derive(Clone, Copy)]
struct Matched {
    /// In texts of any language.
    quality: Option<Quality>,
    /// In texts of these languages by their stem, a bit each.
    stemmings: u8,
}

impl Matches {
    fn add(&mut self, term: u32, quality: Option<Quality>, stemming: Option<Stemming>) {
        let stemmings = stemming.map_or(0, |stemming| 1 << stemming as u8);
        self.0.push((term, Matched { quality, stemmings }));
    }

    /// Each term once, by number.
    fn merged(mut self) -> Vec<(u32, Matched)> {
        self.0.sort_by_key(|(term, _)| *term);
        self.0
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| {
                let quality = same.iter().map(|(_, matched)| matched.quality).max().flatten();
                let stemmings = same.iter().fold(0, |all, (_, matched)| all | matched.stemmings);
                (same[0].0, Matched { quality, stemmings })
            })
            .collect()
    }
}

/// Documents in both lists, their scores together.
fn both(a: &Hits, b: &Hits) -> Hits {
    let mut rest = b.iter().peekable();
    a.iter()
        .filter_map(|&(document, score)| {
            while rest.next_if(|(other, _)| *other < document).is_some() {}
            let (_, other) = rest.next_if(|(other, _)| *other == document)?;
            Some((document, score.saturating_add(*other)))
        })
        .collect()
}

/// Documents in either list, with the better score.
fn either(a: &Hits, b: &Hits) -> Hits {
    let mut all: Hits = a.iter().chain(b).copied().collect();
    all.sort_unstable_by_key(|&(document, score)| (document, Reverse(score)));
    all.dedup_by_key(|(document, _)| *document);
    all
}

/// Whether a text's word is one of those taken in another's place.
pub(super) fn is_taken(folded: &str, taken: &[String]) -> bool {
    taken.iter().any(|word| fold(word) == folded)
}
