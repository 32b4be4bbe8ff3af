//! Apache: mod_rewrite, in a site's configuration or a `.htaccess` at its root.

use super::{Rules, Target, encoded};
use std::fmt::Write;

pub(super) fn render(rules: &Rules<'_>) -> String {
    let mut text = "# Made by `relire redirects --format apache`. Needs mod_rewrite. Into a site's configuration, or a .htaccess\n\
         # in its root with `AllowOverride FileInfo`.\nRewriteEngine On\n"
        .to_owned();
    let count: usize = rules.queries.iter().map(|(_, values)| values.len()).sum();
    if count > 0 {
        let names = rules.queries.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("|");
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "\n# Addresses with none of these parameters pass over the rules that ask for them.\n\
             RewriteCond %{{QUERY_STRING}} \"!(?:^|&)(?:{names})=\"\nRewriteRule \"^\" \"-\" [S={count}]\n"
        );
    }
    for (name, values) in &rules.queries {
        for (value, target) in values {
            let value = argument(&expression(&encoded(value)));
            let _ = writeln!(text, "RewriteCond %{{QUERY_STRING}} \"(?:^|&){name}={value}(?:&|$)\" [NC]");
            let _ = writeln!(text, "RewriteRule \"^/?(?:index\\.php)?$\" {}", outcome(*target, "QSD", ""));
        }
    }
    text.push('\n');
    for (path, target) in &rules.paths {
        let path = argument(&expression(path.trim_start_matches('/')));
        let _ = writeln!(text, "RewriteRule \"^/?{path}/?$\" {}", outcome(*target, "", "NC"));
    }
    text
}

/// Where a rule leads. Path rules keep the query that was asked, query rules answer it.
fn outcome(target: Target<'_>, query: &str, case: &str) -> String {
    let flags = |base: &str| {
        let flags = [base, query, case].into_iter().filter(|flag| !flag.is_empty());
        flags.collect::<Vec<_>>().join(",")
    };
    match target {
        // A percent or dollar sign before a digit would be a reference to what was matched.
        Target::Moved(to) => {
            format!("\"{}\" [{}]", to.replace('%', "\\%").replace('$', "\\$"), flags("R=301,L,NE"))
        }
        Target::Gone if case.is_empty() => "\"-\" [G]".to_owned(),
        Target::Gone => format!("\"-\" [G,{case}]"),
    }
}

/// An expression that matches a text as it is.
fn expression(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// As it stands between quotes in a rewrite rule, where nothing escapes a quote.
fn argument(text: &str) -> String {
    text.replace('"', "\\x22")
}
