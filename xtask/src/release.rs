//! The release build: server and page together, by cargo-leptos.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::project::Project;
use crate::{Trouble, process};

/// What the build reads. cargo-leptos binds and optimises the module again at every start, even when nothing
/// changed, so that an unchanged project is noticed here.
const INPUTS: [&str; 15] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Leptos.toml",
    "app",
    "crates",
    "demo",
    "frontend",
    "public",
    "rust-toolchain.toml",
    "server",
    "style",
    "xtask/prune",
    "xtask/wasm-opt/bin",
    "xtask/wasm-opt/package-lock.json",
];

/// Builds `target/release/relire` and `target/site`; does nothing when they are what the sources say.
pub fn build(project: &Project) -> Result<(), Trouble> {
    let stamp = project.target().join("release").join(".relire-built-from");
    let sources = sources_print(project.root())?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == print_of_build(project, sources)) {
        println!("The release build is up to date.");
        return Ok(());
    }
    let start = Instant::now();
    println!("Building the server and the page for release; the first time takes several minutes.");
    // Its wrapper of wasm-bindgen runs it, where an error of the compiler would hardly be seen.
    process::run(process::command(project, "cargo").args(["build", "--quiet", "--package", "prune"]))?;
    // Compressed here once, and not by the server at each request.
    let mut build = process::command(project, "cargo");
    // What the module is pruned by (`frontend/build.rs`).
    build.env("RELIRE_EMIT_RELOCS", "1");
    process::run(build.args(["leptos", "build", "--release", "--precompress"]))?;
    fs::write(&stamp, print_of_build(project, sources))?;
    println!("Built in {} s.", start.elapsed().as_secs());
    Ok(())
}

/// Ties the sources to the very files that came out of them: a binary built by other means is not taken for ours.
fn print_of_build(project: &Project, sources: u64) -> String {
    let mut print = format!("{sources:016x}\n");
    let site = project.target().join("site").join("pkg");
    for file in [project.binary(), project.target().join("release").join("hash.txt"), site] {
        let state = fs::metadata(&file).and_then(|data| Ok((data.len(), data.modified()?)));
        print.push_str(&format!("{} {state:?}\n", file.display()));
    }
    print
}

fn sources_print(root: &Path) -> Result<u64, Trouble> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(&root.join(input), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}
