//! The blog that this archive was first asked for, where it lies beside the repository.

use crate::support::Room;
use archive::{ImportOptions, Resolution};
use serde_json::Value;
use std::path::PathBuf;

fn seed() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the seed is not beside the repository");
    None
}

/// What a card and a post say, in the words of `expected.json` (events are not read yet).
async fn check(file: &str) {
    let Some(folder) = seed() else { return };
    let expected: Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let room = Room::new().await;
    let receipt = room.archive.import(&[folder.join(file)], ImportOptions::default(), |_| {}).await.unwrap();
    assert!(receipt.adds_up(), "{receipt:?}");
    let posts = expected["posts"].as_array().unwrap();
    let path_of = |id: &Value| {
        let post = posts.iter().find(|post| post["id"] == *id).unwrap();
        post["url"].as_str().unwrap().to_owned()
    };
    for wanted in posts {
        let path = wanted["url"].as_str().unwrap();
        let Resolution::Post(id) = room.archive.resolve(path, "").await.unwrap() else { panic!("{path}") };
        let post = room.archive.read(&id).await.unwrap().unwrap();
        let card = &post.card;
        assert_eq!(card.title, wanted["title"].as_str().unwrap(), "{path}");
        assert_eq!(card.date.map(|date| date.to_string()).as_deref(), wanted["date"].as_str(), "{path}");
        assert_eq!(
            card.source.as_ref().map(|source| source.name.as_str()),
            wanted["source"].as_str(),
            "{path}"
        );
        let mut tags: Vec<&str> =
            card.tags.iter().map(|tag| tag.slug.as_str()).filter(|tag| *tag != "actualites").collect();
        tags.sort_unstable();
        let mut wanted_tags: Vec<&str> =
            wanted["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
        wanted_tags.sort_unstable();
        assert_eq!(tags, wanted_tags, "{path}");
        let mut mentions: Vec<&str> = card.mentions.iter().map(|mention| mention.slug.as_str()).collect();
        mentions.sort_unstable();
        let mut wanted_mentions: Vec<&str> =
            wanted["mentions"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect();
        wanted_mentions.sort_unstable();
        assert_eq!(mentions, wanted_mentions, "{path}");
        assert_eq!(post.continue_text.as_deref(), wanted["continue_text"].as_str(), "{path}");
        let related: Vec<String> = wanted["related"].as_array().unwrap().iter().map(path_of).collect();
        let own: Vec<&str> = post.related.iter().take(related.len()).map(|post| post.path.as_str()).collect();
        assert_eq!(own, related, "{path}");
    }
    assert_eq!(room.archive.site().posts as usize, posts.len());
}

#[tokio::test]
async fn the_export_of_the_seed_yields_what_is_expected() {
    check("archives-du-blog.wxr.xml").await;
}

#[tokio::test]
async fn the_saved_page_of_the_seed_yields_the_same() {
    check("archives-du-blog.html").await;
}
