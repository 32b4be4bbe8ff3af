//! The catalog's parts as they are kept: by name, and no longer than they are asked for.

use crate::support::{Entry, Room, open, post};
use archive::{Archive, Settings};
use catalog::{PartKey, PartName};
use sqlx::{Connection, SqliteConnection};
use std::collections::BTreeSet;

/// The facets part of now.
async fn facets(archive: &Archive) -> (String, u32) {
    let facets = archive.manifest().facets;
    (facets.hash, facets.brotli)
}

/// Whether a part is there.
async fn has(archive: &Archive, name: &str) -> bool {
    archive.part(name).await.unwrap().is_some()
}

#[tokio::test]
async fn a_part_is_served_by_its_name_until_the_import_after_the_next() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    let (first, brotli) = facets(&room.archive).await;
    let part = room.archive.part(&first).await.unwrap().unwrap();
    assert_eq!(part.into_brotli().len() as u32, brotli);
    room.import(&[post(2, "2018-07-13", "b")]).await;
    let (second, _) = facets(&room.archive).await;
    assert!(has(&room.archive, &first).await && has(&room.archive, &second).await);
    // Nothing is new: nothing changes.
    room.import(&[post(2, "2018-07-13", "b")]).await;
    assert!(has(&room.archive, &first).await);
    room.import(&[post(3, "2018-07-14", "c")]).await;
    assert!(!has(&room.archive, &first).await && has(&room.archive, &second).await);
}

#[tokio::test]
async fn what_is_taken_down_takes_the_parts_before_it_along() {
    let room = Room::of(&[post(1, "2018-07-12", "a"), post(2, "2018-07-13", "b")]).await;
    let (before, _) = facets(&room.archive).await;
    room.import(&[post(2, "2018-07-13", "b").status("private")]).await;
    assert_eq!(room.archive.site().posts, 1);
    assert!(!has(&room.archive, &before).await);
    let (before, _) = facets(&room.archive).await;
    room.archive.withdraw("/2018/07/12/a/").await.unwrap();
    assert!(!has(&room.archive, &before).await);
}

#[tokio::test]
async fn an_import_writes_only_the_parts_that_it_changed() {
    let day = |n: u32| format!("{}-{:02}-{:02}", 2000 + n / 100, n / 28 % 12 + 1, n % 28 + 1);
    let all: Vec<Entry> = (1..=2_000).map(|n| post(n, &day(n), &format!("billet-{n}"))).collect();
    let room = Room::of(&all).await;
    let names = |catalog: &catalog::Catalog| -> BTreeSet<PartName> {
        let cards = catalog.keys().filter(|key| matches!(key, PartKey::Cards(_)));
        cards.filter_map(|key| catalog.name_of(key)).collect()
    };
    let before = names(&room.archive.catalog());
    room.import(&[post(3_000, "2023-07-13", "nouveau")]).await;
    let after = names(&room.archive.catalog());
    assert!(before.len() > 3, "{}", before.len());
    assert!(after.difference(&before).count() <= 2, "{before:?} {after:?}");
}

#[tokio::test]
async fn a_damaged_part_is_made_anew_when_the_archive_opens() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    let list = room.archive.list(&catalog::Filter::default());
    room.archive.close().await;
    let url = format!("sqlite:{}", room.database().display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    for damage in ["UPDATE catalog_part SET brotli = x'00'", "DELETE FROM catalog_part", "DELETE FROM meta"] {
        sqlx::query(damage).execute(&mut database).await.unwrap();
        let again = open(room.folder.path(), Settings::default()).await;
        assert_eq!(again.list(&catalog::Filter::default()), list, "{damage}");
        again.close().await;
    }
}
