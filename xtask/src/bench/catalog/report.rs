//! The generated part of docs/performance.md.

use std::fs;

use serde_json::Value;

use super::figures::{at, bytes, number, posts, short, sizes, time};
use super::{chart, goals};
use crate::Trouble;
use crate::project::Project;

const BEGIN: &str = "<!-- begin: cargo xtask bench catalog -->";
const END: &str = "<!-- end: cargo xtask bench catalog -->";

/// The engines in the order of the tables, and what they are called there.
pub const ENGINES: [(&str, &str); 11] = [
    ("ours", "**Relire**"),
    ("limit", "limit program (WASM)"),
    ("js-layout", "the limit's columns in JavaScript"),
    ("js-loop", "a loop over objects"),
    ("pagefind", "Pagefind"),
    ("minisearch", "MiniSearch"),
    ("orama", "Orama"),
    ("flexsearch", "FlexSearch"),
    ("itemsjs", "itemsjs"),
    ("itemsjs-facets", "itemsjs, facets only"),
    ("sqlite", "SQLite FTS5 (WASM)"),
];

const KINDS: [(&str, &str); 6] = [
    ("source", "a source"),
    ("range", "source, tag, 3 years"),
    ("word", "one word"),
    ("words", "two words"),
    ("prefix", "prefix"),
    ("phrase", "phrase"),
];

/// Writes the part and the chart.
pub fn write(project: &Project, figures: &Value) -> Result<(), Trouble> {
    let document = project.root().join("docs").join("performance.md");
    let text = fs::read_to_string(&document)?;
    fs::write(&document, replaced(&text, &section(figures))?)?;
    let image = project.root().join("docs").join("images").join("catalog-benchmark.svg");
    fs::write(&image, chart::draw(figures))?;
    println!("Written: {} and {}", document.display(), image.display());
    Ok(())
}

/// The document with another generated part.
fn replaced(text: &str, section: &str) -> Result<String, Trouble> {
    let missing = || format!("docs/performance.md needs the lines `{BEGIN}` and `{END}`");
    let (before, rest) = text.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}\n\n{section}\n{END}{after}"))
}

fn section(figures: &Value) -> String {
    let text = |path: &str| at(figures, path).and_then(Value::as_str).unwrap_or("?").to_owned();
    let mut out = format!(
        "Measured {} on {}; Chromium {}, headless, cross-origin isolated (its timer ticks every 5 µs), over the loopback. \
         30 questions of each kind, {} rounds after one to warm up; p50 / p95. `*`: stopped by the time limit.\n\n",
        text("date"),
        text("machine"),
        text("browser.chromium"),
        number(figures, "rounds").unwrap_or(0.0),
    );
    out.push_str("### Goals\n\n");
    out.push_str(&goals::table(figures));
    out.push_str(
        "\n![A source toggled and one word asked for, engine by engine](images/catalog-benchmark.svg)\n",
    );
    for size in sizes(figures) {
        out.push_str(&format!("\n### {} posts\n\n", posts(size)));
        out.push_str(&of_size(figures, size));
    }
    out.push_str("\n### Judged questions\n\n");
    out.push_str(&relevance(figures));
    out.push_str("\n### French cases\n\n");
    out.push_str(&french(figures));
    out.push_str("\nVersions: ");
    let versions = figures["browser"]["versions"].as_object().into_iter().flatten();
    let named: Vec<String> =
        versions.map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or("?"))).collect();
    out.push_str(&named.join(", "));
    out.push_str(".\n");
    out
}

