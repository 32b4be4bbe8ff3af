//! `cargo xtask lighthouse`: how a slow phone on a slow network sees the archive, a post and a landing page.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::project::Project;
use crate::server::Server;
use crate::tools::{self, Task, chromium_path};
use crate::{Trouble, process, release};

/// Posts where nothing else is asked for.
const POSTS: u64 = 10_000;
/// How often each page is looked at; the middle one counts.
const RUNS: usize = 3;
/// How often at most, where the machine was busy with other things meanwhile.
const MOST_RUNS: usize = 9;
/// A look at which the machine was slower than this share of its best says more of the machine than of the page.
const BUSY: f64 = 0.6;

/// One thing that Lighthouse says of a page.
struct Goal {
    name: &'static str,
    /// Where it stands in the report.
    at: fn(&Value) -> Option<f64>,
    /// What it must not be on the wrong side of.
    bound: Bound,
    unit: &'static str,
}

enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

const GOALS: [Goal; 7] = [
    Goal { name: "performance", at: |r| score(r, "performance"), bound: Bound::AtLeast(95.0), unit: "" },
    Goal {
        name: "LCP",
        at: |r| Some(audit(r, "largest-contentful-paint")? / 1000.0),
        bound: Bound::AtMost(1.8),
        unit: " s",
    },
    Goal { name: "CLS", at: |r| audit(r, "cumulative-layout-shift"), bound: Bound::AtMost(0.02), unit: "" },
    Goal { name: "TBT", at: |r| audit(r, "total-blocking-time"), bound: Bound::AtMost(100.0), unit: " ms" },
    Goal { name: "accessibility", at: |r| score(r, "accessibility"), bound: Bound::AtLeast(100.0), unit: "" },
    Goal {
        name: "best practices",
        at: |r| score(r, "best-practices"),
        bound: Bound::AtLeast(100.0),
        unit: "",
    },
    Goal { name: "SEO", at: |r| score(r, "seo"), bound: Bound::AtLeast(100.0), unit: "" },
];

impl Bound {
    fn holds(&self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= *least,
            Self::AtMost(most) => value <= *most,
        }
    }
}

fn score(report: &Value, category: &str) -> Option<f64> {
    Some((report["categories"][category]["score"].as_f64()? * 100.0).round())
}

fn audit(report: &Value, name: &str) -> Option<f64> {
    report["audits"][name]["numericValue"].as_f64()
}

/// Builds, imports, serves, looks and prints. Trouble where a goal is missed.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let posts = match arguments {
        [] => POSTS,
        [option, number] if option == "--posts" => number.parse().map_err(|_| "--posts needs a number")?,
        _ => return Err("`cargo xtask lighthouse` knows `--posts N` only".into()),
    };
    tools::ensure(project, &[Task::Build, Task::Score])?;
    release::build(project)?;
    let folder = project.target().join("lighthouse");
    fs::create_dir_all(&folder)?;
    let database = archive(project, &folder, posts)?;
    let server = Server::start(project, &folder.join("cache"), &["--database-url", &database])?;
    let mut missed = 0;
    for (name, path) in pages(&server)? {
        let mut reports = Vec::new();
        while reports.len() < MOST_RUNS && undisturbed(&reports).len() < RUNS {
            let file = folder.join(format!("{name}-{}.json", reports.len()));
            reports.push(look(project, &server, &path, &file)?);
        }
        let counted = undisturbed(&reports);
        println!("\n{name} page, {} kB of HTML: {path}", server.get(&path)?.body.len() / 1000);
        println!(
            "the middle of {} looks, {} left out on a busy machine",
            counted.len(),
            reports.len() - counted.len()
        );
        missed += print(middle(&counted).ok_or("Lighthouse made no report")?);
    }
    if missed > 0 {
        Err(format!("{missed} goals are missed; the reports lie in {}", folder.display()).into())
    } else {
        Ok(())
    }
}

/// The address of a database with so many made-up posts; made anew where the server is newer.
fn archive(project: &Project, folder: &Path, posts: u64) -> Result<String, Trouble> {
    let (export, database) = (folder.join(format!("{posts}.xml")), folder.join(format!("{posts}.db")));
    let address = format!("sqlite:{}", database.display());
    let changed = |file: &PathBuf| file.metadata().and_then(|data| data.modified());
    if changed(&database).is_ok_and(|made| changed(&project.binary()).is_ok_and(|built| built < made)) {
        return Ok(address);
    }
    for left in ["db", "db-wal", "db-shm"] {
        let file = folder.join(format!("{posts}.{left}"));
        if file.exists() {
            fs::remove_file(file)?;
        }
    }
    let mut make = process::command(project, "cargo");
    make.args(["run", "--quiet", "--package", "archive", "--example", "synthetic_wxr", "--"]);
    process::run(make.arg(posts.to_string()).arg(&export))?;
    let mut import = process::command(project, &project.binary().to_string_lossy());
    process::run(
        import.args(["import", "--database-url", &address, "--no-media", "--no-originals"]).arg(&export),
    )?;
    Ok(address)
}

