//! What the project is built and checked with: how each tool is recognised, why it is needed, how it is had.

mod detect;
mod install;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::Trouble;
use crate::project::Project;

pub use detect::{chromium_path, firefox_path};
pub use table::kept_folders;

/// What a tool is needed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// The release build of server and page.
    Build,
    /// Formatting and lints.
    Lint,
    /// The tests in a real browser, and the screenshots.
    Browse,
    /// The main tasks in browsers that are not Chromium.
    BrowseElsewhere,
    /// The scores of Lighthouse.
    Score,
}

/// One row of the table.
pub struct Tool {
    /// As people call it.
    pub name: &'static str,
    /// What would be missing without it.
    pub why: &'static str,
    /// What it is needed for.
    pub tasks: &'static [Task],
    /// Looks for it; asks no network.
    pub detect: fn(&Project) -> Found,
    /// How it is had, tried in this order.
    pub ways: &'static [Way],
}

/// What the look for a tool gave.
pub enum Found {
    /// It is there and fits.
    Ready(String),
    /// It is there and will not do: what is there, what is wanted.
    Unfit(String),
    /// It is not there.
    Missing,
}

/// How a tool is installed.
pub enum Way {
    /// `rustup …`
    Rustup(&'static [&'static str]),
    /// A program from crates.io, kept outside the clone.
    Crate(Crate),
    /// Packages of Debian; needs root.
    Debian(&'static [&'static str]),
    /// The locked npm packages of a folder.
    Npm(fn(&Project) -> PathBuf),
    /// A newer Node.js than Debian's, which npm carries as a package.
    NodeByNpm,
    /// Nothing we may do ourselves: what a person can.
    Advice(&'static str),
}

/// A program that crates.io has as source.
pub struct Crate {
    /// The name of the crate.
    pub name: &'static str,
    /// Which version, exactly.
    pub version: fn(&Project) -> Result<String, Trouble>,
    /// Whether its own lock file is used.
    pub locked: bool,
    /// How hard the compiler tries. These programs run for seconds and compile for minutes.
    pub opt_level: &'static str,
}

/// Installs what the tasks need and is missing, saying what and why. Fails with everything that could not be had.
pub fn ensure(project: &Project, tasks: &[Task]) -> Result<(), Trouble> {
    let mut lacking = Vec::new();
    for tool in table::TOOLS.iter().filter(|tool| tool.tasks.iter().any(|task| tasks.contains(task))) {
        match (tool.detect)(project) {
            Found::Ready(_) => continue,
            Found::Unfit(found) => println!("{}: {found}. {}", tool.name, tool.why),
            Found::Missing => println!("{} is missing. {}", tool.name, tool.why),
        }
        if let Err(trouble) = install::install(project, tool) {
            lacking.push(format!("{} is needed: {}\n{trouble}", tool.name, tool.why));
        }
    }
    if lacking.is_empty() { Ok(()) } else { Err(lacking.join("\n\n").into()) }
}

/// Prints the state of every tool. Changes nothing; fails when one is missing that `serve` or `test` needs.
pub fn doctor(project: &Project) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for tool in table::TOOLS {
        match (tool.detect)(project) {
            Found::Ready(version) => println!("  ok       {:<22} {version}", tool.name),
            found => {
                // `serve` and `test` do without what only the scores need, and without other browsers where Debian's are not.
                if tool.tasks.iter().any(|task| !matches!(task, Task::Score | Task::BrowseElsewhere)) {
                    code = ExitCode::FAILURE;
                }
                match found {
                    Found::Unfit(found) => println!("  unfit    {:<22} {found}", tool.name),
                    _ => println!("  missing  {:<22}", tool.name),
                }
                println!("           {}", tool.why);
                println!(
                    "           to get it: {}",
                    install::advice(project, tool).join("\n           or: ")
                );
            }
        }
    }
    println!("\n`cargo xtask serve` and `cargo xtask test` install what they need themselves.");
    code
}
