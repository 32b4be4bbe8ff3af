//! What is chosen, as buttons that take it back.

use super::Leap;
use crate::api::wire::Chosen;
use crate::state::{Ui, chosen_name, cleared, focus_first, use_reader, without};
use leptos::prelude::*;

/// Names the list of chosen filters in the page.
const LIST: &str = "chosen";

/// The chosen filters.
#[component]
pub fn Chips() -> impl IntoView {
    let reader = use_reader();
    let Ui { text, .. } = reader.ui;
    let chip = move |at: usize, chosen: Chosen| {
        let filter = reader.filter_now();
        let name = chosen_name(text, &chosen, &filter);
        let out = matches!(chosen, Chosen::Value(_, _, catalog::State::Out));
        let at = u32::try_from(at).unwrap_or(0);
        view! {
            <li class="chip" class:out=out>
                <Leap
                    filter=without(&filter, &chosen)
                    label=Signal::stored(text.remove(&name))
                    after=Callback::new(move |()| focus_first(LIST, at, "status"))
                >
                    <span>{name}</span>
                    <span aria-hidden="true">"×"</span>
                </Leap>
            </li>
        }
    };
    let clear = move || {
        let filter = reader.filter_now();
        reader.list.with(|list| list.chosen.len() > 1).then(|| {
            view! {
                <li class="clear">
                    <Leap filter=cleared(&filter) after=Callback::new(move |()| focus_first(LIST, 0, "status"))>
                        {text.clear}
                    </Leap>
                </li>
            }
        })
    };
    let chips = move || {
        reader
            .list
            .with(|list| list.chosen.clone())
            .into_iter()
            .enumerate()
            .map(|(at, c)| chip(at, c))
            .collect_view()
    };
    view! {
        <ul class="chips" id=LIST aria-label=text.chosen>
            {chips}
            {clear}
        </ul>
    }
}
