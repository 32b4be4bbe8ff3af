//! `Leptos.toml`, read with the line of everything in it.

use super::keys::{KEYS, Key, Section, Shape};
use super::{ConfigError, Place};
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Keys that cargo-leptos reads from `Cargo.toml` when it builds, and the server never.
const BUILD_KEYS: &[&str] = &[
    "name",
    "bin-package",
    "bin-target",
    "lib-package",
    "style-file",
    "assets-dir",
    "browserquery",
    "bin-features",
    "lib-features",
    "lib-profile-release",
    "end2end-cmd",
    "end2end-dir",
    "hash-file-name",
    "wasm-opt-features",
];

/// A key that the file gives, with its value as text and where it stands.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) key: &'static Key,
    pub(super) value: String,
    pub(super) place: Place,
}

/// Reads the whole file; unknown keys and values of another kind are refused.
pub(super) fn read(path: &Path, text: &str) -> Result<Vec<Given>, ConfigError> {
    let file = File { path, text };
    let document = DeTable::parse(text).map_err(|error| {
        file.error(error.span().unwrap_or_default(), format!("no TOML: {}", error.message()))
    })?;
    let mut given = Vec::new();
    for (name, value) in document.get_ref().iter() {
        match (name.get_ref().as_ref(), value.get_ref()) {
            ("archive", DeValue::Table(table)) => file.section(Section::Archive, table, &mut given)?,
            ("archive", _) => {
                return Err(file.error(value.span(), "`archive` must be a table: [archive]".into()));
            }
            ("workspace", workspace) => file.leptos(workspace, value.span(), &mut given)?,
            (other, _) => return Err(file.error(name.span(), misplaced(other, None))),
        }
    }
    Ok(given)
}

struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

impl File<'_> {
    /// `[[workspace.metadata.leptos]]`, once.
    fn leptos(
        &self,
        value: &DeValue<'_>,
        span: Range<usize>,
        given: &mut Vec<Given>,
    ) -> Result<(), ConfigError> {
        let metadata = value.get("metadata").and_then(|metadata| metadata.get_ref().get("leptos"));
        match metadata.and_then(|leptos| leptos.get_ref().as_array()) {
            Some(tables) if tables.len() == 1 => match tables.iter().next().map(|table| table.get_ref()) {
                Some(DeValue::Table(table)) => self.section(Section::Leptos, table, given),
                _ => Err(self.error(span, "[[workspace.metadata.leptos]] must be a table".into())),
            },
            _ => Err(self.error(
                span,
                "of `workspace`, only one table is read here: [[workspace.metadata.leptos]]".into(),
            )),
        }
    }

    fn section(
        &self,
        section: Section,
        table: &DeTable<'_>,
        given: &mut Vec<Given>,
    ) -> Result<(), ConfigError> {
        for (name, value) in table.iter() {
            let Some(key) = KEYS.iter().find(|key| key.section == section && key.name == name.get_ref())
            else {
                return Err(self.error(name.span(), misplaced(name.get_ref(), Some(section))));
            };
            let Some(text) = as_text(key.shape, value.get_ref()) else {
                let kind = match key.shape {
                    Shape::Text => "a text in quotes",
                    Shape::Texts => "a list of texts, [\"…\"]",
                    Shape::Number => "a number",
                    Shape::Switch => "true or false, without quotes",
                };
                let message = format!("`{}` must be {kind}: {}", key.name, key.allowed);
                return Err(self.error(value.span(), message));
            };
            let place = Place::File { path: self.path.to_owned(), line: self.line(value.span()) };
            given.push(Given { key, value: text, place });
        }
        Ok(())
    }

    fn line(&self, span: Range<usize>) -> usize {
        1 + self.text.bytes().take(span.start).filter(|b| *b == b'\n').count()
    }

    fn error(&self, span: Range<usize>, message: String) -> ConfigError {
        ConfigError::Value {
            place: Place::File { path: self.path.to_owned(), line: self.line(span) },
            message,
        }
    }
}

/// A value of the right kind as the text that a variable would give. None for another kind.
fn as_text(shape: Shape, value: &DeValue<'_>) -> Option<String> {
    match shape {
        Shape::Text => value.as_str().map(str::to_owned),
        Shape::Number => value.as_integer().filter(|n| n.radix() == 10).map(|n| n.as_str().to_owned()),
        Shape::Switch => value.as_bool().map(|b| b.to_string()),
        Shape::Texts => {
            let items =
                value.as_array()?.iter().map(|item| item.get_ref().as_str().filter(|s| !s.contains(',')));
            Some(items.collect::<Option<Vec<_>>>()?.join(","))
        }
    }
}

/// What to say of a key that its table does not have.
fn misplaced(name: &str, section: Option<Section>) -> String {
    if let Some(key) = KEYS.iter().find(|key| key.name == name && Some(key.section) != section) {
        return format!("`{name}` goes under {}", key.section.header());
    }
    if BUILD_KEYS.contains(&name) {
        return format!("`{name}` is cargo-leptos' and goes into Cargo.toml");
    }
    let here: Vec<&str> =
        KEYS.iter().filter(|key| section.is_none_or(|s| s == key.section)).map(|key| key.name).collect();
    let nearest = here
        .iter()
        .map(|key| (strsim::damerau_levenshtein(key, &name.to_lowercase()), *key))
        .min()
        .filter(|(distance, key)| *distance <= 1 + key.len() / 3);
    let place = section.map(|s| format!(" under {}", s.header())).unwrap_or_default();
    let hint = nearest.map(|(_, key)| format!(" (did you mean `{key}`?)")).unwrap_or_default();
    match section {
        Some(_) => format!("unknown key `{name}`{place}{hint}; allowed: {}", here.join(", ")),
        None => format!(
            "unknown key `{name}`{hint}; allowed: the tables [archive] and [[workspace.metadata.leptos]]"
        ),
    }
}
