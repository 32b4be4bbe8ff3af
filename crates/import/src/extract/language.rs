//! The language of a text, where it is sure.

use domain::Lang;
use std::sync::LazyLock;

/// A shorter text says too little.
const SHORTEST: usize = 120;
/// More than this says nothing more.
const LONGEST: usize = 4_000;
const SURE: f64 = 0.9;

/// The language of a text, or None where that is not sure.
pub(super) fn detect(text: &str) -> Option<Lang> {
    text.chars().nth(SHORTEST)?;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    told_by_words(&text[..end]).or_else(|| told_by_letters(&text[..end]))
}

fn told_by_letters(text: &str) -> Option<Lang> {
    let found = whatlang::detect(text).filter(|info| info.is_reliable() && info.confidence() >= SURE)?;
    Lang::parse(two_letters(found.lang()))
}

/// A text of fewer words is left to [`told_by_letters`].
const FEWEST_WORDS: usize = 60;
/// Of the language that a text is in, at least one word in so many is one of its little words…
const LITTLE_WORD_IN: usize = 5;
/// … and one in so many is one that no neighbour of it has.
const OWN_WORD_IN: usize = 12;
/// Of the other language, at most one word in so many: more is a text in both.
const STRAY_WORD_IN: usize = 50;

/// Which language a little word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Little {
    French,
    English,
    /// French has it, and a neighbour of it.
    AlsoFrench,
    /// English has it, and another language.
    AlsoEnglish,
}

/// The little words by [`packed`], in its order.
static LITTLE_WORDS: LazyLock<Vec<(u64, Little)>> = LazyLock::new(|| {
    let lists: [(Little, &[&str]); 4] = [
        (
            Little::French,
            &[
                "les", "des", "du", "une", "dans", "pour", "qui", "sur", "avec", "sont", "cette", "aux",
                "ont", "leur", "leurs", "mais", "nous", "vous", "pas", "été", "être", "et", "au", "ces",
                "ses", "elle", "comme", "plus", "par",
            ],
        ),
        (
            Little::English,
            &[
                "the", "of", "and", "to", "that", "with", "for", "was", "this", "are", "from", "have",
                "which", "their", "has", "been", "were", "they", "you", "it", "not", "by",
            ],
        ),
        (
            Little::AlsoFrench,
            &[
                "de", "la", "le", "l", "d", "en", "un", "que", "est", "à", "ce", "il", "ne", "se", "son",
                "sa", "qu",
            ],
        ),
        (
            Little::AlsoEnglish,
            &["a", "in", "is", "on", "as", "at", "or", "be", "we", "an", "but", "he", "his"],
        ),
    ];
    let words = lists.into_iter().flat_map(|(little, words)| words.iter().map(move |word| (*word, little)));
    let mut packed: Vec<(u64, Little)> =
        words.filter_map(|(word, little)| Some((packed(word)?, little))).collect();
    packed.sort_unstable_by_key(|(word, _)| *word);
    packed
});

/// A word of at most five bytes as one number: no little word is longer.
fn packed(word: &str) -> Option<u64> {
    (word.len() <= 5).then(|| word.bytes().fold(0, |packed, byte| packed << 8 | u64::from(byte)))
}

fn little(word: &str) -> Option<Little> {
    let packed = packed(word)?;
    let at = LITTLE_WORDS.binary_search_by_key(&packed, |(word, _)| *word).ok()?;
    Some(LITTLE_WORDS[at].1)
}

/// The words of a text, without what stands between.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = end_of(text, at, false);
        at = end_of(text, start, true);
        (at > start).then(|| &text[start..at])
    })
}

/// Where the characters end, from `at` on, that are letters, or are none.
fn end_of(text: &str, mut at: usize, letters: bool) -> usize {
    let bytes = text.as_bytes();
    loop {
        at += bytes[at..]
            .iter()
            .position(|byte| !byte.is_ascii() || LETTERS[usize::from(*byte)] != letters)
            .unwrap_or(bytes.len() - at);
        let (is_letter, length) = match (bytes.get(at), bytes.get(at + 1)) {
            (None | Some(0..=0x7F), _) => return at,
            // Latin letters with accents, without × and ÷.
            (Some(0xC3), Some(second)) => (!matches!(second, 0x97 | 0xB7), 2),
            // Dashes, apostrophes, an ellipsis.
            (Some(0xE2), Some(0x80)) => (false, 3),
            _ => text[at..].chars().next().map_or((false, 1), |c| (c.is_alphabetic(), c.len_utf8())),
        };
        if is_letter != letters {
            return at;
        }
        at += length;
    }
}

/// Which bytes are letters of ASCII.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        letters[byte as usize] = byte.is_ascii_alphabetic();
        byte += 1;
    }
    letters
};

