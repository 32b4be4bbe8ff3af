//! Words: a sorted dictionary, each word's posts as differences with how often it stands there, BM25.

use super::{put, take};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many posts an answer names.
const BEST: usize = 20;
/// BM25's two constants, as everybody sets them.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// The bytes of posts as words, in their order.
pub fn write_postings<'a>(posts: impl Iterator<Item = &'a [String]>) -> Vec<u8> {
    let mut terms: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    let mut lengths = Vec::new();
    for (post, words) in posts.enumerate() {
        lengths.push(words.len() as u32);
        for word in words {
            let list = terms.entry(word).or_default();
            match list.last_mut() {
                Some((last, times)) if *last == post as u32 => *times += 1,
                _ => list.push((post as u32, 1)),
            }
        }
    }
    let mut bytes = Vec::new();
    put(&mut bytes, lengths.len() as u32);
    for length in lengths {
        put(&mut bytes, length);
    }
    put(&mut bytes, terms.len() as u32);
    for (term, list) in terms {
        put(&mut bytes, term.len() as u32);
        bytes.extend_from_slice(term.as_bytes());
        let mut postings = Vec::new();
        let mut last = 0;
        for (post, times) in &list {
            put(&mut postings, post - last);
            put(&mut postings, *times);
            last = *post;
        }
        put(&mut bytes, list.len() as u32);
        put(&mut bytes, postings.len() as u32);
        bytes.extend_from_slice(&postings);
    }
    bytes
}

#[derive(Debug)]
struct Term {
    text: std::ops::Range<usize>,
    posts: u32,
    list: std::ops::Range<usize>,
}

/// Words of all posts.
#[derive(Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    terms: Vec<Term>,
    /// What BM25 takes a post's length for.
    norms: Vec<f32>,
    scores: Vec<f32>,
    /// How many of the words a post was found by.
    found: Vec<u8>,
}

impl Postings {
    /// Takes the bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut at = 0;
        let posts = take(bytes, &mut at) as usize;
        let lengths: Vec<u32> = (0..posts).map(|_| take(bytes, &mut at)).collect();
        let average = lengths.iter().sum::<u32>() as f32 / posts.max(1) as f32;
        let norms = lengths.iter().map(|length| K1 * (1.0 - B + B * *length as f32 / average)).collect();
        let many = take(bytes, &mut at);
        let mut terms = Vec::with_capacity(many as usize);
        for _ in 0..many {
            let length = take(bytes, &mut at) as usize;
            let text = at..at + length;
            at += length;
            let posts = take(bytes, &mut at);
            let length = take(bytes, &mut at) as usize;
            terms.push(Term { text, posts, list: at..at + length });
            at += length;
        }
        Self { bytes: bytes.to_vec(), terms, norms, scores: vec![0.0; posts], found: vec![0; posts] }
    }

    /// The best posts with all words, behind their number.
    pub fn search(&mut self, words: &str, prefix: bool) -> Vec<u32> {
        self.scores.fill(0.0);
        self.found.fill(0);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        for (nth, word) in words.iter().enumerate() {
            let text = |term: &Term| self.bytes.get(term.text.clone()).unwrap_or_default();
            let begin = self.terms.partition_point(|term| text(term) < word.as_bytes());
            let is_prefix = prefix && nth + 1 == words.len();
            let end = begin
                + self.terms[begin..].partition_point(|term| {
                    if is_prefix {
                        text(term).starts_with(word.as_bytes())
                    } else {
                        text(term) == word.as_bytes()
                    }
                });
            for term in begin..end {
                self.add(term, nth as u8);
            }
        }
        let all = words.len() as u8;
        let mut best: Vec<(f32, u32)> = Vec::with_capacity(BEST + 1);
        let mut total = 0;
        for (post, _) in self.found.iter().enumerate().filter(|(_, found)| **found == all && all > 0) {
            total += 1;
            let score = self.scores[post];
            if best.len() < BEST || best.last().is_some_and(|(least, _)| score > *least) {
                let at = best.partition_point(|(other, _)| {
                    other.partial_cmp(&score).is_some_and(|order| order != Ordering::Less)
                });
                best.insert(at, (score, post as u32));
                best.truncate(BEST);
            }
        }
        let mut answer = vec![total];
        answer.extend(best.into_iter().map(|(_, post)| post));
        answer
    }

    fn add(&mut self, term: usize, nth: u8) {
        let Term { posts, list, .. } = &self.terms[term];
        let rarity = (1.0 + (self.norms.len() as f32 - *posts as f32 + 0.5) / (*posts as f32 + 0.5)).ln();
        let bytes = &self.bytes[list.clone()];
        let (mut at, mut post) = (0, 0);
        while at < bytes.len() {
            post += take(bytes, &mut at);
            let times = take(bytes, &mut at) as f32;
            let here = post as usize;
            // Found by all words before this one, or by this one already.
            if self.found[here] == nth || self.found[here] == nth + 1 {
                self.found[here] = nth + 1;
                self.scores[here] += rarity * times * (K1 + 1.0) / (times + self.norms[here]);
            }
        }
    }
}
