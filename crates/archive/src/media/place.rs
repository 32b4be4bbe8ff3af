//! What the old addresses of files are compared by: whoever carried the file, in whichever size.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use url::Url;

/// Where a blog of WordPress keeps its files.
pub(crate) const UPLOADS: &str = "/wp-content/uploads/";

/// What the names of files that posts show or offer end in; a link to anything else is a link to a page.
const FILE_ENDINGS: [&str; 44] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "tif", "tiff", "svg", "ico", "heic", "pdf", "mp3",
    "m4a", "ogg", "oga", "wav", "flac", "opus", "aac", "mp4", "m4v", "webm", "ogv", "mov", "avi", "mpg",
    "mpeg", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pps", "ppsx", "odt", "ods", "odp", "rtf", "epub",
    "zip", "csv",
];
/// Those of pictures, of which WordPress makes several sizes.
const PICTURE_ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "heic", "tiff"];

/// An old address of a file, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    /// Decoded and composed: a path from `/` on the blog itself, `//host/path` elsewhere.
    pub key: String,
    /// The key folded, without what names a size: the same for all sizes of a picture.
    pub family: String,
}

impl Place {
    /// The place of an address as bodies and attachments have it: a path from `/`, or whole. None for what is
    /// no address of a file.
    pub(crate) fn of(address: &str) -> Option<Self> {
        let address = address.trim();
        let key = if address.starts_with('/') && !address.starts_with("//") {
            decoded(address.split(['?', '#']).next()?)
        } else {
            elsewhere(&original(&Url::parse(address).ok()?))?
        };
        Some(Self { family: family(&key), key }).filter(|place| place.key.len() > 1)
    }

    /// The place of a file by its path below the folder of uploads.
    pub(crate) fn of_upload(tail: &str) -> Self {
        let key = format!("{UPLOADS}{tail}");
        Self { family: family(&key), key }
    }

    /// Whether this names a smaller size of a picture.
    pub(crate) fn is_variant(&self) -> bool {
        self.family != self.key.to_lowercase()
    }

    /// What the name of its file ends in, lower case.
    pub(crate) fn ending(&self) -> &str {
        ending(&self.family)
    }

    /// The path that local copies have it under, below the folder of uploads where it is an upload.
    pub(crate) fn tail(&self) -> &str {
        tail(&self.key).0
    }

    /// The key of another size of this file, by the name that it has elsewhere.
    pub(crate) fn beside(&self, other: &Self) -> String {
        let name = |key: &str| key.rsplit('/').next().unwrap_or_default().to_owned();
        match self.key.rsplit_once('/') {
            Some((folder, _)) if name(&self.family) == name(&other.family) => {
                format!("{folder}/{}", name(&other.key))
            }
            _ => self.key.clone(),
        }
    }

    /// The path of the full size, where a path (encoded) names a smaller one.
    pub(crate) fn full_path(path: &str) -> Option<String> {
        let (stem, ending) = path.rsplit_once('.')?;
        let (full, size) = stem.rsplit_once('-')?;
        let is_picture = PICTURE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
        (is_picture && dimensions(size).is_some() && !full.ends_with('/')).then(|| format!("{full}.{ending}"))
    }
}

/// Whether an address ends like one of a file.
pub(crate) fn names_a_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    is_file_ending(&ending(path).to_ascii_lowercase())
}

/// Whether the names of pictures, sounds, films and documents end so.
pub(crate) fn is_file_ending(ending: &str) -> bool {
    FILE_ENDINGS.contains(&ending)
}

/// The part of a path that says which upload it is, from the year on where there is one, and whether there is one.
/// Whatever stands before (`wp-content/uploads`, `sites/3`, a host's name, the folder of an export) says only where
/// it was kept.
pub(crate) fn tail(path: &str) -> (&str, bool) {
    let path = path.trim_start_matches('/');
    let mut starts: Vec<usize> = vec![0];
    starts.extend(path.match_indices('/').map(|(at, _)| at + 1));
    let uploads = path.rfind("wp-content/uploads/").map_or(0, |at| at + "wp-content/uploads/".len());
    for start in starts.iter().copied().filter(|start| *start >= uploads) {
        let mut parts = path[start..].splitn(3, '/');
        let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if parts.next().is_some() && is_year(year) && is_month(month) {
            return (&path[start..], true);
        }
    }
    let rest = &path[uploads..];
    let site = rest.strip_prefix("sites/").filter(|_| uploads > 0).and_then(|rest| rest.split_once('/'));
    (site.map_or(rest, |(_, rest)| rest), false)
}

