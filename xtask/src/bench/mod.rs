//! `cargo xtask bench`: how fast things are, measured here and now.

mod import;
mod run;

use crate::Trouble;
use crate::project::Project;

const HELP: &str = "\
cargo xtask bench import [--posts N] [--alone]
    Generates the seeded export of N posts of about 10 kB each (10,000 where N is not said; 100,000 is 1 GB), then
    measures in one run, each with its peak memory: quick-xml alone over the same bytes, reading and cleaning, the
    whole import by stage, and the importers that people use, over at most 500 posts of the same kind.
    --alone leaves those importers out. They are installed with npm and pip into target/bench/tools.
    Nothing else should run meanwhile; the ratio to quick-xml is what compares between machines.";

/// Runs what is named.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    match arguments.split_first() {
        Some((name, rest)) if name == "import" && !rest.iter().any(|word| is_help(word)) => {
            import::run(project, rest)
        }
        Some((name, _)) if name != "import" && !is_help(name) => {
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
