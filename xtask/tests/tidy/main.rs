//! The rules of the house, held by machine: who may use whom, where SQL and trusted HTML may stand, how long a file
//! may grow. Each test is a rule and lists every place that breaks it.

mod documents;
mod files;
mod rooms;
mod words;

/// Fails with all the places where a rule is broken.
#[track_caller]
fn check(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}
