//! Which documents hold the words of a question, and how well.

use super::phrase;
use super::plan::{Matches, Plan, Planned, PlannedWord, Qualities, Terms};
use super::workspace::Workspace;
use crate::index::base::Base;
use crate::index::words::{Segment, TYPICAL_LENGTHS, Words};
use kernels::hits::Hits;
use kernels::postings::List;
use kernels::scores::{Norms, Scoring, rarity};

/// Searches the words that have arrived.
pub(super) struct Search<'a> {
    pub(super) base: &'a Base,
    pub(super) words: &'a Words,
    pub(super) workspace: &'a mut Workspace,
    pub(super) documents: u32,
    scoring: Scoring<'a>,
}

/// What the scores of an archive's documents are dampened by.
pub(super) fn norms(base: &Base) -> Norms {
    Norms::new(base.mean_length, TYPICAL_LENGTHS)
}

impl<'a> Search<'a> {
    pub(super) fn new(
        base: &'a Base,
        words: &'a Words,
        norms: &'a Norms,
        workspace: &'a mut Workspace,
    ) -> Self {
        let scoring = Scoring { norms, lengths: &words.lengths };
        Self { base, words, workspace, documents: words.documents(), scoring }
    }

    /// The documents that hold all that is wanted and nothing that is excluded, with what their scores are reckoned from.
    /// Where nothing is wanted every document is found, with a score of 0.
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
            all.fill();
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
            (Some(mut found), Some(mut joined)) => {
                found.settle(&self.scoring);
                joined.settle(&self.scoring);
                found.or(&joined);
                self.workspace.rest(joined);
                found
            }
            (Some(found), None) | (None, Some(found)) => found,
            (None, None) => self.workspace.take(self.documents),
        }
    }

    fn both(&mut self, mut found: Hits, other: Hits) -> Hits {
        found.and(&other, &self.scoring);
        self.workspace.rest(other);
        found
    }

    /// The documents of the terms that answer one word, with what these are worth there together.
    fn matches(&mut self, matches: &Matches) -> Hits {
        let mut hits = self.workspace.take(self.documents);
        for (segment, terms) in self.words.segments.iter().zip(matches) {
            self.terms(segment, terms, &mut hits);
        }
        self.are_worths(&mut hits);
        hits
    }

    /// What [`Search::find`] finds of one word that is asked for alone, by summaries where there are any. The documents
    /// whose values are known are appended: those that may be among the best are.
    pub(super) fn summed(&mut self, matches: &Matches, known: &mut Vec<u32>) -> Hits {
        let mut hits = self.workspace.take(self.documents);
        for (segment, terms) in self.words.segments.iter().zip(matches) {
            if let Some((all, best)) = segment.summary(terms.summary) {
                all.find(&mut hits);
                best.tell(&mut hits, known);
            } else {
                self.terms(segment, terms, &mut hits);
                hits.append(segment.documents(), known);
            }
        }
        self.are_worths(&mut hits);
        hits
    }

    fn terms(&self, segment: &Segment, terms: &Terms, hits: &mut Hits) {
        let Some(dictionary) = segment.dictionary() else { return };
        terms.each(dictionary, |term, qualities| {
            if let Some(list) = segment.list(term) {
                gather(list, qualities, self.base.only_language, &self.base.languages, hits);
            }
        });
    }

    /// Says of hits that what they hold are worths of one word.
    pub(super) fn are_worths(&self, hits: &mut Hits) {
        hits.are_worths(rarity(self.documents, hits.count()));
    }
}

/// Adds what a term is worth in each of its documents; their languages are told by age.
pub(crate) fn gather(
    list: List<'_>,
    qualities: Qualities,
    only_language: Option<u8>,
    languages: &[u8],
    hits: &mut Hits,
) {
    match only_language {
        Some(only) => {
            let quality = qualities.get(usize::from(only)).copied().unwrap_or(0);
            list.gather([u32::from(quality); 4], &[], hits);
        }
        None => {
            let [none, french, english] = qualities.map(u32::from);
            list.gather([none, french, english, 0], languages, hits);
        }
    }
}
