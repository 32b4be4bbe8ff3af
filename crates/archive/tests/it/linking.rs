//! Links between the archive's own posts lead to where those are, whatever address they were written with.

use crate::support::{Room, file, page, post};
use archive::{Resolution, Settings};
use domain::PostId;

/// Every `href` of a text, as written.
fn hrefs(html: &str) -> Vec<String> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

async fn id_at(room: &Room, path: &str) -> PostId {
    match room.archive.resolve(path, "").await.unwrap() {
        Resolution::Post(id) => id,
        other => panic!("{path} is {other:?}"),
    }
}

async fn body_at(room: &Room, path: &str) -> String {
    let post = room.archive.read(&id_at(room, path).await).await.unwrap().unwrap();
    post.body.as_str().to_owned()
}

fn settings() -> Settings {
    Settings {
        old_hosts: vec!["ancien.example".into()],
        base_url: Some("https://archive.example".into()),
        ..Settings::default()
    }
}

/// Each address in a link of one post, and where the link leads.
async fn check(room: &Room, table: &[(&str, &str)]) {
    let links: Vec<String> =
        table.iter().map(|(href, _)| format!("<a href=\"{}\">mot</a>", href.replace('&', "&amp;"))).collect();
    let mut linking = post(50, "2018-09-01", "liens").saying(&links.join(" mot "));
    linking.comments.push((61, 0, "Une lectrice", true, "<a href=\"https://blog.example/?p=1\">ici</a>"));
    room.import(&[linking]).await;
    let found = hrefs(&body_at(room, "/2018/09/01/liens/").await);
    let wrong: Vec<String> = table
        .iter()
        .zip(&found)
        .filter(|((_, expected), found)| *expected != found.replace("&amp;", "&"))
        .map(|((href, expected), found)| format!("{href}\n  leads to {found}\n  expected {expected}"))
        .collect();
    assert!(wrong.is_empty() && found.len() == table.len(), "\n{}\n{found:?}", wrong.join("\n"));
    let post = room.archive.read(&id_at(room, "/2018/09/01/liens/").await).await.unwrap().unwrap();
    assert_eq!(hrefs(post.comments[0].html.as_str()), ["/2018/07/12/un/"]);
}

#[tokio::test]
async fn links_to_own_posts_lead_to_their_present_path() {
    let room = Room::with(settings()).await;
    room.import(&[
        post(1, "2018-07-12", "un").saying("Un <span id=\"note-1\">mot</span>.").tagged("ville", "Ville"),
        post(2, "2018-07-10", "ete").at("/2018/07/10/%C3%A9t%C3%A9/").meta("_wp_old_slug", "printemps"),
        page(7, "/a-propos/"),
        file(10, 1, "facade"),
        post(5, "2018-05-01", "secret").status("private"),
    ])
    .await;
    check(
        &room,
        &[
            ("https://blog.example/2018/07/12/un/", "/2018/07/12/un/"),
            ("http://www.blog.example/2018/07/12/un", "/2018/07/12/un/"),
            ("https://blog.example/?p=1", "/2018/07/12/un/"),
            ("https://blog.example/?p=1#comment-61", "/2018/07/12/un/#comment-61"),
            ("/2018/07/12/un/#note-1", "/2018/07/12/un/#note-1"),
            ("/2018/07/12/un/#main", "/2018/07/12/un/#texte-main"),
            ("http://ancien.example/2018/07/12/un/", "/2018/07/12/un/"),
            ("https://archive.example/2018/07/12/un/", "/2018/07/12/un/"),
            ("https://blog.wordpress.com/2018/07/12/un/", "/2018/07/12/un/"),
            ("https://blog.example/2018/07/10/printemps/", "/2018/07/10/%C3%A9t%C3%A9/"),
            ("https://blog.example/2018/07/10/été/", "/2018/07/10/%C3%A9t%C3%A9/"),
            ("https://blog.example/?page_id=7", "/a-propos/"),
            ("https://blog.example/fichiers/facade/", "/2018/07/12/un/"),
            ("https://blog.example/category/ville/", "/tag/ville/"),
            ("https://blog.example/2018/07/", "/2018/07/"),
            ("https://blog.example/?s=un+mot", "/?q=un+mot"),
            ("https://blog.example", "/"),
            ("https://blog.example/2018/05/01/secret/", "/2018/05/01/secret/"),
            ("https://blog.example/jamais/vu/?x=1&y=2", "/jamais/vu/?x=1&y=2"),
            ("https://ailleurs.example/2018/07/12/un/", "https://ailleurs.example/2018/07/12/un/"),
            ("#more-50", "#more-50"),
            ("mailto:a@blog.example", "mailto:a@blog.example"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_link_finds_a_post_that_was_imported_after_it() {
    let room =
        Room::of(&[post(1, "2018-07-12", "un").saying("<a href=\"https://blog.example/?p=2\">deux</a>")])
            .await;
    assert_eq!(hrefs(&body_at(&room, "/2018/07/12/un/").await), ["/?p=2"]);
    room.import(&[post(2, "2018-07-13", "deux")]).await;
    assert_eq!(hrefs(&body_at(&room, "/2018/07/12/un/").await), ["/2018/07/13/deux/"]);
    room.import(&[post(2, "2018-07-13", "deux").at("/2018/07/change/")]).await;
    assert_eq!(hrefs(&body_at(&room, "/2018/07/12/un/").await), ["/2018/07/change/"]);
}

#[tokio::test]
async fn hosts_that_are_configured_after_the_import_are_own_too() {
    let room = Room::of(&[
        post(1, "2018-07-12", "un"),
        post(2, "2018-07-13", "deux")
            .saying("Un texte.\n\n<a href=\"http://ancien.example/?p=1\">un</a> et la suite du texte."),
    ])
    .await;
    assert_eq!(hrefs(&body_at(&room, "/2018/07/13/deux/").await), ["http://ancien.example/?p=1"]);
    let folder = room.folder;
    room.archive.close().await;
    let archive = crate::support::open(folder.path(), settings()).await;
    let room = Room { archive, folder };
    assert_eq!(hrefs(&body_at(&room, "/2018/07/13/deux/").await), ["/2018/07/12/un/"]);
    let post = room.archive.read(&id_at(&room, "/2018/07/13/deux/").await).await.unwrap().unwrap();
    assert!(post.links.is_empty(), "{:?}", post.links);
}

#[tokio::test]
async fn a_posts_own_list_finds_posts_by_addresses_that_they_had() {
    let room = Room::of(&[
        post(1, "2018-07-12", "un"),
        post(2, "2018-07-10", "deux").meta("_wp_old_slug", "ancien-deux"),
        post(3, "2018-07-14", "trois").saying(
            "Un texte.\n\nLire également :\n<ul><li><a href=\"https://blog.example/2018/07/10/ancien-deux/\">Deux</a></li>\
             <li><a href=\"https://blog.example/?p=1\">Un</a></li></ul>",
        ),
    ])
    .await;
    let post = room.archive.read(&id_at(&room, "/2018/07/14/trois/").await).await.unwrap().unwrap();
    let paths: Vec<&str> = post.related.iter().map(|post| post.path.as_str()).collect();
    assert_eq!(paths[..2], ["/2018/07/10/deux/", "/2018/07/12/un/"]);
}
