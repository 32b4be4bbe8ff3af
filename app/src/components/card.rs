//! Posts in lists.

use crate::api::wire::ListView;
use crate::i18n::Text;
use crate::routes::Links;
use crate::state::{Ui, use_reader};
use catalog::Facet;
use domain::{Card, Lang, PostRef};
use leptos::prelude::*;
use std::ops::Range;

/// How a list shows its days: inside months, or whole where it is not in order of date.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Day and month; the heading has the year.
    InMonth,
    /// Day, month and year.
    Whole,
}

/// The language attribute of a text that is not in the interface's language.
#[must_use]
pub fn foreign(text: &Text, lang: &Lang) -> Option<String> {
    (lang.primary() != text.lang.code()).then(|| lang.as_str().to_owned())
}

/// The direction attribute of a text that is written from right to left: the interface is not.
#[must_use]
pub fn direction(lang: &Lang) -> Option<&'static str> {
    lang.is_right_to_left().then_some("rtl")
}

/// A text with the words that were searched marked.
fn marked(text: &str, marks: &[Range<usize>]) -> AnyView {
    let mut pieces = Vec::new();
    let mut at = 0;
    for range in marks {
        let (Some(before), Some(word)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        pieces.push(view! { {before.to_owned()} <mark>{word.to_owned()}</mark> });
        at = range.end;
    }
    let rest = text.get(at..).unwrap_or_default().to_owned();
    if pieces.is_empty() { rest.into_any() } else { view! { {pieces} {rest} }.into_any() }
}

/// A post in the list of results.
pub fn card(ui: Ui, card: &Card, list: &ListView, days: Days) -> impl IntoView + use<> {
    let Ui { text, links } = ui;
    let mark = |written: &str| marked(written, &catalog::mark(written, &list.reading, &card.lang));
    let when = card.date.map(|moment| {
        let day = moment.day();
        let year = (days == Days::Whole).then(|| view! { <span class="year">{day.year.to_string()}</span> });
        view! {
            <time datetime=moment.to_string()>
                <b>{day.day.to_string()}</b>
                " "
                <span>{text.month_short(day.month)}</span>
                " "
                {year}
            </time>
        }
    });
    let source = card.source.as_ref().map(|source| {
        view! { <a class="source" href=links.landing(Facet::Source, &source.slug)>{source.name.clone()}</a> " · " }
    });
    let comments = (card.comments > 0).then(|| format!(" · {}", text.comment_count(card.comments)));
    let title = if card.title.is_empty() { text.untitled.into_any() } else { mark(&card.title) };
    let labels = labels(links, card);
    let lang = foreign(text, &card.lang);
    let dir = direction(&card.lang);
    view! {
        <article class="card">
            <div class="day">{when}</div>
            <div class="entry">
                <p class="meta">{source} <span>{text.minutes(card.reading_minutes)} {comments}</span></p>
                <h3 lang=lang.clone() dir=dir><a href=links.post(&card.path)>{title}</a></h3>
                {(!card.excerpt.is_empty()).then(|| view! { <p class="excerpt" lang=lang dir=dir>{mark(&card.excerpt)}</p> })}
                {labels}
            </div>
        </article>
    }
}

/// Tags and mentions of a post, each a way to its own page. None where there are none.
pub fn labels(links: Links, card: &Card) -> Option<impl IntoView + use<>> {
    let tags = card.tags.iter().map(|tag| (Facet::Tag, tag));
    let mentions = card.mentions.iter().map(|mention| (Facet::Mention, mention));
    let items: Vec<_> = tags
        .chain(mentions)
        .map(|(facet, label)| {
            view! { <li class=facet.name()><a href=links.landing(facet, &label.slug)>{label.name.clone()}</a></li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="labels">{items}</ul> })
}

/// Links to posts, with source and date.
#[component]
pub fn RefList(
    /// The posts.
    posts: Vec<PostRef>,
) -> impl IntoView {
    let Ui { text, links } = use_reader().ui;
    let items: Vec<_> = posts
        .into_iter()
        .map(|post| {
            let date = post.date.map(|moment| text.day(moment.day()));
            let under: Vec<String> = post.source.into_iter().chain(date).collect();
            let title = if post.title.is_empty() { text.untitled.to_owned() } else { post.title };
            view! {
                <li>
                    <a href=links.post(&post.path)>{title}</a>
                    {(!under.is_empty()).then(|| view! { <span class="under">{under.join(", ")}</span> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="refs">{items}</ul> }
}
