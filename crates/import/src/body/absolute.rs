//! A body that leaves the archive, in a feed: its addresses say where they lead.

use super::tree::Tree;
use domain::SafeHtml;

/// The body with whole addresses, as text: no page of ours shows it. Nothing else changes, so that it is as safe as it was;
/// what begins at `/` does so at `origin` (`https://archive.example`, without a slash at its end), and what begins at the post (`#note`) at `address`, the post's own whole address.
#[must_use]
pub fn absolute(html: &SafeHtml, origin: &str, address: &str) -> String {
    let mut tree = Tree::parse(html.as_str());
    let mut changed = false;
    for id in tree.all_below(Tree::ROOT) {
        for name in ["href", "src", "poster", "srcset"] {
            let Some(value) = tree.attribute(id, name) else { continue };
            let whole = match name {
                "srcset" => candidates(value, origin, address),
                _ => whole(value, origin, address),
            };
            if let Some(whole) = whole {
                tree.set_attribute(id, name, Some(&whole));
                changed = true;
            }
        }
    }
    if changed { tree.to_html() } else { html.as_str().to_owned() }
}

/// The whole address; None where it is whole already, or no address of a page.
fn whole(value: &str, origin: &str, address: &str) -> Option<String> {
    let value = value.trim();
    if value.starts_with('/') && !value.starts_with("//") {
        return Some(format!("{origin}{value}"));
    }
    let before_fragment = address.split('#').next().unwrap_or_default();
    if value.is_empty() || value.starts_with('#') {
        return Some(format!("{before_fragment}{value}"));
    }
    if url::Url::parse(value) != Err(url::ParseError::RelativeUrlWithoutBase) {
        return None;
    }
    url::Url::parse(address).ok()?.join(value).ok().map(String::from)
}

/// The addresses of a `srcset`, whole: `/a.png 2x, /b.png 3x`.
fn candidates(value: &str, origin: &str, address: &str) -> Option<String> {
    let one = |candidate: &str| {
        let candidate = candidate.trim();
        let (at, size) = candidate.split_once(char::is_whitespace).unwrap_or((candidate, ""));
        let at = whole(at, origin, address).unwrap_or_else(|| at.to_owned());
        format!("{at} {}", size.trim()).trim_end().to_owned()
    };
    // A comma may stand in an address, but not before a space.
    let whole: Vec<String> = value.split(", ").filter(|c| !c.trim().is_empty()).map(one).collect();
    let whole = whole.join(", ");
    (whole != value).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::super::sanitise;
    use super::*;

    #[test]
    fn addresses_say_where_they_lead() {
        let rel = " rel=\"noopener noreferrer\"";
        for (stored, sent) in [
            (
                "<a href=\"/2018/07/%C3%A9t%C3%A9/?a=1&amp;b=2\">x</a>",
                format!("<a href=\"https://a.example/2018/07/%C3%A9t%C3%A9/?a=1&amp;b=2\"{rel}>x</a>"),
            ),
            ("<a href=\"#note\">1</a>", format!("<a href=\"https://a.example/p/#note\"{rel}>1</a>")),
            ("<a href=\"https://b.example/x\">x</a>", format!("<a href=\"https://b.example/x\"{rel}>x</a>")),
            ("<a href=\"mailto:a@b.example\">x</a>", format!("<a href=\"mailto:a@b.example\"{rel}>x</a>")),
            (
                "<p><img src=\"/media/h/a.png\" alt=\"x\"></p>",
                "<p><img alt=\"x\" src=\"https://a.example/media/h/a.png\"></p>".to_owned(),
            ),
            ("<p>3 &lt; 4 ]]&gt;</p>", "<p>3 &lt; 4 ]]&gt;</p>".to_owned()),
        ] {
            let body = absolute(&sanitise::body(stored), "https://a.example", "https://a.example/p/");
            assert_eq!(body, sent, "{stored}");
        }
    }

    #[test]
    fn every_candidate_of_a_picture_is_whole() {
        let whole = |value| candidates(value, "https://a.example", "https://a.example/p/");
        assert_eq!(
            whole("/a,b.png 300w, https://b.example/c.png 600w").as_deref(),
            Some("https://a.example/a,b.png 300w, https://b.example/c.png 600w")
        );
        assert_eq!(whole("https://b.example/c.png 2x"), None);
    }
}
