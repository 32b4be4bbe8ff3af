//! What is asked while measuring: drawn by post, so that frequent values and words are asked for more often.

use crate::corpus::random::Sequence;
use catalog::{Entry, Facet, Filter, State};
use domain::{Day, Moment, PartialDate, fold};
use serde::{Deserialize, Serialize};

/// Questions of each kind.
pub const MANY: usize = 30;
/// Letters of the shortest and the longest beginning that is typed.
const TYPED: std::ops::RangeInclusive<usize> = 2..=6;

/// A question, in the words of every engine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The source's slug.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The tag's slug.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// First year, 0 for none.
    #[serde(default)]
    pub from: i16,
    /// Last year, 0 for none.
    #[serde(default)]
    pub to: i16,
    /// Words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
}

impl Question {
    /// As the catalog is asked. The last word is the beginning of others too, as in every question of a reader.
    #[must_use]
    pub fn filter(&self, kind: Kind) -> Filter {
        let q = if kind == Kind::Phrase { format!("\"{}\"", self.q) } else { self.q.clone() };
        let mut filter = Filter { q, ..Filter::default() };
        if !self.source.is_empty() {
            filter = filter.toggled(Facet::Source, &self.source, State::In);
        }
        if !self.tag.is_empty() {
            filter = filter.toggled(Facet::Tag, &self.tag, State::In);
        }
        let year = |year: i16| (year > 0).then_some(PartialDate::Year(year));
        filter.between(year(self.from), year(self.to))
    }
}

/// A kind of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A source toggled: all counts and months.
    Source,
    /// A source, a tag and three years: all counts and months.
    Range,
    /// One word.
    Word,
    /// Two words of the same post.
    Words,
    /// The beginnings of words, letter by letter.
    Prefix,
    /// Three words that follow each other.
    Phrase,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 6] =
        [Kind::Source, Kind::Range, Kind::Word, Kind::Words, Kind::Prefix, Kind::Phrase];

    /// Whether it asks for words.
    #[must_use]
    pub fn has_words(self) -> bool {
        !matches!(self, Kind::Source | Kind::Range)
    }
}

/// The questions of a kind; none with words where the archive has no texts.
#[must_use]
pub fn of_kind(kind: Kind, entries: &[Entry]) -> Vec<Question> {
    let mut random = Sequence::new(11 + kind as u64);
    let mut questions = Vec::with_capacity(MANY);
    // Some posts have nothing to ask for: another is drawn, and no more than so often.
    for _ in 0..MANY * 20 {
        let Some(entry) = random.one_of(entries) else { break };
        questions.extend(question(kind, entry, &mut random));
        if questions.len() >= MANY {
            break;
        }
    }
    questions
}

fn question(kind: Kind, entry: &Entry, random: &mut Sequence) -> Vec<Question> {
    let source = || entry.card.source.as_ref().map(|label| label.slug.clone()).unwrap_or_default();
    let asked = |q: String| Question { q, ..Question::default() };
    match kind {
        Kind::Source => vec![Question { source: source(), ..Question::default() }],
        Kind::Range => {
            let tag = entry.card.tags.first().map(|label| label.slug.clone()).unwrap_or_default();
            let year = entry.card.date.map(Moment::day).map_or(2_013, |day: Day| day.year).min(2_022);
            vec![Question { source: source(), tag, from: year, to: year + 2, q: String::new() }]
        }
        Kind::Word => word(entry, random).map(asked).into_iter().collect(),
        Kind::Words => {
            let both = (word(entry, random), word(entry, random));
            let (Some(one), Some(other)) = both else { return Vec::new() };
            if one == other { Vec::new() } else { vec![asked(format!("{one} {other}"))] }
        }
        Kind::Prefix => {
            let Some(word) = word(entry, random) else { return Vec::new() };
            TYPED.map(|letters| asked(word.chars().take(letters).collect())).collect()
        }
        Kind::Phrase => {
            let words: Vec<&str> = entry.text.split(' ').collect();
            let at = random.below(words.len().saturating_sub(3));
            let Some(three) = words.get(at..at + 3) else { return Vec::new() };
            let plain = three.iter().all(|word| word.chars().all(char::is_alphabetic));
            let telling = three.iter().any(|word| word.chars().count() > 4);
            if plain && telling { vec![asked(three.join(" ").to_lowercase())] } else { Vec::new() }
        }
    }
}

/// A word of a post that says something, folded as every engine is given it.
fn word(entry: &Entry, random: &mut Sequence) -> Option<String> {
    let words: Vec<&str> = entry
        .text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() > 5)
        .collect();
    random.one_of(&words).map(|word| fold(word))
}

#[cfg(test)]
mod tests {
    use super::{Kind, MANY, of_kind};
    use crate::corpus::{Mentions, entries};

    #[test]
    fn there_are_questions_of_every_kind_the_same_each_time() {
        let entries = entries(200, Mentions::None);
        for kind in Kind::ALL {
            let questions = of_kind(kind, &entries);
            assert!((MANY..=MANY + 5).contains(&questions.len()), "{kind:?}: {}", questions.len());
            assert_eq!(questions, of_kind(kind, &entries));
            assert!(questions.iter().all(|question| question.q.is_empty() != kind.has_words()));
        }
    }
}
