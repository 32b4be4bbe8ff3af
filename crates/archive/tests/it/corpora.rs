//! Exports of real blogs, where they lie beside the repository: what goes in is accounted for and answers.

use crate::support::Room;
use archive::{Archive, ImportOptions, Resolution};
use domain::{PostId, PostPath};
use std::path::PathBuf;

/// Exports that are whole.
const WHOLE: [&str; 6] = [
    "cc-labs/wordpress.xml",
    "jekyll-import/sitetitle.wordpress.2025-01-19.000.xml",
    "theme-test-data/64-block-test-data.xml",
    "theme-test-data/themeunittestdata.wordpress.xml",
    "tryghost-mg-wp-xml/sample.xml",
    "wordpress-importer/small-export.xml",
];

/// Every post and page that readers can come to.
fn all(archive: &Archive) -> Vec<(PostId, PostPath)> {
    let catalog = archive.catalog();
    let posts = (0..catalog.posts())
        .filter_map(|at| catalog.card(at))
        .map(|card| (card.id.clone(), card.path.clone()));
    posts.chain(archive.pages().into_iter().map(|page| (page.id, page.path))).collect()
}

#[tokio::test]
async fn every_post_of_a_real_blog_answers_at_its_address_and_without_its_slash() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/wxr");
    if !folder.is_dir() {
        eprintln!("skipped: no corpora beside the repository");
        return;
    }
    for file in WHOLE {
        let room = Room::new().await;
        let archive = &room.archive;
        let paths = [folder.join(file)];
        let receipt = archive.import(&paths, ImportOptions::default(), |_| {}).await.unwrap();
        assert!(receipt.adds_up() && receipt.imported.added > 0, "{file}: {receipt:?}");
        let again = archive.import(&paths, ImportOptions::default(), |_| {}).await.unwrap();
        assert_eq!((again.imported.added, again.imported.updated), (0, 0), "{file}: {again:?}");
        let stats = archive.stats().await.unwrap();
        let all = all(archive);
        assert_eq!(all.len(), (stats.posts + stats.pages) as usize, "{file}");
        for (id, path) in all {
            let href = path.to_href();
            assert_eq!(
                archive.resolve(&href, "").await.unwrap(),
                Resolution::Post(id.clone()),
                "{file}: {href}"
            );
            assert!(archive.read(&id).await.unwrap().is_some(), "{file}: {href}");
            if !href.ends_with('/') {
                continue;
            }
            let slashless = archive.resolve(href.trim_end_matches('/'), "").await.unwrap();
            assert!(
                matches!(slashless, Resolution::Moved(_) | Resolution::Choices(_)),
                "{file}: {href} without its slash is {slashless:?}"
            );
        }
    }
}
