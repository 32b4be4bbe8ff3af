//! The loop: inputs one after another, each with a bound on time and memory, until the time is over.

use crate::MEMORY;
use crate::recipe::{Kitchen, recipe};
use crate::seeds;
use crate::targets::Target;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// An input that takes so long is taken for endless: the process ends.
const ENDLESS: Duration = Duration::from_secs(60);
/// An input of at most 64 KiB that needs more memory is a failure, in bytes.
pub const MOST_MEMORY: usize = 256 << 20;

/// How long to run, and with which chance.
pub struct Bounds {
    /// Until this much time is over, or
    pub time: Duration,
    /// so many recipes have been cooked. Seeds and findings are tried whatever the time.
    pub recipes: u64,
    /// An input of at most 64 KiB that takes longer is a failure. Longer in unoptimised builds on busy machines.
    pub slowest: Duration,
    /// Which recipes.
    pub chance: u64,
    /// Whether inputs of shared corpora are seeds too, where they are at hand.
    pub with_shared: bool,
    /// Whether memory is held against [`MOST_MEMORY`]: makes sense where nothing else runs in the process.
    pub with_memory: bool,
}

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// Inputs tried.
    pub executions: u64,
    /// Time used.
    pub time: Duration,
    /// The slowest input's time.
    pub slowest: Duration,
    /// The most memory that an input needed, in bytes; 0 where it was not looked at.
    pub memory: usize,
    /// Why the run ended early: what is wrong, and the file that shows it.
    pub failure: Option<(String, PathBuf)>,
}

/// Runs a target: its seeds and findings as they are, then recipes.
#[must_use]
pub fn run(target: &Target, bounds: &Bounds) -> Outcome {
    let mut kitchen = Kitchen { seeds: seeds::own(target), words: target.words };
    let begun = Instant::now();
    let mut outcome =
        Outcome { executions: 0, time: Duration::ZERO, slowest: Duration::ZERO, memory: 0, failure: None };
    let watch = Watch::set(target.name);
    let whole: Vec<Vec<u8>> = kitchen.seeds.iter().cloned().chain(seeds::findings(target)).collect();
    let whole_ones = whole.len() as u64;
    if bounds.with_shared {
        kitchen.seeds.extend(seeds::shared(target));
    }
    let cooked = (0..bounds.recipes).map(|number| kitchen.cook(&recipe(bounds.chance, target.name, number)));
    for input in whole.into_iter().chain(cooked) {
        if outcome.executions >= whole_ones && begun.elapsed() > bounds.time {
            break;
        }
        outcome.executions += 1;
        if let Err(what) = watch.try_one(target, &input, bounds, &mut outcome) {
            outcome.failure = Some((what, keep(target.name, &input)));
            break;
        }
    }
    outcome.time = begun.elapsed();
    outcome
}

/// Tries one input: what is wrong with what came of it.
///
/// # Errors
/// A panic of the reader or of what must hold, and how long it took where that was too long.
pub fn try_input(target: &Target, input: &[u8], slowest: Duration) -> Result<Duration, String> {
    let begun = Instant::now();
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned())).unwrap_or_default()
    })?;
    let time = begun.elapsed();
    if time > slowest {
        return Err(format!("{} bytes took {time:.1?}", input.len()));
    }
    Ok(time)
}

/// An input and when it was begun with; None between inputs.
type Current = Option<(Instant, Vec<u8>)>;

/// The input that is being tried, watched from another thread, which alone can end what does not end.
struct Watch {
    current: Arc<Mutex<Current>>,
    over: Arc<AtomicBool>,
}

impl Watch {
    fn set(name: &'static str) -> Self {
        let current: Arc<Mutex<Current>> = Arc::default();
        let over = Arc::new(AtomicBool::new(false));
        let (seen, ended) = (Arc::clone(&current), Arc::clone(&over));
        std::thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(200));
                let Ok(current) = seen.lock() else { return };
                if let Some((_, input)) = current.as_ref().filter(|(begun, _)| begun.elapsed() > ENDLESS) {
                    eprintln!("{name}: no end after {ENDLESS:?}: {}", keep(name, input).display());
                    std::process::abort();
                }
            }
        });
        Self { current, over }
    }

    fn try_one(
        &self,
        target: &Target,
        input: &[u8],
        bounds: &Bounds,
        outcome: &mut Outcome,
    ) -> Result<(), String> {
        self.say(Some((Instant::now(), input.to_vec())));
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let tried = try_input(target, input, bounds.slowest);
        self.say(None);
        outcome.slowest = outcome.slowest.max(tried?);
        if bounds.with_memory {
            let needed = MEMORY.peak_usage().saturating_sub(before);
            outcome.memory = outcome.memory.max(needed);
            if needed > MOST_MEMORY {
                return Err(format!("{} bytes needed {} MiB", input.len(), needed >> 20));
            }
        }
        Ok(())
    }

    fn say(&self, what: Option<(Instant, Vec<u8>)>) {
        if let Ok(mut current) = self.current.lock() {
            *current = what;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// Writes an input that shows a failure below `target/fuzz/`, named by its content.
fn keep(name: &str, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz").join(name);
    let hash = blake3::hash(input).to_hex();
    let path = folder.join(&hash[..16]);
    if let Err(error) = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, input)) {
        eprintln!("{}: {error}", path.display());
    }
    path
}
