//! What people wrote, or others in their name: bodies, comments, titles.

use super::{Target, text};
use crate::clean_html::{Place, depth, forbidden, stays_in_place};
use domain::SafeHtml;
use import::fuzzing;

/// People nest less.
const DEEP: usize = 30;

const HTML_WORDS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i id=a>",
    "</i>",
    "<a href=\"",
    "\">",
    "'",
    "\"",
    "<img src=\"x\" onerror=alert(1)>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mtext>",
    "<mglyph>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "<textarea>",
    "</textarea>",
    "<select>",
    "<option>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<caption>",
    "<colgroup>",
    "<form>",
    "<input>",
    "<button>",
    "<iframe srcdoc=\"",
    "<object data=",
    "<embed src=",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<script>",
    "</script>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<noembed>",
    "<foreignObject>",
    "<annotation-xml encoding=\"text/html\">",
    "<desc>",
    "<br/>",
    "<hr>",
    "<ul>",
    "<li>",
    "<menu>",
    "<dl>",
    "<dd>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<h1>",
    "</h2>",
    "<figure class=\"frame\">",
    "<figcaption>",
    "<details open>",
    "<summary>",
    "javascript:",
    "JaVaScRiPt&#58;",
    "java\tscript:",
    "data:text/html,",
    "vbscript:",
    "//evil.example",
    "/\\evil.example",
    "https://a.example/",
    " onclick=x",
    " style=\"x\"",
    " id=\"main\"",
    " class=\"card x\"",
    " srcset=x",
    " xlink:href=x",
    "&lt;",
    "&#x3c;",
    "&#0;",
    "&colon;",
    "&Tab;",
    "&amp;",
    "\u{0}",
    "\u{202e}",
    "\u{feff}",
    "\n",
    "\n\n",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?",
    "</",
    "<",
    ">",
    "=",
    "`",
    "é",
    "<!doctype>",
];

const WORDPRESS_WORDS: &[&str] = &[
    "[gallery ids=\"1,2\"]",
    "[gallery]",
    "[gallery type=\"slideshow\" ids=",
    "[caption id=\"a\" width=\"9\"]",
    "[/caption]",
    "[embed]",
    "[/embed]",
    "[audio src=\"",
    "[video mp4=x]",
    "[playlist]",
    "[youtube https://youtu.be/x]",
    "[[",
    "]]",
    "[",
    "]",
    "[/",
    "[a b=c]",
    "[code]",
    "[/code]",
    "[footnote]",
    "[/footnote]",
    "<!--more-->",
    "<!--more Suite-->",
    "<!--nextpage-->",
    "<!-- wp:paragraph -->",
    "<!-- /wp:paragraph -->",
    "<!-- wp:gallery {\"ids\":[1,2]} -->",
    "<!-- /wp:gallery -->",
    "<!-- wp:embed {\"url\":\"https://a.example/\"} /-->",
    "<!-- wp:html -->",
    "<!-- wp:image {\"id\":7} -->",
    "{",
    "}",
    "\\u003c",
    "<p>",
    "</p>",
    "<img src=\"/a.png\">",
    "<pre>",
    "</pre>",
    "<script>",
    "<ul>\n<li>",
    "<a href=\"/x\">",
    "</a>",
    "\n",
    "\n\n",
    "\r\n",
    "https://www.youtube.com/watch?v=x",
    "\u{0}",
    "é",
    "\"",
    "'",
    "&#91;",
];

/// A body as WordPress stores it.
pub const BODY: Target = Target {
    name: "body",
    what: "bodies as WordPress stores them, cleaned",
    seeds: &[
        "Un mot.\n\nDeux <em>mots</em>.<!--more-->\n<img src=\"https://blog.example/a.png\" alt=\"x\">\n\n<ul><li>a</li></ul>",
        "<!-- wp:paragraph --><p>Un mot</p><!-- /wp:paragraph --><!-- wp:image {\"id\":7} --><figure class=\"wp-block-image\"><img src=\"/a.png\" alt=\"\"/></figure><!-- /wp:image -->",
    ],
    shared: &["security/xss/payloads", "security/xss/loofah"],
    words: HTML_WORDS,
    run: |input| body(&text(input)),
};

/// Shortcodes, blocks and paragraphs.
pub const SHORTCODES: Target = Target {
    name: "shortcodes",
    what: "shortcodes, blocks, marks and the paragraphs WordPress adds",
    seeds: &[
        "[caption id=\"a\" align=\"left\" width=\"300\"]<a href=\"/a\"><img src=\"/a.png\"></a> Légende[/caption]\n\n[gallery ids=\"1,2\" columns=\"3\"]",
        "https://www.youtube.com/watch?v=x\n\n[embed]https://vimeo.com/1[/embed] [[gallery]] [inconnu a=b]texte[/inconnu]",
    ],
    shared: &[],
    words: WORDPRESS_WORDS,
    run: |input| body(&text(input)),
};

