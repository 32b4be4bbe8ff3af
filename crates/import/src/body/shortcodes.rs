//! WordPress's shortcodes: captions and galleries become figures, players become cards, `[[x]]` is `[x]`, and
//! what is not known stays as it is written.

use super::Context;
use super::embeds;
use super::entities::{decode_entities, escape};
use super::markup::{Piece, attributes, pieces};
use super::players;
use std::collections::BTreeSet;

/// A picture of a gallery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GalleryPicture {
    /// Its number.
    pub id: u64,
    /// What galleries can be ordered by beside: title, day of upload, place among the post's files.
    pub title: String,
    /// As recorded: its texts compare as its moments.
    pub date: String,
    /// Place among the files of its post.
    pub menu_order: i64,
    /// Its address as recorded.
    pub url: String,
    /// Text alternative.
    pub alt: String,
    /// Caption as text; empty for none.
    pub caption: String,
    /// Pixels, where known.
    pub width: Option<u32>,
    /// Pixels, where known.
    pub height: Option<u32>,
}

/// Where galleries find the pictures they name.
pub(crate) trait Gallery {
    /// The pictures of these attachments, in this order; unknown ones are left out.
    fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture>;
    /// The pictures attached to a post, in its order.
    fn pictures_of(&self, post: &str) -> Vec<GalleryPicture>;
    /// The body of a block that is kept once and shown in several posts.
    fn shared_block(&self, id: &str) -> Option<String>;
}

/// An opening shortcode in a body.
struct Shortcode<'a> {
    name: String,
    attributes: Vec<(String, String)>,
    /// All of it.
    source: &'a str,
    closes_itself: bool,
}

impl Shortcode<'_> {
    fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The first value that stands without a name: `[youtube https://…]`.
    fn bare(&self) -> Option<&str> {
        self.attribute("")
    }

    /// Whether it is written as only shortcodes are: with a named value.
    fn has_named_value(&self) -> bool {
        self.attributes.iter().any(|(key, _)| !key.is_empty())
    }
}

