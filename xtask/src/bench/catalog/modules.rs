//! The two modules that run in the page: the catalog alone and the limit program, built as the page's own module is.

use std::fs;
use std::path::Path;

use crate::project::Project;
use crate::{Trouble, process};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// Builds both into `into/NAME`, bound for the web and optimised.
pub fn build(project: &Project, into: &Path) -> Result<(), Trouble> {
    for feature in ["catalog", "limit"] {
        let mut cargo = process::command(project, "cargo");
        cargo.args(["build", "--package", "benchmark-module", "--features", feature]);
        process::run(cargo.args(["--target", TARGET, "--profile", PROFILE]))?;
        let built = project.target().join(TARGET).join(PROFILE).join("benchmark_module.wasm");
        let folder = into.join(feature);
        fs::create_dir_all(&folder)?;
        let mut bind = process::command(project, "wasm-bindgen");
        process::run(
            bind.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(&built),
        )?;
        let bound = folder.join("benchmark_module_bg.wasm");
        // The page's module is optimised by the same program with the same argument.
        process::run(process::command(project, "wasm-opt").arg("-Oz").arg(&bound).arg("-o").arg(&bound))?;
    }
    Ok(())
}
