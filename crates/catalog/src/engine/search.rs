//! Which documents hold the words of a question, and how well.

use super::hits::{Hits, Workspace};
use super::phrase;
use super::plan::{Matches, Plan, Planned, PlannedWord, Qualities, anywhere};
use super::rank::{Norms, Quality, rarity};
use crate::index::base::Base;
use crate::index::words::{Segment, Words};

/// Searches the words that have arrived.
pub(super) struct Search<'a> {
    pub(super) base: &'a Base,
    pub(super) words: &'a Words,
    pub(super) workspace: &'a mut Workspace,
    pub(super) documents: u32,
    norms: Norms,
}

impl<'a> Search<'a> {
    pub(super) fn new(base: &'a Base, words: &'a Words, workspace: &'a mut Workspace) -> Self {
        let documents = words.documents();
        workspace.worths.resize(documents as usize, 0);
        Self { base, words, workspace, documents, norms: Norms::new(base.mean_length) }
    }

    /// The documents that hold all that is wanted and nothing that is excluded, with their scores. Where nothing is
    /// wanted every document is found, with a score of 0.
    pub(super) fn find(&mut self, plan: &Plan<'_>) -> Hits {
        if plan.is_hopeless {
            return self.workspace.take(self.documents);
        }
        let mut found: Option<Hits> = None;
        for planned in &plan.wanted {
            let hits = self.planned(planned);
            found = Some(match found {
                Some(found) => self.both(found, hits),
                None => hits,
            });
            if found.as_ref().is_some_and(Hits::is_empty) {
                break;
            }
        }
        let mut found = found.unwrap_or_else(|| {
            let mut all = self.workspace.take(self.documents);
            all.fill(self.documents);
            all
        });
        for planned in &plan.excluded {
            let excluded = self.planned(planned);
            found.and_not(&excluded);
            self.workspace.rest(excluded);
        }
        found
    }

    fn planned(&mut self, planned: &Planned<'_>) -> Hits {
        match planned {
            Planned::Word(word) => self.word(word),
            Planned::Phrase(chunks) => phrase::find(self, chunks),
        }
    }

    fn word(&mut self, word: &PlannedWord) -> Hits {
        let mut pieces: Option<Hits> = None;
        for matches in &word.pieces {
            let hits = self.matches(matches);
            pieces = Some(match pieces {
                Some(pieces) => self.both(pieces, hits),
                None => hits,
            });
        }
        let joined = word.joined.as_ref().map(|matches| self.matches(matches));
        match (pieces, joined) {
            (Some(mut found), Some(joined)) => {
                found.or(&joined);
                self.workspace.rest(joined);
                found
            }
            (Some(found), None) | (None, Some(found)) => found,
            (None, None) => self.workspace.take(self.documents),
        }
    }

    fn both(&mut self, mut found: Hits, other: Hits) -> Hits {
        found.and(&other, u32::saturating_add);
        self.workspace.rest(other);
        found
    }

    /// The documents of the terms that answer one word.
    fn matches(&mut self, matches: &Matches) -> Hits {
        let mut hits = self.workspace.take(self.documents);
        let prefix = anywhere(Quality::Prefix);
        for (segment, terms) in self.words.segments.iter().zip(matches) {
            let mut some = terms.some.iter().peekable();
            for (term, qualities) in &terms.some {
                self.gather(segment, *term, *qualities, &mut hits);
            }
            for term in terms.beginning.clone() {
                while some.next_if(|(own, _)| *own < term).is_some() {}
                if some.peek().is_none_or(|(own, _)| *own != term) {
                    self.gather(segment, term, prefix, &mut hits);
                }
            }
        }
        self.score(&mut hits);
        hits
    }

    /// Adds what a term is worth in each of its documents.
    fn gather(&mut self, segment: &Segment, term: u32, qualities: Qualities, hits: &mut Hits) {
        let worths = self.workspace.worths.as_mut_slice();
        let mut add = |document: u32, worth: u32| {
            if let Some(sum) = worths.get_mut(document as usize) {
                *sum += worth;
                hits.find(document);
            }
        };
        let [first, ..] = qualities;
        if qualities.iter().all(|quality| *quality == first) {
            let quality = u32::from(first);
            return segment.each(term, |document, worth| add(document, worth * quality));
        }
        let languages = &self.base.languages;
        let last = self.documents.wrapping_sub(1);
        segment.each(term, |document, worth| {
            let language = languages.get(last.wrapping_sub(document) as usize).copied().flatten();
            let quality = qualities[language.map_or(0, |stemming| stemming as usize + 1)];
            if quality > 0 {
                add(document, worth * u32::from(quality));
            }
        });
    }

    /// Turns what was gathered into scores.
    pub(super) fn score(&mut self, hits: &mut Hits) {
        let rarity = rarity(self.documents, hits.count());
        let mut segments = self.words.segments.iter();
        let Some(mut segment) = segments.next() else { return };
        let Hits { bits, values } = hits;
        for (word, first) in bits.iter().zip((0_u32..).step_by(64)) {
            let mut left = *word;
            while left != 0 {
                let document = first + left.trailing_zeros();
                left &= left - 1;
                while document - segment.first >= segment.documents() {
                    let Some(next) = segments.next() else { return };
                    segment = next;
                }
                let class = segment.length_class(document - segment.first);
                let worth = self.workspace.worths.get_mut(document as usize).map_or(0, std::mem::take);
                if let Some(value) = values.get_mut(document as usize) {
                    *value = self.norms.score(worth, class, rarity);
                }
            }
        }
    }
}
