//! A catalog that looks at every post, written from the interface's rules alone.

use catalog::analysis::{Chunk, Piece, Role, Stemming, StopWords, is_stop_word, segment, stems};
use catalog::query::{Question, Term, Word};
use catalog::{Answer, Count, Entry, Facet, FacetCounts, Filter, MonthCount, Sort, TagMatch};
use domain::{Card, Kind, Label, fold};
use std::collections::{BTreeMap, BTreeSet};

/// The posts that match, in order, and every facet's counts; words are left to `holds`.
pub fn answer(
    entries: &[Entry],
    filter: &Filter,
    holds: &dyn Fn(&Entry) -> bool,
) -> (Vec<String>, FacetCounts) {
    let posts: Vec<&Entry> = entries.iter().filter(|entry| entry.kind == Kind::Post).collect();
    let all: BTreeSet<(Facet, String)> = entries.iter().flat_map(|entry| values(&entry.card)).collect();
    let known = |facet: Facet, slug: &str| all.contains(&(facet, fold(slug)));
    let matches = |entry: &Entry, left_out: Option<Facet>, dates: bool| {
        Facet::ALL.into_iter().all(|facet| {
            let kept = facet == Facet::Tag && filter.tag_match == TagMatch::All;
            (left_out == Some(facet) && !kept) || passes(&entry.card, facet, filter, &known)
        }) && (!dates || in_dates(&entry.card, filter))
            && holds(entry)
    };
    let mut list: Vec<&Entry> = posts.iter().copied().filter(|entry| matches(entry, None, true)).collect();
    list.sort_by_key(|entry| (entry.card.date.map(|date| date.unix), entry.card.id.clone()));
    // Sorted by date, None is first.
    let undated = list.iter().take_while(|entry| entry.card.date.is_none()).count();
    let (undated, dated) = list.split_at(undated);
    let ids = |part: &[&Entry]| part.iter().map(|entry| entry.card.id.0.clone()).collect::<Vec<_>>();
    let (mut dated, mut undated) = (ids(dated), ids(undated));
    if filter.effective_sort() != Sort::Oldest {
        dated.reverse();
        undated.reverse();
    }
    dated.append(&mut undated);

    let count = |facet: Facet| {
        let mut counts: BTreeMap<Label, u32> = BTreeMap::new();
        for entry in posts.iter().filter(|entry| matches(entry, Some(facet), true)) {
            for label in labels(&entry.card, facet) {
                *counts.entry(label.clone()).or_default() += 1;
            }
        }
        let mut counts: Vec<Count> =
            counts.into_iter().map(|(label, count)| Count::new(label, count)).collect();
        counts
            .sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (&a.name, &a.slug).cmp(&(&b.name, &b.slug))));
        counts
    };
    let mut months = BTreeMap::new();
    for entry in posts.iter().filter(|entry| matches(entry, None, false)) {
        if let Some(date) = entry.card.date {
            *months.entry(date.month()).or_insert(0) += 1;
        }
    }
    let counted = |test: &dyn Fn(&Entry) -> bool| posts.iter().filter(|entry| test(entry)).count() as u32;
    let facets = FacetCounts {
        sources: count(Facet::Source),
        tags: count(Facet::Tag),
        mentions: count(Facet::Mention),
        authors: count(Facet::Author),
        months: months.into_iter().map(|(month, count)| MonthCount { month, count }).collect(),
        without_source: counted(&|entry| {
            entry.card.source.is_none() && matches(entry, Some(Facet::Source), true)
        }),
        undated: counted(&|entry| entry.card.date.is_none() && matches(entry, None, false)),
    };
    (dated, facets)
}

fn labels(card: &Card, facet: Facet) -> &[Label] {
    match facet {
        Facet::Source => card.source.as_slice(),
        Facet::Tag => &card.tags,
        Facet::Mention => &card.mentions,
        Facet::Author => &card.authors,
    }
}

fn has(card: &Card, facet: Facet, slug: &str) -> bool {
    labels(card, facet).iter().any(|label| fold(&label.slug) == fold(slug))
}

fn values(card: &Card) -> impl Iterator<Item = (Facet, String)> {
    let of = |facet: Facet| labels(card, facet).iter().map(move |label| (facet, fold(&label.slug)));
    Facet::ALL.into_iter().flat_map(of)
}

fn passes(card: &Card, facet: Facet, filter: &Filter, known: &dyn Fn(Facet, &str) -> bool) -> bool {
    let choice = filter.choice(facet);
    let holds = |slug: &String| match (facet, fold(slug).as_str()) {
        (Facet::Source, "none") => card.source.is_none(),
        _ => has(card, facet, slug),
    };
    let included = if choice.include.is_empty() {
        true
    } else if facet == Facet::Tag && filter.tag_match == TagMatch::All {
        let known: Vec<&String> = choice.include.iter().filter(|slug| known(facet, slug)).collect();
        !known.is_empty() && known.into_iter().all(holds)
    } else {
        choice.include.iter().any(holds)
    };
    included && !choice.exclude.iter().any(holds)
}

fn in_dates(card: &Card, filter: &Filter) -> bool {
    if filter.from.is_none() && filter.to.is_none() {
        return true;
    }
    let Some(day) = card.date.map(|date| date.day()) else { return false };
    filter.from.is_none_or(|from| from.first() <= day) && filter.to.is_none_or(|to| day <= to.last())
}

/// The texts of an archive, cut into words once.
pub struct Texts(BTreeMap<String, Text>);

struct Text {
    fields: Vec<Vec<Chunk>>,
    stemming: Option<Stemming>,
    /// Folded form and stems of each word.
    words: Vec<(String, Vec<String>)>,
}

