//! Cutting a text into words, French and English.
//!
//! Elisions are split off with either apostrophe (`l’habitat`, `qu'il`), compounds are split and kept joined
//! (`Coop’Hlm`, `centre-ville`, `#CongresHLM`), acronyms lose their dots (`H.L.M.`), digits keep together (`1 284`).

use super::normalise::{is_invisible, surface};
use domain::fold;
use domain::unicode::is_combining_mark;
use std::ops::Range;

/// What a piece is to its chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word of its own.
    Word,
    /// An elided article, pronoun or conjunction (`l’`), or an English enclitic (`’s`): has a place in a phrase,
    /// is never asked for by itself.
    Elided,
}

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its letters' place in the text, in bytes.
    pub range: Range<usize>,
    /// Lower case, accents kept.
    pub surface: String,
    /// As it is compared.
    pub folded: String,
    /// Word or elision.
    pub role: Role,
}

/// The pieces of a compound written as one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The one word.
    pub piece: Piece,
    /// The first piece it covers.
    pub first: usize,
    /// How many pieces it covers.
    pub span: usize,
}

/// What stands between two spaces: one word, or a compound with its elisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Its words in order; each takes one place in a phrase.
    pub pieces: Vec<Piece>,
    /// The compound as one word.
    pub joined: Option<Joined>,
    /// Numbers inside ordinals (`79` of `79e`), each with the index of its piece.
    pub numbers: Vec<(usize, Piece)>,
}

/// Most pieces that are also taken as one word: more is an address or a list, not a compound.
const MAX_JOINED: usize = 6;

/// What loses its vowel before another word.
const ELISIONS: &[&str] =
    &["l", "d", "j", "n", "s", "t", "m", "c", "qu", "lorsqu", "jusqu", "puisqu", "quelqu", "quoiqu"];

/// What English hangs on a word.
const ENCLITICS: &[&str] = &["s", "m", "re", "ve", "ll", "d"];

/// The words of a text.
#[must_use]
pub fn segment(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut at = 0;
    while let Some(runs) = next_runs(text, &mut at) {
        let chunk = chunk_of(text, &runs);
        if !chunk.pieces.is_empty() {
            chunks.push(chunk);
        }
    }
    chunks
}

/// The texts of a text's chunks, uncut: [`segment`] of each gives that chunk. For who meets the same ones many times.
#[cfg(feature = "build")]
pub(crate) fn chunk_texts(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let runs = next_runs(text, &mut at)?;
        Some(&text[runs.first()?.range.start..runs.last()?.range.end])
    })
}

/// What ties two runs of letters into one chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    Start,
    Apostrophe,
    Dot,
    /// Hyphens, `_`, `&`, `·` and separators of digits.
    Hyphen,
}

/// Letters and digits without anything between, and what ties them to the run before.
#[derive(Clone, Debug)]
struct Run {
    range: Range<usize>,
    tie: Tie,
}

/// The runs of the next chunk from `at` on, which moves behind it.
fn next_runs(text: &str, at: &mut usize) -> Option<Vec<Run>> {
    let start = text[*at..].char_indices().find(|(_, c)| is_letter(*c)).map(|(i, _)| *at + i)?;
    let mut runs = vec![Run { range: start..run_end(text, start), tie: Tie::Start }];
    loop {
        let before = runs.last().map_or(start..start, |run| run.range.clone());
        *at = before.end;
        let Some(connector) = text[before.end..].chars().next() else { break };
        let next_start = before.end + connector.len_utf8();
        if !text[next_start..].starts_with(is_letter) {
            break;
        }
        let next = next_start..run_end(text, next_start);
        let Some(tie) = tie(connector, &text[before], &text[next.clone()]) else { break };
        runs.push(Run { range: next, tie });
    }
    Some(runs)
}

fn tie(connector: char, before: &str, after: &str) -> Option<Tie> {
    let digits = |run: &str| run.bytes().all(|byte| byte.is_ascii_digit());
    let single = |run: &str| run.chars().filter(|c| c.is_alphanumeric()).count() == 1;
    match connector {
        c if is_apostrophe(c) => Some(Tie::Apostrophe),
        '-' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '_' | '&' | '·' => Some(Tie::Hyphen),
        '.' | ',' if digits(before) && digits(after) => Some(Tie::Hyphen),
        '.' if single(before) && single(after) => Some(Tie::Dot),
        '\u{a0}' | '\u{202f}' | '\u{2009}'
            if digits(before) && before.len() <= 3 && digits(after) && after.len() == 3 =>
        {
            Some(Tie::Hyphen)
        }
        _ => None,
    }
}

fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for (i, c) in text[start..].char_indices() {
        if is_letter(c) || is_combining_mark(c) {
            end = start + i + c.len_utf8();
        } else if !is_invisible(c) {
            break;
        }
    }
    end
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{2bc}' | '′' | '‛' | '`' | '´' | '\u{ff07}')
}

fn chunk_of(text: &str, runs: &[Run]) -> Chunk {
    let mut chunk = Chunk::default();
    let mut i = 0;
    while i < runs.len() {
        let run = &runs[i];
        let dotted = runs[i + 1..].iter().take_while(|next| next.tie == Tie::Dot).count();
        if dotted > 0 {
            let range = run.range.start..runs[i + dotted].range.end;
            let letters: String = runs[i..=i + dotted].iter().map(|run| &text[run.range.clone()]).collect();
            push_piece(&mut chunk.pieces, range, &letters, Role::Word);
            i += dotted + 1;
            continue;
        }
        let word = fold(&text[run.range.clone()]);
        let after = runs.get(i + 1).filter(|next| next.tie == Tie::Apostrophe);
        let fixed = after.is_some_and(|next| is_fixed(&word, &fold(&text[next.range.clone()])));
        if let (Some(next), true) = (after, fixed) {
            let letters = format!("{}{}", &text[run.range.clone()], &text[next.range.clone()]);
            push_piece(&mut chunk.pieces, run.range.start..next.range.end, &letters, Role::Word);
            i += 2;
            continue;
        }
        let elided = after.is_some() && ELISIONS.contains(&word.as_str());
        let enclitic =
            run.tie == Tie::Apostrophe && i + 1 == runs.len() && ENCLITICS.contains(&word.as_str());
        if elided || enclitic {
            push_piece(&mut chunk.pieces, run.range.clone(), &text[run.range.clone()], Role::Elided);
        } else {
            for part in camel_parts(text, run.range.clone()) {
                push_piece(&mut chunk.pieces, part.clone(), &text[part], Role::Word);
            }
        }
        i += 1;
    }
    read_ordinals(&mut chunk);
    chunk.joined = joined(&chunk.pieces);
    chunk
}

/// Words whose apostrophe splits nothing: `aujourd’hui`, `prud’homme`, `don’t`.
fn is_fixed(before: &str, after: &str) -> bool {
    (before == "aujourd" && after == "hui")
        || (before == "prud" && after.starts_with("hom"))
        || (after == "t" && before.len() > 1 && before.ends_with('n'))
}

fn push_piece(pieces: &mut Vec<Piece>, range: Range<usize>, letters: &str, role: Role) {
    let surface = surface(letters);
    let folded = fold(&surface);
    if !folded.is_empty() {
        pieces.push(Piece { range, surface, folded, role });
    }
}

/// Cuts a run where its writing changes: `CongresHLM`, `HLMSocial`; and each ideogram by itself.
fn camel_parts(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> =
        text[run.clone()].char_indices().map(|(i, c)| (run.start + i, c)).collect();
    let mut parts = Vec::new();
    let mut start = run.start;
    for i in 1..letters.len() {
        let (before, (at, c)) = (letters[i - 1].1, letters[i]);
        let after_is_lower = letters.get(i + 1).is_some_and(|(_, next)| next.is_lowercase());
        let capital =
            c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && after_is_lower));
        if capital || is_ideogram(before) || is_ideogram(c) {
            parts.push(start..at);
            start = at;
        }
    }
    parts.push(start..run.end);
    parts
}

/// Writing without spaces: each sign is taken as a word.
fn is_ideogram(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `79ème`, `79e` and `79ᵉ` are one word, and the number in it can be asked for.
fn read_ordinals(chunk: &mut Chunk) {
    for (index, piece) in chunk.pieces.iter_mut().enumerate() {
        let digits = piece.folded.bytes().take_while(u8::is_ascii_digit).count();
        let (number, ending) = piece.folded.split_at(digits);
        if number.is_empty()
            || !matches!(
                ending,
                "e" | "eme" | "ieme" | "er" | "ere" | "re" | "nd" | "nde" | "st" | "rd" | "th"
            )
        {
            continue;
        }
        let number = number.to_owned();
        if matches!(ending, "eme" | "ieme") {
            piece.folded = format!("{number}e");
            piece.surface.clone_from(&piece.folded);
        }
        let range = piece.range.start..piece.range.start + digits;
        chunk
            .numbers
            .push((index, Piece { range, surface: number.clone(), folded: number, role: Role::Word }));
    }
}

fn joined(pieces: &[Piece]) -> Option<Joined> {
    let first = pieces.iter().position(|piece| piece.role == Role::Word)?;
    let last = pieces.iter().rposition(|piece| piece.role == Role::Word)?;
    let span = last - first + 1;
    if !(2..=MAX_JOINED).contains(&span) {
        return None;
    }
    let letters: String = pieces[first..=last].iter().map(|piece| piece.surface.as_str()).collect();
    let mut covered = Vec::new();
    push_piece(&mut covered, pieces[first].range.start..pieces[last].range.end, &letters, Role::Word);
    covered.pop().map(|piece| Joined { piece, first, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces separated by spaces (`'` after an elision), the joined form after `=`, numbers after `#`.
    fn drawn(text: &str) -> String {
        let chunks = segment(text);
        let draw = |chunk: &Chunk| {
            let mut out: Vec<String> = chunk
                .pieces
                .iter()
                .map(|piece| format!("{}{}", piece.folded, if piece.role == Role::Elided { "'" } else { "" }))
                .collect();
            out.extend(chunk.joined.iter().map(|joined| format!("={}", joined.piece.folded)));
            out.extend(chunk.numbers.iter().map(|(_, number)| format!("#{}", number.folded)));
            out.join(" ")
        };
        chunks.iter().map(draw).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn words_are_cut_as_a_french_reader_would() {
        for (text, expected) in [
            ("l’habitat social", "l' habitat | social"),
            ("L'Union d’ici", "l' union | d' ici"),
            ("l\u{2bc}habitat", "l' habitat"),
            ("qu’il lorsqu'on jusqu’à puisqu'elle", "qu' il | lorsqu' on | jusqu' a | puisqu' elle"),
            ("quelqu’un", "quelqu' un"),
            ("aujourd’hui aujourd'hui", "aujourdhui | aujourdhui"),
            ("Prud’hommes", "prudhommes"),
            ("d’aujourd’hui", "d' aujourdhui"),
            ("Coop’Hlm", "coop hlm =coophlm"),
            ("centre-ville", "centre ville =centreville"),
            ("l’avant-garde", "l' avant garde =avantgarde"),
            ("porte-d’entrée", "porte d' entree =portedentree"),
            ("79e édition", "79e #79 | edition"),
            ("79ème 79ᵉ 1er", "79e #79 | 79e #79 | 1er #1"),
            ("#CongresHLM @UnionHlm #LOGEMENT", "congres hlm =congreshlm | union hlm =unionhlm | logement"),
            ("#HLMSocial", "hlm social =hlmsocial"),
            ("les H.L.M. et d’H.L.M", "les | hlm | et | d' hlm"),
            ("1\u{a0}284 logements", "1 284 =1284 | logements"),
            ("12 345", "12 | 345"),
            ("3,5 %", "3 5 =35"),
            ("fin.Début", "fin | debut"),
            ("Arkéa Banque E&I", "arkea | banque | e i =ei"),
            ("don't it's the bailleur’s", "dont | it s' | the | bailleur s'"),
            ("habitant·e·s", "habitant e s =habitantes"),
            ("loge\u{ad}ment e\u{301}tat", "logement | etat"),
            ("et/ou", "et | ou"),
            ("« Œuvre »", "oeuvre"),
            ("日本語", "日 本 語 =日本語"),
            ("Привет мир", "привет | мир"),
            ("’ - ' … @ #", ""),
            ("l’", "l"),
            ("", ""),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_fall_on_the_words_own_letters() {
        for (text, expected) in [
            ("l’avocat", vec!["l", "avocat"]),
            ("(d'H.L.M.)", vec!["d", "H.L.M"]),
            ("e\u{301}te\u{301}, oui", vec!["e\u{301}te\u{301}", "oui"]),
            ("#CongresHLM.", vec!["Congres", "HLM"]),
        ] {
            let found: Vec<&str> = segment(text)
                .iter()
                .flat_map(|chunk| chunk.pieces.clone())
                .map(|piece| &text[piece.range])
                .collect();
            assert_eq!(found, expected);
        }
    }
}
