//! What stands around a post: who cites it, and what was written on its day in other years.

use crate::identity::path_mark;
use crate::snapshot::{Snapshot, post_ref};
use crate::{Archive, ReadError};
use catalog::Catalog;
use domain::{Day, Kind, PostId, PostRef};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most posts that are looked up as citing one.
const MOST_CITING: u32 = 200;
/// The most that are offered, of each.
const OFFERED: usize = 6;
/// How many days before and after stand in for a day on which nothing was written in any other year.
const NEAR: u16 = 3;
/// The days of a year that has a 29 February.
const DAYS: u16 = 366;

/// What stands around a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Posts and pages that link to it or list it, newest first.
    pub cited_by: Vec<PostRef>,
    /// How many there are in all.
    pub citing: u32,
    /// One post of each other year, newest first: of the same day, else of the nearest within three.
    pub on_this_day: Vec<PostRef>,
}

impl Archive {
    /// What stands around a post or page; nothing where it is not there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn around(&self, id: &PostId) -> Result<Around, ReadError> {
        let snapshot = self.snapshot();
        let Some((kind, card)) = snapshot.card(id) else { return Ok(Around::default()) };
        let former = self.store().former_path_keys(id).await?;
        let paths = former.iter().map(String::as_str).chain([card.path.as_str()]);
        let marks: Vec<String> = paths.map(path_mark).chain([id.0.clone()]).collect();
        let citing = self.store().citing(id, &marks, MOST_CITING).await?;
        let mut cited_by: Vec<PostRef> =
            citing.iter().filter_map(|citing| snapshot.post_ref(citing)).collect();
        cited_by.sort_by_key(|post| (Reverse(post.date.map(|date| date.unix)), post.id.clone()));
        let citing = u32::try_from(cited_by.len()).unwrap_or(u32::MAX);
        cited_by.truncate(OFFERED);
        let day = card.date.map(domain::Moment::day).filter(|_| kind == Kind::Post);
        let on_this_day = day.map_or_else(Vec::new, |day| on_this_day(&snapshot, day));
        Ok(Around { cited_by, citing, on_this_day })
    }
}

fn on_this_day(snapshot: &Snapshot, day: Day) -> Vec<PostRef> {
    let found = snapshot.days.around(day);
    found.into_iter().filter_map(|at| snapshot.catalog.card(at)).map(post_ref).collect()
}

/// The posts of each day of the year, whatever the year.
#[derive(Debug, Default)]
pub(crate) struct Days(BTreeMap<u16, Vec<(i16, u32)>>);

impl Days {
    /// Of a whole catalog.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let dated = |at| Some((catalog.card(at)?.date?.day(), at));
        Self::of_posts((0..catalog.posts()).filter_map(dated))
    }

    fn of_posts(posts: impl Iterator<Item = (Day, u32)>) -> Self {
        let mut days: BTreeMap<u16, Vec<(i16, u32)>> = BTreeMap::new();
        for (day, at) in posts {
            days.entry(of_year(day)).or_default().push((day.year, at));
        }
        Self(days)
    }

    /// One post of each other year by its position, newest year first: the first of the same day; where no year has
    /// one, of the nearest day that has.
    fn around(&self, day: Day) -> Vec<u32> {
        for distance in 0..=NEAR {
            let mut years: BTreeMap<Reverse<i16>, u32> = BTreeMap::new();
            let here = of_year(day);
            for near in [(here + DAYS - distance) % DAYS, (here + distance) % DAYS] {
                let others = self.0.get(&near).into_iter().flatten().filter(|(year, _)| *year != day.year);
                for (year, at) in others {
                    years.entry(Reverse(*year)).or_insert(*at);
                }
            }
            if !years.is_empty() {
                return years.into_values().take(OFFERED).collect();
            }
        }
        Vec::new()
    }
}

/// Which day of a leap year it is, from 0: 1 March is the same in every year.
fn of_year(day: Day) -> u16 {
    const BEFORE: [u16; 12] = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];
    let month = usize::try_from(day.month - 1).ok().and_then(|month| BEFORE.get(month)).copied();
    month.unwrap_or(0) + u16::try_from(day.day - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PartialDate;

    fn day(text: &str) -> Day {
        match text.parse() {
            Ok(PartialDate::Day(day)) => day,
            _ => panic!("{text} is no day"),
        }
    }

    fn check(posts: &str, of: &str, found: &str) {
        let days = Days::of_posts(posts.split_whitespace().map(day).zip(0..));
        let given: Vec<String> = posts.split_whitespace().map(str::to_owned).collect();
        let around: Vec<&str> = days.around(day(of)).iter().map(|at| given[*at as usize].as_str()).collect();
        assert_eq!(around.join(" "), found, "{of} among {posts}");
    }

    #[test]
    fn other_years_posts_of_the_day_are_one_a_year_newest_first() {
        check(
            "2020-07-12 2018-07-12 2017-07-12 2017-07-12 2017-07-13",
            "2018-07-12",
            "2020-07-12 2017-07-12",
        );
        check("2018-07-12 2018-07-13", "2018-07-12", "");
        let many: Vec<String> = (2000..2020).rev().map(|year| format!("{year}-07-12")).collect();
        check(
            &many.join(" "),
            "2018-07-12",
            "2019-07-12 2017-07-12 2016-07-12 2015-07-12 2014-07-12 2013-07-12",
        );
    }

    #[test]
    fn the_nearest_day_stands_in_for_one_without_a_post() {
        check("2017-07-09 2016-07-10 2015-07-08", "2018-07-12", "2016-07-10");
        check("2017-07-15 2016-07-09", "2018-07-12", "2017-07-15 2016-07-09");
        check("2017-07-16", "2018-07-12", "");
        // Over the ends of months and of the year.
        check("2017-12-31", "2018-01-02", "2017-12-31");
        check("2017-03-01", "2020-02-29", "2017-03-01");
        check("2016-02-29", "2018-03-01", "2016-02-29");
    }
}
