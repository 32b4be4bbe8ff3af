//! `relire withdraw`: a post is taken down, or may come back.

use super::{Cli, Failure, chain, json, print};
use archive::{Restored, WithdrawError, Withdrawal};
use serde::Serialize;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct WithdrawArgs {
    /// Path of a post or page (/2018/07/02/slug/), any address that leads to it, or its id in the JSON API
    #[arg(value_name = "PATH-OR-ID")]
    named: String,
    /// Let the next import bring it back
    #[arg(long)]
    restore: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// What was done, for a script.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Done {
    Withdrawn(Withdrawal),
    /// As it was named.
    AlreadyWithdrawn(String),
    Restored(Restored),
}

pub(super) async fn run(cli: &Cli, args: &WithdrawArgs) -> Result<(), Failure> {
    let archive = cli.archive().await?;
    let done = if args.restore {
        archive.restore(&args.named).await.map(Done::Restored)
    } else {
        match archive.withdraw(&args.named).await {
            Err(WithdrawError::Already(named)) => Ok(Done::AlreadyWithdrawn(named)),
            done => done.map(Done::Withdrawn),
        }
    };
    archive.close().await;
    let done = done.map_err(|error| Failure::Failed(chain(&error)))?;
    print(&if args.json { json(&done)? } else { told(&done) })
}

fn told(done: &Done) -> String {
    match done {
        Done::Withdrawn(post) => {
            let kind = if post.page { "Page retirée" } else { "Article retiré" };
            let files = match post.attachments {
                0 => String::new(),
                1 => ", avec 1 fichier joint".to_owned(),
                n => format!(", avec {n} fichiers joints"),
            };
            format!(
                "{kind} : {} ({}, {}){files}.\nSes adresses répondent 410 ; les prochains imports le laissent de côté, \
                 sauf après « relire withdraw --restore {} ».\n",
                post.title, post.path, post.id, post.id
            )
        }
        Done::AlreadyWithdrawn(named) => format!("Déjà retiré : {named}. Rien n’a changé.\n"),
        Done::Restored(_) => {
            "Le prochain import de son export le rétablira ; d’ici là, ses adresses répondent 404.\n"
                .to_owned()
        }
    }
}
