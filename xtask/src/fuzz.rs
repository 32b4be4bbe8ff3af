//! `cargo xtask fuzz`: the fuzz targets for longer than the tests run them.

use std::path::PathBuf;
use std::process::Command;

use crate::project::Project;
use crate::{Trouble, process};

/// What the compiler adds to the code so that libFuzzer sees where an input led: stable flags, no sanitizer.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// Seconds of a guided run that does not say how long.
const SECONDS: &str = "60";

/// Runs targets: at random, or guided by coverage with `--guided`.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    if arguments.iter().any(|argument| argument == "--guided") {
        return guided(project, arguments);
    }
    let mut fuzz = process::command(project, "cargo");
    fuzz.args(["run", "--quiet", "--profile", "fuzz", "--package", "hostile", "--bin", "fuzz", "--"]);
    process::run(fuzz.args(arguments))
}

/// One target under libFuzzer, which keeps what it learned in `target/fuzz/corpus/TARGET`.
fn guided(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let mut rest = arguments.iter().filter(|argument| *argument != "--guided");
    let (mut target, mut seconds) = (None, SECONDS);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seconds" => seconds = rest.next().ok_or("--seconds needs a number")?,
            name => target = Some(name),
        }
    }
    let target = target.ok_or("--guided needs the name of one target: see `cargo xtask fuzz --list`")?;
    let triple = "x86_64-unknown-linux-gnu";
    // Its own folder: the flags make every dependency another one. A triple keeps them away from build scripts.
    let built = project.target().join("fuzz-guided");
    let mut build = process::command(project, "cargo");
    build
        .args([
            "build",
            "--profile",
            "fuzz",
            "--package",
            "hostile",
            "--bin",
            "guided",
            "--features",
            "guided",
        ])
        .args(["--target", triple])
        .env("CARGO_TARGET_DIR", &built)
        .env("RUSTFLAGS", COVERAGE);
    process::run(&mut build)?;
    let corpus = learned(project, target)?;
    let mut fuzz = Command::new(built.join(triple).join("fuzz").join("guided"));
    fuzz.current_dir(project.target().join("fuzz"))
        .env("RELIRE_FUZZ", target)
        .arg(corpus)
        .arg(format!("-max_total_time={seconds}"))
        .args(["-max_len=2048", "-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={target}-"));
    process::run(&mut fuzz)
}

fn learned(project: &Project, target: &str) -> Result<PathBuf, Trouble> {
    let corpus = project.target().join("fuzz").join("corpus").join(target);
    std::fs::create_dir_all(&corpus)?;
    Ok(corpus)
}
