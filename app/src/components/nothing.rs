//! When nothing answers: which filter to drop, and how many posts that gives.

use super::Leap;
use crate::state::{Ui, chosen_name, cleared, use_reader, without, words_only};
use leptos::prelude::*;

/// The empty list.
#[component]
pub fn Nothing() -> impl IntoView {
    let reader = use_reader();
    let Ui { text, .. } = reader.ui;
    let (filter, escapes, several) = reader
        .list
        .with_untracked(|list| (list.reading.filter.clone(), list.escapes.clone(), list.chosen.len() > 1));
    let ways: Vec<_> = escapes
        .into_iter()
        .map(|escape| {
            let (to, name) = match &escape.without {
                Some(chosen) => (without(&filter, chosen), text.without(&chosen_name(text, chosen, &filter))),
                None => (words_only(&filter), text.in_whole_archive(filter.q.trim())),
            };
            view! {
                <li>
                    <Leap filter=to after=Callback::new(|()| crate::state::focus("status", true))>
                        <span>{name}</span>
                        " "
                        <b>{text.articles(escape.total)}</b>
                    </Leap>
                </li>
            }
        })
        .collect();
    let help = match (ways.is_empty(), several) {
        (false, _) => Some(text.no_result_help),
        (true, true) => Some(text.no_result_clear),
        (true, false) => None,
    };
    view! {
        <div class="nothing">
            <h2>{text.no_result}</h2>
            {help.map(|help| view! { <p>{help}</p> })}
            <ul>
                {ways}
                <li>
                    <Leap filter=cleared(&filter) after=Callback::new(|()| crate::state::focus("status", true))>
                        <span>{text.to_archive}</span>
                        " "
                        <b>{text.articles(reader.list.with_untracked(|list| list.all))}</b>
                    </Leap>
                </li>
            </ul>
        </div>
    }
}
