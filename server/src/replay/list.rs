//! Lists of old addresses, told by content: an export, a sitemap, an access log, plain lines; packed by gzip or not.

use flate2::read::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// A longer line is read in pieces of this many bytes: an address that a cut goes through is lost.
const LONGEST_LINE: u64 = 4 << 20;
/// How much is looked at to tell what a list is.
const HEAD: usize = 64 << 10;

/// An address of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// From 1.
    pub line: u64,
    /// As written.
    pub address: String,
    /// Where it stands.
    pub place: Place,
}

/// Where an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is what the list lists.
    Entry,
    /// In an export, the address of an item: which, of [`List::items`].
    Item(usize),
    /// Within a text: only of interest where it is one of ours.
    Text,
}

/// What an export says of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFacts {
    /// Its number.
    pub number: String,
    /// Its parent's number.
    pub parent: String,
    /// Whether the export itself says that no reader may see it, or nobody ever could.
    pub hidden: bool,
}

/// All addresses of a list, each as often as it stands there.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// In the order of the list.
    pub addresses: Vec<Listed>,
    /// The items of an export.
    pub items: Vec<ItemFacts>,
}

/// Reads a list.
///
/// # Errors
/// It cannot be read, or is no gzip though it begins like one.
pub fn read(source: impl Read) -> io::Result<List> {
    let mut source = BufReader::with_capacity(HEAD, source);
    let packed = source.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let source: Box<dyn Read + '_> =
        if packed { Box::new(MultiGzDecoder::new(source)) } else { Box::new(source) };
    let mut source = BufReader::with_capacity(HEAD, source);
    let head = String::from_utf8_lossy(source.fill_buf()?).into_owned();
    let is_markup = head.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    let mut reading = Reading { is_export: head.contains("wordpress.org/export/"), ..Reading::default() };
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if source.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if is_markup {
            reading.markup(number, &text);
        } else {
            reading.plain(number, text.trim_start_matches('\u{feff}').trim());
        }
    }
    Ok(reading.list)
}

#[derive(Default)]
struct Reading {
    list: List,
    is_export: bool,
    /// The tag that was begun last, without `<` and attributes, for addresses on a line of their own.
    tag: String,
    in_item: bool,
}

impl Reading {
    /// A line of an access log, or an address.
    fn plain(&mut self, line: u64, text: &str) {
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        let address = match text.split('"').nth(1).filter(|_| text.contains(" HTTP/")) {
            Some(request) => match request.split(' ').collect::<Vec<_>>().as_slice() {
                ["GET" | "HEAD", address, ..] => *address,
                _ => return,
            },
            None => text,
        };
        self.push(line, address, Place::Entry);
    }

    /// A line of XML or HTML.
    fn markup(&mut self, line: u64, text: &str) {
        let mut rest = text;
        loop {
            let next = ["<", "http://", "https://", "=\"/", "='/"]
                .into_iter()
                .filter_map(|mark| rest.find(mark).map(|at| (at, mark)))
                .min();
            let Some((at, mark)) = next else { return };
            rest = &rest[at..];
            match mark {
                "<" => {
                    rest = &rest[1..];
                    if !rest.starts_with("![CDATA[") {
                        let end = rest.find(|c: char| c == '>' || c == '<' || c.is_whitespace());
                        self.tag = rest[..end.unwrap_or(rest.len()).min(40)].to_owned();
                        self.tag_begun(rest);
                    }
                }
                "=\"/" | "='/" => {
                    rest = &rest[2..];
                    let address = rest.split(['"', '\'', '>', '<']).next().unwrap_or_default();
                    if self.is_export && !address.starts_with("//") {
                        self.push(line, &unescaped(address), Place::Text);
                    }
                    rest = &rest[address.len()..];
                }
                _ => {
                    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'[]{}\\|`".contains(c);
                    let address = rest.split(ends).next().unwrap_or_default();
                    let address = address.trim_end_matches(',');
                    // Where a commenter comes from was never an address of the blog's own.
                    if self.tag != "wp:comment_author_url" {
                        let place = self.place();
                        self.push(line, &unescaped(address), place);
                    }
                    rest = &rest[address.len().max(4)..];
                }
            }
        }
    }

    /// Where an address that stands now stands.
    fn place(&self) -> Place {
        match (self.tag.as_str(), self.list.items.len().checked_sub(1)) {
            ("link" | "guid" | "wp:attachment_url", Some(item)) if self.in_item => Place::Item(item),
            ("loc", _) => Place::Entry,
            _ => Place::Text,
        }
    }

