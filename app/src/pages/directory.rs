//! All values of a facet.

use crate::components::Share;
use crate::state::{Reader, Ui, engine};
use catalog::{Count, Facet};
use leptos::prelude::*;

/// The values, most first, each with its share.
pub fn page(reader: Reader, facet: Facet, values: Vec<Count>) -> AnyView {
    let Ui { text, links } = reader.ui;
    let typed = RwSignal::new(String::new());
    let most = values.first().map_or(0, |first| first.count);
    let total = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let asked = Memo::new(move |_| engine::fold(&typed.get()));
    let row = move |value: &Count| {
        let name = value.name.clone();
        // Folded when something is typed: as the page is taken over there may be nothing to fold with yet.
        let hidden = move || asked.with(|asked| !asked.is_empty() && !engine::fold(&name).contains(&**asked));
        view! {
            <li class="value" class:hidden=hidden>
                <a href=links.landing(facet, &value.slug)>
                    <span class="name">{value.name.clone()}</span>
                    " "
                    <span class="count">{text.number(value.count)}<span class="vh">" " {text.article_word(value.count)}</span></span>
                </a>
                <Share count=Signal::stored(value.count) most=Signal::stored(most) />
            </li>
        }
    };
    let rows: Vec<_> = values.iter().map(row).collect();
    view! {
        <main id="content" class="directory" tabindex="-1">
            <h1>{text.all_values(facet)} " " <span class="how-many">{text.number(total)}</span></h1>
            <input
                type="text"
                class="narrow needs-js"
                autocomplete="off"
                aria-label=text.narrow
                placeholder=text.narrow_facet(facet, total)
                on:input:target=move |event| typed.set(event.target().value())
            />
            <ul class="values">{rows}</ul>
        </main>
    }
    .into_any()
}
