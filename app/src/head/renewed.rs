//! The head as the browser renews it.

use super::{Tag, head};
use crate::state::Reader;
use leptos::prelude::*;
use web_sys::{Element, HtmlHeadElement};

/// Everything that changes with the page, and what the server alone writes: it is true of the first page only.
const OF_THE_PAGE: &str = "meta[name=description],meta[name=robots],meta[property^='og:']:not([property='og:site_name']):not([property='og:locale']),\
                           link[rel=canonical],link[rel=prev],link[rel=next],link[rel=alternate],script[type='application/ld+json']";

/// Follows what is shown. What the server wrote of the first page stays as it is.
pub(super) fn follow(reader: Reader) {
    Effect::new(move |before: Option<(String, Vec<Tag>)>| {
        let now = head(reader);
        if before.is_some_and(|before| before != now) {
            document().set_title(&now.0);
            renew(&now.1);
        }
        now
    });
}

fn renew(tags: &[Tag]) {
    let Some(head) = document().head() else { return };
    let old = head.query_selector_all(OF_THE_PAGE).ok();
    for at in 0..old.as_ref().map_or(0, web_sys::NodeList::length) {
        if let Some(node) = old.as_ref().and_then(|old| old.get(at)) {
            _ = head.remove_child(&node);
        }
    }
    for tag in tags {
        match tag {
            Tag::Named(name, content) => add(&head, "meta", &[("name", name), ("content", content)]),
            Tag::Property(property, content) => {
                add(&head, "meta", &[("property", property), ("content", content)]);
            }
            Tag::Link(rel, href) => add(&head, "link", &[("rel", rel), ("href", href)]),
            Tag::Alternate(kind, title, href) => {
                let attributes = [("rel", "alternate"), ("type", kind), ("title", title), ("href", href)];
                add(&head, "link", &attributes);
            }
        }
    }
}

fn add(head: &HtmlHeadElement, name: &str, attributes: &[(&str, &str)]) {
    let Ok(element): Result<Element, _> = document().create_element(name) else { return };
    for (attribute, value) in attributes {
        _ = element.set_attribute(attribute, value);
    }
    _ = head.append_child(&element);
}
