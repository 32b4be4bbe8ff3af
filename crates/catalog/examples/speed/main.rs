//! How long the engine takes on archives of 1,000, 10,000 and 100,000 posts, or of those named, and how many bytes it
//! takes: `cargo run --release -p catalog --features build --example speed -- 10000 1000000`.
//!
//! An archive of over 100,000 posts has no texts and is measured without words. Where `PARTS` names a folder, the parts
//! are written there, to be compressed: `brotli -q 11 facets-10000.bin`. Where `ONLY` names a kind of question, no other
//! is asked.

mod corpus;
#[path = "../../../../benchmark/src/corpus/random.rs"]
#[allow(dead_code, reason = "the benchmark draws more from it")]
mod random;

use catalog::{Builder, Built, Catalog, Facet, Filter, PartKey, State, Tally};
use corpus::word;
use random::Sequence;
use std::io::Write;
use std::time::Instant;

/// Questions of each kind, and how often each is asked.
const QUESTIONS: usize = 60;
const PASSES: usize = 5;

/// A kind of parts, and which are of it.
type Kind = (&'static str, fn(&PartKey) -> bool);

const KINDS: [Kind; 5] = [
    ("facets", |key| *key == PartKey::Facets),
    ("cards", |key| matches!(key, PartKey::Cards(_))),
    ("dictionaries", |key| matches!(key, PartKey::Dictionary(_))),
    ("postings", |key| matches!(key, PartKey::Postings(..))),
    ("positions", |key| matches!(key, PartKey::Positions(..))),
];

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
    let (start, spent) = (Instant::now(), processor_time());
    let mut builder = Builder::new();
    entries.into_iter().for_each(|entry| builder.add(entry));
    let built = builder.finish();
    writeln!(
        out,
        "\n{size} posts: built in {:.1?}, {:.1} s of processor, {before} MB before (all posts), {} MB now, {} MB at most",
        start.elapsed(),
        processor_time() - spent,
        memory("VmRSS"),
        memory("VmHWM")
    )?;
    sizes(&built, size, out)?;
    if let Some(folder) = std::env::var_os("PARTS").map(std::path::PathBuf::from) {
        for (key, bytes) in &built.parts {
            let name =
                format!("{key:?}-{size}.bin").to_lowercase().replace(['(', ')', ' '], "").replace(',', "-");
            std::fs::write(folder.join(name), bytes)?;
        }
    }
    let facets =
        built.parts.iter().find(|(key, _)| *key == PartKey::Facets).map(|(_, bytes)| bytes.as_slice());
    let start = Instant::now();
    let Ok(mut catalog) = Catalog::from_facets(facets.unwrap_or_default()) else { return Ok(()) };
    writeln!(out, "  facets read in {:.1?}", start.elapsed())?;
    for (kind, is_one) in KINDS.into_iter().skip(1) {
        let start = Instant::now();
        for (key, bytes) in built.parts.iter().filter(|(key, _)| is_one(key)) {
            if let Err(error) = catalog.add(*key, bytes) {
                writeln!(out, "{key:?}: {error}")?;
            }
        }
        writeln!(out, "  {kind} read in {:.1?}", start.elapsed())?;
        if kind == "dictionaries" {
            for (kind, filters) in
                asked.iter().filter(|(_, filters)| filters.iter().any(|filter| !filter.q.is_empty()))
            {
                needed(kind, &catalog, filters, out)?;
            }
        }
    }
    let mut tally = Tally::default();
    let only = std::env::var("ONLY").ok();
    for (kind, filters) in asked.into_iter().filter(|(kind, _)| only.as_ref().is_none_or(|only| only == kind))
    {
        time(&format!("{kind}, numbers"), &filters, out, |filter| {
            catalog.tally(filter, &mut tally);
            tally.total()
        })?;
        time(kind, &filters, out, |filter| catalog.answer(filter).total)?;
    }
    Ok(())
}

/// Bytes of each kind of part.
fn sizes(built: &Built, posts: usize, out: &mut impl Write) -> std::io::Result<()> {
    for (kind, is_one) in KINDS {
        let parts = || built.parts.iter().filter(|(key, _)| is_one(key)).map(|(_, bytes)| bytes);
        let bytes: usize = parts().map(Vec::len).sum();
        let mut sent = 0;
        for part in parts() {
            // What is made of bits does not get shorter, and is what there is most of.
            let compressed = if matches!(kind, "postings" | "positions") {
                part.len()
            } else {
                brotli(part)?.min(part.len())
            };
            sent += compressed;
        }
        let each = |bytes: usize| bytes as f64 / posts as f64;
        writeln!(
            out,
            "  {kind:<13} {:>5} parts, {bytes:>9} bytes, {sent:>9} sent: {:.1} a post",
            parts().count(),
            each(sent)
        )?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> std::io::Result<usize> {
    let quality = if bytes.len() > 4 << 20 { 9 } else { 11 };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
}

/// What a question makes a browser fetch that has the dictionaries and no block.
fn needed(kind: &str, catalog: &Catalog, filters: &[Filter], out: &mut impl Write) -> std::io::Result<()> {
    let mut bytes: Vec<u32> = filters
        .iter()
        .map(|filter| catalog.wanted(filter).iter().filter_map(|key| catalog.length_of(*key)).sum())
        .collect();
    bytes.sort_unstable();
    let at = |percent: usize| bytes.get(bytes.len() * percent / 100).copied().unwrap_or_default();
    writeln!(out, "  {kind:<27} wants p50 {:>8} p95 {:>8} bytes of postings", at(50), at(95))
}

fn time(
    kind: &str,
    filters: &[Filter],
    out: &mut impl Write,
    mut ask: impl FnMut(&Filter) -> u32,
) -> std::io::Result<()> {
    let mut times = vec![std::time::Duration::MAX; filters.len()];
    let mut total = 0_u64;
    // The first pass warms up. Of the others each question's best one counts: what else the machine does is left out.
    for _ in 0..=PASSES {
        for (filter, best) in filters.iter().zip(&mut times) {
            let start = Instant::now();
            total += u64::from(ask(filter));
            *best = start.elapsed().min(*best);
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
        (0..QUESTIONS).map(|_| make(&entries[random.below(entries.len())], &mut random)).collect()
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
        let date = |year: usize| format!("{year}").parse().ok();
        filter.between(date(year), date(year + 2))
    };
    let ask = |q: String| Filter { q, ..Filter::default() };
    let body_word = |entry: &catalog::Entry, random: &mut Sequence| {
        let words: Vec<&str> = entry.text.split(' ').filter(|word| word.len() > 4).collect();
        words.get(random.below(words.len())).map_or_else(|| word(9), |word| (*word).to_owned())
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
                    let letters = 2 + random.below(5);
                    ask(body_word(entry, random).chars().take(letters).collect())
                }),
            ),
            (
                "phrase",
                of_posts(&mut |entry, random| {
                    let words: Vec<&str> = entry.text.split(' ').collect();
                    let at = random.below(words.len() - 3);
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

/// Seconds of processor time that the process spent; 0 where the system does not tell.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets; hundredths of a second on all systems that tell.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A figure of the process in MB; 0 where the system does not tell.
fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
