//! The checks, in the order in which they are run: what is quick to fail first.

use std::fs;

use super::{Tally, playwright};
use crate::project::Project;
use crate::tools::{self, Task};
use crate::{Trouble, budgets, conformance, documentation, process, release};

/// One check.
pub struct Check {
    /// As one word, to ask for it alone.
    pub name: &'static str,
    /// What it looks at.
    pub what: &'static str,
    /// Without which it makes no sense.
    pub after: &'static [&'static str],
    /// Runs it.
    pub run: fn(&Project) -> Result<Tally, Trouble>,
}

/// Two lanes, never one: the page is compiled for the browser apart from everything else, because a build of the whole
/// workspace would turn on its server half and its browser half together.
const HOST: [&str; 3] = ["--workspace", "--exclude", "frontend"];
const BROWSER: [&str; 4] = ["--package", "frontend", "--target", "wasm32-unknown-unknown"];
const WARNINGS_ARE_ERRORS: [&str; 3] = ["--", "--deny", "warnings"];

/// All of them.
pub const CHECKS: &[Check] = &[
    Check { name: "format", what: "the code is formatted", after: &[], run: format },
    Check { name: "lint-host", what: "clippy, server and libraries", after: &[], run: lint_host },
    Check { name: "lint-browser", what: "clippy, the page", after: &[], run: lint_browser },
    Check {
        name: "tests",
        what: "unit, integration, property, documentation and tidy tests",
        after: &[],
        run: tests,
    },
    Check {
        name: "conformance",
        what: "real exports have what independent programs counted in them",
        after: &[],
        run: conforms,
    },
    Check { name: "build", what: "server and page for release", after: &[], run: build },
    Check {
        name: "documentation",
        what: "each command and option is documented",
        after: &["build"],
        run: documented,
    },
    Check {
        name: "budgets",
        what: "what a browser has to fetch is no more than it may be",
        after: &["build"],
        run: fits_budgets,
    },
    Check { name: "types", what: "the end-to-end tests type-check", after: &[], run: types },
    Check { name: "end2end", what: "the pages in a real browser", after: &["build"], run: end2end },
    Check {
        name: "gallery",
        what: "every page looks as it did, at two widths, light and dark, in French and English",
        after: &["build"],
        run: gallery,
    },
    Check {
        name: "browsers",
        what: "the main tasks of a reader in Firefox and WebKitGTK",
        after: &["build"],
        run: browsers,
    },
];

fn one(outcome: Result<(), Trouble>) -> Tally {
    outcome.map_or_else(|trouble| Tally::failed(trouble.to_string()), |()| Tally::passed())
}

fn format(project: &Project) -> Result<Tally, Trouble> {
    tools::ensure(project, &[Task::Lint])?;
    Ok(one(process::run(process::command(project, "cargo").args(["fmt", "--all", "--check"]))))
}

fn lint_host(project: &Project) -> Result<Tally, Trouble> {
    let mut clippy = process::command(project, "cargo");
    Ok(one(process::run(clippy.arg("clippy").args(HOST).arg("--all-targets").args(WARNINGS_ARE_ERRORS))))
}

fn lint_browser(project: &Project) -> Result<Tally, Trouble> {
    let mut clippy = process::command(project, "cargo");
    Ok(one(process::run(clippy.arg("clippy").args(BROWSER).args(WARNINGS_ARE_ERRORS))))
}

fn tests(project: &Project) -> Result<Tally, Trouble> {
    let mut tally = Tally::default();
    let mut cargo = process::command(project, "cargo");
    cargo.arg("test").args(HOST).args(["--features", "app/ssr", "--no-fail-fast"]);
    let succeeded = process::watch(&mut cargo, |line| tally.see_rust(line))?;
    if !succeeded && tally.is_good() {
        tally.failed += 1;
        tally.failures.push("the tests could not be compiled or run to their end: see above".to_owned());
    }
    Ok(tally)
}

fn conforms(project: &Project) -> Result<Tally, Trouble> {
    Ok(one(conformance::run(project, &[])))
}

fn build(project: &Project) -> Result<Tally, Trouble> {
    tools::ensure(project, &[Task::Build])?;
    Ok(one(release::build(project)))
}

fn documented(project: &Project) -> Result<Tally, Trouble> {
    let missing = documentation::undocumented(project)?;
    if missing.is_empty() {
        return Ok(Tally::passed());
    }
    Ok(Tally::failed(format!("neither README.md nor docs/ names {}", missing.join(", "))))
}

fn fits_budgets(project: &Project) -> Result<Tally, Trouble> {
    let mut tally = Tally::default();
    for weight in budgets::weigh(project)? {
        println!("{weight}");
        if weight.fits() {
            tally.passed += 1;
        } else {
            tally.failed += 1;
            tally.failures.push(weight.to_string());
        }
    }
    Ok(tally)
}

fn types(project: &Project) -> Result<Tally, Trouble> {
    tools::ensure(project, &[Task::Browse])?;
    let mut check = process::command(project, "npx");
    Ok(one(process::run(check.args(["--no-install", "tsc", "--noEmit"]).current_dir(project.end2end()))))
}

fn end2end(project: &Project) -> Result<Tally, Trouble> {
    tools::ensure(project, &[Task::Browse])?;
    played(project, "playwright.config.ts", "report.json")
}

fn gallery(project: &Project) -> Result<Tally, Trouble> {
    tools::ensure(project, &[Task::Browse])?;
    let tally = played(project, "gallery.config.ts", "gallery.json")?;
    println!("All of them: {}", project.target().join("end2end/gallery/index.html").display());
    Ok(tally)
}

/// Where there are no packages of Debian, browsers that are not there are no failure, and the summary tells.
fn browsers(project: &Project) -> Result<Tally, Trouble> {
    tools::ensure(project, &[Task::Browse])?;
    if let Err(trouble) = tools::ensure(project, &[Task::BrowseElsewhere]) {
        if project.which("apt-get").is_some() {
            return Err(trouble);
        }
        let remarks = vec![format!("skipped: {trouble}")];
        return Ok(Tally { remarks, ..Tally::default() });
    }
    played(project, "browsers.config.ts", "browsers.json")
}

/// What came out of the tests of a configuration of Playwright, which writes its report into `target/end2end`.
fn played(project: &Project, configuration: &str, report: &str) -> Result<Tally, Trouble> {
    let folder = project.target().join("end2end");
    let report = folder.join(report);
    fs::create_dir_all(&folder)?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let outcome = process::run(playwright(project)?.args(["--config", configuration]));
    let Ok(text) = fs::read_to_string(&report) else {
        return Ok(Tally::failed("the browser tests did not run to their end: see above".to_owned()));
    };
    let mut tally = Tally::of_playwright(&serde_json::from_str(&text)?);
    if let (true, Err(trouble)) = (tally.is_good(), outcome) {
        tally.failed += 1;
        tally.failures.push(trouble.to_string());
    }
    Ok(tally)
}
