//! How long it takes on an archive of 10,000 posts:
//! `cargo run --release -p catalog --features build --example speed`.

#[allow(dead_code, reason = "the tests' archives, of which a measurement needs a part")]
#[path = "../tests/it/archive.rs"]
mod archive;

use archive::{entry, label, moment};
use catalog::{Catalog, Entry, Filter};
use std::io::Write;
use std::time::{Duration, Instant};

/// A sequence that looks random and is always the same.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Small numbers far more often than great ones.
    fn skewed(&mut self, bound: u64) -> u64 {
        let most = self.below(bound) + 1;
        let less = self.below(most) + 1;
        self.below(less)
    }
}

/// Pronounceable words.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "lo", "ge", "ment", "ha", "bi", "tat", "so", "cial", "ur", "ba", "nis", "mé", "qué", "rou", "ville",
        "tion",
    ];
    let mut word = String::new();
    let mut left = number + 3;
    while left > 0 {
        word.push_str(SYLLABLES[(left % 16) as usize]);
        left /= 16;
    }
    word
}

fn entries(posts: u64) -> Vec<Entry> {
    let mut random = Sequence(7);
    (0..posts)
        .map(|post| {
            let mut words = |most: u64| {
                (0..random.below(most) + 5).map(|_| word(random.skewed(40_000))).collect::<Vec<_>>().join(" ")
            };
            let (title, text) = (words(8), words(450));
            let mut entry = entry(&format!("{:016x}", post * 2_654_435_761), &title, &text);
            entry.card.date = Some(moment(random.below(4000) as i64));
            entry.card.excerpt = text.chars().take(200).collect();
            let source = random.skewed(300);
            entry.card.source = Some(label(&format!("s{source}"), &format!("Source {source}")));
            for _ in 0..random.below(6) {
                let tag = random.skewed(1500);
                entry.card.tags.push(label(&format!("t{tag}"), &format!("Tag {tag}")));
            }
            entry
        })
        .collect()
}

fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    let entries = entries(10_000);
    let start = Instant::now();
    let catalog = Catalog::build(entries);
    writeln!(out, "build {:?}", start.elapsed())?;
    let parts = catalog.to_parts();
    writeln!(out, "base {} bytes, words {} bytes", parts.base.len(), parts.words.len())?;
    writeln!(out, "read base {:?}", median(5, || drop(Catalog::from_base(&parts.base).unwrap())))?;
    let base = Catalog::from_base(&parts.base).unwrap();
    writeln!(out, "read words {:?}", median(5, || base.clone().add_words(&parts.words).unwrap()))?;
    for query in [
        "",
        "source=s3",
        "source=s0&tag=t1&from=2018&to=2020",
        "tag=t0&tag=t1&match=all",
        "q=logement",
        "q=mentlo",
        "q=lo",
        "q=logebi+hage",
        "q=%22logebi+hage%22",
        "q=logxbihat",
        "q=lo+-ge&source=s0",
    ] {
        let filter = Filter::parse(query).unwrap();
        let total = catalog.answer(&filter).total;
        writeln!(out, "{query}: {total} posts, {:?}", median(21, || drop(catalog.answer(&filter))))?;
    }
    Ok(())
}
