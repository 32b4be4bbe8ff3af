//! A post, to be read.

use crate::api::wire::PostView;
use crate::components::{
    Comments, RefList, agenda, direction, foreign, labels, neighbours, original, outbound, tools,
};
use crate::state::{Reader, Ui, is_plain_click, step_back};
use catalog::Facet;
use domain::{Card, Kind, PostRef};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A post or page.
pub fn page(reader: Reader, post: &PostView) -> AnyView {
    let Ui { text, links } = reader.ui;
    let card = &post.card;
    let title = if card.title.is_empty() { text.untitled.to_owned() } else { card.title.clone() };
    let lang = foreign(text, &card.lang);
    let dir = direction(&card.lang);
    let labels = labels(links, card);
    let words = text.reading();
    let day = card.date.map(domain::Moment::day);
    view! {
        <main id="content" class="reading" tabindex="-1">
            <nav class="back" aria-label=text.back>{way_back(reader, card)}</nav>
            <article class="post">
                <header>
                    {(post.kind == Kind::Post).then(|| meta(reader.ui, card))}
                    <h1 lang=lang.clone() dir=dir>{title.clone()}</h1>
                    {labels}
                </header>
                <div class="body" lang=lang dir=dir inner_html=post.body.as_str().to_owned()></div>
                {parts(reader.ui, post)}
                {original(reader.ui, card, post.original)}
                {outbound(reader.ui, day, &post.links)}
                {tools(reader.ui, post, &title)}
                <p class="address">{post.address.clone()}</p>
            </article>
            <aside class="side">
                {agenda(reader.ui, &card.events)}
                {others("related", text.related, &post.related)}
                {others("citing", words.cited_by, &post.cited_by)}
                {others("years", words.on_this_day, &post.on_this_day)}
            </aside>
            <div class="after">
                {neighbours(reader, card.id.clone(), post.earlier.clone(), post.later.clone())}
                <Comments comments=post.comments.clone() />
            </div>
        </main>
    }
    .into_any()
}

/// Other posts, under a heading. None where there are none.
fn others(id: &'static str, heading: &'static str, posts: &[PostRef]) -> Option<AnyView> {
    (!posts.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <RefList posts=posts.to_vec() />
            </section>
        }
        .into_any()
    })
}

/// The pages that the author made of the post.
fn parts(Ui { text, links }: Ui, post: &PostView) -> impl IntoView + use<> {
    let numbers: Vec<_> = (1..=post.pages)
        .map(|number| {
            let rel = match number {
                _ if number + 1 == post.page => Some("prev"),
                _ if number == post.page + 1 => Some("next"),
                _ => None,
            };
            let current = (number == post.page).then_some("page");
            let href = links.post_page(&post.card.path, number);
            view! { <li><a href=href rel=rel aria-current=current>{text.number(number)}</a></li> }
        })
        .collect();
    (post.pages > 1).then(|| {
        view! {
            <nav class="parts" aria-label=text.parts>
                <span class="under">{text.parts_label}</span>
                <ul>{numbers}</ul>
            </nav>
        }
    })
}

/// Source, date, reading time, authors.
fn meta(Ui { text, links }: Ui, card: &Card) -> impl IntoView + use<> {
    let source = card.source.as_ref().map(|source| {
        view! { <a class="source" href=links.landing(Facet::Source, &source.slug)>{source.name.clone()}</a> " · " }
    });
    let date = card.date.map(|moment| {
        let day = moment.day();
        view! { <a href=links.day(day)><time datetime=moment.to_string()>{text.day(day)}</time></a> " · " }
    });
    let authors: Vec<_> = card
        .authors
        .iter()
        .map(|author| view! { " · " <a href=links.landing(Facet::Author, &author.slug) rel="author">{author.name.clone()}</a> })
        .collect();
    view! { <p class="meta">{source} {date} <span>{text.minutes(card.reading_minutes)}</span> {authors}</p> }
}

/// Back to the list one came from, at the place one left it; else to the source's posts, else to the archive.
fn way_back(reader: Reader, card: &Card) -> impl IntoView + use<> {
    let Ui { text, links } = reader.ui;
    let (href, name) = match &card.source {
        Some(source) => {
            (links.landing(Facet::Source, &source.slug), text.landing(Facet::Source, &source.name))
        }
        None => (links.home(), text.back.to_owned()),
    };
    let address = move || {
        reader.came_from.with(|list| list.as_ref().map_or_else(|| href.clone(), |l| l.address.clone()))
    };
    let name =
        move || reader.came_from.with(|list| list.as_ref().map_or_else(|| name.clone(), |l| l.name.clone()));
    let click = move |event: MouseEvent| {
        let one_step =
            reader.came_from.with_untracked(|list| list.as_ref().is_some_and(|list| list.one_step));
        if one_step && is_plain_click(&event) {
            event.prevent_default();
            event.stop_propagation();
            step_back();
        }
    };
    view! { <a href=address on:click=click><span aria-hidden="true">"←"</span>{name}</a> }
}
