//! The commands.

use benchmark::corpus::{MOST_WITH_TEXT, Mentions, entries};
use benchmark::ours::{FACETS, Part, Reader};
use benchmark::questions::{Kind, Question, of_kind};
use benchmark::relevance::{self, Judged};
use benchmark::{entropy, measure, ours};
use benchmark_module::limit::{Columns, Limit, Row, write_postings};
use catalog::Entry;
use domain::fold;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// 1 January 2013, in days since 1970: the limit program counts from there.
const FIRST_DAY: i64 = 15_706;

type Said = Result<Value, String>;

fn trouble(path: &Path) -> impl Fn(std::io::Error) -> String + '_ {
    move |error| format!("{}: {error}", path.display())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(trouble(path))
}

/// Writes what the other engines are built from and asked.
pub fn corpus(posts: usize, folder: &Path) -> Said {
    std::fs::create_dir_all(folder).map_err(trouble(folder))?;
    let entries = entries(posts, Mentions::None);
    // Other engines are not built over archives without texts.
    if posts <= MOST_WITH_TEXT {
        write_posts(&folder.join("posts.ndjson"), &entries)?;
    }
    let has_text = posts <= MOST_WITH_TEXT;
    let kinds = Kind::ALL.into_iter().filter(|kind| has_text || !kind.has_words());
    let questions: BTreeMap<Kind, Vec<Asked>> = kinds
        .map(|kind| {
            let asked = |question: Question| Asked { query: question.filter(kind).to_query(), question };
            (kind, of_kind(kind, &entries).into_iter().map(asked).collect())
        })
        .collect();
    let questions = serde_json::to_vec(&questions).map_err(|error| error.to_string())?;
    write(&folder.join("questions.json"), &questions)?;
    let limit = LimitParts::of(&entries);
    write(&folder.join("limit-columns.bin"), &limit.columns)?;
    write(&folder.join("limit-names.json"), &limit.names)?;
    if has_text {
        write(&folder.join("limit-postings.bin"), &postings(&entries))?;
    }
    let bodies: usize = entries.iter().map(|entry| entry.text.len()).sum();
    Ok(json!({ "posts": posts, "bytesOfText": bodies }))
}

/// A question with our own address of it.
#[derive(serde::Serialize)]
struct Asked {
    #[serde(flatten)]
    question: Question,
    query: String,
}

fn write_posts(path: &Path, entries: &[Entry]) -> Result<(), String> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).map_err(trouble(path))?);
    for entry in entries {
        let card = &entry.card;
        let day = card.date.map(domain::Moment::day);
        let post = json!({
            "id": card.id.0,
            "title": card.title,
            "text": entry.text,
            "source": card.source.as_ref().map_or("", |label| &label.slug),
            "sourceName": card.source.as_ref().map_or("", |label| &label.name),
            "tags": card.tags.iter().map(|label| &label.slug).collect::<Vec<_>>(),
            "tagNames": card.tags.iter().map(|label| &label.name).collect::<Vec<_>>(),
            "mentions": card.mentions.iter().map(|label| &label.name).collect::<Vec<_>>(),
            "day": day.map(|day| day.to_string()),
        });
        writeln!(file, "{post}").map_err(trouble(path))?;
    }
    file.flush().map_err(trouble(path))
}

/// What the limit program is given: numbers by frequency, and the names beside them.
struct LimitParts {
    columns: Vec<u8>,
    names: Vec<u8>,
    sources: BTreeMap<String, u32>,
    tags: BTreeMap<String, u32>,
}

impl LimitParts {
    fn of(entries: &[Entry]) -> Self {
        let sources =
            by_frequency(entries.iter().filter_map(|entry| entry.card.source.as_ref()).map(|l| &l.slug));
        let tags = by_frequency(entries.iter().flat_map(|entry| &entry.card.tags).map(|l| &l.slug));
        let number = |numbers: &BTreeMap<String, u32>, slug: &str| numbers.get(slug).copied().unwrap_or(0);
        let row = |entry: &Entry| Row {
            day: entry.card.date.map_or(0, |date| (date.unix / 86_400 - FIRST_DAY) as u32),
            source: entry.card.source.as_ref().map_or(0, |label| number(&sources, &label.slug)),
            tags: entry.card.tags.iter().map(|label| number(&tags, &label.slug)).collect(),
        };
        let rows: Vec<Row> = entries.iter().map(row).collect();
        let columns = Columns::write(&rows);
        let names =
            json!({ "sources": in_order(&sources), "tags": in_order(&tags) }).to_string().into_bytes();
        Self { columns, names, sources, tags }
    }
}

