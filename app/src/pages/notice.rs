//! Pages that say something and offer ways on: not found, taken down, not understood, failed, a list of pages.

use crate::components::RefList;
use crate::state::{Reader, Ui};
use catalog::BadFilter;
use domain::PostRef;
use leptos::prelude::*;

/// All pages of the blog.
pub fn pages(reader: Reader, pages: Vec<PostRef>) -> AnyView {
    frame(reader.ui.text.pages, view! { <RefList posts=pages /> }.into_any())
}

/// Several posts fit an address.
pub fn choices(reader: Reader, posts: Vec<PostRef>) -> AnyView {
    let text = reader.ui.text;
    frame(text.choices, view! { <p>{text.choices_help}</p> <RefList posts /> }.into_any())
}

/// Taken down.
pub fn gone(reader: Reader) -> AnyView {
    let text = reader.ui.text;
    frame(text.gone, view! { <p>{text.gone_help}</p> {home(reader.ui)} }.into_any())
}

/// Nothing has this address.
pub fn not_found(reader: Reader, posts: Vec<PostRef>) -> AnyView {
    let text = reader.ui.text;
    let offered = (!posts.is_empty()).then(|| view! { <h2>{text.suggestions}</h2> <RefList posts /> });
    frame(
        text.not_found,
        view! { <p>{text.not_found_help}</p> {search(reader.ui)} {offered} {home(reader.ui)} }.into_any(),
    )
}

/// A page after the last of a list.
pub fn past_the_end(reader: Reader, last: String) -> AnyView {
    let text = reader.ui.text;
    frame(
        text.not_found,
        view! {
            <p>{text.past_the_end}</p>
            <p><a class="go" href=last>{text.last_page}</a></p>
            {home(reader.ui)}
        }
        .into_any(),
    )
}

/// A filter that cannot be understood: which, and what is allowed.
pub fn bad_filter(reader: Reader, bad: &BadFilter) -> AnyView {
    let text = reader.ui.text;
    frame(
        text.bad_filter,
        view! { <p>{text.bad_filter_help(bad)}</p> {search(reader.ui)} {home(reader.ui)} }.into_any(),
    )
}

/// We failed, or cannot be reached.
pub fn failure(reader: Reader, incident: &str) -> AnyView {
    let text = reader.ui.text;
    let again = reader.shown.with_untracked(|(path, query)| crate::routes::address(path, query));
    let (said, number) = if incident.is_empty() {
        (text.offline, None)
    } else {
        (text.failure_help, Some(view! { <p class="under">{text.incident(incident)}</p> }))
    };
    let body =
        view! { <p>{said}</p> {number} <p><a class="go" href=again rel="external">{text.retry}</a></p> };
    frame(text.failure, body.into_any())
}

fn frame(title: &'static str, body: AnyView) -> AnyView {
    view! { <main id="content" class="notice" tabindex="-1"><h1>{title}</h1> {body}</main> }.into_any()
}

fn home(Ui { text, links }: Ui) -> impl IntoView {
    view! { <p><a href=links.home()>{text.to_archive}</a></p> }
}

/// A plain search field: the archive answers.
fn search(Ui { text, links }: Ui) -> impl IntoView {
    view! {
        <form role="search" class="plain-search" method="get" action="/">
            <input type="search" name="q" aria-label=text.search placeholder=text.search_hint />
            {links.lang.map(|lang| view! { <input type="hidden" name="lang" value=lang.code() /> })}
            <button type="submit" class="go">{text.search_button}</button>
        </form>
    }
}
