//! Paragraphs as WordPress makes them of a classic body when it shows it: an empty line is a paragraph, a line end
//! a line break, blocks stand alone, preformatted text is left as it is.

use super::markup::{Piece, pieces};

/// Elements that stand alone between paragraphs.
const BLOCKS: [&str; 47] = [
    "address",
    "area",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "iframe",
    "legend",
    "li",
    "map",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
];
const MORE_BLOCKS: [&str; 3] = ["tr", "ul", "script"];

/// Blocks that may hold paragraphs.
const HOLDS_PARAGRAPHS: [&str; 16] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "fieldset",
    "footer",
    "form",
    "header",
    "li",
    "nav",
    "section",
    "td",
];

fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok() || MORE_BLOCKS.contains(&name)
}

/// A body with its paragraphs and line breaks written out.
pub(crate) fn autop(body: &str) -> String {
    if body.trim().is_empty() {
        return String::new();
    }
    let body =
        if body.contains('\r') { body.replace("\r\n", "\n").replace('\r', "\n") } else { body.to_owned() };
    let mut out = Writer::default();
    let mut verbatim: Option<&str> = None;
    for piece in pieces(&body) {
        if let Some(name) = verbatim {
            out.verbatim(piece.source());
            if matches!(piece, Piece::Close { name: closed, .. } if closed.eq_ignore_ascii_case(name)) {
                verbatim = None;
            }
            continue;
        }
        match piece {
            Piece::Text(text) => out.text(text),
            Piece::Comment(source) => out.inline(source),
            Piece::Open { name, source } => {
                let lower = name.to_ascii_lowercase();
                if lower == "br" {
                    out.line_break();
                } else if is_block(&lower) {
                    out.block_open(&lower, source);
                    if matches!(lower.as_str(), "pre" | "script" | "style" | "textarea")
                        && !source.ends_with("/>")
                    {
                        verbatim = Some(name);
                    }
                } else {
                    out.inline(source);
                }
            }
            Piece::Close { name, source } => {
                let lower = name.to_ascii_lowercase();
                if is_block(&lower) { out.block_close(&lower, source) } else { out.inline(source) }
            }
        }
    }
    out.finish()
}

/// A run of inline content between two blocks or empty lines.
#[derive(Default)]
struct Run {
    html: String,
    /// Whether it holds anything but white space.
    full: bool,
    /// A line end was met and not written yet: it is a break only if something follows.
    pending: Option<Pending>,
}

#[derive(Clone, Copy, PartialEq)]
enum Pending {
    /// A line end of the text.
    Line,
    /// A `<br>` that is written.
    Written,
}

/// What stands on each side of a run.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Block,
    EmptyLine,
}

struct Writer {
    out: String,
    run: Run,
    before: Edge,
    /// Names of the blocks that are open.
    open: Vec<String>,
    /// Whether a paragraph written in the body itself is open: it holds no other.
    in_own_paragraph: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            out: String::new(),
            run: Run::default(),
            before: Edge::EmptyLine,
            open: Vec::new(),
            in_own_paragraph: false,
        }
    }
}