/// French and English by their little words: a hundred times faster than by all letters, and where it is not plain,
/// nothing is said.
fn told_by_words(text: &str) -> Option<Lang> {
    let (mut words, mut french, mut english, mut shared) = (0, 0, 0, [0; 2]);
    for word in words_of(text) {
        words += 1;
        match little(word) {
            Some(Little::French) => french += 1,
            Some(Little::English) => english += 1,
            Some(Little::AlsoFrench) => shared[0] += 1,
            Some(Little::AlsoEnglish) => shared[1] += 1,
            None => {}
        }
    }
    let plain = |own: usize, shared: usize, other: usize| {
        words >= FEWEST_WORDS
            && own * OWN_WORD_IN >= words
            && (own + shared) * LITTLE_WORD_IN >= words
            && other * STRAY_WORD_IN <= words
    };
    if plain(french, shared[0], english) {
        Some(Lang::french())
    } else if plain(english, shared[1], french) {
        Some(Lang::english())
    } else {
        None
    }
}

/// ISO 639-1, which pages and exports use, of what is detected; else the three letters of ISO 639-3.
fn two_letters(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang as L;
    match lang {
        L::Fra => "fr",
        L::Eng => "en",
        L::Deu => "de",
        L::Spa => "es",
        L::Ita => "it",
        L::Por => "pt",
        L::Nld => "nl",
        L::Cat => "ca",
        L::Ron => "ro",
        L::Swe => "sv",
        L::Dan => "da",
        L::Nob => "nb",
        L::Fin => "fi",
        L::Pol => "pl",
        L::Ces => "cs",
        L::Slk => "sk",
        L::Hun => "hu",
        L::Ell => "el",
        L::Rus => "ru",
        L::Ukr => "uk",
        L::Bul => "bg",
        L::Srp => "sr",
        L::Hrv => "hr",
        L::Slv => "sl",
        L::Tur => "tr",
        L::Ara => "ar",
        L::Heb => "he",
        L::Pes => "fa",
        L::Hin => "hi",
        L::Cmn => "zh",
        L::Jpn => "ja",
        L::Kor => "ko",
        L::Vie => "vi",
        L::Ind => "id",
        L::Tha => "th",
        L::Epo => "eo",
        L::Lat => "la",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_said_only_when_it_is_sure() {
        let french = "Les politiques de peuplement représentent un enjeu fort pour les organismes et sont liées à la mixité sociale, qui suscite depuis longtemps un débat controversé.";
        let english = "The council said on Tuesday that it would build four hundred new homes over the next three years, and that most of them would be let at social rents.";
        assert_eq!(detect(french), Some(Lang::french()));
        assert_eq!(detect(english), Some(Lang::english()));
        assert_eq!(detect("Bonjour"), None);
    }

    #[test]
    fn no_little_word_is_lost_or_listed_twice() {
        assert_eq!(LITTLE_WORDS.len(), 81);
        assert!(LITTLE_WORDS.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!((little("être"), little("his")), (Some(Little::French), Some(Little::AlsoEnglish)));
        assert_eq!((little("logement"), little("rénovation"), little("")), (None, None, None));
    }

    #[test]
    fn words_are_what_stands_between_other_characters() {
        for text in
            ["", "  ", "un", "l’été, à 3 h : « où ça ? »", "aä1b\u{a0}c", "日本 語", "ªº×÷—…ⁿ", "Łódź"]
        {
            let split: Vec<&str> =
                text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
            assert_eq!(words_of(text).collect::<Vec<_>>(), split, "{text}");
        }
    }

    #[test]
    fn words_tell_what_letters_would_tell_and_nothing_of_a_text_in_two_languages() {
        let french = "Les organismes ont présenté hier le bilan de leurs chantiers, et la ministre n’était pas au rendez-vous. Pour les locataires des quartiers, qui attendent depuis des années, cette absence dit tout. Les loyers, eux, sont restés les mêmes dans la plupart des communes, mais la demande augmente avec les naissances et les séparations. ";
        let english = "The council presented its plan for the estate on Monday, and the residents who have been waiting for years were not invited to the meeting. They say that the rents are already too high for most of them, that the lifts have not been repaired, and that the money which was promised by the last mayor went to another part of the town. ";
        for (text, lang) in [(french, Lang::french()), (english, Lang::english())] {
            let text = text.repeat(2);
            assert_eq!((told_by_words(&text), told_by_letters(&text)), (Some(lang.clone()), Some(lang)));
        }
        assert_eq!(told_by_words(&format!("{french}{english}")), None);
        assert_eq!(told_by_words(french.split('.').next().unwrap_or_default()), None);
    }
}
