//! Real exports: every item is where independent counts say it is.

use crate::support::{items, options, read_with, shared};
use import::{Item, Message};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// How many of each: posts, pages, attachments, ignored, withheld.
type Tally = BTreeMap<String, u64>;

fn tally(messages: &[Message]) -> Tally {
    let mut tally = Tally::new();
    for item in items(messages) {
        let key = match item {
            Item::Post(draft) => format!("{:?}", draft.kind),
            Item::Attachment(_) => "Attachment".into(),
            Item::Withheld { reason, .. } => format!("{reason:?}"),
            Item::SharedBlock { .. } => "ignored wp_block".into(),
            Item::Revision { .. } => "ignored revision".into(),
            Item::Ignored(kind) => format!("ignored {kind}"),
            Item::Failed { reason, .. } => format!("failed {reason}"),
        };
        *tally.entry(key).or_default() += 1;
    }
    tally
}

/// What `{"post/publish": 3}` must become; `passwords` of the posts are behind one.
fn expected_tally(by_type_and_status: &Value, passwords: u64) -> Tally {
    let mut tally = Tally::new();
    for (key, count) in by_type_and_status.as_object().unwrap() {
        let (kind, status) = key.split_once('/').unwrap();
        let key = match (kind, status) {
            ("nav_menu_item" | "wp_navigation" | "wp_global_styles", _) => format!("ignored {kind}"),
            ("attachment", "inherit") => "Attachment".into(),
            ("page", "publish") => "Page".into(),
            (_, "publish") => "Post".into(),
            (_, "draft") => "Draft".into(),
            (_, "private") => "Private".into(),
            (_, "future") => "Future".into(),
            _ => format!("other {key}"),
        };
        *tally.entry(key).or_default() += count.as_u64().unwrap();
    }
    if passwords > 0 {
        *tally.get_mut("Post").unwrap() -= passwords;
        tally.insert("Password".into(), passwords);
    }
    tally
}

fn comments(messages: &[Message]) -> (u64, u64) {
    messages.iter().fold((0, 0), |(read, withheld), message| match message {
        Message::Item { comments_read, comments_withheld, .. } => {
            (read + u64::from(*comments_read), withheld + u64::from(*comments_withheld))
        }
        _ => (read, withheld),
    })
}

fn rows(table: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(table).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn every_item_of_real_exports_is_counted() {
    let Some(table) = shared("corpora/expected.tsv") else { return };
    let folder = table.parent().unwrap();
    let mut checked = 0;
    for row in rows(&table).iter().filter(|row| row[0].starts_with("wxr/") && row[2].starts_with("yes")) {
        if row[0].ends_with("html-login-page.xml") {
            continue;
        }
        let (messages, outcome) = read_with(&[folder.join(&row[0])], &options());
        assert_eq!(outcome, Ok(()), "{}", row[0]);
        let extra: Value = serde_json::from_str(row.last().unwrap()).unwrap();
        let wanted =
            expected_tally(&serde_json::from_str(&row[6]).unwrap(), extra["password"].as_u64().unwrap_or(0));
        assert_eq!(tally(&messages), wanted, "{}", row[0]);
        let (read, withheld) = comments(&messages);
        assert_eq!(read + withheld, row[7].parse::<u64>().unwrap(), "comments of {}", row[0]);
        let by_approval: BTreeMap<String, u64> = serde_json::from_str(&row[8]).unwrap();
        let approved: u64 =
            by_approval.iter().filter(|(key, _)| key.ends_with(":1")).map(|(_, count)| count).sum();
        assert!(read <= approved, "{}", row[0]);
        let blog = messages.iter().find_map(|message| match message {
            Message::Blog(blog) => Some(blog),
            _ => None,
        });
        if let Some(blog) = blog {
            assert_eq!(blog.title, row[3].split_whitespace().collect::<Vec<_>>().join(" "), "{}", row[0]);
        }
        checked += 1;
    }
    assert!(checked >= 25, "{checked}");
}

#[test]
fn what_strict_readers_refuse_is_repaired_or_refused_with_a_way_on() {
    let Some(table) = shared("corpora/expected_tolerant.tsv") else { return };
    let folder = table.parent().unwrap();
    for row in rows(&table).iter().filter(|row| row[0].starts_with("wxr/")) {
        let path = folder.join(&row[0]);
        let wanted = expected_tally(&serde_json::from_str(&row[5]).unwrap(), 0);
        let (messages, outcome) = read_with(std::slice::from_ref(&path), &options());
        if row[3] == "yes" {
            assert_eq!(outcome, Ok(()), "{}", row[0]);
            assert_eq!(tally(&messages), wanted, "{}", row[0]);
            let (read, withheld) = comments(&messages);
            assert_eq!(read + withheld, row[6].parse::<u64>().unwrap(), "comments of {}", row[0]);
            continue;
        }
        let refused = outcome.unwrap_err();
        assert_eq!(refused.items_read, row[4].parse::<u64>().unwrap(), "{}: {refused}", row[0]);
        assert!(refused.reason.len() > 40, "{refused}");
        if refused.items_read == 0 && refused.line.is_none() {
            continue;
        }
        let partial = import::Options { partial: true, ..options() };
        let (messages, outcome) = read_with(&[path], &partial);
        assert_eq!(outcome, Ok(()), "{}", row[0]);
        assert_eq!(tally(&messages), wanted, "{}", row[0]);
    }
}

#[test]
fn what_is_no_export_or_an_attack_is_refused() {
    let Some(folder) = shared("corpora/wxr/malformed") else { return };
    for (file, says) in [
        ("html-login-page.xml", "login page"),
        ("empty-file.xml", "empty"),
        ("doctype-billion-laughs.xml", "entities"),
    ] {
        let refused = read_with(&[folder.join(file)], &options()).1.unwrap_err();
        assert!(refused.reason.contains(says), "{refused}");
    }
}

#[test]
fn bodies_of_the_theme_test_data_show_no_shortcode_and_no_block_comment() {
    let Some(folder) = shared("corpora/wxr/theme-test-data") else { return };
    let messages = read_with(&[folder], &options()).0;
    let mut drafts = 0;
    for item in items(&messages) {
        let Item::Post(draft) = item else { continue };
        drafts += 1;
        let body = draft.body.as_str();
        assert!(!body.contains("wp:") || !body.contains("<!--"), "{}", draft.title);
        for shortcode in ["[caption", "[gallery", "[embed", "[audio", "[video", "[/caption"] {
            assert!(!body.contains(shortcode), "{shortcode} in {}: {body}", draft.title);
        }
    }
    assert!(drafts > 130, "{drafts}");
}

#[test]
fn split_exports_read_as_a_folder() {
    let Some(folder) = shared("corpora/wxr/tryghost-mg-wp-xml/multiple") else { return };
    let messages = read_with(&[folder], &options()).0;
    assert_eq!(items(&messages).len(), 6);
}
