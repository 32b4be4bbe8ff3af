//! The table.

use std::path::PathBuf;

use super::{Crate, Task, Tool, Way, detect};
use crate::Trouble;
use crate::project::Project;

/// The version of cargo-leptos that the build is known to work with.
const CARGO_LEPTOS: &str = "0.3.10";

/// The version of geckodriver that drives Debian's Firefox.
const GECKODRIVER: &str = "0.37.1";

/// In the order in which one needs another.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "C compiler and make",
        why: "SQLite and the OpenSSL of cargo-leptos are compiled from C.",
        tasks: &[Task::Build],
        detect: detect::c_tools,
        ways: &[Way::Debian(&["build-essential", "perl"])],
    },
    Tool {
        name: "rustfmt and clippy",
        why: "They check how the code is written.",
        tasks: &[Task::Lint],
        detect: detect::rust_components,
        ways: &[Way::Rustup(&["component", "add", "rustfmt", "clippy"])],
    },
    Tool {
        name: "wasm32 target",
        why: "The page's code is compiled to WebAssembly.",
        tasks: &[Task::Build, Task::Lint],
        detect: detect::wasm_target,
        ways: &[
            Way::Rustup(&["target", "add", "wasm32-unknown-unknown"]),
            Way::Advice(
                "a Rust that rustup did not install needs its standard library for wasm32-unknown-unknown",
            ),
        ],
    },
    Tool {
        name: "cargo-leptos",
        why: "It builds server and page together.",
        tasks: &[Task::Build],
        detect: |project| detect::kept(project, "cargo-leptos", &["--version"], cargo_leptos),
        ways: &[Way::Crate(Crate {
            name: "cargo-leptos",
            version: cargo_leptos,
            locked: true,
            opt_level: "0",
        })],
    },
    Tool {
        name: "wasm-bindgen",
        why: "It binds the page's module to the browser; only the very version in Cargo.lock understands our module.",
        tasks: &[Task::Build],
        detect: |project| detect::kept(project, "wasm-bindgen", &["--version"], wasm_bindgen),
        ways: &[Way::Crate(Crate {
            name: "wasm-bindgen-cli",
            version: wasm_bindgen,
            // Its lock file names versions that this compiler refuses.
            locked: false,
            opt_level: "1",
        })],
    },
    Tool {
        name: "Node.js and npm",
        why: "wasm-opt and the browser tests run on it.",
        tasks: &[Task::Build, Task::Browse, Task::Score],
        detect: detect::node,
        ways: &[Way::Debian(&["nodejs", "npm"]), Way::NodeByNpm],
    },
    Tool {
        name: "wasm-opt",
        why: "It makes the page's module small; an older one breaks it.",
        tasks: &[Task::Build],
        detect: |project| detect::npm_packages(&project.wasm_opt()),
        ways: &[Way::Npm(Project::wasm_opt)],
    },
    Tool {
        name: "Playwright",
        why: "It drives the browser in the end-to-end tests.",
        tasks: &[Task::Browse],
        detect: |project| detect::npm_packages(&project.end2end()),
        ways: &[Way::Npm(Project::end2end)],
    },
    Tool {
        name: "Java",
        why: "The Nu checker, which looks at the HTML of the pages, is written in it.",
        tasks: &[Task::Browse],
        detect: detect::java,
        ways: &[Way::Debian(&["default-jre-headless"]), Way::Advice("any Java from 11 on will do")],
    },
    Tool {
        name: "Firefox",
        why: "The main tasks of a reader are done in it too.",
        tasks: &[Task::BrowseElsewhere],
        detect: detect::firefox,
        ways: &[
            Way::Debian(&["firefox-esr"]),
            Way::Advice("any Firefox will do: FIREFOX=/path/to/it cargo xtask test"),
        ],
    },
    Tool {
        name: "geckodriver",
        why: "It drives Firefox.",
        tasks: &[Task::BrowseElsewhere],
        detect: |project| detect::kept(project, "geckodriver", &["--version"], geckodriver),
        ways: &[Way::Crate(Crate {
            name: "geckodriver",
            version: geckodriver,
            locked: true,
            opt_level: "0",
        })],
    },
    Tool {
        name: "WebKitGTK",
        why: "The main tasks of a reader are done in it too, on a screen that nobody sees.",
        tasks: &[Task::BrowseElsewhere],
        detect: detect::webkit,
        ways: &[Way::Debian(&["webkit2gtk-driver", "xvfb"])],
    },
    Tool {
        name: "Lighthouse",
        why: "It scores the pages as a slow phone sees them; only `cargo xtask lighthouse` needs it.",
        tasks: &[Task::Score],
        detect: |project| detect::npm_packages(&project.lighthouse()),
        ways: &[Way::Npm(Project::lighthouse)],
    },
    Tool {
        name: "Liberation fonts",
        why: "The pictures of the gallery have the same letters on every machine.",
        tasks: &[Task::Browse],
        detect: detect::fonts,
        ways: &[Way::Debian(&["fonts-liberation", "fonts-dejavu-core"])],
    },
    Tool {
        name: "Chromium",
        why: "The end-to-end tests look at the pages as a reader does.",
        tasks: &[Task::Browse, Task::Score],
        detect: detect::chromium,
        ways: &[
            Way::Debian(&["chromium"]),
            Way::Advice("any Chromium or Chrome will do: CHROMIUM=/path/to/it cargo xtask test"),
        ],
    },
];

/// The folders of the tools that were compiled for this version of the project.
pub fn kept_folders(project: &Project) -> Vec<PathBuf> {
    let crates = TOOLS.iter().flat_map(|tool| tool.ways).filter_map(|way| match way {
        Way::Crate(krate) => Some(project.kept(krate.name, &(krate.version)(project).ok()?)),
        Way::NodeByNpm => Some(project.kept("node", super::install::NODE)),
        _ => None,
    });
    crates.collect()
}

#[expect(clippy::unnecessary_wraps, reason = "a row of the table may also have to look its version up")]
fn cargo_leptos(_: &Project) -> Result<String, Trouble> {
    Ok(CARGO_LEPTOS.to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "a row of the table may also have to look its version up")]
fn geckodriver(_: &Project) -> Result<String, Trouble> {
    Ok(GECKODRIVER.to_owned())
}

fn wasm_bindgen(project: &Project) -> Result<String, Trouble> {
    project.locked("wasm-bindgen")
}
