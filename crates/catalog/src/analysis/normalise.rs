//! The surface of a word: how it is written but for case and the many code points of one letter.

use domain::unicode::nfkc;

/// Longest surface in bytes. Longer runs of letters (encoded data, long addresses) are cut, in texts and queries alike.
const MAX_BYTES: usize = 64;

/// A word in lower case and NFKC, `œ` as `oe`, `æ` as `ae`, `ß` as `ss`, its accents kept, invisible characters gone.
#[must_use]
pub fn surface(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        for c in nfkc(word).chars().flat_map(char::to_lowercase) {
            match c {
                'œ' => out.push_str("oe"),
                'æ' => out.push_str("ae"),
                'ß' => out.push_str("ss"),
                c if is_invisible(c) || c.is_whitespace() => {}
                c => out.push(c),
            }
        }
    }
    let mut end = out.len().min(MAX_BYTES);
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

/// Characters that no reader sees, and that stand inside words: soft hyphen, joiners, direction marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surface_keeps_accents_and_drops_case() {
        for (word, expected) in [
            ("ÉGALITÉ", "égalité"),
            ("e\u{301}tat", "état"),
            ("Cœur", "coeur"),
            ("loge\u{ad}ment", "logement"),
            ("ﬁn", "fin"),
            ("79ᵉ", "79e"),
            ("HLM", "hlm"),
            ("STRAẞE", "strasse"),
        ] {
            assert_eq!(surface(word), expected, "{word}");
        }
    }

    #[test]
    fn a_very_long_word_is_cut_on_a_character() {
        assert!(surface(&"é日".repeat(500)).len() <= MAX_BYTES);
    }
}
