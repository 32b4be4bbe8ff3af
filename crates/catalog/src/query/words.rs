//! The words of `q`, analysed: what must be found and what must not.

use super::parser::{Token, tokens};
use crate::analysis::{Chunk, Piece, Role, StopWords, is_stop_word, segment};

/// So many words or phrases are looked for, and so many words of a phrase: more than anybody asks for, and few enough
/// that a question of a whole address line costs no more than one that a reader typed.
const MOST: usize = 48;

/// What `q` asks for once its operators are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// All of these must be found.
    pub wanted: Vec<Term>,
    /// None of these may be found.
    pub excluded: Vec<Term>,
}

/// One thing to be found, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word or compound, found in its other forms too.
    Word(Word),
    /// Words in quotes: as they are written, in this order, next to each other.
    Phrase(Vec<Chunk>),
}

/// A word or compound as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its pieces that must all be found (stop words left out where others are there).
    pub pieces: Vec<Piece>,
    /// The compound as one word, which suffices.
    pub joined: Option<Piece>,
    /// It may be unfinished: the last piece is also the beginning of a word.
    pub is_prefix: bool,
}

impl Question {
    /// Reads what is left of `q` after its operators. Never fails.
    #[must_use]
    pub fn read(q: &str, stop_words: StopWords) -> Self {
        let mut question = Self::default();
        let mut words = Vec::new();
        for token in tokens(q) {
            match token {
                Token::Phrase { text, excluded } => {
                    let mut chunks = segment(text);
                    chunks.truncate(MOST);
                    if chunks.is_empty() {
                        continue;
                    }
                    let list = if excluded { &mut question.excluded } else { &mut question.wanted };
                    list.push(Term::Phrase(chunks));
                    if !excluded {
                        // What stands before a phrase is finished.
                        words.push(None);
                    }
                }
                Token::Text { text, excluded: true, .. } => {
                    question.excluded.extend(excluded_term(segment(text)))
                }
                Token::Text { text, .. } => words.extend(segment(text).into_iter().map(Some)),
            }
        }
        let mut phrases = std::mem::take(&mut question.wanted);
        phrases.truncate(MOST);
        words.truncate(MOST);
        question.excluded.truncate(MOST);
        question.wanted = wanted_words(words, phrases.is_empty(), stop_words);
        question.wanted.extend(phrases);
        question
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.excluded.is_empty()
    }
}

/// The words in order (None for a phrase among them), stop words left out unless they are all there is.
fn wanted_words(words: Vec<Option<Chunk>>, alone: bool, stop_words: StopWords) -> Vec<Term> {
    let last = words.len().saturating_sub(1);
    let chunks: Vec<(usize, Chunk)> =
        words.into_iter().enumerate().filter_map(|(at, chunk)| chunk.map(|chunk| (at, chunk))).collect();
    let is_stop = |chunk: &Chunk| chunk.pieces.iter().all(|piece| is_stop_piece(piece, stop_words));
    let all_stop = alone && chunks.iter().all(|(_, chunk)| is_stop(chunk));
    chunks
        .into_iter()
        .filter(|(_, chunk)| all_stop || !is_stop(chunk))
        .map(|(at, chunk)| Term::Word(Word::of(chunk, at == last, stop_words)))
        .collect()
}

fn is_stop_piece(piece: &Piece, stop_words: StopWords) -> bool {
    piece.role == Role::Elided || is_stop_word(&piece.folded, stop_words)
}

impl Word {
    fn of(chunk: Chunk, is_prefix: bool, stop_words: StopWords) -> Self {
        let mut pieces = chunk.pieces;
        // The unfinished word is the one typed last; a stop word there is taken as finished.
        let ends_open =
            pieces.last().is_some_and(|piece| !is_stop_piece(piece, stop_words)) || pieces.len() == 1;
        if !pieces.iter().all(|piece| is_stop_piece(piece, stop_words)) {
            pieces.retain(|piece| !is_stop_piece(piece, stop_words));
        }
        Self { pieces, joined: chunk.joined.map(|joined| joined.piece), is_prefix: is_prefix && ends_open }
    }
}

/// An excluded compound excludes the compound, not everything that has its pieces somewhere.
fn excluded_term(mut chunks: Vec<Chunk>) -> Option<Term> {
    let words =
        chunks.iter().flat_map(|chunk| &chunk.pieces).filter(|piece| piece.role == Role::Word).count();
    if words == 1 && chunks.len() == 1 {
        let chunk = chunks.pop()?;
        let pieces = chunk.pieces.into_iter().filter(|piece| piece.role == Role::Word).collect();
        return Some(Term::Word(Word { pieces, joined: None, is_prefix: false }));
    }
    (!chunks.is_empty()).then_some(Term::Phrase(chunks))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by their pieces, `*` behind an unfinished one, phrases in quotes, `-` before what is excluded.
    fn drawn(q: &str) -> String {
        let french = StopWords { french: true, english: false };
        let draw = |term: &Term| match term {
            Term::Word(word) => {
                let pieces: Vec<&str> = word.pieces.iter().map(|piece| piece.folded.as_str()).collect();
                let joined = word.joined.as_ref().map_or(String::new(), |piece| format!("={}", piece.folded));
                format!("{}{joined}{}", pieces.join("+"), if word.is_prefix { "*" } else { "" })
            }
            Term::Phrase(chunks) => {
                let pieces: Vec<&str> = chunks
                    .iter()
                    .flat_map(|chunk| &chunk.pieces)
                    .map(|piece| piece.folded.as_str())
                    .collect();
                format!("\"{}\"", pieces.join(" "))
            }
        };
        let question = Question::read(q, french);
        let mut out: Vec<String> = question.wanted.iter().map(draw).collect();
        out.extend(question.excluded.iter().map(|term| format!("-{}", draw(term))));
        out.join(" ")
    }

    #[test]
    fn an_endless_question_asks_for_what_it_began_with() {
        let q =
            format!("{}{}{}", "mot ".repeat(3_000), "\"deux mots\" ".repeat(3_000), "-rien ".repeat(3_000));
        let question = Question::read(&q, StopWords::default());
        assert_eq!((question.wanted.len(), question.excluded.len()), (2 * MOST, MOST));
    }

    #[test]
    fn words_are_read_as_they_are_meant() {
        for (q, expected) in [
            ("la mixité de l’habitat", "mixite habitat*"),
            ("logement soc", "logement soc*"),
            ("la", "la*"),
            ("de la", "de la*"),
            ("logement le", "logement"),
            ("l’habit", "habit*"),
            ("centre-ville", "centre+ville=centreville*"),
            ("arc-en-ciel rouge", "arc+ciel=arcenciel rouge*"),
            ("\"le logement social\"", "\"le logement social\""),
            ("“logement social” neuf", "neuf* \"logement social\""),
            ("« l’habitat »", "\"l habitat\""),
            ("neuf \"logement social\"", "neuf \"logement social\""),
            ("\"logement soc", "logement soc*"),
            ("\"\" - -- logement", "logement*"),
            ("logement -social", "logement* -social"),
            ("logement -\"très social\"", "logement* -\"tres social\""),
            ("-centre-ville", "-\"centre ville\""),
            ("-l’habitat", "-habitat"),
            ("H.L.M.", "hlm*"),
            ("et/ou la \"la\"", "\"la\""),
            ("???", ""),
            ("", ""),
        ] {
            assert_eq!(drawn(q), expected, "{q}");
        }
    }
}
