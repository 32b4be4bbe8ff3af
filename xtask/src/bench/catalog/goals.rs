//! What was aimed at, and what was measured.

use serde_json::Value;

use super::figures::{bytes, number, short, sizes, time};

/// A goal at a size of the archive.
struct Goal {
    what: &'static str,
    posts: u64,
    most: f64,
    measured: fn(&Value, u64) -> Option<f64>,
    written: fn(f64) -> String,
    /// What it takes, said where it is not met.
    why: &'static str,
}

fn ours(figures: &Value, posts: u64, path: &str) -> Option<f64> {
    number(figures, &format!("browser.sizes.{posts}.ours.{path}"))
}

fn built(figures: &Value, posts: u64, path: &str) -> Option<f64> {
    number(figures, &format!("sizes.{posts}.build.{path}"))
}

fn facets(figures: &Value, posts: u64) -> Option<f64> {
    built(figures, posts, "fetched.facets")
}

fn toggle(figures: &Value, posts: u64) -> Option<f64> {
    ours(figures, posts, "kinds.source.p95")
}

fn word(figures: &Value, posts: u64) -> Option<f64> {
    ours(figures, posts, "kinds.word.p95")
}

fn prefix(figures: &Value, posts: u64) -> Option<f64> {
    ours(figures, posts, "kinds.prefix.p95")
}

fn click(figures: &Value, posts: u64) -> Option<f64> {
    Some(ours(figures, posts, "click.whole.p50")? / ours(figures, posts, "click.floor.p50")?)
}

fn new_word(figures: &Value, posts: u64) -> Option<f64> {
    built(figures, posts, "fetched.words.word.further.p95")
}

/// Facets, dictionaries and postings; cards and positions are apart.
fn index_per_post(figures: &Value, posts: u64) -> Option<f64> {
    let part = |kind: &str| figures.get("sizes")?.get(posts.to_string())?["build"]["parts"][kind][1].as_f64();
    Some((part("facets")? + part("dictionary")? + part("postings")?) / posts as f64)
}

fn processor(figures: &Value, posts: u64) -> Option<f64> {
    built(figures, posts, "processor").map(|seconds| seconds * 1e3)
}

fn peak(figures: &Value, posts: u64) -> Option<f64> {
    built(figures, posts, "peak")
}

fn times(ratio: f64) -> String {
    format!("{} ×", short(ratio))
}

const GOALS: &[Goal] = &[
    Goal {
        what: "bytes before the first filter",
        posts: 10_000,
        most: 55e3,
        measured: facets,
        written: bytes,
        why: "",
    },
    Goal {
        what: "bytes before the first filter",
        posts: 100_000,
        most: 480e3,
        measured: facets,
        written: bytes,
        why: "",
    },
    Goal {
        what: "a source toggled, p95",
        posts: 10_000,
        most: 0.05,
        measured: toggle,
        written: time,
        why: "",
    },
    Goal {
        what: "a source toggled, p95",
        posts: 100_000,
        most: 0.1,
        measured: toggle,
        written: time,
        why: "",
    },
    Goal {
        what: "a source toggled, p95",
        posts: 1_000_000,
        most: 2.0,
        measured: toggle,
        written: time,
        why: "",
    },
    Goal {
        what: "click to redrawn, beside the DOM floor, p50",
        posts: 10_000,
        most: 1.5,
        measured: click,
        written: times,
        why: "",
    },
    Goal {
        what: "click to redrawn, beside the DOM floor, p50",
        posts: 100_000,
        most: 1.5,
        measured: click,
        written: times,
        why: "",
    },
    Goal {
        what: "one word, p95",
        posts: 10_000,
        most: 0.2,
        measured: word,
        written: time,
        why: "p95 are words of half of all posts, each of which is counted in every facet",
    },
    Goal {
        what: "one word, p95",
        posts: 100_000,
        most: 1.0,
        measured: word,
        written: time,
        why: "p95 are words of half of all posts, each of which is counted in every facet",
    },
    Goal {
        what: "a prefix at each keystroke, p95",
        posts: 10_000,
        most: 2.0,
        measured: prefix,
        written: time,
        why: "",
    },
    Goal {
        what: "a prefix at each keystroke, p95",
        posts: 100_000,
        most: 16.0,
        measured: prefix,
        written: time,
        why: "",
    },
    Goal {
        what: "bytes a new word needs, p95",
        posts: 10_000,
        most: 10e3,
        measured: new_word,
        written: bytes,
        why: "all facets are counted, so that it is needed which posts hold the word: a bit a post for one that half of them hold",
    },
    Goal {
        what: "bytes a new word needs, p95",
        posts: 100_000,
        most: 20e3,
        measured: new_word,
        written: bytes,
        why: "all facets are counted, so that it is needed which posts hold the word: a bit a post for one that half of them hold",
    },
    Goal {
        what: "whole index a post, positions apart",
        posts: 10_000,
        most: 200.0,
        measured: index_per_post,
        written: bytes,
        why: "",
    },
    Goal {
        what: "whole index a post, positions apart",
        posts: 100_000,
        most: 200.0,
        measured: index_per_post,
        written: bytes,
        why: "",
    },
    Goal {
        what: "build, processor time",
        posts: 10_000,
        most: 3e3,
        measured: processor,
        written: time,
        why: "",
    },
    Goal {
        what: "build, processor time",
        posts: 100_000,
        most: 25e3,
        measured: processor,
        written: time,
        why: "",
    },
    Goal {
        what: "build, peak memory with the posts in it",
        posts: 10_000,
        most: 150e6,
        measured: peak,
        written: bytes,
        why: "",
    },
    Goal {
        what: "build, peak memory with the posts in it",
        posts: 100_000,
        most: 1.4e9,
        measured: peak,
        written: bytes,
        why: "",
    },
];

