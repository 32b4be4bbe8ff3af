//! The source line: the outlet that a post quotes or credits.

use super::continue_link::says_continue;
use super::lines::{Doomed, Line};
use crate::body::tree::{Id, Tree};
use crate::body::{OwnHosts, host_of};
use domain::fold;

/// What a source line begins with, before its colon.
const NAMES: [&str; 14] = [
    "source",
    "sources",
    "via",
    "credit",
    "credits",
    "from",
    "d'apres",
    "source originale",
    "source de l'article",
    "source article",
    "article source",
    "original source",
    "source (s)",
    "source(s)",
];
/// The outlet's name is short; what is longer says something else.
const LONGEST_NAME: usize = 80;
const MOST_WORDS: usize = 12;
/// A source line stands among the first lines, or among the last.
const FIRST_LINES: usize = 3;
const LAST_LINES: usize = 5;

/// A source line found.
struct Found {
    name: String,
    /// Whether the line says nothing else, and can leave the body.
    whole_line: bool,
}

/// Finds the first source line and takes it out of the body, where it says nothing else.
pub(super) fn take(tree: &mut Tree, lines: &[Line], warnings: &mut Vec<String>) -> Option<String> {
    for (at, line) in lines.iter().enumerate() {
        let Some(found) = read(tree, line) else { continue };
        let at_an_end = at < FIRST_LINES || lines.len() - at <= LAST_LINES;
        let Ok(found) = found else {
            warnings.push(format!(
                "“{}” may name a source, but not for sure: none was taken",
                start_of(&line.text)
            ));
            continue;
        };
        if !at_an_end || line.is_aside(tree) {
            warnings.push(format!(
                "“{}” credits a part of the text: not taken for its source",
                start_of(&line.text)
            ));
            continue;
        }
        if found.whole_line && !line.has_picture(tree) {
            let mut doomed = Doomed::default();
            doomed.line(line);
            doomed.take_out(tree);
        }
        return Some(found.name);
    }
    None
}

/// The first words of a line, for a remark.
fn start_of(text: &str) -> String {
    text.chars().take(60).collect()
}

/// What a line names as its source: None where it is no source line, Err where that is not sure.
fn read(tree: &Tree, line: &Line) -> Option<Result<Found, ()>> {
    let text = line.text.trim_matches([' ', '\u{a0}']);
    let (opened, bare) = strip_brackets(text);
    if let Some(rest) = after_name(bare, || opened || is_all_link(tree, line)) {
        return Some(name(tree, line, rest).map(|name| Found { name, whole_line: true }));
    }
    // “… the end of a sentence. (Source : X)”
    let ends_line = text.ends_with([')', ']']) || text.ends_with(").") || text.ends_with("].");
    let open = ends_line.then(|| memchr::memrchr2(b'(', b'[', text.as_bytes())).flatten()?;
    let (_, bare) = strip_brackets(&text[open..]);
    let rest = after_name(bare, || false)?;
    Some(clean(rest).map(|name| Found { name, whole_line: false }).ok_or(()))
}

/// The text inside brackets that hold all of it, and whether there were any.
fn strip_brackets(text: &str) -> (bool, &str) {
    let inner = text
        .trim_end_matches('.')
        .trim_matches(|c: char| matches!(c, '*' | '–' | '—' | '-' | '>' | '→' | '•') || c.is_whitespace());
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(inner) = inner.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)) {
            return (true, inner.trim());
        }
    }
    (false, inner)
}

/// What follows “Source :”. Without a colon only where `bare_name_does` (“(Source X)”, “Via <link>”).
fn after_name(text: &str, bare_name_does: impl FnOnce() -> bool) -> Option<&str> {
    if !may_begin_with_name(text) {
        return None;
    }
    if let Some((head, rest)) = text.split_once([':', '：']) {
        let head = fold(head);
        if NAMES.contains(&head.trim()) {
            return Some(rest);
        }
    }
    let (first, rest) = text.split_once([' ', '\u{a0}'])?;
    let known = matches!(fold(first).as_str(), "source" | "via");
    (known && rest.split_whitespace().count() <= 8 && bare_name_does()).then_some(rest)
}

/// Whether the first letter is that of a name: most lines begin with another and need not be folded. Folding makes
/// a letter without an accent no other letter.
fn may_begin_with_name(text: &str) -> bool {
    match text.trim_start().chars().next() {
        Some(first) if first.is_ascii_graphic() => {
            matches!(first.to_ascii_lowercase(), 's' | 'v' | 'c' | 'f' | 'd' | 'a' | 'o')
        }
        _ => true,
    }
}

