//! Posts in lists.

use crate::api::wire::ListView;
use crate::i18n::Text;
use crate::routes::Links;
use crate::state::{Ui, engine, use_reader};
use catalog::Facet;
use domain::{Card, Event, EventKind, Lang, PartialDate, PostRef};
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
    // The engine marks what was searched for; what the server answers before it is there goes without.
    let marks = |written: &str| {
        if engine::is_there() { catalog::mark(written, &list.reading, &card.lang) } else { Vec::new() }
    };
    let mark = |written: &str| marked(written, &marks(written));
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
    let words = text.listing();
    let keep =
        format!("{}\u{a0}: {}", words.keep, if card.title.is_empty() { text.untitled } else { &card.title });
    let lang = foreign(text, &card.lang);
    let dir = direction(&card.lang);
    view! {
        <article class="card">
            <div class="day">{when}</div>
            <div class="entry">
                <p class="meta">
                    {source} <span>{text.minutes(card.reading_minutes)} {comments}</span>
                    // Operated by /shelf.js.
                    <button type="button" class="keep needs-js" data-keep=card.id.0.clone() aria-label=keep>
                        <svg viewBox="0 0 20 20" aria-hidden="true">
                            <path d="M5.5 3h9v14L10 13.2 5.5 17z"></path>
                        </svg>
                    </button>
                </p>
                <h3 lang=lang.clone() dir=dir><a href=links.post(&card.path)>{title}</a></h3>
                {(!card.excerpt.is_empty()).then(|| view! { <p class="excerpt" lang=lang dir=dir>{mark(&card.excerpt)}</p> })}
                {inside(text, &card.events)}
                {labels}
            </div>
            {thumbnail(card)}
        </article>
    }
}

/// The address of the small picture that stands for a post, where it is here.
#[must_use]
pub fn thumbnail_address(card: &Card) -> Option<String> {
    /// About twice as wide as it is shown, in pixels.
    const WIDTH: u32 = 320;
    // Names of files are cleaned as they are stored: what could end an attribute is not one of ours.
    let is_ours = |url: &str| url.starts_with("/media/") && !url.contains(['"', '<', '>']);
    let picture = card.image.as_ref().filter(|picture| is_ours(&picture.url))?;
    Some(format!("{}?w={WIDTH}", picture.url))
}

/// The picture that stands for a post, fetched when it comes in sight.
fn thumbnail(card: &Card) -> Option<AnyView> {
    let src = thumbnail_address(card)?.replace('&', "&amp;");
    // It says nothing that the title does not, and leads nowhere else. As markup, so that another post's picture is
    // another element: one whose address changes goes on showing what it showed until the other has come.
    let html = format!(r#"<img src="{src}" alt="" loading="lazy" decoding="async">"#);
    Some(view! { <div class="thumb" inner_html=html></div> }.into_any())
}

/// What is dated inside a post, in a line each. None where nothing is.
fn inside(text: &Text, events: &[Event]) -> Option<AnyView> {
    /// More stand in the post.
    const MOST: usize = 2;
    let lines: Vec<_> = events
        .iter()
        .take(MOST)
        .map(|event| {
            let days = [event.start, event.end.unwrap_or(event.start)].map(|day| Some(PartialDate::Day(day)));
            let what =
                if event.kind == EventKind::Deadline { text.reading().deadline } else { event.text.as_str() };
            view! {
                <li>
                    <time datetime=event.start.to_string()>{text.period(days.into())}</time>
                    " "
                    {what.to_owned()}
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="inside">{lines}</ul> }.into_any())
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use catalog::UiLang;
    use domain::{Day, Image};

    #[test]
    fn a_card_says_what_is_dated_inside_and_shows_only_a_picture_that_is_here() {
        let text = Text::of(UiLang::Fr);
        let day = |day| Day { year: 2018, month: 10, day };
        let event = |kind, start, end, text: &str| Event {
            kind,
            start: day(start),
            end,
            place: None,
            text: text.into(),
        };
        let events = [
            event(EventKind::Event, 9, Some(day(11)), "Congrès <HLM>"),
            event(EventKind::Deadline, 1, None, "Candidatures"),
            event(EventKind::Event, 20, None, "Un troisième"),
        ];
        let html = inside(text, &events).unwrap().to_html().replace("<!>", "");
        for words in
            ["9\u{a0}– 11 oct. 2018</time> Congrès &lt;HLM&gt;", "1er octobre 2018</time> Date limite"]
        {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains("troisième") && inside(text, &[]).is_none());
        let mut card = crate::cite::tests::card("x", &[], None);
        let mut shown = |url: &str| {
            card.image =
                Some(Image { url: url.into(), alt: "Une façade".into(), width: None, height: None });
            thumbnail(&card).map(|view| view.to_html())
        };
        assert!(shown("/media/0a/facade.png").unwrap().contains("src=\"/media/0a/facade.png?w=320\""));
        assert!(shown("/media/0a/a&copy.png").unwrap().contains("\"/media/0a/a&amp;copy.png?w=320\""));
        for elsewhere in ["https://blog.example/a.png", "/wp-content/uploads/a.png", "/media/a\" onload=\"x"]
        {
            assert_eq!(shown(elsewhere), None, "{elsewhere}");
        }
    }
}
