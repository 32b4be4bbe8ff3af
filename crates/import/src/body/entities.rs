//! HTML's character references, in plain text and attributes.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest entity name is `CounterClockwiseContourIntegral;`.
const LONGEST_NAME: usize = 33;

/// Replaces the references that end in a semicolon. Anything else stays as it is written: `AT&T`, `&c=1`.
pub(crate) fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST_NAME + 1).position(|b| b == b';');
        match end.and_then(|end| Some((end, reference(&rest[1..end])?))) {
            Some((end, decoded)) => {
                out.push_str(&decoded);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Titles are often encoded twice (`d&amp;#8217;un`, `&amp;amp;`): decodes until nothing changes, at most twice.
pub(crate) fn decode_twice(text: &str) -> String {
    let once = decode_entities(text);
    if once.contains('&') { decode_entities(&once) } else { once }
}

/// Appends what the name between `&` and `;` stands for. False where that is nothing: then nothing is appended.
pub(crate) fn reference_into(name: &str, out: &mut String) -> bool {
    let plain = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => {
            let read = reference(name);
            out.push_str(read.as_deref().unwrap_or_default());
            return read.is_some();
        }
    };
    out.push(plain);
    true
}

/// What the name between `&` and `;` stands for.
fn reference(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let code = match code {
            0x80..=0x9F => C1_REPLACEMENTS[code as usize - 0x80].map_or(code, u32::from),
            _ => code,
        };
        return char::from_u32(code)
            .filter(|c| !c.is_control() || matches!(c, '\t' | '\n'))
            .map(String::from);
    }
    let &(first, second) = NAMED_ENTITIES.get(format!("{name};").as_str())?;
    let first = char::from_u32(first).filter(|c| *c != '\0')?;
    Some([Some(first), char::from_u32(second).filter(|c| *c != '\0')].into_iter().flatten().collect())
}

/// Text as HTML: safe between tags and in double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// [`escape`], appended.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    let mut done = 0;
    for at in memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()) {
        escape_quotes_into(&text[done..at], out);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        done = at + 1;
    }
    escape_quotes_into(&text[done..], out);
}

fn escape_quotes_into(text: &str, out: &mut String) {
    let mut done = 0;
    for at in memchr::memchr_iter(b'"', text.as_bytes()) {
        out.push_str(&text[done..at]);
        out.push_str("&quot;");
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_the_characters_they_stand_for() {
        for (written, read) in [
            ("d&#8217;un", "d’un"),
            ("&eacute;t&eacute;&nbsp;!", "été\u{a0}!"),
            ("AT&T; &c=1&amp;d", "AT&T; &c=1&d"),
            ("&#x2019;&#146;", "’’"),
            ("&#0;&#xD800;", "&#0;&#xD800;"),
            ("&notanentity;", "&notanentity;"),
            ("&", "&"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(decode_entities(written), read, "{written}");
        }
        assert_eq!(escape("<a \"é\"> & \"b\""), "&lt;a &quot;é&quot;&gt; &amp; &quot;b&quot;");
        assert_eq!(decode_twice("A &amp;amp; B d&amp;#8217;un"), "A & B d’un");
    }
}
