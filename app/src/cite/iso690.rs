//! ISO 690, as French and English libraries write it for what is read online.

use super::Work;
use crate::api::wire::Cited;

pub(super) fn write(work: &Work<'_>) -> Cited {
    let words = work.text.reading();
    let mut before = String::new();
    let mut add = |part: &str| {
        before.push_str(part);
        // A part that ends in a stop of its own needs no other.
        before.push_str(if part.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
    };
    let authors: Vec<String> = work.authors().collect();
    if !authors.is_empty() {
        add(&authors.join(", "));
    }
    add(&work.title());
    let day = work.card.date.map(|moment| work.text.day(moment.day()));
    before.push_str(&format!("{} [{}]", work.site, words.online));
    if let Some(day) = day {
        before.push_str(&format!(". {day}"));
    }
    let mut after = ".".to_owned();
    if let Some(source) = work.source() {
        let stop = if source.ends_with('.') { "" } else { "." };
        after.push_str(&format!(" {} {source}{stop}", words.quoted_from));
    }
    after.push_str(&format!(" {} {}", words.available_from, work.address));
    Cited { before, after }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{card, cited};
    use catalog::UiLang;
    use domain::Card;

    fn check(card: &Card, lang: UiLang, text: &str) {
        assert_eq!(cited(card, lang)[0], text.replace('_', "\u{202f}"));
    }

    #[test]
    fn a_post_is_cited_as_libraries_do() {
        check(
            &card("Congrès HLM\u{202f}: le programme", &["Jeanne Martin", "Karim B."], Some("Coop’Hlm")),
            UiLang::Fr,
            "Jeanne Martin, Karim B. Congrès HLM_: le programme. Archives du blog [en ligne]. 3 juillet 2018<DAY>. \
             D’après_: Coop’Hlm. Disponible à l’adresse_: https://archive.example/2018/07/03/x/",
        );
        check(
            &card("Qui paie ?", &[], None),
            UiLang::En,
            "Qui paie ? Archives du blog [online]. 3 July 2018<DAY>. Available from: https://archive.example/2018/07/03/x/",
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let undated = Card { date: None, ..card("", &[" "], Some("A.F.P.")) };
        check(
            &undated,
            UiLang::Fr,
            "Sans titre. Archives du blog [en ligne]<DAY>. D’après_: A.F.P. Disponible à l’adresse_: https://archive.example/2018/07/03/x/",
        );
    }
}
