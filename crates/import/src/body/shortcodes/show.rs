//! What each shortcode showed.

use super::caption::caption;
use super::gallery::gallery;
use super::written::Shortcode;
use crate::body::entities::{decode_entities, escape};
use crate::body::markup::{Piece, attributes, pieces};
use crate::body::{Context, embeds, players};

/// What a shortcode shows, and whether that uses up what stands between it and its end. None: not known.
pub(super) fn show(
    shortcode: &Shortcode<'_>,
    inner: Option<&str>,
    context: &mut Context<'_>,
) -> Option<(String, bool)> {
    let own = context.own;
    let address = || {
        ["src", "url", "mp4", "mp3", "m4v", "webm", "ogv", "ogg", "m4a", "wav", "flv"]
            .iter()
            .find_map(|key| shortcode.attribute(key))
            .or_else(|| shortcode.bare().filter(|value| value.contains("://")))
            .map(decode_entities)
    };
    let html = match shortcode.name.as_str() {
        "caption" | "wp_caption" => return Some((caption(shortcode, inner?), true)),
        "gallery" => gallery(shortcode, context),
        "embed" => embeds::card(&decode_entities(inner?.trim()), own),
        "audio" | "video" => match address().or_else(|| inner.and_then(media_inside)) {
            Some(address) => embeds::card(&address, own),
            None => dropped(shortcode, context),
        },
        "playlist" => playlist(shortcode, context),
        "latex" => return inner.map(|formula| (format!("<code>{formula}</code>"), true)),
        "contact-form"
        | "contact-field"
        | "contact-form-7"
        | "wpforms"
        | "gravityform"
        | "sharing"
        | "jetpack-related-posts"
        | "archives"
        | "blog_subscription_form" => dropped(shortcode, context),
        name => match players::watched(name, &shortcode.attributes, inner) {
            Some(address) => embeds::card(&address, own),
            None if players::is_player(name) && inner.is_none_or(|inner| inner.trim().is_empty()) => {
                dropped(shortcode, context)
            }
            // Whose shortcode it is nobody knows any more, but what it links to.
            None => return linked(shortcode, inner, context),
        },
    };
    Some((html, true))
}

fn dropped(shortcode: &Shortcode<'_>, context: &mut Context<'_>) -> String {
    context.warn(format!("what the shortcode [{}] showed is not in the export: left out", shortcode.name));
    String::new()
}

/// The files of `[playlist ids=…]`, one card each.
fn playlist(shortcode: &Shortcode<'_>, context: &mut Context<'_>) -> String {
    let ids: Vec<&str> = shortcode.attribute("ids").unwrap_or_default().split(',').map(str::trim).collect();
    context.shows_others = true;
    let files = context.gallery.pictures(&ids);
    if files.is_empty() {
        return dropped(shortcode, context);
    }
    files.iter().map(|file| embeds::card(&file.url, context.own)).collect()
}

/// A shortcode that nobody knows: where it names an address of the web, a card or a link around its words.
fn linked(shortcode: &Shortcode<'_>, inner: Option<&str>, context: &Context<'_>) -> Option<(String, bool)> {
    let address = ["url", "href", "link", "src"].iter().find_map(|key| shortcode.attribute(key))?;
    let address = decode_entities(address.trim());
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        return None;
    }
    match inner {
        None => Some((embeds::card(&address, context.own), true)),
        // Words can be linked; anything more is left as it is.
        Some(words) if !words.contains(['<', '[', '\n']) && !words.trim().is_empty() => {
            Some((format!("<a href=\"{}\">{}</a>", escape(&address), words.trim()), true))
        }
        Some(_) => None,
    }
}

