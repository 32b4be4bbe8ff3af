//! Time, memory and bytes.

use serde::Serialize;
use std::io::Write;
use std::time::{Duration, Instant};

/// Parts above this many bytes are compressed at 9 instead of 11, which takes minutes for them.
const LARGE: usize = 8 << 20;
/// Brotli's window, 16 MiB.
const WINDOW: u32 = 24;
/// The kernel counts processor time in these.
const TICKS_A_SECOND: f64 = 100.0;

/// Half of the times lie under the first, 95 of 100 under the second. In microseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Times {
    /// The median.
    pub p50: f64,
    /// 95 of 100.
    pub p95: f64,
    /// How many were taken.
    pub samples: usize,
}

impl Times {
    /// Of single times.
    #[must_use]
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |percent: usize| {
            let time = times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
            time.copied().unwrap_or_default().as_nanos() as f64 / 1e3
        };
        Self { p50: at(50), p95: at(95), samples: times.len() }
    }
}

/// Asks every question in each round, once before to warm up.
pub fn time<Q>(questions: &[Q], rounds: usize, mut ask: impl FnMut(&Q) -> u32) -> Times {
    let mut times = Vec::with_capacity(questions.len() * rounds);
    let mut sum = 0_u64;
    for round in 0..=rounds {
        for question in questions {
            let start = Instant::now();
            sum = sum.wrapping_add(u64::from(std::hint::black_box(ask(question))));
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    std::hint::black_box(sum);
    Times::of(times)
}

/// What is sent: brotli at 11, at 9 what is over 8 MiB.
///
/// # Errors
/// None that a vector can make.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    compressed(bytes, if bytes.len() > LARGE { 9 } else { 11 })
}

/// What is sent of a part that nobody waits for first: brotli at 9.
///
/// # Errors
/// None that a vector can make.
pub fn brotli_quickly(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    compressed(bytes, 9)
}

fn compressed(bytes: &[u8], quality: u32) -> std::io::Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, WINDOW);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

/// Processor time of this process so far, of all its threads; 0 where the system does not tell.
#[must_use]
pub fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The program's name may hold spaces; what is counted from stands behind its bracket.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS_A_SECOND
}

/// A figure of this process's memory (`VmRSS`, `VmHWM`) in bytes; 0 where the system does not tell.
#[must_use]
pub fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1_024
}

/// Makes the peak that [`memory`] tells begin anew, where the system allows it.
pub fn forget_peak() {
    let _best_effort = std::fs::write("/proc/self/clear_refs", "5");
}

#[cfg(test)]
mod tests {
    use super::{Times, brotli};
    use std::time::Duration;

    #[test]
    fn half_of_the_times_are_under_the_median() {
        let times = Times::of((1..=100).map(Duration::from_micros).collect());
        assert_eq!((times.p50, times.p95, times.samples), (51.0, 96.0, 100));
        assert_eq!(Times::of(vec![Duration::from_micros(3)]).p95, 3.0);
    }

    #[test]
    fn what_is_sent_is_smaller() {
        let text = "logement social ".repeat(100);
        assert!(brotli(text.as_bytes()).unwrap().len() < 60);
    }
}