/// The most that the catalog alone may weigh as a module, in bytes as brotli.
const MODULE: f64 = 30e3;
const MODULE_WHY: &str = "a sixth are tables of letters, the rest is spread over hundreds of small functions";
/// How far facets with mentions may lie above their entropy.
const OVER_ENTROPY: f64 = 1.15;

/// The table of goals, as far as they were measured.
pub fn table(figures: &Value) -> String {
    let mut table =
        "| goal | posts | at most | measured | |\n| --- | ---: | ---: | ---: | --- |\n".to_owned();
    let verdict = |met: bool, why: &str| match (met, why) {
        (true, _) => "met".to_owned(),
        (false, "") => "**not met**".to_owned(),
        (false, why) => format!("**not met**: {why}"),
    };
    let measured = sizes(figures);
    for goal in GOALS.iter().filter(|goal| measured.contains(&goal.posts)) {
        let Some(got) = (goal.measured)(figures, goal.posts) else { continue };
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            goal.what,
            super::figures::posts(goal.posts),
            (goal.written)(goal.most),
            (goal.written)(got),
            verdict(got <= goal.most, goal.why)
        ));
    }
    if let Some(got) = number(figures, "browser.modules.catalog.wasm") {
        let met = verdict(got <= MODULE, MODULE_WHY);
        let row =
            format!("| the catalog alone as a module | | {} | {} | {met} |\n", bytes(MODULE), bytes(got));
        table.push_str(&row);
    }
    let facets = number(figures, "mentions.with.facets").zip(number(figures, "mentions.with.entropy"));
    if let Some((sent, entropy)) = facets {
        let ratio = sent / entropy;
        table.push_str(&format!(
            "| facets with mentions, beside their entropy ({}) | 10,000 | {} | {} | {} |\n",
            bytes(entropy),
            times(OVER_ENTROPY),
            times(ratio),
            verdict(ratio <= OVER_ENTROPY, "")
        ));
    }
    let cases = figures["scores"]["french"]["ours"].as_array();
    if let Some(cases) = cases {
        let found = cases.iter().filter(|case| case["found"] == true).count();
        let met = verdict(found == cases.len(), "");
        table.push_str(&format!(
            "| French cases | | {} of {} | {found} | {met} |\n",
            cases.len(),
            cases.len()
        ));
    }
    table
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::table;

    #[test]
    fn a_goal_is_met_or_not_and_what_was_not_measured_is_no_row() {
        let figures = json!({
            "sizes": { "10000": { "build": { "processor": 3.5, "fetched": { "facets": 54_000 } } } },
            "browser": { "sizes": { "10000": { "ours": { "kinds": { "word": { "p95": 0.3 } } } } } },
        });
        let table = table(&figures);
        assert!(
            table.contains("| bytes before the first filter | 10,000 | 55 kB | 54 kB | met |"),
            "{table}"
        );
        assert!(table.contains("| build, processor time | 10,000 | 3 s | 3.5 s | **not met** |"), "{table}");
        assert!(
            table.contains("| one word, p95 | 10,000 | 200 µs | 300 µs | **not met**: p95 are words"),
            "{table}"
        );
        assert!(!table.contains("100,000"), "{table}");
    }
}
