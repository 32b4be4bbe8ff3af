//! Bodies as the two editors wrote them.

use crate::support::{drafts, export, items, options, post, read_bytes, warnings};
use import::body::{Gallery, GalleryPicture, OwnHosts};
use import::{Item, Message};
use std::collections::BTreeMap;

fn read(items: &str) -> Vec<Message> {
    let (messages, outcome) = read_bytes(export(items).as_bytes(), &options());
    outcome.unwrap();
    messages
}

fn meta(key: &str, value: &str) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
}

/// The body of a post as it is stored, without what the sanitiser leaves on every link and figure.
fn shown(body: &str, more: &str) -> (String, usize) {
    let messages = read(&post(7, body, more));
    let body = drafts(&messages)[0]
        .body
        .as_str()
        .replace(" rel=\"noopener noreferrer\"", "")
        // Attributes have no order.
        .replace("<img alt=\"\" src=\"/a.png\">", "<img src=\"/a.png\" alt=\"\">");
    (body, warnings(&messages).len())
}

fn check(body: &str, html: &str) {
    assert_eq!(shown(body, ""), (html.to_owned(), 0), "{body}");
}

#[test]
fn footnotes_lead_there_and_back() {
    let notes = meta("footnotes", r#"[{"content":"Voir <em>ici</em>","id":"a1-b2"}]"#);
    let mark =
        "<p>Mot<sup data-fn=\"a1-b2\" class=\"fn\"><a href=\"#a1-b2\" id=\"a1-b2-link\">1</a></sup></p>";
    let text = "<p>Mot<sup><a href=\"#a1-b2\" id=\"a1-b2-link\">1</a></sup></p>";
    let list = "<ol><li id=\"a1-b2\">Voir <em>ici</em> <a href=\"#a1-b2-link\">↩</a></li></ol>";
    let paragraph = format!("<!-- wp:paragraph -->{mark}<!-- /wp:paragraph -->");
    for (body, html) in [
        (
            format!("{paragraph}<!-- wp:footnotes /--><!-- wp:paragraph --><p>Fin</p><!-- /wp:paragraph -->"),
            format!("{text}{list}<p>Fin</p>"),
        ),
        // The list is shown even where the block is missing, and once only.
        (paragraph.clone(), format!("{text}{list}")),
        (format!("{paragraph}<!-- wp:footnotes /--><!-- wp:footnotes /-->"), format!("{text}{list}")),
    ] {
        assert_eq!(shown(&body, &notes), (html, 0), "{body}");
    }
}

#[test]
fn blocks_keep_what_they_say() {
    for (name, inner, html) in [
        (
            "code",
            "<pre class=\"wp-block-code\"><code>a &lt;b\n  c</code></pre>",
            "<pre><code>a &lt;b\n  c</code></pre>",
        ),
        ("verse", "<pre class=\"wp-block-verse\">un\n  deux</pre>", "<pre>un\n  deux</pre>"),
        (
            "table",
            "<figure class=\"wp-block-table\"><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>b</figcaption></figure>",
            "<figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>b</figcaption></figure>",
        ),
        (
            "details",
            "<details class=\"wp-block-details\"><summary>a</summary><p>b</p></details>",
            "<details><summary>a</summary><p>b</p></details>",
        ),
        (
            "pullquote",
            "<figure class=\"wp-block-pullquote\"><blockquote><p>a</p><cite>b</cite></blockquote></figure>",
            "<figure><blockquote><p>a</p><cite>b</cite></blockquote></figure>",
        ),
        (
            "media-text",
            "<div class=\"wp-block-media-text\"><figure><img src=\"/a.png\" alt=\"\"/></figure><div><p>b</p></div></div>",
            "<div><figure><img src=\"/a.png\" alt=\"\"></figure><div><p>b</p></div></div>",
        ),
        (
            "cover",
            "<div class=\"wp-block-cover\" style=\"background-image:url(https://blog.example/a.png)\"><p>b</p></div>",
            "<div><img src=\"/a.png\" alt=\"\"><p>b</p></div>",
        ),
        (
            "file",
            "<div class=\"wp-block-file\"><a href=\"/a.pdf\">Rapport</a><a href=\"/a.pdf\" class=\"wp-block-file__button\" download>Télécharger</a></div>",
            "<div><a href=\"/a.pdf\">Rapport</a></div>",
        ),
        (
            "buttons",
            "<div class=\"wp-block-buttons\"><div class=\"wp-block-button\"><a class=\"wp-block-button__link\" href=\"/x/\">Voir</a></div></div>",
            "<div><div><a href=\"/x/\">Voir</a></div></div>",
        ),
        (
            "video",
            "<figure class=\"wp-block-video\"><video controls src=\"https://blog.example/a.mp4\"></video><figcaption>b</figcaption></figure>",
            "<figure><p class=\"card\"><a href=\"/a.mp4\">a.mp4</a></p><figcaption>b</figcaption></figure>",
        ),
        (
            "html",
            "<div class=\"fb-post\" data-href=\"https://www.facebook.com/a/posts/1\"></div>",
            "<p class=\"card\"><a href=\"https://www.facebook.com/a/posts/1\">Facebook&nbsp;: https://www.facebook.com/a/posts/1</a></p>",
        ),
    ] {
        check(&format!("<!-- wp:{name} -->\n{inner}\n<!-- /wp:{name} -->"), html);
    }
}

/// The public blocks that an export holds.
struct Blocks(BTreeMap<String, String>);

impl Gallery for Blocks {
    fn pictures(&self, _ids: &[&str]) -> Vec<GalleryPicture> {
        Vec::new()
    }

    fn pictures_of(&self, _post: &str) -> Vec<GalleryPicture> {
        Vec::new()
    }

    fn shared_block(&self, id: &str) -> Option<String> {
        self.0.get(id).cloned()
    }
}

#[test]
fn a_shared_block_is_shown_where_it_is_used_and_never_if_it_is_private() {
    let block = |id: u32, body: &str| post(id, body, "").replace(">post<", ">wp_block<");
    let uses = |id: u32| format!("<!-- wp:block {{\"ref\":{id}}} /-->");
    let whole = |block: &str| {
        let messages = read(&format!("{}{block}", post(1, &uses(9), "")));
        let blocks = items(&messages).into_iter().filter_map(|item| match item {
            Item::SharedBlock { origin, body } => Some((origin.native_id.clone()?, body.clone()?)),
            _ => None,
        });
        let recipe = drafts(&messages)[0].recipe.as_ref().unwrap();
        let own = OwnHosts::new(&recipe.home, &[]);
        recipe.told(&own, &Blocks(blocks.collect())).body.as_str().to_owned()
    };
    let paragraph = "<!-- wp:paragraph --><p>Partagé</p><!-- /wp:paragraph -->";
    assert_eq!(whole(&block(9, paragraph)), "<p>Partagé</p>");
    assert_eq!(whole(&block(9, paragraph).replace(">publish<", ">private<")), "");
    // One that shows itself ends.
    let circle = whole(&block(9, &format!("{paragraph}{}{}", uses(9), uses(9))));
    assert!(circle.contains("Partagé") && circle.len() < 1000, "{circle}");
}

#[test]
fn what_a_feed_carried_along_is_linked_once() {
    let sound = meta("enclosure", "https://blog.example/son.mp3\n1234\naudio/mpeg\n");
    let (body, _) = shown("Écoutez.", &sound);
    assert_eq!(body, "<p>Écoutez.</p><p class=\"card\"><a href=\"/son.mp3\">son.mp3</a></p>");
    let (body, _) = shown("<a href=\"https://blog.example/son.mp3\">Écoutez</a>", &sound);
    assert_eq!(body.matches("son.mp3").count(), 1, "{body}");
    let (body, _) = shown("Mot", &meta("enclosure", "javascript:x\n1\naudio/mpeg"));
    assert_eq!(body, "<p>Mot</p>");
}

#[test]
fn marks_of_the_classic_editor_are_anchors_and_pages() {
    check("a<!--noteaser--><!--more Suite-->b", "<p>a<span id=\"more-7\"></span>b</p>");
    check("a\n\n<!--nextpage-->\n\nb", "<p>a</p><hr class=\"nextpage\"><p>b</p>");
    let block = "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->\
                 <!-- wp:paragraph --><p>b</p><!-- /wp:paragraph -->";
    check(block, "<p>a</p><hr class=\"nextpage\"><p>b</p>");
    check("a<!--nextpage-->", "<p>a</p>");
}
