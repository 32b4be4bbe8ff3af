//! What addresses mean: one table, path and query to outcome.

mod damaged;
mod feeds;
mod queries;

use crate::support::{Room, file, page, post};
use archive::{FeedOf, Resolution, Settings, Subject};

/// An outcome as one line.
pub(crate) fn line(resolution: &Resolution) -> String {
    match resolution {
        Resolution::Archive(filter) => format!("archive {}", filter.to_query()),
        Resolution::Landing(landing) => {
            let subject = match &landing.subject {
                Subject::Facet(facet, label) => format!("{} {}", facet.name(), label.slug),
                Subject::Year(year) => format!("{year}"),
                Subject::Month(month) => month.to_string(),
                Subject::Day(day) => day.to_string(),
            };
            format!("landing {subject} {}", landing.filter.to_query())
        }
        Resolution::Directory(facet) => format!("directory {}", facet.name()),
        Resolution::Pages => "pages".into(),
        Resolution::About => "about".into(),
        Resolution::Offline => "offline".into(),
        Resolution::Post(_) => "post".into(),
        Resolution::PostPage(_, page) => format!("post page {page}"),
        Resolution::Moved(to) => format!("-> {to}"),
        Resolution::Choices(posts) => {
            let paths: Vec<&str> = posts.iter().map(|post| post.path.as_str()).collect();
            format!("choice {}", paths.join(" "))
        }
        Resolution::Gone => "gone".into(),
        Resolution::NotFound => "nothing".into(),
        Resolution::PastTheEnd(last) => format!("nothing, the last is {last}"),
        Resolution::BadFilter(bad) => format!("bad {}", bad.parameter),
        Resolution::Feed(feed) => {
            let of = match &feed.of {
                FeedOf::List(_) => format!("of {}", feed.filter.to_query()),
                FeedOf::Comments(_) => "of a post's comments".into(),
                FeedOf::AllComments => "of all comments".into(),
            };
            format!("{} {of}", feed.format.name())
        }
        Resolution::Document(document) => format!("{document:?}"),
    }
}