fn by_frequency<'a>(slugs: impl Iterator<Item = &'a String>) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
    for slug in slugs {
        *counts.entry(slug).or_default() += 1;
    }
    let mut order: Vec<(&String, u32)> = counts.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    order.into_iter().zip(0..).map(|((slug, _), number)| (slug.clone(), number)).collect()
}

fn in_order(numbers: &BTreeMap<String, u32>) -> Vec<&String> {
    let mut order: Vec<(&String, &u32)> = numbers.iter().collect();
    order.sort_by_key(|(_, number)| **number);
    order.into_iter().map(|(slug, _)| slug).collect()
}

fn postings(entries: &[Entry]) -> Vec<u8> {
    let words = |entry: &Entry| -> Vec<String> {
        let text = format!("{} {}", entry.card.title, entry.text);
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() > 1)
            .map(fold)
            .collect()
    };
    let texts: Vec<Vec<String>> = entries.iter().map(words).collect();
    write_postings(texts.iter().map(Vec::as_slice))
}

/// Builds our parts and writes them; what it took, and what a visit fetches.
pub fn build(posts: usize, folder: &Path) -> Said {
    let entries = entries(posts, Mentions::None);
    let has_text = posts <= MOST_WITH_TEXT;
    let kinds: Vec<(Kind, Vec<Question>)> = Kind::ALL
        .into_iter()
        .filter(|kind| has_text || !kind.has_words())
        .map(|kind| (kind, of_kind(kind, &entries)))
        .collect();
    let before = measure::memory("VmRSS");
    measure::forget_peak();
    let (start, processor) = (Instant::now(), measure::processor_seconds());
    let parts = ours::build(entries);
    let (seconds, processor) = (start.elapsed().as_secs_f64(), measure::processor_seconds() - processor);
    let peak = measure::memory("VmHWM");
    let into = folder.join("parts");
    let _none_yet = std::fs::remove_dir_all(&into);
    std::fs::create_dir_all(&into).map_err(trouble(&into))?;
    for part in &parts {
        write(&into.join(format!("{}.bin", part.name)), &part.bytes)?;
    }
    let weights: BTreeMap<String, usize> = parts
        .par_iter()
        .filter(|part| has_text || part.name == FACETS)
        .map(|part| Ok((part.name.clone(), sent(part)?.len())))
        .collect::<std::io::Result<_>>()
        .map_err(|error| error.to_string())?;
    let fetched = fetched(parts, &kinds, &weights).ok_or("our own parts cannot be read")?;
    Ok(json!({
        "seconds": seconds, "processor": processor, "peak": peak, "before": before,
        "parts": groups(&weights), "fetched": fetched,
    }))
}

/// A part as it is sent: what is waited for first is compressed hardest.
fn sent(part: &Part) -> std::io::Result<Vec<u8>> {
    let first = part.name == FACETS || part.name.starts_with("dictionary");
    if first { measure::brotli(&part.bytes) } else { measure::brotli_quickly(&part.bytes) }
}

/// Parts of a kind together: how many, and how many bytes they are sent as.
fn groups(sent: &BTreeMap<String, usize>) -> BTreeMap<&str, [usize; 2]> {
    let mut groups: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (name, bytes) in sent {
        let group = groups.entry(name.split('-').next().unwrap_or(name)).or_default();
        group[0] += 1;
        group[1] += bytes;
    }
    groups
}

