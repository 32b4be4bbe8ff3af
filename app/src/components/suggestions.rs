//! What may be meant, under the search field while one types: a list that the arrows go through and Enter takes.
//!
//! The focus stays in the field, which remains a plain searchbox: it names the option that is at hand by
//! `aria-activedescendant`. Without JavaScript there is no list, and the field is a field.

use crate::i18n::Text;
use crate::state::{Suggestion, suggest, use_reader};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

/// Names the list in the page.
pub const LIST: &str = "suggestions";

/// The list's state, which the field shares.
#[derive(Clone, Copy)]
pub struct Offer {
    /// What is typed; None where no list is wanted.
    typed: RwSignal<Option<String>>,
    offered: Memo<Vec<Suggestion>>,
    /// Which of them is at hand.
    at: RwSignal<Option<usize>>,
}

impl Offer {
    /// Nothing is typed yet.
    pub fn new() -> Self {
        let reader = use_reader();
        let typed = RwSignal::new(None::<String>);
        let offered = Memo::new(move |_| {
            let Some(typed) = typed.get() else { return Vec::new() };
            let list = reader.list.get();
            let found = reader
                .catalog
                .with_value(|catalog| catalog.as_ref().map(|catalog| suggest(catalog, &list, &typed)));
            found.unwrap_or_default()
        });
        Self { typed, offered, at: RwSignal::new(None) }
    }

    /// Offers what may be meant by this.
    pub fn open(self, typed: String) {
        self.at.set(None);
        self.typed.set(Some(typed).filter(|typed| !typed.trim().is_empty()));
    }

    /// Offers nothing.
    pub fn close(self) {
        self.typed.set(None);
        self.at.set(None);
    }

    /// Whether there is a list.
    pub fn is_open(self) -> bool {
        self.offered.with(|offered| !offered.is_empty())
    }

    /// The option at hand, by its name in the page.
    pub fn active(self) -> Option<String> {
        self.at.get().filter(|_| self.is_open()).map(option_id)
    }

    /// Goes up or down, through "none of them".
    fn step(self, by: isize) {
        let count = self.offered.with_untracked(Vec::len);
        let places = count.saturating_add(1);
        let now = self.at.get_untracked().map_or(0, |at| at + 1);
        let next = now.saturating_add(places).saturating_add_signed(by) % places.max(1);
        self.at.set(next.checked_sub(1));
        if let Some(option) = self.at.get_untracked() {
            show(option);
        }
    }

    /// What a key does to the list; whether it was for the list.
    pub fn key(self, event: &KeyboardEvent, take: impl Fn(Suggestion)) {
        let is_open = self.offered.with_untracked(|offered| !offered.is_empty());
        if !is_open || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Escape" => self.close(),
            "Enter" => {
                let at = self.at.get_untracked();
                let one = at.and_then(|at| self.offered.with_untracked(|offered| offered.get(at).cloned()));
                let Some(one) = one else { return self.close() };
                take(one);
            }
            _ => return,
        }
        event.prevent_default();
    }
}

fn option_id(at: usize) -> String {
    format!("{LIST}-{at}")
}

/// Scrolls the list so far that an option is seen.
fn show(at: usize) {
    let option = document().get_element_by_id(&option_id(at));
    if let Some(option) = option.and_then(|option| option.dyn_into::<web_sys::HtmlElement>().ok()) {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// What a group of options has in common.
fn group(text: &Text, one: &Suggestion) -> &'static str {
    match one {
        Suggestion::Value { facet, .. } => text.facet(*facet),
        Suggestion::Post { .. } => text.titles(),
    }
}

/// The list.
#[component]
pub fn Suggestions(
    /// Its state.
    offer: Offer,
    /// Takes one of them.
    take: Callback<Suggestion>,
) -> impl IntoView {
    let text = use_reader().ui.text;
    let option = move |at: usize, one: Suggestion| {
        let (name, count) = match &one {
            Suggestion::Value { value, .. } => (value.name.clone(), Some(value.count)),
            Suggestion::Post { title, .. } => (title.clone(), None),
        };
        let count = count.map(|count| {
            view! { <span class="count">{text.number(count)}<span class="vh">" "{text.article_word(count)}</span></span> }
        });
        view! {
            <div
                role="option"
                id=option_id(at)
                aria-selected=move || if offer.at.get() == Some(at) { "true" } else { "false" }
                on:click=move |_| take.run(one.clone())
            >
                <span class="name">{name}</span>
                " "
                {count}
            </div>
        }
    };
    let groups = move || {
        let offered = offer.offered.get();
        let mut at = 0;
        offered
            .chunk_by(|a, b| group(text, a) == group(text, b))
            .map(|run| {
                let heading = run.first().map_or("", |first| group(text, first));
                let first = at;
                at += run.len();
                let options: Vec<_> =
                    run.iter().cloned().enumerate().map(|(nth, one)| option(first + nth, one)).collect();
                view! {
                    <div role="group" aria-label=text.suggested(heading)>
                        <div class="heading" aria-hidden="true">{heading}</div>
                        {options}
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        // A press on an option must not take the focus out of the field.
        {move || offer.is_open().then(|| view! {
            <div
                class="suggestions"
                id=LIST
                role="listbox"
                aria-label=text.suggested("")
                on:mousedown=|event: MouseEvent| event.prevent_default()
            >
                {groups}
            </div>
        })}
        // The page has one status, which is the number of results: this is told beside it.
        <span class="vh" aria-live="polite">
            {move || offer.is_open().then(|| text.offered(offer.offered.with(Vec::len)))}
        </span>
    }
    .into_any()
}
