//! Looking for tools. Nothing here changes anything or asks the network.

use std::path::{Path, PathBuf};

use super::Found;
use crate::project::Project;
use crate::{Trouble, npm, process};

/// Playwright asks for this Node.js.
const NODE_AT_LEAST: u32 = 20;

/// Names under which a Chromium is installed.
const CHROMIUMS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

pub fn c_tools(project: &Project) -> Found {
    let missing: Vec<_> =
        ["cc", "make", "perl"].into_iter().filter(|name| project.which(name).is_none()).collect();
    if missing.is_empty() {
        Found::Ready("cc, make, perl".to_owned())
    } else {
        Found::Unfit(format!("not on PATH: {}", missing.join(", ")))
    }
}

pub fn rust_components(project: &Project) -> Found {
    let ask =
        |component: &str| process::answer(process::command(project, "cargo").args([component, "--version"]));
    match (ask("fmt"), ask("clippy")) {
        (Some(fmt), Some(clippy)) => Found::Ready(format!("{fmt}, {clippy}")),
        _ => Found::Missing,
    }
}

pub fn wasm_target(project: &Project) -> Found {
    let sysroot = process::answer(process::command(project, "rustc").args(["--print", "sysroot"]));
    let library = sysroot.map(|root| Path::new(&root).join("lib/rustlib/wasm32-unknown-unknown/lib"));
    match library {
        Some(library) if library.is_dir() => Found::Ready(library.display().to_string()),
        _ => Found::Missing,
    }
}

/// A program whose version must be exactly the wanted one.
pub fn kept(
    project: &Project,
    program: &str,
    ask: &[&str],
    wanted: fn(&Project) -> Result<String, Trouble>,
) -> Found {
    let wanted = match wanted(project) {
        Ok(wanted) => wanted,
        Err(trouble) => return Found::Unfit(trouble.to_string()),
    };
    let Some(answer) = process::answer(process::command(project, program).args(ask)) else {
        return Found::Missing;
    };
    if answer.split_whitespace().any(|word| word == wanted) {
        Found::Ready(answer)
    } else {
        Found::Unfit(format!("{answer} is there, {wanted} is wanted"))
    }
}

pub fn node(project: &Project) -> Found {
    let node = process::answer(process::command(project, "node").arg("--version"));
    let npm = process::answer(process::command(project, "npm").arg("--version"));
    let (Some(node), Some(npm)) = (node, npm) else { return Found::Missing };
    let found = format!("Node.js {node}, npm {npm}");
    match major(&node) {
        Some(version) if version >= NODE_AT_LEAST => Found::Ready(found),
        _ => Found::Unfit(format!("{found} is there, Node.js {NODE_AT_LEAST} is wanted")),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

pub fn npm_packages(folder: &Path) -> Found {
    if npm::is_current(folder) { Found::Ready("as locked".to_owned()) } else { Found::Missing }
}

/// The browser for the tests: the one named in the environment, else the first on `PATH`.
pub fn chromium_path(project: &Project) -> Option<PathBuf> {
    let named = ["CHROMIUM", "CHROME_PATH"].into_iter().find_map(std::env::var_os).map(PathBuf::from);
    named.or_else(|| CHROMIUMS.into_iter().find_map(|name| project.which(name)))
}

pub fn chromium(project: &Project) -> Found {
    match chromium_path(project) {
        Some(path) if path.is_file() => Found::Ready(path.display().to_string()),
        Some(path) => Found::Unfit(format!("{} is no file", path.display())),
        None => Found::Missing,
    }
}

/// A Java that runs: a stub that only says where to get one fails.
pub fn java(project: &Project) -> Found {
    match process::answer(process::command(project, "java").arg("--version")) {
        Some(version) => Found::Ready(version.lines().next().unwrap_or_default().to_owned()),
        None => Found::Missing,
    }
}

/// The Firefox for the tests: the one named in the environment, else the first on `PATH`.
pub fn firefox_path(project: &Project) -> Option<PathBuf> {
    let named = std::env::var_os("FIREFOX").map(PathBuf::from);
    named.or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(|name| project.which(name)))
}

pub fn firefox(project: &Project) -> Found {
    match firefox_path(project) {
        Some(path) if path.is_file() => Found::Ready(path.display().to_string()),
        Some(path) => Found::Unfit(format!("{} is no file", path.display())),
        None => Found::Missing,
    }
}

/// Where systems keep the Liberation fonts; `end2end/gallery/fonts.conf` names the same places.
const FONTS: [&str; 3] = [
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/liberation",
    "/usr/share/fonts/liberation-fonts",
];

pub fn fonts(_: &Project) -> Found {
    match FONTS.into_iter().find(|folder| Path::new(folder).is_dir()) {
        Some(folder) => Found::Ready(folder.to_owned()),
        None => Found::Missing,
    }
}

pub fn webkit(project: &Project) -> Found {
    let missing: Vec<_> =
        ["WebKitWebDriver", "Xvfb"].into_iter().filter(|name| project.which(name).is_none()).collect();
    match missing.len() {
        0 => Found::Ready("WebKitWebDriver, Xvfb".to_owned()),
        2 => Found::Missing,
        _ => Found::Unfit(format!("not on PATH: {}", missing.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