fn of_size(figures: &Value, size: u64) -> String {
    let mut out =
        "| engine | first filter | first answer | ready | objects + buffers + WASM | build: CPU, peak |"
            .to_owned();
    let mut rule = "| --- | ---: | ---: | ---: | ---: | ---: |".to_owned();
    let of_engine = |engine: &str| at(figures, &format!("browser.sizes.{size}.{engine}"));
    let kinds: Vec<_> = KINDS
        .into_iter()
        .filter(|(kind, _)| of_engine("ours").is_some_and(|ours| ours["kinds"].get(kind).is_some()))
        .collect();
    for (_, title) in &kinds {
        out.push_str(&format!(" {title} |"));
        rule.push_str(" ---: |");
    }
    out.push_str(&format!("\n{rule}\n"));
    let mut notes = Vec::new();
    for (engine, title) in ENGINES {
        let Some(row) = of_engine(engine) else { continue };
        for key in ["skipped", "failed"] {
            if let Some(why) = row[key].as_str() {
                notes.push(format!("- {title}: {why}."));
            }
        }
        if row["ready"].is_null() {
            continue;
        }
        let weight = |key: &str| row[key].as_f64().map_or_else(|| "–".to_owned(), bytes);
        let memory = &row["memory"];
        let memory = ["objects", "buffers", "wasm"].map(|key| memory[key].as_f64().map_or("?".into(), bytes));
        let build =
            if engine == "ours" { &figures["sizes"][size.to_string()]["build"] } else { &row["built"] };
        let build = match (build["processor"].as_f64(), build["peak"].as_f64()) {
            (Some(processor), Some(peak)) => format!("{}, {}", time(processor * 1e3), bytes(peak)),
            _ => "–".to_owned(),
        };
        out.push_str(&format!(
            "| {title} | {} | {} | {} | {} | {build} |",
            weight("wireFirstFilter"),
            weight("wireFirstAnswer"),
            row["ready"].as_f64().map_or_else(|| "?".to_owned(), time),
            memory.join(" + "),
        ));
        for (kind, _) in &kinds {
            out.push_str(&format!(" {} |", both(&row["kinds"][*kind], 1.0)));
        }
        out.push('\n');
    }
    for (what, title) in [("ours", "Relire, native"), ("limit", "limit program, native")] {
        let row = &figures["sizes"][size.to_string()]["ask"][what];
        out.push_str(&format!("| {title} | | | | | |"));
        for (kind, _) in &kinds {
            out.push_str(&format!(" {} |", both(&row[*kind], 1e-3)));
        }
        out.push('\n');
    }
    out.push_str(&fetching(figures, size));
    if !notes.is_empty() {
        out.push_str(&format!("\n{}\n", notes.join("\n")));
    }
    out
}

/// `p50 / p95`, a star where the time limit ended it.
fn both(times: &Value, to_ms: f64) -> String {
    match (times["p50"].as_f64(), times["p95"].as_f64()) {
        (Some(p50), Some(p95)) => {
            let star = if times["stopped"] == true { "\\*" } else { "" };
            format!("{} / {}{star}", time(p50 * to_ms), time(p95 * to_ms))
        }
        _ => "–".to_owned(),
    }
}

/// What a visit to ours fetches, what the parts weigh, how long a click takes.
fn fetching(figures: &Value, size: u64) -> String {
    let build = &figures["sizes"][size.to_string()]["build"];
    let mut out = String::new();
    let parts = build["parts"].as_object().into_iter().flatten();
    let parts: Vec<String> = parts
        .map(|(kind, group)| {
            let (many, weight) = (group[0].as_f64().unwrap_or(0.0), group[1].as_f64().unwrap_or(0.0));
            format!("{kind} {} in {many} ({} a post)", bytes(weight), bytes(weight / size as f64))
        })
        .collect();
    out.push_str(&format!("\nRelire's parts, brotli: {}.", parts.join("; ")));
    let words = build["fetched"]["words"].as_object().into_iter().flatten();
    let words: Vec<String> = words
        .map(|(kind, fetched)| {
            let both = |when: &str| {
                let of = |key: &str| fetched[when][key].as_f64().map_or_else(|| "?".to_owned(), bytes);
                format!("{} / {}", of("p50"), of("p95"))
            };
            format!("{kind} {} at first, {} further on", both("first"), both("further"))
        })
        .collect();
    if !words.is_empty() {
        out.push_str(&format!(
            " What a question fetches beyond the facets (p50 / p95): {}.",
            words.join("; ")
        ));
    }
    let click = &figures["browser"]["sizes"][size.to_string()]["ours"]["click"];
    if let (Some(whole), Some(floor)) = (click["whole"]["p50"].as_f64(), click["floor"]["p50"].as_f64()) {
        let p95 = |key: &str| click[key]["p95"].as_f64().map_or_else(|| "?".to_owned(), time);
        out.push_str(&format!(
            " Click to list and counts redrawn (20 cards, 40 rows): {} / {}; the same HTML made beforehand, drawn and laid \
             out: {} / {}; {} ×.",
            time(whole),
            p95("whole"),
            time(floor),
            p95("floor"),
            short(whole / floor)
        ));
    }
    out.push('\n');
    out
}

