//! A language that looks French: about 60,000 forms, of which the most frequent are real words in all their endings and
//! the others are made of syllables, drawn by Zipf's law, with subjects that prefer words of their own.
//!
//! It has no grammar. What it keeps of French is what search engines feel: elisions with ’ and ', accents, œ, plurals
//! and feminines beside each other, guillemets, few words for half of a text and tens of thousands for the rest.

use super::random::{Sequence, Weights};
use super::stems::{ADJECTIVES, BEGINNINGS, ELIDED, ENDS, FUNCTION_WORDS, MIDDLES, NOUNS, VERBS};
use std::collections::BTreeSet;

/// How many forms there are.
pub const FORMS: usize = 60_000;
/// How many subjects.
pub const SUBJECTS: usize = 80;
/// How many words a subject prefers.
const WORDS_OF_A_SUBJECT: usize = 150;
/// How many of the other words are of the text's subject.
const OF_SUBJECT: f64 = 0.4;
/// How many are function words: as in French prose.
const FUNCTION: f64 = 0.45;
/// How often an elision is typed with the typewriter's apostrophe.
const TYPEWRITTEN: f64 = 0.1;

/// Forms with their frequencies.
#[derive(Clone, Debug)]
pub struct Language {
    forms: Vec<String>,
    content: Weights,
    function: Weights,
    subjects: Vec<Vec<usize>>,
    of_subject: Weights,
}

impl Language {
    /// The language of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Sequence::new(seed);
        let forms = forms(&mut random);
        // Mandelbrot's form of the law: the most frequent nouns of a newspaper are nearer to each other than Zipf's.
        let content = Weights::zipf(forms.len(), 1.04, 12.0);
        let function = Weights::new(FUNCTION_WORDS.iter().map(|(_, share)| *share));
        let preferred = Weights::zipf(forms.len(), 0.75, 30.0);
        let subjects = (0..SUBJECTS)
            .map(|_| (0..WORDS_OF_A_SUBJECT).map(|_| preferred.draw(&mut random)).collect())
            .collect();
        Self { forms, content, function, subjects, of_subject: Weights::zipf(WORDS_OF_A_SUBJECT, 0.9, 2.0) }
    }

    /// The forms, the most frequent first, function words apart.
    #[must_use]
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// A word with a meaning, of a subject or of all.
    pub fn word(&self, subject: usize, random: &mut Sequence) -> &str {
        let own = &self.subjects[subject % self.subjects.len()];
        let number = if random.happens(OF_SUBJECT) {
            own[self.of_subject.draw(random)]
        } else {
            self.content.draw(random)
        };
        &self.forms[number]
    }

    /// So many words about a subject, in sentences.
    pub fn text(&self, words: usize, subject: usize, random: &mut Sequence) -> String {
        let mut text = String::with_capacity(words * 8);
        let mut sentence = 8 + random.below(20);
        let mut begins = true;
        let mut waiting: Option<&str> = None;
        for nth in 0..words {
            let last = nth + 1 == words;
            // Never two in a row: so many before each other word make their share.
            if !last && waiting.is_none() && random.happens(FUNCTION / (1.0 - FUNCTION)) {
                let function = FUNCTION_WORDS[self.function.draw(random)].0;
                waiting = Some(function);
                continue;
            }
            let word = self.word(subject, random);
            let quoted = random.happens(0.006);
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            if let Some(function) = waiting.take() {
                push_joined(&mut text, function, word, random);
            } else {
                text.push_str(word);
            }
            if begins {
                capitalise(&mut text, start);
                begins = false;
            }
            if quoted {
                text.insert_str(start, "« ");
                text.push_str(" »");
            }
            sentence = sentence.saturating_sub(2);
            if sentence == 0 || last {
                text.push('.');
                sentence = 8 + random.below(20);
                begins = true;
            } else if random.happens(0.05) {
                text.push(',');
            }
        }
        text
    }

    /// A title: short, without a full stop.
    pub fn title(&self, words: usize, subject: usize, random: &mut Sequence) -> String {
        let mut title = self.text(words, subject, random);
        while title.ends_with(['.', ',']) {
            title.pop();
        }
        title.replace(". ", " : ")
    }

    /// What a source, a tag or a town is called: a made-up name, the same for the same number.
    #[must_use]
    pub fn name(number: usize) -> String {
        let mut random = Sequence::new(number as u64 * 2 + 1_000_003);
        let mut name = made_up(&mut random);
        capitalise(&mut name, 0);
        name
    }
}

fn push_joined(text: &mut String, function: &str, word: &str, random: &mut Sequence) {
    let elided = ELIDED.iter().find(|(whole, _)| *whole == function);
    match elided {
        Some((_, short)) if begins_with_vowel(word) => {
            text.push_str(short);
            text.push(if random.happens(TYPEWRITTEN) { '\'' } else { '’' });
        }
        _ => {
            text.push_str(function);
            text.push(' ');
        }
    }
    text.push_str(word);
}

fn begins_with_vowel(word: &str) -> bool {
    let first = word.chars().next().and_then(|letter| letter.to_lowercase().next());
    first.is_some_and(|letter| "aàâeéèêiîoôœuûhy".contains(letter) && letter != 'y')
}

fn capitalise(text: &mut String, at: usize) {
    let Some(first) = text[at..].chars().next() else { return };
    let upper: String = first.to_uppercase().collect();
    text.replace_range(at..at + first.len_utf8(), &upper);
}

