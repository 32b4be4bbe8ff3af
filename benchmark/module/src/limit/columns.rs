//! Columns permuted by source, and each tag's list of posts.

use super::{put, take};

/// What is known of a post here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Days since the first of the archive's calendar.
    pub day: u32,
    /// Its source, by frequency.
    pub source: u32,
    /// Its tags, by frequency.
    pub tags: Vec<u32>,
}

/// All posts, laid out for counting.
#[derive(Debug, Default)]
pub struct Columns {
    /// Where each source's posts begin among the permuted ones.
    source_starts: Vec<u32>,
    /// Of the permuted posts, in order of source, then day.
    days: Vec<u16>,
    tag_starts: Vec<u32>,
    tags: Vec<u16>,
    /// Where each tag's posts begin in `tag_posts`.
    list_starts: Vec<u32>,
    /// Source and day of each post of a tag, in order of day.
    list_sources: Vec<u16>,
    list_days: Vec<u16>,
    /// The answer: counts of tags, sources and months.
    tag_counts: Vec<u32>,
    source_counts: Vec<u32>,
    month_counts: Vec<u32>,
}

/// Days of a month, near enough for counting in as many rows.
const DAYS_A_MONTH: u16 = 31;

impl Columns {
    /// The bytes of posts, newest first.
    #[must_use]
    pub fn write(rows: &[Row]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, rows.len() as u32);
        let mut last = rows.first().map_or(0, |row| row.day);
        put(&mut bytes, last);
        for row in rows {
            put(&mut bytes, last.saturating_sub(row.day));
            last = row.day;
        }
        for row in rows {
            put(&mut bytes, row.source);
        }
        for row in rows {
            put(&mut bytes, row.tags.len() as u32);
        }
        for tag in rows.iter().flat_map(|row| &row.tags) {
            put(&mut bytes, *tag);
        }
        bytes
    }

    /// Lays posts out.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut at = 0;
        let posts = take(bytes, &mut at) as usize;
        let mut day = take(bytes, &mut at);
        let mut column = |posts: usize| -> Vec<u32> { (0..posts).map(|_| take(bytes, &mut at)).collect() };
        let mut days = column(posts);
        for delta in &mut days {
            day = day.saturating_sub(*delta);
            *delta = day;
        }
        let sources = column(posts);
        let counts = column(posts);
        let all = column(counts.iter().map(|count| *count as usize).sum());
        let mut starts = Vec::with_capacity(posts + 1);
        let mut sum = 0;
        starts.push(0);
        for count in &counts {
            sum += *count as usize;
            starts.push(sum);
        }
        let many_sources = sources.iter().max().map_or(0, |most| *most as usize + 1);
        let many_tags = all.iter().max().map_or(0, |most| *most as usize + 1);
        let mut order: Vec<u32> = (0..posts as u32).collect();
        // Oldest first within a source: posts come newest first.
        order.sort_by_key(|post| (sources[*post as usize], u32::MAX - *post));
        let mut columns = Self {
            tag_counts: vec![0; many_tags],
            source_counts: vec![0; many_sources],
            month_counts: vec![0; day_limit(&days) / usize::from(DAYS_A_MONTH) + 1],
            source_starts: vec![0; many_sources + 1],
            tag_starts: vec![0],
            ..Self::default()
        };
        for post in &order {
            let post = *post as usize;
            columns.source_starts[sources[post] as usize + 1] += 1;
            columns.days.push(days[post] as u16);
            columns.tags.extend(all[starts[post]..starts[post + 1]].iter().map(|tag| *tag as u16));
            columns.tag_starts.push(columns.tags.len() as u32);
        }
        for source in 0..many_sources {
            columns.source_starts[source + 1] += columns.source_starts[source];
        }
        let mut lists: Vec<Vec<(u16, u16)>> = vec![Vec::new(); many_tags];
        for post in (0..posts).rev() {
            for tag in &all[starts[post]..starts[post + 1]] {
                lists[*tag as usize].push((sources[post] as u16, days[post] as u16));
            }
        }
        columns.list_starts.push(0);
        for list in lists {
            columns.list_sources.extend(list.iter().map(|(source, _)| source));
            columns.list_days.extend(list.iter().map(|(_, day)| day));
            columns.list_starts.push(columns.list_days.len() as u32);
        }
        columns
    }

    /// Counts a source: its tags and months. The counts of sources stay those of all posts.
    pub fn source(&mut self, source: u32) -> u32 {
        self.tag_counts.fill(0);
        self.month_counts.fill(0);
        let rows = self.rows(source);
        let (first, last) = (self.tag_starts[rows.start], self.tag_starts[rows.end]);
        for tag in &self.tags[first as usize..last as usize] {
            self.tag_counts[*tag as usize] += 1;
        }
        for day in &self.days[rows.clone()] {
            self.month_counts[(*day / DAYS_A_MONTH) as usize] += 1;
        }
        rows.len() as u32
    }

    /// Counts a source and a tag between two days: sources of the tag and days, tags of the source and days, months
    /// of the source and tag.
    pub fn source_tag_range(&mut self, source: u32, tag: u32, from: u32, to: u32) -> u32 {
        self.tag_counts.fill(0);
        self.source_counts.fill(0);
        self.month_counts.fill(0);
        let (from, to) = (from as u16, to as u16);
        let mut total = 0;
        let rows = self.rows(source);
        for row in rows {
            let day = self.days[row];
            let tags = &self.tags[self.tag_starts[row] as usize..self.tag_starts[row + 1] as usize];
            let within = (from..=to).contains(&day);
            let tagged = tags.contains(&(tag as u16));
            if within {
                for tag in tags {
                    self.tag_counts[*tag as usize] += 1;
                }
            }
            self.month_counts[(day / DAYS_A_MONTH) as usize] += u32::from(tagged);
            total += u32::from(within && tagged);
        }
        let Some(&first) = self.list_starts.get(tag as usize) else { return total };
        let last = self.list_starts.get(tag as usize + 1).copied().unwrap_or(first);
        let days = &self.list_days[first as usize..last as usize];
        let begin = days.partition_point(|day| *day < from);
        let end = days.partition_point(|day| *day <= to);
        for source in self.list_sources[first as usize..last as usize].get(begin..end).unwrap_or_default() {
            self.source_counts[*source as usize] += 1;
        }
        total
    }

    /// Counts of tags, as last asked for.
    #[must_use]
    pub fn tag_counts(&self) -> &[u32] {
        &self.tag_counts
    }

    fn rows(&self, source: u32) -> std::ops::Range<usize> {
        let at = |source: u32| self.source_starts.get(source as usize).map_or(0, |start| *start as usize);
        at(source)..at(source + 1).max(at(source))
    }
}

fn day_limit(days: &[u32]) -> usize {
    days.iter().max().map_or(0, |day| *day as usize + 1)
}
