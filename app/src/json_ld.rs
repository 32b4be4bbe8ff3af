//! What search engines read: JSON-LD of schema.org.

use crate::api::wire::{PostView, Site};
use crate::routes::Links;
use domain::Kind;
use std::fmt::Write;

/// The archive itself, with how to search it.
#[must_use]
pub fn website(site: &Site) -> String {
    let origin = site.origin.as_deref().unwrap_or_default();
    let mut json = Object::of("WebSite");
    json.text("name", &site.title);
    if !site.tagline.is_empty() {
        json.text("description", &site.tagline);
    }
    json.text("url", &format!("{origin}/"));
    json.text("inLanguage", site.lang.code());
    let mut search = Object::of("SearchAction");
    search.text("target", &format!("{origin}/?q={{q}}"));
    search.text("query-input", "required name=q");
    json.object("potentialAction", search);
    json.written()
}

/// A list of posts with a title of its own.
#[must_use]
pub fn collection(site: &Site, title: &str, path: &str) -> String {
    let origin = site.origin.as_deref().unwrap_or_default();
    let mut json = Object::of("CollectionPage");
    json.text("name", title);
    json.text("url", &format!("{origin}{path}"));
    json.object("breadcrumb", breadcrumb(site, title, path));
    json.written()
}

/// A post or page.
#[must_use]
pub fn post(site: &Site, post: &PostView, title: &str) -> String {
    let origin = site.origin.as_deref().unwrap_or_default();
    let card = &post.card;
    let path = Links::default().post(&card.path);
    let mut json = Object::of(if post.kind == Kind::Post { "BlogPosting" } else { "WebPage" });
    json.text(if post.kind == Kind::Post { "headline" } else { "name" }, title);
    json.text("url", &format!("{origin}{path}"));
    json.text("inLanguage", card.lang.as_str());
    json.text("description", &card.excerpt);
    if let Some(date) = card.date {
        json.text("datePublished", &date.to_string());
    }
    if let Some(updated) = card.updated {
        json.text("dateModified", &updated.to_string());
    }
    if let Some(author) = card.authors.first() {
        let mut person = Object::of("Person");
        person.text("name", &author.name);
        json.object("author", person);
    }
    if let Some(original) = &card.continue_url {
        json.text("isBasedOn", original);
    }
    if !card.tags.is_empty() {
        json.text("keywords", &card.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", "));
    }
    json.object("breadcrumb", breadcrumb(site, title, &path));
    json.written()
}

fn breadcrumb(site: &Site, title: &str, path: &str) -> Object {
    let origin = site.origin.as_deref().unwrap_or_default();
    let item = |position: u8, name: &str, path: &str| {
        let mut item = Object::of("ListItem");
        item.raw("position", &position.to_string());
        item.text("name", name);
        item.text("item", &format!("{origin}{path}"));
        item.closed()
    };
    let mut list = Object::of("BreadcrumbList");
    list.raw("itemListElement", &format!("[{},{}]", item(1, &site.title, "/"), item(2, title, path)));
    list
}

/// An object being written.
struct Object(String);

impl Object {
    fn of(kind: &str) -> Self {
        Self(format!("{{\"@type\":\"{kind}\""))
    }

    fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &quoted(value));
    }

    fn object(&mut self, name: &str, value: Object) {
        self.raw(name, &value.closed());
    }

    fn raw(&mut self, name: &str, value: &str) {
        _ = write!(self.0, ",\"{name}\":{value}");
    }

    fn closed(mut self) -> String {
        self.0.push('}');
        self.0
    }

    /// The whole document.
    fn written(self) -> String {
        self.closed().replacen('{', "{\"@context\":\"https://schema.org\",", 1)
    }
}

/// A JSON string that may stand inside a script element: `<` never ends it.
fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => _ = write!(text, "\\u{:04x}", u32::from(c)),
            c if c.is_control() => _ = write!(text, "\\u{:04x}", u32::from(c)),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        assert_eq!(quoted("</script> \"é\"\n\\"), r#""\u003c/script\u003e \"é\"\u000a\\""#);
    }

    #[test]
    fn the_archive_says_what_it_is() {
        let site = Site {
            title: "Veille".into(),
            tagline: String::new(),
            lang: catalog::UiLang::Fr,
            posts: 1,
            sources: 0,
            first: None,
            last: None,
            origin: None,
            offline: true,
        };
        assert_eq!(
            website(&site),
            "{\"@context\":\"https://schema.org\",\"@type\":\"WebSite\",\"name\":\"Veille\",\"url\":\"/\",\"inLanguage\":\"fr\",\
             \"potentialAction\":{\"@type\":\"SearchAction\",\"target\":\"/?q={q}\",\"query-input\":\"required name=q\"}}"
        );
    }
}
