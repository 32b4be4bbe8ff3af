//! `cargo xtask bench catalog`: the catalog on generated archives, natively and in headless Chromium, beside other search
//! engines and beside the limit of what is possible. Writes docs/performance.md and its chart.

mod chart;
mod figures;
mod goals;
mod modules;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::run::measured;
use crate::project::Project;
use crate::tools::{self, Task};
use crate::{Trouble, npm, process};

/// The other engines, in the order of the tables.
const PEERS: [&str; 7] =
    ["pagefind", "minisearch", "orama", "flexsearch", "itemsjs", "itemsjs-facets", "sqlite"];
/// Archives of more posts have no texts, and the other engines are not built over them.
const MOST_WITH_TEXT: u64 = 100_000;
/// The archive on which facets with mentions are held against their entropy.
const WITH_MENTIONS: u64 = 10_000;
/// What is known to end nothing here: asked for by name with `--peers`, it is tried all the same.
const HOPELESS: [(&str, u64, &str); 6] = [
    ("itemsjs", 10_000, "indexes in the page: 24 s at 10,000 posts when it was tried (22 November 2026)"),
    ("pagefind", 100_000, "took 14 GB and 427 s to build when it was tried (22 November 2026)"),
    ("minisearch", 100_000, "took 404 s to build when it was tried (22 November 2026)"),
    ("orama", 100_000, "no index within 330 s, and a snapshot longer than V8's longest string"),
    ("flexsearch", 100_000, "no index within 600 s when it was tried (22 November 2026)"),
    ("itemsjs", 100_000, "the page was blocked for over 6 minutes when it was tried (22 November 2026)"),
];

/// What is asked for.
struct Asked {
    sizes: Vec<u64>,
    peers: Vec<String>,
    /// Whether the peers were named one by one.
    named: bool,
    rounds: u64,
    build_seconds: u64,
}

/// Measures, then writes the report; with `--again` the report of the last measurement.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let folder = project.target().join("bench").join("catalog");
    let file = folder.join("figures.json");
    if arguments.iter().all(|argument| argument != "--again") {
        let asked = Asked::read(arguments)?;
        let figures = measure(project, &folder, &asked)?;
        fs::write(&file, serde_json::to_vec_pretty(&figures)?)?;
    }
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    report::write(project, &serde_json::from_str(&text)?)
}

impl Asked {
    fn read(arguments: &[String]) -> Result<Self, Trouble> {
        let mut asked = Self {
            sizes: vec![1_000, 10_000, 100_000, 1_000_000],
            peers: PEERS.map(str::to_owned).to_vec(),
            named: false,
            // V8 compiles what is asked often a second time: in fewer it is still at that.
            rounds: 5,
            build_seconds: 600,
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--sizes" => asked.sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?,
                "--peers" => {
                    asked.peers = value()?.split(',').map(str::to_owned).collect();
                    asked.named = true;
                }
                "--no-peers" => asked.peers.clear(),
                "--rounds" => asked.rounds = value()?.parse()?,
                "--build-seconds" => asked.build_seconds = value()?.parse()?,
                other => {
                    return Err(
                        format!("`{other}` is not known: see `cargo xtask bench catalog --help`").into()
                    );
                }
            }
        }
        match asked.peers.iter().find(|peer| !PEERS.contains(&peer.as_str())) {
            Some(peer) => Err(format!("`{peer}` is no engine here: there are {}", PEERS.join(", ")).into()),
            None => Ok(asked),
        }
    }

    /// Why an engine is not run on an archive of a size.
    fn skipped(&self, posts: u64) -> Map<String, Value> {
        let mut skipped = Map::new();
        if posts > MOST_WITH_TEXT {
            let others = self.peers.iter().map(String::as_str).chain(["js-loop"]);
            skipped.extend(others.map(|peer| (peer.to_owned(), json!("not run: facets alone are measured"))));
        } else if !self.named {
            let hopeless = HOPELESS.iter().filter(|(_, at, _)| *at == posts);
            skipped.extend(
                hopeless.map(|(peer, _, why)| ((*peer).to_owned(), json!(format!("not run: {why}")))),
            );
        }
        skipped
    }
}

