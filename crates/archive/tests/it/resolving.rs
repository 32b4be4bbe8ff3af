//! What addresses mean: one table, path and query to outcome.

use crate::support::{Listed, Room, export_listing, file, page, post};
use archive::{FeedOf, Resolution, Subject};

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
        if let Some(to) = outcome.strip_prefix("-> ").filter(|to| !to.starts_with("/wp-content/")) {
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
async fn every_list_and_every_post_has_its_feed() {
    check(
        &room().await,
        &[
            ("/feed/", "RSS of"),
            ("/feed/atom/", "Atom of"),
            ("/feed/json/", "JSON of"),
            ("/feed/?tag=logement&q=a", "RSS of q=a&tag=logement"),
            ("/feed/atom/?q=%22a+b%22&sort=oldest", "Atom of q=%22a+b%22&sort=oldest"),
            ("/feed/?tag=inconnu", "RSS of tag=inconnu"),
            ("/feed/?page=2", "RSS of page=2"),
            ("/feed/?paged=2", "RSS of page=2"),
            ("/feed/?paged=1", "RSS of"),
            ("/feed/?page=99", "nothing"),
            ("/feed/?from=2018-13", "bad from"),
            ("/feed/json/?page=0", "bad page"),
            ("/feed/?utm_source=x", "RSS of"),
            ("/feed/?lang=en", "RSS of lang=en"),
            ("/tag/logement/feed/", "RSS of tag=logement"),
            ("/tag/logement/feed/atom/", "Atom of tag=logement"),
            ("/tag/serie/feed/json/?paged=2&per_page=5", "JSON of tag=serie&page=2&per_page=5"),
            ("/tag/serie/feed/?page=9", "nothing"),
            ("/tag/serie/feed/?page=0", "bad page"),
            ("/source/union-sociale-pour-lhabitat/feed/", "RSS of source=union-sociale-pour-lhabitat"),
            ("/mention/unionhlm/feed/", "RSS of mention=unionhlm"),
            ("/author/jmartin/feed/", "RSS of author=jmartin"),
            ("/2018/feed/", "RSS of from=2018&to=2018"),
            ("/2018/07/feed/atom/", "Atom of from=2018-07&to=2018-07"),
            ("/2018/07/12/feed/", "RSS of from=2018-07-12&to=2018-07-12"),
            ("/tag/inconnu/feed/", "nothing"),
            ("/2011/feed/", "nothing"),
            ("/2018/07/12/les-politiques-dattribution/feed/", "RSS of a post's comments"),
            ("/2018/07/10/%C3%A9t%C3%A9/feed/atom/", "Atom of a post's comments"),
            ("/archives/9.html/feed/", "RSS of a post's comments"),
            ("/a-propos/equipe/feed/", "RSS of a post's comments"),
            ("/tag/pris/feed/", "RSS of a post's comments"),
            ("/comments/feed/", "RSS of all comments"),
            ("/comments/feed/atom/", "Atom of all comments"),
            ("/inconnu/feed/", "nothing"),
            ("/2018/05/01/secret/feed/", "nothing"),
            ("/tags/feed/", "nothing"),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_feeds_that_blogs_had_move_to_ours_in_one_step() {
    let comments = "-> /2018/07/12/les-politiques-dattribution/feed/";
    check(
        &room().await,
        &[
            ("/feed", "-> /feed/"),
            ("/FEED/", "-> /feed/"),
            ("/feed/.", "-> /feed/"),
            ("/feed/rss/", "-> /feed/"),
            ("/feed/rss2", "-> /feed/"),
            ("/feed/rdf/", "-> /feed/"),
            ("/feed/feed/", "-> /feed/"),
            ("/feed/atom", "-> /feed/atom/"),
            ("/feed/rss/?tag=serie&paged=2", "-> /feed/?tag=serie&page=2"),
            ("/atom/", "-> /feed/atom/"),
            ("/rss", "-> /feed/"),
            ("/rss2/", "-> /feed/"),
            ("/rdf/", "-> /feed/"),
            ("/index.php/feed/", "-> /feed/"),
            ("/page/2/feed/", "-> /feed/?page=2"),
            ("/tag/serie/atom/", "-> /tag/serie/feed/atom/"),
            ("/tag/serie/rss", "-> /tag/serie/feed/"),
            ("/tag/SERIE/feed", "-> /tag/serie/feed/"),
            ("/tag/serie/page/2/feed/", "-> /tag/serie/feed/?page=2"),
            ("/tag/serie/feed/?source=x&per_page=5", "-> /feed/?source=x&tag=serie&per_page=5"),
            ("/category/habitat/logement-social/feed/", "-> /tag/logement-social/feed/"),
            ("/category/logement-social/feed/rss2/", "-> /tag/logement-social/feed/"),
            ("/2018/7/feed/", "-> /2018/07/feed/"),
            ("/search/logement social/feed/", "-> /feed/?q=logement+social"),
            ("/search/logement/feed/atom/", "-> /feed/atom/?q=logement"),
            ("/wp-atom.php", "-> /feed/atom/"),
            ("/wp-rdf.php", "-> /feed/"),
            ("/wp-rss.php", "-> /feed/"),
            ("/wp-rss2.php", "-> /feed/"),
            ("/wp-feed.php", "-> /feed/"),
            ("/wp-commentsrss2.php", "-> /comments/feed/"),
            ("/wp-commentsrss2.php?p=1", comments),
            ("/comments/feed", "-> /comments/feed/"),
            ("/comments/feed/rss2/", "-> /comments/feed/"),
            ("/?feed=rss2", "-> /feed/"),
            ("/?feed=rss", "-> /feed/"),
            ("/?feed=rdf", "-> /feed/"),
            ("/?feed=atom", "-> /feed/atom/"),
            ("/?feed=comments-rss2", "-> /comments/feed/"),
            ("/?feed=comments-atom", "-> /comments/feed/atom/"),
            ("/?feed=rss2&p=1", comments),
            ("/?p=1&feed=comments-atom", "-> /2018/07/12/les-politiques-dattribution/feed/atom/"),
            ("/2018/07/12/les-politiques-dattribution/?feed=comments-rss2", comments),
            ("/2018/07/12/les-politiques-dattribution/rss2/", comments),
            ("/2018/07/12/les-politiques-dattribution/feed", comments),
            ("/2018/07/12/les-politiq/feed/", comments),
            ("/2018/07/12/Les-Politiques-dAttribution/feed/rss/", comments),
            ("/fichiers/facade/feed/", comments),
            ("/2018/03/05/ancien/feed/", "-> /2018/03/05/nouveau/feed/"),
            ("/tag/serie/?feed=atom&paged=2", "-> /tag/serie/feed/atom/?page=2"),
            ("/?feed=rss2&tag=serie", "-> /feed/?tag=serie"),
            ("/?feed=rss2&s=a+b", "-> /feed/?q=a+b"),
            ("/?feed=rss2&m=201807", "-> /2018/07/feed/"),
            ("/feed/?feed=atom", "-> /feed/atom/"),
            ("/tags/?feed=rss2", "-> /feed/"),
            ("/?feed=inconnu", "archive"),
            ("/feeds/posts/default", "-> /feed/atom/"),
            ("/feeds/posts/default?alt=rss", "-> /feed/"),
            ("/feeds/posts/default/-/serie", "-> /tag/serie/feed/atom/"),
            ("/feeds/comments/default", "-> /comments/feed/atom/"),
            ("/atom.xml", "-> /feed/atom/"),
            ("/index.rdf", "-> /feed/"),
            ("/rss.xml", "-> /feed/"),
            ("/feed.xml", "-> /feed/"),
            ("/index.xml", "-> /feed/"),
            ("/feed.json", "-> /feed/json/"),
            ("/feed/atom/comments", "-> /comments/feed/atom/"),
            ("/feed/tag/serie/atom", "-> /tag/serie/feed/atom/"),
            ("/sitemap.xml", "Sitemap"),
            ("/wp-sitemap.xml", "-> /sitemap.xml"),
            ("/osd.xml", "-> /opensearch.xml"),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_looks_like_a_feed_may_be_a_tag_or_a_post() {
    let room = Room::of(&[
        post(1, "2018-07-12", "un").tagged("atom", "Atom").tagged("comments", "Comments"),
        post(2, "2018-07-13", "deux").tagged("feed", "Feed"),
        page(3, "/rss/"),
        page(4, "/suivre/feed/"),
        post(5, "2018-07-14", "trois").at("/sitemap.xml"),
    ])
    .await;
    check(
        &room,
        &[
            ("/tag/atom/", "landing tag atom tag=atom"),
            ("/tag/atom/feed/", "RSS of tag=atom"),
            ("/tag/atom/atom/", "-> /tag/atom/feed/atom/"),
            ("/tag/comments/feed/", "RSS of tag=comments"),
            ("/tag/feed/feed/", "RSS of tag=feed"),
            ("/rss/", "post"),
            ("/rss", "-> /rss/"),
            ("/suivre/feed/", "post"),
            ("/sitemap.xml", "post"),
            ("/atom/", "-> /feed/atom/"),
        ],
    )
    .await;
    let deep = "/feed!".repeat(9_000);
    assert_eq!(line(&room.archive.resolve(&deep, "").await.unwrap()), "nothing");
    let deep = "/feed".repeat(9_000);
    assert_eq!(line(&room.archive.resolve(&deep, "").await.unwrap()), "nothing");
}

#[tokio::test]
async fn what_wordpress_held_in_a_query_moves_to_what_it_means() {
    let post = "-> /2018/07/12/les-politiques-dattribution/";
    check(
        &room().await,
        &[
            ("/?p=1", post),
            ("/?p=1&utm_source=x", post),
            ("/?p=1!", post),
            ("/index.php?p=1", post),
            ("/?page_id=7", "-> /a-propos/"),
            ("/?p=5", "nothing"),
            ("/?p=999", "nothing"),
            ("/?attachment_id=10", post),
            ("/?attachment_id=11", "-> /wp-content/uploads/2018/07/seule.jpg"),
            ("/fichiers/facade/", post),
            ("/?name=les-politiques-dattribution", post),
            ("/?name=les-politiq", post),
            ("/?name=double", "choice /2014/02/04/double/ /2014/02/03/double/"),
            ("/?m=2018", "-> /2018/"),
            ("/?m=201807", "-> /2018/07/"),
            ("/?m=20180712", "-> /2018/07/12/"),
            ("/?m=201101", "nothing"),
            ("/?cat=3", "nothing"),
            ("/?category_name=logement-social", "-> /tag/logement-social/"),
            ("/?s=logement+social", "-> /?q=logement+social"),
            ("/?paged=2", "-> /page/2/"),
            ("/?tag=logement-social-tag", "-> /?tag=logement-social"),
            ("/?p=", "archive"),
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

#[tokio::test]
async fn an_address_never_leads_to_another_server() {
    let room = Room::of(&[post(1, "2018-07-12", "a").at("//ailleurs.example/a/")]).await;
    for address in ["/ailleurs.example/a/", "/?p=1"] {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        if let Resolution::Moved(to) = room.archive.resolve(path, query).await.unwrap() {
            assert!(to.starts_with('/') && !to.starts_with("//"), "{to}");
        }
    }
}

#[tokio::test]
async fn terms_and_authors_are_found_by_the_numbers_they_had() {
    let listed = Listed {
        categories: &[
            (3, "monde", ""),
            (4, "europe", "monde"),
            (5, "asie", "monde"),
            (6, "prive", ""),
            (1, "uncategorized", ""),
        ],
        tags: &[(7, "urbanisme")],
        genres: &[(8, "jazz")],
        authors: &[(9, "awriter"), (12, "nobody")],
    };
    let mut jazz = post(3, "2018-07-03", "c");
    jazz.terms.push(("genre", "jazz".into(), "Jazz".into()));
    let items = [
        post(1, "2018-07-01", "a")
            .in_category("europe", "Europe")
            .tagged("urbanisme", "Urbanisme")
            .by("awriter"),
        post(2, "2018-07-02", "b").in_category("asie", "Asie").tagged("archi", "Archi"),
        jazz,
        post(4, "2018-07-04", "d").in_category("prive", "Privé").status("private"),
    ];
    let room = Room::new().await;
    room.try_import(&export_listing(&listed, &items)).await.unwrap();
    assert!(!room.holds("prive"), "the words of a term of withheld posts alone are nowhere");
    check(
        &room,
        &[
            ("/?cat=4", "-> /tag/europe/"),
            ("/?cat=4!", "-> /tag/europe/"),
            ("/?cat=3", "-> /?tag=asie&tag=europe"),
            ("/?cat=4,5", "-> /?tag=europe&tag=asie"),
            ("/?cat=-4", "-> /?tag=-europe"),
            ("/?cat=6", "nothing"),
            ("/?cat=99", "nothing"),
            ("/?cat=7", "nothing"),
            ("/?tag_id=7", "-> /tag/urbanisme/"),
            ("/?author=9", "-> /author/awriter/"),
            ("/?author=12", "archive author=12"),
            ("/?author=awriter", "archive author=awriter"),
            ("/?author_name=awriter", "-> /author/awriter/"),
            ("/category/monde/", "-> /?tag=asie&tag=europe"),
            ("/category/monde/europe/", "-> /tag/europe/"),
            ("/category/europe/page/1/", "-> /tag/europe/"),
            ("/?category_name=monde/europe", "-> /tag/europe/"),
            ("/?category_name=asie,europe", "-> /?tag=asie&tag=europe"),
            ("/category/prive/", "nothing"),
            ("/category/uncategorized/", "-> /"),
            ("/?category_name=non-classe", "-> /"),
            ("/genre/jazz/", "-> /tag/jazz/"),
            ("/?taxonomy=genre&term=jazz", "-> /tag/jazz/"),
            ("/?taxonomy=category&term=monde", "-> /?tag=asie&tag=europe"),
            ("/?taxonomy=genre&term=rock", "nothing"),
            ("/tag/urbanisme+archi/", "-> /?tag=urbanisme&tag=archi&match=all"),
            ("/tag/urbanisme,archi/", "-> /?tag=urbanisme&tag=archi"),
            ("/tag/urbanisme+inconnu/", "nothing"),
            ("/?tag=urbanisme+archi", "-> /?tag=urbanisme&tag=archi&match=all"),
            ("/?tag=inconnu", "archive tag=inconnu"),
            ("/type/image/", "-> /"),
            ("/tag/urbanisme/?paged=1", "-> /tag/urbanisme/"),
            ("/tag/urbanisme/?paged=2", "nothing, the last is /tag/urbanisme/"),
        ],
    )
    .await;
}

#[tokio::test]
async fn numbers_mean_the_same_whichever_part_of_an_export_comes_first() {
    let listed = Listed { categories: &[(3, "monde", ""), (4, "europe", "monde")], ..Listed::default() };
    let post = post(1, "2018-07-01", "a").in_category("europe", "Europe");
    for terms_first in [true, false] {
        let room = Room::new().await;
        let parts =
            [export_listing(&listed, &[]), export_listing(&Listed::default(), std::slice::from_ref(&post))];
        for part in if terms_first { [0, 1] } else { [1, 0] } {
            room.try_import(&parts[part]).await.unwrap();
        }
        check(&room, &[("/?cat=3", "-> /tag/europe/"), ("/?cat=4", "-> /tag/europe/")]).await;
    }
}

#[tokio::test]
async fn what_a_paste_or_an_encoding_did_to_an_address_is_undone() {
    let post = "-> /2018/07/12/les-politiques-dattribution/";
    let summer = "-> /2018/07/10/%C3%A9t%C3%A9/";
    let room = room().await;
    let mut table: Vec<(String, &str)> = Vec::new();
    for left in [
        "%C2%A0",
        "%20",
        ".",
        ",",
        ";",
        ":",
        "!",
        ")",
        "%22",
        "\"",
        "%E2%80%99",
        "%E2%80%9D",
        "%E2%80%9C",
        "%28",
        "%7B",
        "%7D",
        "'",
        "%27",
        "%2C",
        "%2E",
        "%3B",
        "%E2%80%A6",
        "%C2",
        "%E2%80",
        "%22%3Eici",
        "%20et%20apr%C3%A8s",
        "</a>",
        "*",
        "%5C",
        "%E2%80%8B",
        ").",
    ] {
        table.push((format!("/2018/07/12/les-politiques-dattribution/{left}"), post));
        table.push((format!("/2018/07/12/les-politiques-dattribution{left}"), post));
        table.push((
            format!("/?p=1{left}"),
            if left.contains("ici") || left.contains("et") || left == "</a>" { "archive" } else { post },
        ));
        table.push((format!("/tag/serie/page/2/{left}"), "-> /tag/serie/page/2/"));
    }
    for address in [
        "/2018/07/10/%25C3%25A9t%25C3%25A9/",
        "/2018/07/10/%E9t%E9/",
        "/2018/07/10/%C3%89T%C3%89",
        "/2018/07/10/e%CC%81te%CC%81/",
    ] {
        table.push((address.to_owned(), summer));
    }
    for address in [
        "/https://blog.example/2018/07/12/les-politiques-dattribution/",
        "/index.php/2018/07/12/les-politiques-dattribution",
        "/2018/07/12/les-politiq...",
        "/2018/07/12/les-politiques-dattribution/trackback/",
        "/2018/07/12/les-politiques-dattribution/embed",
        "/2018/07/12/les-politiq/amp/",
        "/2018/07/12/les-politiques-dattribution/amp/?utm_source=x",
        "/2018/07/12/les-politiques-dattribution/page/2/",
        "/2018/07/12/les-politiques-dattribution/attachment/facade/",
        "/2018/07/12/les-politiques-dattribution/facade/",
        "/facade/",
        "/?attachment=facade",
        "/2018/07/12/les-politiques-dattribution/?replytocom=3#respond",
        "/2018/07/12/les-politiques-dattribution/?share=twitter&nb=1",
        "/2018/07/12/les-politiques-dattribution/?like=1&_wpnonce=2",
        "/2018/07/12/les-politiques-dattribution/?preview=true",
        "/2018/07/12/les-politiques-dattribution/?cpage=2",
        "/2018/07/12/les-politiques-dattribution?p=1",
        "/?p=1&preview=true",
    ] {
        let moved = if address.ends_with("utm_source=x") {
            "-> /2018/07/12/les-politiques-dattribution/?utm_source=x"
        } else {
            post
        };
        table.push((address.split('#').next().unwrap_or_default().to_owned(), moved));
    }
    let table: Vec<(&str, &str)> =
        table.iter().map(|(address, expected)| (address.as_str(), *expected)).collect();
    check(&room, &table).await;
    check(
        &room,
        &[
            ("/2018/07/12/les-politiques-dattribution/?utm_source=x&fbclid=y&gclid=z", "post"),
            ("/2018/07/12/les-politiques-dattribution/?m=1", "post"),
            ("/?utm_campaign=a&fbclid=b", "archive"),
            ("/a-propos?fbclid=b", "-> /a-propos/?fbclid=b"),
        ],
    )
    .await;
}

#[tokio::test]
async fn dates_and_pages_of_lists_are_found_however_wordpress_said_them() {
    check(
        &room().await,
        &[
            ("/page1/", "-> /"),
            ("/page2", "-> /page/2/"),
            ("/page2/", "-> /page/2/"),
            ("/?paged=1", "-> /"),
            ("/?paged=99", "nothing, the last is /?page=2"),
            ("/tag/serie/page2/", "-> /tag/serie/page/2/"),
            ("/tag/serie/?paged=2", "-> /tag/serie/page/2/"),
            ("/category/serie/page/2/", "-> /tag/serie/page/2/"),
            ("/category/serie/?paged=2", "-> /tag/serie/page/2/"),
            ("/?category_name=serie&paged=2", "-> /tag/serie/page/2/"),
            ("/?m=201605&paged=2", "-> /2016/05/page/2/"),
            ("/2016/?monthnum=5", "-> /2016/05/"),
            ("/2016/?monthnum=5&day=2", "-> /2016/05/02/"),
            ("/2016/?day=02", "landing 2016 from=2016&to=2016"),
            ("/?year=2016&monthnum=05&day=02", "-> /2016/05/02/"),
            ("/?year=2016", "-> /2016/"),
            ("/?m=20180751", "-> /2018/07/"),
            ("/search/logement+social/page/2/", "nothing, the last is /?q=logement+social"),
            ("/search/titre/page/2/", "-> /?q=titre&page=2"),
            ("/?s=titre&paged=2", "-> /?q=titre&page=2"),
            ("/category/serie/page/1/?test=one%20two", "-> /tag/serie/?test=one%20two"),
        ],
    )
    .await;
}

#[tokio::test]
async fn addresses_of_other_software_are_found_by_what_they_name() {
    let post = "-> /2018/07/12/les-politiques-dattribution/";
    check(
        &room().await,
        &[
            ("/2018/07/les-politiques-dattribution.html", post),
            ("/2018/07/les-politiques-datt.html", post),
            ("/2018/07/les_politiques_dattribution.html?m=1", post),
            ("/blog/2018/07/les-politiques-dattribution.html", post),
            ("/article-les-politiques-dattribution-81234567.html", post),
            ("/@jmartin/les-politiques-dattribution-0a1b2c3d4e5f", post),
            ("/post/2018/07/12/Les-Politiques-dattribution", post),
            ("/?post/2018/07/12/Les-Politiques-dattribution", post),
            ("/post/173456789012/les-politiques-dattribution", post),
            ("/post/1", post),
            ("/archives/1", post),
            ("/p/1/", post),
            ("/logement/les-politiques-dattribution/", post),
            ("/search/label/Logement%20social", "-> /tag/logement-social/"),
            ("/tagged/logement-social", "-> /tag/logement-social/"),
            ("/tags/serie/", "-> /tag/serie/"),
            ("/?tag/serie", "-> /tag/serie/"),
            ("/archive/2018/7", "-> /2018/07/"),
            ("/blog/2018/07/", "-> /2018/07/"),
            ("/2018_07_01_archive.html", "-> /2018/07/"),
            ("/search/label/Inconnu", "nothing"),
            ("/post/5", "nothing"),
            ("/archives/5", "nothing"),
            ("/categorie-12.html", "nothing"),
            ("/double-2.html", "choice /2014/02/04/double/ /2014/02/03/double/"),
            ("/2014/02/03/ailleurs/double", "-> /2014/02/03/double/"),
            ("/2014/02/double/", "choice /2014/02/04/double/ /2014/02/03/double/"),
        ],
    )
    .await;
}

#[tokio::test]
async fn an_address_without_end_is_nobodys() {
    let room = room().await;
    for address in [
        format!("/{}", "a".repeat(60_000)),
        "/a".repeat(5_000),
        "/%25".repeat(400),
        format!("/?p={}", "9".repeat(9_000)),
    ] {
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        assert_eq!(line(&room.archive.resolve(path, query).await.unwrap()), "nothing");
    }
}