fn made_up(random: &mut Sequence) -> String {
    let mut word = String::new();
    let pick =
        |of: &[&'static str], random: &mut Sequence| of.get(random.below(of.len())).copied().unwrap_or("");
    word.push_str(pick(BEGINNINGS, random));
    for _ in 0..random.below(3) {
        word.push_str(pick(MIDDLES, random));
    }
    word.push_str(pick(ENDS, random));
    word
}

/// All forms, none twice, the most frequent first: real words mixed, then made-up ones among rare real ones.
fn forms(random: &mut Sequence) -> Vec<String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut frequent: Vec<String> = Vec::new();
    let mut rare: Vec<String> = Vec::new();
    let mut add = |form: String, to: &mut Vec<String>| {
        if seen.insert(form.clone()) {
            to.push(form);
        }
    };
    for noun in NOUNS {
        add((*noun).to_owned(), &mut frequent);
        add(plural(noun), &mut frequent);
    }
    for adjective in ADJECTIVES {
        for form in adjective_forms(adjective) {
            add(form, &mut frequent);
        }
    }
    for verb in VERBS {
        for (ending, many) in VERB_ENDINGS {
            let to = if *many { &mut frequent } else { &mut rare };
            add(format!("{verb}{ending}"), to);
        }
        for before in ["re", "dé", "pré", "sur"] {
            for ending in ["er", "é", "ée", "és", "ation", "ations", "ant"] {
                add(format!("{before}{verb}{ending}"), &mut rare);
            }
        }
    }
    for noun in NOUNS {
        for before in ["co", "éco", "anti", "mini", "inter"] {
            add(format!("{before}{noun}"), &mut rare);
            add(plural(&format!("{before}{noun}")), &mut rare);
        }
    }
    while frequent.len() + rare.len() < FORMS {
        let word = made_up(random);
        add(plural(&word), &mut rare);
        add(word, &mut rare);
    }
    random.shuffle(&mut frequent);
    random.shuffle(&mut rare);
    frequent.append(&mut rare);
    frequent.truncate(FORMS);
    frequent
}

/// Endings of a verb, and whether newspapers use them much.
const VERB_ENDINGS: &[(&str, bool)] = &[
    ("er", true),
    ("e", true),
    ("ent", true),
    ("é", true),
    ("ée", true),
    ("és", true),
    ("ées", true),
    ("ant", true),
    ("ait", true),
    ("aient", false),
    ("era", true),
    ("eront", false),
    ("ons", false),
    ("ez", false),
    ("erait", false),
    ("eraient", false),
    ("ation", false),
    ("ations", false),
    ("eur", false),
    ("eurs", false),
    ("euse", false),
    ("able", false),
    ("ables", false),
    ("ement", false),
    ("ements", false),
];

fn plural(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        return word.to_owned();
    }
    if word.ends_with("eau") || word.ends_with("eu") {
        return format!("{word}x");
    }
    match word.strip_suffix("al") {
        Some(stem) => format!("{stem}aux"),
        None => format!("{word}s"),
    }
}

fn adjective_forms(masculine: &str) -> Vec<String> {
    let feminine = if masculine.ends_with('e') {
        masculine.to_owned()
    } else if let Some(stem) = masculine.strip_suffix("if").or_else(|| masculine.strip_suffix("euf")) {
        format!("{stem}ive").replace("nive", "neuve")
    } else if let Some(stem) = masculine.strip_suffix("ier") {
        format!("{stem}ière")
    } else if masculine.ends_with("en") {
        format!("{masculine}ne")
    } else {
        format!("{masculine}e")
    };
    vec![plural(masculine), plural(&feminine), feminine, masculine.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::{FORMS, Language};
    use crate::corpus::random::Sequence;

    #[test]
    fn it_has_sixty_thousand_forms_none_twice() {
        let language = Language::new(1);
        let mut forms = language.forms().to_vec();
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(forms.len(), FORMS);
    }

    #[test]
    fn a_text_has_what_french_is_hard_to_search_for() {
        let (language, mut random) = (Language::new(1), Sequence::new(2));
        let text = language.text(20_000, 3, &mut random);
        for piece in ["l’", "d’", "l'", "« ", " »", "œ", "é", ". "] {
            assert!(text.contains(piece), "{piece}");
        }
        assert!(!text.contains("  "));
    }

    #[test]
    fn frequencies_fall_as_in_prose() {
        let (language, mut random) = (Language::new(1), Sequence::new(2));
        let mut text = String::new();
        for subject in 0..80 {
            text.push_str(&language.text(500, subject, &mut random));
            text.push(' ');
        }
        let mut counts: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
        for word in text.split([' ', '’', '.', ',', '\'']).filter(|word| !word.is_empty()) {
            *counts.entry(word).or_default() += 1;
        }
        let mut falling: Vec<u32> = counts.into_values().collect();
        falling.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
        let sum: u32 = falling.iter().sum();
        let half: u32 = falling.iter().take(120).sum();
        let once = falling.iter().filter(|count| **count == 1).count();
        assert!((0.45..0.75).contains(&(f64::from(half) / f64::from(sum))), "{half} of {sum}");
        assert!(once * 4 > falling.len(), "{once} of {} words stand once", falling.len());
    }
}