/// The address of the media between `[video]` and `[/video]`: of a link or source there, or the text itself.
fn media_inside(inner: &str) -> Option<String> {
    let from_tag = pieces(inner).find_map(|piece| match piece {
        Piece::Open { name, source } => {
            let attributes = attributes(source.get(1 + name.len()..)?.trim_end_matches(['>', '/']));
            attributes
                .into_iter()
                .find(|(key, _)| key == "href" || key == "src")
                .map(|(_, value)| decode_entities(&value))
        }
        _ => None,
    });
    from_tag
        .or_else(|| Some(inner.trim().to_owned()).filter(|text| text.contains("://") && !text.contains(' ')))
}

#[cfg(test)]
mod tests {
    use super::super::expand;
    use super::super::tests::{Two, check};
    use super::*;
    use crate::body::OwnHosts;

    #[test]
    fn players_become_cards() {
        let card = |address: &str, text: &str| {
            format!("<p class=\"card\"><a href=\"{address}\">{text}\u{a0}: {address}</a></p>")
        };
        check(
            "[youtube=https://www.youtube.com/watch?v=x]",
            &card("https://www.youtube.com/watch?v=x", "YouTube"),
            0,
        );
        check("[vimeo 12]", &card("https://vimeo.com/12", "Vimeo"), 0);
        check("[embed width=1]https://youtu.be/x[/embed]", &card("https://youtu.be/x", "YouTube"), 0);
        check(
            "[video mp4=\"https://a.example/x.mp4\"][/video]",
            &card("https://a.example/x.mp4", "a.example"),
            0,
        );
        for (body, address) in [
            ("[youtube https://youtu.be/abc?t=3]", "https://youtu.be/abc?t=3"),
            ("[youtube id=abc]", "https://www.youtube.com/watch?v=abc"),
            ("[dailymotion id=x12 width=480]", "https://www.dailymotion.com/video/x12"),
            ("[ted id=5 lang=fr]", "https://www.ted.com/talks/view/id/5"),
            (
                "[soundcloud url=\"https://api.soundcloud.com/tracks/1\" params=\"\"]",
                "https://api.soundcloud.com/tracks/1",
            ),
            ("[tweet 123]", "https://twitter.com/i/status/123"),
            ("[tweet https://twitter.com/a/status/5]", "https://twitter.com/a/status/5"),
            ("[instagram url=https://www.instagram.com/p/x/]", "https://www.instagram.com/p/x/"),
            (
                "[googlemaps https://maps.google.com/maps?q=x&amp;z=3]",
                "https://maps.google.com/maps?q=x&amp;z=3",
            ),
            ("[polldaddy poll=123]", "https://polldaddy.com/poll/123/"),
            ("[polldaddy survey=\"ABC\" type=iframe]", "https://polldaddy.com/s/ABC"),
            ("[wpvideo abcd1234 w=400]", "https://videopress.com/v/abcd1234"),
            ("[scribd id=12 key=k mode=list]", "https://www.scribd.com/document/12"),
            ("[gist 99]", "https://gist.github.com/99"),
            ("[spotify spotify:track:abc]", "https://open.spotify.com/track/abc"),
            ("[flickr video=https://www.flickr.com/photos/a/1]", "https://www.flickr.com/photos/a/1"),
            ("[lecteur src=\"https://a.example/x.mp4\"]", "https://a.example/x.mp4"),
        ] {
            let shown = expand(body, &mut Context::new(&OwnHosts::default(), "7", &Two));
            assert!(
                shown.starts_with(&format!("<p class=\"card\"><a href=\"{address}\">")),
                "{body}: {shown}"
            );
        }
        check(
            "[bouton url=\"https://a.example/\"]Lire[/bouton]",
            "<a href=\"https://a.example/\">Lire</a>",
            0,
        );
        check(
            "[bouton url=\"https://a.example/\"]<b>x</b>[/bouton]",
            "[bouton url=\"https://a.example/\"]<b>x</b>[/bouton]",
            1,
        );
        check("[contact-form to=a][contact-field label='Nom' type='name'/][/contact-form]x", "x", 1);
        check("[youtube]", "", 1);
        check("[audio https://a.example/x.mp3]", &card("https://a.example/x.mp3", "a.example"), 0);
    }
}
