//! The continue link: the outbound link to the original.

use super::lines::{Doomed, Line};
use super::said_by::{begins_with_any, phrase};
use crate::body::OwnHosts;
use crate::body::tree::{Id, Tree};
use crate::draft::Link;

/// How the words of a continue link begin.
const BEGINNINGS: [&str; 38] = [
    "lire la suite",
    "lire la fin",
    "lire l'article",
    "lire cet article",
    "lire l'integralite",
    "lire l'original",
    "lire le texte integral",
    "lire plus",
    "lire en entier",
    "lisez la suite",
    "la suite",
    "suite de l'article",
    "suite ici",
    "suite sur",
    "voir la suite",
    "decouvrir la suite",
    "decouvrez la suite",
    "retrouvez la suite",
    "en savoir plus",
    "en savoir +",
    "pour en savoir plus",
    "savoir plus",
    "l'article complet",
    "l'article integral",
    "l'integralite de l'article",
    "article complet",
    "read more",
    "continue reading",
    "read the rest",
    "read the full",
    "read full",
    "read the whole",
    "read the original",
    "read on",
    "full article",
    "full story",
    "keep reading",
    "more on",
];

/// Words of links that lead to something else than the original.
const SOMETHING_ELSE: [&str; 13] = [
    "telecharger",
    "telechargement",
    "telechargez",
    "download",
    "inscription",
    "inscri",
    "s'inscrire",
    "register",
    "registration",
    "sign up",
    "abonne",
    "subscribe",
    "billet",
];

/// A longer line says something of its own.
const LONGEST_LINE: usize = 90;
/// A link that stands so near the end ends the post.
const NEAR_THE_END: usize = 3;

/// Whether the words of a link say that the text goes on there.
pub(super) fn says_continue(words: &str) -> bool {
    let phrase = phrase(words);
    phrase.chars().count() <= LONGEST_LINE
        && begins_with_any(&phrase, &BEGINNINGS)
        && !SOMETHING_ELSE.iter().any(|other| phrase.contains(other))
}

struct Candidate<'a> {
    link: Id,
    url: String,
    line: &'a Line,
    whole_line: bool,
}

/// Finds the continue link and takes it out of the body. With two that lead to different places it is not
/// told which is the post's: both stay, and it is said so.
pub(super) fn take(tree: &mut Tree, lines: &[Line], warnings: &mut Vec<String>) -> Option<Link> {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let count = lines.len();
    for (at, line) in lines.iter().enumerate() {
        let outbound: Vec<(Id, String)> = line
            .links(tree)
            .into_iter()
            .filter_map(|link| {
                Some((
                    link,
                    tree.attribute(link, "href").filter(|href| OwnHosts::leads_out(href))?.to_owned(),
                ))
            })
            .collect();
        let whole = outbound.len() == 1 && line.links(tree).len() == 1 && says_continue(&line.text);
        for (link, url) in outbound {
            let by_itself = says_continue(&tree.words(link));
            if whole || (by_itself && (count - at <= NEAR_THE_END || is_short(line))) {
                candidates.push(Candidate { link, url, line, whole_line: whole });
            }
        }
    }
    let last = candidates.last()?;
    if candidates.iter().any(|other| other.url != last.url) {
        warnings.push(format!("{} links could be the one to the original: none was taken", candidates.len()));
        return None;
    }
    let words = if last.whole_line && !says_continue(&tree.words(last.link)) {
        last.line.text.clone()
    } else {
        tree.words(last.link)
    };
    let found = Link { url: last.url.clone(), text: words };
    let mut doomed = Doomed::default();
    for candidate in &candidates {
        if candidate.whole_line && !candidate.line.has_picture(tree) {
            doomed.line(candidate.line);
        } else {
            doomed.node(tree, candidate.link);
        }
    }
    doomed.take_out(tree);
    Some(found)
}

fn is_short(line: &Line) -> bool {
    line.text.chars().count() <= LONGEST_LINE
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(html: &str, found: Option<&str>, left: &str) {
        let mut tree = Tree::parse(html);
        let all = lines(&tree);
        let link = take(&mut tree, &all, &mut Vec::new());
        assert_eq!(link.map(|link| format!("{} {}", link.url, link.text)).as_deref(), found, "{html}");
        assert_eq!(tree.to_html(), left, "{html}");
    }

    #[test]
    fn the_link_to_the_original_is_told_by_its_words() {
        for words in [
            "…lire la suite…",
            "La suite ici",
            "En savoir plus…",
            ">>> Lire l’article",
            "Read more →",
            "Continue reading",
            "[Lire la suite]",
            "Lire la suite sur Localtis",
            "EN SAVOIR PLUS",
            "Pour en savoir plus",
            "Lire l'article complet »",
        ] {
            let words = words.replace(">", "&gt;");
            let html = format!("<p>a</p><p><a href=\"https://x.example/\">{words}</a></p>");
            let mut tree = Tree::parse(&html);
            let all = lines(&tree);
            assert!(take(&mut tree, &all, &mut Vec::new()).is_some(), "{words}");
            assert_eq!(tree.to_html(), "<p>a</p>", "{words}");
        }
        check(
            "<p>La suite <a href=\"https://x.example/\">ici</a></p>",
            Some("https://x.example/ La suite ici"),
            "",
        );
        check(
            "<p>Un texte […] <a href=\"https://x.example/\">Lire la suite</a></p>",
            Some("https://x.example/ Lire la suite"),
            "<p>Un texte […] </p>",
        );
    }

    #[test]
    fn anything_else_stays() {
        for html in [
            "<p><a href=\"https://x.example/p.pdf\">Télécharger le programme</a></p>",
            "<p><a href=\"https://x.example/\">En savoir plus et s’inscrire</a></p>",
            "<p>——&gt;Inscrivez-vous en cliquant <a href=\"https://x.example/\">ICI</a></p>",
            "<p><a href=\"/2018/07/x/#more-1\">Lire la suite</a></p>",
            "<p><a href=\"https://x.example/\">Le site</a></p>",
            "<p><a href=\"https://x.example/\">La suiteuse</a></p>",
            "<p><a href=\"https://x.example/1\">Lire la suite</a></p><p><a href=\"https://x.example/2\">Lire la suite</a></p>",
        ] {
            check(html, None, html);
        }
    }
}
