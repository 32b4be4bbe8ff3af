//! Nothing dangerous survives, nothing secret is handed over.

use crate::support::{export, items, options, post, read_bytes, shared};
use import::Item;
use scraper::Html;

/// Payloads of a file: separated by lines, or whole.
fn payloads(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        found.extend(text.lines().filter(|line| line.len() < 20_000).map(str::to_owned));
        if text.len() < 1_000_000 {
            found.push(text);
        }
    }
    found
}

fn assert_safe(html: &str, payload: &str) {
    let tree = Html::parse_fragment(html);
    for node in tree.tree.nodes() {
        assert!(!node.value().is_comment(), "comment in {html}\nof {payload}");
        let Some(element) = node.value().as_element() else { continue };
        let name = element.name();
        for dangerous in [
            "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "math", "base",
            "meta", "link", "template", "noscript", "frame", "frameset", "applet", "audio", "video",
            "source", "textarea", "select",
        ] {
            assert_ne!(name, dangerous, "{html}\nof {payload}");
        }
        for (key, value) in element.attrs() {
            assert!(
                !key.starts_with("on") && key != "style" && key != "srcdoc" && key != "srcset",
                "{key} in {html}\nof {payload}"
            );
            if matches!(key, "href" | "src" | "cite") {
                let fit = value.starts_with("https://")
                    || value.starts_with("http://")
                    || value.starts_with('#')
                    || (value.starts_with('/') && !value.starts_with("//") && !value.contains('\\'))
                    || (key == "href" && (value.starts_with("mailto:") || value.starts_with("tel:")));
                assert!(fit, "{key}={value} in {html}\nof {payload}");
            }
        }
    }
}

#[test]
fn no_known_attack_survives_in_a_body_or_a_comment() {
    let Some(folder) = shared("corpora/security/xss") else { return };
    let payloads: Vec<String> =
        payloads(&folder).into_iter().filter(|payload| !payload.contains("]]>")).collect();
    assert!(payloads.len() > 500, "{}", payloads.len());
    for batch in payloads.chunks(400) {
        let all: String = batch
            .iter()
            .zip(1..)
            .map(|(payload, id)| {
                let comment = format!(
                    "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_approved>1</wp:comment_approved>\
                     <wp:comment_content><![CDATA[{payload}]]></wp:comment_content></wp:comment>"
                );
                post(id, payload, &comment)
            })
            .collect();
        let (messages, outcome) = read_bytes(export(&all).as_bytes(), &options());
        outcome.unwrap();
        assert_eq!(items(&messages).len(), batch.len());
        for (item, payload) in items(&messages).into_iter().zip(batch) {
            let Item::Post(draft) = item else { panic!("{item:?}") };
            assert_safe(draft.body.as_str(), payload);
            assert_safe(draft.comments[0].html.as_str(), payload);
            let framed = import::body::with_pictures(&draft.body, &|_: &str| None);
            assert_safe(framed.as_str(), payload);
            assert!(!framed.as_str().contains("<img"), "{framed:?}");
        }
    }
}

#[test]
fn withheld_words_and_addresses_of_people_are_handed_to_nobody() {
    let statuses = ["draft", "auto-draft", "pending", "private", "future", "trash", "mystery", "inherit"];
    let comment = "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Paul</wp:comment_author>\
        <wp:comment_author_email>paul@secret.example</wp:comment_author_email><wp:comment_author_IP>203.0.113.9</wp:comment_author_IP>\
        <wp:comment_author_url>https://paul.secret.example</wp:comment_author_url>\
        <wp:comment_approved>0</wp:comment_approved><wp:comment_content>parolesecrete</wp:comment_content></wp:comment>\
        <wp:postmeta><wp:meta_key>_clef</wp:meta_key><wp:meta_value>secretsecret</wp:meta_value></wp:postmeta>";
    let mut all: String = statuses
        .iter()
        .zip(1..)
        .map(|(status, id)| {
            post(id, "motsecret [inconnu secret=motsecret]", comment)
                .replace("<wp:status>publish", &format!("<wp:status>{status}"))
                .replace("<title>", "<title>titresecret ")
                .replace("article-", "sansmot-")
        })
        .collect();
    all.push_str(
        &post(20, "motsecret", "<wp:post_password>clefsecrete</wp:post_password>")
            .replace("<title>", "<title>titresecret "),
    );
    all.push_str(&post(21, "mot public", comment));
    let (messages, outcome) = read_bytes(export(&all).as_bytes(), &options());
    outcome.unwrap();
    let said = format!("{messages:?}");
    for secret in [
        "motsecret",
        "titresecret",
        "secret.example",
        "203.0.113.9",
        "parolesecrete",
        "clefsecrete",
        "secretsecret",
    ] {
        assert!(!said.contains(secret), "{secret}");
    }
    assert!(said.contains("mot public"));
    let withheld = items(&messages).into_iter().filter(|item| matches!(item, Item::Withheld { .. })).count();
    assert_eq!(withheld, statuses.len() + 1);
}

#[test]
fn nesting_ends_neither_the_stack_nor_the_day() {
    let started = std::time::Instant::now();
    for tag in ["div", "b", "span", "blockquote", "ul><li", "table><tr><td", "a href=x"] {
        let body = format!("{}mot", format!("<{tag}>").repeat(20_000));
        let draft = crate::support::draft_of(&body);
        assert!(draft.text.contains("mot"), "{tag}");
    }
    for body in
        ["<a".repeat(100_000), "[a ".repeat(50_000), "<!--".repeat(50_000), "<b id=1><p>".repeat(3_000)]
    {
        crate::support::draft_of(&body);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