pub(crate) async fn check(room: &Room, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (address, expected) in table {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let outcome = line(&room.archive.resolve(path, query).await.unwrap());
        if outcome.trim_end() != *expected {
            wrong.push(format!("{address}\n  is       {outcome}\n  expected {expected}"));
        }
        // What moved is where it is said to be, in one step.
        if let Some(to) = outcome.strip_prefix("-> ").filter(|to| !to.contains("/wp-content/")) {
            let (path, query) = to.split_once('?').unwrap_or((to, ""));
            let there = line(&room.archive.resolve(path, query).await.unwrap());
            if there.starts_with("->") || there.starts_with("nothing") {
                wrong.push(format!("{address}\n  leads to {to}, which is {there}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

async fn room() -> Room {
    let mut moved = post(6, "2018-03-05", "nouveau").meta("_wp_old_slug", "ancien");
    moved.terms.push(("post_tag", "urbanisme".into(), "Urbanisme".into()));
    let mut many = Vec::new();
    for n in 0..25 {
        many.push(post(100 + n, "2016-05-02", &format!("serie-{n}")).tagged("serie", "Série"));
    }
    let room = Room::of(&[
        post(1, "2018-07-12", "les-politiques-dattribution")
            .titled("Les politiques d’attribution @UnionHlm #LOGEMENT")
            .saying("Un texte.\n\nSource : Union Sociale pour l’Habitat"),
        post(2, "2018-07-10", "ete")
            .at("/2018/07/10/%C3%A9t%C3%A9/")
            .in_category("logement-social", "Logement social"),
        post(3, "2018-06-01", "meme-debut-un").tagged("logement-social-tag", "logement social"),
        post(4, "2018-06-02", "meme-debut-deux"),
        post(5, "2018-05-01", "secret").status("private"),
        post(15, "2018-05-02", "secret-de-polichinelle"),
        moved,
        page(7, "/a-propos/"),
        page(8, "/a-propos/equipe/"),
        post(9, "2017-01-01", "html").at("/archives/9.html"),
        file(10, 1, "facade"),
        file(11, 0, "seule"),
        post(12, "2015-01-01", "x").at("/tag/pris/"),
        post(13, "2014-02-03", "double"),
        post(14, "2014-02-04", "double"),
        post(16, "2013-01-01", "sans-chemin").at("/?p=16"),
    ])
    .await;
    room.import(&many).await;
    room
}

#[tokio::test]
async fn reading_offline_has_no_page_where_it_is_switched_off() {
    let room = Room::with(Settings { offline: false, ..Settings::default() }).await;
    check(&room, &[("/-/offline", "nothing"), ("/-/offline/", "nothing")]).await;
}

#[tokio::test]
async fn the_pages_of_a_post_are_below_it() {
    let room = Room::of(&[
        post(1, "2018-07-12", "long").saying("Un.<!--nextpage-->Deux.<!--nextpage-->Trois."),
        post(2, "2018-07-13", "court"),
        page(3, "/guide/"),
        post(4, "2018-07-14", "autre").at("/2018/07/12/long/3/"),
    ])
    .await;
    check(
        &room,
        &[
            ("/2018/07/12/long/", "post"),
            ("/2018/07/12/long/2/", "post page 2"),
            ("/2018/07/12/long/2", "-> /2018/07/12/long/2/"),
            ("/2018/07/12/LONG/02/", "-> /2018/07/12/long/2/"),
            ("/2018/07/12/long/2/?lang=en", "post page 2"),
            // A recorded path wins.
            ("/2018/07/12/long/3/", "post"),
            ("/2018/07/12/long/1/", "-> /2018/07/12/long/"),
            ("/2018/07/12/long/0/", "-> /2018/07/12/long/"),
            ("/2018/07/12/long/4/", "-> /2018/07/12/long/"),
            ("/2018/07/12/long/99999999999/", "-> /2018/07/12/long/"),
            ("/2018/07/13/court/2/", "-> /2018/07/13/court/"),
            ("/guide/2/", "-> /guide/"),
            ("/2018/07/12/", "landing 2018-07-12 from=2018-07-12&to=2018-07-12"),
        ],
    )
    .await;
    let Resolution::PostPage(id, 2) = room.archive.resolve("/2018/07/12/long/2/", "").await.unwrap() else {
        panic!()
    };
    let (post, pages) = room.archive.read_page(&id, 2).await.unwrap().unwrap();
    assert_eq!((post.body.as_str(), pages), ("<p>Deux.</p>", 3));
    assert!(room.archive.read_page(&id, 4).await.unwrap().is_none());
    let whole = room.archive.read(&id).await.unwrap().unwrap().body;
    let cut = "<hr class=\"nextpage\">";
    assert_eq!(whole.as_str(), format!("<p>Un.</p>{cut}<p>Deux.</p>{cut}<p>Trois.</p>"));
}

#[tokio::test]
async fn the_archive_and_its_landing_pages() {
    check(
        &room().await,
        &[
            ("/", "archive"),
            ("/?tag=logement&sort=oldest", "archive tag=logement&sort=oldest"),
            ("/?utm_source=x", "archive"),
            ("/?from=2018-13", "bad from"),
            ("/?page=2", "archive page=2"),
            ("/?page=99", "nothing, the last is /?page=2"),
            ("/?page=0", "bad page"),
            ("/page/2/", "archive page=2"),
            ("/page/2", "-> /page/2/"),
            ("/page/1/", "-> /"),
            ("/page/99/", "nothing, the last is /?page=2"),
            ("/page/2/?tag=serie", "-> /?tag=serie&page=2"),
            (
                "/source/union-sociale-pour-lhabitat/",
                "landing source union-sociale-pour-lhabitat source=union-sociale-pour-lhabitat",
            ),
            ("/tag/logement/", "landing tag logement tag=logement"),
            ("/tag/LOGEMENT/", "-> /tag/logement/"),
            ("/tag/logement?utm_source=x", "-> /tag/logement/?utm_source=x"),
            ("/tag/logement/?utm_source=x", "landing tag logement tag=logement"),
            ("/tag/logement/?lang=en", "landing tag logement tag=logement&lang=en"),
            ("/tag/logement/?source=y", "-> /?source=y&tag=logement"),
            ("/tag/logement-social-tag/", "-> /tag/logement-social/"),
            ("/category/habitat/logement-social/", "-> /tag/logement-social/"),
            ("/category/inconnu/", "nothing"),
            ("/tag/serie/page/2/", "landing tag serie tag=serie&page=2"),
            ("/tag/serie/page/1/", "-> /tag/serie/"),
            ("/tag/serie/?page=2", "-> /tag/serie/page/2/"),
            ("/tag/serie/?page=1", "-> /tag/serie/"),
            ("/tag/serie/page/3/", "nothing, the last is /tag/serie/page/2/"),
            ("/mention/unionhlm/", "landing mention unionhlm mention=unionhlm"),
            ("/mention/@UnionHlm/", "-> /mention/unionhlm/"),
            ("/author/jmartin/", "landing author jmartin author=jmartin"),
            ("/2018/", "landing 2018 from=2018&to=2018"),
            ("/2018/07/", "landing 2018-07 from=2018-07&to=2018-07"),
            ("/2018/07/12/", "landing 2018-07-12 from=2018-07-12&to=2018-07-12"),
            ("/2018/7/12", "-> /2018/07/12/"),
            ("/2018/13/", "-> /2018/"),
            ("/2018/07/51/", "-> /2018/07/"),
            ("/2018/08/", "nothing"),
            ("/2011/", "nothing"),
            ("/2018/?tag=serie", "-> /?tag=serie&from=2018&to=2018"),
            ("/2018/?from=2018-13", "bad from"),
            ("/sources/", "directory source"),
            ("/tags", "-> /tags/"),
            ("/mentions/", "directory mention"),
            ("/authors/", "directory author"),
            ("/tag/", "-> /tags/"),
            ("/category", "-> /tags/"),
            ("/2018%20", "-> /2018/"),
            ("/tag/serie/page/2/!", "-> /tag/serie/page/2/"),
            ("/pages/", "pages"),
            ("/-/about", "about"),
            ("/-/about/", "-> /-/about"),
            ("/-/offline", "offline"),
            ("/-/offline/", "-> /-/offline"),
            ("/tag/inconnu/", "nothing"),
            ("/search/logement social/", "-> /?q=logement+social"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_post_answers_at_its_recorded_path_and_moves_there_from_others() {
    let post = "-> /2018/07/12/les-politiques-dattribution/";
    let summer = "-> /2018/07/10/%C3%A9t%C3%A9/";
    check(
        &room().await,
        &[
            ("/2018/07/12/les-politiques-dattribution/", "post"),
            ("/2018/07/12/les-politiques-dattribution/?utm_source=x&p=9", "post"),
            ("/2018/07/10/%c3%a9t%c3%a9/", "post"),
            ("/archives/9.html", "post"),
            ("/tag/pris/", "post"),
            ("/2018/07/12/les-politiques-dattribution", post),
            ("//2018/07//12/les-politiques-dattribution/", post),
            ("/index.php/2018/07/12/les-politiques-dattribution/", post),
            ("/2018/07/12/Les-Politiques-dAttribution/", post),
            ("/archives/9.html/", "-> /archives/9.html"),
            ("/2018/07/10/ete/", summer),
            ("/2018/07/12/les-politiques-dattribution/%C2%A0", post),
            ("/2018/07/12/les-politiques-dattribution).", post),
            ("/2018/07/12/les-politiques-dattribution/%E2%80%9D", post),
            ("/2018/07/12/les-politiq", post),
            ("/les-politiques-dattribution/", post),
            ("/2010/les-politiques-dattribution/", post),
            ("/2018/06/meme-debut", "choice /2018/06/02/meme-debut-deux/ /2018/06/01/meme-debut-un/"),
            ("/double/", "choice /2014/02/04/double/ /2014/02/03/double/"),
            ("/2014/02/03/doubl", "-> /2014/02/03/double/"),
            ("/2018/03/05/ancien/", "-> /2018/03/05/nouveau/"),
            ("/2018/03/05/nouveau/2/", "-> /2018/03/05/nouveau/"),
            ("/2018/03/05/nouveau/comment-page-3/", "-> /2018/03/05/nouveau/"),
            ("/a-propos/equipe/", "post"),
            ("/equipe/", "-> /a-propos/equipe/"),
            ("/abo", "nothing"),
            ("/a-pro", "-> /a-propos/"),
            ("/2018/05/01/secret/", "nothing"),
            ("/2013/01/01/sans-chemin/", "post"),
            ("/api/posts", "nothing"),
            ("/wp-content/uploads/les-politiques-dattribution/", "nothing"),
            ("/inconnu/", "nothing"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_path_that_changed_leaves_a_redirect() {
    let room = Room::of(&[post(1, "2018-07-12", "avant"), post(2, "2018-07-13", "autre")]).await;
    room.import(&[post(1, "2018-07-12", "avant").at("/2018/07/apres/")]).await;
    check(&room, &[("/2018/07/12/avant/", "-> /2018/07/apres/"), ("/2018/07/apres/", "post")]).await;
    room.import(&[post(3, "2018-07-12", "avant")]).await;
    check(&room, &[("/2018/07/12/avant/", "post"), ("/2018/07/apres/", "post")]).await;
}
