//! `cargo xtask screenshots`: the pictures of the README, taken from the demo archive.

use crate::project::Project;
use crate::tools::{self, Task};
use crate::{Trouble, process, release, test};

/// Writes docs/images/*.png: the archive and a post, at a desk and on a phone, light and dark.
pub fn run(project: &Project) -> Result<(), Trouble> {
    tools::ensure(project, &[Task::Build, Task::Browse])?;
    release::build(project)?;
    let mut playwright = test::playwright(project)?;
    process::run(playwright.args(["--config", "screenshots.config.ts"]))
}
