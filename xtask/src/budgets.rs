//! How much a reader's browser may have to fetch, held against the files that were built.

use std::fs;
use std::path::Path;

use crate::Trouble;
use crate::project::Project;
use crate::server::Server;

/// A kilobyte, as budgets count.
const KB: u64 = 1000;

/// What the page's module may weigh, in kilobytes: a little over what it does, so that it gets no heavier unseen. Whoever
/// makes it lighter lowers this. The goal was 200: half as much again as an application of Leptos with two empty pages.
const MODULE: u64 = 191;
/// What may come after it, in kilobytes: the engine, once a reader is there.
const LATER: u64 = 99;

/// What something weighs on its way to the browser, compressed by brotli.
pub struct Weight {
    /// What is weighed.
    pub what: &'static str,
    /// How much it weighs, in bytes.
    pub bytes: u64,
    /// How much it may, in bytes.
    pub limit: u64,
}

impl Weight {
    /// Whether it may weigh that much.
    pub fn fits(&self) -> bool {
        self.bytes <= self.limit
    }
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kb = |bytes: u64| bytes as f64 / KB as f64;
        write!(f, "{}: {:.1} kB of {:.0}", self.what, kb(self.bytes), kb(self.limit))
    }
}

/// Weighs everything that has a budget. Needs the release build.
pub fn weigh(project: &Project) -> Result<Vec<Weight>, Trouble> {
    let package = project.target().join("site").join("pkg");
    let fonts = project.target().join("site").join("fonts");
    let server = Server::start(project, &project.target().join("budgets"), &["--demo"])?;
    let page = server.get("/")?;
    if !page.head.to_ascii_lowercase().contains("content-encoding: br") {
        return Err(format!("the archive page is not sent compressed:\n{}", page.head).into());
    }
    let weight = |what, bytes, limit| Weight { what, bytes, limit: limit * KB };
    Ok(vec![
        weight("the page's module", size(&package, "relire.", ".wasm.br")?, MODULE),
        weight("the engine, which comes later", size(&package, "relire-later.", ".wasm.br")?, LATER),
        weight("its JavaScript", size(&package, "", ".js.br")?, 12),
        weight("style", size(&package, "", ".css.br")?, 12),
        // Their own compression is brotli's.
        weight("fonts", size(&fonts, "", ".woff2")?, 60),
        weight("the archive page", page.body.len() as u64, 20),
    ])
}

/// The bytes of the files of a folder whose names begin and end so; trouble where there is none.
fn size(folder: &Path, beginning: &str, ending: &str) -> Result<u64, Trouble> {
    let mut bytes = 0;
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(beginning) && name.ends_with(ending) {
            bytes += entry.metadata()?.len();
        }
    }
    if bytes == 0 {
        return Err(
            format!("{} has no {beginning}*{ending}: was it built for release?", folder.display()).into()
        );
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::Weight;

    #[test]
    fn a_budget_is_kept_up_to_its_last_byte() {
        let weight = |bytes| Weight { what: "style", bytes, limit: 12_000 };
        assert!(weight(12_000).fits());
        assert!(!weight(12_001).fits());
        assert_eq!(weight(5_488).to_string(), "style: 5.5 kB of 12");
    }
}
