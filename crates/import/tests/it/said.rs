//! The blog this was first asked for: its export and its saved page yield the same, as expected.

use crate::support::{drafts, read, shared};
use domain::{fold, slugify};
use import::{Draft, Reference, TermKind};
use serde_json::{Value, json};

/// A post in the form of the expectation, without events.
fn said(draft: &Draft) -> Value {
    let tags: Vec<String> =
        draft.tags.iter().filter(|t| t.kind == TermKind::Hashtag).map(|t| slugify(&t.label)).collect();
    let mut mentions: Vec<String> = draft.mentions.iter().map(|m| m.to_lowercase()).collect();
    mentions.sort();
    mentions.dedup();
    json!({
        "id": draft.origin.native_id.as_ref().and_then(|id| id.parse::<u64>().ok()),
        "title": draft.title,
        "source": draft.source,
        "tags": tags,
        "mentions": mentions,
        "continue_text": draft.continue_link.as_ref().map(|link| link.text.clone()),
        "url": draft.path.as_ref().map(|path| path.as_str().to_owned()),
        "date": draft.date.map(|date| date.to_string()),
    })
}

fn expected(post: &Value) -> Value {
    let mut post = post.clone();
    let fields = post.as_object_mut().unwrap();
    fields.remove("events");
    fields.remove("related");
    post
}

fn check(file: &str) {
    let (Some(path), Some(expectation)) = (shared(&format!("seed/{file}")), shared("seed/expected.json"))
    else {
        return;
    };
    let expectation: Value = serde_json::from_str(&std::fs::read_to_string(expectation).unwrap()).unwrap();
    let posts = expectation["posts"].as_array().unwrap();
    let messages = read(&path);
    let drafts = drafts(&messages);
    assert_eq!(drafts.len(), posts.len());
    for (draft, post) in drafts.iter().zip(posts) {
        assert_eq!(said(draft), expected(post));
        let related: Vec<String> = draft
            .related
            .iter()
            .map(|reference| match reference {
                Reference::Path(path) => path.as_str().to_owned(),
                Reference::NativeId(id) => id.clone(),
            })
            .collect();
        let expected_related: Vec<&str> = post["related"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| posts.iter().find(|other| other["id"] == *id).unwrap()["url"].as_str().unwrap())
            .collect();
        assert_eq!(related, expected_related, "{}", draft.title);
        assert_eq!(draft.origin.host, "blog.example");
        assert_eq!(
            draft.authors.iter().map(|a| (a.login.as_str(), a.name.as_str())).collect::<Vec<_>>(),
            [("redaction", "Rédaction")]
        );
        assert_eq!(
            draft
                .tags
                .iter()
                .filter(|t| t.kind == TermKind::Category)
                .filter_map(|t| t.nicename.as_deref())
                .collect::<Vec<_>>(),
            ["actualites"]
        );
        assert_eq!(draft.lang.as_ref().map(domain::Lang::as_str), Some("fr-FR"));
        assert!(!fold(&draft.text).contains("concevoir un site"), "{}", draft.text);
    }
}

#[test]
fn the_export_says_what_is_expected() {
    check("archives-du-blog.wxr.xml");
}

#[test]
fn the_saved_page_says_what_is_expected() {
    check("archives-du-blog.html");
}

#[test]
fn the_page_and_the_export_are_the_same_posts() {
    let (Some(export), Some(page)) =
        (shared("seed/archives-du-blog.wxr.xml"), shared("seed/archives-du-blog.html"))
    else {
        return;
    };
    let (export, page) = (read(&export), read(&page));
    for (export, page) in drafts(&export).into_iter().zip(drafts(&page)) {
        assert_eq!(export.origin, page.origin);
        assert_eq!((&export.body, &export.text, &export.links), (&page.body, &page.text, &page.links));
        assert_eq!((&export.image, &export.excerpt), (&page.image, &page.excerpt));
    }
}
