//! Sorting by one code for all types.
//!
//! The standard library's sort is written anew for every type and every comparison, some kilobytes each: of the page's
//! module they were a fifth. Here positions are sorted, by a comparison that is called, and things moved to their places
//! afterwards: slower by what the calls cost, so not for what is long and sorted at every keystroke.

use std::cmp::Ordering;

/// Sorts; equal things keep their order.
pub fn sort<T: Ord>(things: &mut [T]) {
    sort_by(things, T::cmp);
}

/// Sorts by a comparison; equal things keep their order.
pub fn sort_by<T>(things: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = order_of(things.len(), &mut |one, other| compare(&things[one], &things[other]));
    place(&mut order, &mut |one, other| things.swap(one, other));
}

/// The positions of so many things in the order of what stands there; equals in that of their positions.
#[inline(never)]
pub fn order_of(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|one, other| compare(*one as usize, *other as usize));
    order
}

/// Brings to each place what is to stand there, by swaps, circle by circle.
#[inline(never)]
fn place(order: &mut [u32], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at as u32) as usize;
            if from == start || from == at {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn things_are_sorted_as_the_standard_library_sorts_them(words in proptest::collection::vec("[a-c]{0,3}", 0..60)) {
            let mut ours: Vec<(usize, String)> = words.into_iter().enumerate().collect();
            let mut theirs = ours.clone();
            let by_first = |word: &str| word.chars().next();
            sort_by(&mut ours, |one, other| by_first(&one.1).cmp(&by_first(&other.1)));
            theirs.sort_by_key(|(_, word)| by_first(word));
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
