//! Imports a file into a database and says how long that took and how much memory, for docs/performance.md.
//!
//! ```text
//! cargo run --release -p archive --example timed_import -- /tmp/10000.xml /tmp/10000.db
//! ```

use archive::{Archive, ImportOptions, Progress, Settings};
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

// As the binary has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(database)) = (arguments.next(), arguments.next()) else {
        return Err("usage: timed_import FILE DATABASE".into());
    };
    let archive = Archive::open(&format!("sqlite:{database}"), Settings::default()).await?;
    let begun = Instant::now();
    let mut told = Ok(());
    let progress = |step| {
        if step == Progress::Catalog {
            // Told at once: the catalog takes a while.
            told = tell("items", begun);
        }
    };
    let receipt = archive.import(&[PathBuf::from(file)], ImportOptions::default(), progress).await?;
    told?;
    tell("catalog", begun)?;
    let manifest = archive.manifest();
    let mut out = std::io::stdout();
    writeln!(out, "items {}, imported {:?}", receipt.items, receipt.imported)?;
    writeln!(out, "catalog {manifest:?}")?;
    writeln!(out, "peak memory {} KiB", peak_memory().unwrap_or_default())?;
    Ok(())
}

fn tell(what: &str, begun: Instant) -> std::io::Result<()> {
    writeln!(
        std::io::stdout(),
        "{what} in after {:.2} s with a peak of {} KiB; {:.2} s of processor",
        begun.elapsed().as_secs_f64(),
        peak_memory().unwrap_or_default(),
        processor_time().unwrap_or_default()
    )
}

/// How long all cores together worked for this process, in seconds, where the system says so: unlike the clock, it does
/// not run while others have them.
fn processor_time() -> Option<f64> {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name, in brackets, may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / TICKS_A_SECOND)
}

/// The most memory that this process held, in KiB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
