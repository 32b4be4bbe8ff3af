//! Folding: two spellings that a French reader takes for the same word become the same string.
//!
//! Unicode NFKC case folding (`ß` = `ss`, `ﬁ` = `fi`), accents dropped, `œ` = `oe`, `æ` = `ae`, one kind of
//! apostrophe, one kind of space. Only Latin, Greek and Cyrillic marks are dropped: in other scripts a combining
//! mark is a letter's vowel, not an accent.

use crate::unicode::{decompose_compatible, nfc};
use std::sync::LazyLock;

/// The first character that normalisation can join to the one before it.
const FIRST_MARK: char = '\u{300}';

/// What each character before [`FIRST_MARK`] folds to: nearly all that is written in French and its neighbours.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    ('\0'..FIRST_MARK)
        .map(|c| {
            let mut folded = String::new();
            decompose_compatible(c, |part| push_folded(part, &mut folded));
            folded
        })
        .collect()
});

/// The folded form of a text, by which labels, slugs and words are compared.
///
/// ```
/// assert_eq!(domain::fold("L’Œuvre  d'ÉTÉ"), "l'oeuvre d'ete");
/// ```
#[must_use]
#[inline(never)]
pub fn fold(text: &str) -> String {
    // Most texts are in their composed form already, which is seen much faster than made.
    if text.chars().all(is_composed) { folded(text.chars()) } else { folded(nfc(text).chars()) }
}

/// The same, for who has not the tables that it takes: only ASCII is folded, anything else stays as it is written. In the browser it
/// stands in for [`fold`] until that has come (`xtask/prune`).
#[must_use]
#[inline(never)]
pub fn fold_roughly(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    folded
}

fn folded(characters: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(characters.size_hint().0);
    let mut letters = String::new();
    let mut space_pending = false;
    for c in characters {
        if c.is_whitespace() || is_invisible(c) {
            space_pending |= c.is_whitespace();
            continue;
        }
        if c.is_ascii() {
            if std::mem::take(&mut space_pending) && !folded.is_empty() {
                folded.push(' ');
            }
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        letters.clear();
        fold_char(c, &mut letters);
        // Some characters fold to a space and an accent, or to several words: those spaces count like any other.
        for letter in letters.chars() {
            if letter == ' ' {
                space_pending = true;
                continue;
            }
            if space_pending && !folded.is_empty() {
                folded.push(' ');
            }
            space_pending = false;
            folded.push(letter);
        }
    }
    folded
}

/// Whether a character is in its composed form whatever stands beside it: Latin letters, and the signs of printers.
fn is_composed(c: char) -> bool {
    c < FIRST_MARK || matches!(c, '\u{2010}'..='\u{2027}' | '\u{202F}' | '€')
}

/// Appends what one character folds to: nothing (a lone accent, a soft hyphen), one character, or several.
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if let Some(letters) = LATIN.get(c as usize) {
        out.push_str(letters);
        return;
    }
    decompose_compatible(c, |part| push_folded(part, out));
}

fn push_folded(part: char, out: &mut String) {
    if is_accent(part) || is_invisible(part) {
        return;
    }
    if let Some(letters) = plain_letters(part) {
        out.push_str(letters);
        return;
    }
    if part.is_whitespace() {
        out.push(' ');
        return;
    }
    for lower in part.to_lowercase() {
        // A capital can lower to letter + mark (İ → i̇), and the lowered letter can have a plain form (ẞ → ß).
        match plain_letters(lower) {
            Some(letters) => out.push_str(letters),
            None if is_accent(lower) => {}
            None => out.push(lower),
        }
    }
}

/// Letters that Unicode does not decompose, spelled as they are typed without them.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' | '′' | '‛' | '`' | '´' => "'",
        '‐' | '‑' | '−' => "-",
        _ => return None,
    })
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Format characters that no reader sees: soft hyphen, joiners, direction marks, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ascii_is_folded_the_same_without_the_tables() {
        let ascii: String = ('\0'..='\u{7F}').collect();
        for text in ["Union  Sociale ", " a\tB\n", "", "   ", "logement-social", &ascii] {
            assert_eq!(fold_roughly(text), fold(text), "{text:?}");
        }
        assert_eq!(fold_roughly("Égalité"), "Égalité");
    }

    #[test]
    fn spellings_that_a_reader_takes_for_the_same_are_the_same() {
        for (written, folded) in [
            ("ÉGALITÉ", "egalite"),
            ("e\u{301}galite\u{301}", "egalite"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("ﬁn", "fin"),
            ("cœur", "coeur"),
            ("Ægir", "aegir"),
            ("l’habitat", "l'habitat"),
            ("l\u{2BC}habitat", "l'habitat"),
            ("Union\u{a0}sociale  pour", "union sociale pour"),
            ("loge\u{ad}ment", "logement"),
            ("79ᵉ", "79e"),
            ("№ 5", "no 5"),
            ("İstanbul", "istanbul"),
            ("ΟΔΟΣ", "οδοσ"),
            ("हिन्दी", "हिन्दी"),
            // A mark that stands alone is a space and an accent to Unicode; a ligature can be several words.
            ("a ¨ b", "a b"),
            ("a ¨", "a"),
            ("\u{FDFA}", "صلى الله عليه وسلم"),
            ("", ""),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn what_is_seen_to_be_composed_folds_as_what_is_made_so() {
        for c in ('\0'..=char::MAX).filter(|c| is_composed(*c)) {
            let text = format!("a{c}b");
            assert_eq!(folded(text.chars()), folded(nfc(&text).chars()), "{c:?}");
        }
        for c in ('\u{80}'..=char::MAX).filter(|c| is_composed(*c)) {
            let mut made = String::new();
            decompose_compatible(c, |part| push_folded(part, &mut made));
            let mut looked_up = String::new();
            fold_char(c, &mut looked_up);
            assert_eq!(looked_up, made, "{c:?}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["L’Œuvre", "a \u{a8} \u{fdfa}", "Ǆemper", "№ 79ᵉ ½", "ﬀ ẞ", "a\u{301}\u{302}"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
