//! What stands above every page.

use crate::api::wire::View;
use crate::state::{Kind, Ui, use_reader};
use catalog::Facet;
use leptos::prelude::*;

/// Where the reader is, for the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Here {
    Archive,
    Directory(Facet),
    About,
    Elsewhere,
}

/// Brand, totals, navigation.
#[component]
pub fn PageHeader() -> impl IntoView {
    let reader = use_reader();
    let Ui { text, links } = reader.ui;
    let here = Memo::new(move |_| match reader.kind.get() {
        Kind::List => Here::Archive,
        Kind::Other(_) => reader.other.with(|view| match **view {
            View::Directory(facet, _) => Here::Directory(facet),
            View::About(_) => Here::About,
            _ => Here::Elsewhere,
        }),
    });
    let current = move |place: Here| move || (here.get() == place).then_some("page");
    let (title, totals) = reader.site.with_value(|site| {
        (site.title.clone(), text.totals(site.posts, site.sources, site.first, site.last))
    });
    view! {
        // The browser follows this link itself: it moves the focus as well.
        <a class="skip" href="#content" rel="external">{text.skip}</a>
        <header class="mast">
            <a class="brand" href=links.home()>{title}</a>
            <p class="totals">{totals}</p>
            <nav aria-label=text.main_nav>
                <a href=links.home() aria-current=current(Here::Archive)>{text.archive}</a>
                <a href=links.directory(Facet::Source) aria-current=current(Here::Directory(Facet::Source))>
                    {text.facet(Facet::Source)}
                </a>
                <a href=links.directory(Facet::Tag) aria-current=current(Here::Directory(Facet::Tag))>
                    {text.facet(Facet::Tag)}
                </a>
                <a href=links.about() aria-current=current(Here::About)>{text.about}</a>
                // Opened by /reading.js, filled in by /shelf.js.
                <button type="button" class="shelf needs-js" data-open="shelf" aria-label=text.listing().kept title=text.listing().kept>
                    <svg viewBox="0 0 20 20" aria-hidden="true">
                        <path d="M5.5 3h9v14L10 13.2 5.5 17z"></path>
                    </svg>
                    <span data-kept-count=""></span>
                </button>
                // Operated by /theme.js, which also works while the page is not alive yet.
                <button type="button" class="theme" data-theme-toggle="" aria-pressed="false" aria-label=text.theme title=text.theme>
                    <svg viewBox="0 0 20 20" aria-hidden="true">
                        <circle cx="10" cy="10" r="7"></circle>
                        <path d="M10 3a7 7 0 0 1 0 14z"></path>
                    </svg>
                </button>
            </nav>
        </header>
    }
}
