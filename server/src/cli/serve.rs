//! `relire serve`: the archive as a web site.

use super::{Cli, Failure, print};
use crate::config::{Config, Reads};
use crate::demo;
use crate::http::{self, App};
use crate::site;
use archive::Archive;
use futures::FutureExt;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tracing::{info, warn};

/// How long readers' open requests may still take when the server is asked to end.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct ServeArgs {
    /// Serve the built-in demo archive, from a database of its own
    #[arg(long)]
    demo: bool,
}

pub(super) async fn run(cli: &Cli, args: &ServeArgs) -> Result<(), Failure> {
    let config = cli.configure(if args.demo { Reads::LeptosOnly } else { Reads::WholeFile })?;
    if args.demo && cli.flags.get("database-url").is_some() {
        warn!("--database-url is left alone: the demo has a database of its own");
    }
    // Before the archive is opened: a port in use should be told at once.
    let listener = listen(config.leptos.site_addr).await?;
    let archive = open(&config, args.demo).await?;
    let files = site::find(&config);
    if let Some(warning) = files.warning() {
        warn!("{warning}");
    }
    let watched = archive.clone();
    tokio::spawn(async move { watched.watch().await });
    let router = http::router(App::new(archive, &config, files));
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Failed(format!("the address listened on cannot be told: {error}")))?;
    // Before the address is told: whoever reads it may ask for the end at once.
    let end = asked_to_end().shared();
    print(&format!("http://{address}/\n"))?;
    let serving = axum::serve(listener, router).with_graceful_shutdown(end.clone());
    tokio::select! {
        served = serving => served.map_err(|error| Failure::Failed(format!("serving ended: {error}"))),
        () = async { end.await; tokio::time::sleep(LAST_REQUESTS).await } => Ok(()),
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let advice = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "another process listens there: end it, or choose another port with --addr (port 0 takes a free one)"
            }
            std::io::ErrorKind::PermissionDenied => "ports below 1024 need rights: choose another with --addr",
            _ => "choose another address with --addr",
        };
        Failure::Failed(format!("cannot listen on {address}: {error}; {advice}"))
    })
}

async fn open(config: &Config, demo: bool) -> Result<Archive, Failure> {
    if demo {
        return demo::open(config.archive.settings())
            .await
            .map_err(|error| Failure::Failed(error.to_string()));
    }
    Ok(Archive::open(&config.archive.database_url, config.archive.settings()).await?)
}

/// Ends when the process is asked to (Ctrl-C, or SIGTERM of a service manager). It listens for that from the call on.
fn asked_to_end() -> impl Future<Output = ()> {
    let terminated = terminated();
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    async move {
        tokio::select! {
            () = interrupted => {}
            () = terminated => {}
        }
        info!("ending: no new requests, the open ones are answered");
    }
}

#[cfg(unix)]
fn terminated() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signal = signal(SignalKind::terminate());
    async move {
        match signal {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(not(unix))]
fn terminated() -> impl Future<Output = ()> {
    std::future::pending()
}
