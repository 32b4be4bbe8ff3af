//! Players and quoted posts of other sites: an archive shows a card with a link, and loads nothing from elsewhere.

use super::entities::escape;
use super::hosts::{OwnHosts, file_name, host_of};
use url::Url;

/// Sites whose addresses, alone on a line, WordPress turns into a player, with their names.
const PROVIDERS: [(&str, &str); 38] = [
    ("youtube.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("dailymotion.com", "Dailymotion"),
    ("dai.ly", "Dailymotion"),
    ("twitter.com", "Twitter"),
    ("x.com", "X"),
    ("instagram.com", "Instagram"),
    ("instagr.am", "Instagram"),
    ("facebook.com", "Facebook"),
    ("flickr.com", "Flickr"),
    ("flic.kr", "Flickr"),
    ("soundcloud.com", "SoundCloud"),
    ("spotify.com", "Spotify"),
    ("mixcloud.com", "Mixcloud"),
    ("deezer.com", "Deezer"),
    ("slideshare.net", "SlideShare"),
    ("speakerdeck.com", "Speaker Deck"),
    ("scribd.com", "Scribd"),
    ("issuu.com", "Issuu"),
    ("calameo.com", "Calaméo"),
    ("tumblr.com", "Tumblr"),
    ("reddit.com", "Reddit"),
    ("ted.com", "TED"),
    ("wordpress.tv", "WordPress.tv"),
    ("videopress.com", "VideoPress"),
    ("tiktok.com", "TikTok"),
    ("pinterest.com", "Pinterest"),
    ("pinterest.fr", "Pinterest"),
    ("kickstarter.com", "Kickstarter"),
    ("imgur.com", "Imgur"),
    ("giphy.com", "Giphy"),
    ("bsky.app", "Bluesky"),
    ("linkedin.com", "LinkedIn"),
    ("storify.com", "Storify"),
    ("polldaddy.com", "Polldaddy"),
    ("crowdsignal.com", "Crowdsignal"),
];

/// The name of the site that an address belongs to, if WordPress would show a player for it.
fn provider(address: &str) -> Option<&'static str> {
    let host = host_of(address)?;
    let is = |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|sub| sub.ends_with('.'));
    PROVIDERS.iter().find(|(domain, _)| is(domain)).map(|(_, name)| *name)
}

/// Whether WordPress would show a player for an address alone on a line.
pub(super) fn is_embeddable(address: &str) -> bool {
    provider(address).is_some()
}

/// What a card says of an address: who plays it, and where.
pub(super) fn card_text(address: &str) -> String {
    match provider(address) {
        Some(name) => format!("{name}\u{a0}: {address}"),
        None if OwnHosts::leads_out(address) => {
            host_of(address).map_or_else(|| address.to_owned(), |host| format!("{host}\u{a0}: {address}"))
        }
        None => file_name(address),
    }
}

/// A card for an address as recorded. Empty where it is no address.
pub(super) fn card(address: &str, own: &OwnHosts) -> String {
    let Some(address) = own.link(&watch_address(address)) else { return String::new() };
    format!("<p class=\"card\"><a href=\"{}\">{}</a></p>", escape(&address), escape(&card_text(&address)))
}

/// The address at which people watch what a player's address plays.
pub(super) fn watch_address(player: &str) -> String {
    let player = player.trim();
    let absolute = if player.starts_with("//") { format!("https:{player}") } else { player.to_owned() };
    let Ok(url) = Url::parse(&absolute) else { return absolute };
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let mut segments = url.path_segments().into_iter().flatten();
    let first = segments.next().unwrap_or_default();
    let second = segments.next().unwrap_or_default();
    match (host.as_str(), first) {
        ("youtube.com" | "youtube-nocookie.com", "embed") if second == "videoseries" => {
            match url.query_pairs().find(|(key, _)| key == "list") {
                Some((_, list)) => format!("https://www.youtube.com/playlist?list={list}"),
                None => absolute,
            }
        }
        ("youtube.com" | "youtube-nocookie.com", "embed" | "v") if !second.is_empty() => {
            let id = second.split(['&', '?']).next().unwrap_or(second);
            format!("https://www.youtube.com/watch?v={id}")
        }
        ("player.vimeo.com", "video") if !second.is_empty() => format!("https://vimeo.com/{second}"),
        ("dailymotion.com", "embed" | "swf") => {
            let id = if second == "video" { segments.next().unwrap_or_default() } else { second };
            format!("https://www.dailymotion.com/video/{id}")
        }
        ("facebook.com", "plugins") => named(&url, &["href"]).unwrap_or(absolute),
        ("w.soundcloud.com", "player") => named(&url, &["url"]).unwrap_or(absolute),
        ("platform.twitter.com", "embed") => match named_word(&url, "id") {
            Some(id) => format!("https://twitter.com/i/status/{id}"),
            None => absolute,
        },
        ("instagram.com", "p" | "reel" | "tv") if !second.is_empty() => {
            format!("https://www.instagram.com/{first}/{second}/")
        }
        ("open.spotify.com", "embed") => absolute.replacen("/embed/", "/", 1),
        ("embed.spotify.com", _) => match named(&url, &["uri"]) {
            Some(uri) if uri.starts_with("spotify:") => {
                format!("https://open.spotify.com/{}", uri["spotify:".len()..].replace(':', "/"))
            }
            Some(uri) => uri,
            None => absolute,
        },
        ("scribd.com", "embeds") if !second.is_empty() => format!("https://www.scribd.com/document/{second}"),
        ("videopress.com" | "video.wordpress.com", "embed") if !second.is_empty() => {
            format!("https://videopress.com/v/{second}")
        }
        ("embed.ted.com", "talks") => {
            format!("https://www.ted.com/talks/{}", url.path().rsplit('/').next().unwrap_or_default())
        }
        _ => absolute,
    }
}

