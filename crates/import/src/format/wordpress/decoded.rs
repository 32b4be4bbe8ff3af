//! The bytes of an export as text an XML reader can take: always UTF-8, no control characters, nothing before the
//! declaration. Line feeds are kept one for one, so that a position in the text is a line of the file.

use encoding_rs::{Decoder, Encoding, UTF_8, WINDOWS_1252};
use std::io::{self, BufRead, Read};

const CHUNK: usize = 64 * 1024;
/// How much may stand before `<?xml` or `<rss`: notices of a server, blank lines.
const LONGEST_JUNK: usize = 256 * 1024;

/// What was repaired, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Repairs {
    /// Characters that XML forbids, left out.
    pub controls: u64,
    /// Byte order marks that are not at the beginning, left out.
    pub marks: u64,
    /// Bytes that are no UTF-8, read as windows-1252.
    pub foreign_bytes: u64,
    /// Characters written as two halves of UTF-16, put together.
    pub surrogates: u64,
    /// Bytes before the declaration, skipped.
    pub junk: u64,
}

/// A reader of repaired text that knows at which line it is.
pub(super) struct Decoded<R> {
    source: R,
    /// Set where the file is in another encoding than UTF-8.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    text: Vec<u8>,
    read_to: usize,
    ended: bool,
    line: u64,
    repairs: Repairs,
}

impl<R: Read> Decoded<R> {
    /// Skips what stands before the declaration and finds out the encoding.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub(super) fn open(mut source: R) -> io::Result<Self> {
        let mut head = Vec::with_capacity(CHUNK);
        fill(&mut source, &mut head, CHUNK)?;
        let mut repairs = Repairs::default();
        let mut line = 1;
        let (encoding, bom) = Encoding::for_bom(&head).unwrap_or((UTF_8, 0));
        head.drain(..bom);
        let mut encoding = encoding;
        if encoding == UTF_8 {
            let mut start = beginning(&head);
            while start.is_none() && head.len() < LONGEST_JUNK {
                let before = head.len();
                fill(&mut source, &mut head, before + CHUNK)?;
                if head.len() == before {
                    break;
                }
                start = beginning(&head);
            }
            if let Some(start) = start.filter(|start| *start > 0) {
                line += count_lines(&head[..start]);
                repairs.junk = start as u64;
                head.drain(..start);
            }
            encoding = declared_encoding(&head).unwrap_or(UTF_8);
        }
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        let mut decoded =
            Self { source, decoder, raw: head, text: Vec::new(), read_to: 0, ended: false, line, repairs };
        decoded.refill_text(false);
        Ok(decoded)
    }

    /// The line that the next character stands in, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// What was repaired so far.
    pub(super) fn repairs(&self) -> Repairs {
        self.repairs
    }

    /// Turns what is in `raw` into text, keeping a character that is cut at its end unless this is the last.
    fn refill_text(&mut self, last: bool) {
        self.text.clear();
        self.read_to = 0;
        if let Some(decoder) = &mut self.decoder {
            let mut text =
                String::with_capacity(decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(CHUNK * 3));
            let (_, _, _) = decoder.decode_to_string(&self.raw, &mut text, last);
            self.raw.clear();
            self.text.extend_from_slice(text.as_bytes());
            self.drop_controls();
            return;
        }
        let mut rest = self.raw.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(good) => {
                    self.text.extend_from_slice(good.as_bytes());
                    rest = &[];
                    break;
                }
                Err(error) => {
                    let (good, bad) = rest.split_at(error.valid_up_to());
                    self.text.extend_from_slice(good);
                    match surrogates(bad) {
                        Surrogates::None => {}
                        Surrogates::Cut if !last => {
                            rest = bad;
                            break;
                        }
                        Surrogates::Pair(c) => {
                            self.text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                            self.repairs.surrogates += 1;
                            rest = &bad[6..];
                            continue;
                        }
                        Surrogates::Lone | Surrogates::Cut => {
                            self.repairs.controls += 1;
                            rest = &bad[3..];
                            continue;
                        }
                    }
                    let Some(length) = error.error_len().or(last.then_some(bad.len())) else {
                        rest = bad;
                        break;
                    };
                    let (repaired, _) = WINDOWS_1252.decode_without_bom_handling(&bad[..length]);
                    self.text.extend_from_slice(repaired.as_bytes());
                    self.repairs.foreign_bytes += length as u64;
                    rest = &bad[length..];
                }
            }
        }
        let left = rest.to_vec();
        self.raw = left;
        self.drop_controls();
    }

    fn drop_controls(&mut self) {
        // All bytes are looked at: a loop that ends early is taken byte by byte.
        if self.text.iter().fold(false, |met, byte| met | is_control(*byte)) {
            let before = self.text.len();
            self.text.retain(|b| !is_control(*b));
            self.repairs.controls += (before - self.text.len()) as u64;
        }
        if memchr::memchr(MARK[0], &self.text).is_none() {
            return;
        }
        self.repairs.marks += drop_all(&mut self.text, MARK);
        for forbidden in FORBIDDEN {
            self.repairs.controls += drop_all(&mut self.text, forbidden);
        }
    }
}

/// A byte order mark in UTF-8, and the two characters of three bytes that XML forbids. All begin with the same byte.
const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
const FORBIDDEN: [[u8; 3]; 2] = [[0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF]];

