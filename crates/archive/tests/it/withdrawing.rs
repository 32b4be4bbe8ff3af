//! Taking a post down: gone everywhere, remembered by who it was, and let back only by hand.

use crate::support::{Entry, HOST, Room, export_of, file, page, post};
use archive::{ImportOptions, Resolution, Settings, WithdrawError};
use catalog::Filter;

const SECRET: &str = "Mirabelle";

/// A post that says something which must not be anywhere afterwards, and what hangs on it.
fn items() -> Vec<Entry> {
    let mut down = post(1, "2018-07-12", "a-retirer")
        .titled(&format!("Titre {SECRET}titre"))
        .saying(&format!("Un texte {SECRET}corps.\n\nSource : {SECRET}source\n\n<a href=\"https://ailleurs.example/{SECRET}lien\">lien</a>"))
        .tagged(&format!("{SECRET}-nice").to_lowercase(), &format!("{SECRET}tag"))
        .meta("_wp_old_slug", &format!("{SECRET}-ancien").to_lowercase());
    down.comments = vec![(1, 0, "Paul", true, "Mirabellecommentaire")];
    let list = |to: &str| {
        format!("Un texte.\n\nLire également :\n<ul><li><a href=\"https://{HOST}{to}\">ici</a></li></ul>")
    };
    vec![
        down,
        file(2, 1, "Mirabellefichier"),
        post(3, "2018-07-10", "reste").saying(&list("/?p=1")),
        post(6, "2018-07-09", "reste-aussi").saying(&list("/2018/07/12/a-retirer/")),
        page(4, "/contact/"),
        file(5, 3, "photo"),
    ]
}

async fn means(room: &Room, address: &str) -> Resolution {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    room.archive.resolve(path, query).await.unwrap()
}

async fn id_of(room: &Room, path: &str) -> domain::PostId {
    match means(room, path).await {
        Resolution::Post(id) => id,
        other => panic!("{path}: {other:?}"),
    }
}

async fn related(room: &Room, path: &str) -> Vec<String> {
    let id = id_of(room, path).await;
    let post = room.archive.read(&id).await.unwrap().unwrap();
    post.related.into_iter().map(|post| post.path.to_string()).collect()
}

/// Imports items as an export of a host, and says how many were left out because they were taken down.
async fn left_out(room: &Room, host: &str, items: &[Entry]) -> u64 {
    let path = room.folder.path().join("again.xml");
    std::fs::write(&path, export_of(host, items)).unwrap();
    let receipt = room.archive.import(&[path], ImportOptions::default(), |_| {}).await.unwrap();
    assert!(receipt.adds_up(), "{receipt:?}");
    receipt.withheld.get("withdrawn").copied().unwrap_or_default()
}

#[tokio::test]
async fn what_is_taken_down_is_gone_with_every_byte_of_its_words() {
    let room = Room::of(&items()).await;
    std::fs::remove_file(room.folder.path().join("export.xml")).unwrap();
    let id = id_of(&room, "/2018/07/12/a-retirer/").await;
    assert!(room.holds(SECRET));
    let done = room.archive.withdraw("/2018/07/12/a-retirer/").await.unwrap();
    assert_eq!((done.id.as_str(), done.path.as_str()), (id.0.as_str(), "/2018/07/12/a-retirer/"));
    assert_eq!((done.title.as_str(), done.attachments), ("Titre Mirabelletitre", 1));
    for word in [SECRET, &SECRET.to_lowercase(), "a-retirer"] {
        assert!(!room.holds(word), "{word} is still in the database's files");
    }
    assert!(room.archive.read(&id).await.unwrap().is_none());
    assert_eq!(room.archive.list(&Filter::default()).answer.total, 2);
    assert_eq!(
        room.archive.list(&Filter { q: "mirabellecorps".into(), ..Filter::default() }).answer.total,
        0
    );
    let stats = room.archive.stats().await.unwrap();
    assert_eq!((stats.posts, stats.sources, stats.tags, stats.comments, stats.media), (2, 0, 0, 0, 1));
    for other in ["/2018/07/10/reste/", "/2018/07/09/reste-aussi/"] {
        assert_eq!(related(&room, other).await, [""; 0], "{other}");
    }
}

