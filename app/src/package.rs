//! The browser files that the build made: their names, and how a page loads them.

use leptos::prelude::*;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Starts the application; the content policy knows it by its hash.
const START: &str = include_str!("start.js");

/// Addresses of the browser files.
struct Package {
    js: String,
    wasm: String,
    css: String,
}

impl Package {
    fn new(options: &LeptosOptions) -> Self {
        let hashes = if options.hash_files { hashes(&options.hash_file) } else { "" };
        let file = |name: &str| address(options, hashes, name);
        Self { js: file("js"), wasm: file("wasm"), css: file("css") }
    }
}

/// The address of a file, with the hash that stands in its name.
fn address(options: &LeptosOptions, hashes: &str, kind: &str) -> String {
    let hash = hashes.lines().filter_map(|line| line.split_once(':')).find(|(of, _)| *of == kind);
    let hash = hash.map(|(_, hash)| format!(".{}", hash.trim())).unwrap_or_default();
    format!("/{}/{}{hash}.{kind}", options.site_pkg_dir, options.output_name)
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

/// The style sheet, and the application after it.
#[component]
pub fn BrowserFiles(
    options: LeptosOptions,
    /// Whether the page is one that the application takes over.
    starts: bool,
) -> impl IntoView {
    let Package { js, wasm, css } = Package::new(&options);
    view! {
        <link id="style" rel="stylesheet" href=css />
        {starts.then(|| view! { <script data-js=js data-wasm=wasm>{START}</script> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
