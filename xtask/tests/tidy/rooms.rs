//! Who may use whom, as ARCHITECTURE.md says it, held against what cargo says.

use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::check;
use crate::files::root;

/// A room, the rooms it may use, and what it must never use.
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    never: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room { name: "domain", rooms: &[], never: &["tokio", "sqlx", "leptos", "axum", "regex"] },
    Room { name: "kernels", rooms: &[], never: &["tokio", "sqlx", "leptos", "axum", "regex"] },
    Room {
        name: "catalog",
        rooms: &["domain", "kernels"],
        never: &["tokio", "sqlx", "leptos", "axum", "regex"],
    },
    Room {
        name: "import",
        rooms: &["domain"],
        never: &["tokio", "sqlx", "leptos", "axum", "reqwest", "ureq", "hyper"],
    },
    Room { name: "store", rooms: &["domain"], never: &["leptos", "axum"] },
    Room {
        name: "archive",
        rooms: &["catalog", "domain", "import", "store"],
        never: &["leptos", "axum", "sqlx"],
    },
    Room { name: "app", rooms: &["archive", "catalog", "domain"], never: &["sqlx", "regex"] },
    Room { name: "frontend", rooms: &["app"], never: &["sqlx", "tokio", "axum"] },
    Room { name: "server", rooms: &["app", "archive", "catalog", "domain"], never: &["sqlx"] },
    // What an address answers is known with an archive only.
    Room { name: "conformance", rooms: &["archive", "import"], never: &["leptos", "sqlx"] },
    Room { name: "hostile", rooms: &["catalog", "domain", "import"], never: &["tokio", "leptos", "sqlx"] },
    Room {
        name: "benchmark",
        rooms: &["benchmark-module", "catalog", "domain", "import"],
        never: &["tokio", "leptos", "sqlx"],
    },
    Room { name: "benchmark-module", rooms: &["catalog"], never: &["tokio", "leptos", "sqlx"] },
    Room { name: "xtask", rooms: &[], never: &["tokio", "leptos", "sqlx"] },
    Room { name: "prune", rooms: &[], never: &["tokio", "leptos", "sqlx"] },
];

/// What the page's module must not carry.
const NOT_IN_THE_BROWSER: [&str; 5] = ["sqlx", "tokio", "store", "archive", "import"];

/// The one crate through which `regex` reaches the page: Leptos's own configuration.
const MAY_BRING_REGEX: &str = "leptos_config";

fn cargo(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo {}: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// The packages of the workspace.
fn packages() -> &'static [Value] {
    static METADATA: OnceLock<Value> = OnceLock::new();
    let metadata = METADATA.get_or_init(|| {
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1"]))
            .expect("metadata is JSON")
    });
    metadata["packages"].as_array().expect("there are packages")
}

fn named(package: &Value) -> &str {
    package["name"].as_str().expect("a package has a name")
}

/// What the product uses; tests may use more.
fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|dependency| dependency["kind"].is_null())
}

#[test]
fn every_room_is_in_the_table() {
    let rooms = packages().iter().map(named).filter(|name| ROOMS.iter().all(|room| room.name != *name));
    check(
        "A new crate needs its row in xtask/tests/tidy/rooms.rs and in ARCHITECTURE.md.",
        rooms.map(str::to_owned).collect(),
    );
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let mut broken = Vec::new();
    for package in packages() {
        let Some(room) = ROOMS.iter().find(|room| room.name == named(package)) else { continue };
        for used in dependencies(package).map(named) {
            let is_a_room = ROOMS.iter().any(|room| room.name == used);
            if is_a_room && !room.rooms.contains(&used) || room.never.contains(&used) {
                broken.push(format!("{} uses {used}", room.name));
            }
        }
    }
    check("A room uses only what ARCHITECTURE.md allows it.", broken);
}

#[test]
fn the_page_reads_the_catalog_and_never_builds_it() {
    let mut broken = Vec::new();
    for package in packages().iter().filter(|package| named(package) == "app") {
        for dependency in dependencies(package) {
            let builds = dependency["features"]
                .as_array()
                .is_some_and(|features| features.iter().any(|f| f == "build"));
            if named(dependency) == "catalog" && builds {
                broken.push("app turns on catalog/build".to_owned());
            }
            if named(dependency) == "archive" && dependency["optional"] != true {
                broken.push("app uses archive outside `ssr`".to_owned());
            }
        }
    }
    check("What only the server does stays on the server.", broken);
}

#[test]
fn the_browser_carries_nothing_of_the_server() {
    let tree = cargo(&[
        "tree",
        "-p",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal",
        "--prefix",
        "depth",
    ]);
    let mut above: Vec<&str> = Vec::new();
    let mut broken = Vec::new();
    for line in tree.lines() {
        let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
        let depth: usize = line[..digits].parse().expect("cargo tree writes the depth first");
        let name = line[digits..].split(' ').next().unwrap_or_default();
        above.truncate(depth);
        let parent = above.last().copied().unwrap_or_default();
        if NOT_IN_THE_BROWSER.contains(&name) || name == "regex" && parent != MAY_BRING_REGEX {
            broken.push(format!("{} > {name}", above.join(" > ")));
        }
        above.push(name);
    }
    check(
        "The page's module carries no database, no runtime, no importer, and `regex` only as leptos_config's own.",
        broken,
    );
}
