//! What may be written where.

use crate::check;
use crate::files::{is_test, product_lines, sources};

/// A rule about lines of Rust.
struct Ban {
    rule: &'static str,
    /// Paths in which it holds.
    within: &'static [&'static str],
    /// Paths in which it does not.
    but: &'static [&'static str],
    /// Whether a line breaks it.
    breaks: fn(&str) -> bool,
}

const LIBRARIES: &[&str] = &["app/src/", "crates/", "frontend/src/"];
const PRODUCT: &[&str] = &["app/src/", "crates/", "frontend/src/", "server/src/"];

const BANS: &[Ban] = &[
    Ban {
        rule: "Foreign HTML becomes ours in import's sanitiser and comes back from the store; nobody else vouches for HTML.",
        within: PRODUCT,
        but: &["crates/domain/src/html.rs", "crates/import/src/body/sanitise", "crates/store/"],
        breaks: |line| line.contains("SafeHtml::vouched"),
    },
    Ban {
        rule: "No style attributes: the content policy refuses them. A share is an SVG width or a class.",
        within: &["app/src/"],
        but: &[],
        breaks: |line| line.contains(" style=") || has_style_directive(line),
    },
    Ban {
        rule: "No query macros: they bind a build to one engine and to a variable of the environment.",
        within: PRODUCT,
        but: &[],
        breaks: |line| {
            ["query!(", "query_as!(", "query_scalar!(", "query_file!(", "query_file_as!("]
                .iter()
                .any(|m| line.contains(m))
        },
    },
    Ban {
        rule: "SQL stands in crates/store/queries and crates/store/migrations, one statement a named file.",
        within: PRODUCT,
        but: &["crates/store/queries/", "crates/store/migrations/"],
        breaks: |line| STATEMENTS.iter().any(|statement| line.contains(statement)),
    },
    Ban {
        rule: "SQL that is put together at run time is the store's affair.",
        within: PRODUCT,
        but: &["crates/store/"],
        breaks: |line| line.contains("AssertSqlSafe"),
    },
    Ban {
        rule: "Libraries do not print; they return.",
        within: LIBRARIES,
        but: &[],
        breaks: |line| {
            ["println!(", "eprintln!(", " print!(", "eprint!(", "dbg!("].iter().any(|m| line.contains(m))
        },
    },
    Ban {
        rule: "The page's first rendering is the same on both sides: nothing is chosen by `cfg!(target_arch)`.",
        within: &["app/src/"],
        but: &[],
        breaks: |line| line.contains("cfg!(target_arch"),
    },
];

const STATEMENTS: [&str; 7] =
    ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE FROM", "\"CREATE TABLE", "\"CREATE INDEX", "\"DROP "];

/// `style:width=…`, and not `some::style::path`.
fn has_style_directive(line: &str) -> bool {
    line.split(" style:").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '-'))
}

#[test]
fn what_is_banned_stays_out() {
    let files = sources(&["rs"]);
    for ban in BANS {
        let mut broken = Vec::new();
        for (path, text) in &files {
            let holds = ban.within.iter().any(|start| path.starts_with(start));
            if !holds || is_test(path) || ban.but.iter().any(|start| path.starts_with(start)) {
                continue;
            }
            let lines = product_lines(text).filter(|(_, line)| (ban.breaks)(line));
            broken.extend(lines.map(|(number, line)| format!("{path}:{number}: {}", line.trim())));
        }
        check(ban.rule, broken);
    }
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not name what it looks for.
    let marks = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["todo", "!("].concat(),
        ["unimpl", "emented!("].concat(),
    ];
    let mut broken = Vec::new();
    for (path, text) in sources(&["rs", "ts", "css", "sql"]) {
        for (index, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark.as_str())) {
                broken.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    check("What is not done is in an issue, not in the code.", broken);
}
