//! Netlify: a `_redirects` file. Cloudflare Pages and others read its path rules too, not those with a query.

use super::{Rules, Target, encoded};
use domain::PostPath;
use std::fmt::Write;

pub(super) fn render(rules: &Rules<'_>) -> String {
    let mut text = "# Made by `relire redirects --format netlify`. Put it as `_redirects` beside the home page, with a 404.html.\n"
        .to_owned();
    // Forced: the home page is there, and would be shown.
    for (name, values) in &rules.queries {
        for (value, target) in values {
            // Writing to a string does not fail.
            let _ = writeln!(text, "/ {name}={} {}!", encoded(value), outcome(*target));
        }
    }
    for (path, target) in &rules.paths {
        let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
        let path = literal(&PostPath::parse(&path).to_href());
        let _ = writeln!(text, "{path} {}", outcome(*target));
    }
    text
}

fn outcome(target: Target<'_>) -> String {
    match target {
        Target::Moved(to) => format!("{} 301", literal(to)),
        Target::Gone => "/404.html 410".to_owned(),
    }
}

/// Without what would stand for a part of the address.
fn literal(path: &str) -> String {
    path.replace('*', "%2A").replace(':', "%3A")
}
