//! How long the engine takes on archives of 1,000, 10,000 and 100,000 posts, or of those named:
//! `cargo run --release -p catalog --features build --example speed -- 10000 1000000`.
//!
//! An archive of over 100,000 posts has no texts and is measured without words. Where `PARTS` names a folder, the parts
//! are written there, to be compressed: `brotli -q 11 facets-10000.bin`.

mod corpus;

use catalog::{Catalog, Facet, Filter, State, Tally};
use corpus::{Sequence, word};
use std::io::Write;
use std::time::Instant;

/// Questions of each kind, and how often each is asked.
const QUESTIONS: usize = 60;
const PASSES: usize = 5;

fn main() -> std::io::Result<()> {
    let named: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if named.is_empty() { vec![1_000, 10_000, 100_000] } else { named };
    let mut out = std::io::stdout();
    for size in sizes {
        measure(size, &mut out)?;
    }
    Ok(())
}

fn measure(size: usize, out: &mut impl Write) -> std::io::Result<()> {
    let entries = corpus::entries(size);
    let asked = questions(&entries);
    let before = memory("VmRSS");
    let start = Instant::now();
    let catalog = Catalog::build(entries);
    let built = start.elapsed();
    writeln!(
        out,
        "\n{size} posts: built in {built:.1?}, {} MB before, {} MB now, {} MB at most",
        before,
        memory("VmRSS"),
        memory("VmHWM")
    )?;
    let parts = catalog.to_parts();
    let Ok((facets, cards)) = catalog::split(&parts.base) else { return Ok(()) };
    let bytes: usize = cards.iter().map(|block| block.len()).sum();
    writeln!(
        out,
        "  facets {} bytes, cards {bytes} in {} blocks, words {}",
        facets.len(),
        cards.len(),
        parts.words.len()
    )?;
    if let Some(folder) = std::env::var_os("PARTS").map(std::path::PathBuf::from) {
        std::fs::write(folder.join(format!("facets-{size}.bin")), facets)?;
        std::fs::write(folder.join(format!("cards-{size}.bin")), cards.first().copied().unwrap_or_default())?;
    }
    drop(catalog);
    let before = memory("VmRSS");
    let start = Instant::now();
    let Ok(counting) = Catalog::from_facets(facets) else { return Ok(()) };
    writeln!(out, "  facets read in {:.1?}", start.elapsed())?;
    drop(counting);
    let start = Instant::now();
    let Ok(mut catalog) = Catalog::from_base(&parts.base) else { return Ok(()) };
    writeln!(out, "  base read in {:.1?}, {} MB", start.elapsed(), memory("VmRSS") - before)?;
    if size <= corpus::MOST_WITH_TEXT {
        let start = Instant::now();
        let _ = catalog.add_words(&parts.words);
        writeln!(out, "  words read in {:.1?}", start.elapsed())?;
    }
    for (kind, filters) in asked {
        let mut tally = Tally::default();
        if filters.iter().all(|filter| filter.q.is_empty()) {
            time(&format!("{kind}, counts"), &filters, out, |filter| {
                catalog.tally(filter, &mut tally);
                tally.total()
            })?;
        }
        time(kind, &filters, out, |filter| catalog.answer(filter).total)?;
    }
    Ok(())
}

fn time(
    kind: &str,
    filters: &[Filter],
    out: &mut impl Write,
    mut ask: impl FnMut(&Filter) -> u32,
) -> std::io::Result<()> {
    let mut times = Vec::with_capacity(filters.len() * PASSES);
    let mut total = 0_u64;
    for pass in 0..=PASSES {
        for filter in filters {
            let start = Instant::now();
            total += u64::from(ask(filter));
            // The first pass warms up.
            if pass > 0 {
                times.push(start.elapsed());
            }
        }
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    writeln!(out, "  {kind:<27} p50 {:>9.1?}  p95 {:>9.1?}  ({total})", at(50), at(95))
}

/// Filters of each kind, drawn by post, so that frequent values are asked for more often.
fn questions(entries: &[catalog::Entry]) -> Vec<(&'static str, Vec<Filter>)> {
    let mut random = Sequence::new(11);
    let mut of_posts = |make: &mut dyn FnMut(&catalog::Entry, &mut Sequence) -> Filter| -> Vec<Filter> {
        (0..QUESTIONS)
            .map(|_| make(&entries[random.below(entries.len() as u64) as usize], &mut random))
            .collect()
    };
    let source = |entry: &catalog::Entry| {
        let slug = entry.card.source.as_ref().map_or("", |label| &label.slug);
        Filter::default().toggled(Facet::Source, slug, State::In)
    };
    let tag = |filter: Filter, entry: &catalog::Entry| {
        let slug = entry.card.tags.first().map_or("", |label| &label.slug);
        filter.toggled(Facet::Tag, slug, State::In)
    };
    let range = |filter: Filter, random: &mut Sequence| {
        let year = 2013 + random.below(9);
        let date = |year: u64| format!("{year}").parse().ok();
        filter.between(date(year), date(year + 2))
    };
    let ask = |q: String| Filter { q, ..Filter::default() };
    let body_word = |entry: &catalog::Entry, random: &mut Sequence| {
        let words: Vec<&str> = entry.text.split(' ').filter(|word| word.len() > 4).collect();
        words
            .get(random.below(words.len() as u64) as usize)
            .map_or_else(|| word(9), |word| (*word).to_owned())
    };
    let mut asked = vec![
        ("nothing", of_posts(&mut |_, _| Filter::default())),
        ("source", of_posts(&mut |entry, _| source(entry))),
        ("tag", of_posts(&mut |entry, _| tag(Filter::default(), entry))),
        (
            "without a source",
            of_posts(&mut |entry, _| {
                let slug = entry.card.source.as_ref().map_or("", |label| &label.slug);
                Filter::default().toggled(Facet::Source, slug, State::Out)
            }),
        ),
        ("range", of_posts(&mut |_, random| range(Filter::default(), random))),
        ("source, tag, range", of_posts(&mut |entry, random| range(tag(source(entry), entry), random))),
        (
            "two tags, any",
            of_posts(&mut |entry, _| {
                entry.card.tags.iter().take(2).fold(Filter::default(), |filter, label| {
                    filter.toggled(Facet::Tag, &label.slug, State::In)
                })
            }),
        ),
    ];
    if entries.len() <= corpus::MOST_WITH_TEXT {
        asked.extend([
            ("one word", of_posts(&mut |entry, random| ask(format!("{} ", body_word(entry, random))))),
            (
                "two words, tag",
                of_posts(&mut |entry, random| {
                    let q = format!("{} {}", body_word(entry, random), body_word(entry, random));
                    tag(ask(q), entry)
                }),
            ),
            (
                "prefix of 2 to 6",
                of_posts(&mut |entry, random| {
                    let letters = 2 + random.below(5) as usize;
                    ask(body_word(entry, random).chars().take(letters).collect())
                }),
            ),
            (
                "phrase",
                of_posts(&mut |entry, random| {
                    let words: Vec<&str> = entry.text.split(' ').collect();
                    let at = random.below(words.len() as u64 - 3) as usize;
                    ask(format!("\"{}\"", words[at..at + 3].join(" ")))
                }),
            ),
            (
                "typo",
                of_posts(&mut |entry, random| {
                    let mut word = body_word(entry, random);
                    let at = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
                    word.insert(at, 'x');
                    ask(word)
                }),
            ),
        ]);
    }
    asked
}

/// A figure of the process in MB; 0 where the system does not tell.
fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
