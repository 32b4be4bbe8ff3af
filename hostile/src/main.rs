//! `cargo xtask fuzz [TARGET…] [--seconds N]`: targets with random recipes, for as long as one likes.

#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

use hostile::run::{Bounds, run, try_input};
use hostile::targets::{TARGETS, Target};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

const HELP: &str = "\
cargo xtask fuzz [TARGET…] [--seconds N] [--chance N]   random inputs, 60 seconds a target
cargo xtask fuzz TARGET --input FILE                    one input again
cargo xtask fuzz TARGET --guided [--seconds N]          guided by coverage (libFuzzer; needs a C++ compiler)
cargo xtask fuzz --list                                 the targets";

/// An input of at most 64 KiB that takes longer is a failure: this program is compiled with optimisation.
const SLOWEST: Duration = Duration::from_secs(3);

struct Asked {
    targets: Vec<Target>,
    seconds: u64,
    chance: u64,
    input: Option<String>,
}

fn main() -> ExitCode {
    let asked = match asked(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(trouble) => {
            eprintln!("{trouble}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    let mut failed = false;
    println!("{:<12} {:>10} {:>8} {:>9} {:>8}", "target", "inputs", "time", "slowest", "memory");
    for target in &asked.targets {
        if let Some(file) = &asked.input {
            failed |= again(target, file);
            continue;
        }
        let bounds = Bounds {
            time: Duration::from_secs(asked.seconds),
            recipes: u64::MAX,
            slowest: SLOWEST,
            chance: asked.chance,
            with_shared: true,
            with_memory: true,
        };
        let outcome = run(target, &bounds);
        println!(
            "{:<12} {:>10} {:>6} s {:>6} ms {:>4} MiB",
            target.name,
            outcome.executions,
            outcome.time.as_secs(),
            outcome.slowest.as_millis(),
            outcome.memory >> 20
        );
        if let Some((what, file)) = outcome.failure {
            failed = true;
            eprintln!("{}: {what}\n  input: {}", target.name, file.display());
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn again(target: &Target, file: &str) -> bool {
    match std::fs::read(file)
        .map_err(|error| error.to_string())
        .and_then(|input| try_input(target, &input, SLOWEST))
    {
        Ok(time) => {
            println!("{:<12} {file}: good, {time:.1?}", target.name);
            false
        }
        Err(what) => {
            eprintln!("{}: {file}: {what}", target.name);
            true
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut asked = Asked { targets: Vec::new(), seconds: 60, chance: now, input: None };
    while let Some(argument) = arguments.next() {
        let mut number = |what: &str| {
            let value = arguments.next().and_then(|value| value.parse().ok());
            value.ok_or_else(|| format!("{what} needs a number"))
        };
        match argument.as_str() {
            "--seconds" => asked.seconds = number("--seconds")?,
            "--chance" => asked.chance = number("--chance")?,
            "--input" => asked.input = Some(arguments.next().ok_or("--input needs a file")?),
            "--list" => {
                for target in TARGETS {
                    println!("{:<12} {}", target.name, target.what);
                }
            }
            name => {
                let target = TARGETS.into_iter().find(|target| target.name == name);
                asked.targets.push(target.ok_or_else(|| format!("there is no target `{name}`"))?);
            }
        }
    }
    if asked.targets.is_empty() {
        asked.targets = TARGETS.into_iter().collect();
    }
    Ok(asked)
}
