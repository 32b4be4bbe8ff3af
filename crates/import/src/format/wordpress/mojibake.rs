//! Texts that were UTF-8 and were read as windows-1252 on their way (`CafÃ©`, `dâ€™un`), once or twice. Mended only
//! where that is certain: all of a text must read back, and read better.

/// How often a text can have been misread: more was never seen.
const ROUNDS: usize = 2;
/// So many misread characters in one text are no chance, even where none stands in a word.
const ENOUGH: usize = 3;

/// The characters of windows-1252 from 0x80 to 0x9F; where it has none, its readers keep the number.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Mends a text where it is certain that it was misread. True when it was mended.
pub(super) fn mend(text: &mut String) -> bool {
    let mut mended = false;
    for _ in 0..ROUNDS {
        let Some(better) = reread(text) else { break };
        *text = better;
        mended = true;
    }
    mended
}

/// Replaces the characters that a reader of windows-1252 takes for control characters (`\u{92}`): what was meant is
/// what that encoding has there. True when there were any.
pub(super) fn mend_controls(text: &mut String) -> bool {
    // In UTF-8 they all begin with the same byte, which French has few of.
    let misread = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    let bytes = text.as_bytes();
    let is_misread = |at: usize| matches!(bytes.get(at + 1), Some(0x80..=0x9F));
    if !memchr::memchr_iter(0xC2, bytes).any(is_misread) {
        return false;
    }
    *text = text
        .chars()
        .filter_map(|c| match c {
            c if !misread(c) => Some(c),
            c => Some(HIGH[c as usize - 0x80]).filter(|c| !misread(*c)),
        })
        .collect();
    true
}

/// The text as it was before it was misread, where every part of it that is not ASCII reads back.
fn reread(text: &str) -> Option<String> {
    // Nearly every text shows at its first accent that nothing is to be mended.
    let mut out = String::new();
    let (mut found, mut in_word) = (0, false);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let end = from.find(|c: char| c.is_ascii()).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        let bytes = run.chars().map(byte).collect::<Option<Vec<u8>>>()?;
        let read = std::str::from_utf8(&bytes).ok()?;
        let characters = read.chars().count();
        if !read.chars().all(|c| is_plausible(c, characters)) {
            return None;
        }
        found += characters;
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        in_word |= letter(plain.chars().next_back()) || letter(after.chars().next());
        out.push_str(read);
        rest = after;
    }
    out.push_str(rest);
    (found > 0 && (in_word || found >= ENOUGH)).then_some(out)
}

/// The byte that windows-1252 has for a character.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        _ => HIGH.iter().position(|high| *high == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

/// Whether people write this character: `É»` reads back too, as a letter that only phoneticians use. Letters of other
/// scripts do not come alone.
fn is_plausible(c: char, together: usize) -> bool {
    match u32::from(c) {
        0xA0..=0x17F | 0x192 | 0x218..=0x21B | 0x1E80..=0x1EF9 | 0x2002..=0x205F | 0x20A0..=0x2BFF => true,
        0xFB00..=0xFB06 | 0xFE0F | 0xFEFF | 0x1F000..=0x1FAFF => true,
        0x370..=0x1DFF | 0x3000..=0xD7FF | 0xFF00..=0xFFEF => together > 1,
        // What was misread twice reads back as what was misread once.
        _ => together > 1 && HIGH.contains(&c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text as a reader of windows-1252 sees its UTF-8.
    fn misread(text: &str) -> String {
        text.bytes()
            .map(|byte| match byte {
                0x80..=0x9F => HIGH[usize::from(byte) - 0x80],
                byte => char::from(byte),
            })
            .collect()
    }

    #[test]
    fn what_was_misread_once_or_twice_reads_again() {
        for text in [
            "Café d’été",
            "« Où ça ? » — 10\u{a0}000\u{202f}€",
            "L’œuvre… à Orléans",
            "Привет, мир",
            "déjà 😀",
            "Łódź, Šiauliai, İzmir",
        ] {
            let mut once = misread(text);
            assert!(mend(&mut once), "{once}");
            assert_eq!(once, text);
            let mut twice = misread(&misread(text));
            assert!(mend(&mut twice));
            assert_eq!(twice, text);
        }
        let mut latin = "l\u{92}\u{e9}t\u{e9}\u{85}".to_owned();
        assert!(mend_controls(&mut latin) && latin == "l’été…", "{latin}");
    }

    #[test]
    fn what_is_not_certain_stays() {
        for text in [
            "Café d’été",
            "plain",
            "",
            "É»",
            "CAFÉ»",
            "« À »",
            "Le « é » s’affiche Ã©",
            "Ã©",
            "SÃO PAULO, NÃO",
            "Â",
            "naïve â€",
            "Ã©tÃ© et été",
            "→ Ã©tÃ©",
        ] {
            let mut same = text.to_owned();
            assert!(!mend(&mut same), "{text}: {same}");
            assert_eq!(same, text);
            assert!(!mend_controls(&mut same));
        }
    }
}
