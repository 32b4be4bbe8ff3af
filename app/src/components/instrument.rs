//! The instrument: search field and timeline together, with the two dates.

use super::Timeline;
use crate::state::{History, Ui, use_reader};
use catalog::{DEFAULT_PER_PAGE, Filter};
use domain::PartialDate;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// Names the search form, which fields elsewhere in the page belong to.
pub const SEARCH: &str = "search";
/// How long a reader pauses in typing before the list follows.
const PAUSE: Duration = Duration::from_millis(150);

/// Search field, timeline, dates.
#[component]
pub fn Instrument() -> impl IntoView {
    let Ui { text, links } = use_reader().ui;
    let reader = use_reader();
    let per_page = move || reader.list.with(|list| list.asked.per_page);
    view! {
        <section class="instrument">
            <Search />
            <div class="when">
                <Timeline />
                <div class="dates">
                    <DateField name="from" label=text.from />
                    <DateField name="to" label=text.to />
                </div>
            </div>
            {links.lang.map(|lang| view! { <input type="hidden" form=SEARCH name="lang" value=lang.code() /> })}
            {move || (per_page() != DEFAULT_PER_PAGE).then(|| {
                view! { <input type="hidden" form=SEARCH name="per_page" value=per_page().to_string() /> }
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Search() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let field = NodeRef::<Input>::new();
    let asked = Memo::new(move |_| reader.list.with(|list| list.asked.q.clone()));
    let sent = StoredValue::new(asked.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
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
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(send, PAUSE).ok();
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let slash = window_event_listener_if_alive(move |event: &KeyboardEvent| {
        if event.key() == "/" && !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !is_typing() {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                _ = field.focus();
                field.select();
            }
        }
    });
    Effect::new(slash);
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
                on:input=typed
            />
            <kbd aria-hidden="true" class="needs-js">"/"</kbd>
            <button type="submit" class="go">{text.search_button}</button>
        </form>
    }
    .into_any()
}

/// Listens to keys for as long as the component lives; only ever run by an effect, so in the browser.
fn window_event_listener_if_alive(
    listen: impl Fn(&KeyboardEvent) + Clone + 'static,
) -> impl Fn(Option<()>) + 'static {
    move |_| {
        let listen = listen.clone();
        let handle = window_event_listener(leptos::ev::keydown, move |event| listen(&event));
        on_cleanup(move || handle.remove());
    }
}

/// Whether the focus is where a slash is a letter.
fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

#[component]
fn DateField(name: &'static str, label: &'static str) -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let wrong = RwSignal::new(false);
    let date = Memo::new(move |_| {
        let filter = reader.filter_now();
        let date = if name == "from" { filter.from } else { filter.to };
        date.map(|date| date.to_string()).unwrap_or_default()
    });
    let set = move |typed: String| {
        let typed = typed.trim().to_owned();
        let read: Option<PartialDate> = typed.parse().ok();
        wrong.set(read.is_none() && !typed.is_empty());
        if wrong.get_untracked() {
            return;
        }
        let filter = reader.filter();
        let (from, to) = if name == "from" { (read, filter.to) } else { (filter.from, read) };
        if (from, to) != (filter.from, filter.to) {
            reader.choose(&filter.between(from, to), History::Push);
        }
    };
    view! {
        <label class="date">
            <span>{label}</span>
            <input
                type="text"
                form=SEARCH
                name=name
                inputmode="numeric"
                size="10"
                maxlength="10"
                autocomplete="off"
                placeholder=text.date_short
                title=text.date_hint
                value=date.get_untracked()
                prop:value=date
                aria-invalid=move || wrong.get().then_some("true")
                on:change:target=move |event| set(event.target().value())
            />
        </label>
    }
}
