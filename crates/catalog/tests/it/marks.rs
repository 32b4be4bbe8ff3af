//! Marks fall on the right letters.

use crate::archive::entry;
use catalog::{Catalog, Filter, mark};
use domain::Lang;

/// The text with its marks in square brackets, as an archive of that text answers `q`.
fn marked(q: &str, text: &str) -> String {
    let catalog = Catalog::build(vec![entry("a", "", text)]);
    let answer = catalog.answer(&Filter { q: q.into(), ..Filter::default() });
    let mut out = text.to_owned();
    for mark in mark(text, &answer.reading, &Lang::french()).into_iter().rev() {
        out.insert(mark.end, ']');
        out.insert(mark.start, '[');
    }
    out
}

#[test]
fn marks_fall_on_the_words_own_letters() {
    for (q, text, expected) in [
        ("avocat", "l’avocat", "l’[avocat]"),
        ("l'avocat", "D’un avocat, l’avocat", "D’un [avocat], l’[avocat]"),
        ("logement", "Des logements (LOGEMENT)", "Des [logements] ([LOGEMENT])"),
        ("egalite", "L’égalite\u{301}, l’ÉGALITÉ", "L’[égalite\u{301}], l’[ÉGALITÉ]"),
        ("coeur", "au cœur", "au [cœur]"),
        ("hlm", "Coop’Hlm et H.L.M.", "Coop’[Hlm] et [H.L.M]."),
        ("coophlm", "Coop’Hlm", "[Coop’Hlm]"),
        ("la mixité", "la mixité", "la [mixité]"),
        ("la", "la loi", "[la] loi"),
        ("\"la mixité\"", "la mixité, mixité", "[la mixité], mixité"),
        ("mix", "la mixité", "la [mixité]"),
        ("mix loi", "la mixité, la loi", "la mixité, la [loi]"),
        ("logemnt", "un logement", "un [logement]"),
        ("tag:x loi", "la loi x", "la [loi] x"),
        ("79", "la 79e", "la [79e]"),
        ("-loi", "la loi", "la loi"),
        ("", "la loi", "la loi"),
    ] {
        assert_eq!(marked(q, text), expected, "{q}");
    }
}
