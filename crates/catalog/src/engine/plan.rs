//! What a question looks for: the terms that answer each of its words, by the dictionaries alone.

use super::rank::Quality;
use super::typo;
use crate::analysis::{Chunk, Piece, Stemming, stems};
use crate::index::base::Base;
use crate::index::words::{Dictionary, Segment, Summary, Typed, Words};
use crate::query::{Question, Remark, Term, Word};
use domain::order::sort;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Most words taken in the place of one that is found nowhere.
const MAX_FORGIVEN: usize = 50;

/// By what a term's worth is multiplied in texts of no language we stem, in French and in English ones; 0: it is not an
/// answer there.
pub(crate) type Qualities = [u8; 3];

/// Terms of one segment that answer a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// By number, none twice.
    pub(super) some: Vec<(u32, Qualities)>,
    /// Those that begin like the word; some of them may be among the others, too.
    beginning: Range<u32>,
    /// What begins so in the archive are stop words only. Elsewhere a beginning does not stand for them.
    only_stop_words: bool,
    /// What all of them find.
    pub(super) summary: Option<Summary>,
}

/// For each segment the terms that answer one word.
pub(super) type Matches = Vec<Terms>;

/// A word or compound to be found.
#[derive(Clone, Debug, Default)]
pub(super) struct PlannedWord {
    /// All of these.
    pub(super) pieces: Vec<Matches>,
    /// Or this.
    pub(super) joined: Option<Matches>,
}

/// One thing to be found, or not.
#[derive(Clone, Debug)]
pub(super) enum Planned<'q> {
    Word(PlannedWord),
    Phrase(&'q [Chunk]),
}

/// What a question looks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan<'q> {
    pub(super) wanted: Vec<Planned<'q>>,
    pub(super) excluded: Vec<Planned<'q>>,
    pub(super) remarks: Vec<Remark>,
    /// A wanted word is found nowhere: so is the question.
    pub(super) is_hopeless: bool,
}

/// Reads a question by the dictionaries that are there.
pub(super) fn plan<'q>(base: &Base, words: &Words, question: &'q Question) -> Plan<'q> {
    let mut planner = Planner { base, words, remarks: Vec::new() };
    let wanted: Vec<Planned<'q>> = question
        .wanted
        .iter()
        .map(|term| match term {
            Term::Word(word) => Planned::Word(planner.wanted(word)),
            Term::Phrase(chunks) => Planned::Phrase(chunks),
        })
        .collect();
    let excluded = question
        .excluded
        .iter()
        .map(|term| match term {
            Term::Word(word) => {
                let pieces = word.pieces.iter().map(|piece| planner.piece(piece, Open::No)).collect();
                Planned::Word(PlannedWord { pieces, joined: None })
            }
            Term::Phrase(chunks) => Planned::Phrase(chunks),
        })
        .collect();
    let is_hopeless = wanted.iter().any(|planned| match planned {
        Planned::Word(word) => word.is_hopeless(),
        Planned::Phrase(chunks) => !chunks.iter().all(|chunk| planner.is_known(chunk)),
    });
    Plan { wanted, excluded, remarks: planner.remarks, is_hopeless }
}

impl Plan<'_> {
    /// What answers the one word that is asked for, where nothing else is.
    pub(super) fn alone(&self) -> Option<&Matches> {
        match (self.wanted.as_slice(), self.excluded.as_slice()) {
            ([Planned::Word(PlannedWord { pieces, joined: None })], []) => match pieces.as_slice() {
                [matches] => Some(matches),
                _ => None,
            },
            _ => None,
        }
    }
}

impl PlannedWord {
    fn is_hopeless(&self) -> bool {
        let nowhere = |matches: &Matches| matches.iter().all(Terms::is_empty);
        self.joined.as_ref().is_none_or(nowhere) && self.pieces.iter().any(nowhere)
    }
}

impl Terms {
    /// What answers a word in texts of a segment, by its dictionary.
    fn of(dictionary: &Dictionary, word: Asked<'_>, stems: &[(Stemming, String)], open: Open) -> Self {
        let mut terms = Self::default();
        if open == Open::Yes {
            terms.beginning = dictionary.terms_of(&dictionary.beginning(word.folded));
        }
        if let Some(found) = dictionary.find(word.folded) {
            let mut exact = None;
            for term in dictionary.terms(found) {
                let is_exact = dictionary.surface(term, found) == word.surface;
                exact = exact.or(is_exact.then_some(term));
                terms.add(term, anywhere(if is_exact { Quality::Exact } else { Quality::Folded }));
            }
            let asked = match exact {
                Some(term) => Some(Typed::As(term)),
                None => (word.surface == word.folded).then_some(Typed::Folded(found)),
            };
            terms.summary = asked.filter(|_| open == Open::Yes).and_then(|asked| dictionary.summary(asked));
        }
        terms.add_stemmed(dictionary, stems, Quality::Stem);
        terms.settle();
        terms
    }