/// What a first question of each kind fetches, and what each further word does.
fn fetched(
    parts: Vec<Part>,
    kinds: &[(Kind, Vec<Question>)],
    sent: &BTreeMap<String, usize>,
) -> Option<Value> {
    let mut reader = Reader::new(parts)?;
    let bytes = |names: Vec<String>| names.iter().filter_map(|name| sent.get(name)).sum::<usize>();
    let mut of_kind = serde_json::Map::new();
    for (kind, questions) in kinds.iter().filter(|(kind, _)| kind.has_words()) {
        let mut first = Vec::new();
        for question in questions {
            reader.forget();
            first.push(bytes(reader.fetch_words(&question.filter(*kind))));
        }
        reader.forget();
        let further: Vec<usize> =
            questions.iter().map(|question| bytes(reader.fetch_words(&question.filter(*kind)))).collect();
        let further = further.get(1..).unwrap_or_default().to_vec();
        let name = serde_json::to_value(kind).ok()?.as_str()?.to_owned();
        of_kind.insert(name, json!({ "first": spread(first), "further": spread(further) }));
    }
    Some(json!({ "facets": sent.get(FACETS), "words": of_kind }))
}

fn spread(mut numbers: Vec<usize>) -> Value {
    numbers.sort_unstable();
    let at =
        |percent: usize| numbers.get(numbers.len() * percent / 100).or(numbers.last()).copied().unwrap_or(0);
    json!({ "p50": at(50), "p95": at(95), "most": at(100) })
}

/// How long answers take natively.
pub fn ask(posts: usize, folder: &Path, rounds: usize) -> Said {
    let entries = entries(posts, Mentions::None);
    let has_text = posts <= MOST_WITH_TEXT;
    let kinds: Vec<(Kind, Vec<Question>)> = Kind::ALL
        .into_iter()
        .filter(|kind| has_text || !kind.has_words())
        .map(|kind| (kind, of_kind(kind, &entries)))
        .collect();
    let limit_parts = LimitParts::of(&entries);
    let postings = if has_text { postings(&entries) } else { Vec::new() };
    drop(entries);
    let start = Instant::now();
    let mut reader = Reader::new(read_parts(folder)?).ok_or("our parts cannot be read: build them first")?;
    let ready = start.elapsed().as_secs_f64() * 1e3;
    let mut limit = Limit::new(&limit_parts.columns);
    limit.add_postings(&postings);
    let (mut of_ours, mut of_limit) = (serde_json::Map::new(), serde_json::Map::new());
    for (kind, questions) in &kinds {
        let filters: Vec<_> = questions.iter().map(|question| question.filter(*kind)).collect();
        let name = serde_json::to_value(kind).map_err(|error| error.to_string())?;
        let name = name.as_str().unwrap_or_default();
        if kind.has_words() {
            for filter in &filters {
                reader.fetch_words(filter);
            }
        }
        let times = measure::time(&filters, rounds, |filter| reader.count(filter));
        of_ours.insert(name.to_owned(), json!(times));
        if *kind != Kind::Phrase {
            let times = measure::time(questions, rounds, |question| {
                ask_limit(&mut limit, &limit_parts, *kind, question)
            });
            of_limit.insert(name.to_owned(), json!(times));
        }
    }
    Ok(json!({ "ready": ready, "ours": of_ours, "limit": of_limit }))
}

fn ask_limit(limit: &mut Limit, parts: &LimitParts, kind: Kind, question: &Question) -> u32 {
    let source = parts.sources.get(&question.source).copied().unwrap_or(u32::MAX - 1);
    match kind {
        Kind::Source => limit.source(source),
        Kind::Range => {
            let tag = parts.tags.get(&question.tag).copied().unwrap_or(u32::MAX - 1);
            let day = |year: i16| (f64::from(year - 2_013) * 365.25) as u32;
            limit.source_tag_range(source, tag, day(question.from), day(question.to + 1))
        }
        _ => limit.search(&question.q, kind == Kind::Prefix).first().copied().unwrap_or(0),
    }
}

fn read_parts(folder: &Path) -> Result<Vec<Part>, String> {
    let from = folder.join("parts");
    let mut parts = Vec::new();
    for file in std::fs::read_dir(&from).map_err(trouble(&from))?.flatten() {
        let path = file.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        parts.push(Part { name, bytes: std::fs::read(&path).map_err(trouble(&path))? });
    }
    Ok(parts)
}

