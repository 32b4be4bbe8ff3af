//! The title shown: without the @ and # at its end.

use super::signs::is_sign_word;
use domain::fold;

/// Words after which a name is part of the sentence: “Entretien avec @unionhlm” without its end would be none.
const LEADS_TO_A_NAME: [&str; 34] = [
    "a", "and", "au", "aux", "avec", "by", "chez", "contre", "d", "dans", "de", "des", "du", "en", "et",
    "for", "from", "in", "l", "la", "le", "les", "of", "on", "ou", "par", "pour", "selon", "sur", "the",
    "to", "vers", "vs", "with",
];

/// The title as shown. A title of nothing but signs is kept as it is.
pub(super) fn shown(title: &str) -> String {
    let words = words(title);
    let is_sign = |at: usize| is_sign_word(words[at].1);
    let mut kept = words.len();
    while kept > 0 && (is_sign(kept - 1) || (kept < words.len() && is_joint(words[kept - 1].1))) {
        kept -= 1;
    }
    if kept == 0 || kept == words.len() {
        return title.to_owned();
    }
    let before = fold(words[kept - 1].1);
    if LEADS_TO_A_NAME.contains(&before.rsplit('\'').next().unwrap_or_default()) {
        // The first sign belongs to the sentence; those after it are labels.
        while !is_sign(kept) {
            kept += 1;
        }
        kept += 1;
    }
    let (start, last) = words[kept - 1];
    let shown = &title[..start + last.len()];
    let trimmed = shown.trim_end_matches(|c: char| c.is_whitespace() || "-–—|:,;/·•>→".contains(c));
    if trimmed.is_empty() { shown.to_owned() } else { trimmed.to_owned() }
}

/// The words of a title and where they begin. Spaces that do not break part words too.
fn words(title: &str) -> Vec<(usize, &str)> {
    title
        .split(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - title.as_ptr() as usize, word))
        .collect()
}

/// What joins signs at an end: dashes, bars, commas, “&”.
fn is_joint(word: &str) -> bool {
    word.chars().all(|c| !c.is_alphanumeric() && !matches!(c, '?' | '!' | '…' | '»' | '"' | '”'))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn signs_at_the_end_are_labels_and_inside_they_are_words() {
        for (title, shown_title) in [
            ("Les politiques @UnionHlm #LOGEMENT", "Les politiques"),
            ("Le #logement social progresse", "Le #logement social progresse"),
            ("Congrès – @UnionHlm | #HLM", "Congrès"),
            ("Congrès : #HLM, @UnionHlm.", "Congrès"),
            ("Bienvenue ! #HLM", "Bienvenue !"),
            ("Entretien avec @mariannelouis #HLM", "Entretien avec @mariannelouis"),
            ("À quoi sert l’@USH", "À quoi sert l’@USH"),
            ("#HLM @UnionHlm", "#HLM @UnionHlm"),
            ("Loi de 2018 (@min_territoires)", "Loi de 2018"),
            ("Le défi n° #3", "Le défi n° #3"),
            ("écrire à a@b.example", "écrire à a@b.example"),
            ("10\u{a0}000 logements\u{a0}: bilan @UnionHlm\u{a0}#HLM", "10\u{a0}000 logements\u{a0}: bilan"),
            ("", ""),
        ] {
            assert_eq!(shown(title), shown_title, "{title}");
        }
    }
}
