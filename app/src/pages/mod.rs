//! Pages: one file each. They arrange; what they show was found elsewhere.

mod about;
mod directory;
mod list;
mod notice;
#[cfg(feature = "ssr")]
mod offline;
mod post;

use crate::api::wire::View;
use crate::state::{Kind, Reader, use_reader};
use leptos::prelude::*;

/// The page that is shown. Lists stay in place from one filter to the next; anything else is drawn anew.
#[component]
pub fn Content() -> impl IntoView {
    page(use_reader())
}

fn page(reader: Reader) -> impl IntoView {
    move || match reader.kind.get() {
        Kind::List => list::page(reader),
        Kind::Other(_) => reader.other.with(|view| match &**view {
            View::Post(post) => post::page(reader, post),
            View::Directory(facet, values) => directory::page(reader, *facet, values.clone()),
            View::Pages(pages) => notice::pages(reader, pages.clone()),
            View::About(about) => about::page(reader, about),
            #[cfg(feature = "ssr")]
            View::Offline => offline::page(reader),
            #[cfg(not(feature = "ssr"))]
            View::Offline => notice::failure(reader, ""),
            View::Choices(posts) => notice::choices(reader, posts.clone()),
            View::Gone => notice::gone(reader),
            View::NotFound(posts) => notice::not_found(reader, posts.clone()),
            View::PastTheEnd(last) => notice::past_the_end(reader, last.clone()),
            View::BadFilter(bad) => notice::bad_filter(reader, bad),
            #[cfg(feature = "ssr")]
            View::Trends(trends) => crate::trends::page(reader, trends),
            View::Failure(incident) => notice::failure(reader, incident),
            View::List(_) | View::Moved(_) => notice::failure(reader, ""),
        }),
    }
}
