//! `relire redirects`: the redirect map, for another server.

use super::{Cli, Failure, print};
use crate::redirects::{Format, render};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, clap::Args)]
pub(super) struct RedirectsArgs {
    /// Whose configuration to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Format,
    /// File to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) async fn run(cli: &Cli, args: &RedirectsArgs) -> Result<(), Failure> {
    let redirects = cli.archive().await?.redirects().await?;
    let text = render(&redirects, args.format);
    match &args.output {
        None => print(&text),
        Some(file) => write_whole(file, &text).map_err(|error| {
            Failure::Failed(format!("{} cannot be written: {error}; choose another --output", file.display()))
        }),
    }
}

/// Writes a file beside and moves it in place, so that a server never reads half of it.
fn write_whole(file: &Path, text: &str) -> std::io::Result<()> {
    let name = file.file_name().ok_or_else(|| std::io::Error::other("it names no file"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(".new");
    let beside = file.with_file_name(beside);
    std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, file)).inspect_err(|_| {
        // Half a file helps nobody; where it was never made there is nothing to take away.
        let _ = std::fs::remove_file(&beside);
    })
}
