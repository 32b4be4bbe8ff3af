//! What stands around a post.

use crate::support::{Entry, HOST, Room, page, post};
use archive::{Around, Resolution};
use domain::{PostId, PostRef};

async fn id(room: &Room, path: &str) -> PostId {
    match room.archive.resolve(path, "").await.unwrap() {
        Resolution::Post(id) => id,
        other => panic!("{path} is {other:?}"),
    }
}

async fn around(room: &Room, path: &str) -> Around {
    room.archive.around(&id(room, path).await).await.unwrap()
}

fn titles(posts: &[PostRef]) -> String {
    posts.iter().map(|post| post.title.trim_start_matches("Titre ")).collect::<Vec<_>>().join(" ")
}

fn linking(id: u32, day: &str, slug: &str, href: &str) -> Entry {
    post(id, day, slug).saying(&format!("Voir <a href=\"{href}\">là</a>, <a href=\"{href}#x\">là</a>."))
}

#[tokio::test]
async fn a_post_knows_who_links_to_it_or_lists_it() {
    let cited = "/2018/07/12/cible/";
    let list =
        format!("Un texte.\n\nLire également :\n<ul><li><a href=\"https://{HOST}{cited}\">ici</a></li></ul>");
    let room = Room::of(&[
        linking(1, "2018-07-12", "cible", cited),
        linking(2, "2018-08-01", "adresse", &format!("https://{HOST}{cited}")),
        linking(3, "2018-08-02", "casse", "http://www.blog.example/2018/07/12/CIBLE"),
        linking(4, "2018-08-03", "numero", &format!("https://{HOST}/?p=1")),
        post(5, "2018-08-04", "liste").saying(&list),
        linking(6, "2018-08-05", "ailleurs", "https://autre.example/2018/07/12/cible/"),
        linking(7, "2018-08-06", "fichier", "/wp-content/uploads/2018/07/cible.jpg"),
        linking(8, "2018-08-07", "accueil", &format!("https://{HOST}/")),
        page(9, "/liens/").saying(&format!("<a href=\"{cited}\">là</a>")),
    ])
    .await;
    let found = around(&room, cited).await;
    assert_eq!(titles(&found.cited_by), "liste numero casse adresse liens");
    assert_eq!(found.citing, 5);
    assert_eq!(around(&room, "/2018/08/01/adresse/").await.cited_by, []);
}

#[tokio::test]
async fn citations_outlive_a_changed_address_and_end_with_their_post() {
    let room = Room::of(&[
        post(1, "2018-07-12", "avant"),
        linking(2, "2018-08-01", "citant", "/2018/07/12/avant/"),
        linking(3, "2018-08-02", "hésitant", "/2018/07/12/avant/"),
    ])
    .await;
    room.import(&[post(1, "2018-07-12", "apres")]).await;
    assert_eq!(titles(&around(&room, "/2018/07/12/apres/").await.cited_by), "hésitant citant");
    // Who says something else cites no more; who is taken down neither.
    room.import(&[post(3, "2018-08-02", "hésitant")]).await;
    assert_eq!(titles(&around(&room, "/2018/07/12/apres/").await.cited_by), "citant");
    room.archive.withdraw("/2018/08/01/citant/").await.unwrap();
    assert_eq!(around(&room, "/2018/07/12/apres/").await.cited_by, []);
}

#[tokio::test]
async fn many_who_cite_are_counted_and_the_newest_are_named() {
    let citing = (0..12)
        .map(|n| linking(n + 2, &format!("2019-01-{:02}", n + 1), &format!("n{n}"), "/2018/07/12/cible/"));
    let items: Vec<Entry> = [post(1, "2018-07-12", "cible")].into_iter().chain(citing).collect();
    let found = around(&Room::of(&items).await, "/2018/07/12/cible/").await;
    assert_eq!((titles(&found.cited_by).as_str(), found.citing), ("n11 n10 n9 n8 n7 n6", 12));
}

#[tokio::test]
async fn other_years_have_a_post_of_the_day() {
    let room = Room::of(&[
        post(1, "2018-07-12", "a"),
        post(2, "2020-07-12", "b"),
        post(3, "2016-07-12", "c"),
        post(4, "2016-07-13", "d"),
        post(5, "2018-01-01", "e"),
        page(6, "/contact/"),
        Entry { date: String::new(), ..post(7, "2018-07-12", "sans-date") }.at("/sans-date/"),
    ])
    .await;
    assert_eq!(titles(&around(&room, "/2018/07/12/a/").await.on_this_day), "b c");
    assert_eq!(titles(&around(&room, "/2016/07/13/d/").await.on_this_day), "b a");
    for nothing in ["/2018/01/01/e/", "/contact/", "/sans-date/"] {
        assert_eq!(around(&room, nothing).await.on_this_day, [], "{nothing}");
    }
}

#[tokio::test]
async fn nobody_stands_around_what_is_not_there() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    assert_eq!(room.archive.around(&PostId("none".into())).await.unwrap(), Around::default());
}
