//! The project's commands, for people and for CI alike: `cargo xtask serve`, `cargo xtask test` and a few beside them.
//!
//! Nothing here is part of what is served. The crate uses the standard library and `serde_json` only, because a
//! fresh clone compiles it before anything else. The rules of the house are tests of this crate (`tests/tidy`).

#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

mod bench;
mod budgets;
mod conformance;
mod documentation;
mod fuzz;
mod lighthouse;
mod npm;
mod process;
mod project;
mod release;
mod screenshots;
mod serve;
mod server;
mod test;
mod tools;

use std::process::ExitCode;

use project::Project;

/// What can go wrong in a command: a sentence for the person who typed it.
type Trouble = Box<dyn std::error::Error>;

const HELP: &str = "\
cargo xtask serve [ARGS…]    install what is missing, build, serve the demo archive (ARGS go to `relire serve`)
cargo xtask test [CHECK…]    every check, or those named; the last line is `N passed, N failed`
cargo xtask conformance      real exports, expected and got; --corpora DIR where they are not beside the clone
cargo xtask fuzz [TARGET…]   random inputs for every reader; --seconds N, --list, --guided
cargo xtask bench import …    an import measured beside quick-xml alone and beside other importers
cargo xtask lighthouse       a phone's view of three pages of 10,000 posts, scored by Lighthouse; --posts N
cargo xtask bench catalog …   the catalog measured in Chromium beside other search engines and beside the limit
cargo xtask screenshots      renew the pictures of the README and of the gallery (--gallery: the latter only)
cargo xtask doctor           what is installed, what is missing and how to get it; changes nothing
cargo xtask help             this text

Tools that have to be compiled are kept in ~/.cache/relire (or $XDG_CACHE_HOME/relire), so that every clone shares them.
CHROMIUM or CHROME_PATH names the browser for the end-to-end tests where it is not found by itself.";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = arguments.collect();
    let project = match Project::find() {
        Ok(project) => project,
        Err(trouble) => return failed(&trouble),
    };
    let outcome = match command.as_str() {
        "serve" => serve::run(&project, &rest).map(|()| ExitCode::SUCCESS),
        "test" => test::run(&project, &rest),
        "conformance" => conformance::run(&project, &rest).map(|()| ExitCode::SUCCESS),
        "fuzz" => fuzz::run(&project, &rest).map(|()| ExitCode::SUCCESS),
        "bench" => bench::run(&project, &rest).map(|()| ExitCode::SUCCESS),
        "lighthouse" => lighthouse::run(&project, &rest).map(|()| ExitCode::SUCCESS),
        "screenshots" => screenshots::run(&project, &rest).map(|()| ExitCode::SUCCESS),
        "doctor" => Ok(tools::doctor(&project)),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => {
            eprintln!("There is no command `{unknown}`.\n\n{HELP}");
            Ok(ExitCode::from(2))
        }
    };
    outcome.unwrap_or_else(|trouble| failed(&trouble))
}

fn failed(trouble: &Trouble) -> ExitCode {
    eprintln!("{trouble}");
    ExitCode::FAILURE
}
