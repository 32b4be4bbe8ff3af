//! One program run and watched: how long it took, how much memory it held at most, what it said.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Trouble, process};

/// How often memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What was measured.
pub struct Measured {
    /// From start to end, in seconds.
    pub seconds: f64,
    /// The most memory that it held, in bytes; None where the system does not tell.
    pub peak: Option<u64>,
    /// Its standard output.
    pub said: String,
}

/// Runs a program to its end. Its error output is thrown away.
pub fn measured(command: &mut Command) -> Result<Measured, Trouble> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("`{}` cannot be started: {error}", process::written(command)))?;
    let output = child.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut said = String::new();
        let _ = output.map(|mut output| output.read_to_string(&mut said));
        said
    });
    let mut peak = None;
    let status = loop {
        peak = peak_of(&child).or(peak);
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(LOOK_EVERY),
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    let said = reader.join().unwrap_or_default();
    if !status.success() {
        return Err(format!("`{}` failed ({status})", process::written(command)).into());
    }
    Ok(Measured { seconds, peak, said })
}

fn peak_of(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

/// The number that stands right after a word of a text.
pub fn number_after(text: &str, word: &str) -> Option<f64> {
    let rest = text.split_once(word)?.1.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number_after;

    #[test]
    fn numbers_are_read_out_of_what_a_program_says() {
        let said = "items in after 12.26 s with a peak of 95660 KiB, catalog in after 41.86 s";
        assert_eq!(number_after(said, "items in after"), Some(12.26));
        assert_eq!(number_after(said, "a peak of"), Some(95660.0));
        assert_eq!(number_after(said, "nothing"), None);
    }
}
