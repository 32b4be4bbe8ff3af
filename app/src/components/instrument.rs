//! The instrument: search field and timeline together, with the two dates.

use super::{SEARCH, Search, Timeline};
use crate::state::{History, Ui, use_reader};
use catalog::DEFAULT_PER_PAGE;
use domain::PartialDate;
use leptos::prelude::*;

/// Search field, timeline, dates.
#[component]
pub fn Instrument() -> impl IntoView {
    let Ui { text, links } = use_reader().ui;
    let reader = use_reader();
    let per_page = move || reader.list.with(|list| list.asked.per_page);
    view! {
        <div class="instrument">
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
        </div>
    }
    .into_any()
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
