//! How phrases of a post are compared with those that a rule knows: folded, without arrows, dots and dashes.

use domain::fold;

/// A phrase as rules know it: lower case, no accents, one kind of apostrophe, no arrows or punctuation around.
pub(super) fn phrase(text: &str) -> String {
    let folded = fold(text);
    folded.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether a phrase is one of those, or begins with one as a whole word.
pub(super) fn begins_with_any(phrase: &str, known: &[&str]) -> bool {
    known.iter().any(|start| {
        phrase.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}
