//! A body cut into tags, comments and text, without understanding it: for what WordPress does to the text of a
//! body before it is HTML.

/// A piece of a body. Pieces follow one another without gap or overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags.
    Text(&'a str),
    /// `<!-- … -->`, or another declaration.
    Comment(&'a str),
    /// `<name …>` or `<name … />`.
    Open {
        /// Its name, as written.
        name: &'a str,
        /// All of it.
        source: &'a str,
    },
    /// `</name>`.
    Close {
        /// Its name, as written.
        name: &'a str,
        /// All of it.
        source: &'a str,
    },
}

impl<'a> Piece<'a> {
    /// The piece as written.
    pub(super) fn source(&self) -> &'a str {
        match self {
            Self::Text(source)
            | Self::Comment(source)
            | Self::Open { source, .. }
            | Self::Close { source, .. } => source,
        }
    }
}

/// Cuts a body into pieces.
pub(super) fn pieces(body: &str) -> Pieces<'_> {
    Pieces { rest: body, no_more_tags: false }
}

/// See [`pieces`].
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// No `>` follows: what looks like the beginning of a tag is none, and need not be looked at again.
    no_more_tags: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if !self.no_more_tags && begins_tag(self.rest) {
            if let Some((piece, length)) = tag(self.rest) {
                self.rest = &self.rest[length..];
                return Some(piece);
            }
            self.no_more_tags = true;
        }
        if self.no_more_tags {
            return Some(Piece::Text(std::mem::take(&mut self.rest)));
        }
        // A `<` that begins no tag is text.
        let mut end = 1;
        while !self.rest.is_char_boundary(end) {
            end += 1;
        }
        loop {
            match memchr::memchr(b'<', &self.rest.as_bytes()[end..]) {
                Some(at) if begins_tag(&self.rest[end + at..]) => {
                    end += at;
                    break;
                }
                Some(at) => end += at + 1,
                None => {
                    end = self.rest.len();
                    break;
                }
            }
        }
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Piece::Text(text))
    }
}

fn begins_tag(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    if bytes.next() != Some(b'<') {
        return false;
    }
    match bytes.next() {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.next().is_some_and(|b| b.is_ascii_alphabetic()),
        Some(b) => b.is_ascii_alphabetic(),
        None => false,
    }
}

/// The tag or comment that `rest` begins with, and its length.
fn tag(rest: &str) -> Option<(Piece<'_>, usize)> {
    if rest.starts_with("<!--") {
        let length = rest.find("-->").map_or(rest.len(), |at| at + 3);
        return Some((Piece::Comment(&rest[..length]), length));
    }
    let length = tag_length(rest)?;
    let source = &rest[..length];
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return Some((Piece::Comment(source), length));
    }
    let inner = source[1..].trim_start_matches('/');
    let name_end = inner.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(inner.len());
    let name = &inner[..name_end];
    let piece =
        if source.starts_with("</") { Piece::Close { name, source } } else { Piece::Open { name, source } };
    Some((piece, length))
}

/// Up to the `>` outside quotes; when quotes never close, up to the first `>`.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    rest.find('>').map(|at| at + 1)
}

/// The value of an attribute in a tag or shortcode as written, quoted or not. Its entities are left.
pub(super) fn attributes(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = source.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        // An address without a name: what looks like a value is its query.
        let end = if rest[..end].contains("://") {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        } else {
            end
        };
        let (key, after) = rest.split_at(end);
        let value_part = after.trim_start();
        let Some(value_part) = value_part.strip_prefix('=') else {
            if !key.is_empty() {
                found.push((String::new(), key.trim_matches(['"', '\'']).to_owned()));
            }
            rest = value_part;
            continue;
        };
        let value_part = value_part.trim_start();
        let quotes: [(char, &[char]); 5] =
            [('"', &['"']), ('\'', &['\'']), ('“', &['”', '“']), ('”', &['”']), ('″', &['″'])];
        let quoted =
            value_part.chars().next().and_then(|open| quotes.iter().find(|(quote, _)| *quote == open));
        let (value, next) = match quoted {
            Some((open, close)) => {
                let inner = &value_part[open.len_utf8()..];
                match inner.find(*close) {
                    Some(at) => {
                        let closing = inner[at..].chars().next().map_or(1, char::len_utf8);
                        (&inner[..at], &inner[at + closing..])
                    }
                    None => (inner, ""),
                }
            }
            None => value_part.split_at(value_part.find(char::is_whitespace).unwrap_or(value_part.len())),
        };
        found.push((key.to_ascii_lowercase(), value.to_owned()));
        rest = next.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_put_together_are_the_body() {
        for body in [
            "a<b>c</b>",
            "3 < 4 <",
            "<!-- x -->y<!-- z",
            "<a href='>'>é</a>",
            "<a title=\"x>y",
            "é<é",
            "<",
            "</>",
        ] {
            assert_eq!(pieces(body).map(|p| p.source()).collect::<String>(), body);
        }
    }

    #[test]
    fn attributes_are_read_quoted_or_not() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            attributes(r#"ids="1,2" columns=2 link='file' size=“large” alone"#),
            [
                pair("ids", "1,2"),
                pair("columns", "2"),
                pair("link", "file"),
                pair("size", "large"),
                pair("", "alone")
            ]
        );
        assert_eq!(attributes("x=\"é"), [pair("x", "é")]);
    }
}