/// The address of the web that a player's address names in its query.
fn named(url: &Url, keys: &[&str]) -> Option<String> {
    let (_, value) = url.query_pairs().find(|(key, _)| keys.contains(&key.as_ref()))?;
    let known = ["https://", "http://", "spotify:"].iter().any(|start| value.starts_with(start));
    known.then(|| value.into_owned())
}

fn named_word(url: &Url, key: &str) -> Option<String> {
    let (_, value) = url.query_pairs().find(|(name, _)| name == key)?;
    (!value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| value.into_owned())
}

/// Puts a card where an address that WordPress would play stands alone on a line.
pub(super) fn cards_for_lines(body: &str, own: &OwnHosts) -> String {
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let address = line.trim();
        let alone = (address.starts_with("http://") || address.starts_with("https://"))
            && !address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '['));
        let decoded = if alone { super::entities::decode_entities(address) } else { String::new() };
        if alone && is_embeddable(&decoded) {
            out.push_str(&card(&decoded, own));
            out.push('\n');
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_become_links_to_where_people_watch() {
        for (player, watch) in [
            ("//www.youtube.com/embed/abc?rel=0", "https://www.youtube.com/watch?v=abc"),
            ("https://www.youtube.com/v/abc&hl=fr", "https://www.youtube.com/watch?v=abc"),
            ("https://player.vimeo.com/video/12?x=1", "https://vimeo.com/12"),
            ("https://www.dailymotion.com/embed/video/x1", "https://www.dailymotion.com/video/x1"),
            (
                "https://www.youtube.com/embed/videoseries?list=PL1",
                "https://www.youtube.com/playlist?list=PL1",
            ),
            (
                "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F&width=5",
                "https://www.facebook.com/a/videos/1/",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1&color=x",
                "https://api.soundcloud.com/tracks/1",
            ),
            ("https://platform.twitter.com/embed/Tweet.html?id=12", "https://twitter.com/i/status/12"),
            ("https://www.instagram.com/p/Ab_1/embed/captioned/", "https://www.instagram.com/p/Ab_1/"),
            ("https://open.spotify.com/embed/track/x?y=1", "https://open.spotify.com/track/x?y=1"),
            ("https://embed.spotify.com/?uri=spotify:track:x", "https://open.spotify.com/track/x"),
            ("https://www.scribd.com/embeds/12/content", "https://www.scribd.com/document/12"),
            ("https://video.wordpress.com/embed/abc?x", "https://videopress.com/v/abc"),
            ("https://maps.example/embed?x", "https://maps.example/embed?x"),
        ] {
            assert_eq!(watch_address(player), watch);
        }
    }

    #[test]
    fn only_an_address_alone_on_its_line_is_a_card() {
        let own = OwnHosts::default();
        let body = "https://youtu.be/x\nvoir https://youtu.be/x\nhttps://ailleurs.example/\n";
        assert_eq!(
            cards_for_lines(body, &own),
            "<p class=\"card\"><a href=\"https://youtu.be/x\">YouTube\u{a0}: https://youtu.be/x</a></p>\n\
             voir https://youtu.be/x\nhttps://ailleurs.example/\n"
        );
        assert!(!is_embeddable("https://notyoutube.com/x"));
    }
}
