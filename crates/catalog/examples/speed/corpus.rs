//! A French-looking archive of any size, always the same: what measurements are made on.
//!
//! 300 sources and 1,500 tags by Zipf's law, 2.9 tags a post, one author, no mentions, 2013 to 2024; bodies of 80 to
//! 600 words, half of them under 235, out of 60,000 forms by Zipf's law.

use crate::random::{Sequence, Weights};
use catalog::Entry;
use domain::{Card, Kind, Label, Lang, Moment, PostId, PostPath};

/// Most posts that get a body; a larger archive is measured without words.
pub const MOST_WITH_TEXT: usize = 100_000;

/// The second day of 2013, at noon in UTC.
const FIRST: i64 = 1_357_127_120;
const DAYS: usize = 4_380;

/// A pronounceable form: no two numbers have the same.
pub fn word(number: usize) -> String {
    const SYLLABLES: [&str; 25] = [
        "lo", "ge", "ment", "ha", "bi", "tat", "so", "cial", "ur", "ba", "nis", "mé", "qué", "rou", "vil",
        "tion", "le", "con", "dé", "par", "ré", "eau", "ti", "ca", "fon",
    ];
    let mut word = String::new();
    let mut left = (number * 7919) % 390_625 + 25;
    while left > 0 {
        word.push_str(SYLLABLES[left % 25]);
        left /= 25;
    }
    word
}

/// What a value is called: one word or two, the first a capital.
fn name(number: usize) -> String {
    let words: Vec<String> =
        (0..=usize::from(number.is_multiple_of(3))).map(|nth| word(number * 2 + nth + 40)).collect();
    let joined = words.join(" ");
    let mut letters = joined.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn label(number: usize) -> Label {
    let name = name(number);
    Label { slug: domain::slugify(&name), name }
}

/// The archive of so many posts.
pub fn entries(posts: usize) -> Vec<Entry> {
    let mut random = Sequence::new(7);
    let (sources, tags, words) =
        (Weights::zipf(300, 1.0, 0.0), Weights::zipf(1_500, 1.05, 0.0), Weights::zipf(60_000, 1.0, 0.0));
    let text = |random: &mut Sequence, length: usize| {
        let words: Vec<String> = (0..length).map(|_| word(words.draw(random))).collect();
        words.join(" ")
    };
    (0..posts)
        .map(|post| {
            let length = 80 + (random.unit().powf(1.8) * 520.0) as usize;
            let title_length = 4 + random.below(8);
            let (title, body) = if posts > MOST_WITH_TEXT {
                (String::new(), String::new())
            } else {
                (text(&mut random, title_length), text(&mut random, length))
            };
            let unix = FIRST + random.below(DAYS * 86_400) as i64;
            let mut own: Vec<usize> = Vec::new();
            for _ in 0..[1, 2, 2, 3, 3, 3, 4, 4, 5, 6][random.below(10)] {
                let tag = tags.draw(&mut random);
                if !own.contains(&tag) {
                    own.push(tag);
                }
            }
            let card = Card {
                id: PostId(format!("{:016x}", post as u64 * 2_654_435_761)),
                path: PostPath::parse(&format!("/2018/06/12/{}/", title.replace(' ', "-"))),
                excerpt: body.chars().take(220).collect(),
                title,
                date: Some(Moment { unix, offset_minutes: 60 }),
                updated: None,
                lang: Lang::french(),
                source: Some(label(2_000 + sources.draw(&mut random))),
                tags: own.into_iter().map(label).collect(),
                mentions: Vec::new(),
                authors: vec![Label { slug: "redaction".into(), name: "Rédaction".into() }],
                reading_minutes: (length / 200 + 1) as u32,
                continue_url: Some(format!("https://exemple.example/{post}")),
                image: None,
                events: Vec::new(),
                comments: 0,
            };
            Entry { card, kind: Kind::Post, text: body }
        })
        .collect()
}
