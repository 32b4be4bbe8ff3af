//! A button that leads to another view of the archive: a small form of its own, so that it works without JavaScript.

use crate::state::{History, use_reader};
use catalog::Filter;
use catalog::query::url::pairs;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The hidden fields that say a whole filter.
#[component]
pub fn Fields(
    /// The filter.
    #[prop(into)]
    filter: Signal<Filter>,
) -> impl IntoView {
    let lang = use_reader().ui.links.lang;
    move || {
        let query = Filter { lang, ..filter.get() }.to_query();
        pairs(&query)
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    }
}

/// A button that leads to another view of the archive.
#[component]
pub fn Leap(
    /// The view.
    #[prop(into)]
    filter: Signal<Filter>,
    /// Names the button where its words do not suffice.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Runs after the view has been chosen: to look after the focus.
    #[prop(optional, into)]
    after: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let reader = use_reader();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        reader.choose(&filter.get_untracked(), History::Push);
        if let Some(after) = after {
            after.run(());
        }
    };
    view! {
        <form class="leap" method="get" action="/" on:submit=submit>
            <Fields filter />
            <button type="submit" aria-label=label>{children()}</button>
        </form>
    }
}
