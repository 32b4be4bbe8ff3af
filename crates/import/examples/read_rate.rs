//! How fast an export is read: `cargo run --release -p import --example read_rate -- FILE…`.

use import::{Item, Message, Options};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let bytes: u64 = paths.iter().filter_map(|path| path.metadata().ok()).map(|meta| meta.len()).sum();
    let (started, mut items, mut posts, mut words) = (Instant::now(), 0_u64, 0_u64, 0_usize);
    let outcome = import::read(&paths, &Options::default(), &mut |message| {
        if let Message::Item { item, .. } = message {
            items += 1;
            if let Item::Post(draft) = item {
                posts += 1;
                words += draft.text.split_whitespace().count();
            }
        }
        ControlFlow::Continue(())
    });
    let seconds = started.elapsed().as_secs_f64();
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    let mut out = std::io::stdout();
    writeln!(out, "{items} items, {posts} posts, {words} words in {seconds:.2} s")?;
    writeln!(out, "{:.0} items/s, {:.1} MB/s; {peak}", items as f64 / seconds, bytes as f64 / 1e6 / seconds)?;
    match outcome {
        Ok(()) => Ok(()),
        Err(refused) => Err(std::io::Error::other(refused.to_string())),
    }
}
