//! `cargo xtask test`: every check, one after another, to the end; then one line that sums them.
//!
//! Three profiles are compiled and no more: `dev` for lints and tests (quick to build, with overflow checks), `release`
//! for the server and `wasm-release` for the page, which are what readers get and so what the browser tests look at.

mod checks;
mod tally;

use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::project::Project;
use crate::tools::{chromium_path, firefox_path};
use crate::{Trouble, process};
use checks::CHECKS;
use tally::{Tally, summary};

/// Runs the checks that are named, all where none is. Exit code 1 when one failed, 2 for a name that there is not.
pub fn run(project: &Project, names: &[String]) -> Result<ExitCode, Trouble> {
    if let Some(unknown) = names.iter().find(|name| CHECKS.iter().all(|check| check.name != name.as_str())) {
        let known: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        eprintln!("There is no check `{unknown}`. There are: {}", known.join(", "));
        return Ok(ExitCode::from(2));
    }
    let chosen =
        CHECKS.iter().filter(|check| names.is_empty() || names.iter().any(|name| name == check.name));
    let mut done: Vec<(&str, Tally, u64)> = Vec::new();
    for check in chosen {
        println!("\n── {}: {}", check.name, check.what);
        let start = Instant::now();
        let is_good = |name: &str| done.iter().all(|(done, tally, _)| *done != name || tally.is_good());
        let tally = match check.after.iter().find(|name| !is_good(name)) {
            Some(failed) => Tally::failed(format!("not run, because {failed} failed")),
            None => (check.run)(project).unwrap_or_else(|trouble| Tally::failed(trouble.to_string())),
        };
        done.push((check.name, tally, start.elapsed().as_secs()));
    }
    let (text, good) = summary(&done);
    println!("\n{text}");
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Playwright, told which browser to drive.
pub fn playwright(project: &Project) -> Result<Command, Trouble> {
    let browser =
        chromium_path(project).ok_or("no Chromium was found; `cargo xtask doctor` tells how to get one")?;
    let mut command = process::command(project, "npx");
    command
        .args(["--no-install", "playwright", "test"])
        .current_dir(project.end2end())
        .env("CHROMIUM", browser)
        .env("RELIRE", project.binary());
    if let Some(firefox) = firefox_path(project) {
        command.env("FIREFOX", firefox);
    }
    Ok(command)
}
