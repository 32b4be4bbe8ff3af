//! `relire import`: export files into the archive, with a receipt.

use super::progress::Bar;
use super::{Cli, Failure, json, print, summary};
use archive::receipt::Receipt;
use archive::{Format, ImportOptions};
use std::path::PathBuf;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// Export files, folders, zips and tars of them, saved pages; parts of one export in any order
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only tell what would be done
    #[arg(long)]
    dry_run: bool,
    /// Print the receipt as JSON
    #[arg(long)]
    json: bool,
    /// Format of the files, where it is not to be detected: wordpress, html
    #[arg(long, value_name = "NAME")]
    format: Option<Format>,
    /// Take what is whole of a damaged file
    #[arg(long)]
    partial: bool,
    /// Another blog's host whose export is welcome in this archive; repeatable
    #[arg(long, value_name = "HOST")]
    also: Vec<String>,
    /// Local copies of the blog's files: a folder, zip or tar; repeatable
    #[arg(long, value_name = "DIR", conflicts_with = "no_media")]
    media: Vec<PathBuf>,
    /// Fetch files from where they were, once the import is done; again to go on where it ended
    #[arg(long, conflicts_with = "no_media")]
    fetch_media: bool,
    /// Leave pictures where they are
    #[arg(long)]
    no_media: bool,
    /// Keep no copy of the export files
    #[arg(long)]
    no_originals: bool,
}

pub(super) async fn run(cli: &Cli, args: &ImportArgs) -> Result<(), Failure> {
    let archive = cli.archive().await?;
    let options = ImportOptions {
        format: args.format,
        dry_run: args.dry_run,
        partial: args.partial,
        also: args.also.clone(),
        media: args.media.clone(),
        fetch: args.fetch_media,
        originals: !args.no_originals,
    };
    let progress = Bar::new();
    let result = archive.import(&args.paths, options, |step| progress.show(step)).await;
    progress.clear();
    let (receipt, refusal) = match result {
        Ok(receipt) => (receipt, None),
        Err(error) => (*error.receipt, Some(error.reason)),
    };
    print(&shown(args, &receipt, refusal.is_some())?)?;
    refusal.map_or(Ok(()), |reason| Err(Failure::Failed(reason)))
}

fn shown(args: &ImportArgs, receipt: &Receipt, refused: bool) -> Result<String, Failure> {
    let outcome = match (refused, args.dry_run) {
        (true, _) => summary::Outcome::Refused,
        (false, true) => summary::Outcome::DryRun,
        (false, false) => summary::Outcome::Done,
    };
    if args.json { json(receipt) } else { Ok(summary::receipt(receipt, outcome)) }
}
