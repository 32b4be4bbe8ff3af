//! Our normal forms are those of the library that our tables were made of.

use domain::unicode::{decompose_compatible, is_combining_mark, nfc, nfkc};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char as library;

const HINT: &str = "renew the tables: cargo run -p domain --example unicode_tables";

#[test]
fn every_character_is_made_of_the_same() {
    for c in '\0'..=char::MAX {
        let (mut ours, mut theirs) = (String::new(), String::new());
        decompose_compatible(c, |part| ours.push(part));
        library::decompose_compatible(c, |part| theirs.push(part));
        assert_eq!(ours, theirs, "{c:?}; {HINT}");
        assert_eq!(is_combining_mark(c), library::is_combining_mark(c), "{c:?}; {HINT}");
        let text = c.to_string();
        assert_eq!(nfc(&text), text.nfc().collect::<String>(), "{c:?}; {HINT}");
        assert_eq!(nfkc(&text), text.nfkc().collect::<String>(), "{c:?}; {HINT}");
    }
}

#[test]
fn every_letter_joins_and_parts_with_the_same_marks() {
    // What joins anything, on either side; each with each, and with a mark between.
    let parts: Vec<String> = ('\0'..=char::MAX)
        .map(|c| c.to_string().nfd().collect())
        .filter(|d: &String| d.chars().count() > 1)
        .collect();
    let mut firsts: Vec<char> = parts.iter().flat_map(|d| d.chars().take(1)).collect();
    let mut lasts: Vec<char> = parts.iter().flat_map(|d| d.chars().skip(1)).collect();
    lasts.extend(
        "\u{5b0}\u{64b}\u{94d}\u{3099}\u{327}\u{323}\u{345}\u{1100}\u{1161}\u{11a7}\u{11a8}\u{ac00}\u{200d}"
            .chars(),
    );
    firsts.extend("\u{1100}\u{1112}\u{ac00}\u{ac01}\u{1161}a\u{301}".chars());
    for list in [&mut firsts, &mut lasts] {
        list.sort_unstable();
        list.dedup();
    }
    // Syllables are made of hundreds of letters each: one in seven.
    firsts.retain(|c| !('\u{1100}'..='\u{11ff}').contains(c) || u32::from(*c) % 7 == 0);
    lasts.retain(|c| !('\u{1100}'..='\u{11ff}').contains(c) || u32::from(*c) % 7 == 0);
    for first in &firsts {
        for last in &lasts {
            for text in [format!("{first}{last}"), format!("{first}\u{327}{last}\u{301}")] {
                assert!(text.nfc().eq(nfc(&text).chars()), "{text:?}; {HINT}");
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_the_same_normal_forms(text in "([a-eA-E\u{a0}-\u{250}\u{300}-\u{36f}\u{590}-\u{5ff}\u{900}-\u{a00}\u{1100}-\u{11ff}\u{1e00}-\u{1fff}\u{ac00}-\u{ac40}\u{f900}-\u{fb50}]|\\PC){0,24}") {
        proptest::prop_assert_eq!(nfc(&text), text.nfc().collect::<String>());
        proptest::prop_assert_eq!(nfkc(&text), text.nfkc().collect::<String>());
    }
}
