//! RSS 2.0, with the modules that WordPress readers know.

use super::GENERATOR;
use super::channel::{Channel, Item};
use super::dates::rfc822;
use crate::xml::Xml;
use domain::FeedFormat;
use quick_xml::escape::escape;
use std::io;

/// The document.
pub(super) fn write(channel: &Channel) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:slash", "http://purl.org/rss/1.0/modules/slash/"),
            ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
            ("xmlns:wfw", "http://wellformedweb.org/CommentAPI/"),
        ],
    )?;
    xml.line()?;
    xml.open("channel", &[])?;
    xml.line()?;
    xml.text("title", &channel.title)?;
    xml.text("link", &channel.home)?;
    xml.text("description", &channel.description)?;
    xml.text("language", &channel.lang)?;
    if let Some(changed) = channel.changed.and_then(rfc822) {
        xml.text("lastBuildDate", &changed)?;
    }
    xml.text("generator", GENERATOR)?;
    links(&mut xml, channel)?;
    for item in &channel.items {
        write_item(&mut xml, item)?;
    }
    xml.close("channel")?;
    xml.close("rss")?;
    Ok(xml.into_bytes())
}

/// Itself, and the pages around it (RFC 5005).
fn links(xml: &mut Xml, channel: &Channel) -> io::Result<()> {
    let kind = FeedFormat::Rss.media_type();
    for (rel, address) in channel.pages() {
        xml.empty("atom:link", &[("href", address), ("rel", rel), ("type", kind)])?;
    }
    Ok(())
}

fn write_item(xml: &mut Xml, item: &Item) -> io::Result<()> {
    xml.open("item", &[])?;
    xml.line()?;
    xml.text("title", &item.title)?;
    xml.text("link", &item.address)?;
    xml.element("guid", &[("isPermaLink", "false")], &item.id)?;
    if let Some(date) = item.date.and_then(rfc822) {
        xml.text("pubDate", &date)?;
    }
    if let Some(updated) = item.updated {
        xml.text("atom:updated", &updated.to_string())?;
    }
    for author in &item.authors {
        xml.text("dc:creator", author)?;
    }
    for tag in &item.tags {
        xml.text("category", tag)?;
    }
    if let Some(source) = &item.source {
        if let Some(original) = &item.original {
            xml.element("source", &[("url", original)], source)?;
        }
        xml.text("dc:source", source)?;
    }
    if !item.summary.is_empty() {
        // A description is HTML; ours is text.
        xml.text("description", &escape(item.summary.as_str()))?;
    }
    xml.text("content:encoded", &item.html)?;
    if let Some(picture) = &item.picture {
        let bytes = picture.bytes.to_string();
        xml.empty("enclosure", &[("url", &picture.url), ("length", &bytes), ("type", &picture.media_type)])?;
    }
    if let Some(comments) = &item.comments {
        xml.text("comments", &comments.page)?;
        xml.text("wfw:commentRss", &comments.feed)?;
        xml.text("slash:comments", &comments.count.to_string())?;
    }
    if let Some(answered) = &item.answers {
        xml.empty("thr:in-reply-to", &[("ref", &answered.id), ("href", &answered.address)])?;
    }
    xml.close("item")
}
