//! `cargo xtask bench`: how fast things are, measured here and now.

mod catalog;
mod import;
mod run;

use crate::Trouble;
use crate::project::Project;

const HELP: &str = "\
cargo xtask bench catalog [--sizes 1000,10000] [--peers NAMES] [--no-peers] [--rounds N] [--build-seconds N] [--again]
    Generates French-looking archives of 1,000, 10,000, 100,000 and 1,000,000 posts (the last without texts), builds the
    catalog natively and asks it in headless Chromium: bytes, time to be ready, filters, words, prefixes, phrases, memory,
    a click. Beside it Pagefind, MiniSearch, Orama, FlexSearch, itemsjs and SQLite FTS5, and the limit: the least that
    must be done to answer. Then the judged questions of benchmark/relevance, asked of all of them.
    Writes the tables of docs/performance.md and docs/images/catalog-benchmark.svg. What the others cannot do within
    --build-seconds (600) is told there. --again writes them from the last run's figures.

cargo xtask bench import [--posts N] [--alone]
    Generates the seeded export of N posts of about 10 kB each (10,000 where N is not said; 100,000 is 1 GB), then
    measures in one run, each with its peak memory: quick-xml alone over the same bytes, reading and cleaning, the
    whole import by stage, and the importers that people use, over at most 500 posts of the same kind.
    --alone leaves those importers out. They are installed with npm and pip into target/bench/tools.
    Nothing else should run meanwhile; the ratio to quick-xml is what compares between machines.";

/// Runs what is named.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let asks_for_help = || arguments.iter().any(|word| is_help(word));
    match arguments.split_first() {
        Some((name, rest)) if name == "import" && !asks_for_help() => import::run(project, rest),
        Some((name, rest)) if name == "catalog" && !asks_for_help() => catalog::run(project, rest),
        Some((name, _)) if !asks_for_help() => {
            Err(format!("There is nothing to measure called `{name}`.\n\n{HELP}").into())
        }
        _ => {
            println!("{HELP}");
            Ok(())
        }
    }
}

fn is_help(word: &str) -> bool {
    matches!(word, "--help" | "-h" | "help")
}
