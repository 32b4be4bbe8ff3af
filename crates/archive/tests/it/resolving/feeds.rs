//! Addresses of feeds, ours and those that blogs had.

use super::{check, line, room};
use crate::support::{Room, page, post};

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
