//! Lists of posts joined and intersected.

use crate::index::columns::Columns;
use std::ops::Range;

/// Posts of several lists, each once, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Union {
    bits: Vec<u64>,
    pub(super) posts: Vec<u32>,
}

impl Union {
    /// Joins what lies in a range of these values' lists.
    pub(super) fn of(&mut self, columns: &Columns, values: impl Iterator<Item = usize>, range: &Range<u32>) {
        self.bits.clear();
        self.bits.resize(columns.posts().div_ceil(64), 0);
        for value in values {
            for post in columns.list(value).get(columns.part(value, range)).unwrap_or_default() {
                if let Some(word) = self.bits.get_mut(*post as usize / 64) {
                    *word |= 1 << (*post % 64);
                }
            }
        }
        self.posts.clear();
        for (word, first) in self.bits.iter().zip((0..).step_by(64)) {
            let mut left = *word;
            while left != 0 {
                self.posts.push(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}

/// How many of a list's posts come before a post: found in steps that double, for what is near.
pub(super) fn galloping(list: &[u32], post: u32) -> usize {
    let mut reach = 1;
    while list.get(reach).is_some_and(|next| *next < post) {
        reach *= 2;
    }
    let start = reach / 2;
    let near = list.get(start..list.len().min(reach + 1)).unwrap_or_default();
    start + near.partition_point(|next| *next < post)
}

#[cfg(test)]
mod tests {
    use super::galloping;

    #[test]
    fn galloping_stops_where_searching_does() {
        for length in 0..20_u32 {
            let list: Vec<u32> = (0..length).map(|nth| nth * 3).collect();
            for post in 0..70 {
                assert_eq!(
                    galloping(&list, post),
                    list.partition_point(|next| *next < post),
                    "{length} {post}"
                );
            }
        }
    }
}