    /// What a word of the dictionary finds that is typed as it stands there and may go on; None where that depends on
    /// the other segments.
    #[cfg(feature = "build")]
    pub(crate) fn typed(dictionary: &Dictionary, folded: &str, surface: &str) -> Option<Self> {
        let stems: Vec<(Stemming, String)> = Stemming::ALL
            .into_iter()
            .flat_map(|stemming| stems(surface, stemming).into_iter().map(move |stem| (stemming, stem)))
            .collect();
        let terms = Self::of(dictionary, Asked { folded, surface }, &stems, Open::Yes);
        (!terms.begins_with_stop_words(dictionary)).then_some(terms)
    }

    /// All terms that answer, each once, with their qualities.
    pub(crate) fn each(&self, dictionary: &Dictionary, mut visit: impl FnMut(u32, Qualities)) {
        for (term, qualities) in &self.some {
            visit(*term, *qualities);
        }
        let prefix = anywhere(Quality::Prefix);
        self.by_beginning(dictionary).for_each(|term| visit(term, prefix));
    }

    /// Whether what begins so are stop words, or nothing.
    fn begins_with_stop_words(&self, dictionary: &Dictionary) -> bool {
        self.beginning.clone().all(|term| dictionary.head(term).is_weightless())
    }

    fn is_empty(&self) -> bool {
        self.some.is_empty() && self.beginning.is_empty()
    }

    /// The terms that are answers by their beginning alone.
    pub(super) fn by_beginning<'a>(&'a self, dictionary: &'a Dictionary) -> impl Iterator<Item = u32> + 'a {
        let mut some = self.some.iter().map(|(term, _)| *term).peekable();
        self.beginning.clone().filter(move |term| {
            while some.next_if(|own| own < term).is_some() {}
            some.peek() != Some(term) && (self.only_stop_words || !dictionary.head(*term).is_weightless())
        })
    }

    fn add(&mut self, term: u32, qualities: Qualities) {
        self.some.push((term, qualities));
    }

    /// Adds the terms of some stems. A stop word answers itself alone: OFS is not "of".
    fn add_stemmed(&mut self, dictionary: &Dictionary, stems: &[(Stemming, String)], quality: Quality) {
        for (stemming, stem) in stems {
            dictionary.stemmed(*stemming, stem, |term| {
                if !dictionary.head(term).is_weightless() {
                    self.add(term, within(*stemming, quality));
                }
            });
        }
    }

    /// Brings terms in order, each once, with the best of its qualities.
    fn settle(&mut self) {
        sort(&mut self.some);
        self.some.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 = best(first.1, later.1);
            }
            same
        });
        for (term, qualities) in &mut self.some {
            if self.beginning.contains(term) {
                *qualities = best(*qualities, anywhere(Quality::Prefix));
            }
        }
    }
}

fn best(a: Qualities, b: Qualities) -> Qualities {
    std::array::from_fn(|language| a[language].max(b[language]))
}

/// In texts of any language.
pub(super) fn anywhere(quality: Quality) -> Qualities {
    [quality as u8; 3]
}

/// In texts of one language.
fn within(stemming: Stemming, quality: Quality) -> Qualities {
    let mut qualities = [0; 3];
    qualities[stemming as usize + 1] = quality as u8;
    qualities
}

/// Whether a word may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Yes,
    No,
}

/// A word as it was typed, and its folded form.
#[derive(Clone, Copy)]
struct Asked<'a> {
    folded: &'a str,
    surface: &'a str,
}

struct Planner<'a> {
    base: &'a Base,
    words: &'a Words,
    remarks: Vec<Remark>,
}