fn is_year(part: &str) -> bool {
    part.len() == 4
        && (part.starts_with("19") || part.starts_with("20"))
        && part.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(part: &str) -> bool {
    part.len() == 2 && part.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
}

/// A path percent-decoded and composed, slashes single.
pub(crate) fn decoded(path: &str) -> String {
    let text = percent_decode_str(path).decode_utf8_lossy();
    let mut out = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| !c.is_control()) {
        if !(c == '/' && out.ends_with('/')) {
            out.push(c);
        }
    }
    out
}

/// The address at which the full size is: without WordPress.com's image proxy, in Blogger's size 0.
pub(crate) fn original(url: &Url) -> Url {
    let host = url.host_str().unwrap_or_default();
    if matches!(host, "i0.wp.com" | "i1.wp.com" | "i2.wp.com" | "i3.wp.com") {
        let scheme = if url.query_pairs().any(|(key, _)| key == "ssl") { "https" } else { "http" };
        if let Ok(inner) = Url::parse(&format!("{scheme}:/{}", url.path())) {
            return inner;
        }
    }
    let mut url = url.clone();
    url.set_fragment(None);
    if is_blogger(host) {
        let path: Vec<String> = url.path().split('/').map(blogger_full).collect();
        url.set_path(&path.join("/"));
        url.set_query(None);
    } else if host.ends_with(".files.wordpress.com") || url.path().contains(UPLOADS) {
        url.set_query(None);
    }
    url
}

fn is_blogger(host: &str) -> bool {
    host.ends_with(".bp.blogspot.com") || host.ends_with(".googleusercontent.com")
}

/// A part of a path, without Blogger's word for a size: `s320`, `w640-h480`, `s1600-h`, `x=s320`.
fn blogger_full(part: &str) -> String {
    let is_size = |word: &str| {
        let mut pieces = word.split('-');
        let first = pieces.next().unwrap_or_default();
        let digits = first.strip_prefix(['s', 'w', 'h']).unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    match part.rsplit_once('=') {
        Some((name, size)) if is_size(size) => format!("{name}=s0"),
        None if is_size(part) => "s0".to_owned(),
        _ => part.to_owned(),
    }
}

/// The key of a file on another host. The query is left out where the path says enough.
fn elsewhere(url: &Url) -> Option<String> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = decoded(url.path());
    let query = url.query().filter(|_| !is_file_ending(&ending(&path).to_ascii_lowercase()));
    Some(format!("//{host}{port}{path}{}", query.map(|query| format!("?{query}")).unwrap_or_default()))
}

fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default()
}

fn family(key: &str) -> String {
    let folded = key.to_lowercase();
    let Some((stem, ending)) = folded.rsplit_once('.') else { return folded };
    if !PICTURE_ENDINGS.contains(&ending) {
        return folded;
    }
    let full = without_size(stem);
    if full.is_empty() || full.ends_with('/') { folded } else { format!("{full}.{ending}") }
}

/// A name without `-300x200`, `-300x200@2x`, `-scaled`.
fn without_size(stem: &str) -> &str {
    let stem = stem.strip_suffix("@2x").unwrap_or(stem);
    let sized = stem.rsplit_once('-').filter(|(_, size)| dimensions(size).is_some());
    let stem = sized.map_or(stem, |(full, _)| full);
    stem.strip_suffix("-scaled").unwrap_or(stem)
}

