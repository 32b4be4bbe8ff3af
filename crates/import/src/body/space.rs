//! White space in texts collapsed: most texts have single spaces only and are taken whole, which is most of the time
//! that reading a body takes.

/// Appends the words of a text, one space between two. `due`: a space is due before the next word; `begins`: whether
/// what stands before begins a line, where none is written.
pub(crate) fn push_words(
    text: &str,
    is_space: impl Fn(u8) -> bool + Copy,
    due: &mut bool,
    out: &mut String,
    begins: impl Fn(&str) -> bool,
) {
    let bytes = text.as_bytes();
    let Some(start) = bytes.iter().position(|b| !is_space(*b)) else {
        *due |= !text.is_empty();
        return;
    };
    let end = bytes.iter().rposition(|b| !is_space(*b)).map_or(start, |last| last + 1);
    *due |= start > 0;
    if std::mem::take(due) && !begins(out) {
        out.push(' ');
    }
    let mut words = &text[start..end];
    if !is_even(words.as_bytes(), is_space) {
        while let Some(space) = words.bytes().position(is_space) {
            out.push_str(&words[..space]);
            out.push(' ');
            let next = words[space..].bytes().position(|b| !is_space(b)).unwrap_or_default();
            words = &words[space + next..];
        }
    }
    out.push_str(words);
    *due = end < text.len();
}

/// Whether words have one plain space between them and nothing else. All of it is looked at: a loop that ends early
/// is taken byte by byte, this one by sixteen.
fn is_even(words: &[u8], is_space: impl Fn(u8) -> bool) -> bool {
    let after = words.get(1..).unwrap_or_default();
    let uneven = words.iter().zip(after).fold(false, |uneven, (byte, next)| {
        let plain = *byte == b' ';
        uneven | (is_space(*byte) & !plain) | (plain & is_space(*next))
    });
    !uneven
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_space(byte: u8) -> bool {
        matches!(byte, b' ' | b'\n' | b'\t')
    }

    #[test]
    fn words_stand_one_space_apart() {
        for (texts, words) in [
            (&["un deux"][..], "un deux"),
            (&[" un  deux\n\ttrois "], "un deux trois"),
            (&["un", "deux ", " ", "trois"], "undeux trois"),
            (&["un\u{a0} \u{a0}deux"], "un\u{a0} \u{a0}deux"),
            (&["", " ", "\n"], ""),
            (&["é à"], "é à"),
        ] {
            let (mut out, mut due) = (String::new(), false);
            for text in texts {
                push_words(text, is_space, &mut due, &mut out, str::is_empty);
            }
            assert_eq!(out, words, "{texts:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_whole_is_what_words_one_by_one_would_be(
            texts in proptest::collection::vec("[ab\u{e9}\u{a0} \n\t]{0,12}", 0..5)
        ) {
            let (mut out, mut due) = (String::new(), false);
            for text in &texts {
                push_words(text, is_space, &mut due, &mut out, str::is_empty);
            }
            let one_by_one: Vec<String> =
                texts.concat().split([' ', '\n', '\t']).filter(|w| !w.is_empty()).map(str::to_owned).collect();
            prop_assert_eq!(out, one_by_one.join(" "));
        }
    }
}
