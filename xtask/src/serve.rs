//! `cargo xtask serve`: from a fresh clone to the demo archive in a browser.

use std::os::unix::process::CommandExt;

use crate::project::Project;
use crate::tools::{self, Task};
use crate::{Trouble, process, release};

/// Installs, builds and becomes the server; returns only when that could not start.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    tools::ensure(project, &[Task::Build])?;
    release::build(project)?;
    let binary = project.binary();
    let mut server = process::command(project, &binary.to_string_lossy());
    server.args(["serve", "--demo"]).args(arguments);
    println!("$ target/release/relire serve --demo {}", arguments.join(" "));
    // Takes this process's place, so that Ctrl-C and a service manager's signals reach the server itself.
    Err(format!("{} cannot be started: {}", binary.display(), server.exec()).into())
}
