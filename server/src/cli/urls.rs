//! `relire urls`: a list of old addresses is replayed.

use super::{Cli, Failure, json, print};
use crate::config::Reads;
use crate::http::App;
use crate::replay::{self, Report, list};
use crate::site;
use archive::Archive;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// How often progress is shown, in addresses.
const TELL_EVERY: u64 = 200;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct UrlsArgs {
    /// An export, a sitemap, an access log or plain lines; packed by gzip or not; - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// End with exit code 1 if fewer than so many of a hundred answer
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    min: Option<f64>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(cli: &Cli, args: &UrlsArgs) -> Result<(), Failure> {
    let unreadable =
        |error: std::io::Error| Failure::Usage(format!("{} cannot be read: {error}", args.file.display()));
    let list = if args.file.as_os_str() == "-" {
        list::read(std::io::stdin().lock()).map_err(unreadable)?
    } else {
        File::open(&args.file).and_then(list::read).map_err(unreadable)?
    };
    let config = cli.configure(Reads::WholeFile)?;
    let archive = Archive::open(&config.archive.database_url, config.archive.settings()).await?;
    let app = App::new(archive, &config, site::find(&config));
    let on_terminal = std::io::stderr().is_terminal();
    let show = |text: &str| {
        // A terminal that went away ends nothing.
        let mut stderr = std::io::stderr();
        let _ = write!(stderr, "\r\x1b[K{text}").and_then(|()| stderr.flush());
    };
    let report = replay::replay(&app, &list, |done| {
        if on_terminal && done.is_multiple_of(TELL_EVERY) {
            show(&format!("{done} adresses…"));
        }
    })
    .await;
    if on_terminal {
        show("");
    }
    let report = report?;
    print(&if args.json { json(&report)? } else { told(&report) })?;
    match args.min {
        Some(least) if report.percent < least => Err(Failure::Failed(format!(
            "{:.1} % of the addresses answer, less than the {least} % of --min",
            floored(report.percent)
        ))),
        _ => Ok(()),
    }
}

fn told(report: &Report) -> String {
    let mut text = String::new();
    for one in &report.unanswered {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}: {} {}", one.line, one.status, one.address);
    }
    let _ = write!(
        text,
        "Adresses : {}, dont {} de cette archive\nRépondent : {} ({:.1} %), dont {} qui offrent un choix\n\
         Sans réponse : {}\nRetirées : {}\nNon publiques, et sans réponse comme il se doit : {}\n",
        report.addresses,
        report.ours,
        report.answered + report.ambiguous,
        floored(report.percent),
        report.ambiguous,
        report.unanswered.len(),
        report.gone,
        report.withheld
    );
    if !report.foreign.is_empty() {
        let hosts: Vec<String> =
            report.foreign.iter().map(|(host, count)| format!("{host} ({count})")).collect();
        let _ = writeln!(text, "D’ailleurs : {}", hosts.join(", "));
    }
    text
}

/// With one digit, never rounded up: 100 % means all of them.
fn floored(percent: f64) -> f64 {
    (percent * 10.0).floor() / 10.0
}

fn percent(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok();
    number.filter(|number| (0.0..=100.0).contains(number)).ok_or_else(|| "a number from 0 to 100".to_owned())
}
