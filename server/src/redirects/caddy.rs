//! Caddy: `map` directives of a site, and what they lead to.

use super::{Rules, Target};
use std::fmt::Write;

/// The value that stands for what was taken down.
const GONE: &str = "gone";

pub(super) fn render(rules: &Rules<'_>) -> String {
    let mut text =
        "# Made by `relire redirects --format caddy`. Import this file in the block of the site.\n"
            .to_owned();
    for (name, values) in &rules.queries {
        let rows: Vec<(String, Target<'_>)> =
            values.iter().map(|(value, target)| ((*value).to_owned(), *target)).collect();
        lookup(&mut text, &format!("http.request.uri.query.{name}"), &format!("by_{name}"), &rows);
        answer(&mut text, &format!("by_{name}"), true);
    }
    // A path is compared as a whole: with the slash at its end, and without.
    let rows: Vec<(String, Target<'_>)> = rules
        .paths
        .iter()
        .flat_map(|(path, target)| [(path.clone(), *target), (format!("{path}/"), *target)])
        .collect();
    lookup(&mut text, "http.request.uri.path", "by_path", &rows);
    answer(&mut text, "by_path", false);
    text
}

fn lookup(text: &mut String, from: &str, to: &str, rows: &[(String, Target<'_>)]) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "\nmap {{{from}}} {{relire_{to}}} {{");
    for (key, target) in rows.iter().filter(|(key, _)| can_stand(key)) {
        let target = match target {
            Target::Moved(to) => to,
            Target::Gone => GONE,
        };
        let _ = writeln!(text, "\t\"{}\" \"{target}\"", key.replace('"', "\\\""));
    }
    text.push_str("\tdefault \"\"\n}\n");
}

/// Whether a key means itself: no expression, nothing that is taken from the environment, no backslash before a quote.
fn can_stand(key: &str) -> bool {
    !key.is_empty()
        && !key.starts_with('~')
        && !key.contains("{$")
        && !key.contains("\\\"")
        && !key.ends_with('\\')
}

/// The matchers and answers of a lookup.
fn answer(text: &mut String, to: &str, at_the_root: bool) {
    let root = if at_the_root { "\tpath / /index.php\n" } else { "" };
    let _ = write!(
        text,
        "@relire_{to} {{\n{root}\tnot vars {{relire_{to}}} \"\" {GONE}\n}}\n\
         redir @relire_{to} {{relire_{to}}} 301\n\
         @relire_{to}_gone {{\n{root}\tvars {{relire_{to}}} {GONE}\n}}\n\
         respond @relire_{to}_gone 410\n"
    );
}