fn relevance(figures: &Value) -> String {
    let mut out = String::new();
    for (archive, title) in [("demo", "the demo archive"), ("notes", "150 notes made for it")] {
        let Some(scores) = figures["scores"][archive].as_object() else { continue };
        let Some(ours) = scores.get("ours") else { continue };
        let kinds: Vec<&String> =
            ours["kinds"].as_object().into_iter().flat_map(|kinds| kinds.keys()).collect();
        let questions = ours["questions"].as_f64().unwrap_or(0.0);
        out.push_str(&format!("{questions} questions over {title}; kinds of question by nDCG@10.\n\n"));
        out.push_str("| engine | nDCG@10 | success@1 |");
        let mut rule = "\n| --- | ---: | ---: |".to_owned();
        for kind in &kinds {
            out.push_str(&format!(" {kind} |"));
            rule.push_str(" ---: |");
        }
        out.push_str(&rule);
        for (engine, title) in ENGINES {
            let Some(score) = scores.get(engine) else { continue };
            let three = |value: &Value| {
                value.as_f64().map_or_else(|| "–".to_owned(), |number| format!("{number:.3}"))
            };
            out.push_str(&format!(
                "\n| {title} | {} | {} |",
                three(&score["ndcg"]),
                three(&score["success"])
            ));
            for kind in &kinds {
                let ndcg = &score["kinds"][kind.as_str()]["ndcg"];
                let ahead = ndcg.as_f64() > ours["kinds"][kind.as_str()]["ndcg"].as_f64();
                let mark = if ahead { "**" } else { "" };
                out.push_str(&format!(" {mark}{}{mark} |", three(ndcg)));
            }
        }
        out.push_str("\n\n");
    }
    out.push_str("Bold: better than ours.\n");
    out
}

fn french(figures: &Value) -> String {
    let Some(scores) = figures["scores"]["french"].as_object() else { return String::new() };
    let engines: Vec<_> = ENGINES.into_iter().filter(|(engine, _)| scores.contains_key(*engine)).collect();
    let mut out = "| case |".to_owned();
    let mut rule = "\n| --- |".to_owned();
    for (_, title) in &engines {
        out.push_str(&format!(" {title} |"));
        rule.push_str(" --- |");
    }
    out.push_str(&rule);
    let cases = scores.get("ours").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (nth, case) in cases.iter().enumerate() {
        out.push_str(&format!("\n| {} |", case["case"].as_str().unwrap_or("?")));
        for (engine, _) in &engines {
            let found = scores[*engine][nth]["found"] == true;
            out.push_str(if found { " yes |" } else { " no |" });
        }
    }
    out.push_str("\n| **found** |");
    for (engine, _) in &engines {
        let found =
            scores[*engine].as_array().into_iter().flatten().filter(|case| case["found"] == true).count();
        out.push_str(&format!(" {found} |"));
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{BEGIN, END, both, replaced};

    #[test]
    fn only_the_generated_part_is_replaced() {
        let text = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
        assert_eq!(replaced(&text, "new\n").unwrap(), format!("before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"));
        assert!(replaced("nothing", "new").is_err());
    }

    #[test]
    fn what_was_stopped_has_a_star() {
        let times = json!({ "p50": 0.0021, "p95": 0.3, "stopped": true });
        assert_eq!(both(&times, 1.0), "2.1 µs / 300 µs\\*");
        assert_eq!(both(&json!(null), 1.0), "–");
    }
}