impl Writer {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'\n', rest.as_bytes()) {
            self.words(&rest[..at]);
            let after = &rest[at + 1..];
            // An empty line, whatever spaces it holds, ends the paragraph.
            let blank = after.len() - after.trim_start_matches([' ', '\t', '\n']).len();
            if after[..blank].contains('\n') {
                self.end_run(Edge::EmptyLine);
                rest = &after[blank..];
            } else {
                if self.run.full && self.run.pending.is_none() {
                    self.run.pending = Some(Pending::Line);
                }
                rest = after;
            }
        }
        self.words(rest);
    }

    fn words(&mut self, words: &str) {
        if words.trim_matches([' ', '\t']).is_empty() {
            if self.run.full && self.run.pending.is_none() {
                self.run.html.push_str(words);
            }
            return;
        }
        self.write_pending();
        self.run.html.push_str(words);
        self.run.full = true;
    }

    fn inline(&mut self, source: &str) {
        self.write_pending();
        self.run.html.push_str(source);
        self.run.full = true;
    }

    fn line_break(&mut self) {
        if self.run.pending == Some(Pending::Written) {
            // Two breaks in a row are how some editors write an empty line.
            self.end_run(Edge::EmptyLine);
        } else if self.run.full {
            self.run.pending = Some(Pending::Written);
        }
    }

    fn write_pending(&mut self) {
        if self.run.pending.take().is_some() {
            let trimmed = self.run.html.trim_end_matches([' ', '\t']).len();
            self.run.html.truncate(trimmed);
            self.run.html.push_str("<br />\n");
        }
    }

    fn end_run(&mut self, after: Edge) {
        let run = std::mem::take(&mut self.run);
        let before = std::mem::replace(&mut self.before, after);
        if !run.full {
            return;
        }
        let html = run.html.trim();
        let alone_in_block = before == Edge::Block && after == Edge::Block;
        let parent = self.open.last().map(String::as_str);
        let may_hold = parent.is_none_or(|name| HOLDS_PARAGRAPHS.contains(&name));
        // `<div>word</div>` keeps its word bare; a quotation and the top level never do.
        let wrapped = !self.in_own_paragraph
            && may_hold
            && (!alone_in_block || matches!(parent, None | Some("blockquote")));
        if wrapped {
            self.out.push_str("<p>");
            self.out.push_str(html);
            self.out.push_str("</p>\n");
        } else {
            self.out.push_str(html);
            if after == Edge::EmptyLine {
                self.out.push_str(if self.in_own_paragraph { "</p>\n<p>" } else { "<br />\n" });
            }
        }
    }

    fn block_open(&mut self, name: &str, source: &str) {
        self.end_run(Edge::Block);
        self.in_own_paragraph = name == "p";
        self.out.push_str(source);
        if matches!(name, "hr" | "area" | "col") {
            self.out.push('\n');
        } else if name != "p" && !source.ends_with("/>") {
            self.open.push(name.to_owned());
        }
    }

    fn block_close(&mut self, name: &str, source: &str) {
        self.end_run(Edge::Block);
        self.in_own_paragraph = false;
        self.out.push_str(source);
        self.out.push('\n');
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
        }
    }

    fn verbatim(&mut self, source: &str) {
        self.out.push_str(source);
        if source.starts_with("</") {
            self.before = Edge::Block;
            self.open.pop();
        }
    }

    fn finish(mut self) -> String {
        self.end_run(Edge::EmptyLine);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_those_wordpress_shows() {
        for (body, html) in [
            ("un\n\ndeux", "<p>un</p>\n<p>deux</p>\n"),
            ("un\r\ndeux", "<p>un<br />\ndeux</p>\n"),
            ("un\n \t\ndeux\n", "<p>un</p>\n<p>deux</p>\n"),
            ("un<br><br/>deux", "<p>un</p>\n<p>deux</p>\n"),
            ("un<br />\ndeux", "<p>un<br />\ndeux</p>\n"),
            ("<h2>t</h2>\nun", "<h2>t</h2>\n<p>un</p>\n"),
            ("<p>un</p>\n<p>deux\ntrois</p>", "<p>un</p>\n<p>deux<br />\ntrois</p>\n"),
            ("<div>un</div>", "<div>un</div>\n"),
            ("<div>un\n\ndeux</div>", "<div><p>un</p>\n<p>deux</p>\n</div>\n"),
            ("<blockquote>un</blockquote>", "<blockquote><p>un</p>\n</blockquote>\n"),
            ("<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>", "<ul><li>a</li>\n<li>b<br />\nc</li>\n</ul>\n"),
            ("a\n<pre>x\n\n  y\n</pre>\nb", "<p>a</p>\n<pre>x\n\n  y\n</pre><p>b</p>\n"),
            ("<a\nhref='x'>l</a> m", "<p><a\nhref='x'>l</a> m</p>\n"),
            ("a <em>b\nc</em>", "<p>a <em>b<br />\nc</em></p>\n"),
            ("3 < 4\n\nx", "<p>3 < 4</p>\n<p>x</p>\n"),
            (" \n\n ", ""),
        ] {
            assert_eq!(autop(body), html, "{body:?}");
        }
        assert!(BLOCKS.is_sorted() && HOLDS_PARAGRAPHS.is_sorted());
    }
}
