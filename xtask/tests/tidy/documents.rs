//! The documents: that they are there and that what they point at is there too.

use std::fs;
use std::path::{Path, PathBuf};

use crate::check;
use crate::files::root;

/// What somebody who opens the project looks for.
const EXPECTED: [&str; 6] =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["", "docs", "docs/decisions", "demo"] {
        let entries =
            fs::read_dir(root().join(folder)).into_iter().flatten().flatten().map(|entry| entry.path());
        found.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    found.sort();
    found
}

/// The targets of the links that stay inside the project.
fn local_links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let targets = targets.map(|target| target.split('#').next().unwrap_or_default());
    targets.filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
}

#[test]
fn the_documents_that_people_look_for_are_there() {
    let missing = EXPECTED.into_iter().filter(|name| !root().join(name).is_file());
    check("These documents are expected in the root.", missing.map(str::to_owned).collect());
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a document is text");
        let folder = path.parent().unwrap_or(Path::new("/"));
        for target in local_links(&text).filter(|target| !folder.join(target).exists()) {
            broken.push(format!("{}: {target}", path.strip_prefix(root()).unwrap_or(&path).display()));
        }
    }
    check("A link in a document leads to a file that is there.", broken);
}

#[test]
fn the_architecture_names_every_room() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap_or_default();
    let mut rooms = vec!["app".to_owned(), "frontend".to_owned(), "server".to_owned(), "xtask".to_owned()];
    for entry in fs::read_dir(root().join("crates")).expect("there are crates").flatten() {
        rooms.push(entry.file_name().to_string_lossy().into_owned());
    }
    rooms.retain(|room| !text.contains(room.as_str()));
    check("ARCHITECTURE.md says what each room is.", rooms);
}
