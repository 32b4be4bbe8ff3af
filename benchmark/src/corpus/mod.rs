//! A French-looking archive of any size, the same for every run: what the measurements are made on.
//!
//! 300 sources and 1,500 tags by Zipf's law, 2.9 tags a post, one author, 2013 to 2024 with fewer posts at weekends and in
//! August; bodies of 80 to 600 words, half of them under 235. A variant has mentions. The texts are made of the words of
//! [`language`], which has no grammar: they compress worse than prose, so that what texts weigh is an upper bound.

pub mod language;
pub mod random;
mod stems;

use catalog::Entry;
use domain::{Card, Kind, Label, Lang, Moment, PostId, PostPath, slugify};
use language::Language;
use random::{Sequence, Weights};

/// Most posts that get texts; a larger archive is measured by its facets alone.
pub const MOST_WITH_TEXT: usize = 100_000;
/// Outlets.
pub const SOURCES: usize = 300;
/// Tags.
pub const TAGS: usize = 1_500;
/// Accounts, where there are mentions.
pub const MENTIONS: usize = 400;

const SEED: u64 = 20_131_101;
const SECONDS_A_DAY: i64 = 86_400;
/// 1 January 2013, in days since 1970.
const FIRST_DAY: i64 = 15_706;
/// Up to the end of 2024.
const DAYS: usize = 4_383;
/// How many tags a post has, each as often as the others: 2.9 are left once those drawn twice are put together.
const TAG_COUNTS: [usize; 10] = [1, 2, 2, 3, 3, 3, 3, 4, 5, 5];

/// Whether posts mention accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentions {
    /// None does: what all engines are compared on.
    None,
    /// Two of three do, up to three accounts.
    Some,
}

/// The archive of so many posts, newest first.
#[must_use]
pub fn entries(posts: usize, mentions: Mentions) -> Vec<Entry> {
    let maker = Maker::new();
    let mut random = Sequence::new(SEED);
    let mut entries: Vec<Entry> =
        (0..posts).map(|nth| maker.entry(nth, posts <= MOST_WITH_TEXT, mentions, &mut random)).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.card.date.map(|date| date.unix)));
    entries
}

struct Maker {
    language: Language,
    days: Weights,
    sources: Weights,
    tags: Weights,
    mentions: Weights,
    source_labels: Vec<Label>,
    tag_labels: Vec<Label>,
    mention_labels: Vec<Label>,
}

impl Maker {
    fn new() -> Self {
        let language = Language::new(SEED);
        let tag = |nth: usize| {
            // Frequent tags are words, others two of them: as they are on blogs.
            let word = |nth: usize| language.forms()[nth % language.forms().len()].clone();
            let name = if nth % 3 == 2 {
                format!("{} {}", word(nth * 7), word(nth * 11 + 5))
            } else {
                word(nth * 5)
            };
            let mut letters = name.chars();
            letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
        };
        let source = |nth: usize| match nth % 4 {
            0 => Language::name(nth),
            1 => format!("La Gazette de {}", Language::name(nth)),
            2 => format!("L’Écho de {}", Language::name(nth)),
            _ => format!("{} Actualités", Language::name(nth)),
        };
        let mention = |nth: usize| {
            let name = Language::name(nth + 5_000);
            Label { slug: name.to_lowercase(), name: format!("@{name}") }
        };
        Self {
            days: Weights::new((0..DAYS).map(posts_on)),
            sources: Weights::zipf(SOURCES, 1.0, 0.0),
            tags: Weights::zipf(TAGS, 1.05, 0.0),
            mentions: Weights::zipf(MENTIONS, 1.0, 0.0),
            source_labels: labels(SOURCES, source),
            tag_labels: labels(TAGS, tag),
            mention_labels: (0..MENTIONS).map(mention).collect(),
            language,
        }
    }

    fn entry(&self, nth: usize, texts: bool, mentions: Mentions, random: &mut Sequence) -> Entry {
        let subject = random.below(language::SUBJECTS);
        let length = 80 + (random.unit().powf(1.8) * 520.0) as usize;
        let title_length = 4 + random.below(8);
        let (title, text) = if texts {
            let title = self.language.title(title_length, subject, random);
            (title, self.language.text(length, subject, random))
        } else {
            (String::new(), String::new())
        };
        let day = FIRST_DAY + self.days.draw(random) as i64;
        let unix = day * SECONDS_A_DAY + 6 * 3_600 + random.below(12 * 3_600) as i64;
        let source = self.source_labels[self.sources.draw(random)].clone();
        let count = random.one_of(&TAG_COUNTS).copied().unwrap_or(3);
        let tags = some(&self.tag_labels, &self.tags, count, random);
        let mentions = match mentions {
            Mentions::None => Vec::new(),
            Mentions::Some => {
                let count = random.one_of(&[0, 0, 1, 1, 2, 3]).copied().unwrap_or(0);
                some(&self.mention_labels, &self.mentions, count, random)
            }
        };
        let card = Card {
            id: PostId(format!("{:016x}", (nth as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))),
            path: PostPath::parse(&format!("/{nth}/{}/", slugify(&title))),
            excerpt: text.chars().take(220).collect(),
            title,
            date: Some(Moment { unix, offset_minutes: 60 }),
            updated: None,
            lang: Lang::french(),
            source: Some(source),
            tags,
            mentions,
            authors: vec![Label { slug: "redaction".into(), name: "Rédaction".into() }],
            reading_minutes: (length / 200 + 1) as u32,
            continue_url: Some(format!("https://exemple.example/{nth}")),
            image: None,
            events: Vec::new(),
            comments: 0,
        };
        Entry { card, kind: Kind::Post, text }
    }
}

