//! The pages of a list.

use crate::api::wire::ListView;
use crate::state::{History, Ui, is_plain_click, page_numbers, use_reader};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Links to the other pages of the list.
#[component]
pub fn Pagination(
    /// The last page.
    last: u32,
) -> impl IntoView {
    let reader = use_reader();
    let Ui { text, links } = reader.ui;
    let (filter, landing) = reader.list.with_untracked(|list: &std::sync::Arc<ListView>| {
        (list.reading.filter.clone(), list.subject.is_some())
    });
    let path = reader.shown.with_untracked(|at| at.0.clone());
    let page = filter.page;
    let link = move |number: u32, rel: Option<&'static str>, words: String| {
        let to = filter.at_page(number);
        let href = if landing { links.landing_page(&path, number) } else { links.archive(&to) };
        let turn = move |event: MouseEvent| {
            // A landing page's other pages are the server's; those of the archive are turned here.
            if !landing && is_plain_click(&event) {
                event.prevent_default();
                event.stop_propagation();
                reader.choose(&to, History::Push);
                crate::state::focus("status", true);
            }
        };
        let current = (number == page && rel.is_none()).then_some("page");
        view! { <li><a href=href rel=rel aria-current=current on:click=turn>{words}</a></li> }
    };
    let numbers: Vec<_> = page_numbers(page, last)
        .into_iter()
        .map(|number| match number {
            Some(number) => link(number, None, text.number(number)).into_any(),
            None => view! { <li class="gap" aria-hidden="true">"…"</li> }.into_any(),
        })
        .collect();
    let previous = (page > 1).then(|| link(page - 1, Some("prev"), text.previous.to_owned()));
    let next = (page < last).then(|| link(page + 1, Some("next"), text.next.to_owned()));
    view! {
        <nav class="pagination" aria-label=text.pagination>
            <ul>{previous} {numbers} {next}</ul>
        </nav>
    }
}
