//! Where things lie: the clone, the build, the tools kept outside it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::Trouble;

/// The clone that the command works on.
pub struct Project {
    root: PathBuf,
    tools: PathBuf,
}

impl Project {
    /// The project this program was compiled from.
    pub fn find() -> Result<Self, Trouble> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or("xtask must lie in a folder of the project")?
            .to_owned();
        let cache = std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))
            .unwrap_or_else(|| root.join("target"));
        Ok(Self { root, tools: cache.join("relire").join("tools") })
    }

    /// The folder of the workspace.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The build folder: always the clone's own, because `target/release/relire` is the documented place.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// The server as built for release.
    pub fn binary(&self) -> PathBuf {
        self.target().join("release").join("relire")
    }

    /// Where a tool that had to be compiled is kept: outside the clone, one folder a version, so that a second clone
    /// finds it and a version that somebody installed for another project is left alone.
    pub fn kept(&self, tool: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{tool}-{version}"))
    }

    /// The folder with the pinned `wasm-opt`.
    pub fn wasm_opt(&self) -> PathBuf {
        self.root.join("xtask").join("wasm-opt")
    }

    /// The folder with the pinned Lighthouse.
    pub fn lighthouse(&self) -> PathBuf {
        self.root.join("xtask").join("lighthouse")
    }

    /// The folder of the browser tests.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The version of a crate in `Cargo.lock`; the first where there are several.
    pub fn locked(&self, krate: &str) -> Result<String, Trouble> {
        let path = self.root.join("Cargo.lock");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        version_in_lock(&text, krate).ok_or_else(|| format!("Cargo.lock has no `{krate}`").into())
    }

    /// `PATH` as every command started from here sees it: our pinned tools first. Debian's `wasm-opt` (108) makes a
    /// module that dies at its start, and cargo-leptos takes the first one it finds.
    pub fn path(&self) -> OsString {
        let mut folders = vec![self.wasm_opt().join("bin")];
        if let Ok(kept) = std::fs::read_dir(&self.tools) {
            let wanted = crate::tools::kept_folders(self);
            folders.extend(
                kept.flatten()
                    .map(|entry| entry.path())
                    .filter(|p| wanted.contains(p))
                    .map(|p| p.join("bin")),
            );
        }
        if let Some(path) = std::env::var_os("PATH") {
            folders.extend(std::env::split_paths(&path));
        }
        std::env::join_paths(folders).unwrap_or_default()
    }

    /// The first program of that name on [`Project::path`].
    pub fn which(&self, name: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.path()).map(|folder| folder.join(name)).find(|file| file.is_file())
    }
}

fn version_in_lock(lock: &str, krate: &str) -> Option<String> {
    let name = format!("name = \"{krate}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    #[test]
    fn the_version_of_a_crate_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "leptos"), None);
    }
}