/// How many posts a day has beside others: few at weekends and in August, and between the years.
fn posts_on(day: usize) -> f64 {
    let day = FIRST_DAY + day as i64;
    // 1 January 1970 was a Thursday; Monday is 0.
    let of_week = match (day + 3) % 7 {
        5 => 0.3,
        6 => 0.2,
        _ => 1.0,
    };
    let date = Moment { unix: day * SECONDS_A_DAY, offset_minutes: 0 }.day();
    let of_year = match (date.month, date.day) {
        (8, _) => 0.25,
        (12, 20..) => 0.4,
        (9 | 10, _) => 1.2,
        _ => 1.0,
    };
    of_week * of_year
}

/// Labels with names of their own: a name met again gets its number.
fn labels(many: usize, name: impl Fn(usize) -> String) -> Vec<Label> {
    let mut seen = std::collections::BTreeSet::new();
    let label = |nth: usize| {
        let mut name = name(nth);
        if !seen.insert(slugify(&name)) {
            name = format!("{name} {nth}");
            seen.insert(slugify(&name));
        }
        Label { slug: slugify(&name), name }
    };
    (0..many).map(label).collect()
}

/// So many draws, none kept twice.
fn some(labels: &[Label], weights: &Weights, count: usize, random: &mut Sequence) -> Vec<Label> {
    let mut own: Vec<usize> = Vec::with_capacity(count);
    for _ in 0..count {
        let value = weights.draw(random);
        if !own.contains(&value) {
            own.push(value);
        }
    }
    own.into_iter().filter_map(|value| labels.get(value).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{MENTIONS, Mentions, SOURCES, TAGS, entries};
    use std::collections::BTreeMap;

    #[test]
    fn it_is_the_archive_that_peers_were_measured_on() {
        let entries = entries(3_000, Mentions::None);
        let posts = entries.len() as f64;
        let tags: usize = entries.iter().map(|entry| entry.card.tags.len()).sum();
        let tags = tags as f64 / posts;
        assert!((2.7..3.1).contains(&tags), "{tags} tags a post");
        let mut lengths: Vec<usize> =
            entries.iter().map(|entry| entry.text.split(' ').filter(|word| word.len() > 2).count()).collect();
        lengths.sort_unstable();
        assert!(lengths[0] >= 30 && lengths[lengths.len() - 1] <= 600, "{lengths:?}");
        let mut sources: BTreeMap<&str, u32> = BTreeMap::new();
        for source in entries.iter().filter_map(|entry| entry.card.source.as_ref()) {
            *sources.entry(&source.slug).or_default() += 1;
        }
        assert!(sources.len() > SOURCES / 2 && sources.len() <= SOURCES);
        let first = *sources.values().max().unwrap();
        assert!((0.12..0.20).contains(&(f64::from(first) / posts)), "{first}");
        assert!(entries.iter().all(|entry| entry.card.mentions.is_empty()));
    }

    #[test]
    fn august_and_sundays_are_quiet() {
        let entries = entries(5_000, Mentions::None);
        let days: Vec<_> = entries.iter().filter_map(|entry| Some(entry.card.date?.day())).collect();
        let of = |month| days.iter().filter(|day| day.month == month).count();
        assert!(of(8) * 2 < of(9), "{} in August", of(8));
        let sundays = days.iter().filter(|day| day.weekday() == 6).count();
        let mondays = days.iter().filter(|day| day.weekday() == 0).count();
        assert!(sundays * 3 < mondays);
        assert!(days.iter().all(|day| (2013..=2024).contains(&day.year)));
    }

    #[test]
    fn the_same_archive_comes_out_each_time_and_mentions_are_apart() {
        assert_eq!(entries(50, Mentions::None), entries(50, Mentions::None));
        let with = entries(500, Mentions::Some);
        let mentions: usize = with.iter().map(|entry| entry.card.mentions.len()).sum();
        assert!(mentions > 400 && MENTIONS < TAGS);
    }
}
