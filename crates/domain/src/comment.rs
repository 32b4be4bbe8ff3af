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

/// How deep threads go, the first comment counted: WordPress shows ten at most. What answers deeper stands beside what
/// it answers, so that nothing that walks a thread can run out of stack.
pub const DEEPEST_THREAD: usize = 50;

impl Comment {
    /// Builds threads of a flat list in its order. A comment whose parent is not there (withheld, or itself) stands at
    /// the top; no thread is deeper than [`DEEPEST_THREAD`].
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

/// Each comment's parent by position, where following parents ends at the top within the depth allowed. A circle is
/// cut at its first comment. One step a comment, however they hang together.
fn sound_parents(flat: &[(Comment, Option<String>)]) -> Vec<Option<usize>> {
    use std::collections::BTreeMap;
    let by_id: BTreeMap<&str, usize> =
        flat.iter().enumerate().map(|(i, (c, _))| (c.id.as_str(), i)).collect();
    let mut parents: Vec<Option<usize>> =
        flat.iter().map(|(_, parent)| parent.as_deref().and_then(|id| by_id.get(id).copied())).collect();
    cut_circles(&mut parents);
    bound_depth(&mut parents);
    parents
}

fn cut_circles(parents: &mut [Option<usize>]) {
    let mut walked_from = vec![usize::MAX; parents.len()];
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(comment) = at.filter(|comment| walked_from[*comment] == usize::MAX) {
            walked_from[comment] = start;
            at = parents[comment];
        }
        let Some(met) = at.filter(|comment| walked_from[*comment] == start) else { continue };
        let mut first = met;
        let mut at = parents[met];
        while let Some(comment) = at.filter(|comment| *comment != met) {
            first = first.min(comment);
            at = parents[comment];
        }
        parents[first] = None;
    }
}

fn bound_depth(parents: &mut [Option<usize>]) {
    // From 1; 0 where it is not known yet.
    let mut depths = vec![0_usize; parents.len()];
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(comment) = at.filter(|comment| depths[*comment] == 0) {
            path.push(comment);
            at = parents[comment];
        }
        for comment in path.into_iter().rev() {
            let parent = parents[comment];
            let above = parent.map_or(0, |parent| depths[parent]);
            if above == DEEPEST_THREAD {
                parents[comment] = parent.and_then(|parent| parents[parent]);
            }
            depths[comment] = DEEPEST_THREAD.min(above + 1);
        }
    }
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
            (vec![("1", Some("2")), ("2", Some("3")), ("3", Some("2"))], "2(1 3)"),
        ] {
            assert_eq!(shape(&flat(&pairs)), expected);
        }
    }

    #[test]
    fn a_thread_of_thousands_is_bounded_and_loses_nobody() {
        let many = 100_000;
        // Each answers the one before it; the first answers the last: a circle.
        let parent = |n: usize| Some(((n + many - 1) % many).to_string());
        let threads = Comment::threads((0..many).map(|n| (comment(&n.to_string()), parent(n))).collect());
        let (mut depth, mut count, mut level) = (0, 0, threads);
        while !level.is_empty() {
            depth += 1;
            count += level.len();
            level = level.into_iter().flat_map(|comment| comment.children).collect();
        }
        assert_eq!((depth, count), (DEEPEST_THREAD, many));
    }
}
