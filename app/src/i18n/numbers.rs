//! Numbers and plurals.

use catalog::UiLang;

/// Between thousands in French: a narrow no-break space.
const NARROW: char = '\u{202f}';

/// A number with its thousands apart.
pub(super) fn number(lang: UiLang, number: u32) -> String {
    let digits = number.to_string();
    let separator = match lang {
        UiLang::Fr => NARROW,
        UiLang::En => ',',
    };
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The singular or the plural. French: 0 and 1 are singular; English: 1 alone.
pub(super) fn plural<'a>(lang: UiLang, number: u32, one: &'a str, many: &'a str) -> &'a str {
    let singular = match lang {
        UiLang::Fr => number < 2,
        UiLang::En => number == 1,
    };
    if singular { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (given, french, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1284, "1\u{202f}284", "1,284"),
            (1_000_000, "1\u{202f}000\u{202f}000", "1,000,000"),
        ] {
            assert_eq!(number(UiLang::Fr, given), french);
            assert_eq!(number(UiLang::En, given), english);
        }
    }

    #[test]
    fn none_is_singular_in_french_and_plural_in_english() {
        let article = |lang, count| plural(lang, count, "article", "articles");
        assert_eq!([0, 1, 2].map(|n| article(UiLang::Fr, n)), ["article", "article", "articles"]);
        assert_eq!([0, 1, 2].map(|n| article(UiLang::En, n)), ["articles", "article", "articles"]);
    }
}
