//! Shortcodes that showed a player of another site, as WordPress.com and Jetpack have them: where what they play can be
//! watched.

use super::entities::decode_entities;

/// What the value of a shortcode without an address is: a number or word at a site.
const SITES: [(&str, &[&str], &str); 21] = [
    ("youtube", &["", "id"], "https://www.youtube.com/watch?v={}"),
    ("vimeo", &["", "id"], "https://vimeo.com/{}"),
    ("dailymotion", &["", "id", "video"], "https://www.dailymotion.com/video/{}"),
    ("ted", &["", "id"], "https://www.ted.com/talks/view/id/{}"),
    ("tweet", &["", "id"], "https://twitter.com/i/status/{}"),
    ("twitter", &["", "id"], "https://twitter.com/i/status/{}"),
    ("wpvideo", &["", "id"], "https://videopress.com/v/{}"),
    ("videopress", &["", "id"], "https://videopress.com/v/{}"),
    ("polldaddy", &["poll"], "https://polldaddy.com/poll/{}/"),
    ("polldaddy", &["survey"], "https://polldaddy.com/s/{}"),
    ("crowdsignal", &["poll"], "https://polldaddy.com/poll/{}/"),
    ("crowdsignal", &["survey"], "https://polldaddy.com/s/{}"),
    ("scribd", &["id", ""], "https://www.scribd.com/document/{}"),
    ("gist", &["", "id"], "https://gist.github.com/{}"),
    ("archiveorg", &["", "id"], "https://archive.org/details/{}"),
    ("wistia", &["", "id"], "https://fast.wistia.net/embed/iframe/{}"),
    ("vine", &["", "id"], "https://vine.co/v/{}"),
    ("medium", &[], ""),
    ("ustream", &["id"], "https://www.ustream.tv/recorded/{}"),
    ("livestream", &["id"], "https://livestream.com/accounts/{}"),
    ("issuu", &["documentid"], "https://issuu.com/{}"),
];

/// Players that name an address.
const OTHERS: [&str; 17] = [
    "soundcloud",
    "instagram",
    "facebook",
    "googlemaps",
    "slideshare",
    "bandcamp",
    "spotify",
    "flickr",
    "iframe",
    "mixcloud",
    "kickstarter",
    "pinterest",
    "tiktok",
    "hulu",
    "googleapps",
    "googleplus",
    "wordpress-tv",
];

/// Where an address may stand.
const ADDRESSES: [&str; 16] = [
    "", "src", "url", "href", "link", "mp4", "mp3", "m4v", "webm", "ogv", "ogg", "m4a", "wav", "flv",
    "video", "photo",
];

/// Whether a shortcode of that name showed a player.
pub(super) fn is_player(name: &str) -> bool {
    OTHERS.contains(&name) || SITES.iter().any(|(site, _, _)| *site == name)
}

/// Where what a player's shortcode shows can be watched. None: it is none, or does not say.
pub(super) fn watched(name: &str, attributes: &[(String, String)], inner: Option<&str>) -> Option<String> {
    if !is_player(name) {
        return None;
    }
    let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim());
    let inner =
        inner.map(str::trim).filter(|inner| !inner.is_empty() && !inner.contains(['<', '[', ' ', '\n']));
    let address = ADDRESSES.iter().filter_map(|key| value(key)).chain(inner).map(decode_entities);
    let mut addresses = address.filter(|address| address.contains("://") || address.starts_with("//"));
    if let Some(address) = addresses.next() {
        return Some(address);
    }
    if name == "spotify" {
        let path = value("").or(inner)?.strip_prefix("spotify:")?.replace(':', "/");
        return Some(format!("https://open.spotify.com/{path}"));
    }
    let sites = SITES.iter().filter(|(site, _, _)| *site == name);
    let numbered = sites.clone().flat_map(|(_, keys, form)| keys.iter().map(move |key| (*key, *form)));
    let found =
        numbered.filter_map(|(key, form)| Some((value(key)?, form))).find(|(value, _)| is_word(value));
    let word = found.or_else(|| {
        let form = sites.clone().find(|(_, keys, _)| keys.contains(&"")).map(|(_, _, form)| *form)?;
        Some((inner.filter(|inner| is_word(inner))?, form))
    });
    word.map(|(word, form)| form.replace("{}", word))
}

/// A number or name of a site's own, which an address can hold as it is.
fn is_word(value: &str) -> bool {
    !value.is_empty()
        && value.len() <= 100
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/' | b'.'))
}
