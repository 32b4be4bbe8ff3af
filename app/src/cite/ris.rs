//! RIS, which every manager of references reads: a tag and a value a line, lines end as on the wire.

use super::{Work, one_line};
use crate::api::wire::Cited;

pub(super) fn write(work: &Work<'_>) -> Cited {
    let card = work.card;
    let mut before = String::new();
    let mut field = |tag: &str, value: &str| before.push_str(&format!("{tag}  - {value}\r\n"));
    field("TY", "BLOG");
    for author in work.authors() {
        field("AU", &author);
    }
    field("TI", &work.title());
    field("T2", &one_line(work.site));
    if let Some(day) = card.date.map(domain::Moment::day) {
        field("PY", &format!("{:04}", day.year));
        field("DA", &format!("{:04}/{:02}/{:02}", day.year, day.month, day.day));
    }
    field("LA", card.lang.as_str());
    for tag in &card.tags {
        field("KW", &one_line(&tag.name));
    }
    if let Some(source) = work.source() {
        field("N1", &format!("{} {source}", work.text.reading().quoted_from));
    }
    Cited { before, after: format!("UR  - {}\r\nER  - \r\n", work.address) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{card, cited};
    use catalog::UiLang;
    use domain::Card;

    #[test]
    fn a_post_is_a_record() {
        let card = card("Qui ?\nER  - faux", &["Jeanne Martin", "Karim B."], Some("Coop’Hlm"));
        assert_eq!(
            cited(&card, UiLang::En)[2],
            "TY  - BLOG\r\nAU  - Jeanne Martin\r\nAU  - Karim B.\r\nTI  - Qui ? ER - faux\r\n\
             T2  - Archives du blog\r\nPY  - 2018\r\nDA  - 2018/07/03\r\nLA  - fr\r\nKW  - Logement\r\n\
             KW  - Congrès\r\nN1  - Quoted from: Coop’Hlm\r\n<DAY>\
             UR  - https://archive.example/2018/07/03/x/\r\nER  - \r\n"
        );
    }

    #[test]
    fn an_undated_post_has_no_day() {
        let undated = Card { date: None, tags: vec![], ..card("x", &[], None) };
        assert_eq!(
            cited(&undated, UiLang::Fr)[2],
            "TY  - BLOG\r\nTI  - x\r\nT2  - Archives du blog\r\nLA  - fr\r\n<DAY>\
             UR  - https://archive.example/2018/07/03/x/\r\nER  - \r\n"
        );
    }
}
