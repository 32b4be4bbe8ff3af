//! A clean body as it is set for reading: French signs stand after a space that does not break, wide tables scroll in a
//! box of their own, headings follow one another without a gap, notes lead back by name, pictures lead to their files, which
//! the browser opens. What is stored stays as it was written.
//!
//! Clean HTML is written in one way (see `links`), so that no tree has to be made of it.

use super::super::markup::{Piece, attributes, pieces};
use super::super::tree::breaks_lines;
use super::headings::Headings;
use domain::{Lang, SafeHtml};
use std::fmt::Write as _;

/// Does not break, and is as narrow as French typesetting wants it before a high sign.
const NARROW: char = '\u{202f}';
/// Spaces as clean HTML writes them.
const SPACES: [&str; 4] = ["&nbsp;", " ", "\u{a0}", "\u{202f}"];
/// Elements in which a space is part of what is said.
const EXACT: [&str; 5] = ["code", "kbd", "pre", "samp", "var"];
/// A picture shown narrower than this, in CSS pixels, is a sign within the text.
const SIGN: u32 = 200;
/// Where files lie: no page of the archive.
const FILES: [&str; 2] = ["/media/", "/wp-content/"];

/// What we say within a body, in the body's own language.
struct Words {
    table: &'static str,
    back: &'static str,
    enlarge: &'static str,
}

impl Words {
    fn of(lang: &Lang) -> Self {
        let (table, back, enlarge) = match lang.primary() {
            "fr" => ("Tableau", "Retour au texte", "Agrandir l’image"),
            "de" => ("Tabelle", "Zurück zum Text", "Bild vergrößern"),
            "es" => ("Tabla", "Volver al texto", "Ampliar la imagen"),
            "it" => ("Tabella", "Torna al testo", "Ingrandisci l’immagine"),
            "nl" => ("Tabel", "Terug naar de tekst", "Afbeelding vergroten"),
            "pt" => ("Tabela", "Voltar ao texto", "Ampliar a imagem"),
            _ => ("Table", "Back to the text", "Enlarge the picture"),
        };
        Self { table, back, enlarge }
    }
}

/// A body as its page shows it.
#[must_use]
pub fn for_reading(html: &SafeHtml, lang: &Lang) -> SafeHtml {
    let mut setter = Setter {
        out: String::with_capacity(html.as_str().len() + 256),
        words: Words::of(lang),
        french: lang.primary() == "fr",
        headings: Headings::default(),
        exact: 0,
        links: 0,
        tables: 0,
        numbered: 0,
        space: None,
        opened: false,
    };
    let all: Vec<Piece<'_>> = pieces(html.as_str()).collect();
    for (at, piece) in all.iter().enumerate() {
        setter.set(piece, all.get(at + 1..).unwrap_or_default());
    }
    SafeHtml::vouched(setter.out)
}

struct Setter {
    out: String,
    words: Words,
    french: bool,
    headings: Headings,
    /// How many elements are open in which spaces are exact.
    exact: usize,
    /// How many links are open.
    links: usize,
    /// How many tables are open.
    tables: usize,
    /// How many tables were named by their number.
    numbered: u32,
    /// Where the spaces begin that the text ended with.
    space: Option<usize>,
    /// The text ended with «, and what comes is what it quotes.
    opened: bool,
}

