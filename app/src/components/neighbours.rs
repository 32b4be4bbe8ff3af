//! The posts before and after: in the list one came from, else in time.

use crate::state::{Reader, beside};
use domain::{PostId, PostRef};
use leptos::prelude::*;

/// Links to both, as the reader's way to the post says.
pub fn neighbours(
    reader: Reader,
    id: PostId,
    earlier: Option<PostRef>,
    later: Option<PostRef>,
) -> impl IntoView {
    let text = reader.ui.text;
    let words = text.reading();
    move || {
        let in_list = beside(reader, &id);
        let (previous, next, place) = match in_list {
            Some(list) => (list.previous, list.next, Some((list.place, list.total))),
            None => (earlier.clone(), later.clone(), None),
        };
        let [before, after, both] = match place {
            Some(_) => [words.list_previous, words.list_next, words.list_neighbours],
            None => [text.earlier, text.later, text.neighbours],
        };
        let link = |post: PostRef, rel: &'static str, word: &'static str| {
            let title = if post.title.is_empty() { text.untitled.to_owned() } else { post.title };
            view! { <li class=rel><span class="under">{word}</span> " " <a href=reader.ui.links.post(&post.path) rel=rel>{title}</a></li> }
        };
        let previous = previous.map(|post| link(post, "prev", before));
        let next = next.map(|post| link(post, "next", after));
        let place = place
            .map(|(place, total)| view! { <p class="under">{both} " · " {text.place(place, total)}</p> });
        (previous.is_some() || next.is_some()).then(|| {
            view! { <nav class="neighbours" aria-label=both>{place}<ul>{previous} {next}</ul></nav> }
        })
    }
}
