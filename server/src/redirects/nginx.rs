//! nginx: `map` blocks, which are looked up by hash, and three lines for the server block.

use super::{Rules, Target, encoded};
use std::fmt::Write;

/// The value that stands for what was taken down: no address is like it.
const GONE: &str = "gone";
/// What nginx keeps with each key of a map.
const BESIDE_A_KEY: usize = 64;

pub(super) fn render(rules: &Rules<'_>) -> String {
    let paths: Vec<(String, String)> =
        rules.paths.iter().map(|(path, target)| (quoted(path), value(*target))).collect();
    let queries: Vec<(&str, Vec<(String, String)>)> = rules
        .queries
        .iter()
        .map(|(name, values)| {
            let rows = values
                .iter()
                .map(|(given, target)| (quoted(&format!("1 {name}={}", encoded(given))), value(*target)));
            (*name, rows.collect())
        })
        .collect();
    let keys = || paths.iter().chain(queries.iter().flat_map(|(_, rows)| rows)).map(|(key, _)| key.len());
    let longest = keys().max().unwrap_or(0) + BESIDE_A_KEY;
    let size = (keys().count() * 2).next_power_of_two().max(2048);
    let mut text = format!(
        "# Made by `relire redirects --format nginx`. Include this file in the http block (such as in\n\
         # /etc/nginx/conf.d/), and put these lines into the server block:\n#\n\
         #     if ($relire_gone) {{ return 410; }}\n\
         #     if ($relire_query_to) {{ return 301 $relire_query_to; }}\n\
         #     if ($relire_path_to) {{ return 301 $relire_path_to$is_args$args; }}\n#\n\
         # The two sizes are for the whole of nginx: where they are set already, keep the greater.\n\
         map_hash_max_size {size};\nmap_hash_bucket_size {};\n\n\
         map $uri $relire_path {{\n    default $uri;\n    \"~^(.+?)/+$\" $1;\n}}\n\n\
         map $relire_path $relire_root {{\n    default \"\";\n    / 1;\n    /index.php 1;\n}}\n",
        longest.next_power_of_two().max(128)
    );
    map(&mut text, "$relire_path", "$relire_path_to", "\"\"", &paths);
    // Each parameter's map falls back on the next one's.
    let mut next = "\"\"".to_owned();
    for (place, (name, rows)) in queries.iter().enumerate().rev() {
        let to = if place == 0 { "$relire_query_to".to_owned() } else { format!("$relire_by_{name}") };
        map(&mut text, &format!("\"$relire_root {name}=$arg_{name}\""), &to, &next, rows);
        next = to;
    }
    if queries.is_empty() {
        map(&mut text, "$uri", "$relire_query_to", "\"\"", &[]);
    }
    let gone = [(quoted(GONE), "1".to_owned())];
    map(&mut text, "\"$relire_query_to$relire_path_to\"", "$relire_gone", "\"\"", &gone);
    text
}

fn map(text: &mut String, from: &str, to: &str, default: &str, rows: &[(String, String)]) {
    // Writing to a string does not fail.
    let _ = write!(text, "\nmap {from} {to} {{\n    default {default};\n");
    for (key, value) in rows {
        let _ = writeln!(text, "    {key} {value};");
    }
    text.push_str("}\n");
}

/// A target never has a quote or a backslash; a dollar sign would begin a variable.
fn value(target: Target<'_>) -> String {
    match target {
        Target::Moved(to) => format!("\"{}\"", to.replace('$', "%24")),
        Target::Gone => format!("\"{GONE}\""),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
