//! What is chosen, as buttons that take it back.

use super::Leap;
use crate::api::wire::Chosen;
use crate::state::{Ui, chosen_name, cleared, focus_first, use_reader, without};
use catalog::{Facet, NONE, State};
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
        let out = matches!(chosen, Chosen::Value(_, _, State::Out));
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
    // Words, sources, tags: what can be followed over the years, each by itself.
    let others = move || {
        reader.list.with(|list| {
            let questions: Vec<String> = list.chosen.iter().filter_map(question).take(3).collect();
            let trends = (!questions.is_empty()).then(|| {
                let href = reader.ui.links.trends(&questions);
                view! { <li class="clear"><a href=href rel="external">{text.listing().curves}</a></li> }
            });
            // Operated by /shelf.js.
            let keep = (!list.chosen.is_empty()).then(|| {
                view! {
                    <li class="clear needs-js">
                        <button type="button" data-keep-filter="">{text.listing().keep_filter}</button>
                    </li>
                }
            });
            (keep, trends)
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
            {others}
        </ul>
    }
}

/// What is chosen, as one types it: nothing for what is left out, and for a period.
fn question(chosen: &Chosen) -> Option<String> {
    match chosen {
        Chosen::Words(words) => Some(words.clone()),
        Chosen::Value(facet, label, State::In) if label.slug != NONE => Some(match facet {
            Facet::Mention => format!("@{}", label.slug),
            Facet::Author => return None,
            facet => format!("{}:{}", facet.name(), label.slug),
        }),
        Chosen::Value(..) | Chosen::Period => None,
    }
}
