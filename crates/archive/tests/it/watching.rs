//! What another process imports.

use crate::support::{Room, open, post};
use archive::Settings;
use std::time::Duration;

#[tokio::test]
async fn what_another_process_imports_is_shown_within_two_seconds() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    let serving = open(room.folder.path(), Settings::default()).await;
    let watching = tokio::spawn({
        let serving = serving.clone();
        async move { serving.watch().await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    room.import(&[post(2, "2018-07-13", "b")]).await;
    let mut posts = 0;
    for _ in 0..20 {
        posts = serving.site().posts;
        if posts == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    watching.abort();
    assert_eq!(posts, 2);
}

#[tokio::test]
async fn an_archive_opened_again_answers_the_same() {
    let room = Room::of(&[post(1, "2018-07-12", "a"), post(2, "2018-07-13", "b")]).await;
    let again = open(room.folder.path(), Settings::default()).await;
    assert_eq!(again.manifest(), room.archive.manifest());
    assert_eq!(again.list(&catalog::Filter::default()), room.archive.list(&catalog::Filter::default()));
}
