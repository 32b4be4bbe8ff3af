//! Readers of whole files: bytes in, messages out.

use super::{Target, text};
use crate::clean_html::{Place, forbidden};
use crate::export::{cdata, export, post};
use import::container::{Limits, each_file};
use import::{Format, Item, Message, Options};
use std::ops::ControlFlow;

const XML: &[&str] = &[
    "<item>",
    "</item>",
    "<channel>",
    "</channel>",
    "</rss>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    "<!DOCTYPE rss [<!ENTITY a \"&b;&b;\">]>",
    "&a;",
    "&amp;",
    "&amp;amp;",
    "&#0;",
    "&#xD800;",
    "&#x10FFFF;",
    "&#99999999999;",
    "&nbsp;",
    "&",
    "<",
    ">",
    "\"",
    "\u{0}",
    "\u{1}",
    "\u{feff}",
    "\u{202e}",
    "\u{fffe}",
    "Ã©",
    "â€™",
    "\r\n",
    "\r",
    "<wp:post_id>",
    "</wp:post_id>",
    "<wp:post_type>",
    "page",
    "attachment",
    "</wp:post_type>",
    "<wp:status>",
    "draft",
    "private",
    "</wp:status>",
    "<wp:post_password>x</wp:post_password>",
    "<wp:post_parent>7</wp:post_parent>",
    "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>",
    "<wp:comment>",
    "</wp:comment>",
    "<wp:comment_id>1</wp:comment_id>",
    "<wp:comment_parent>1</wp:comment_parent>",
    "<wp:comment_approved>1</wp:comment_approved>",
    "<wp:comment_content>",
    "</wp:comment_content>",
    "<content:encoded>",
    "</content:encoded>",
    "<excerpt:encoded>",
    "</excerpt:encoded>",
    "<category domain=\"post_tag\" nicename=\"a\">",
    "</category>",
    "<wp:author>",
    "</wp:author>",
    "<wp:attachment_url>http://blog.example/a.png</wp:attachment_url>",
    "xmlns:wp=\"http://wordpress.org/export/1.2/\"",
    "xmlns=\"x\"",
    "<a:b xmlns:a=\"http://wordpress.org/export/1.2/\">",
    "<p>",
    "[gallery ids=\"7\"]",
    "<!--nextpage-->",
];

const PAGE: &[&str] = &[
    "<article class=\"hentry post-7\">",
    "</article>",
    "<div class=\"entry-content\">",
    "</div>",
    "<h1 class=\"entry-title\">",
    "</h1>",
    "<a rel=\"tag\" href=\"/tag/a/\">a</a>",
    "<time class=\"entry-date published\" datetime=\"2018-07-12T09:30:00+02:00\">",
    "<article class=\"h-entry\">",
    "<div class=\"e-content\">",
    "<span class=\"author\">",
    "<span class=\"vcard\">",
    "</span>",
    "<link rel=\"canonical\" href=\"https://blog.example/a/\">",
    "<meta charset=\"iso-8859-1\">",
    "<base href=\"//evil.example/\">",
    "<li class=\"comment\" id=\"comment-3\">",
    "<ol class=\"commentlist\">",
    "<template>",
    "<svg>",
    "<math>",
    "<table>",
    "<select>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&#0;",
    "\u{0}",
    "é",
    "<p>",
    "<img src=x>",
];

/// A WordPress export.
pub const WORDPRESS: Target = Target {
    name: "wordpress",
    what: "WordPress exports: XML, its repairs, items",
    seeds: &[],
    shared: &["wxr", "security/xml"],
    words: XML,
    run: |input| read(input, "xml", Some(Format::Wordpress)),
};

/// A saved page.
pub const SAVED_PAGE: Target = Target {
    name: "saved-page",
    what: "saved pages with hentry or h-entry markup",
    seeds: &[],
    shared: &["security/html-pages"],
    words: PAGE,
    run: |input| read(input, "html", Some(Format::SavedPage)),
};

/// A file of unknown format, packed ones too.
pub const ANY_FILE: Target = Target {
    name: "any-file",
    what: "what a file is, and packed files (zip, tar, gzip)",
    seeds: &[
        "",
        "PK\u{3}\u{4}",
        "<rss><channel><wp:author>",
        "<!DOCTYPE html><html class=\"hentry\">",
        "{\"db\": []}",
    ],
    shared: &["security/zip", "exports/ghost", "exports/tumblr", "wxr/malformed"],
    words: &[
        "<rss",
        "<channel>",
        "<wp:",
        "<html",
        "hentry",
        "h-entry",
        "PK\u{1}\u{2}",
        "PK\u{3}\u{4}",
        "PK\u{5}\u{6}",
        "ustar",
        "../",
        "/etc/passwd",
        "C:\\",
        "\u{0}",
        "\u{7f}\u{7f}\u{7f}\u{7f}",
        "export.xml",
        "\u{feff}",
        "<?xml version=\"1.0\"?>",
    ],
    run: |input| {
        read(input, "bin", None);
        unpack(input);
    },
};

/// Dates of an item.
pub const DATES: Target = Target {
    name: "dates",
    what: "dates as exports and feeds write them",
    seeds: &[
        "2018-07-12 09:30:00|2018-07-12 07:30:00|Thu, 12 Jul 2018 07:30:00 +0000",
        "0000-00-00 00:00:00|0000-00-00 00:00:00|Wed, 30 Nov -0001 00:00:00 +0000",
    ],
    shared: &[],
    words: &[
        "2018",
        "-",
        ":",
        " ",
        "9999-12-31 23:59:59",
        "0000",
        "31",
        "+1400",
        "GMT",
        "|",
        "T",
        "Z",
        "60",
        "é",
        "99999999999999999999",
    ],
    run: |input| {
        let written = text(input);
        let mut dates = written.splitn(3, '|').map(cdata);
        let mut next = || dates.next().unwrap_or_default();
        let item = post(7, "mot", "")
            .replace("2018-07-12 09:30:00", &next())
            .replace("2018-07-12 07:30:00", &next())
            .replace("<title>", &format!("<pubDate>{}</pubDate><title>", next()));
        read(export(&item).as_bytes(), "xml", Some(Format::Wordpress));
    },
};

/// Values that WordPress keeps as PHP does.
pub const METADATA: Target = Target {
    name: "metadata",
    what: "PHP-serialised metadata of attachments and posts",
    seeds: &[
        "a:2:{s:5:\"width\";i:600;s:6:\"height\";i:200;s:5:\"sizes\";a:1:{s:6:\"medium\";a:1:{s:4:\"file\";s:5:\"x.png\";}}}",
        "a:1:{i:0;s:3:\"moi\";}",
    ],
    shared: &[],
    words: &[
        "a:1:{",
        "a:999999999:{",
        "s:5:\"",
        "\";",
        "i:",
        "d:1e999;",
        "b:1;",
        "N;",
        "O:8:\"stdClass\":0:{}",
        "}",
        "\"width\";",
        "\"sizes\"",
        "é",
        "99999999999999999999",
        "-",
        "s:-1:",
    ],
    run: |input| {
        let value = cdata(&text(input));
        let metadata: String = ["_wp_attachment_metadata", "_wp_attachment_image_alt", "_wp_old_slug", "_thumbnail_id", "_menu_item_object"]
            .iter()
            .map(|key| format!("<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"))
            .collect();
        let picture = post(
            8,
            "",
            &format!("<wp:attachment_url>https://blog.example/a.png</wp:attachment_url>{metadata}"),
        )
        .replace("<wp:post_type>post", "<wp:post_type>attachment");
        read(
            export(&(picture + &post(7, "[gallery ids=\"8\"]", &metadata))).as_bytes(),
            "xml",
            Some(Format::Wordpress),
        );
    },
};

/// Walks bytes as a container: no name leads outside, no entry is longer than allowed.
fn unpack(input: &[u8]) {
    let limits = Limits { file_bytes: 1 << 20, total_bytes: 4 << 20, ratio: 100, entries: 500 };
    let file = in_a_file(input, "bin");
    let (mut entries, mut total) = (0, 0);
    let _ = each_file(file.path(), &limits, &mut |entry| {
        let parts = entry.name.split(['/', '\\']);
        assert!(!entry.name.starts_with('/') && parts.clone().all(|part| part != ".."), "{:?}", entry.name);
        assert!(!entry.name.contains('\0'), "{:?}", entry.name);
        entries += 1;
        total += std::io::copy(entry.reader, &mut std::io::sink())?;
        Ok(ControlFlow::Continue(()))
    });
    assert!(
        entries <= limits.entries && total <= limits.total_bytes + input.len() as u64,
        "{entries} entries, {total} bytes"
    );
}

/// A file with these bytes, in memory where there is a place for such.
fn in_a_file(input: &[u8], extension: &str) -> tempfile::NamedTempFile {
    let in_memory = std::path::Path::new("/dev/shm");
    let suffix = format!(".{extension}");
    let mut builder = tempfile::Builder::new();
    let builder = builder.suffix(&suffix);
    let file = if in_memory.is_dir() { builder.tempfile_in(in_memory) } else { builder.tempfile() };
    let file = file.expect("a file for the input");
    std::fs::write(file.path(), input).expect("the input is written");
    file
}

/// Reads bytes as a file, strictly and then leniently, and holds what comes out to what readers may be shown.
fn read(input: &[u8], extension: &str, format: Option<Format>) {
    let file = in_a_file(input, extension);
    let paths = [file.path().to_owned()];
    for partial in [false, true] {
        let options =
            Options { format, partial, own_hosts: vec!["ancien.example".into()], ..Options::default() };
        let outcome = import::read(&paths, &options, &mut |message| {
            if let Message::Item { item: Item::Post(draft), .. } = &message {
                let found = forbidden(draft.body.as_str(), Place::Body);
                assert_eq!(found, None, "{}", draft.body.as_str());
                for comment in &draft.comments {
                    assert_eq!(
                        forbidden(comment.html.as_str(), Place::Comment),
                        None,
                        "{}",
                        comment.html.as_str()
                    );
                }
            }
            ControlFlow::Continue(())
        });
        match outcome {
            Ok(()) => break,
            Err(refused) => assert!(refused.reason.len() > 20, "a reason says what to do: {refused}"),
        }
    }
}
