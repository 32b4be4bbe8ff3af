//! The feeds of the list that is shown.

use crate::feeds;
use crate::state::use_reader;
use domain::FeedFormat;
use leptos::prelude::*;

/// Quiet links to the list's feeds, below it. They follow the filter.
#[component]
pub fn Feeds() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let shown = Memo::new(move |_| feeds::shown(reader));
    let link = move |format: FeedFormat| {
        let href = move || {
            shown.with(|feeds| feeds.iter().find(|feed| feed.format == format).map(|feed| feed.href.clone()))
        };
        // A feed is no page of ours: the browser follows the link itself.
        view! { <li><a href=href rel="external" type=format.media_type()>{format.name()}</a></li> }
    };
    view! {
        <nav class="feeds" aria-label=text.feeds>
            <span aria-hidden="true">{text.feeds}</span>
            <ul>{link(FeedFormat::Rss)} {link(FeedFormat::Atom)} {link(FeedFormat::Json)}</ul>
        </nav>
    }
    .into_any()
}
