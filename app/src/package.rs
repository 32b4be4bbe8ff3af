//! The browser files that the build made: their names, and how a page loads them.

use leptos::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Starts the application; the content policy knows it by its hash.
const START: &str = include_str!("start.js");

/// Addresses of the browser files.
struct Package {
    js: String,
    wasm: String,
    later: Option<String>,
    css: String,
}

impl Package {
    fn new(options: &LeptosOptions) -> Self {
        let hashes = if options.hash_files { hashes(&options.hash_file) } else { "" };
        let file = |name: &str| address(options, hashes, name);
        static LATER: OnceLock<Option<String>> = OnceLock::new();
        let later = LATER.get_or_init(|| later_module(options)).clone();
        Self { js: file("js"), wasm: file("wasm"), later, css: file("css") }
    }
}

/// The address of a file, with the hash that stands in its name.
fn address(options: &LeptosOptions, hashes: &str, kind: &str) -> String {
    let hash = hashes.lines().filter_map(|line| line.split_once(':')).find(|(of, _)| *of == kind);
    let hash = hash.map(|(_, hash)| format!(".{}", hash.trim())).unwrap_or_default();
    format!("/{}/{}{hash}.{kind}", options.site_pkg_dir, options.output_name)
}

/// The address of what the build split off the module (`xtask/prune`), where it did. Its name holds its own hash, which the build writes
/// down nowhere.
#[must_use]
pub fn later_module(options: &LeptosOptions) -> Option<String> {
    let folder = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let begin = format!("{}-later.", options.output_name);
    let names =
        std::fs::read_dir(folder).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let name = names.filter(|name| name.starts_with(&begin) && name.ends_with(".wasm")).min()?;
    Some(format!("/{}/{name}", options.site_pkg_dir))
}

/// What the build wrote beside the server: the hash of each file. Read once; a server is replaced with its files.
fn hashes(file: &str) -> &'static str {
    static HASHES: OnceLock<String> = OnceLock::new();
    HASHES.get_or_init(|| {
        let folder = std::env::current_exe().ok().and_then(|server| Some(server.parent()?.to_owned()));
        let path = folder.map_or_else(|| PathBuf::from(file), |folder| folder.join(file));
        std::fs::read_to_string(&path).unwrap_or_else(|error| {
            tracing::error!(path = %path.display(), "the names of the browser files are unknown: {error}");
            String::new()
        })
    })
}

/// The style sheet.
#[component]
pub fn StyleSheet(options: LeptosOptions) -> impl IntoView {
    view! { <link id="style" rel="stylesheet" href=Package::new(&options).css /> }
}

/// What starts the application.
#[component]
pub fn Application(options: LeptosOptions) -> impl IntoView {
    let Package { js, wasm, later, .. } = Package::new(&options);
    view! { <script data-js=js data-wasm=wasm data-later=later>{START}</script> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_split_off_is_found_by_the_beginning_of_its_name() {
        let root = std::env::temp_dir().join(format!("relire-package-{}", std::process::id()));
        std::fs::create_dir_all(root.join("pkg")).unwrap();
        let options = LeptosOptions::builder()
            .output_name("relire")
            .site_pkg_dir("pkg")
            .site_root(root.display().to_string())
            .build();
        for name in ["relire.W.wasm", "relire-later.L.wasm.br"] {
            std::fs::write(root.join("pkg").join(name), "").unwrap();
        }
        assert_eq!(later_module(&options), None);
        std::fs::write(root.join("pkg/relire-later.L.wasm"), "").unwrap();
        assert_eq!(later_module(&options).as_deref(), Some("/pkg/relire-later.L.wasm"));
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_file_is_called_by_its_hash_where_it_has_one() {
        let options = LeptosOptions::builder().output_name("relire").site_pkg_dir("pkg").build();
        for (hashes, kind, address_is) in [
            ("", "js", "/pkg/relire.js"),
            ("js: 7Zb1\nwasm: nQm2\ncss: vXkL\n", "wasm", "/pkg/relire.nQm2.wasm"),
            ("js: 7Zb1\nwasm: nQm2\ncss: vXkL\n", "css", "/pkg/relire.vXkL.css"),
        ] {
            assert_eq!(address(&options, hashes, kind), address_is);
        }
    }
}
