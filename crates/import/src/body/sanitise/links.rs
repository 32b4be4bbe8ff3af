//! Links of clean HTML: where they lead, and the same HTML with them leading elsewhere. What is clean is written in
//! one way (an attribute's value between `"`, with `"` and `&` escaped; `<` only where a tag begins), so that no tree
//! has to be made of it.

use super::is_link;
use domain::SafeHtml;
use std::ops::Range;

/// Where the links of a body or comment lead, in order.
#[must_use]
pub fn links(html: &SafeHtml) -> Vec<String> {
    places(html.as_str()).map(|place| unescaped(&html.as_str()[place])).collect()
}

/// A body or comment with its links leading where `to` says; None, or what no link may lead to, leaves one as it is.
#[must_use]
pub fn with_links(html: &SafeHtml, to: &dyn Fn(&str) -> Option<String>) -> SafeHtml {
    let text = html.as_str();
    let mut changed = String::new();
    let mut done = 0;
    for place in places(text) {
        let Some(address) = to(&unescaped(&text[place.clone()])).filter(|address| is_link(address)) else {
            continue;
        };
        changed.push_str(&text[done..place.start]);
        changed.push_str(&escaped(&address));
        done = place.end;
    }
    if done == 0 {
        return html.clone();
    }
    changed.push_str(&text[done..]);
    SafeHtml::vouched(changed)
}

/// The values of the `href` of every `<a …>`, as written.
fn places(html: &str) -> impl Iterator<Item = Range<usize>> {
    const OPENS: &str = "<a ";
    const NAMES: &str = "href=\"";
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let mut at = from + html[from..].find(OPENS)? + OPENS.len();
            // Attribute after attribute, up to the end of the tag.
            loop {
                from = at;
                let rest = &html[at..];
                let opens = rest.find('"').unwrap_or(rest.len());
                if rest.find('>').unwrap_or(0) <= opens {
                    break;
                }
                let start = at + opens + 1;
                let end = start + html[start..].find('"')?;
                at = end + 1;
                let name = &rest[..=opens];
                if name.trim_start() == NAMES {
                    from = at;
                    return Some(start..end);
                }
            }
        }
    })
}

fn unescaped(value: &str) -> String {
    value
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

fn escaped(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\u{a0}', "&nbsp;")
}

#[cfg(test)]
mod tests {
    use super::super::body;
    use super::*;

    #[test]
    fn links_lead_elsewhere_and_nothing_else_changes() {
        let rel = "rel=\"noopener noreferrer\"";
        for (html, shown) in [
            (
                "<p>href=\"/a\" <a href=\"/a\">a</a></p>",
                format!("<p>href=\"/a\" <a href=\"/b?x=1&amp;y=%22\" {rel}>a</a></p>"),
            ),
            (
                "<p><a id=\"n-1\" href=\"/a\">a</a></p>",
                format!("<p><a id=\"n-1\" href=\"/b?x=1&amp;y=%22\" {rel}>a</a></p>"),
            ),
            (
                "<p><a href=\"/c\">a</a> <a href=\"/a\">b</a></p>",
                format!("<p><a href=\"/c\" {rel}>a</a> <a href=\"/b?x=1&amp;y=%22\" {rel}>b</a></p>"),
            ),
            (
                "<img src=\"/x.png\" alt='&lt;a href=\"/a\">'><p>&lt;a href=\"/a\"></p>",
                "<img src=\"/x.png\" alt=\"<a href=&quot;/a&quot;>\"><p>&lt;a href=\"/a\"&gt;</p>".into(),
            ),
            ("<a>a</a><p title=\"/a\">b</p>", format!("<a {rel}>a</a><p>b</p>")),
            ("<p>a < b</p>", "<p>a &lt; b</p>".into()),
        ] {
            let clean = body(html);
            let changed = with_links(&clean, &|href| (href == "/a").then(|| "/b?x=1&y=%22".to_owned()));
            let shown = body(&shown);
            assert_eq!(changed.as_str(), shown.as_str(), "{html}");
            assert_eq!(body(changed.as_str()), changed, "{html}");
        }
    }

    #[test]
    fn no_link_is_made_that_may_not_be() {
        let clean = body("<a href=\"/a\">a</a>");
        for to in ["javascript:x", "//evil.example", "/\\evil.example", "data:x", "/a\nb"] {
            assert_eq!(with_links(&clean, &|_| Some(to.to_owned())), clean, "{to}");
        }
        assert!(!with_links(&clean, &|_| Some("/\"><script>".to_owned())).as_str().contains("<script"));
        assert_eq!(links(&body("<a href=\"/?a=1&amp;b=2\">a</a><a href=\"#x\">b</a>")), ["/?a=1&b=2", "#x"]);
    }
}
