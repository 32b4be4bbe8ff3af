//! Making summaries: each word whose lists are long is asked for, as a reader would, and what that finds is written down.

use super::Segment;
use super::dictionary::{Dictionary, Typed};
use crate::engine::plan::Terms;
use crate::engine::search::gather;
use crate::engine::summary::{BEST_PAGES, BEST_POSTS};
use kernels::bits::BitWriter;
use kernels::hits::Hits;
use kernels::postings::{self, Head};
use kernels::ranking::Ranking;
use kernels::scores::{Norms, Scoring};
use kernels::summaries;
use std::collections::HashMap;

/// What the documents of a segment are, beyond their words.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Documents<'a> {
    /// How each is stemmed, as [`crate::index::base::Base::languages`] tells it.
    pub(in crate::index) languages: &'a [u8],
    /// How many of them are pages; these are the oldest.
    pub(in crate::index) pages: u32,
    /// What their scores are dampened by.
    pub(in crate::index) norms: &'a Norms,
}

/// A summary: all documents of some forms in one list, and the best by each way to ask for them.
pub(super) struct Summed {
    head: Head,
    bits: BitWriter,
    /// By what is typed: see [`Dictionary::typed`].
    best: Vec<(u32, Head, BitWriter)>,
}

impl Summed {
    /// The lists one behind the other, and the head of each with what is typed to find these best documents.
    pub(super) fn lists(self) -> (BitWriter, Vec<(Head, Option<u32>)>) {
        let Self { head, mut bits, best } = self;
        let mut heads = vec![(head, None)];
        for (typed, head, own) in best {
            bits.append(&own);
            heads.push((head, Some(typed)));
        }
        (bits, heads)
    }
}

/// From when on a word has a summary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Long {
    /// Its lists' blocks take more bytes.
    pub(super) bytes: usize,
    /// Or they name more documents, about, one that is in several counted each time.
    pub(super) postings: u32,
}

/// The summaries of a segment that has all its postings, of words whose lists are long; in the order of their first terms.
pub(super) fn summaries(segment: &Segment, long: Long, documents: Documents<'_>) -> Vec<Summed> {
    let Some(dictionary) = segment.dictionary() else { return Vec::new() };
    let mut asking =
        Asking { segment, dictionary, documents, hits: Hits::default(), ranking: Ranking::default() };
    let mut numbers: HashMap<(u8, Vec<u8>), usize> = HashMap::new();
    let mut summaries: Vec<Summed> = Vec::new();
    for word in 0..dictionary.words() {
        let folded = dictionary.folded(word);
        let written = dictionary.terms(word).map(|term| (Typed::As(term), dictionary.surface(term, word)));
        // Accents are left out as often as not.
        let bare = dictionary.terms(word).all(|term| dictionary.surface(term, word) != folded);
        for (typed, surface) in written.chain(bare.then_some((Typed::Folded(word), folded))) {
            let terms = Terms::typed(dictionary, folded, surface);
            let Some(terms) = terms.filter(|terms| is_long(dictionary, terms, long)) else { continue };
            asking.ask(&terms);
            let Some((head, bits)) = asking.all() else { continue };
            let (head_of_best, best) = asking.best();
            // Most forms of a word find the same.
            let nth = *numbers.entry((head.0, bits.clone().finish())).or_insert(summaries.len());
            if nth == summaries.len() {
                summaries.push(Summed { head, bits, best: Vec::new() });
            }
            summaries[nth].best.push((dictionary.typed(typed), head_of_best, best));
        }
    }
    summaries
}

fn is_long(dictionary: &Dictionary, terms: &Terms, long: Long) -> bool {
    let (mut blocks, mut postings) = (Vec::new(), 0_u32);
    terms.each(dictionary, |term, _| {
        postings = postings.saturating_add(dictionary.head(term).frequency());
        blocks.extend(dictionary.block_of(term).map(|(nth, _)| nth));
    });
    blocks.sort_unstable();
    blocks.dedup();
    let bytes: usize = blocks.iter().map(|nth| dictionary.postings[*nth].length as usize).sum();
    bytes > long.bytes || postings > long.postings
}

struct Asking<'a> {
    segment: &'a Segment,
    dictionary: &'a Dictionary,
    documents: Documents<'a>,
    hits: Hits,
    ranking: Ranking,
}

impl Asking<'_> {
    /// Finds what terms find.
    fn ask(&mut self, terms: &Terms) {
        self.hits.clear(self.dictionary.documents);
        terms.each(self.dictionary, |term, qualities| {
            if let Some(list) = self.segment.list(term) {
                gather(list, qualities, None, self.documents.languages, &mut self.hits);
            }
        });
        // Of one word, how rare it is does not change the order.
        self.hits.are_worths(1 << 8);
    }

    /// All documents; None where nothing is found.
    fn all(&self) -> Option<(Head, BitWriter)> {
        let all: Vec<(u32, u8)> = self.hits.oldest_first().map(|document| (document, 0)).collect();
        if all.is_empty() {
            return None;
        }
        let mut bits = BitWriter::default();
        let head = postings::head(&all, false);
        postings::put(&mut bits, head, &all, self.dictionary.lists());
        Some((head, bits))
    }

    /// The best posts and the best pages.
    fn best(&mut self) -> (Head, BitWriter) {
        let (documents, pages) = (self.dictionary.documents, self.documents.pages);
        let scoring = Scoring { norms: self.documents.norms, lengths: &self.dictionary.lengths };
        let mut best = Vec::new();
        for (range, most) in [(0..pages, BEST_PAGES), (pages..documents, BEST_POSTS)] {
            self.ranking.begin(most);
            self.ranking.offer_all(range, &self.hits, &scoring);
            best.extend(self.ranking.finish().map(|document| (document, self.hits.value(document))));
        }
        best.sort_unstable();
        let mut bits = BitWriter::default();
        let head = summaries::put(&mut bits, &best, documents);
        (head, bits)
    }
}
