//! Counting: how many documents have each value.

/// What is added to each count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One.
    Add,
    /// One taken away.
    Take,
}

impl Way {
    /// The other way.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Way::Add => Way::Take,
            Way::Take => Way::Add,
        }
    }

    /// Taking one away is adding the greatest number round its end.
    fn one(self) -> u32 {
        match self {
            Way::Add => 1,
            Way::Take => u32::MAX,
        }
    }
}

/// Each post's values, one post's behind the other's.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// Where each post's values begin; one more than posts.
    pub starts: &'a [u32],
    /// All values.
    pub values: &'a [u32],
}

impl<'a> Rows<'a> {
    /// A post's values.
    #[inline]
    #[must_use]
    pub fn of(&self, post: u32) -> &'a [u32] {
        let Some([start, end]) = self.starts.get(post as usize..).and_then(|rest| rest.first_chunk::<2>())
        else {
            return &[];
        };
        self.values.get(*start as usize..*end as usize).unwrap_or_default()
    }
}

#[inline(always)]
fn add(values: &[u32], counts: &mut [u32], one: u32) {
    for value in values {
        if let Some(count) = counts.get_mut(*value as usize) {
            *count = count.wrapping_add(one);
        }
    }
}

/// So many values are counted without asking first how many a post has: nothing is added for those behind its own. A
/// processor guesses the end of a short row wrong as often as not, which takes longer than counting.
const AT_ONCE: usize = 8;

#[inline(always)]
fn add_row(rows: Rows<'_>, post: u32, counts: &mut [u32], one: u32) {
    let bounds = rows.starts.get(post as usize..).and_then(|rest| rest.first_chunk::<2>());
    let Some([start, end]) = bounds.map(|bounds| bounds.map(|bound| bound as usize)) else { return };
    let Some(eight) = rows.values.get(start..).and_then(|rest| rest.first_chunk::<AT_ONCE>()) else {
        return add(rows.of(post), counts, one);
    };
    let length = end.saturating_sub(start);
    for (nth, value) in eight.iter().enumerate() {
        if let Some(count) = counts.get_mut(*value as usize) {
            *count = count.wrapping_add(one & u32::from(nth < length).wrapping_neg());
        }
    }
    if length > AT_ONCE {
        add(rows.values.get(start + AT_ONCE..end).unwrap_or_default(), counts, one);
    }
}

/// Counts each of these values once.
#[inline(never)]
pub fn count_values(values: &[u32], counts: &mut [u32], way: Way) {
    add(values, counts, way.one());
}

/// Counts the values of posts.
#[inline(never)]
pub fn count_posts(rows: Rows<'_>, posts: &[u32], counts: &mut [u32], way: Way) {
    let one = way.one();
    for post in posts {
        add_row(rows, *post, counts, one);
    }
}

/// Counts the values of all posts that are not among these, which are in order.
#[inline(never)]
pub fn count_others(rows: Rows<'_>, posts: &[u32], counts: &mut [u32], way: Way) {
    let one = way.one();
    let mut next = 0;
    for post in posts.iter().copied().chain([rows.starts.len().saturating_sub(1) as u32]) {
        for other in next..post {
            add_row(rows, other, counts, one);
        }
        next = post.saturating_add(1);
    }
}

/// Adds a row of counts to another, or takes it away.
#[inline(never)]
pub fn count_row(row: &[u32], counts: &mut [u32], way: Way) {
    let pairs = counts.iter_mut().zip(row);
    match way {
        Way::Add => pairs.for_each(|(count, so_far)| *count = count.wrapping_add(*so_far)),
        Way::Take => pairs.for_each(|(count, so_far)| *count = count.wrapping_sub(*so_far)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_and_the_others_count_what_all_do() {
        let rows = Rows { starts: &[0, 2, 2, 5, 6], values: &[0, 1, 1, 2, 3, 9] };
        let counted = |count: &dyn Fn(&mut [u32])| {
            let mut counts = [0; 4];
            count(&mut counts);
            counts
        };
        // A value that there is no count for is passed over.
        let all = counted(&|counts| count_posts(rows, &[0, 1, 2, 3], counts, Way::Add));
        assert_eq!(all, [1, 2, 1, 1]);
        let some = counted(&|counts| count_posts(rows, &[0, 3, 77], counts, Way::Add));
        assert_eq!(some, [1, 1, 0, 0]);
        let without = counted(&|counts| {
            count_row(&all, counts, Way::Add);
            count_others(rows, &[0, 3], counts, Way::Take);
        });
        assert_eq!(without, some);
        let long = Rows { starts: &[0, 9, 10, 12], values: &[0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3] };
        assert_eq!(counted(&|counts| count_posts(long, &[0], counts, Way::Add)), [3, 2, 2, 2]);
        assert_eq!(counted(&|counts| count_posts(long, &[1, 2], counts, Way::Add)), [0, 1, 1, 1]);
        assert_eq!(counted(&|counts| count_row(&all, counts, Way::Add.back())), all.map(u32::wrapping_neg));
    }
}
