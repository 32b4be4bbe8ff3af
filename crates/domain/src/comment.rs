//! What readers wrote under a post.

use crate::{Moment, SafeHtml};
use serde::{Deserialize, Serialize};

/// An approved comment, pingback or trackback, with its answers. No e-mail or network address: they are never kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The comment's number on its blog, which its anchor `#comment-ID` keeps.
    pub id: String,
    /// The name that was signed; empty for none.
    pub author: String,
    /// When it was written, if that is known.
    pub date: Option<Moment>,
    /// What it says.
    pub html: SafeHtml,
    /// Answers to it, oldest first.
    pub children: Vec<Comment>,
}

impl Comment {
    /// Builds threads of a flat list in its order. A comment whose parent is not there (withheld, or itself) stands at the top.
    #[must_use]
    pub fn threads(flat: Vec<(Comment, Option<String>)>) -> Vec<Comment> {
        let parents = sound_parents(&flat);
        let mut comments: Vec<Option<Comment>> = flat.into_iter().map(|(comment, _)| Some(comment)).collect();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); comments.len()];
        let mut roots = Vec::new();
        for (index, parent) in parents.iter().enumerate() {
            match parent {
                Some(parent) => children[*parent].push(index),
                None => roots.push(index),
            }
        }
        // Answers before what they answer, without recursion: a thread can be thousands deep.
        let mut order = roots.clone();
        let mut next = 0;
        while next < order.len() {
            order.extend(children[order[next]].iter().copied());
            next += 1;
        }
        for &index in order.iter().rev() {
            let answers = children[index].iter().filter_map(|&child| comments[child].take()).collect();
            if let Some(comment) = comments[index].as_mut() {
                comment.children = answers;
            }
        }
        roots.into_iter().filter_map(|root| comments[root].take()).collect()
    }
}

/// Each comment's parent by position, where following parents ends at the top (a circle is cut).
fn sound_parents(flat: &[(Comment, Option<String>)]) -> Vec<Option<usize>> {
    use std::collections::BTreeMap;
    let by_id: BTreeMap<&str, usize> =
        flat.iter().enumerate().map(|(i, (c, _))| (c.id.as_str(), i)).collect();
    let mut parents: Vec<Option<usize>> =
        flat.iter().map(|(_, parent)| parent.as_deref().and_then(|id| by_id.get(id).copied())).collect();
    for start in 0..parents.len() {
        let (mut at, mut steps) = (start, 0);
        while let Some(parent) = parents[at] {
            at = parent;
            steps += 1;
            if at == start || steps > parents.len() {
                parents[start] = None;
                break;
            }
        }
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: &str) -> Comment {
        Comment {
            id: id.into(),
            author: String::new(),
            date: None,
            html: SafeHtml::default(),
            children: vec![],
        }
    }

    fn shape(comments: &[Comment]) -> String {
        comments
            .iter()
            .map(|c| {
                if c.children.is_empty() { c.id.clone() } else { format!("{}({})", c.id, shape(&c.children)) }
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn answers_hang_under_what_they_answer() {
        let flat = |pairs: &[(&str, Option<&str>)]| {
            Comment::threads(
                pairs.iter().map(|(id, parent)| (comment(id), parent.map(str::to_owned))).collect(),
            )
        };
        for (pairs, expected) in [
            (vec![("1", None), ("2", Some("1")), ("3", None), ("4", Some("2"))], "1(2(4)) 3"),
            (vec![("2", Some("1")), ("1", None)], "1(2)"),
            (vec![("1", Some("9"))], "1"),
            (vec![("1", Some("1"))], "1"),
            (vec![("1", Some("2")), ("2", Some("1"))], "1(2)"),
        ] {
            assert_eq!(shape(&flat(&pairs)), expected);
        }
    }
}
