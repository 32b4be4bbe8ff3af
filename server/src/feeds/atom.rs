//! Atom 1.0 (RFC 4287), with threads (RFC 4685).

use super::channel::{Channel, Item};
use crate::xml::Xml;
use domain::{FeedFormat, Moment};
use std::io;

/// What Atom must be told of what has no date: the beginning of time as computers count it.
const NO_DATE: Moment = Moment { unix: 0, offset_minutes: 0 };

/// The document.
pub(super) fn write(channel: &Channel) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
            ("xml:lang", &channel.lang),
        ],
    )?;
    xml.line()?;
    xml.element("title", &[("type", "text")], &channel.title)?;
    xml.element("subtitle", &[("type", "text")], &channel.description)?;
    xml.text("id", &channel.first)?;
    xml.text("updated", &channel.changed.unwrap_or(NO_DATE).to_string())?;
    // An entry without an author needs one of the feed.
    xml.open("author", &[])?;
    xml.text("name", &channel.title)?;
    xml.close("author")?;
    xml.element("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Relire")?;
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &channel.home)])?;
    links(&mut xml, channel)?;
    for item in &channel.items {
        write_entry(&mut xml, item)?;
    }
    xml.close("feed")?;
    Ok(xml.into_bytes())
}

/// Itself, and the pages around it (RFC 5005).
fn links(xml: &mut Xml, channel: &Channel) -> io::Result<()> {
    let kind = FeedFormat::Atom.media_type();
    for (rel, address) in channel.pages() {
        xml.empty("link", &[("rel", rel), ("type", kind), ("href", address)])?;
    }
    Ok(())
}

fn write_entry(xml: &mut Xml, item: &Item) -> io::Result<()> {
    let lang = item.lang.as_deref().map(|lang| ("xml:lang", lang));
    xml.open("entry", lang.as_slice())?;
    xml.line()?;
    xml.element("title", &[("type", "text")], &item.title)?;
    xml.text("id", &item.id)?;
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.address)])?;
    if let Some(date) = item.date {
        xml.text("published", &date.to_string())?;
    }
    xml.text("updated", &item.changed().unwrap_or(NO_DATE).to_string())?;
    for author in &item.authors {
        xml.open("author", &[])?;
        xml.text("name", author)?;
        xml.close("author")?;
    }
    for tag in &item.tags {
        xml.empty("category", &[("term", tag)])?;
    }
    if let Some(original) = &item.original {
        let source = item.source.as_deref().map(|source| ("title", source));
        let via: Vec<(&str, &str)> = [("rel", "via"), ("href", original)].into_iter().chain(source).collect();
        xml.empty("link", &via)?;
    }
    if let Some(source) = &item.source {
        xml.text("dc:source", source)?;
    }
    if let Some(picture) = &item.picture {
        let bytes = picture.bytes.to_string();
        let length = (picture.bytes > 0).then_some(("length", bytes.as_str()));
        let enclosure: Vec<(&str, &str)> =
            [("rel", "enclosure"), ("type", &picture.media_type), ("href", &picture.url)]
                .into_iter()
                .chain(length)
                .collect();
        xml.empty("link", &enclosure)?;
    }
    if let Some(comments) = &item.comments {
        let count = comments.count.to_string();
        xml.empty(
            "link",
            &[("rel", "replies"), ("type", "text/html"), ("href", &comments.page), ("thr:count", &count)],
        )?;
        let kind = FeedFormat::Atom.media_type();
        xml.empty(
            "link",
            &[("rel", "replies"), ("type", kind), ("href", &comments.feed), ("thr:count", &count)],
        )?;
        xml.text("thr:total", &count)?;
    }
    if let Some(answered) = &item.answers {
        xml.empty(
            "thr:in-reply-to",
            &[("ref", &answered.id), ("href", &answered.address), ("type", "text/html")],
        )?;
    }
    if !item.summary.is_empty() {
        xml.element("summary", &[("type", "text")], &item.summary)?;
    }
    xml.element("content", &[("type", "html")], &item.html)?;
    xml.close("entry")
}