/// A body that is HTML.
pub const HTML: Target = Target {
    name: "html",
    what: "bodies that are HTML, cleaned",
    seeds: &["<div><p>Un <b>mot</b></p><table><tr><td>a</td></tr></table></div>"],
    shared: &["security/xss/payloads", "security/html5lib/tree"],
    words: HTML_WORDS,
    run: |input| settled(&fuzzing::html_body(&text(input))),
};

/// A comment.
pub const COMMENT: Target = Target {
    name: "comment",
    what: "comments, cleaned",
    seeds: &["Merci !\n\n<a href=\"https://a.example/\" rel=\"nofollow\">moi</a>"],
    shared: &["security/xss/payloads"],
    words: HTML_WORDS,
    run: |input| {
        let clean = fuzzing::comment(&text(input));
        assert_eq!(forbidden(clean.as_str(), Place::Comment), None, "{}", clean.as_str());
        assert!(stays_in_place(clean.as_str()), "{}", clean.as_str());
    },
};

/// What a curated post says of itself.
pub const SAID: Target = Target {
    name: "said",
    what: "source line, hashtags, mentions, continue link and related list of a body",
    seeds: &[
        "<p>Texte #logement @compte</p><p><a href=\"https://a.example/\">Lire la suite</a></p><p>Source : Le Journal, 12 juillet 2018</p><p>A lire aussi :</p><ul><li><a href=\"/2018/07/12/a/\">A</a></li></ul>",
        "<p>(Le Journal, 12/07/2018)</p><p>Voir aussi : <a href=\"https://blog.example/?p=7\">B</a></p>",
    ],
    shared: &[],
    words: &[
        "<p>",
        "</p>",
        "<br>",
        "<ul><li>",
        "</li></ul>",
        "<a href=\"https://a.example/\">",
        "<a href=\"/2018/07/12/a/\">",
        "</a>",
        "Source : ",
        "Lire la suite",
        "Continuer la lecture",
        "A lire aussi :",
        "Voir aussi",
        "#",
        "@",
        "#é",
        "@é_",
        "&#8203;",
        "\u{a0}",
        "…",
        "(",
        ")",
        "«",
        "»",
        ":",
        ",",
        "12 juillet 2018",
        "<b>",
        "</b>",
        "<em>",
        "\n",
    ],
    run: |input| {
        let written = text(input);
        settled(&fuzzing::said(&fuzzing::title(&written), &written));
    },
};

/// A title.
pub const TITLE: Target = Target {
    name: "title",
    what: "titles: one line of text",
    seeds: &["d&#8217;un <em>mot</em>\n l’autre &amp;amp; @qui #quoi"],
    shared: &["security/strings"],
    words: &[
        "<b>",
        "</b>",
        "<br>",
        "&amp;",
        "&amp;lt;",
        "&#8217;",
        "&#0;",
        "&lt;script&gt;",
        "<",
        ">",
        "\n",
        "\u{0}",
        "\u{202e}",
        "#",
        "@",
        "é",
        "\u{301}",
        "\u{a0}",
    ],
    run: |input| {
        let title = fuzzing::title(&text(input));
        assert!(!title.contains(['\n', '\r', '\t']), "{title:?}");
    },
};

fn body(written: &str) {
    let clean = fuzzing::wordpress_body(written);
    settled(&clean);
    let framed = import::body::with_pictures(&clean, &|_: &str| None);
    assert!(!framed.as_str().contains("<img"), "a picture that is not at hand: {}", framed.as_str());
    settled(&framed);
}

/// Holds clean HTML to what readers may be shown, and to being what it is when it is cleaned again. Where nesting was
/// cut, elements that were opened wrong are put together anew, which can cut once more.
fn settled(clean: &SafeHtml) {
    assert_eq!(forbidden(clean.as_str(), Place::Body), None, "{}", clean.as_str());
    assert!(stays_in_place(clean.as_str()), "{}", clean.as_str());
    let again = fuzzing::body_again(clean);
    assert_eq!(forbidden(again.as_str(), Place::Body), None, "{}", again.as_str());
    if depth(clean.as_str()) < DEEP {
        assert_eq!(again.as_str(), clean.as_str(), "cleaned again");
    }
}
