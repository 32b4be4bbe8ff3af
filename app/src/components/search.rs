//! The search field, with what may be meant under it.

use super::suggestions::{LIST, Offer, Suggestions};
use crate::state::{History, Suggestion, use_reader};
use catalog::Filter;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// Names the search form, which fields elsewhere in the page belong to.
pub const SEARCH: &str = "search";
/// How long a reader pauses in typing before the list follows.
const PAUSE: Duration = Duration::from_millis(100);

/// The search field; without JavaScript a field of a form.
#[component]
pub fn Search() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let field = NodeRef::<Input>::new();
    let asked = Memo::new(move |_| reader.list.with(|list| list.asked.q.clone()));
    let sent = StoredValue::new(asked.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let offer = Offer::new();
    // What the address says stands in the field, unless it came from there.
    Effect::new(move |_| {
        let q = asked.get();
        if sent.get_value() != q {
            sent.set_value(q.clone());
            if let Some(field) = field.get_untracked() {
                field.set_value(&q);
            }
        }
    });
    let send = move || {
        let Some(field) = field.get_untracked() else { return };
        let q = field.value();
        if q == sent.get_value() {
            return;
        }
        sent.set_value(q.clone());
        let filter = reader.list.with_untracked(|list| Filter { q, page: 1, ..list.asked.clone() });
        reader.choose(&filter, History::Replace);
    };
    let typed = move |_| {
        if let Some(field) = field.get_untracked() {
            // What the answer will need is on its way before the list follows.
            reader.foresee(&field.value());
            offer.open(field.value());
        }
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(send, PAUSE).ok();
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        offer.close();
        send();
    };
    let take = Callback::new(move |one: Suggestion| {
        offer.close();
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
        // The name may not have been sent yet: then the address has nothing to tell the field.
        if let (Suggestion::Value { rest, .. }, Some(field)) = (&one, field.get_untracked()) {
            sent.set_value(rest.clone());
            field.set_value(rest);
        }
        reader.take(one);
    });
    let focused = move |_| {
        if let Some(field) = field.get_untracked() {
            reader.foresee(&field.value());
        }
    };
    view! {
        <form id=SEARCH role="search" method="get" action="/" autocomplete="off" on:submit=submit>
            <svg viewBox="0 0 20 20" aria-hidden="true">
                <circle cx="8.5" cy="8.5" r="5.5"></circle>
                <path d="M13 13l5 5"></path>
            </svg>
            <input
                type="search"
                name="q"
                node_ref=field
                aria-label=text.search
                placeholder=text.search_hint
                value=asked.get_untracked()
                enterkeyhint="search"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls=move || offer.is_open().then_some(LIST)
                aria-activedescendant=move || offer.active()
                on:input=typed
                on:focus=focused
                on:blur=move |_| offer.close()
                on:keydown=move |event: KeyboardEvent| offer.key(&event, |one| take.run(one))
            />
            // Listened to by /reading.js, as all keys of one letter are.
            <kbd aria-hidden="true" class="needs-js">"/"</kbd>
            <button type="submit" class="go">{text.search_button}</button>
            <Suggestions offer take />
        </form>
    }
    .into_any()
}