impl Setter {
    fn set(&mut self, piece: &Piece<'_>, rest: &[Piece<'_>]) {
        match piece {
            Piece::Text(text) if self.french && self.exact == 0 => self.text(text),
            Piece::Text(text) | Piece::Comment(text) => {
                self.out.push_str(text);
                self.forget();
            }
            Piece::Open { name, source } => self.open(name, source, rest),
            Piece::Close { name, source } => self.close(name, source),
        }
    }

    fn forget(&mut self) {
        (self.space, self.opened) = (None, false);
    }

    fn open(&mut self, name: &str, source: &str, rest: &[Piece<'_>]) {
        if breaks_lines(name) || name == "img" {
            self.forget();
        }
        self.exact += usize::from(EXACT.contains(&name));
        match name {
            "table" => {
                if self.tables == 0 {
                    let label = self.label(rest);
                    _ = write!(
                        self.out,
                        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"
                    );
                }
                self.tables += 1;
                self.out.push_str(source);
            }
            "img" => match self.picture_link(source) {
                Some(link) => _ = write!(self.out, "{link}{source}</a>"),
                None => self.out.push_str(source),
            },
            "a" => {
                self.links += 1;
                let leads = |start: &str| source.contains(&format!("href=\"{start}"));
                let mut source = source.to_owned();
                if !attributes(&source).iter().any(|(name, _)| name == "href") {
                    // The name of a place leads nowhere, so that it has no relation to anything.
                    source = source.replacen(" rel=\"noopener noreferrer\"", "", 1);
                } else if FILES.iter().any(|files| leads(files)) {
                    source = source.replacen("rel=\"", "rel=\"external ", 1);
                } else if leads("#") && is_back_sign(rest) {
                    source.insert_str(source.len() - 1, &format!(" aria-label=\"{}\"", self.words.back));
                }
                self.out.push_str(&source);
            }
            _ => match self.headings.open(name, source) {
                Some(heading) => self.out.push_str(&heading),
                None => self.out.push_str(source),
            },
        }
    }

    fn close(&mut self, name: &str, source: &str) {
        if breaks_lines(name) {
            self.forget();
        }
        if EXACT.contains(&name) {
            self.exact = self.exact.saturating_sub(1);
        }
        if name == "a" {
            self.links = self.links.saturating_sub(1);
        }
        match self.headings.close(name, source) {
            Some(heading) => self.out.push_str(&heading),
            None => self.out.push_str(source),
        }
        if name == "table" {
            self.tables = self.tables.saturating_sub(1);
            if self.tables == 0 {
                self.out.push_str("</div>");
            }
        }
    }

    /// The link of a picture to its own file. None where it leads elsewhere already, is not here, or is a mere sign.
    fn picture_link(&self, source: &str) -> Option<String> {
        let all = attributes(source);
        let value = |named: &str| all.iter().find(|(name, _)| name == named).map(|(_, value)| value.as_str());
        let src = value("src").filter(|src| src.starts_with(FILES[0]) && self.links == 0)?;
        value("width").and_then(|width| width.parse::<u32>().ok()).filter(|width| *width >= SIGN)?;
        let is_named = value("alt").is_some_and(|alt| !alt.trim().is_empty());
        let label = if is_named { String::new() } else { format!(" aria-label=\"{}\"", self.words.enlarge) };
        Some(format!("<a href=\"{src}\" rel=\"external noopener noreferrer\"{label}>"))
    }

    /// What a table's box is called: its caption, else a word and its number.
    fn label(&mut self, inside: &[Piece<'_>]) -> String {
        let mut caption = String::new();
        if let Some(Piece::Open { name: "caption", .. }) = inside.first() {
            let end = |piece: &&Piece<'_>| !matches!(piece, Piece::Close { name: "caption", .. });
            for piece in inside.iter().take_while(end) {
                if let Piece::Text(text) = piece {
                    caption.push_str(&text.replace('"', "&quot;"));
                }
            }
        }
        if !caption.trim().is_empty() {
            return caption.trim().to_owned();
        }
        self.numbered += 1;
        format!("{} {}", self.words.table, self.numbered)
    }

    /// A text of a French body.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        if self.opened && self.space.is_none() {
            rest = self.after_quote(rest);
        }
        while let Some(next) = rest.chars().next() {
            self.opened = false;
            if let Some(space) = SPACES.iter().find(|space| rest.starts_with(**space)) {
                self.space.get_or_insert(self.out.len());
                self.out.push_str(space);
                rest = &rest[space.len()..];
                continue;
            }
            let after = &rest[next.len_utf8()..];
            if let Some(start) = self.space.take()
                && is_high_sign(next, after.chars().next())
            {
                narrow(&mut self.out, start);
            }
            self.out.push(next);
            rest = after;
            if next == '«' {
                self.opened = true;
                rest = self.after_quote(rest);
            }
        }
    }

    /// The spaces after « are one that does not break. Gives what follows them.
    fn after_quote<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        while let Some(space) = SPACES.iter().find(|space| rest.starts_with(**space)) {
            rest = &rest[space.len()..];
        }
        if rest.len() < text.len() {
            self.out.push(NARROW);
            self.opened = false;
        }
        rest
    }
}