impl Texts {
    pub fn of(entries: &[Entry]) -> Self {
        Self(entries.iter().map(|entry| (entry.card.id.0.clone(), Text::of(entry))).collect())
    }

    /// Whether an entry holds all the words of a question and none of the excluded: no typo is forgiven here.
    pub fn hold(&self, entry: &Entry, question: &Question) -> bool {
        let text = &self.0[&entry.card.id.0];
        question.wanted.iter().all(|term| text.holds(term, self))
            && !question.excluded.iter().any(|term| text.holds(term, self))
    }

    /// Whether some wanted piece is found nowhere, so that a typo may be forgiven.
    pub fn may_forgive(&self, question: &Question) -> bool {
        question.wanted.iter().any(|term| match term {
            Term::Word(word) => word.pieces.iter().enumerate().any(|(at, piece)| {
                let is_prefix = word.is_prefix && at + 1 == word.pieces.len();
                !self.0.values().any(|text| text.holds_piece(piece, is_prefix, self))
            }),
            Term::Phrase(_) => false,
        })
    }
}

impl Text {
    fn of(entry: &Entry) -> Self {
        let fields: Vec<Vec<Chunk>> = fields(entry).into_iter().map(segment).collect();
        let stemming = Stemming::of(&entry.card.lang);
        let words = fields
            .iter()
            .flatten()
            .flat_map(|chunk| {
                let pieces = chunk.pieces.iter().chain(chunk.joined.as_ref().map(|joined| &joined.piece));
                pieces.chain(chunk.numbers.iter().map(|(_, number)| number))
            })
            .map(|piece| {
                (
                    piece.folded.clone(),
                    stemming.map(|stemming| stems(&piece.surface, stemming)).unwrap_or_default(),
                )
            })
            .collect();
        Self { fields, stemming, words }
    }

    fn holds(&self, term: &Term, all: &Texts) -> bool {
        match term {
            Term::Word(word) => self.holds_word(word, all),
            Term::Phrase(phrase) => self.fields.iter().any(|field| holds_phrase(field, phrase)),
        }
    }

    fn holds_word(&self, word: &Word, all: &Texts) -> bool {
        let last = word.pieces.len() - 1;
        word.joined.as_ref().is_some_and(|piece| self.holds_piece(piece, word.is_prefix, all))
            || word
                .pieces
                .iter()
                .enumerate()
                .all(|(at, piece)| self.holds_piece(piece, word.is_prefix && at == last, all))
    }

    /// A stop word answers itself alone, and a beginning where nothing else in the archive begins so.
    fn holds_piece(&self, piece: &Piece, is_prefix: bool, all: &Texts) -> bool {
        let begins = |folded: &str| is_prefix && folded.starts_with(&piece.folded);
        let only_stop_words = || {
            let words = all.0.values().flat_map(|text| &text.words);
            words.filter(|(folded, _)| begins(folded)).all(|(folded, _)| is_stop(folded))
        };
        let wanted = self.stemming.map(|stemming| stems(&piece.surface, stemming)).unwrap_or_default();
        self.words.iter().any(|(folded, stems)| {
            *folded == piece.folded
                || (begins(folded) && (!is_stop(folded) || only_stop_words()))
                || (!is_stop(folded) && stems.iter().any(|stem| wanted.contains(stem)))
        })
    }
}

fn is_stop(folded: &str) -> bool {
    is_stop_word(folded, StopWords { french: true, english: true })
}

fn fields(entry: &Entry) -> Vec<&str> {
    let card = &entry.card;
    let mut fields = vec![card.title.as_str(), entry.text.as_str()];
    fields.extend(Facet::ALL.iter().flat_map(|facet| labels(card, *facet)).map(|label| label.name.as_str()));
    fields
}

/// All ways to read a text as a row of words: each compound in pieces or as one word.
fn holds_phrase(text: &[Chunk], phrase: &[Chunk]) -> bool {
    let rows = readings(phrase);
    readings(text).iter().any(|text| {
        rows.iter().any(|phrase| text.windows(phrase.len()).any(|window| window == phrase.as_slice()))
    })
}

fn readings(chunks: &[Chunk]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![vec![]];
    for chunk in chunks {
        let pieces: Vec<String> = chunk.pieces.iter().map(|piece| piece.folded.clone()).collect();
        let mut ways = vec![pieces.clone()];
        if let Some(joined) = &chunk.joined {
            let mut way = pieces.clone();
            way.splice(joined.first..joined.first + joined.span, [joined.piece.folded.clone()]);
            ways.push(way);
        }
        for (index, number) in &chunk.numbers {
            let mut way = pieces.clone();
            way[*index].clone_from(&number.folded);
            ways.push(way);
        }
        rows =
            rows.iter().flat_map(|row| ways.iter().map(move |way| [row.as_slice(), way].concat())).collect();
    }
    rows
}

/// The question of a filter as an archive of these entries reads it.
pub fn question(entries: &[Entry], q: &str) -> Question {
    let languages =
        entries.iter().fold(StopWords::default(), |words, entry| words.with(Stemming::of(&entry.card.lang)));
    Question::read(q, languages)
}

/// Whether a piece of text is a stop word or an elision: used to choose words worth asking.
pub fn is_weak(word: &str) -> bool {
    let both = StopWords { french: true, english: true };
    segment(word)
        .iter()
        .flat_map(|chunk| chunk.pieces.clone())
        .all(|piece| piece.role == Role::Elided || is_stop_word(&piece.folded, both))
}

/// Ids of an answer's posts.
pub fn ids(catalog: &catalog::Catalog, answer: &Answer) -> Vec<String> {
    answer.posts.iter().map(|post| catalog.card(*post).unwrap().id.0.clone()).collect()
}