#[tokio::test]
async fn every_address_that_it_had_says_that_it_is_gone() {
    let room = Room::of(&items()).await;
    let id = id_of(&room, "/2018/07/12/a-retirer/").await;
    room.archive.withdraw(&id.0).await.unwrap();
    for address in [
        "/2018/07/12/a-retirer/",
        "/2018/07/12/a-retirer",
        "/2018/07/12/A-Retirer/",
        "/index.php/2018/07/12/a-retirer/",
        "/2018/07/12/a-retirer/comment-page-1/",
        "/2018/07/12/mirabelle-ancien/",
        "/?p=1",
        "/?page_id=1",
    ] {
        assert_eq!(means(&room, address).await, Resolution::Gone, "{address}");
    }
    assert!(room.archive.is_withdrawn(&id).await.unwrap());
    assert_eq!(means(&room, "/?attachment_id=2").await, Resolution::NotFound, "its file");
    assert_eq!(means(&room, "/?p=99").await, Resolution::NotFound);
}

#[tokio::test]
async fn any_name_of_a_post_takes_it_down() {
    for (named, path) in [
        ("/2018/07/12/a-retirer/", "/2018/07/12/a-retirer/"),
        ("2018/07/12/a-retirer", "/2018/07/12/a-retirer/"),
        ("https://www.blog.example/2018/07/12/a-retirer/?utm_source=x#plus", "/2018/07/12/a-retirer/"),
        ("blog.example/2018/07/12/a-retirer/", "/2018/07/12/a-retirer/"),
        ("https://vieux.example:8080/?p=1", "/2018/07/12/a-retirer/"),
        ("?p=1", "/2018/07/12/a-retirer/"),
        ("/2018/07/12/mirabelle-ancien/", "/2018/07/12/a-retirer/"),
        ("/contact", "/contact/"),
    ] {
        let room =
            Room::with(Settings { old_hosts: vec!["vieux.example".into()], ..Settings::default() }).await;
        room.import(&items()).await;
        let done = room.archive.withdraw(named).await;
        assert_eq!(done.map(|done| done.path).ok().as_deref(), Some(path), "{named}");
    }
}

#[tokio::test]
async fn what_names_no_single_post_is_refused_with_what_to_do() {
    let room = Room::of(&[
        post(1, "2018-07-12", "un"),
        post(2, "2018-07-11", "meme-un"),
        post(3, "2018-06-11", "meme-deux"),
        post(4, "2018-05-11", "brouillon").status("draft"),
    ])
    .await;
    for (named, words) in [
        ("/nulle-part/", "names no post"),
        ("0123456789abcdef", "names no post"),
        ("/?p=4", "names no post"),
        ("", "no post's"),
        ("/2018/", "no post's"),
        ("https://autre.example/2018/07/12/un/", "old_hosts"),
        ("/meme", "/2018/06/11/meme-deux/"),
    ] {
        let error = room.archive.withdraw(named).await.unwrap_err();
        assert!(error.to_string().contains(words), "{named}: {error}");
    }
    assert_eq!(room.archive.site().posts, 3);
    room.archive.withdraw("/2018/07/12/un/").await.unwrap();
    for again in ["/2018/07/12/un/", "?p=1"] {
        assert!(matches!(room.archive.withdraw(again).await, Err(WithdrawError::Already(_))), "{again}");
    }
}

