//! The language of a text, where it is sure.

use domain::Lang;

/// A shorter text says too little.
const SHORTEST: usize = 120;
/// More than this says nothing more.
const LONGEST: usize = 4_000;
const SURE: f64 = 0.9;

/// The language of a text, or None where that is not sure.
pub(super) fn detect(text: &str) -> Option<Lang> {
    text.chars().nth(SHORTEST)?;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let found =
        whatlang::detect(&text[..end]).filter(|info| info.is_reliable() && info.confidence() >= SURE)?;
    Lang::parse(two_letters(found.lang()))
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
}
