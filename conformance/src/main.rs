//! `cargo xtask conformance [--corpora DIR]`: real data that we did not write, file by file, what others counted in it
//! beside what we read. A difference is a failure unless `docs/conformance-differences.tsv` explains it; an
//! explanation without a difference is a failure too.

#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

mod addresses;
mod counted;
mod differences;
mod exports;
mod hostile;

use differences::Differences;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A file or an address, what is expected of it, and what came out.
struct Row {
    file: String,
    expected: String,
    got: String,
}

/// A table of the corpora, or a folder.
struct Table {
    name: &'static str,
    rows: Vec<Row>,
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = match arguments.as_slice() {
        [] => None,
        [option, folder] if option == "--corpora" => Some(PathBuf::from(folder)),
        _ => {
            eprintln!("cargo xtask conformance [--corpora DIR]");
            return ExitCode::from(2);
        }
    };
    let beside = || root.ancestors().map(|folder| folder.join("shared/corpora")).find(|path| path.is_dir());
    let Some(corpora) = named.or_else(beside).filter(|path| path.is_dir()) else {
        println!("conformance: skipped, the corpora are not here (--corpora DIR names them)");
        return ExitCode::SUCCESS;
    };
    let list = root.join("docs/conformance-differences.tsv");
    match Differences::read(&list).and_then(|differences| report(&corpora, differences)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints every row and a line for each table; whether all is as expected or explained.
fn report(corpora: &Path, mut differences: Differences) -> Result<bool, String> {
    let mut tables = vec![
        exports::strict(corpora)?,
        exports::tolerant(corpora)?,
        exports::other_platforms(corpora)?,
        hostile::xml(corpora),
        hostile::packed(corpora),
        hostile::feeds(corpora),
    ];
    tables.extend(addresses::tables(corpora)?);
    let mut summary = String::new();
    let mut good = true;
    for table in &tables {
        println!("\n── {}", table.name);
        let (mut same, mut explained, mut wrong) = (0, 0, 0);
        for row in &table.rows {
            if row.expected == row.got {
                same += 1;
                println!("ok         {}: {}", row.file, row.got);
                continue;
            }
            let why = differences.explains(table.name, &row.file);
            let mark = if why.is_some() { "explained " } else { "DIFFERENT " };
            *(if why.is_some() { &mut explained } else { &mut wrong }) += 1;
            println!("{mark} {}\n    expected {}\n    got      {}", row.file, row.expected, row.got);
            if let Some(why) = why {
                println!("    because  {why}");
            }
        }
        summary.push_str(&format!(
            "{:<16} {:>4} rows: {same} as expected, {explained} explained, {wrong} different\n",
            table.name,
            table.rows.len()
        ));
        good &= wrong == 0;
    }
    println!("\n{summary}");
    for gone in differences.not_met() {
        good = false;
        println!(
            "explained, but no longer different: {gone} (take it out of docs/conformance-differences.tsv)"
        );
    }
    println!("conformance: {}", if good { "good" } else { "NOT good" });
    Ok(good)
}
