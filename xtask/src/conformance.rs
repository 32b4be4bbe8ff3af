//! `cargo xtask conformance`: real exports, file by file.

use crate::project::Project;
use crate::{Trouble, process};

/// Reads the corpora and prints expected and got; trouble where a difference is not explained.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let mut command = process::command(project, "cargo");
    process::run(command.args(["run", "--quiet", "--package", "conformance", "--"]).args(arguments))
}
