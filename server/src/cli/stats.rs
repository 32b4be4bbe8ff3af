//! `relire stats`: how much there is.

use super::{Cli, Failure, json, print, summary};

#[derive(Clone, Debug, clap::Args)]
pub(super) struct StatsArgs {
    /// Print them as JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(cli: &Cli, args: &StatsArgs) -> Result<(), Failure> {
    let stats = cli.archive().await?.stats().await?;
    print(&if args.json { json(&stats)? } else { summary::stats(&stats) })
}
