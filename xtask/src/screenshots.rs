//! `cargo xtask screenshots`: the pictures of the README and those that the gallery compares pages with, taken from the
//! demo archive.

use crate::project::Project;
use crate::tools::{self, Task};
use crate::{Trouble, process, release, test};

/// Writes docs/images/*.png (the archive and a post, at a desk and on a phone, light and dark) and those pictures in
/// end2end/gallery/pictures that a page does not look like any more. `--gallery` writes the latter only.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let only_gallery = match arguments {
        [] => false,
        [option] if option == "--gallery" => true,
        _ => return Err("`cargo xtask screenshots` knows `--gallery` only".into()),
    };
    tools::ensure(project, &[Task::Build, Task::Browse])?;
    release::build(project)?;
    if !only_gallery {
        process::run(test::playwright(project)?.args(["--config", "screenshots.config.ts"]))?;
    }
    process::run(test::playwright(project)?.args([
        "--config",
        "gallery.config.ts",
        "--update-snapshots=changed",
    ]))?;
    process::run(process::command(project, "node").arg("gallery/shrink.mjs").current_dir(project.end2end()))
}