/// Whether everything after the first word of a line is a link.
fn is_all_link(tree: &Tree, line: &Line) -> bool {
    let linked: usize =
        line.links(tree).iter().map(|link| tree.words(*link).split_whitespace().count()).sum();
    linked > 0 && line.text.split_whitespace().count() <= linked + 1
}

/// The outlet's name: a link's words where the line has one right after its colon, else the text.
fn name(tree: &Tree, line: &Line, rest: &str) -> Result<String, ()> {
    let links: Vec<Id> =
        line.links(tree).into_iter().filter(|link| !says_continue(&tree.words(*link))).collect();
    let rest_words = rest.trim();
    if let Some(first) = links.first() {
        let words = tree.words(*first);
        let href = tree.attribute(*first, "href").unwrap_or_default();
        if let Some(after) = rest_words.strip_prefix(words.trim()).filter(|_| !words.trim().is_empty()) {
            if says_nothing(&words) {
                return host_of(href).ok_or(());
            }
            // Another name after the link belongs to the first; a date or a title beside it does not.
            let after = after.trim_start();
            let goes_on = after.starts_with(|c: char| c.is_alphanumeric())
                && !begins_with_date(after)
                && links.len() == 1
                && !says_continue(after);
            let own_words = clean(&words).ok_or(())?;
            return if goes_on && own_words.split_whitespace().count() < 3 {
                clean(rest_words).ok_or(())
            } else {
                Ok(own_words)
            };
        }
        if let Some(at) =
            rest_words.find(words.trim()).filter(|_| says_nothing(&words) || says_continue(&words))
        {
            return clean(&rest_words[..at]).ok_or(());
        }
    }
    let mut text = rest_words;
    let continue_words: Vec<String> = line
        .links(tree)
        .into_iter()
        .map(|link| tree.words(link))
        .filter(|words| says_continue(words))
        .collect();
    for words in &continue_words {
        if let Some(at) = text.find(words.as_str()) {
            text = &text[..at];
        }
    }
    clean(text).ok_or(())
}

/// Link words that name nothing: “ici”, “lien”, an address.
fn says_nothing(words: &str) -> bool {
    let folded = fold(words);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    OwnHosts::leads_out(words.trim())
        || matches!(
            bare,
            "ici"
                | "lien"
                | "le lien"
                | "cliquez ici"
                | "here"
                | "link"
                | "article"
                | "l'article"
                | "site"
                | "le site"
                | "web"
        )
}

