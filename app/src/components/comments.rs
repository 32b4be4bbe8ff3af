//! What readers wrote under a post.

use crate::i18n::Text;
use crate::state::use_reader;
use domain::Comment;
use leptos::prelude::*;

/// Answers deeper than this stand at this depth: a phone has no room for more.
const DEEPEST: usize = 4;

/// The comments of a post, in threads.
#[component]
pub fn Comments(
    /// Threads, oldest first.
    comments: Vec<Comment>,
) -> impl IntoView {
    let text = use_reader().ui.text;
    (!comments.is_empty()).then(|| {
        // Flat with a depth, not nested: a thread can be thousands deep.
        let items: Vec<_> =
            flat(comments).into_iter().map(|(depth, comment)| one(text, depth, comment)).collect();
        view! {
            <section class="comments" aria-labelledby="comments">
                <h2 id="comments">{text.comments}</h2>
                <ol>{items}</ol>
            </section>
        }
    })
}

fn flat(comments: Vec<Comment>) -> Vec<(usize, Comment)> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(usize, Comment)> = comments.into_iter().rev().map(|comment| (0, comment)).collect();
    while let Some((depth, mut comment)) = waiting.pop() {
        let children = std::mem::take(&mut comment.children);
        waiting.extend(children.into_iter().rev().map(|child| (depth + 1, child)));
        flat.push((depth, comment));
    }
    flat
}

fn one(text: &'static Text, depth: usize, comment: Comment) -> impl IntoView {
    let author = if comment.author.is_empty() { text.anonymous.to_owned() } else { comment.author };
    let date = comment
        .date
        .map(|moment| view! { <time datetime=moment.to_string()>{text.day(moment.day())}</time> });
    view! {
        <li id=format!("comment-{}", comment.id) class=format!("comment depth-{}", depth.min(DEEPEST))>
            <p class="by"><b>{author}</b> " " {date}</p>
            <div class="said" inner_html=comment.html.as_str().to_owned()></div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: &str, children: Vec<Comment>) -> Comment {
        Comment {
            id: id.into(),
            author: String::new(),
            date: None,
            html: domain::SafeHtml::default(),
            children,
        }
    }

    #[test]
    fn answers_follow_what_they_answer() {
        let threads = vec![
            comment("1", vec![comment("2", vec![comment("3", vec![])]), comment("4", vec![])]),
            comment("5", vec![]),
        ];
        let read: Vec<String> = flat(threads).iter().map(|(depth, c)| format!("{depth}:{}", c.id)).collect();
        assert_eq!(read.join(" "), "0:1 1:2 2:3 1:4 0:5");
    }
}
