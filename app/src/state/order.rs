//! The order of a facet's values while a reader works: nothing jumps.

use crate::api::wire::ValueView;
use domain::Label;

/// The values to show, in order: what was shown keeps its place, newcomers stand at the end. Of what was shown, the
/// values that the page began with (`first`) and those that have a count now are kept. A page that is loaded anew
/// begins with the order of the counts.
#[must_use]
pub fn settle(first: &[Label], shown: Option<&Vec<Label>>, fresh: &[ValueView]) -> Vec<Label> {
    let Some(shown) = shown else { return labels(fresh) };
    let kept = |old: &&Label| {
        first.iter().any(|label| label.slug == old.slug) || fresh.iter().any(|value| value.slug == old.slug)
    };
    let mut settled: Vec<Label> = shown.iter().filter(kept).cloned().collect();
    let newcomers: Vec<Label> =
        labels(fresh).into_iter().filter(|label| !settled.iter().any(|old| old.slug == label.slug)).collect();
    settled.extend(newcomers);
    settled
}

/// Values by slug and name.
#[must_use]
pub fn labels(values: &[ValueView]) -> Vec<Label> {
    values.iter().map(|value| Label { slug: value.slug.clone(), name: value.name.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::State;

    fn check(first: &str, shown: Option<&str>, fresh: &str, expected: &str) {
        let label = |slug: &str| Label { slug: slug.into(), name: slug.into() };
        let read = |slugs: &str| slugs.split_whitespace().map(label).collect::<Vec<_>>();
        let value =
            |slug: &str| ValueView { slug: slug.into(), name: slug.into(), count: 1, state: State::Off };
        let fresh: Vec<ValueView> = fresh.split_whitespace().map(value).collect();
        let settled = settle(&read(first), shown.map(read).as_ref(), &fresh);
        assert_eq!(settled.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn values_keep_their_place_while_one_works() {
        check("", None, "b a c", "b a c");
        check("b a c", Some("b a c"), "c b a", "b a c");
        check("b a c", Some("b a c"), "c d b", "b a c d");
    }

    #[test]
    fn a_newcomer_leaves_with_its_count() {
        check("a b", Some("a b d"), "b c", "a b c");
        check("", Some("a b"), "b c", "b c");
    }
}
