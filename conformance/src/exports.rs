//! Exports, held to the counts of independent programs.

use crate::counted::{Line, Listed, expected_items, read};
use crate::{Row, Table};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn rows(corpora: &Path, table: &str) -> Result<Vec<Vec<String>>, String> {
    let path = corpora.join(table);
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn column(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

fn number(row: &[String], at: usize) -> u64 {
    column(row, at).parse().unwrap_or_default()
}

/// What a row of `expected.tsv` says is listed before the items.
fn listed(row: &[String]) -> Listed {
    Listed {
        categories: number(row, 10),
        tags: number(row, 11),
        terms: number(row, 12),
        authors: number(row, 13),
    }
}

/// WordPress exports that strict XML accepts: every count.
pub fn strict(corpora: &Path) -> Result<Table, String> {
    let mut table = Table { name: "wordpress", rows: Vec::new() };
    for row in rows(corpora, "expected.tsv")? {
        let file = column(&row, 0);
        if !file.starts_with("wxr/") || !column(&row, 2).starts_with("yes") {
            continue;
        }
        let extra: Value = serde_json::from_str(row.last().map_or("{}", String::as_str)).unwrap_or_default();
        let passwords = extra["password"].as_u64().unwrap_or_default();
        let items = expected_items(column(&row, 6), passwords)?;
        let title = column(&row, 3).split_whitespace().collect::<Vec<_>>().join(" ");
        let line = Line(&items, number(&row, 7), Some(number(&row, 9)));
        let expected = format!("“{title}”: {line}, {}", listed(&row));
        let (counted, refused) = read(&corpora.join(file), false);
        let got = match refused {
            Some(refused) => format!("refused: {}", refused.reason),
            None => {
                let line = Line(&counted.items, counted.comments, Some(counted.attachments));
                format!("“{}”: {line}, {}", counted.title, counted.listed)
            }
        };
        table.rows.push(Row { file: file.to_owned(), expected, got });
    }
    Ok(table)
}

/// Exports that strict XML refuses: what a repair finds, or a refusal that says where and what to do.
pub fn tolerant(corpora: &Path) -> Result<Table, String> {
    let mut table = Table { name: "repaired", rows: Vec::new() };
    // What strict XML reads before the damage.
    let before: BTreeMap<String, Listed> = rows(corpora, "expected.tsv")?
        .iter()
        .map(|row| (column(row, 0).to_owned(), listed(row)))
        .filter(|(_, listed)| *listed != Listed::default())
        .collect();
    for row in rows(corpora, "expected_tolerant.tsv")? {
        let file = column(&row, 0);
        if !file.starts_with("wxr/") {
            continue;
        }
        let items = expected_items(column(&row, 5), 0)?;
        let whole = column(&row, 3) == "yes";
        let path = corpora.join(file);
        let (counted, refused) = read(&path, false);
        let (expected, got) = if whole {
            let got = refused.map_or_else(
                || Line(&counted.items, counted.comments, None).to_string(),
                |refused| format!("refused: {}", refused.reason),
            );
            (Line(&items, number(&row, 6), None).to_string(), got)
        } else {
            let read_before = refused.as_ref().map(|refused| refused.items_read);
            let (partly, _) = read(&path, true);
            (
                format!("refused after {} items; with --partial {} items", number(&row, 4), number(&row, 4)),
                match read_before {
                    Some(items) => {
                        format!("refused after {items} items; with --partial {} items", partly.all())
                    }
                    None => format!("read: {}", Line(&counted.items, counted.comments, None)),
                },
            )
        };
        let (expected, got) = match before.get(file) {
            Some(before) => (format!("{expected}, {before}"), format!("{got}, {}", counted.listed)),
            None => (expected, got),
        };
        table.rows.push(Row { file: file.to_owned(), expected, got });
    }
    Ok(table)
}

/// Exports of other platforms: read with their counts, or refused with a reason that says what to do.
pub fn other_platforms(corpora: &Path) -> Result<Table, String> {
    let mut table = Table { name: "other platforms", rows: Vec::new() };
    for row in rows(corpora, "expected.tsv")? {
        let file = column(&row, 0);
        if !file.starts_with("exports/") {
            continue;
        }
        let (counted, refused) = read(&corpora.join(file), false);
        let got = match refused {
            Some(refused) if refused.reason.len() > 40 => "refused with a reason".to_owned(),
            Some(refused) => format!("refused: {}", refused.reason),
            None => format!("{} items", counted.all()),
        };
        table.rows.push(Row { file: file.to_owned(), expected: format!("{} items", number(&row, 5)), got });
    }
    Ok(table)
}