/// All figures of one run.
fn measure(project: &Project, folder: &Path, asked: &Asked) -> Result<Value, Trouble> {
    tools::ensure(project, &[Task::Build, Task::Browse])?;
    let browser = project.root().join("benchmark").join("browser");
    if !npm::is_current(&browser) {
        npm::install(project, &browser)?;
    }
    process::run(process::command(project, "cargo").args(["build", "--release", "--package", "benchmark"]))?;
    modules::build(project, &folder.join("modules"))?;
    let mut sizes = Map::new();
    for posts in &asked.sizes {
        let of_size = folder.join(posts.to_string());
        let (posts, at) = (posts.to_string(), of_size.display().to_string());
        let mut figures = Map::new();
        let rounds = asked.rounds.to_string();
        for (command, more) in [("corpus", None), ("build", None), ("ask", Some(rounds.as_str()))] {
            println!("{posts} posts: {command}");
            let arguments = [command, &posts, &at].into_iter().chain(more);
            figures.insert(command.to_owned(), native(project, arguments)?);
        }
        sizes.insert(posts, Value::Object(figures));
    }
    println!("facets with mentions");
    let mentions = native(project, ["mentions", &WITH_MENTIONS.to_string()])?;
    let relevance = folder.join("relevance").display().to_string();
    native(project, ["relevance", &relevance])?;
    let results = in_browser(project, folder, &browser, asked)?;
    let scores = native(project, ["score", &results.display().to_string()])?;
    let browser: Value = serde_json::from_str(&fs::read_to_string(&results)?)?;
    Ok(json!({
        "date": process::answer(std::process::Command::new("date").args(["+%F"])).unwrap_or_default(),
        "machine": machine(),
        "rounds": asked.rounds,
        "sizes": sizes,
        "mentions": mentions,
        "browser": browser,
        "scores": scores,
    }))
}

/// What the native program says.
fn native<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Result<Value, Trouble> {
    let program = project.target().join("release").join("benchmark");
    let mut command = process::command(project, &program.display().to_string());
    let said = measured(command.args(arguments))?.said;
    Ok(serde_json::from_str(&said)?)
}

/// Runs all engines in Chromium; where the results are.
fn in_browser(project: &Project, folder: &Path, browser: &Path, asked: &Asked) -> Result<PathBuf, Trouble> {
    let chromium = tools::chromium_path(project)
        .ok_or("no Chromium was found; `cargo xtask doctor` tells how to get one")?;
    let results = folder.join("browser.json");
    let skipped: Map<String, Value> =
        asked.sizes.iter().map(|posts| (posts.to_string(), Value::Object(asked.skipped(*posts)))).collect();
    let plan = json!({
        "root": folder,
        "port": std::env::var("RELIRE_BENCH_PORT").ok().and_then(|port| port.parse::<u16>().ok()).unwrap_or(0),
        "chromium": chromium,
        "results": results,
        "sizes": asked.sizes,
        "peers": asked.peers,
        "skipped": skipped,
        "archives": ["demo", "notes", "french"],
        "rounds": asked.rounds,
        "kindSeconds": 20,
        "engineSeconds": 300,
        "buildSeconds": asked.build_seconds,
    });
    let file = folder.join("plan.json");
    fs::write(&file, serde_json::to_vec_pretty(&plan)?)?;
    process::run(process::command(project, "node").arg("measure.mjs").arg(&file).current_dir(browser))?;
    Ok(results)
}

/// Processor, cores, memory and load, as far as the system tells.
fn machine() -> String {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let after = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = after(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown processor".into());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kilobytes = after(&read("/proc/meminfo"), "MemTotal")
        .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0);
    let load = read("/proc/loadavg").split_whitespace().next().unwrap_or("?").to_owned();
    format!("{cores} cores ({model}), {} GB, load average {load} at its end", kilobytes / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn read(arguments: &str) -> Result<Asked, String> {
        let words: Vec<String> = arguments.split_whitespace().map(str::to_owned).collect();
        Asked::read(&words).map_err(|trouble| trouble.to_string())
    }

    #[test]
    fn sizes_peers_and_rounds_are_read_and_nothing_else() {
        let asked = read("--sizes 1000,10000 --peers sqlite --rounds 5").unwrap();
        assert_eq!((asked.sizes, asked.rounds), (vec![1_000, 10_000], 5));
        assert_eq!(asked.peers, ["sqlite"]);
        assert!(read("--no-peers").unwrap().peers.is_empty());
        for wrong in ["--peers lucene", "--sizes many", "--rounds", "--fast"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_hopeless_is_skipped_unless_it_is_named() {
        assert!(read("").unwrap().skipped(100_000).contains_key("orama"));
        assert!(read("--peers orama").unwrap().skipped(100_000).is_empty());
        assert!(read("").unwrap().skipped(1_000).is_empty());
        assert!(read("").unwrap().skipped(1_000_000).contains_key("sqlite"));
    }
}
