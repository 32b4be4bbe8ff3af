//! The list of differences that are known, each with its reason.

use std::collections::BTreeMap;
use std::path::Path;

/// Table and file to reason, and whether it was met.
pub struct Differences(BTreeMap<(String, String), (String, bool)>);

impl Differences {
    /// Reads `table, file, reason` from a table with a head line.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut known = BTreeMap::new();
        for (line, number) in text.lines().zip(1..).skip(1).filter(|(line, _)| !line.is_empty()) {
            let mut columns = line.splitn(3, '\t').map(str::to_owned);
            let (Some(table), Some(file), Some(reason)) = (columns.next(), columns.next(), columns.next())
            else {
                return Err(format!(
                    "{}, line {number}: table, file and reason are separated by tabs",
                    path.display()
                ));
            };
            known.insert((table, file), (reason, false));
        }
        Ok(Self(known))
    }

    /// Why a file differs. A row whose file ends in `/` speaks for a folder.
    pub fn explains(&mut self, table: &str, file: &str) -> Option<String> {
        let starts = file.match_indices('/').map(|(at, _)| &file[..=at]);
        let (reason, met) = starts
            .chain([file])
            .map(|name| (table.to_owned(), name.to_owned()))
            .find(|key| self.0.contains_key(key))
            .and_then(|key| self.0.get_mut(&key))?;
        *met = true;
        Some(reason.clone())
    }

    /// What explains nothing.
    pub fn not_met(&self) -> impl Iterator<Item = String> {
        let rest = self.0.iter().filter(|(_, (_, met))| !met);
        rest.map(|((table, file), _)| format!("{table}: {file}"))
    }
}