/// A body with its shortcodes shown.
pub(super) fn expand(body: &str, context: &mut Context<'_>) -> String {
    if !body.contains('[') {
        return body.to_owned();
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    // Up to here (counted from the end) a `<` begins no tag, and need not be looked at again.
    let mut plain_until = usize::MAX;
    while let Some(at) = rest.find(['[', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            // Brackets in a tag's attributes are no shortcodes. A lone `<` is text.
            let length = match (rest.len() <= plain_until).then(|| pieces(rest).next()).flatten() {
                Some(Piece::Text(text)) => {
                    plain_until = rest.len() - text.len();
                    1
                }
                Some(piece) => piece.source().len(),
                None => 1,
            };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if let Some(length) = escaped(rest) {
            out.push_str(&rest[1..length - 1]);
            rest = &rest[length..];
            continue;
        }
        let Some(shortcode) = opening(rest) else {
            out.push('[');
            rest = &rest[1..];
            continue;
        };
        let after = &rest[shortcode.source.len()..];
        let closing = format!("[/{}]", shortcode.name);
        let inner =
            if shortcode.closes_itself { None } else { after.find(&closing).map(|end| &after[..end]) };
        match show(&shortcode, inner, context) {
            Some((html, with_inner)) => {
                out.push_str(&html);
                let inner_length =
                    if with_inner { inner.map_or(0, |inner| inner.len() + closing.len()) } else { 0 };
                rest = &after[inner_length..];
            }
            None => {
                if shortcode.has_named_value() || inner.is_some() {
                    context.warn(format!(
                        "the shortcode [{}] is not known and was kept as text",
                        shortcode.name
                    ));
                }
                out.push_str(shortcode.source);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The length of `[[name …]]`, which stands for `[name …]`.
fn escaped(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("[[")?;
    let end = inner.find("]]")?;
    let written = &inner[..end];
    let name = written.strip_prefix('/').unwrap_or(written);
    let is_shortcode =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && !written.contains(['[', '\n', '<']);
    is_shortcode.then_some(end + 4)
}

fn opening(rest: &str) -> Option<Shortcode<'_>> {
    let inner = rest.strip_prefix('[')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'))?;
    if !inner[name_end..].starts_with([' ', '\t', '\n', '\u{a0}', '=', ']', '/']) {
        return None;
    }
    let end = name_end + inner[name_end..].find(']')?;
    let written = &inner[name_end..end];
    if written.contains('[') {
        return None;
    }
    let closes_itself = written.ends_with('/');
    let written =
        written.strip_suffix('/').filter(|w| !w.contains("://") || w.ends_with(' ')).unwrap_or(written);
    // `[youtube=https://…]` is how WordPress.com wrote it.
    let attributes = match written.strip_prefix('=') {
        Some(value) => vec![(String::new(), value.trim_matches(['"', '\'']).to_owned())],
        None => attributes(&plain_quotes(written)),
    };
    Some(Shortcode {
        name: inner[..name_end].to_ascii_lowercase(),
        attributes,
        source: &rest[..end + 2],
        closes_itself,
    })
}

/// Quotes and spaces that an editor made typographic, as a shortcode needs them.
fn plain_quotes(written: &str) -> String {
    let mut plain = written.replace('\u{a0}', " ").replace("&nbsp;", " ");
    for typographic in ["&#8220;", "&#8221;", "&#8243;", "&#187;", "&#171;", "«", "»"] {
        plain = plain.replace(typographic, "\"");
    }
    plain
}

/// What a shortcode shows, and whether that uses up what stands between it and its end. None: not known.
fn show(shortcode: &Shortcode<'_>, inner: Option<&str>, context: &mut Context<'_>) -> Option<(String, bool)> {
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

/// `[caption]picture text[/caption]`, or the older form with the text in an attribute.
fn caption(shortcode: &Shortcode<'_>, inner: &str) -> String {
    let picture = picture_end(inner);
    let (picture, text) = inner.split_at(picture);
    let old_form = shortcode.attribute("caption").map(decode_entities);
    let text = old_form.as_deref().unwrap_or(text).trim();
    let picture = if old_form.is_some() && picture.is_empty() { inner } else { picture }.trim();
    if text.is_empty() {
        return format!("<figure>{picture}</figure>");
    }
    format!("<figure>{picture}<figcaption>{text}</figcaption></figure>")
}

/// Where the picture of a caption ends: after its `<img>`, and the link around it.
fn picture_end(inner: &str) -> usize {
    let (mut at, mut linked, mut end) = (0, false, 0);
    for piece in pieces(inner) {
        at += piece.source().len();
        match piece {
            Piece::Open { name, .. } if name.eq_ignore_ascii_case("a") && end == 0 => linked = true,
            Piece::Open { name, .. } if name.eq_ignore_ascii_case("img") && end == 0 => {
                end = at;
                if !linked {
                    break;
                }
            }
            Piece::Close { name, .. } if name.eq_ignore_ascii_case("a") && linked => {
                return if end > 0 { at } else { 0 };
            }
            _ => {}
        }
    }
    end
}

fn gallery(shortcode: &Shortcode<'_>, context: &mut Context<'_>) -> String {
    let list = shortcode.attribute("ids").or_else(|| shortcode.attribute("include"));
    let split = |list: &str| {
        list.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect::<Vec<_>>()
    };
    let mut pictures = match list {
        Some(list) => {
            let ids = split(list);
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let pictures = context.gallery.pictures(&ids);
            if pictures.len() < ids.len() {
                context.warn(format!(
                    "{} of {} pictures of a gallery are not in the export",
                    ids.len() - pictures.len(),
                    ids.len()
                ));
            }
            pictures
        }
        None => context.gallery.pictures_of(shortcode.attribute("id").unwrap_or(context.post_id)),
    };
    let left_out: BTreeSet<u64> = split(shortcode.attribute("exclude").unwrap_or_default())
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    pictures.retain(|picture| list.is_some() || !left_out.contains(&picture.id));
    put_in_order(&mut pictures, shortcode);
    if pictures.is_empty() {
        if list.is_none() {
            context.warn("the pictures of a gallery are not in the export".into());
        }
        return String::new();
    }
    let mut html = String::from("<figure class=\"gallery\">");
    for picture in pictures {
        html.push_str("<figure>");
        html.push_str(&image_tag(&picture));
        if !picture.caption.is_empty() {
            html.push_str(&format!("<figcaption>{}</figcaption>", escape(&picture.caption)));
        }
        html.push_str("</figure>");
    }
    html.push_str("</figure>");
    html
}

/// As the gallery asks for it; else `ids` are in their own order and a post's pictures in theirs. Chance gives no order
/// that could be kept.
fn put_in_order(pictures: &mut [GalleryPicture], shortcode: &Shortcode<'_>) {
    // `include` without an order is in the post's, as WordPress has it.
    let asked = shortcode.attribute("orderby").map(str::to_ascii_lowercase);
    let by = match (asked.as_deref(), shortcode.attribute("ids")) {
        (None | Some("post__in" | "none" | "rand"), Some(_)) => "",
        (Some(asked), _) => asked.split([' ', ',']).next().unwrap_or_default(),
        (None, None) => "menu_order",
    };
    match by.trim_start_matches("post_") {
        "menu_order" => pictures.sort_by_key(|picture| (picture.menu_order, picture.id)),
        "id" => pictures.sort_by_key(|picture| picture.id),
        "title" | "name" => pictures.sort_by_cached_key(|picture| (domain::fold(&picture.title), picture.id)),
        "date" => pictures.sort_by(|a, b| (&a.date, a.id).cmp(&(&b.date, b.id))),
        _ => {}
    }
    if !by.is_empty() && shortcode.attribute("order").is_some_and(|order| order.eq_ignore_ascii_case("desc"))
    {
        pictures.reverse();
    }
}

fn image_tag(picture: &GalleryPicture) -> String {
    let size =
        |name: &str, pixels: Option<u32>| pixels.map(|p| format!(" {name}=\"{p}\"")).unwrap_or_default();
    format!(
        "<img src=\"{}\" alt=\"{}\"{}{} />",
        escape(&picture.url),
        escape(&picture.alt),
        size("width", picture.width),
        size("height", picture.height)
    )
}

#[cfg(test)]
mod tests {
    use super::super::hosts::OwnHosts;
    use super::*;

    struct Two;

    impl Gallery for Two {
        fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture> {
            let known = |id: &&&str| matches!(**id, "1" | "2");
            ids.iter()
                .filter(known)
                .map(|id| GalleryPicture {
                    id: id.parse().unwrap(),
                    title: if *id == "1" { "b".into() } else { "A".into() },
                    url: format!("/{id}.png"),
                    ..GalleryPicture::default()
                })
                .collect()
        }

        fn pictures_of(&self, post: &str) -> Vec<GalleryPicture> {
            match post {
                "7" => self.pictures(&["1"]),
                "6" => self.pictures(&["1", "2"]),
                _ => Vec::new(),
            }
        }

        fn shared_block(&self, _id: &str) -> Option<String> {
            None
        }
    }

    fn check(body: &str, html: &str, warnings: usize) {
        let own = OwnHosts::default();
        let mut context = Context::new(&own, "7", &Two);
        assert_eq!(expand(body, &mut context), html, "{body}");
        assert_eq!(context.warnings.len(), warnings, "{body}: {:?}", context.warnings);
    }

    #[test]
    fn captions_become_figures() {
        check(
            "[caption id=\"a\" width=\"3\"]<img src=\"x\" /> Un <em>mot</em>[/caption]",
            "<figure><img src=\"x\" /><figcaption>Un <em>mot</em></figcaption></figure>",
            0,
        );
        check(
            "[caption width=3]<a href=\"y\"><img src=\"x\"></a> Mot[/caption]",
            "<figure><a href=\"y\"><img src=\"x\"></a><figcaption>Mot</figcaption></figure>",
            0,
        );
        check(
            "[caption caption=\"Vieux &quot;mot&quot;\"]<img src=\"x\">[/caption]",
            "<figure><img src=\"x\"><figcaption>Vieux \"mot\"</figcaption></figure>",
            0,
        );
        check("[caption]<img src=\"x\">[/caption] suite", "<figure><img src=\"x\"></figure> suite", 0);
        check("[caption id=x]<img> sans fin", "[caption id=x]<img> sans fin", 1);
    }

    #[test]
    fn galleries_show_the_pictures_that_are_known() {
        let one = "<figure><img src=\"/1.png\" alt=\"\" /></figure>";
        check("[gallery ids=1,9 columns=2]", &format!("<figure class=\"gallery\">{one}</figure>"), 1);
        check("[gallery]", &format!("<figure class=\"gallery\">{one}</figure>"), 0);
        check("[gallery id=\"8\"]", "", 1);
        let order = |body: &str| {
            let own = OwnHosts::default();
            let html = expand(body, &mut Context::new(&own, "7", &Two));
            html.split("src=\"/").skip(1).map(|rest| rest[..1].to_owned()).collect::<String>()
        };
        for (body, shown) in [
            ("[gallery ids='2,1']", "21"),
            ("[gallery ids='2,1' order=DESC]", "21"),
            ("[gallery ids='2,1' orderby=rand]", "21"),
            ("[gallery ids='2,1' orderby=\"ID\"]", "12"),
            ("[gallery include=2,1]", "12"),
            ("[gallery id=6]", "12"),
            ("[gallery id=6 orderby=title]", "21"),
            ("[gallery id=6 order='DESC' orderby='menu_order ID']", "21"),
            ("[gallery id=6 exclude=\"1\"]", "2"),
        ] {
            assert_eq!(order(body), shown, "{body}");
        }
    }

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

    #[test]
    fn what_is_no_shortcode_stays() {
        for text in [
            "[…]",
            "[sic] et [1]",
            "a [b",
            "[",
            "[x]y",
            "<a title=\"[gallery]\">",
            "[Lire la suite]",
            "5 < [6]",
        ] {
            check(text, text, 0);
        }
        check("[[gallery ids=1]] et [[/x]]", "[gallery ids=1] et [/x]", 0);
        check("[inconnu a=1]mot[/inconnu]", "[inconnu a=1]mot[/inconnu]", 1);
    }
}
