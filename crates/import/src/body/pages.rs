//! The pages of a post: where its author wrote `<!--nextpage-->`. The body is kept whole, with one clear break between
//! pages.

use super::sanitise;
use super::tree::{Id, Tree};
use domain::SafeHtml;
use std::collections::BTreeSet;

/// The class of a break.
pub(super) const CLASS: &str = "nextpage";
/// A break as the sanitiser writes it: it can be no attribute's value, where quotes are encoded.
const BREAK: &str = "<hr class=\"nextpage\">";
/// Deeper in other elements, a break is lifted out whole instead of cutting all of them.
const DEEPEST_CUT: usize = 8;

/// How many pages a body has: at least one.
#[must_use]
pub fn pages(html: &SafeHtml) -> u32 {
    u32::try_from(html.as_str().matches(BREAK).count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// A page of a body, from 1. None: it has no such page.
#[must_use]
pub fn page_of(html: &SafeHtml, page: u32) -> Option<SafeHtml> {
    let at = usize::try_from(page.checked_sub(1)?).ok()?;
    let part = html.as_str().split(BREAK).nth(at)?;
    Some(if part.len() == html.as_str().len() { html.clone() } else { sanitise::shown(part) })
}

/// More breaks inside other elements than any author wrote: each cuts all that comes after it.
const MOST_NESTED: usize = 500;

/// Puts every break between pages at the top of the tree, cutting what it stands in; those before the first word and
/// after the last separate nothing.
pub(super) fn settle(tree: &mut Tree) {
    let breaks: Vec<Id> =
        tree.below(Tree::ROOT).filter(|id| tree.name(*id) == "hr" && tree.has_class(*id, CLASS)).collect();
    let nested = breaks.iter().copied().filter(|id| tree.parent(*id) != Some(Tree::ROOT)).collect::<Vec<_>>();
    for (at, id) in nested.into_iter().enumerate() {
        if at < MOST_NESTED {
            lift(tree, id);
        } else {
            tree.set_attribute(id, "class", None);
        }
    }
    let breaks: BTreeSet<Id> = breaks.into_iter().filter(|id| tree.parent(*id) == Some(Tree::ROOT)).collect();
    let top = tree.children(Tree::ROOT).to_vec();
    let shows = |id: &Id| !breaks.contains(id) && !tree.text(*id).is_some_and(|text| text.trim().is_empty());
    let first = top.iter().position(shows).unwrap_or(top.len());
    let last = top.iter().rposition(shows).unwrap_or(0);
    let edge: Vec<Id> = top
        .iter()
        .enumerate()
        .filter(|(at, id)| breaks.contains(*id) && (*at < first || *at > last))
        .map(|(_, id)| *id)
        .collect();
    tree.detach_all(&edge);
}

fn lift(tree: &mut Tree, id: Id) {
    let depth = tree.ancestors(id).count();
    while let Some(parent) = tree.parent(id).filter(|parent| *parent != Tree::ROOT) {
        let siblings = tree.children(parent);
        let at = siblings.iter().position(|sibling| *sibling == id).unwrap_or(siblings.len());
        let after = siblings.get(at + 1..).unwrap_or_default().to_vec();
        tree.detach(id);
        tree.insert_after(parent, id);
        if after.is_empty() || depth > DEEPEST_CUT {
            continue;
        }
        // The other half is another of the same kind; an id stays with the first.
        let name = tree.name(parent).to_owned();
        let class = tree.attribute(parent, "class").map(str::to_owned);
        let half = tree.new_element(&name, &[]);
        tree.set_attribute(half, "class", class.as_deref());
        tree.detach_all(&after);
        for child in after {
            tree.adopt(half, child);
        }
        tree.insert_after(id, half);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, pages_of_it: &[&str]) {
        let mut tree = Tree::parse(html);
        settle(&mut tree);
        let body = sanitise::body(&tree.to_html());
        assert_eq!(pages(&body) as usize, pages_of_it.len(), "{html}: {}", body.as_str());
        for (page, expected) in (1..).zip(pages_of_it) {
            assert_eq!(page_of(&body, page).unwrap().as_str(), *expected, "{html}");
        }
        let past = u32::try_from(pages_of_it.len()).unwrap() + 1;
        assert_eq!((page_of(&body, 0), page_of(&body, past)), (None, None));
    }

    #[test]
    fn a_body_is_cut_at_its_breaks_and_nowhere_else() {
        let cut = "<hr class=\"nextpage\">";
        check("<p>a</p>", &["<p>a</p>"]);
        check(&format!("<p>a</p>{cut}<p>b</p><hr><p>c</p>"), &["<p>a</p>", "<p>b</p><hr><p>c</p>"]);
        check(
            &format!("<div>a{cut}<p>b</p>{cut}c</div>d"),
            &["<div>a</div>", "<div><p>b</p></div>", "<div>c</div>d"],
        );
        check(&format!(" {cut}<p>a</p>{cut}\n{cut}"), &[" <p>a</p>\n"]);
        check(&format!("<p>a</p>{cut}{cut}<p>b</p>"), &["<p>a</p>", "", "<p>b</p>"]);
        check(cut, &[""]);
        let quoted = "<img alt=\"&lt;hr class=&quot;nextpage&quot;&gt;\" src=\"/a\">";
        check(&format!("<img alt='{cut}' src=\"/a\">"), &[quoted]);
    }

    #[test]
    fn many_deep_breaks_take_bounded_room() {
        let deep = format!("{}{}", "<div>".repeat(200), "a<hr class=\"nextpage\">".repeat(2000));
        let mut tree = Tree::parse(&deep);
        settle(&mut tree);
        assert!(tree.to_html().len() < 4 * deep.len());
    }
}
