//! What a file is, told by its content.

use super::Format;

/// How much of a file is looked at.
pub(crate) const HEAD: usize = 256 * 1024;

/// What a file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looks {
    /// An export that can be read.
    Export(Format),
    /// Nothing in it.
    Empty,
    /// A web page without posts.
    Page,
    /// A web page where one logs in: what a download leaves when its link has expired.
    LoginPage,
    /// A packed file.
    Packed,
    /// A feed, which has only a blog's last posts.
    Feed,
    /// Anything else.
    Unknown,
}

/// What a file looks like, by its first [`HEAD`] bytes.
pub(crate) fn looks_like(head: &[u8]) -> Looks {
    if head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"\x1f\x8b")
        || head.starts_with(b"BZh")
        || head.starts_with(b"\xfd7zXZ")
        || head.starts_with(b"7z\xbc\xaf")
        || head.starts_with(b"Rar!")
    {
        return Looks::Packed;
    }
    let text = match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    if text.is_empty() {
        return Looks::Empty;
    }
    let lower = text.to_ascii_lowercase();
    let is_rss = lower.contains("<rss");
    if is_rss && (lower.contains("wordpress.org/export/") || lower.contains("<wp:")) {
        return Looks::Export(Format::Wordpress);
    }
    if is_rss || lower.contains("<feed") {
        return Looks::Feed;
    }
    let is_page = lower.contains("<html")
        || lower.contains("<!doctype html")
        || lower.contains("<body")
        || lower.contains("<article");
    if !is_page {
        return Looks::Unknown;
    }
    if ["hentry", "h-entry", "entry-content", "type-post"].iter().any(|class| lower.contains(class)) {
        return Looks::Export(Format::SavedPage);
    }
    let logs_in = ["wp-login", "type=\"password\"", "type='password'", "log in", "se connecter"]
        .iter()
        .any(|sign| lower.contains(sign));
    if logs_in { Looks::LoginPage } else { Looks::Page }
}

impl Looks {
    /// Why a file that looks so is refused, and what to do. None for what can be read.
    pub(crate) fn refusal(self) -> Option<&'static str> {
        Some(match self {
            Self::Export(_) => return None,
            Self::Empty => "the file is empty. Export the blog again, and wait for the download to end",
            Self::LoginPage => {
                "this is a login page, not an export: the download's link had expired. Log in, export the blog again \
                 (Tools → Export → All content), and import the .xml file"
            }
            Self::Page => {
                "this is a web page without posts (no hentry or h-entry markup), not an export. Export the blog \
                 (in WordPress: Tools → Export → All content) and import the .xml file"
            }
            Self::Packed => {
                "this is packed in a way that is not opened here (zip, tar and gzip are). Unpack it and import the .xml \
                 file, or the folder that holds it"
            }
            Self::Feed => {
                "this is a feed, which has only the last posts of a blog. Export the blog \
                 (in WordPress: Tools → Export → All content) and import that file"
            }
            Self::Unknown => {
                "this is no export that can be read. Those are: WordPress exports (.xml) and saved pages with posts \
                 (.html). If you are sure of the format, name it with --format"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_what_is_in_it() {
        for (head, looks) in [
            (
                "\n<?xml version=\"1.0\"?><rss xmlns:wp=\"https://wordpress.org/export/1.2/\">",
                Looks::Export(Format::Wordpress),
            ),
            ("<rss><channel><wp:author>", Looks::Export(Format::Wordpress)),
            ("<rss><channel><title>x</title>", Looks::Feed),
            ("<!DOCTYPE html><article class=\"post hentry\">", Looks::Export(Format::SavedPage)),
            ("<html><form action=\"wp-login.php\">", Looks::LoginPage),
            ("<html><p>x", Looks::Page),
            (" \n", Looks::Empty),
            ("PK\u{3}\u{4}", Looks::Packed),
            ("bonjour", Looks::Unknown),
        ] {
            assert_eq!(looks_like(head.as_bytes()), looks, "{head}");
            assert_eq!(looks.refusal().is_none(), matches!(looks, Looks::Export(_)));
        }
    }
}
