//! What holds for every body, whoever wrote it.

use super::autop::autop;
use super::sanitise;
use super::tree::Tree;
use proptest::prelude::*;

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
        Just("&lt;".to_owned()),
        Just("< ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// The words of HTML as a browser shows them.
fn words(html: &str) -> String {
    let shown = Tree::parse(html).words(Tree::ROOT);
    shown.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn paragraphs_lose_no_word(body in soup()) {
        prop_assert_eq!(words(&autop(&body)), words(&body));
    }

    #[test]
    fn what_is_clean_stays_as_it_is(body in soup()) {
        let clean = sanitise::body(&body);
        prop_assert_eq!(sanitise::body(clean.as_str()), clean);
    }

    #[test]
    fn cleaning_loses_no_word(body in soup()) {
        prop_assert_eq!(words(sanitise::body(&body).as_str()), words(&body));
    }
}
