//! Imports a file into a database and says how long that took and how much memory, for docs/performance.md.
//!
//! ```text
//! cargo run --release -p archive --example timed_import -- /tmp/10000.xml /tmp/10000.db
//! ```

use archive::{Archive, ImportOptions, Progress, Settings};
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(database)) = (arguments.next(), arguments.next()) else {
        return Err("usage: timed_import FILE DATABASE".into());
    };
    let archive = Archive::open(&format!("sqlite:{database}"), Settings::default()).await?;
    let begun = Instant::now();
    let mut read = None;
    let progress = |step| {
        if step == Progress::Catalog {
            read = Some((begun.elapsed(), peak_memory().unwrap_or_default()));
        }
    };
    let receipt = archive.import(&[PathBuf::from(file)], ImportOptions::default(), progress).await?;
    let whole = begun.elapsed();
    let manifest = archive.manifest();
    let mut out = std::io::stdout();
    writeln!(out, "items {}, imported {:?}", receipt.items, receipt.imported)?;
    writeln!(
        out,
        "items in after {:.2} s with a peak of {} KiB, catalog in after {:.2} s",
        read.map_or(whole, |(after, _)| after).as_secs_f64(),
        read.map_or(0, |(_, peak)| peak),
        whole.as_secs_f64()
    )?;
    writeln!(out, "catalog {manifest:?}")?;
    writeln!(out, "peak memory {} KiB", peak_memory().unwrap_or_default())?;
    Ok(())
}

/// The most memory that this process held, in KiB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
