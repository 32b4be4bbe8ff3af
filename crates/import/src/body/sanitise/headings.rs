//! The headings of a body, each one level below what it stands under. A body was written for another page: it may begin
//! with a third level and leap from there. Under the title of a post, which is the first, it begins with the second.

/// The deepest level there is.
const DEEPEST: usize = 6;

/// Which headings the next one stands under, by the levels that were written.
#[derive(Default)]
pub(super) struct Headings {
    above: Vec<u8>,
}

impl Headings {
    /// The level at which a heading is shown that was written with this one.
    fn level(&mut self, written: u8) -> usize {
        while self.above.last().is_some_and(|above| *above >= written) {
            self.above.pop();
        }
        self.above.push(written);
        (self.above.len() + 1).min(DEEPEST)
    }

    /// The tag that begins a heading, with the level at which it is shown. None where it begins no heading.
    pub(super) fn open(&mut self, name: &str, source: &str) -> Option<String> {
        let level = self.level(written(name)?);
        Some(source.replacen(name, &format!("h{level}"), 1))
    }

    /// The tag that ends the heading begun last. None where it ends no heading.
    pub(super) fn close(&self, name: &str, source: &str) -> Option<String> {
        written(name)?;
        let level = (self.above.len() + 1).min(DEEPEST);
        Some(source.replacen(name, &format!("h{level}"), 1))
    }
}

/// The level in the name of a heading's element.
fn written(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Headings;

    #[test]
    fn a_heading_is_one_level_below_what_it_stands_under() {
        for (levels, shown) in [
            (vec![2, 3, 3, 2], vec![2, 3, 3, 2]),
            (vec![3, 3, 4, 3], vec![2, 2, 3, 2]),
            (vec![1, 2, 1], vec![2, 3, 2]),
            (vec![2, 4, 4, 3, 2], vec![2, 3, 3, 3, 2]),
            (vec![4, 2, 3], vec![2, 2, 3]),
            (vec![1, 2, 3, 4, 5, 6], vec![2, 3, 4, 5, 6, 6]),
            (vec![], vec![]),
        ] {
            let mut headings = Headings::default();
            let got: Vec<_> = levels.iter().map(|level| headings.level(*level)).collect();
            assert_eq!(got, shown, "{levels:?}");
        }
    }

    #[test]
    fn tags_are_written_with_the_level_that_is_shown() {
        let mut headings = Headings::default();
        assert_eq!(headings.open("h4", "<h4 id=\"h4\">").as_deref(), Some("<h2 id=\"h4\">"));
        assert_eq!(headings.close("h4", "</h4>").as_deref(), Some("</h2>"));
        assert_eq!(headings.open("hr", "<hr>"), None);
        assert_eq!(headings.close("header", "</header>"), None);
    }
}