fn dimensions(size: &str) -> Option<(u32, u32)> {
    let (width, height) = size.split_once('x')?;
    let number = |text: &str| {
        let digits = (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    Some((number(width)?, number(height)?))
}

/// The width that an address asks for: `x-300x200.jpg`, `?w=300`, `?resize=300,200`, `?fit=`; None for the full size.
pub(crate) fn asked_width(key: &str, query: &str) -> Option<u32> {
    let named = key
        .rsplit_once('.')
        .and_then(|(stem, _)| stem.rsplit_once('-'))
        .and_then(|(_, size)| dimensions(size));
    let in_query = url::form_urlencoded::parse(query.as_bytes()).find_map(|(name, value)| {
        let width = match &*name {
            "w" => value.parse().ok(),
            "resize" | "fit" => value.split([',', 'x']).next().and_then(|width| width.parse().ok()),
            _ => None,
        };
        width.filter(|width| *width > 0)
    });
    in_query.or(named.map(|(width, _)| width)).filter(|width| *width > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_addresses_of_a_picture_are_one_family() {
        for (address, key, family) in [
            (
                "/wp-content/uploads/2018/07/%C3%89t%C3%A9-300x200.JPG?w=3",
                "/wp-content/uploads/2018/07/Été-300x200.JPG",
                "/wp-content/uploads/2018/07/été.jpg",
            ),
            ("/wp-content/uploads/e\u{301}.png", "/wp-content/uploads/é.png", "/wp-content/uploads/é.png"),
            ("/u/x-scaled.jpg", "/u/x-scaled.jpg", "/u/x.jpg"),
            ("/u/x-150x150@2x.png", "/u/x-150x150@2x.png", "/u/x.png"),
            ("/u/plan-300x200.pdf", "/u/plan-300x200.pdf", "/u/plan-300x200.pdf"),
            ("/u/300x200.jpg", "/u/300x200.jpg", "/u/300x200.jpg"),
            (
                "https://i0.wp.com/ailleurs.example/a/x.png?resize=3%2C4&ssl=1",
                "//ailleurs.example/a/x.png",
                "//ailleurs.example/a/x.png",
            ),
            (
                "https://1.bp.blogspot.com/-a/B/s320/x.jpg",
                "//1.bp.blogspot.com/-a/B/s0/x.jpg",
                "//1.bp.blogspot.com/-a/b/s0/x.jpg",
            ),
            (
                "https://blogger.googleusercontent.com/img/AbC=w640-h480",
                "//blogger.googleusercontent.com/img/AbC=s0",
                "//blogger.googleusercontent.com/img/abc=s0",
            ),
            ("http://www.x.example/p.php?id=3", "//x.example/p.php?id=3", "//x.example/p.php?id=3"),
        ] {
            let place = Place::of(address).unwrap();
            assert_eq!((place.key.as_str(), place.family.as_str()), (key, family), "{address}");
        }
        assert_eq!(Place::of("mailto:a@b.example"), None);
        assert_eq!(Place::of(""), None);
    }

    #[test]
    fn an_upload_is_known_by_its_month_wherever_it_was_kept() {
        for (path, tail_of, dated) in [
            ("2018/07/x.jpg", "2018/07/x.jpg", true),
            ("wp-content/uploads/2018/07/x.jpg", "2018/07/x.jpg", true),
            ("/wp-content/uploads/sites/3/2018/07/x.jpg", "2018/07/x.jpg", true),
            ("media-export-12/blog.files.wordpress.com/2018/07/x.jpg", "2018/07/x.jpg", true),
            ("//blog.files.wordpress.com/2018/07/x.jpg", "2018/07/x.jpg", true),
            ("/wp-content/uploads/logo.png", "logo.png", false),
            ("a/2018/13/x.jpg", "a/2018/13/x.jpg", false),
            ("x.jpg", "x.jpg", false),
        ] {
            assert_eq!(tail(path), (tail_of, dated), "{path}");
        }
    }

    #[test]
    fn a_size_is_read_from_name_and_query() {
        for (key, query, width) in [
            ("/x-300x200.jpg", "", Some(300)),
            ("/x.jpg", "w=640", Some(640)),
            ("/x-300x200.jpg", "resize=150%2C100", Some(150)),
            ("/x.jpg", "w=0", None),
            ("/x.jpg", "", None),
        ] {
            assert_eq!(asked_width(key, query), width, "{key}?{query}");
        }
    }

    #[test]
    fn a_link_to_a_page_is_none_to_a_file() {
        for (address, is_file) in [
            ("/2018/07/x.PDF?x=1", true),
            ("https://blog.example/a.mp3", true),
            ("https://blog.example", false),
            ("/2018/07/article.html", false),
            ("/2018/07/v1.2", false),
        ] {
            assert_eq!(names_a_file(address), is_file, "{address}");
        }
    }
}
