//! JSON Feed 1.1.

use super::channel::{Channel, Item};
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    description: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    language: &'a str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// An extension, as the format allows: the outlet that is quoted.
    #[serde(rename = "_source", skip_serializing_if = "Option::is_none")]
    source: Option<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

/// The document.
pub(super) fn write(channel: &Channel) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        description: &channel.description,
        home_page_url: &channel.home,
        feed_url: &channel.own,
        next_url: channel.next.as_deref(),
        language: &channel.lang,
        items: channel.items.iter().map(JsonItem::from).collect(),
    })
}

impl<'a> From<&'a Item> for JsonItem<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            url: &item.address,
            external_url: item.original.as_deref(),
            title: &item.title,
            content_html: &item.html,
            summary: &item.summary,
            image: item.picture.as_ref().map(|picture| picture.url.as_str()),
            date_published: item.date.map(|date| date.to_string()),
            date_modified: item.updated.map(|date| date.to_string()),
            authors: item.authors.iter().map(|name| Named { name }).collect(),
            tags: &item.tags,
            language: item.lang.as_deref(),
            source: item.source.as_deref().map(|name| Named { name }),
        }
    }
}