impl Planner<'_> {
    fn wanted(&mut self, word: &Word) -> PlannedWord {
        let open = if word.is_prefix { Open::Yes } else { Open::No };
        let joined = word.joined.as_ref().map(|piece| self.piece(piece, open));
        let joined = joined.filter(|matches| !matches.iter().all(Terms::is_empty));
        let last = word.pieces.len().saturating_sub(1);
        let mut pieces = Vec::with_capacity(word.pieces.len());
        for (at, piece) in word.pieces.iter().enumerate() {
            let open = if at == last { open } else { Open::No };
            let mut matches = self.piece(piece, open);
            // A piece that is found nowhere in the archive may be spelled otherwise.
            if joined.is_none() && matches.iter().all(Terms::is_empty) {
                matches = self.forgiven(piece, open);
            }
            pieces.push(matches);
        }
        PlannedWord { pieces, joined }
    }

    fn dictionaries(&self) -> impl Iterator<Item = &Dictionary> {
        self.words.segments.iter().filter_map(Segment::dictionary)
    }

    /// Whether some document may hold a chunk of a phrase.
    fn is_known(&self, chunk: &Chunk) -> bool {
        let known =
            |piece: &Piece| self.dictionaries().any(|dictionary| dictionary.find(&piece.folded).is_some());
        chunk.pieces.iter().all(known) || chunk.joined.as_ref().is_some_and(|joined| known(&joined.piece))
    }

    /// For each segment the terms that answer a piece.
    fn piece(&self, piece: &Piece, open: Open) -> Matches {
        let stems = self.stems(&piece.surface);
        let word = Asked { folded: &piece.folded, surface: &piece.surface };
        let of_segment = |segment: &Segment| match segment.dictionary() {
            Some(dictionary) => Terms::of(dictionary, word, &stems, open),
            None => Terms::default(),
        };
        let mut matches: Matches = self.words.segments.iter().map(of_segment).collect();
        let is_stop_word = |(segment, terms): (&Segment, &Terms)| {
            segment.dictionary().is_none_or(|dictionary| terms.begins_with_stop_words(dictionary))
        };
        let only_stop_words = self.words.segments.iter().zip(&matches).all(is_stop_word);
        matches.iter_mut().for_each(|terms| terms.only_stop_words = only_stop_words);
        matches
    }

    /// A surface's stems in the languages of the archive.
    fn stems(&self, surface: &str) -> Vec<(Stemming, String)> {
        let languages = Stemming::ALL.into_iter().filter(|stemming| match stemming {
            Stemming::French => self.base.stop_words.french,
            Stemming::English => self.base.stop_words.english,
        });
        languages
            .flat_map(|stemming| stems(surface, stemming).into_iter().map(move |stem| (stemming, stem)))
            .collect()
    }

    /// For each segment the terms of the words that a word may have been meant for.
    fn forgiven(&mut self, piece: &Piece, open: Open) -> Matches {
        let near = self.nearest(&piece.folded, open);
        if !near.is_empty() {
            let taken = near.iter().map(|near| near.surface.clone()).collect();
            let remark = Remark::Forgiven(piece.surface.clone(), taken);
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
        let stems: Vec<(Stemming, String)> = near.iter().flat_map(|near| self.stems(&near.surface)).collect();
        let of_segment = |segment: &Segment| {
            let mut terms = Terms::default();
            let Some(dictionary) = segment.dictionary() else { return terms };
            for word in near.iter().filter_map(|near| dictionary.find(&near.folded)) {
                dictionary.terms(word).for_each(|term| terms.add(term, anywhere(Quality::Typo)));
            }
            terms.add_stemmed(dictionary, &stems, Quality::Typo);
            terms.settle();
            terms
        };
        self.words.segments.iter().map(of_segment).collect()
    }

    /// The words nearest to one that is found nowhere, the most frequent first.
    fn nearest(&self, folded: &str, open: Open) -> Vec<Near> {
        let mut allowed = typo::allowed(folded);
        let mut near: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
        if allowed == 0 {
            return Vec::new();
        }
        for dictionary in self.dictionaries() {
            let (distance, found) = typo::nearest(dictionary, folded, allowed, open == Open::Yes);
            if distance < allowed {
                near.clear();
                allowed = distance;
            }
            for word in found {
                let terms = dictionary.terms(word);
                let surface = dictionary.surface(terms.start, word);
                let frequency: u32 = terms.map(|term| dictionary.head(term).frequency()).sum();
                let known = near.entry(dictionary.folded(word)).or_insert((0, surface));
                *known = (known.0.saturating_add(frequency), known.1.min(surface));
            }
        }
        let mut near: Vec<(Reverse<u32>, &str, &str)> = near
            .into_iter()
            .map(|(folded, (frequency, surface))| (Reverse(frequency), folded, surface))
            .collect();
        sort(&mut near);
        near.truncate(MAX_FORGIVEN);
        near.into_iter()
            .map(|(_, folded, surface)| Near { folded: folded.to_owned(), surface: surface.to_owned() })
            .collect()
    }
}

/// A word near to one that was typed.
struct Near {
    folded: String,
    surface: String,
}
