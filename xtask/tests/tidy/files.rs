//! The source files, and what they may be like as files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::check;

/// A file longer than this is listed: has it still one purpose?
const LONG: usize = 500;
/// A file longer than this is refused.
const TOO_LONG: usize = 800;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 5] = ["utils", "util", "misc", "helpers", "stuff"];

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Every file of ours with one of the extensions, as a path from the root and its text, in order of path.
pub fn sources(extensions: &[&str]) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    let folders = [
        "app",
        "benchmark",
        "conformance",
        "crates",
        "end2end",
        "frontend",
        "hostile",
        "server",
        "style",
        "xtask",
    ];
    for folder in folders {
        walk(&root().join(folder), &mut paths);
    }
    paths.sort();
    let wanted = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
    };
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).ok()?;
        Some((path.strip_prefix(root()).ok()?.to_string_lossy().into_owned(), text))
    };
    paths.into_iter().filter(wanted).filter_map(read).collect()
}

/// The lines of Rust that run in the product: numbered from 1, without comments, up to the tests at the file's end.
pub fn product_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered
        .take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether the whole file is tests.
pub fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/benches/")
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                walk(&path, into);
            }
        } else {
            into.push(path);
        }
    }
}

#[test]
fn no_file_outgrows_its_purpose() {
    let long = |limit: usize| {
        let sized =
            sources(&["rs", "ts", "css"]).into_iter().map(|(path, text)| (path, text.lines().count()));
        sized
            .filter(|(_, lines)| *lines > limit)
            .map(|(path, lines)| format!("{path}: {lines} lines"))
            .collect::<Vec<_>>()
    };
    for file in long(LONG) {
        eprintln!("long: {file}");
    }
    check(&format!("A file has at most {TOO_LONG} lines."), long(TOO_LONG));
}

#[test]
fn names_tell_what_is_inside() {
    let says_nothing = |path: &str| path.split(['/', '.']).any(|part| EMPTY_NAMES.contains(&part));
    let broken = sources(&["rs", "ts", "css", "sql"])
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| says_nothing(path));
    check("No file or folder is called utils or misc.", broken.collect());
}

#[test]
fn lock_files_name_no_address_of_a_registry() {
    let locks = [
        "benchmark/browser/package-lock.json",
        "end2end/package-lock.json",
        "xtask/wasm-opt/package-lock.json",
    ];
    let names_one =
        |path: &&str| fs::read_to_string(root().join(path)).is_ok_and(|text| text.contains("\"resolved\""));
    check(
        "npm writes no addresses into its lock files (.npmrc: omit-lockfile-registry-resolved).",
        locks.into_iter().filter(names_one).map(str::to_owned).collect(),
    );
}
