//! BibTeX and BibLaTeX: one entry `@online`.

use super::Work;
use crate::api::wire::Cited;
use domain::fold;

/// Longest part of a key that is made of the title.
const KEY: usize = 24;

pub(super) fn write(work: &Work<'_>) -> Cited {
    let card = work.card;
    let mut before = format!("@online{{{},\n", key(work));
    let mut field = |name: &str, value: &str| before.push_str(&format!("  {name} = {{{value}}},\n"));
    // Braces around each name: it is taken as it stands, whatever it is made of.
    let authors: Vec<String> = work.authors().map(|name| format!("{{{}}}", escaped(&name))).collect();
    if !authors.is_empty() {
        field("author", &authors.join(" and "));
    }
    field("title", &format!("{{{}}}", escaped(&work.title())));
    field("organization", &format!("{{{}}}", escaped(work.site)));
    if let Some(day) = card.date.map(domain::Moment::day) {
        field("date", &day.to_string());
        field("year", &day.year.to_string());
    }
    if let Some(source) = work.source() {
        field("note", &escaped(&format!("{} {source}", work.text.reading().quoted_from)));
    }
    if let Some(language) = language(card.lang.primary()) {
        field("langid", language);
    }
    let address = work.address.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
    Cited { before, after: format!("  url = {{{address}}}\n}}\n") }
}

/// `congres-hlm-le-programme-2018`: what the entry is cited by.
pub(super) fn key(work: &Work<'_>) -> String {
    let title = fold(&work.card.title);
    let mut key = String::new();
    for word in title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() && key.len() + word.len() > KEY {
            break;
        }
        if !key.is_empty() {
            key.push('-');
        }
        key.extend(word.chars().take(KEY));
    }
    if key.is_empty() {
        key.push_str("article");
    }
    match work.card.date {
        Some(date) => format!("{key}-{}", date.day().year),
        None => key,
    }
}

/// A text as TeX prints it. Braces are counted even behind a backslash: they are named.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '$' | '&' | '%' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// What BibLaTeX calls a language.
fn language(code: &str) -> Option<&'static str> {
    Some(match code {
        "ar" => "arabic",
        "de" => "german",
        "en" => "english",
        "es" => "spanish",
        "fr" => "french",
        "it" => "italian",
        "nl" => "dutch",
        "pt" => "portuguese",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{card, cited};
    use super::escaped;
    use catalog::UiLang;
    use domain::{Card, Lang};

    #[test]
    fn a_post_is_an_entry() {
        let card = card("Loyers & charges : +3 %", &["Jeanne Martin", "La rédaction"], Some("Union_Hlm"));
        assert_eq!(
            cited(&card, UiLang::Fr)[1],
            "@online{loyers-charges-3-2018,\n  \
             author = {{Jeanne Martin} and {La rédaction}},\n  \
             title = {{Loyers \\& charges : +3 \\%}},\n  \
             organization = {{Archives du blog}},\n  \
             date = {2018-07-03},\n  year = {2018},\n  \
             note = {D’après\u{202f}: Union\\_Hlm},\n  langid = {french},\n\
             <DAY>  url = {https://archive.example/2018/07/03/x/}\n}\n"
        );
        let bare = Card {
            date: None,
            lang: Lang::parse("eo").unwrap(),
            ..super::super::tests::card("…", &[], None)
        };
        assert_eq!(
            cited(&bare, UiLang::Fr)[1],
            "@online{article,\n  title = {{…}},\n  organization = {{Archives du blog}},\n\
             <DAY>  url = {https://archive.example/2018/07/03/x/}\n}\n"
        );
    }

    #[test]
    fn signs_of_tex_are_printed_as_they_are() {
        for (text, written) in [
            ("50 % de #HLM_2018 & $", "50 \\% de \\#HLM\\_2018 \\& \\$"),
            ("a\\b ~ ^", "a\\textbackslash{}b \\textasciitilde{} \\textasciicircum{}"),
            ("}{ “é”", "\\textbraceright{}\\textbraceleft{} “é”"),
        ] {
            let written_so = escaped(text);
            assert_eq!(written_so, written);
            let depth = |open: char| written_so.matches(open).count();
            assert_eq!(depth('{'), depth('}'), "the braces of {text} are even");
        }
    }

    #[test]
    fn a_key_is_short_and_plain() {
        for (title, key) in [
            (
                "Congrès HLM : la Fédération des Coop’Hlm vous donne rendez-vous",
                "congres-hlm-la-federation-2018",
            ),
            ("السكن", "article-2018"),
            ("Anticonstitutionnellementparlant, oui", "anticonstitutionnellemen-2018"),
        ] {
            let entry = &cited(&card(title, &[], None), UiLang::Fr)[1];
            assert!(entry.starts_with(&format!("@online{{{key},")), "{entry}");
        }
    }
}
