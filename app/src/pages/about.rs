//! What this archive is.

use crate::api::wire::AboutView;
use crate::state::{Reader, Ui};
use catalog::{Facet, Filter};
use leptos::prelude::*;

/// What the archive is, keeps and counts; how to search it; the reader's privacy.
pub fn page(reader: Reader, about: &AboutView) -> AnyView {
    let Ui { text, links } = reader.ui;
    let (title, tagline, posts) =
        reader.site.with_value(|site| (site.title.clone(), site.tagline.clone(), site.posts));
    let counts: Vec<_> = Facet::ALL
        .into_iter()
        .zip(about.values)
        .filter(|(_, count)| *count > 0)
        .map(|(facet, count)| {
            view! { <div><dt><a href=links.directory(facet)>{text.facet(facet)}</a></dt><dd>{text.number(count)}</dd></div> }
        })
        .collect();
    let pages = (about.pages > 0).then(|| {
        view! { <div><dt><a href=links.pages()>{text.pages}</a></dt><dd>{text.number(about.pages)}</dd></div> }
    });
    let span = about.first.zip(about.last).map(|(first, last)| {
        view! { <p class="under">{text.day(first)} "\u{a0}– " {text.day(last)}</p> }
    });
    let operators: Vec<_> = text
        .about_operators
        .iter()
        .map(|(example, meaning)| {
            let href = links.archive(&Filter { q: (*example).to_owned(), ..Filter::default() });
            view! { <div><dt><a href=href><code>{*example}</code></a></dt><dd>{*meaning}</dd></div> }
        })
        .collect();
    view! {
        <main id="content" class="about" tabindex="-1">
            <h1>{text.about_title}</h1>
            {(!tagline.is_empty()).then(|| view! { <p class="tagline">{title} " · " {tagline}</p> })}
            <p>{text.about_what}</p>
            <h2>{text.about_counts}</h2>
            <dl class="numbers">
                <div><dt><a href=links.home()>"Articles"</a></dt><dd>{text.number(posts)}</dd></div>
                {counts}
                {pages}
            </dl>
            {span}
            <h2>{text.about_search}</h2>
            <dl class="operators">{operators}</dl>
            <h2>{text.about_kept}</h2>
            <p>{text.about_kept_text}</p>
            <h2>{text.about_privacy}</h2>
            <p>{text.about_privacy_text}</p>
        </main>
    }
    .into_any()
}
