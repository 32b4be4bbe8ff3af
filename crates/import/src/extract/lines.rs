//! A body as the lines a reader sees, each with the nodes that make it, so that one can be judged and taken out.

use crate::body::space::push_words;
use crate::body::tree::{Id, Tree};

/// A line of a body: what stands between two blocks or line breaks.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Neighbouring children of one block.
    pub nodes: Vec<Id>,
    /// That block.
    pub block: Id,
    /// The `<br>` before it, if a break separates it from the line above.
    break_before: Option<Id>,
    /// The `<br>` after it.
    break_after: Option<Id>,
    /// Its words.
    pub text: String,
}

/// The lines of a body that hold words, from top to bottom.
pub(super) fn lines(tree: &Tree) -> Vec<Line> {
    let mut found = Vec::new();
    let holds_block = holds_block(tree);
    // Blocks still to be gone through, with where to go on in their children.
    let mut pending = vec![Walk::into(Tree::ROOT)];
    while let Some(mut walk) = pending.pop() {
        let children = tree.children(walk.block);
        let mut inner = None;
        while let Some(&child) = children.get(walk.next) {
            walk.next += 1;
            if tree.name(child) == "br" {
                walk.end_line(tree, Some(child), &mut found);
            } else if holds_block[child] {
                walk.end_line(tree, None, &mut found);
                inner = Some(Walk::into(child));
                break;
            } else {
                walk.run.push(child);
            }
        }
        match inner {
            Some(inner) => pending.extend([walk, inner]),
            None => walk.end_line(tree, None, &mut found),
        }
    }
    found
}

struct Walk {
    block: Id,
    next: usize,
    run: Vec<Id>,
    break_before: Option<Id>,
}

impl Walk {
    fn into(block: Id) -> Self {
        Self { block, next: 0, run: Vec::new(), break_before: None }
    }

    fn end_line(&mut self, tree: &Tree, break_after: Option<Id>, found: &mut Vec<Line>) {
        let nodes = std::mem::take(&mut self.run);
        let mut text = String::new();
        let mut space = false;
        for node in &nodes {
            add_words(tree, *node, &mut text, &mut space);
        }
        let break_before = std::mem::replace(&mut self.break_before, break_after);
        if !text.trim().is_empty() {
            found.push(Line { nodes, block: self.block, break_before, break_after, text });
        }
    }
}

/// Adds the words of an inline node, one space between two; `space`: one is due before the next.
fn add_words(tree: &Tree, node: Id, text: &mut String, space: &mut bool) {
    let is_space = |byte| matches!(byte, b' ' | b'\n' | b'\t');
    for piece in std::iter::once(node).chain(tree.below(node)).filter_map(|id| tree.text(id)) {
        push_words(piece, is_space, space, text, str::is_empty);
    }
}

/// Of every node whether it is a block or holds one, found in one walk.
fn holds_block(tree: &Tree) -> Vec<bool> {
    let order: Vec<Id> = tree.below(Tree::ROOT).collect();
    let mut holds = vec![false; tree.len()];
    // Children come before their parents.
    for id in order.into_iter().rev() {
        let is_block = tree.breaks_lines(id);
        let for_others = holds[id] || (is_block && tree.name(id) != "br");
        holds[id] |= is_block;
        if let Some(parent) = tree.parent(id).filter(|_| for_others) {
            holds[parent] = true;
        }
    }
    holds
}

impl Line {
    /// The links in it, in order.
    pub(super) fn links(&self, tree: &Tree) -> Vec<Id> {
        let mut links = Vec::new();
        for node in &self.nodes {
            if tree.name(*node) == "a" {
                links.push(*node);
            }
            links.extend(tree.below(*node).filter(|id| tree.name(*id) == "a"));
        }
        links
    }

    /// Whether it is part of something that speaks for itself: a caption, a table, a quotation, code.
    pub(super) fn is_aside(&self, tree: &Tree) -> bool {
        const ASIDES: [&str; 8] =
            ["figcaption", "table", "blockquote", "pre", "figure", "li", "dd", "details"];
        std::iter::once(self.block)
            .chain(tree.ancestors(self.block))
            .any(|id| ASIDES.contains(&tree.name(id)))
    }

    /// Whether it holds a picture beside its words.
    pub(super) fn has_picture(&self, tree: &Tree) -> bool {
        self.nodes
            .iter()
            .any(|node| tree.name(*node) == "img" || tree.below(*node).any(|id| tree.name(id) == "img"))
    }

    /// What goes out of the tree with it: its nodes, and the line break that parts it from its neighbour.
    fn parts(&self) -> impl Iterator<Item = Id> + '_ {
        self.nodes.iter().copied().chain(self.break_after.or(self.break_before))
    }
}

/// What is to be taken out of a tree. All at once, for one by one each would cost as much as its list is long.
#[derive(Default)]
pub(super) struct Doomed {
    nodes: Vec<Id>,
    /// Blocks to go too if nothing is left in them.
    blocks: Vec<Id>,
}

impl Doomed {
    /// A line goes, and what it leaves empty around it.
    pub(super) fn line(&mut self, line: &Line) {
        self.nodes.extend(line.parts());
        self.blocks.push(line.block);
    }

    /// A node goes, and what it leaves empty around it.
    pub(super) fn node(&mut self, tree: &Tree, node: Id) {
        self.nodes.push(node);
        self.blocks.extend(tree.parent(node));
    }

    /// A block goes if nothing is left in it.
    pub(super) fn if_empty(&mut self, block: Id) {
        self.blocks.push(block);
    }

    /// Takes it all out: the nodes, then the blocks that hold nothing any more, then those that held only such. An
    /// anchor is something.
    pub(super) fn take_out(self, tree: &mut Tree) {
        tree.detach_all(&self.nodes);
        let mut blocks = self.blocks;
        while !blocks.is_empty() {
            blocks.sort_unstable();
            blocks.dedup();
            blocks.retain(|block| {
                *block != Tree::ROOT && tree.parent(*block).is_some() && is_empty(tree, *block)
            });
            let around: Vec<Id> = blocks.iter().filter_map(|block| tree.parent(*block)).collect();
            tree.detach_all(&blocks);
            blocks = around;
        }
    }
}

fn is_empty(tree: &Tree, block: Id) -> bool {
    tree.attribute(block, "id").is_none()
        && tree.below(block).all(|id| {
            let keeps = matches!(tree.name(id), "img" | "hr") || tree.attribute(id, "id").is_some();
            !keeps && tree.text(id).is_none_or(|text| text.trim().is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_the_lines_a_reader_sees() {
        let tree = Tree::parse(
            "un <b>deux</b><p>trois<br>quatre</p><div><p>cinq</p> six</div><ul><li>sept</li></ul>",
        );
        let texts: Vec<String> = lines(&tree).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["un deux", "trois", "quatre", "cinq", "six", "sept"]);
    }

    #[test]
    fn a_line_taken_out_leaves_nothing_empty_behind() {
        for (html, line, left) in [
            ("<p>a</p><div><p><em>b</em></p></div>", 1, "<p>a</p>"),
            ("<p>a<br>b<br>c</p>", 1, "<p>a<br>c</p>"),
            ("<p>a<br>b</p>", 1, "<p>a</p>"),
            ("<p><span id=\"more-1\"></span><br>b</p>", 0, "<p><span id=\"more-1\"></span></p>"),
        ] {
            let mut tree = Tree::parse(html);
            let mut doomed = Doomed::default();
            doomed.line(&lines(&tree)[line]);
            doomed.take_out(&mut tree);
            assert_eq!(tree.to_html(), left, "{html}");
        }
    }
}
