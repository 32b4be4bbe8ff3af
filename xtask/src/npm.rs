//! Packages from npm, exactly as locked.

use std::fs;
use std::path::Path;

use crate::Trouble;
use crate::process;
use crate::project::Project;

/// Whether `folder/node_modules` holds what `folder/package-lock.json` says.
pub fn is_current(folder: &Path) -> bool {
    match (fs::read_to_string(folder.join("package-lock.json")), fs::read_to_string(stamp(folder))) {
        (Ok(locked), Ok(installed)) => locked == installed,
        _ => false,
    }
}

/// Installs the locked packages and notes which. Their own scripts do not run: they would fetch browsers and a Java, and the
/// tests use those that are there.
pub fn install(project: &Project, folder: &Path) -> Result<(), Trouble> {
    let mut npm = process::command(project, "npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    process::run(&mut npm)?;
    fs::copy(folder.join("package-lock.json"), stamp(folder))?;
    Ok(())
}

/// A copy of the lock file that was installed, inside what it describes, so that removing the one removes the other.
fn stamp(folder: &Path) -> std::path::PathBuf {
    folder.join("node_modules").join(".installed-from")
}
