//! A post, to be read.

use crate::api::wire::PostView;
use crate::components::{Comments, RefList, foreign, labels};
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
    let labels = labels(links, card);
    let go = card.continue_url.as_ref().map(|url| {
        let words = host(url).map_or_else(|| text.continue_reading.to_owned(), |host| text.continue_on(host));
        view! { <p><a class="go" href=url.clone() rel="external">{words} " " <span aria-hidden="true">"↗"</span></a></p> }
    });
    let related = (!post.related.is_empty()).then(|| {
        view! {
            <section class="related" aria-labelledby="related">
                <h2 id="related">{text.related}</h2>
                <RefList posts=post.related.clone() />
            </section>
        }
    });
    view! {
        <main id="content" class="reading" tabindex="-1">
            <nav class="back" aria-label=text.back>{way_back(reader, card)}</nav>
            <article class="post">
                <header>
                    {(post.kind == Kind::Post).then(|| meta(reader.ui, card))}
                    <h1 lang=lang.clone()>{title}</h1>
                    {labels}
                </header>
                <div class="body" lang=lang inner_html=post.body.as_str().to_owned()></div>
                {parts(reader.ui, post)}
                {go}
            </article>
            <aside class="side">{related}</aside>
            <div class="after">
                {neighbours(reader.ui, post.earlier.as_ref(), post.later.as_ref())}
                <Comments comments=post.comments.clone() />
            </div>
        </main>
    }
    .into_any()
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

fn neighbours(
    Ui { text, links }: Ui,
    earlier: Option<&PostRef>,
    later: Option<&PostRef>,
) -> impl IntoView + use<> {
    let link = |post: &PostRef, rel: &'static str, word: &'static str| {
        let title = if post.title.is_empty() { text.untitled.to_owned() } else { post.title.clone() };
        view! { <li class=rel><span class="under">{word}</span> " " <a href=links.post(&post.path) rel=rel>{title}</a></li> }
    };
    let earlier = earlier.map(|post| link(post, "prev", text.earlier));
    let later = later.map(|post| link(post, "next", text.later));
    (earlier.is_some() || later.is_some()).then(|| {
        view! { <nav class="neighbours" aria-label=text.neighbours><ul>{earlier} {later}</ul></nav> }
    })
}

/// The host of an address, without `www.`
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_button_names_the_host() {
        for (url, named) in [
            ("https://www.coop-hlm.fr/a?b", Some("coop-hlm.fr")),
            ("http://user@host.example:8080/", Some("host.example")),
            ("/2018/07/", None),
            ("mailto:a@b.example", None),
        ] {
            assert_eq!(host(url), named, "{url}");
        }
    }
}