/// A name without its date, quotes and punctuation. None where it is too long for a name, or is none.
fn clean(text: &str) -> Option<String> {
    let mut name = text.trim_matches(is_edge).to_owned();
    if OwnHosts::leads_out(&name) && !name.contains(char::is_whitespace) {
        return host_of(&name);
    }
    if let Some(address) = name.find("http://").or_else(|| name.find("https://")) {
        name.truncate(address);
    }
    if let Some(at) = date_tail(&name) {
        name.truncate(at);
    }
    // “Le Monde (AFP)” keeps its bracket; one that lost its other half goes.
    let mut name = name.trim_matches(is_edge);
    if name.ends_with(')') && !name.contains('(') {
        name = name.trim_end_matches(')').trim_matches(is_edge);
    }
    if name.ends_with('(') {
        name = name.trim_end_matches('(').trim_matches(is_edge);
    }
    let words = name.split_whitespace().count();
    let fits = (1..=MOST_WORDS).contains(&words) && name.chars().count() <= LONGEST_NAME;
    (fits && name.chars().any(char::is_alphabetic))
        .then(|| name.split([' ', '\t']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '«'
                | '»'
                | '“'
                | '”'
                | '"'
                | '>'
                | '<'
                | '→'
                | '–'
                | '—'
                | '-'
                | '*'
                | '_'
                | '|'
                | '/'
                | '\u{a0}'
                | '\u{202f}'
        )
}

/// Where a date begins that follows the name: `, 12 juillet 2018`, ` du 12/07/2018`, ` – 2018`.
fn date_tail(name: &str) -> Option<usize> {
    const JOINTS: [&str; 10] = [", le ", " du ", " le ", ", ", " – ", " — ", " - ", " (", " | ", " en "];
    JOINTS.iter().find_map(|joint| {
        name.match_indices(joint)
            .find(|(at, joint)| begins_with_date(&name[at + joint.len()..]))
            .map(|(at, _)| at)
    })
}

fn begins_with_date(text: &str) -> bool {
    const MONTHS: [&str; 24] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let folded = fold(text);
    let mut words = folded.split([' ', ',']).filter(|w| !w.is_empty());
    let Some(first) = words.next() else { return false };
    let first = if matches!(
        first,
        "du" | "le" | "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche"
    ) {
        words.next().unwrap_or_default()
    } else {
        first
    };
    let is_numeric = first.starts_with(|c: char| c.is_ascii_digit())
        && first
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ')') || first.ends_with("er"));
    let is_year = first.trim_end_matches(')').len() == 4 && first.starts_with(['1', '2']);
    let has_slash = first.contains(['/', '.', '-']);
    let next_is_month = words.next().is_some_and(|word| MONTHS.contains(&word.trim_end_matches([')', '.'])));
    (is_numeric && (is_year || has_slash || next_is_month))
        || (MONTHS.contains(&first) && folded.contains("20"))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(html: &str, source: Option<&str>, left: &str, warned: usize) {
        let mut tree = Tree::parse(html);
        let all = lines(&tree);
        let mut warnings = Vec::new();
        assert_eq!(take(&mut tree, &all, &mut warnings).as_deref(), source, "{html}");
        assert_eq!(tree.to_html(), left, "{html}");
        assert_eq!(warnings.len(), warned, "{html}: {warnings:?}");
    }

    #[test]
    fn every_name_begins_with_a_letter_that_is_looked_for() {
        for name in NAMES {
            assert!(may_begin_with_name(name) && may_begin_with_name(&name.to_uppercase()), "{name}");
        }
        assert!(may_begin_with_name("\u{200b}Source") && !may_begin_with_name(" Un mot"));
    }

    #[test]
    fn source_lines_are_read_however_they_are_written() {
        for (line, source) in [
            (
                "<em>Source : <a href=\"https://s.example/\">Union Sociale pour l’Habitat</a></em>",
                "Union Sociale pour l’Habitat",
            ),
            ("Source: Localtis", "Localtis"),
            ("SOURCE\u{a0}: « Le Monde »", "Le Monde"),
            ("Sources : Insee", "Insee"),
            ("(Source : AFP)", "AFP"),
            ("(Source AFP)", "AFP"),
            ("[Via : <a href=\"https://s.example/\">Localtis</a>]", "Localtis"),
            ("Via <a href=\"https://s.example/\">Localtis</a>", "Localtis"),
            ("Crédit : Ministère du Logement.", "Ministère du Logement"),
            ("From: The Guardian", "The Guardian"),
            (
                "Source : <a href=\"https://www.lemonde.example/x\">https://www.lemonde.example/x</a>",
                "lemonde.example",
            ),
            ("Source : https://www.lemonde.example/x", "lemonde.example"),
            ("Source : <a href=\"https://www.lemonde.example/x\">ici</a>", "lemonde.example"),
            ("Source : Le Monde, 12 juillet 2018", "Le Monde"),
            ("Source : <a href=\"https://s.example/\">Le Monde</a> du 12/07/2018", "Le Monde"),
            ("Source : Le Monde – <a href=\"https://s.example/\">lire la suite</a>", "Le Monde"),
            ("<strong>Source</strong> : Caisse des Dépôts", "Caisse des Dépôts"),
            ("Source : Arkéa Banque E&amp;I", "Arkéa Banque E&I"),
        ] {
            check(&format!("<p>{line}</p><p>mot</p>"), Some(source), "<p>mot</p>", 0);
            check(&format!("<p>mot</p><p>{line}</p>"), Some(source), "<p>mot</p>", 0);
            check(&format!("<p>mot<br>{line}</p>"), Some(source), "<p>mot</p>", 0);
        }
        check(
            "<p>Fin de phrase (source : Insee).</p>",
            Some("Insee"),
            "<p>Fin de phrase (source : Insee).</p>",
            0,
        );
        check(
            "<p>Source : Un</p><p>a</p><p>Source : Deux</p>",
            Some("Un"),
            "<p>a</p><p>Source : Deux</p>",
            0,
        );
    }

    #[test]
    fn what_is_no_source_line_or_not_for_sure_stays() {
        for (html, warned) in [
            (
                "<p>La source : un mystère que personne n’a jamais voulu expliquer à ceux qui demandaient comment tout cela avait commencé</p>",
                0,
            ),
            (
                "<p>Source : un mystère que personne n’a jamais voulu expliquer à ceux qui demandaient comment tout cela avait commencé</p>",
                1,
            ),
            ("<p>Source :</p>", 1),
            ("<p>Via Roma est une rue de Turin</p>", 0),
            ("<p>Ressource : eau</p>", 0),
            ("<figure><img src=\"/x\"><figcaption>Source : Insee</figcaption></figure><p>mot</p>", 1),
        ] {
            check(html, None, html, warned);
        }
        let middle = format!("{}<p>Source : Insee</p>{}", "<p>mot</p>".repeat(6), "<p>mot</p>".repeat(6));
        check(&middle, None, &middle, 1);
    }
}
