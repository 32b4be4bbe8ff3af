//! Bombs in what people wrote.

use crate::bounded::within;
use hostile::clean_html::{Place, forbidden};
use import::fuzzing;

fn check(what: &str, body: &str) {
    for (place, clean) in
        [("WordPress", fuzzing::wordpress_body as fn(&str) -> _), ("HTML", fuzzing::html_body)]
    {
        let clean = within(&format!("{what} as {place}"), 600, || clean(body));
        if clean.as_str().len() < 2_000_000 {
            assert_eq!(forbidden(clean.as_str(), Place::Body), None, "{what}");
        }
    }
    let comment = within(&format!("{what} as a comment"), 600, || fuzzing::comment(body));
    if comment.as_str().len() < 2_000_000 {
        assert_eq!(forbidden(comment.as_str(), Place::Comment), None, "{what}");
    }
}

#[test]
fn ten_thousand_deep_comes_out_shallow() {
    let deep = |open: &str, close: &str| format!("{}mot{}", open.repeat(10_000), close.repeat(10_000));
    for (what, body) in [
        ("<div>", deep("<div>", "</div>")),
        ("<b>", deep("<b>", "</b>")),
        ("<p> in <b>", deep("<b><p>", "</p></b>")),
        ("<table>", deep("<table><tr><td>", "</td></tr></table>")),
        ("<ul>", deep("<ul><li>", "</li></ul>")),
        ("<a>", deep("<a href=/x>", "</a>")),
        ("<svg> and <math>", deep("<svg><math><mtext>", "</mtext></math></svg>")),
        ("<template>", deep("<template>", "</template>")),
        ("<select>", deep("<select><option>", "</option></select>")),
        ("unknown elements", deep("<x-y>", "</x-y>")),
        ("blocks", deep("<!-- wp:group --><div class=\"wp-block-group\">", "</div><!-- /wp:group -->")),
        ("captions", deep("[caption id=\"a\" width=\"9\"]", "[/caption]")),
        ("unknown shortcodes", deep("[boite a=\"b\"]", "[/boite]")),
        ("doubled brackets", deep("[[", "]]")),
        ("footnotes", deep("((", "))")),
        ("<blockquote>, never closed", "<blockquote>".repeat(10_000)),
        ("ends without beginnings", "</div></p></b>".repeat(10_000)),
    ] {
        check(what, &body);
    }
}

#[test]
fn what_never_ends_ends() {
    for (what, piece) in [
        ("tags that never close", "<a"),
        ("attributes that never close", "<a href=\""),
        ("comments that never close", "<!--"),
        ("blocks that never close", "<!-- wp:a {"),
        ("shortcodes that never close", "[a b=\""),
        ("galleries that never close", "[gallery ids=\"1,"),
        ("captions that never close", "[caption a=b]"),
        ("references", "&#x41;&amp;&"),
        ("line ends", "\n\n"),
        ("line breaks", "<br>"),
        ("long words", "aaaaaaaaaa"),
        ("addresses on lines of their own", "https://www.youtube.com/watch?v=x\n\n"),
        ("declarations", "<!doctype a><?b?>"),
        ("scripts", "<script>"),
        ("plain text", "<plaintext>"),
        ("NUL", "\0"),
        ("active formatting", "<b id=1><i><a href=x><p>"),
        ("accents", "e\u{301}\u{302}\u{303}"),
    ] {
        check(what, &piece.repeat(60_000 / piece.len()));
    }
}

#[test]
fn a_million_attributes_of_one_element_are_bounded() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=x")).collect();
    check("100,000 attributes", &format!("<p{attributes}>mot</p>"));
    check("a class of 500 kB", &format!("<p class=\"{}\">mot</p>", "card ".repeat(100_000)));
    check("an address of 500 kB", &format!("<a href=\"https://a.example/{}\">mot</a>", "a".repeat(500_000)));
}
