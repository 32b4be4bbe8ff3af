//! The command line: what is asked, and how it ends.

mod import;
mod progress;
mod redirects;
mod serve;
mod stats;
mod summary;
mod urls;
mod withdraw;

use crate::config::{Config, Flags, KEYS, Reads};
use archive::Archive;
use clap::{CommandFactory, Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing::warn;
use tracing_subscriber::EnvFilter;

/// Names the configuration file where no flag does.
const CONFIG_VARIABLE: &str = "RELIRE_CONFIG";

/// Relire: the archive of a blog, at its old addresses, to be searched.
#[derive(Debug, Parser)]
#[command(name = "relire", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Configuration file; without this flag, Leptos.toml if there is one [env: RELIRE_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Import export files, folders, saved pages; all in, or nothing
    Import(import::ImportArgs),
    /// Write the redirect map of old addresses, for another server
    Redirects(redirects::RedirectsArgs),
    /// Serve the archive
    Serve(serve::ServeArgs),
    /// Say how much there is
    Stats(stats::StatsArgs),
    /// Replay a list of old addresses: how many answer, which do not
    Urls(urls::UrlsArgs),
    /// Take a post down: 410, gone from database, catalog and feeds, left out by the next import
    Withdraw(withdraw::WithdrawArgs),
}

/// Why a command did not do its work. Each message says what and where, and what to do.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Wrong usage: exit code 2.
    Usage(String),
    /// It failed: exit code 1.
    Failed(String),
}

impl From<archive::OpenError> for Failure {
    fn from(error: archive::OpenError) -> Self {
        Self::Failed(chain(&error))
    }
}

impl From<archive::ReadError> for Failure {
    fn from(error: archive::ReadError) -> Self {
        Self::Failed(chain(&error))
    }
}

/// Runs the command that the arguments name. Exit codes: 0 done, 1 failed, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let Some(command) = cli.command.clone().or_else(started_by_cargo_leptos) else {
        Cli::command().error(clap::error::ErrorKind::MissingSubcommand, "name a command; see --help").exit();
    };
    log_to_stderr();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return end(Err(Failure::Failed(format!("no threads to work with: {error}")))),
    };
    let result = runtime.block_on(async {
        match &command {
            Command::Import(args) => import::run(&cli, args).await,
            Command::Redirects(args) => redirects::run(&cli, args).await,
            Command::Serve(args) => serve::run(&cli, args).await,
            Command::Stats(args) => stats::run(&cli, args).await,
            Command::Urls(args) => urls::run(&cli, args).await,
            Command::Withdraw(args) => withdraw::run(&cli, args).await,
        }
    });
    // What still runs (a reader's slow connection) does not keep the process.
    runtime.shutdown_background();
    end(result)
}

/// `cargo leptos watch` and `serve` start the binary without a word, and mean: serve.
fn started_by_cargo_leptos() -> Option<Command> {
    std::env::var_os("LEPTOS_BIN_DIR").map(|_| Command::Serve(serve::ServeArgs::default()))
}

fn end(result: Result<(), Failure>) -> ExitCode {
    let (message, code) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Failed(message)) => (message, 1),
        Err(Failure::Usage(message)) => (message, 2),
    };
    // Without a standard error there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "relire: {message}");
    ExitCode::from(code)
}

fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(colours)
        .compact()
        .init();
}

impl Cli {
    /// The configuration that this command line, the environment and the file give.
    fn configure(&self, reads: Reads) -> Result<Config, Failure> {
        for name in unknown_variables(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok())) {
            warn!("{name} is no key of the configuration and is left alone; `relire --help` lists them");
        }
        let file = self.config.clone().or_else(|| std::env::var_os(CONFIG_VARIABLE).map(PathBuf::from));
        let variable = |name: &str| match reads {
            // The demo has a database of its own, whatever the environment says of the archive's.
            Reads::LeptosOnly if name == "DATABASE_URL" => None,
            _ => std::env::var(name).ok(),
        };
        Config::load(file.as_deref(), reads, &variable, &self.flags)
            .map_err(|error| Failure::Usage(error.to_string()))
    }

    async fn archive(&self) -> Result<Archive, Failure> {
        let config = self.configure(Reads::WholeFile)?;
        Ok(Archive::open(&config.archive.database_url, config.archive.settings()).await?)
    }
}

/// Variables that look like keys of ours and are none.
fn unknown_variables(names: impl Iterator<Item = String>) -> Vec<String> {
    let known = |name: &str| name == CONFIG_VARIABLE || KEYS.iter().any(|key| key.variable == name);
    names.filter(|name| name.starts_with("RELIRE_") && !known(name)).collect()
}

/// Writes to standard output. A reader who has seen enough (`| head`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Failed(format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::Failed(format!("the answer cannot be written as JSON: {error}")))?;
    Ok(text + "\n")
}

/// An error with its causes.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::unknown_variables;

    #[test]
    fn a_variable_with_a_slip_of_the_pen_is_noticed() {
        let names = ["RELIRE_TITLE", "RELIRE_TITEL", "RELIRE_CONFIG", "LEPTOS_SITE_ADDR", "PATH"];
        assert_eq!(unknown_variables(names.map(str::to_owned).into_iter()), ["RELIRE_TITEL"]);
    }
}
