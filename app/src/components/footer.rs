//! What stands below every page.

use crate::routes::in_language;
use crate::state::{Ui, use_reader};
use catalog::UiLang;
use leptos::prelude::*;

/// The language switch and what the archive is made with.
#[component]
pub fn PageFooter() -> impl IntoView {
    let reader = use_reader();
    let Ui { text, links } = reader.ui;
    let (own, offline) = reader.site.with_value(|site| (site.lang, site.offline));
    // A page of its own that only the server renders: the browser loads it.
    let offline =
        offline.then(|| view! { <p><a href=links.offline() rel="external">{text.read_offline}</a></p> });
    // Another language is another load of the page: no word of it has to change in place.
    let switch = move |lang: UiLang, name: &'static str| {
        let href = move || {
            reader.shown.with(|(path, query)| in_language(path, query, (lang != own).then_some(lang)))
        };
        view! {
            <li>
                <a href=href rel="external" lang=lang.code() hreflang=lang.code() aria-current=(lang == text.lang).then_some("true")>
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <footer class="foot">
            <nav aria-label=text.languages>
                <ul>{switch(UiLang::Fr, "Français")} {switch(UiLang::En, "English")}</ul>
            </nav>
            // Opened by /reading.js, which also works while the page is not alive yet.
            <button type="button" class="needs-js" data-open="keys">{text.reading().keys}</button>
            {offline}
            <p>{text.powered}</p>
        </footer>
    }
}
