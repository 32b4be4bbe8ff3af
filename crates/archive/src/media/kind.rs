//! What a file is, by its content: names and servers are often wrong.

/// The type of what a browser would take for a page.
pub(crate) const HTML: &str = "text/html";

/// The media type of a file by how it begins, and where that says only that it is a container or plain text, by what
/// its name ends in (lower case).
pub(crate) fn mime_of(head: &[u8], ending: &str) -> &'static str {
    if let Some(mime) = by_signature(head) {
        return match (mime, by_ending(ending)) {
            // Office documents and electronic books are zips, those of before 2007 all have one signature.
            ("application/zip" | "application/x-ole-storage", Some(named)) => named,
            ("application/x-ole-storage", None) => "application/octet-stream",
            // The same container holds sound alone, or a film.
            ("video/mp4", Some(named @ "audio/mp4")) | ("audio/ogg", Some(named @ "video/ogg")) => named,
            _ => mime,
        };
    }
    match by_markup(head) {
        Some(mime) => mime,
        None if is_text(head) => match ending {
            "csv" => "text/csv",
            "rtf" => "application/rtf",
            _ => "text/plain",
        },
        // Only what has no signature of its own is believed by its name; a picture is none without.
        None => by_ending(ending)
            .filter(|named| named.starts_with("audio/") || named.starts_with("video/"))
            .unwrap_or("application/octet-stream"),
    }
}

fn by_signature(head: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, bytes: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(bytes));
    let brand = head.get(8..12);
    let mime = match head {
        _ if at(0, b"\xff\xd8\xff") => "image/jpeg",
        _ if at(0, b"\x89PNG\r\n\x1a\n") => "image/png",
        _ if at(0, b"GIF87a") || at(0, b"GIF89a") => "image/gif",
        _ if at(0, b"RIFF") && at(8, b"WEBP") => "image/webp",
        _ if at(0, b"RIFF") && at(8, b"WAVE") => "audio/wav",
        _ if at(0, b"RIFF") && at(8, b"AVI ") => "video/x-msvideo",
        _ if at(0, b"II*\0") || at(0, b"MM\0*") => "image/tiff",
        _ if at(0, b"BM") && at(6, b"\0\0\0\0") => "image/bmp",
        _ if at(0, b"\0\0\x01\0") && head.len() > 6 => "image/x-icon",
        _ if at(4, b"ftyp") => match brand {
            Some(b"avif" | b"avis") => "image/avif",
            Some(b"heic" | b"heix" | b"mif1" | b"msf1") => "image/heic",
            Some(b"M4A ") => "audio/mp4",
            Some(b"qt  ") => "video/quicktime",
            _ => "video/mp4",
        },
        _ if at(0, b"%PDF-") => "application/pdf",
        _ if at(0, b"ID3") || at(0, b"\xff\xfb") || at(0, b"\xff\xf3") || at(0, b"\xff\xf2") => "audio/mpeg",
        _ if at(0, b"OggS") => "audio/ogg",
        _ if at(0, b"fLaC") => "audio/flac",
        _ if at(0, b"\x1aE\xdf\xa3") => "video/webm",
        _ if at(0, b"\0\0\x01\xba") || at(0, b"\0\0\x01\xb3") => "video/mpeg",
        _ if at(0, b"PK\x03\x04") => "application/zip",
        _ if at(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => "application/x-ole-storage",
        _ if at(0, b"{\\rtf") => "application/rtf",
        _ => return None,
    };
    Some(mime)
}

/// What a browser might take for markup, and run.
fn by_markup(head: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.contains("<svg") && (text.starts_with('<')) && !text.contains("<html") {
        return Some("image/svg+xml");
    }
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<iframe",
        "<style",
        "<title",
        "<h1",
        "<div",
        "<p>",
        "<a ",
    ];
    if page.iter().any(|tag| text.contains(tag)) && text.starts_with('<') {
        return Some(HTML);
    }
    text.starts_with("<?xml").then_some("application/xml")
}

fn is_text(head: &[u8]) -> bool {
    let head = match std::str::from_utf8(head) {
        Ok(text) => text,
        // Cut inside a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !head.is_empty() && !head.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

fn by_ending(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "oga" | "ogg" => "audio/ogg",
        "aac" => "audio/aac",
        "ogv" => "video/ogg",
        "mp4" | "m4v" => "video/mp4",
        "mov" => "video/quicktime",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" | "pps" => "application/vnd.ms-powerpoint",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "ppsx" => "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "epub" => "application/epub+zip",
        _ => return None,
    })
}

/// Whether it is a picture, a sound, a film or a document: what a blog's folder of uploads holds for its readers.
pub(crate) fn is_for_readers(mime: &str) -> bool {
    mime != "application/octet-stream" && mime != HTML && mime != "application/xml" && mime != "text/plain"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_holds_not_what_it_is_called() {
        for (head, ending, mime) in [
            (&b"\xff\xd8\xff\xe0"[..], "png", "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n", "jpg", "image/png"),
            (b"<!DOCTYPE html><p>404", "jpg", "text/html"),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><svg xmlns=\"x\">", "svg", "image/svg+xml"),
            (b"<?xml version=\"1.0\"?><rss>", "xml", "application/xml"),
            (b"%PDF-1.4", "pdf", "application/pdf"),
            (
                b"PK\x03\x04....",
                "docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            (b"PK\x03\x04....", "jpg", "application/zip"),
            (b"bonjour", "txt", "text/plain"),
            (b"\x00\x01\x02", "jpg", "application/octet-stream"),
            (b"", "jpg", "application/octet-stream"),
            (b"OggS", "ogv", "video/ogg"),
        ] {
            assert_eq!(mime_of(head, ending), mime, "{ending}");
        }
    }
}
