//! The redirect map as other servers read it. What leads where is the archive's to say; here it is only written.

mod apache;
mod caddy;
mod netlify;
mod nginx;

use archive::{OldAddress, Redirect};
use std::collections::{BTreeMap, BTreeSet};

/// Whose configuration is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// nginx: maps for the http block.
    Nginx,
    /// Apache: rewrite rules for a site or a .htaccess.
    Apache,
    /// Caddy: a snippet for a site.
    Caddy,
    /// Netlify: a `_redirects` file.
    Netlify,
}

/// The map in a server's words. The same redirects make the same bytes.
#[must_use]
pub fn render(redirects: &[Redirect], format: Format) -> String {
    let rules = Rules::of(redirects);
    match format {
        Format::Nginx => nginx::render(&rules),
        Format::Apache => apache::render(&rules),
        Format::Caddy => caddy::render(&rules),
        Format::Netlify => netlify::render(&rules),
    }
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target<'a> {
    /// From `/`, encoded; nothing in it means anything to a server's configuration but `%`.
    Moved(&'a str),
    Gone,
}

/// The rules, apart by how they are matched.
#[derive(Debug, Default)]
struct Rules<'a> {
    /// Decoded paths without a slash at their end.
    paths: BTreeMap<String, Target<'a>>,
    /// By parameter, in the order in which the archive looks at them: values and targets.
    queries: Vec<(&'a str, BTreeMap<&'a str, Target<'a>>)>,
}

/// Which parameter says more of an address that has several.
const ORDER: [&str; 8] = ["p", "page_id", "attachment_id", "m", "cat", "tag_id", "category_name", "author"];

impl<'a> Rules<'a> {
    fn of(redirects: &'a [Redirect]) -> Self {
        let mut rules = Rules::default();
        let mut queries: BTreeMap<(usize, &str), BTreeMap<&str, Target<'a>>> = BTreeMap::new();
        // Servers compare without case, or with: what differs only in it is one rule, the first.
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for redirect in redirects {
            let target = match &redirect.to {
                Some(to) if is_plain(to) => Target::Moved(to),
                Some(_) => continue,
                None => Target::Gone,
            };
            match &redirect.from {
                OldAddress::Path(path) => {
                    let path = path.trim_end_matches('/');
                    if !path.is_empty() && seen.insert(path.to_lowercase()) {
                        rules.paths.insert(path.to_owned(), target);
                    }
                }
                OldAddress::Query { name, value } => {
                    if is_name(name) && seen.insert(format!("?{name}={}", value.to_lowercase())) {
                        let place = ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len());
                        queries.entry((place, name)).or_default().insert(value, target);
                    }
                }
            }
        }
        rules.queries = queries.into_iter().map(|((_, name), values)| (name, values)).collect();
        rules
    }
}

/// Whether a target can stand in every configuration: printed characters, none that ends a word or quotes.
fn is_plain(target: &str) -> bool {
    target
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\' | b'{' | b'}' | b'<' | b'>'))
}

/// Whether a parameter can be part of a variable's name.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A value as a query holds it.
fn encoded(value: &str) -> String {
    catalog::query::url::encode(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(from: &str, to: Option<&str>) -> Redirect {
        Redirect { from: OldAddress::Path(from.into()), to: to.map(str::to_owned) }
    }

    fn query(name: &str, value: &str, to: Option<&str>) -> Redirect {
        let from = OldAddress::Query { name: name.into(), value: value.into() };
        Redirect { from, to: to.map(str::to_owned) }
    }

    fn nasty() -> Vec<Redirect> {
        vec![
            path("/2018/été à \"la\" $carte (1+1)/", Some("/2018/%C3%A9t%C3%A9/")),
            path("/a\\b.c*[d]{e}^|", Some("/tag/a$b/?x=1")),
            path("/retiré/", None),
            path("/RETIRÉ", Some("/ailleurs/")),
            query("m", "201807", Some("/2018/07/")),
            query("p", "7", Some("/2018/07/12/%C3%A9t%C3%A9/")),
            query("p", "8", None),
            query("tag", "l’été", Some("/?tag=ete")),
            query("p;x", "1", Some("/bad/")),
            path("/controlled/", Some("/a b\"/")),
        ]
    }

    /// The lines that hold rules.
    fn check(format: Format, lines: &[&str]) {
        let text = render(&nasty(), format);
        let mut rules = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        for line in lines {
            assert!(
                rules.any(|rule| rule == *line),
                "{format:?}: no line {line}\nafter the one before, in:\n{text}"
            );
        }
        for never in ["ailleurs", "bad", "controlled"] {
            assert!(!text.contains(never), "{text}");
        }
        assert_eq!(text, render(&nasty(), format));
    }

    #[test]
    fn nginx_reads_paths_as_they_are_and_values_without_variables() {
        check(
            Format::Nginx,
            &[
                r#""/2018/été à \"la\" $carte (1+1)" "/2018/%C3%A9t%C3%A9/";"#,
                r#""/a\\b.c*[d]{e}^|" "/tag/a%24b/?x=1";"#,
                r#""/retiré" "gone";"#,
                r#""1 tag=l%E2%80%99%C3%A9t%C3%A9" "/?tag=ete";"#,
                r#""1 m=201807" "/2018/07/";"#,
                r#""1 p=7" "/2018/07/12/%C3%A9t%C3%A9/";"#,
                r#""1 p=8" "gone";"#,
            ],
        );
    }

    #[test]
    fn apache_reads_paths_as_expressions_and_targets_without_references() {
        check(
            Format::Apache,
            &[
                r#"RewriteCond %{QUERY_STRING} "(?:^|&)p=7(?:&|$)" [NC]"#,
                r#"RewriteRule "^/?(?:index\.php)?$" "/2018/07/12/\%C3\%A9t\%C3\%A9/" [R=301,L,NE,QSD]"#,
                r#"RewriteCond %{QUERY_STRING} "(?:^|&)p=8(?:&|$)" [NC]"#,
                r#"RewriteRule "^/?(?:index\.php)?$" "-" [G]"#,
                r#"RewriteRule "^/?2018/été à \x22la\x22 \$carte \(1\+1\)/?$" "/2018/\%C3\%A9t\%C3\%A9/" [R=301,L,NE,NC]"#,
                r#"RewriteRule "^/?a\\b\.c\*\[d\]\{e\}\^\|/?$" "/tag/a\$b/?x=1" [R=301,L,NE,NC]"#,
                r#"RewriteRule "^/?retiré/?$" "-" [G,NC]"#,
            ],
        );
    }

    #[test]
    fn caddy_reads_both_spellings_of_a_path() {
        check(
            Format::Caddy,
            &[
                r#""201807" "/2018/07/""#,
                r#""/2018/été à \"la\" $carte (1+1)" "/2018/%C3%A9t%C3%A9/""#,
                r#""/2018/été à \"la\" $carte (1+1)/" "/2018/%C3%A9t%C3%A9/""#,
                r#""/retiré" "gone""#,
            ],
        );
    }

    #[test]
    fn netlify_reads_paths_encoded_and_queries_between() {
        check(
            Format::Netlify,
            &[
                "/ p=7 /2018/07/12/%C3%A9t%C3%A9/ 301!",
                "/ p=8 /404.html 410!",
                "/ m=201807 /2018/07/ 301!",
                "/2018/%C3%A9t%C3%A9%20%C3%A0%20%22la%22%20$carte%20(1+1) /2018/%C3%A9t%C3%A9/ 301",
                "/retir%C3%A9 /404.html 410",
            ],
        );
    }
}
