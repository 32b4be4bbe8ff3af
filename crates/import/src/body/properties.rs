//! What holds for every body, whoever wrote it.

use super::autop::autop;
use super::sanitise;
use super::tree::Tree;
use super::{Context, NoGallery, OwnHosts, comment, from_html, sealed};
use proptest::prelude::*;
use scraper::{Html, Selector};

/// Pieces that bodies are made of, well put together or not.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé’ ]{1,8}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("<br />".to_owned()),
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div>".to_owned()),
        Just("</div>".to_owned()),
        Just("<em class=\"x\">".to_owned()),
        Just("</em>".to_owned()),
        Just("<a href=\"/x?a=1&amp;b\">".to_owned()),
        Just("</a>".to_owned()),
        Just("<blockquote>".to_owned()),
        Just("</blockquote>".to_owned()),
        Just("<ul>\n<li>".to_owned()),
        Just("</li>\n</ul>".to_owned()),
        Just("<h2>".to_owned()),
        Just("</h2>".to_owned()),
        Just("<img src=\"/a.png\">".to_owned()),
        Just("<span id=\"a-1\" onclick=\"x\">".to_owned()),
        Just("</span>".to_owned()),
        Just("<li>".to_owned()),
        Just("</li>".to_owned()),
        Just("<ol>".to_owned()),
        Just("</ol>".to_owned()),
        Just("<dl>".to_owned()),
        Just("<dd>".to_owned()),
        Just("<dt>".to_owned()),
        Just("</dl>".to_owned()),
        Just("<table>".to_owned()),
        Just("<tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<pre>\n".to_owned()),
        Just("</pre>".to_owned()),
        Just("<details><summary>".to_owned()),
        Just("<b>".to_owned()),
        Just("&lt;".to_owned()),
        Just("< ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Elements of all kinds in one another, mostly closed in order: some of it is plain, and some nearly is.
fn tags() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        3 => "[a-z \n]{0,4}",
        1 => proptest::sample::select(vec!["&amp;", "&nbsp;", "& ", "&#39;", "&copy", "&x;", "<", "<br />", "<hr>", "\u{a0}", "<img src='/a'>"])
            .prop_map(str::to_owned),
    ];
    text.prop_recursive(6, 60, 5, |inner| {
        let name = proptest::sample::select(vec![
            "a",
            "b",
            "em",
            "span",
            "font",
            "i",
            "p",
            "p",
            "div",
            "blockquote",
            "ul",
            "ol",
            "li",
            "li",
            "dl",
            "dt",
            "dd",
            "h2",
            "h3",
            "pre",
            "table",
            "tbody",
            "thead",
            "tr",
            "td",
            "th",
            "caption",
            "colgroup",
            "section",
            "details",
            "summary",
            "figure",
            "figcaption",
            "center",
            "main",
            "small",
            "code",
            "form",
            "button",
            "nobr",
            "ruby",
            "rt",
            "option",
            "select",
            "x-y",
        ]);
        let attributes = proptest::sample::select(vec![
            "",
            "",
            "",
            " class=\"a\"",
            " id='b' dir=\"ltr\"",
            " a",
            " href=\"/x?a=1&b=2\"",
            " x=y",
        ]);
        let end = prop_oneof![12 => Just(true), 1 => Just(false)];
        (name, attributes, proptest::collection::vec(inner, 0..5), end).prop_map(
            |(name, attributes, inner, closed)| {
                let inner = inner.concat();
                if closed {
                    format!("<{name}{attributes}>{inner}</{name}>")
                } else {
                    format!("<{name}{attributes}>{inner}")
                }
            },
        )
    })
}

/// The words of HTML as a browser shows them.
fn words(html: &str) -> String {
    let shown = Tree::parse(html).words(Tree::ROOT);
    shown.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The HTML of a body or comment as a browser reads it in a page, written out; None where it reaches beyond its place.
fn in_a_page(html: &str) -> Option<String> {
    let page = format!(
        "<!DOCTYPE html><html><head></head><body><main><article><ol><li><div id=\"here\">{html}</div></li>\
         <li id=\"next\"></li></ol><p id=\"after\">x</p></article></main></body></html>"
    );
    let page = Html::parse_document(&page);
    let one = |css: &str| page.select(&Selector::parse(css).unwrap()).next();
    one("ol > li > #here")?;
    one("article > ol > #next")?;
    one("article > #after")?;
    Some(one("#here")?.inner_html())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn paragraphs_lose_no_word(body in soup()) {
        prop_assert_eq!(words(&autop(&body)), words(&body));
    }

    #[test]
    fn what_is_read_as_plain_is_read_as_any_html_is(body in tags()) {
        prop_assert_eq!(Tree::parse(&body).drawn(), Tree::parse_any(&body).drawn());
    }

    #[test]
    fn what_is_written_at_once_is_what_cleaning_makes(body in tags()) {
        let mut tree = Tree::parse(&body);
        sanitise::own_classes(&mut tree);
        prop_assert_eq!(sanitise::body_of(&tree), sanitise::body(&tree.to_html()));
        prop_assert_eq!(sanitise::comment_of(&tree), sanitise::comment(&tree.to_html()));
    }

    #[test]
    fn what_is_clean_stays_as_it_is(body in soup()) {
        let clean = sanitise::body(&body);
        prop_assert_eq!(sanitise::body(clean.as_str()), clean);
    }

    #[test]
    fn what_is_clean_is_read_in_a_page_as_it_is_read_by_itself(body in soup()) {
        let own = OwnHosts::new("https://blog.example", &[]);
        let through = sealed(&mut from_html(&body, &Context::new(&own, "7", &NoGallery)));
        for clean in [sanitise::body(&body), sanitise::comment(&body), comment(&body, &own), through] {
            let alone = Html::parse_fragment(clean.as_str()).root_element().inner_html();
            prop_assert_eq!(in_a_page(clean.as_str()), Some(alone), "{}", clean.as_str());
        }
    }

    #[test]
    fn cleaning_loses_no_word(body in soup()) {
        prop_assert_eq!(words(sanitise::body(&body).as_str()), words(&body));
    }
}