    /// Takes down what an item says of itself, each on one line as WordPress writes it.
    fn tag_begun(&mut self, rest: &str) {
        let value = || {
            let text = rest.split_once('>').map_or("", |(_, text)| text);
            let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
            text.split(['<', ']']).next().unwrap_or_default().trim().to_owned()
        };
        match self.tag.as_str() {
            "item" => {
                self.in_item = true;
                self.list.items.push(ItemFacts::default());
            }
            "/item" => self.in_item = false,
            _ => {}
        }
        let Some(item) = self.list.items.last_mut().filter(|_| self.in_item) else { return };
        match self.tag.as_str() {
            "wp:post_id" => item.number = value(),
            "wp:post_parent" => item.parent = value(),
            "wp:post_password" => item.hidden |= !value().is_empty(),
            "wp:status" => item.hidden |= !matches!(value().as_str(), "publish" | "inherit"),
            "wp:post_type" => item.hidden |= archive::is_internal_kind(&value()),
            _ => {}
        }
    }

    fn push(&mut self, line: u64, address: &str, place: Place) {
        self.list.addresses.push(Listed { line, address: address.to_owned(), place });
    }
}

/// An address as markup writes it.
fn unescaped(address: &str) -> String {
    ["&amp;", "&#038;", "&#38;"].iter().fold(address.to_owned(), |text, entity| text.replace(entity, "&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn check(list: &str, expected: &[(u64, &str, Place)]) {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(list.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        for bytes in [list.as_bytes(), &packed] {
            let found = read(bytes).unwrap().addresses;
            let found: Vec<_> = found.iter().map(|one| (one.line, one.address.as_str(), one.place)).collect();
            assert_eq!(found, expected, "{list}");
        }
    }

    #[test]
    fn plain_lines_and_logs_are_told_line_by_line() {
        check(
            "\u{feff}# old\n/a/\n\nhttps://blog.example/?p=7 \n\
             1.2.3.4 - - [1/Jul/2018:09:30:00 +0200] \"GET /b/?x=1 HTTP/1.1\" 200 5 \"-\" \"agent\"\n\
             1.2.3.4 - - [1/Jul/2018:09:30:00 +0200] \"POST /c/ HTTP/1.1\" 200 5\n",
            &[
                (2, "/a/", Place::Entry),
                (4, "https://blog.example/?p=7", Place::Entry),
                (5, "/b/?x=1", Place::Entry),
            ],
        );
    }

    #[test]
    fn a_sitemap_lists_what_it_locates() {
        check(
            "<?xml version=\"1.0\"?>\n<urlset xmlns=\"http://s.example/0.9\"><url><loc>\nhttps://b.example/?p=1&amp;x=2\n</loc></url></urlset>",
            &[(2, "http://s.example/0.9", Place::Text), (3, "https://b.example/?p=1&x=2", Place::Entry)],
        );
    }

    #[test]
    fn an_export_gives_the_addresses_of_items_and_those_in_texts() {
        let export = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<item>\n<link>https://b.example/a/</link>\n\
             <guid isPermaLink=\"false\">https://b.example/?p=3</guid>\n\
             <content:encoded><![CDATA[<a href=\"/c/\">c</a> <img src='https://b.example/x.jpg'> [embed]https://b.example/d/[/embed]]]></content:encoded>\n\
             <wp:post_id>3</wp:post_id><wp:post_parent>2</wp:post_parent>\n<wp:status><![CDATA[draft]]></wp:status>\n\
             <wp:attachment_url><![CDATA[https://b.example/f.pdf]]></wp:attachment_url>\n</item></rss>";
        check(
            export,
            &[
                (1, "http://wordpress.org/export/1.2/", Place::Text),
                (3, "https://b.example/a/", Place::Item(0)),
                (4, "https://b.example/?p=3", Place::Item(0)),
                (5, "/c/", Place::Text),
                (5, "https://b.example/x.jpg", Place::Text),
                (5, "https://b.example/d/", Place::Text),
                (8, "https://b.example/f.pdf", Place::Item(0)),
            ],
        );
        let facts = ItemFacts { number: "3".into(), parent: "2".into(), hidden: true };
        assert_eq!(read(export.as_bytes()).unwrap().items, [facts]);
        let block = export
            .replace("[draft]", "[publish]")
            .replace("<wp:post_parent>", "<wp:post_type>wp_block</wp:post_type><wp:post_parent>");
        assert!(read(block.as_bytes()).unwrap().items[0].hidden, "a shared block has no address of its own");
        let commenter = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">\n\
             <wp:comment_author_url>https://b.example/moi/</wp:comment_author_url>\n\
             <wp:comment_content>https://b.example/a/</wp:comment_content></rss>";
        check(
            commenter,
            &[(1, "http://wordpress.org/export/1.2/", Place::Text), (3, "https://b.example/a/", Place::Text)],
        );
    }
}