/// Puts a narrow space in place of the spaces that stand before a sign, where tags may follow them.
fn narrow(out: &mut String, start: usize) {
    let mut end = start;
    while let Some(space) = SPACES.iter().find(|space| out[end..].starts_with(**space)) {
        end += space.len();
    }
    out.replace_range(start..end, "\u{202f}");
}

/// Whether a sign after a space is French punctuation, and no smiley, no address, no name of something.
fn is_high_sign(sign: char, next: Option<char>) -> bool {
    let is_word = next.is_some_and(char::is_alphanumeric);
    match sign {
        '»' => true,
        '!' | '?' => !is_word && next != Some('='),
        ':' | ';' => !is_word && !matches!(next, Some('-' | '(' | ')' | '/' | '\\' | '|' | '*' | '\'' | ':')),
        _ => false,
    }
}

/// Whether a link says nothing but that it leads back.
fn is_back_sign(inside: &[Piece<'_>]) -> bool {
    matches!(inside, [Piece::Text(text), Piece::Close { name: "a", .. }, ..]
        if matches!(text.trim().trim_end_matches('\u{fe0e}'), "↩" | "↑" | "⏎" | "^"))
}

#[cfg(test)]
mod tests {
    use super::super::body;
    use super::*;

    fn set(html: &str, lang: &str) -> String {
        for_reading(&body(html), &Lang::parse(lang).unwrap()).as_str().to_owned()
    }

    /// `_` stands for the narrow space.
    fn check(html: &str, shown: &str) {
        assert_eq!(set(html, "fr"), shown.replace('_', "\u{202f}"), "{html}");
    }

    #[test]
    fn french_signs_stand_after_a_narrow_space() {
        for (html, shown) in [
            ("<p>Qui ? Eux ! Ainsi : tout ; rien.</p>", "<p>Qui_? Eux_! Ainsi_: tout_; rien.</p>"),
            ("<p>Il dit « oui » et part.</p>", "<p>Il dit «_oui_» et part.</p>"),
            ("<p>Il dit «\u{a0}oui&nbsp;», Quoi\u{a0}?</p>", "<p>Il dit «_oui_», Quoi_?</p>"),
            ("<p>Déjà\u{202f}: rien.</p>", "<p>Déjà_: rien.</p>"),
            ("<p>Deux  ! Trois &nbsp;?</p>", "<p>Deux_! Trois_?</p>"),
            ("<p>Quoi ?! Non ?</p>", "<p>Quoi_?! Non_?</p>"),
            // Across the borders of what is inside a line.
            ("<p><b>Quoi </b>? <i>« </i><b>Non</b> »</p>", "<p><b>Quoi_</b>? <i>«_</i><b>Non</b>_»</p>"),
            ("<p>«<b> Oui</b></p>", "<p>«<b>_Oui</b></p>"),
        ] {
            check(html, shown);
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        for html in [
            "<p>Qui? Eux! «Non»</p>",
            "<p>à 9:30, http://a.example/x?y=1;z</p>",
            "<p>content :) ou pas ;-) voir :smile: et ?id=3, !important, :: </p>",
            "<pre>a ? b : c ;</pre><p><code>if (x) ; « y »</code> fin</p>",
            "<p>fin </p><p>! début</p>",
            "<p title=\"a\">A &amp; B &lt; C</p>",
            "<p>a \u{a0} b</p>",
        ] {
            let clean = body(html);
            assert_eq!(for_reading(&clean, &Lang::french()), clean, "{html}");
        }
        let english = body("<p>What ? « no » : none ;</p>");
        assert_eq!(for_reading(&english, &Lang::english()), english);
    }

    #[test]
    fn a_table_scrolls_in_a_box_that_the_keyboard_reaches() {
        let boxed = |label: &str, table: &str| {
            format!(
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">{table}</div>"
            )
        };
        let table = |inside: &str| format!("<table>{inside}<tbody><tr><td>a</td></tr></tbody></table>");
        let caption = "<caption>Loyers <b>\"2018\"</b></caption>";
        let html = format!("{}<p>x</p>{}{}", table(""), table(caption), table(""));
        let shown = format!(
            "{}<p>x</p>{}{}",
            boxed("Tableau 1", &table("")),
            boxed("Loyers &quot;2018&quot;", &table(caption)),
            boxed("Tableau 2", &table(""))
        );
        assert_eq!(set(&html, "fr"), shown);
        let nested = "<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table></td></tr></tbody></table>";
        assert_eq!(set(nested, "en"), boxed("Table 1", nested));
    }

    #[test]
    fn headings_begin_below_the_title_and_leave_no_level_out() {
        check(
            "<h3>Un <b>chiffre</b> !</h3><p>x</p><h5>Deux</h5><h2>Trois</h2>",
            "<h2>Un <b>chiffre</b>_!</h2><p>x</p><h3>Deux</h3><h2>Trois</h2>",
        );
    }

    #[test]
    fn a_note_leads_back_by_name_and_a_file_is_the_browsers() {
        let rel = "rel=\"noopener noreferrer\"";
        check(
            "<ol><li id=\"n1\">Note <a href=\"#n1-link\">↩</a></li></ol>",
            &format!(
                "<ol><li id=\"n1\">Note <a href=\"#n1-link\" {rel} aria-label=\"Retour au texte\">↩</a></li></ol>"
            ),
        );
        check("<p><a id=\"n1\">x</a></p>", "<p><a id=\"n1\">x</a></p>");
        check("<p><a href=\"#n1\">1</a></p>", &format!("<p><a href=\"#n1\" {rel}>1</a></p>"));
        for file in ["/media/ab/x.jpg", "/wp-content/uploads/x.pdf"] {
            check(
                &format!("<p><a href=\"{file}\">x</a></p>"),
                &format!("<p><a href=\"{file}\" rel=\"external noopener noreferrer\">x</a></p>"),
            );
        }
    }

    #[test]
    fn a_picture_leads_to_its_own_file() {
        let shown = |html: &str| for_reading(&super::super::shown(html), &Lang::french()).as_str().to_owned();
        let picture = |alt: &str, width: &str| {
            format!("<img src=\"/media/ab/x.png?a=1&amp;b\" alt=\"{alt}\" width=\"{width}\" height=\"400\">")
        };
        let rel = "rel=\"external noopener noreferrer\"";
        for (alt, label) in [("Une tour", ""), ("", " aria-label=\"Agrandir l’image\"")] {
            let html = shown(&format!("<p>{}</p>", picture(alt, "600")));
            let link = format!("<p><a href=\"/media/ab/x.png?a=1&amp;b\" {rel}{label}><img ");
            assert!(html.starts_with(&link) && html.ends_with("></a></p>"), "{html}");
        }
        for html in [
            format!("<p>{}</p>", picture("Un point", "16")),
            "<p><img src=\"/media/ab/x.png\" alt=\"sans taille\"></p>".to_owned(),
            "<p><img src=\"https://a.example/x.png\" alt=\"ailleurs\" width=\"600\"></p>".to_owned(),
        ] {
            assert_eq!(shown(&html), super::super::shown(&html).as_str(), "{html}");
        }
        let linked = shown(&format!("<p><a href=\"/2018/x/\">{}</a></p>", picture("x", "600")));
        assert_eq!(linked.matches("<a ").count(), 1, "{linked}");
    }

    /// What is set stays as safe as it was: the sanitiser finds nothing in it to take away but what was added here.
    #[test]
    fn what_is_set_is_clean() {
        for html in [
            "<p>a &lt;script&gt; ! « &amp; » ?</p><table><caption>&lt;b&gt; \"</caption><tr><td>x</td></tr></table>",
            "<p><a href=\"/media/x&quot;onclick=1\">x</a> <a href=\"#&quot;><script>\">↩</a></p>",
        ] {
            let shown = for_reading(&body(html), &Lang::french());
            assert!(!shown.as_str().contains("<script"), "{shown:?}");
            let words = |html: &str| html.replace(['\u{202f}', ' '], "").replace("&nbsp;", "");
            let without_boxes = body(shown.as_str());
            let before = body(html);
            let plain = |html: &SafeHtml| {
                let text: String = pieces(html.as_str())
                    .filter(|piece| matches!(piece, Piece::Text(_)))
                    .map(|p| p.source().to_owned())
                    .collect();
                words(&text)
            };
            assert_eq!(plain(&without_boxes), plain(&before), "{html}");
        }
    }
}
