//! The order of a facet's values while a reader works: nothing jumps.

use crate::api::wire::ValueView;
use domain::Label;

/// The values to show, in order. What was shown keeps its place as long as it has a count or there is room left for
/// it; newcomers stand at the end. A page that is loaded anew begins with the order of the counts.
#[must_use]
pub fn settle(shown: Option<&Vec<Label>>, fresh: &[ValueView]) -> Vec<Label> {
    let label = |value: &ValueView| Label { slug: value.slug.clone(), name: value.name.clone() };
    let Some(shown) = shown else { return fresh.iter().map(label).collect() };
    let mut room = shown.len().saturating_sub(fresh.len());
    let mut settled: Vec<Label> = shown
        .iter()
        .filter(|old| {
            let counted = fresh.iter().any(|value| value.slug == old.slug);
            let kept = counted || room > 0;
            room -= usize::from(kept && !counted);
            kept
        })
        .cloned()
        .collect();
    let newcomers: Vec<Label> =
        fresh.iter().filter(|value| !settled.iter().any(|old| old.slug == value.slug)).map(label).collect();
    settled.extend(newcomers);
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::State;

    fn check(shown: Option<&str>, fresh: &str, expected: &str) {
        let label = |slug: &str| Label { slug: slug.into(), name: slug.into() };
        let value = |slug: &str| ValueView { slug: slug.into(), name: slug.into(), count: 1, state: State::Off };
        let shown: Option<Vec<Label>> = shown.map(|slugs| slugs.split_whitespace().map(label).collect());
        let fresh: Vec<ValueView> = fresh.split_whitespace().map(value).collect();
        let settled = settle(shown.as_ref(), &fresh);
        assert_eq!(settled.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn values_keep_their_place_while_one_works() {
        check(None, "b a c", "b a c");
        check(Some("b a c"), "c b a", "b a c");
        check(Some("b a c"), "c d b", "b c d");
    }

    #[test]
    fn a_value_without_a_count_stays_while_there_is_room() {
        check(Some("a b c"), "c", "a b c");
        check(Some("a b c"), "", "a b c");
        check(Some("a b c"), "c d", "a c d");
    }
}