#[tokio::test]
async fn an_import_leaves_it_out_however_it_names_it() {
    let same = || post(1, "2018-07-12", "a-retirer").saying("Mirabellecorps");
    let renumbered = Entry { id: 77, ..same() };
    for (what, host, again) in [
        ("the same export", HOST, same()),
        ("www.", "www.blog.example", same()),
        ("a former host", "vieux.example", same()),
        ("another address", HOST, same().at("/autre/")),
        ("another number", HOST, renumbered),
        ("another spelling", HOST, Entry { id: 77, ..same().at("/2018/07/12/A-retirer") }),
    ] {
        let room =
            Room::with(Settings { old_hosts: vec!["vieux.example".into()], ..Settings::default() }).await;
        room.import(&[same(), post(3, "2018-07-10", "reste")]).await;
        room.archive.withdraw("?p=1").await.unwrap();
        let others = [again, file(2, 1, "Mirabellefichier"), post(3, "2018-07-10", "reste")];
        assert_eq!(left_out(&room, host, &others).await, 1, "{what}");
        std::fs::remove_file(room.folder.path().join("again.xml")).unwrap();
        assert!(!room.holds(SECRET), "{what}: it is in the database again");
        assert_eq!(room.archive.site().posts, 1, "{what}");
        assert_eq!(means(&room, "/2018/07/12/a-retirer/").await, Resolution::Gone, "{what}");
        assert_eq!(room.archive.stats().await.unwrap().media, 0, "{what}: its file");
    }
}

#[tokio::test]
async fn a_saved_page_of_it_is_left_out_too_and_the_other_way_round() {
    let page = format!(
        "<html><head><link rel=\"canonical\" href=\"https://{HOST}/2018/07/12/a-retirer/\"></head><body>\
         <article class=\"hentry\"><h1 class=\"entry-title\"><a rel=\"bookmark\" \
         href=\"https://{HOST}/2018/07/12/a-retirer/\">Titre</a></h1>\
         <div class=\"entry-content\"><p>Mirabellecorps</p></div></article></body></html>"
    );
    let export = export_of(HOST, &[post(1, "2018-07-12", "a-retirer").saying("Mirabellecorps")]);
    for (first, second) in [(&export, &page), (&page, &export)] {
        let room = Room::new().await;
        let receipt = room.try_import(first).await.unwrap();
        assert_eq!(receipt.imported.added, 1, "{receipt:?}");
        room.archive.withdraw("/2018/07/12/a-retirer/").await.unwrap();
        let receipt = room.try_import(second).await.unwrap();
        assert_eq!(receipt.withheld.get("withdrawn"), Some(&1), "{receipt:?}");
        assert_eq!(room.archive.site().posts, 0);
    }
}

#[tokio::test]
async fn restored_it_comes_back_with_the_next_import_and_not_before() {
    for named in ["/2018/07/12/a-retirer/", "https://blog.example/2018/07/12/A-Retirer", "?p=1"] {
        let room = Room::of(&items()).await;
        let id = id_of(&room, "/2018/07/12/a-retirer/").await;
        room.archive.withdraw("?p=1").await.unwrap();
        assert_eq!(
            room.archive.restore(named).await.unwrap().ids.as_slice(),
            std::slice::from_ref(&id.0),
            "{named}"
        );
        assert_eq!(means(&room, "/2018/07/12/a-retirer/").await, Resolution::NotFound);
        assert_eq!(left_out(&room, HOST, &items()).await, 0);
        assert_eq!(id_of(&room, "/2018/07/12/a-retirer/").await, id, "the same identity");
        assert_eq!(room.archive.stats().await.unwrap().media, 2, "its file too");
        for other in ["/2018/07/10/reste/", "/2018/07/09/reste-aussi/"] {
            assert_eq!(related(&room, other).await, ["/2018/07/12/a-retirer/"], "{other} lists it again");
        }
    }
    let room = Room::of(&items()).await;
    for named in ["/2018/07/12/a-retirer/", "/nulle-part/", "0123456789abcdef"] {
        let error = room.archive.restore(named).await.unwrap_err();
        assert!(matches!(error, WithdrawError::NotWithdrawn(_)), "{named}: {error}");
    }
}

#[tokio::test]
async fn a_twin_at_the_same_recorded_path_stays() {
    let twins = [post(1, "2018-07-12", "un").at("/meme/"), post(2, "2018-07-12", "deux").at("/meme/")];
    let room = Room::of(&twins).await;
    room.archive.withdraw("?p=1").await.unwrap();
    assert_eq!(left_out(&room, HOST, &twins).await, 1);
    assert_eq!(room.archive.site().posts, 1);
}
