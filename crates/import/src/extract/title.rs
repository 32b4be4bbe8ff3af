//! The title shown: without the @ and # at its end.

use super::signs::is_sign_word;
use domain::fold;

/// Words after which a name is part of the sentence: “Entretien avec @unionhlm” without its end would be none.
const LEADS_TO_A_NAME: [&str; 34] = [
    "a", "and", "au", "aux", "avec", "by", "chez", "contre", "d", "dans", "de", "des", "du", "en", "et", "for", "from",
    "in", "l", "la", "le", "les", "of", "on", "ou", "par", "pour", "selon", "sur", "the", "to", "vers", "vs", "with",
];

/// The title as shown. A title of nothing but signs is kept as it is.
pub(super) fn shown(title: &str) -> String {
    let words: Vec<&str> = title.split(' ').filter(|word| !word.is_empty()).collect();
    let mut kept = words.len();
    while kept > 0 {
        let word = words[kept - 1];
        if is_sign_word(word) || (kept < words.len() && is_joint(word)) {
            kept -= 1;
        } else {
            break;
        }
    }
    if kept == 0 || kept == words.len() {
        return words.join(" ");
    }
    let leads = LEADS_TO_A_NAME.contains(&fold(words[kept - 1]).rsplit('\'').next().unwrap_or_default());
    if leads {
        // The first sign belongs to the sentence; those after it are labels.
        while !is_sign_word(words[kept]) {
            kept += 1;
        }
        kept += 1;
    }
    let shown = words[..kept].join(" ");
    let trimmed = shown.trim_end_matches([' ', '-', '–', '—', '|', ':', ',', ';', '/', '·', '•', '\u{a0}', '\u{202f}', '>', '→']);
    if trimmed.is_empty() { shown } else { trimmed.to_owned() }
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
            ("10\u{a0}000 logements #HLM", "10\u{a0}000 logements"),
            ("", ""),
        ] {
            assert_eq!(shown(title), shown_title, "{title}");
        }
    }
}
