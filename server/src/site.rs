//! Where the browser files are: what `cargo leptos build` made of the app, the style and the public files.

use crate::config::Config;
use leptos::config::LeptosOptions;
use std::path::{Path, PathBuf};

/// The browser files, as far as they were found.
#[derive(Clone, Debug)]
pub struct BrowserFiles {
    /// Leptos' options, with the folder and the names that were found.
    pub options: LeptosOptions,
    missing: Option<String>,
    built: Vec<String>,
}

impl BrowserFiles {
    /// What to tell the owner when pages will be without JavaScript.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        self.missing.as_ref().map(|path| {
            format!("browser files not found ({path}): pages work without JavaScript and style until `cargo leptos build --release` made them, or `--site-root` names their folder")
        })
    }

    /// The addresses of the page's script, modules and style, as far as they are there.
    #[must_use]
    pub fn built(&self) -> &[String] {
        &self.built
    }

    /// The folder of the browser files.
    #[must_use]
    pub fn root(&self) -> &Path {
        Path::new(&*self.options.site_root)
    }
}

/// Finds the browser files: in the configured folder, else in `site` beside the binary, else in `../site` from
/// there (`target/release/relire` and `target/site`). A folder named by variable or flag is the only one.
#[must_use]
pub fn find(config: &Config) -> BrowserFiles {
    let binary = std::env::current_exe().ok();
    find_from(config, binary.as_deref().and_then(Path::parent))
}

fn find_from(config: &Config, beside: Option<&Path>) -> BrowserFiles {
    let mut options = config.leptos.clone();
    let configured = PathBuf::from(&*options.site_root);
    if !config.site_root_named {
        let beside = beside.into_iter().flat_map(|folder| [folder.join("site"), folder.join("../site")]);
        let candidates = std::iter::once(configured.clone()).chain(beside);
        let found = candidates.into_iter().find(|root| root.join(&*options.site_pkg_dir).is_dir());
        options.site_root = found.unwrap_or(configured).display().to_string().into();
    }
    // Leptos ends the process's render when it is to read hashes that are not there.
    let hashes = beside.map(|folder| folder.join(&*options.hash_file)).filter(|_| options.hash_files);
    let hashes = hashes.and_then(|path| std::fs::read_to_string(path).ok());
    options.hash_files = hashes.is_some();
    let addresses = ["js", "wasm", "css"].into_iter().map(|kind| {
        let hash = hashes
            .as_deref()
            .and_then(|text| hash_of(text, kind))
            .map(|h| format!(".{h}"))
            .unwrap_or_default();
        format!("/{}/{}{hash}.{kind}", options.site_pkg_dir, options.output_name)
    });
    let root = Path::new(&*options.site_root);
    let file = |address: &String| root.join(address.trim_start_matches('/'));
    let (built, missing): (Vec<_>, Vec<_>) = addresses.partition(|address| file(address).is_file());
    let built = built.into_iter().chain(app::later_module(&options)).collect();
    let missing = missing.first().map(|address| file(address).display().to_string());
    BrowserFiles { options, missing, built }
}

/// The hash that `hash.txt` gives for a kind of file: lines such as `css: ABC`.
fn hash_of<'a>(text: &'a str, kind: &str) -> Option<&'a str> {
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(name, _)| name.trim() == kind).map(|(_, hash)| hash.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn browser_files_are_found_beside_the_binary_with_their_hashes() {
        for (site, binary) in [("site", ""), ("site", "release")] {
            let binary_folder = |name: &str| format!("{binary}/{name}").trim_start_matches('/').to_owned();
            let files = folder(&[
                (&format!("{site}/pkg/relire.J.js"), ""),
                (&format!("{site}/pkg/relire.W.wasm"), ""),
                (&format!("{site}/pkg/relire.C.css"), ""),
                (&format!("{site}/pkg/relire-later.L.wasm"), ""),
                (&binary_folder("hash.txt"), "js: J\nwasm: W\ncss: C\n"),
            ]);
            let mut config = Config::default();
            config.leptos.site_root = "not/here".into();
            let found = find_from(&config, Some(&files.path().join(binary)));
            assert_eq!(found.warning(), None, "{binary}");
            assert!(found.options.hash_files);
            assert!(found.root().join("pkg/relire.J.js").is_file());
            let all =
                ["/pkg/relire.J.js", "/pkg/relire.W.wasm", "/pkg/relire.C.css", "/pkg/relire-later.L.wasm"];
            assert_eq!(found.built(), all);
        }
    }

    #[test]
    fn without_browser_files_a_warning_names_the_first_that_is_missing() {
        let files = folder(&[]);
        let found = find_from(&Config::default(), Some(files.path()));
        assert!(found.warning().is_some_and(|w| w.contains("relire.js")), "{:?}", found.warning());
        assert!(!found.options.hash_files, "a page must not look for hashes that are not there");
    }

    #[test]
    fn a_named_folder_is_the_only_one() {
        let files = folder(&[("site/pkg/relire.js", "")]);
        let mut config = Config { site_root_named: true, ..Config::default() };
        config.leptos.site_root = "elsewhere".into();
        assert_eq!(find_from(&config, Some(files.path())).root(), Path::new("elsewhere"));
    }
}