/// The facets of an archive with mentions, beside what entropy allows.
pub fn mentions(posts: usize) -> Said {
    let mut said = serde_json::Map::new();
    for (name, mentions) in [("without", Mentions::None), ("with", Mentions::Some)] {
        let mut entries = entries(posts, mentions);
        let entropy = entropy::facets(&entries).map_err(|error| error.to_string())?;
        // Facets do not depend on the texts.
        for entry in &mut entries {
            entry.text = String::new();
        }
        let parts = ours::build(entries);
        let facets = parts.iter().find(|part| part.name == FACETS).ok_or("there are no facets")?;
        let sent = measure::brotli(&facets.bytes).map_err(|error| error.to_string())?.len();
        said.insert(name.into(), json!({ "facets": sent, "entropy": entropy.round() }));
    }
    Ok(Value::Object(said))
}

/// The judged archives: their name, posts and questions.
type Archive = (&'static str, Vec<Entry>, Vec<Judged>);

fn archives() -> Result<Vec<Archive>, String> {
    let demo = relevance::demo()?;
    let judged = relevance::of_demo(&demo)?;
    let (french, cases) = relevance::french();
    Ok(vec![
        ("demo", demo, judged),
        ("notes", relevance::notes(), relevance::of_notes()?),
        ("french", french, cases),
    ])
}

/// Writes what the other engines need to answer the judged questions.
pub fn relevance(folder: &Path) -> Said {
    std::fs::create_dir_all(folder).map_err(trouble(folder))?;
    let mut said = serde_json::Map::new();
    for (name, entries, judged) in archives()? {
        write_posts(&folder.join(format!("{name}.ndjson")), &entries)?;
        let questions: Vec<Value> =
            judged.iter().map(|judged| json!({ "question": judged.question })).collect();
        write(&folder.join(format!("{name}-questions.json")), json!(questions).to_string().as_bytes())?;
        said.insert(name.into(), json!({ "posts": entries.len(), "questions": judged.len() }));
    }
    Ok(Value::Object(said))
}

/// Scores our answers, and those of the other engines in the browser's results.
pub fn score(results: &Path) -> Said {
    let text = std::fs::read_to_string(results).map_err(trouble(results))?;
    let results: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let mut said = serde_json::Map::new();
    for (name, entries, judged) in archives()? {
        let mut scores = serde_json::Map::new();
        let mut add = |engine: &str, answers: Vec<Vec<String>>| {
            scores.insert(engine.to_owned(), scored(name, &judged, &answers));
        };
        add("ours", answered(entries, &judged)?);
        for (engine, outcome) in results["relevance"][name].as_object().into_iter().flatten() {
            if let Ok(answers) = serde_json::from_value(outcome["answers"].clone()) {
                add(engine, answers);
            }
        }
        said.insert(name.into(), Value::Object(scores));
    }
    Ok(Value::Object(said))
}

fn scored(archive: &str, judged: &[Judged], answers: &[Vec<String>]) -> Value {
    if archive == "french" {
        let found = |(case, answers): (&Judged, &Vec<String>)| json!({ "case": case.kind, "found": answers.iter().any(|id| case.grades.contains_key(id)) });
        return judged.iter().zip(answers).map(found).collect();
    }
    let whole = relevance::score(judged, answers);
    let kinds: serde_json::Map<String, Value> = relevance::by_kind(judged, answers)
        .into_iter()
        .map(|(kind, score)| (kind, json!({ "questions": score.questions, "ndcg": score.ndcg })))
        .collect();
    json!({ "questions": whole.questions, "ndcg": whole.ndcg, "success": whole.success, "kinds": kinds })
}

fn answered(entries: Vec<Entry>, judged: &[Judged]) -> Result<Vec<Vec<String>>, String> {
    let mut reader = Reader::new(ours::build(entries)).ok_or("what was just built cannot be read")?;
    reader.fetch_cards();
    let ask = |judged: &Judged| {
        let filter =
            catalog::Filter { q: judged.question.clone(), per_page: 100, ..catalog::Filter::default() };
        reader.fetch_words(&filter);
        reader.ids(&filter)
    };
    Ok(judged.iter().map(ask).collect())
}
