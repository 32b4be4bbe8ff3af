//! What a reader's browser may keep.

use crate::support::{Room, page, post};
use archive::{KeptPage, Settings};
use domain::PostId;

async fn kept(room: &Room, path: &str) -> Vec<KeptPage> {
    let all = room.archive.all_by_address();
    let (_, id) = all.iter().find(|(at, _)| at.as_str() == path).unwrap_or_else(|| panic!("{path}: {all:?}"));
    room.archive.read_to_keep(id).await.unwrap()
}

#[tokio::test]
async fn all_is_there_in_the_order_in_which_a_browser_compares_texts() {
    // In UTF-16 the sign beyond the first plane comes before the private one, in UTF-8 after it.
    let room = Room::of(&[
        post(1, "2018-07-12", "b"),
        post(2, "2018-07-12", "a"),
        post(3, "2018-07-12", "\u{10400}"),
        post(4, "2018-07-12", "\u{ff61}"),
        page(5, "/contact/"),
    ])
    .await;
    let paths: Vec<String> =
        room.archive.all_by_address().into_iter().map(|(path, _)| path.as_str().to_owned()).collect();
    let expected =
        ["/2018/07/12/a/", "/2018/07/12/b/", "/2018/07/12/\u{10400}/", "/2018/07/12/\u{ff61}/", "/contact/"];
    assert_eq!(paths, expected);
}

#[tokio::test]
async fn a_post_is_kept_in_its_pages_and_changes_with_no_other() {
    let list = "Un texte.\n\nLire également :\n<ul><li><a href=\"https://blog.example/2018/07/10/liste/\">ici</a></li></ul>";
    let posts = [
        post(1, "2018-07-12", "a").saying(list).tagged("rare", "Rare"),
        post(2, "2018-07-10", "liste"),
        post(3, "2018-07-01", "en-deux").saying("Une page.<!--nextpage-->Une autre."),
        post(4, "2018-06-01", "avant"),
    ];
    let room = Room::of(&posts).await;
    let before = kept(&room, "/2018/07/12/a/").await;
    let related: Vec<&str> = before[0].post.related.iter().map(|post| post.path.as_str()).collect();
    assert_eq!(related, ["/2018/07/10/liste/"], "what it lists itself");
    let pages = kept(&room, "/2018/07/01/en-deux/").await;
    assert_eq!(pages.iter().map(|kept| (kept.page, kept.pages)).collect::<Vec<_>>(), [(1, 2), (2, 2)]);
    assert!(pages[1].post.body.as_str().contains("Une autre."), "{:?}", pages[1].post.body);

    room.import(&[
        post(9, "2018-07-20", "semblable").tagged("rare", "Rare"),
        post(10, "2019-07-12", "ce-jour-la"),
    ])
    .await;
    let path = "/2018/07/12/a/";
    assert_eq!(kept(&room, path).await, before, "a post that is alike, or of the same day, changes nothing");
    let citing = "<a href=\"https://blog.example/2018/07/12/a/\">Voir</a>";
    room.import(&[post(11, "2019-08-01", "cite").saying(citing)]).await;
    let cited: Vec<String> =
        kept(&room, path).await[0].around.cited_by.iter().map(|post| post.path.to_href()).collect();
    assert_eq!(cited, ["/2019/08/01/cite/"], "one that cites it does");
    assert_eq!(room.archive.read_to_keep(&PostId("none".into())).await.unwrap(), []);
}

#[tokio::test]
async fn every_commit_is_another_state() {
    let room = Room::with(Settings::default()).await;
    let empty = room.archive.changes();
    room.import(&[post(1, "2018-07-12", "a")]).await;
    let imported = room.archive.changes();
    assert_ne!(empty, imported);
    assert_eq!(room.archive.changes(), imported);
    room.archive.withdraw("/2018/07/12/a/").await.unwrap();
    assert_ne!(room.archive.changes(), imported);
    assert_eq!(room.archive.all_by_address(), []);
}
