//! The feeds of what is shown: what they are called and where they are.

use crate::api::wire::{Chosen, ListView, View};
use crate::i18n::Text;
use crate::routes::Links;
use crate::state::{Kind, Reader, Ui, chosen_name};
use catalog::{DEFAULT_PER_PAGE, Filter, State};
use domain::FeedFormat;

/// A feed that a page tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Its form.
    pub format: FeedFormat,
    /// What it is called.
    pub title: String,
    /// Path from `/`, with its query.
    pub href: String,
}

/// What the feed of a list is called: `Revue de presse – étiquette : logement`.
#[must_use]
pub fn list_title(text: &Text, site: &str, list: &ListView) -> String {
    let filter = &list.reading.filter;
    let parts: Vec<String> = list
        .chosen
        .iter()
        .map(|chosen| match chosen {
            Chosen::Value(facet, label, State::In) if !label.name.is_empty() => {
                text.value_of(*facet, &label.name)
            }
            Chosen::Value(facet, label, State::Out) if !label.name.is_empty() => {
                text.except(&text.value_of(*facet, &label.name))
            }
            other => chosen_name(text, other, filter),
        })
        .collect();
    if parts.is_empty() { site.to_owned() } else { format!("{site} – {}", parts.join(", ")) }
}

/// The feeds of a list, in every form. Its page, order and length do not matter to who follows it.
#[must_use]
pub fn of_list(text: &Text, links: Links, site: &str, list: &ListView, path: &str) -> Vec<FeedLink> {
    let address = match list.subject {
        Some(_) => links.landing_page(path, 1),
        None => {
            links.archive(&Filter { page: 1, per_page: DEFAULT_PER_PAGE, sort: None, ..list.asked.clone() })
        }
    };
    in_every_form(&list_title(text, site, list), &address)
}

fn in_every_form(title: &str, address: &str) -> Vec<FeedLink> {
    let link = |format: FeedFormat| FeedLink {
        format,
        title: format!("{title} ({})", format.name()),
        href: format.of(address),
    };
    FeedFormat::ALL.into_iter().map(link).collect()
}

/// The feeds of what the reader is looking at: the list's, else the whole archive's.
pub(crate) fn shown(reader: Reader) -> Vec<FeedLink> {
    use leptos::prelude::{Get, With, WithValue};
    let Ui { text, links } = reader.ui;
    reader.site.with_value(|site| match reader.kind.get() {
        Kind::List => reader
            .list
            .with(|list| reader.shown.with(|(path, _)| of_list(text, links, &site.title, list, path))),
        Kind::Other(_) => in_every_form(&site.title, &links.home()),
    })
}

/// The feed of the comments of the post that the reader is looking at.
pub(crate) fn of_comments(reader: Reader) -> Option<FeedLink> {
    use leptos::prelude::{Get, With};
    let Ui { text, links } = reader.ui;
    if reader.kind.get() == Kind::List {
        return None;
    }
    reader.other.with(|view| match &**view {
        View::Post(post) => Some(FeedLink {
            format: FeedFormat::Rss,
            title: text.comments_on(crate::head::post_title(text, post)),
            href: FeedFormat::Rss.of(&links.post(&post.card.path)),
        }),
        _ => None,
    })
}
