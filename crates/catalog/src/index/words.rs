//! The words part: every word of the archive, and where it stands.
//!
//! A term is a surface (lower case, accents kept); terms are in the order of their folded forms, so that all
//! spellings of a word, and all words with one beginning, lie together. Documents are numbered posts first, newest
//! first, then pages. A term's postings are variable-length integers:
//!
//! ```text
//! documents, then for each: number minus the last one's, fields (a bit each), then for each field:
//! occurrences, then for each: position minus the last one's × 8 + places taken − 1
//! ```

use super::format::FormatError;
use super::numbers::Reader;
use crate::analysis::Stemming;
use domain::fold;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where in a post a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Title,
    Tags,
    Source,
    Mentions,
    Authors,
    Body,
}

impl Field {
    pub(crate) const ALL: [Field; 6] =
        [Field::Title, Field::Tags, Field::Source, Field::Mentions, Field::Authors, Field::Body];
}

/// The words part as it is written, postings apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WrittenWords {
    /// Checksum of the facets part it belongs to.
    pub(crate) base: u64,
    /// Documents: posts and pages.
    pub(crate) documents: u32,
    /// In the order of folded form, then surface.
    pub(crate) terms: Vec<WrittenTerm>,
    /// For each of [`Stemming::ALL`], in order: each stem's terms among texts of that language.
    pub(crate) stems: [Vec<(String, Vec<u32>)>; 2],
    /// For each document, the length of its body against the mean, in 1/256, as ranking dampens it.
    pub(crate) norms: Vec<u16>,
}

/// A term as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WrittenTerm {
    pub(crate) surface: String,
    /// Length of its postings in bytes.
    pub(crate) bytes: u32,
}

/// The words part, ready to search.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    terms: Vec<Term>,
    stems: [Vec<(String, Vec<u32>)>; 2],
    norms: Vec<u16>,
    postings: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Term {
    folded: String,
    surface: String,
    postings: Range<usize>,
}

/// A term's occurrences in one field of one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occurrences<'a> {
    pub(crate) document: u32,
    pub(crate) field: Field,
    pub(crate) count: u32,
    bytes: &'a [u8],
}

impl Occurrences<'_> {
    /// Each occurrence's first position and the one behind it.
    pub(crate) fn positions(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut reader = Reader(self.bytes);
        let mut position = 0_u32;
        (0..self.count).map_while(move |_| {
            let code = reader.number()?;
            position = position.saturating_add(code >> 3);
            Some((position, position.saturating_add((code & 7) + 1)))
        })
    }
}

impl Words {
    /// Reads what was written for a catalog of so many documents.
    pub(crate) fn read(
        written: WrittenWords,
        postings: &[u8],
        base: u64,
        documents: usize,
    ) -> Result<Self, FormatError> {
        if written.base != base || written.documents as usize != documents {
            return Err(FormatError::OtherCatalog);
        }
        let mut terms = Vec::with_capacity(written.terms.len());
        let mut start = 0_usize;
        for term in written.terms {
            let end = start.checked_add(term.bytes as usize).filter(|end| *end <= postings.len());
            let end = end.ok_or(FormatError::Damaged)?;
            terms.push(Term { folded: fold(&term.surface), surface: term.surface, postings: start..end });
            start = end;
        }
        let words = Self { terms, stems: written.stems, norms: written.norms, postings: postings.to_vec() };
        words.check(start, documents).ok_or(FormatError::Damaged)?;
        Ok(words)
    }

    /// Everything leads somewhere: what is searched later needs no more doubt.
    fn check(&self, used: usize, documents: usize) -> Option<()> {
        let known = |term: &u32| (*term as usize) < self.terms.len();
        let sound = used == self.postings.len()
            && self.norms.len() == documents
            && self.terms.is_sorted_by(|a, b| (&a.folded, &a.surface) < (&b.folded, &b.surface))
            && self.stems.iter().all(|stems| stems.is_sorted_by(|a, b| a.0 < b.0))
            && self.stems.iter().flatten().all(|(_, terms)| terms.iter().all(known));
        if !sound {
            return None;
        }
        for term in &self.terms {
            let mut in_range = true;
            self.walk(term, |found| in_range &= (found.document as usize) < documents)?;
            in_range.then_some(())?;
        }
        Some(())
    }

    /// How many documents there are.
    pub(crate) fn documents(&self) -> u32 {
        u32::try_from(self.norms.len()).unwrap_or(u32::MAX)
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.terms.len()).unwrap_or(u32::MAX)
    }

    /// A document's body length against the mean, in 1/256.
    pub(crate) fn norm(&self, document: u32) -> u32 {
        self.norms.get(document as usize).copied().map_or(256, u32::from)
    }

    /// A term's folded form; empty for a number that is none.
    pub(crate) fn folded(&self, term: u32) -> &str {
        self.terms.get(term as usize).map_or("", |term| &term.folded)
    }

    /// A term's surface; empty for a number that is none.
    pub(crate) fn surface(&self, term: u32) -> &str {
        self.terms.get(term as usize).map_or("", |term| &term.surface)
    }

    /// The terms of a folded form.
    pub(crate) fn spelled(&self, folded: &str) -> Range<u32> {
        self.between(|term| term < folded, |term| term == folded)
    }

    /// The terms whose folded form begins so.
    pub(crate) fn beginning(&self, folded: &str) -> Range<u32> {
        self.between(|term| term < folded, |term| term.starts_with(folded))
    }

    fn between(&self, before: impl Fn(&str) -> bool, inside: impl Fn(&str) -> bool) -> Range<u32> {
        let start = self.terms.partition_point(|term| before(&term.folded));
        let length = self.terms[start..].partition_point(|term| inside(&term.folded));
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        number(start)..number(start + length)
    }

    /// The terms that have a stem among texts of a language.
    pub(crate) fn stemmed(&self, stemming: Stemming, stem: &str) -> &[u32] {
        let stems = &self.stems[stemming as usize];
        stems.binary_search_by(|(known, _)| known.as_str().cmp(stem)).map_or(&[], |at| &stems[at].1)
    }

    /// In how many documents a term stands.
    pub(crate) fn frequency(&self, term: u32) -> u32 {
        let range = self.terms.get(term as usize).map(|term| term.postings.clone()).unwrap_or_default();
        Reader(&self.postings[range]).number().unwrap_or(0)
    }

    /// Shows a term's occurrences, by document and field.
    pub(crate) fn occurrences<'a>(&'a self, term: u32, visit: impl FnMut(Occurrences<'a>)) {
        if let Some(term) = self.terms.get(term as usize) {
            let _sound_since_read = self.walk(term, visit);
        }
    }

    fn walk<'a>(&'a self, term: &Term, mut visit: impl FnMut(Occurrences<'a>)) -> Option<()> {
        let mut reader = Reader(self.postings.get(term.postings.clone())?);
        let mut document = 0_u32;
        for nth in 0..reader.number()? {
            let step = reader.number()?;
            if nth > 0 && step == 0 {
                return None;
            }
            document = document.checked_add(step)?;
            let fields = reader.number()?;
            for field in Field::ALL.into_iter().filter(|field| fields & (1 << *field as u32) != 0) {
                let count = reader.number()?;
                let bytes = reader.skip(count)?;
                visit(Occurrences { document, field, count, bytes });
            }
        }
        reader.0.is_empty().then_some(())
    }
}