/// Leaves a character out wherever it stands; how often it stood there.
fn drop_all(text: &mut Vec<u8>, character: [u8; 3]) -> u64 {
    // No other character of UTF-8 begins with 0xEF 0xBB or 0xEF 0xBF and these; a text mostly has none.
    let Some(first) = memchr::memmem::find(text, &character) else { return 0 };
    let (mut kept, mut at, mut dropped) = (first, first, 0);
    while at < text.len() {
        if text[at..].starts_with(&character) {
            at += 3;
            dropped += 1;
            continue;
        }
        text[kept] = text[at];
        kept += 1;
        at += 1;
    }
    text.truncate(kept);
    dropped
}

/// What bytes begin with that write UTF-16's halves of a character one by one, as some databases do.
enum Surrogates {
    None,
    /// Both halves: the character they stand for.
    Pair(char),
    /// One half without the other.
    Lone,
    /// They end before it can be told, three bytes of them at least.
    Cut,
}

fn surrogates(bytes: &[u8]) -> Surrogates {
    let half = |bytes: &[u8]| match bytes {
        [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] => {
            Some(0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F))
        }
        _ => None,
    };
    let Some(first) = half(bytes) else { return Surrogates::None };
    let rest = &bytes[3..];
    if first < 0xDC00 {
        if let Some(second @ 0xDC00..) = half(rest) {
            let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            return char::from_u32(code).map_or(Surrogates::Lone, Surrogates::Pair);
        }
        if rest.is_empty() || (rest.len() < 3 && rest[0] == 0xED) {
            return Surrogates::Cut;
        }
    }
    Surrogates::Lone
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.read_to == self.text.len() && !self.ended {
            let wanted = self.raw.len() + CHUNK;
            let before = self.raw.len();
            fill(&mut self.source, &mut self.raw, wanted)?;
            self.ended = self.raw.len() == before;
            self.refill_text(self.ended);
        }
        Ok(&self.text[self.read_to..])
    }

    fn consume(&mut self, amount: usize) {
        let to = (self.read_to + amount).min(self.text.len());
        self.line += count_lines(&self.text[self.read_to..to]);
        self.read_to = to;
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(out.len());
        out[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

/// Reads until `buffer` holds `wanted` bytes or the source ends.
fn fill(source: &mut impl Read, buffer: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
    let missing = wanted.saturating_sub(buffer.len()) as u64;
    source.by_ref().take(missing).read_to_end(buffer).map(|_| ())
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Where the document begins: at its declaration, or at its root when it has none.
fn beginning(head: &[u8]) -> Option<usize> {
    let find = |needle: &[u8]| head.windows(needle.len()).position(|window| window == needle);
    match (find(b"<?xml"), find(b"<rss")) {
        (Some(declaration), Some(root)) => Some(declaration.min(root)),
        (declaration, root) => declaration.or(root),
    }
}

/// The encoding that the declaration names, where it is another than UTF-8. A file that says UTF-16 and begins
/// with readable ASCII is none.
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let end = head.windows(2).position(|window| window == b"?>")?;
    let declaration = std::str::from_utf8(head.get(..end)?).ok()?;
    let value = declaration.strip_prefix("<?xml")?.split_once("encoding")?.1;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let name = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes())
        .filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, repairs: Repairs) {
        let mut decoded = Decoded::open(bytes).unwrap();
        let mut read = String::new();
        decoded.read_to_string(&mut read).unwrap();
        assert_eq!((read.as_str(), decoded.repairs()), (text, repairs), "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn bytes_become_text_that_an_xml_reader_takes() {
        let none = Repairs::default();
        check("\u{feff}<rss>é".as_bytes(), "<rss>é", none);
        check(b"\n \n<?xml?><rss>", "<?xml?><rss>", Repairs { junk: 3, ..none });
        check(b"<b>Warning</b>: x\n<rss>", "<rss>", Repairs { junk: 18, ..none });
        check(b"<rss>a\0b\x10c\td", "<rss>abc\td", Repairs { controls: 2, ..none });
        check(b"<rss>caf\xe9 \x93x\x94", "<rss>café “x”", Repairs { foreign_bytes: 3, ..none });
        check(
            b"<?xml version='1.0' encoding='ISO-8859-1'?><rss>caf\xe9",
            "<?xml version='1.0' encoding='ISO-8859-1'?><rss>café",
            none,
        );
        check(b"<rss>a\xef\xbb\xbfb\xef\xbf\xbfc", "<rss>abc", Repairs { marks: 1, controls: 1, ..none });
        check(
            b"<rss>\xed\xa0\xbd\xed\xb8\x80 \xed\xa0\xbdx\xed\xb8\x80",
            "<rss>😀 x",
            Repairs { surrogates: 1, controls: 2, ..none },
        );
        check(b"<rss>\xed\xa0\xbd", "<rss>", Repairs { controls: 1, ..none });
        check(b"\xff\xfe<\0r\0s\0s\0>\0\xe9\0", "<rss>é", none);
        check(b"<rss>\xc3", "<rss>Ã", Repairs { foreign_bytes: 1, ..none });
    }

    #[test]
    fn a_character_cut_between_two_reads_is_whole() {
        let text = format!("<rss>{}", "é".repeat(CHUNK));
        check(text.as_bytes(), &text, Repairs::default());
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let mut decoded = Decoded::open(&b"\n\n<rss>\n"[..]).unwrap();
        assert_eq!(decoded.line(), 3);
        decoded.read_to_end(&mut Vec::new()).unwrap();
        assert_eq!(decoded.line(), 4);
    }
}
