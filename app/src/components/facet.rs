//! Facets: what a list can be filtered by.

use super::{Fields, SEARCH};
use crate::api::wire::{FacetView, ValueView};
use crate::state::{History, SHOWN, Ui, counts, engine, labels, settle, use_reader};
use catalog::{Facet, Filter, NONE, State, TagMatch};
use domain::Label;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A hairline as long as a share.
#[component]
pub fn Share(
    /// The part.
    #[prop(into)]
    count: Signal<u32>,
    /// The whole.
    #[prop(into)]
    most: Signal<u32>,
) -> impl IntoView {
    let width = move || u64::from(count.get()) * 1000 / u64::from(most.get().max(1));
    view! {
        <svg class="share" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
            <rect width=move || width().to_string() height="1"></rect>
        </svg>
    }
}

/// All facets.
#[component]
pub fn Facets() -> impl IntoView {
    Facet::ALL.map(|facet| view! { <Group facet /> }).into_iter().collect_view()
}

#[component]
fn Group(facet: Facet) -> impl IntoView {
    let reader = use_reader();
    let Ui { text, links } = reader.ui;
    let first = StoredValue::new(untrack(|| with_facet(facet, |view| labels(&view.values))));
    let shown = Memo::new(move |before: Option<&Vec<Label>>| {
        // Where not all counts are known, only those that the list carries can be shown.
        let known = reader.counts.with(Option::is_some);
        with_facet(facet, |view| {
            first.with_value(|first| settle(if known { first } else { &[] }, before, &view.values))
        })
    });
    let most = Memo::new(move |_| with_facet(facet, |view| view.most));
    let empty = move || with_facet(facet, |view| view.all == 0);
    let typed = RwSignal::new(String::new());
    let all = untrack(|| with_facet(facet, |view| view.all));
    let many = usize::try_from(all).unwrap_or(usize::MAX) > SHOWN;
    let without =
        Memo::new(move |_| shown.with(|shown| shown.iter().find(|label| label.slug == NONE).cloned()));
    let named = move || {
        let mut values = narrowed(facet, &typed.get(), shown.get());
        values.retain(|label| label.slug != NONE);
        values
    };
    let narrow = many.then(|| view! { <Narrow facet typed all /> });
    view! {
        <div class="facet" hidden=empty>
            <fieldset>
                <legend>{text.facet(facet)}</legend>
                {narrow}
                <ul>
                    <For each=named key=|label| label.slug.clone() let:label>
                        <li><Value facet label most /></li>
                    </For>
                </ul>
                // "Without a source" is no outlet: it stands under the list of those that are.
                {move || without.get().map(|label| view! { <Value facet label most /> })}
                <a class="more" href=links.directory(facet)>{text.all_values(facet)}</a>
            </fieldset>
            {(facet == Facet::Tag).then(|| view! { <MatchAll /> })}
        </div>
    }
    .into_any()
}

/// The values whose name holds what was typed, among all that have a count; what is shown where nothing was typed.
fn narrowed(facet: Facet, typed: &str, shown: Vec<Label>) -> Vec<Label> {
    let typed = engine::fold(typed);
    if typed.trim().is_empty() {
        return shown;
    }
    let reader = use_reader();
    let holds = |label: &Label| engine::fold(&label.name).contains(typed.trim());
    let mut found: Vec<Label> = shown.into_iter().filter(holds).collect();
    reader.counts.with(|all| {
        let Some(all) = all else { return };
        for count in counts(all, facet) {
            let label = Label { slug: count.slug.clone(), name: count.name.clone() };
            if found.len() < SHOWN && holds(&label) && !found.iter().any(|l| l.slug == label.slug) {
                found.push(label);
            }
        }
    });
    found
}

/// A field that narrows a long list. Only the browser can, so it is not there without JavaScript.
#[component]
fn Narrow(facet: Facet, typed: RwSignal<String>, all: u32) -> impl IntoView {
    let text = use_reader().ui.text;
    let label = text.narrow_facet(facet, all);
    view! {
        <input
            type="text"
            class="narrow needs-js"
            autocomplete="off"
            aria-label=label.clone()
            placeholder=label
            on:input:target=move |event| typed.set(event.target().value())
        />
    }
}

fn with_facet<T>(facet: Facet, read: impl FnOnce(&FacetView) -> T) -> T {
    let nothing = FacetView { facet, values: Vec::new(), all: 0, most: 0 };
    use_reader()
        .list
        .with(|list| read(list.facets.iter().find(|view| view.facet == facet).unwrap_or(&nothing)))
}