/// The pages that are looked at: name and path.
fn pages(server: &Server) -> Result<[(&'static str, String); 3], Trouble> {
    let posts: Value = serde_json::from_slice(&server.get_plain("/api/posts?per_page=1")?)?;
    let facets: Value = serde_json::from_slice(&server.get_plain("/api/facets")?)?;
    let post = posts["posts"][0]["url"].as_str().ok_or("the archive has no post")?;
    let tag = facets["tags"][0]["slug"].as_str().ok_or("the archive has no tag")?;
    Ok([("archive", "/".to_owned()), ("post", post.to_owned()), ("landing", format!("/tag/{tag}/"))])
}

/// One look at a page: the report.
fn look(project: &Project, server: &Server, path: &str, report: &Path) -> Result<Value, Trouble> {
    let browser =
        chromium_path(project).ok_or("no Chromium was found; `cargo xtask doctor` tells how to get one")?;
    let mut lighthouse = process::command(project, "npx");
    lighthouse
        .args(["--no-install", "lighthouse", &format!("{}{path}", server.url())])
        .args(["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"])
        .arg(format!("--output-path={}", report.display()))
        .env("CHROME_PATH", browser)
        .current_dir(project.lighthouse());
    process::run(&mut lighthouse)?;
    Ok(serde_json::from_str(&fs::read_to_string(report)?)?)
}

/// The reports that were made while the machine was not busy with something else, by Lighthouse's own measure of it.
fn undisturbed(reports: &[Value]) -> Vec<&Value> {
    let speed = |report: &Value| report["environment"]["benchmarkIndex"].as_f64().unwrap_or_default();
    let best = reports.iter().map(speed).fold(0.0, f64::max);
    reports.iter().filter(|report| speed(report) >= best * BUSY).collect()
}

/// The report with the middle performance.
fn middle<'report>(reports: &[&'report Value]) -> Option<&'report Value> {
    let mut reports = reports.to_vec();
    let performance = |report: &Value| score(report, "performance").unwrap_or_default();
    reports.sort_by(|one, other| performance(one).total_cmp(&performance(other)));
    reports.get(reports.len() / 2).copied()
}

/// Prints what a report says, and what costs points. How many goals it misses.
fn print(report: &Value) -> usize {
    let mut missed = 0;
    for goal in &GOALS {
        let value = (goal.at)(report);
        let good = value.is_some_and(|value| goal.bound.holds(value));
        missed += usize::from(!good);
        let (Bound::AtLeast(bound) | Bound::AtMost(bound)) = goal.bound;
        let value = value.map_or("unknown".to_owned(), |value| format!("{value:.2}"));
        let sign = if good { "  " } else { "✗ " };
        println!("{sign}{:<15} {value:>8}{} (goal {bound}{})", goal.name, goal.unit, goal.unit);
    }
    for lost in lost_points(report) {
        println!("    {lost}");
    }
    missed
}

/// The audits outside performance that are not passed, in words.
fn lost_points(report: &Value) -> Vec<String> {
    let categories = ["accessibility", "best-practices", "seo"];
    let audits =
        categories.iter().flat_map(|name| report["categories"][name]["auditRefs"].as_array()).flatten();
    audits
        .filter(|audit| audit["weight"].as_f64().unwrap_or_default() > 0.0)
        .filter_map(|audit| Some(&report["audits"][audit["id"].as_str()?]))
        .filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0))
        .map(|audit| {
            format!(
                "{}: {}",
                audit["id"].as_str().unwrap_or_default(),
                audit["title"].as_str().unwrap_or_default()
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn report(performance: f64) -> Value {
        json!({
            "categories": {
                "performance": {"score": performance},
                "accessibility": {"score": 0.5, "auditRefs": [{"id": "label", "weight": 3}, {"id": "hint", "weight": 0}]},
            },
            "audits": {
                "largest-contentful-paint": {"numericValue": 1800.0},
                "label": {"id": "label", "title": "A field has no name", "score": 0.0},
                "hint": {"id": "hint", "title": "Not counted", "score": 0.0},
            },
        })
    }

    #[test]
    fn the_middle_report_counts() {
        let reports = [report(0.97), report(0.42), report(0.95)];
        assert_eq!(score(middle(&reports.each_ref()).unwrap(), "performance"), Some(95.0));
        assert!(middle(&[]).is_none());
    }

    #[test]
    fn a_look_on_a_busy_machine_does_not_count() {
        let mut reports = [report(0.97), report(0.42), report(0.95)];
        for (report, speed) in reports.iter_mut().zip([2000.0, 700.0, 1300.0]) {
            report["environment"]["benchmarkIndex"] = json!(speed);
        }
        let counted: Vec<_> =
            undisturbed(&reports).into_iter().map(|one| score(one, "performance")).collect();
        assert_eq!(counted, [Some(97.0), Some(95.0)]);
    }

    #[test]
    fn a_goal_is_met_at_its_bound_and_missed_where_nothing_is_known() {
        let met: Vec<&str> = GOALS
            .iter()
            .filter(|goal| (goal.at)(&report(0.95)).is_some_and(|value| goal.bound.holds(value)))
            .map(|goal| goal.name)
            .collect();
        assert_eq!(met, ["performance", "LCP"]);
    }

    #[test]
    fn only_what_costs_points_is_told() {
        assert_eq!(lost_points(&report(1.0)), ["label: A field has no name"]);
    }
}
