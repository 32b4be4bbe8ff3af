//! Exports of real blogs, where they lie beside the repository: what goes in is accounted for and answers.

use crate::support::Room;
use archive::{Archive, ImportOptions, Resolution};
use domain::{PostId, PostPath};
use std::path::{Path, PathBuf};

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

/// The corpora's exports, if they are here.
fn exports() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/wxr");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no corpora beside the repository");
    None
}

#[tokio::test]
async fn every_post_of_a_real_blog_answers_at_its_address_and_without_its_slash() {
    let Some(folder) = exports() else { return };
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

/// A picture of one pixel.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Writes a file for an address, as a blog's own folder has it.
fn make_up(address: &str, copies: &Path) {
    let path =
        address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').unwrap_or_default().1);
    let path = path.split('?').next().unwrap_or_default();
    let path =
        copies.join(path.rsplit_once("uploads/").map_or(path, |(_, below)| below).trim_start_matches('/'));
    let bytes = if path.extension().is_some_and(|ending| ending == "pdf") { b"%PDF-1.4 " } else { PIXEL };
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The values of an attribute of all elements of a name in a body.
fn values<'a>(body: &'a str, element: &str, attribute: &str) -> Vec<&'a str> {
    let (element, attribute) = (format!("<{element} "), format!(" {attribute}=\""));
    let tags = body.match_indices(&element).filter_map(|(at, _)| body[at..].split('>').next());
    tags.filter_map(|tag| tag.split_once(&attribute)?.1.split('"').next()).collect()
}

#[tokio::test]
async fn with_its_files_a_real_blog_shows_them_and_names_no_old_host() {
    let Some(folder) = exports() else { return };
    for (file, hosts, pictures) in [
        ("cc-labs/wordpress.xml", &["labs.creativecommons.org"][..], 20),
        (
            "jekyll-import/sitetitle.wordpress.2025-01-19.000.xml",
            &["jekyllbot.wordpress.com", "jekyllbot.files.wordpress.com"],
            1,
        ),
        (
            "theme-test-data/themeunittestdata.wordpress.xml",
            &["wpthemetestdata.wordpress.com", "wpthemetestdata.files.wordpress.com"],
            40,
        ),
    ] {
        let room = Room::new().await;
        let archive = &room.archive;
        let paths = [folder.join(file)];
        let before = archive.import(&paths, ImportOptions::default(), |_| {}).await.unwrap();
        let none = ImportOptions { media: vec![room.folder.path().join("none")], ..ImportOptions::default() };
        std::fs::create_dir_all(&none.media[0]).unwrap();
        let told = archive.import(&paths, none, |_| {}).await.unwrap();
        assert!(before.adds_up() && told.media.missing > 0, "{file}: {told:?}");
        let copies = room.folder.path().join("copies");
        for remark in &told.warnings {
            if remark.reason.starts_with("no copy of this file") {
                make_up(&remark.item, &copies);
            }
        }
        let media = ImportOptions { media: vec![copies], ..ImportOptions::default() };
        let receipt = archive.import(&paths, media, |_| {}).await.unwrap();
        assert_eq!(receipt.media.missing, 0, "{file}: {receipt:?}");
        let mut shown = 0;
        for (id, path) in all(archive) {
            let post = archive.read(&id).await.unwrap().unwrap();
            let body = post.body.as_str();
            for host in hosts {
                for address in values(body, "a", "href") {
                    let names_it = address.split_once("://").is_some_and(|(_, rest)| rest.starts_with(host));
                    assert!(!names_it, "{file}: {path}: {address}");
                }
            }
            let sources = values(body, "img", "src");
            assert!(
                sources.iter().all(|source| source.starts_with("/media/")),
                "{file}: {path}: {sources:?}"
            );
            shown += sources.len();
        }
        assert!(shown >= pictures, "{file}: {shown} pictures");
    }
}