#[component]
fn Value(facet: Facet, label: Label, most: Memo<u32>) -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let slug = StoredValue::new(label.slug.clone());
    let name = if label.slug == NONE && label.name.is_empty() {
        text.without_source.to_owned()
    } else {
        label.name.clone()
    };
    let value: Memo<(u32, State)> = Memo::new(move |_| {
        let found = with_facet(facet, |view| {
            slug.with_value(|slug| {
                view.values.iter().find(|v: &&ValueView| v.slug == *slug).map(|v| (v.count, v.state))
            })
        });
        found.unwrap_or_else(|| counted(facet, &slug.get_value()))
    });
    let count = Memo::new(move |_| value.get().0);
    let state = Memo::new(move |_| value.get().1);
    let set = move |state: State| {
        reader.choose(&reader.filter().toggled(facet, &slug.get_value(), state), History::Push)
    };
    view! {
        <div class="value" class:out=move || state.get() == State::Out class:zero=move || count.get() == 0>
            <label>
                <input
                    type="checkbox"
                    form=SEARCH
                    name=facet.name()
                    value=label.slug.clone()
                    checked=move || state.get() == State::In
                    prop:checked=move || state.get() == State::In
                    on:change:target=move |event| set(if event.target().checked() { State::In } else { State::Off })
                />
                <span class="name">{name.clone()}</span>
                " "
                <span class="count">{move || text.number(count.get())}<span class="vh">" " {move || text.article_word(count.get())}</span></span>
            </label>
            <Exclude facet slug name state />
            <Share count most />
        </div>
    }
    .into_any()
}

/// The count of a value that the list does not carry: it was shown before, or found by typing.
fn counted(facet: Facet, slug: &str) -> (u32, State) {
    let reader = use_reader();
    let count = reader.counts.with(|all| {
        let all = all.as_ref()?;
        if facet == Facet::Source && slug == NONE {
            return Some(all.without_source);
        }
        counts(all, facet).iter().find(|count| count.slug == slug).map(|count| count.count)
    });
    (count.unwrap_or(0), reader.list.with(|list| list.reading.filter.choice(facet).state(slug)))
}

/// The button that excludes a value, and takes the exclusion back.
#[component]
fn Exclude(facet: Facet, slug: StoredValue<String>, name: String, state: Memo<State>) -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let next = move || if state.get() == State::Out { State::Off } else { State::Out };
    let off = move || state.get() == State::Off;
    let leap = slug.with_value(|slug| format!("{}-{slug}", facet.name()));
    let excluded = slug.with_value(|slug| format!("-{slug}"));
    let other: Signal<Filter> =
        Signal::derive(move || slug.with_value(|slug| reader.filter_now().toggled(facet, slug, next())));
    let form = leap.clone();
    let kept = excluded.clone();
    let click = move |event: MouseEvent| {
        event.prevent_default();
        reader.choose(&other.get_untracked(), History::Push);
    };
    view! {
        <button
            type="submit"
            class="exclude"
            form=move || if off() { SEARCH.to_owned() } else { leap.clone() }
            name=move || off().then(|| facet.name())
            value=move || off().then(|| excluded.clone())
            aria-pressed=move || if state.get() == State::Out { "true" } else { "false" }
            aria-label=text.exclude(&name)
            title=text.exclude(&name)
            on:click=click
        >
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="8" cy="8" r="6"></circle>
                <path d="M4.5 8h7"></path>
            </svg>
        </button>
        // Without JavaScript: a value that is chosen or excluded already is changed by a form of its own.
        {move || (!off()).then(|| {
            view! { <form id=form.clone() class="hidden" method="get" action="/"><Fields filter=other /></form> }
        })}
        {move || (state.get() == State::Out).then(|| {
            view! { <input type="hidden" form=SEARCH name=facet.name() value=kept.clone() /> }
        })}
    }
    .into_any()
}

/// Asks for all of the chosen tags instead of any.
#[component]
fn MatchAll() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let all = Memo::new(move |_| reader.list.with(|list| list.reading.filter.tag_match == TagMatch::All));
    let useful = move || all.get() || reader.list.with(|list| list.reading.filter.tag.include.len() > 1);
    let set = move |all: bool| {
        let tag_match = if all { TagMatch::All } else { TagMatch::Any };
        reader.choose(&Filter { tag_match, page: 1, ..reader.filter() }, History::Push);
    };
    view! {
        <label class="match" class:hidden=move || !useful()>
            <input
                type="checkbox"
                form=SEARCH
                name="match"
                value="all"
                checked=move || all.get()
                prop:checked=move || all.get()
                on:change:target=move |event| set(event.target().checked())
            />
            <span>{text.match_all}</span>
        </label>
    }
}
