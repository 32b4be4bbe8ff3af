//! Holds that every command and every option of `relire --help` stands in the documentation.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::project::Project;
use crate::{Trouble, process};

/// What the binary offers and no page of the documentation names; empty when all is told.
pub fn undocumented(project: &Project) -> Result<Vec<String>, Trouble> {
    let text = documentation(project.root())?;
    let mut missing = BTreeSet::new();
    let top = help(project, &[])?;
    for command in commands(&top) {
        if !text.contains(&format!("relire {command}")) {
            missing.insert(format!("relire {command}"));
        }
        for option in options(&help(project, &[&command])?) {
            if !text.contains(&option) {
                missing.insert(format!("{option} (of relire {command})"));
            }
        }
    }
    Ok(missing.into_iter().collect())
}

fn help(project: &Project, command: &[&str]) -> Result<String, Trouble> {
    let binary = project.binary();
    process::answer(process::command(project, &binary.to_string_lossy()).args(command).arg("--help"))
        .ok_or_else(|| format!("{} {} --help failed", binary.display(), command.join(" ")).into())
}

fn documentation(root: &Path) -> Result<String, Trouble> {
    let mut text = fs::read_to_string(root.join("README.md"))?;
    for entry in fs::read_dir(root.join("docs"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            text.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(text)
}

/// The names under `Commands:`, save `help` itself.
fn commands(help: &str) -> Vec<String> {
    let section = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = section.take_while(|line| line.starts_with("  ")).filter_map(|line| {
        let is_entry = !line.starts_with("   ");
        is_entry.then(|| line.split_whitespace().next().unwrap_or_default().to_owned())
    });
    names.filter(|name| name != "help").collect()
}

/// The long options, save `--help` and `--version`.
fn options(help: &str) -> BTreeSet<String> {
    let entries = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let names =
        entries.filter_map(|line| line.split([' ', ',', '=', '[']).find(|word| word.starts_with("--")));
    names.filter(|name| !matches!(*name, "--help" | "--version")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{commands, options};

    const HELP: &str = "An archive\n\nUsage: relire <COMMAND>\n\nCommands:\n  import  Imports export files\n  serve   Serves\n          the archive\n  help    Print this\n\nOptions:\n      --config <FILE>  Where\n  -n, --dry-run        Nothing is kept\n  -h, --help           Print help\n";

    #[test]
    fn commands_and_options_are_read_from_the_help_text() {
        assert_eq!(commands(HELP), ["import", "serve"]);
        assert_eq!(options(HELP).into_iter().collect::<Vec<_>>(), ["--config", "--dry-run"]);
    }
}
