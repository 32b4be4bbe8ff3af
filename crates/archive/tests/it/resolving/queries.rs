//! What WordPress held in the query of an address, and numbers of terms and authors.

use super::{check, room};
use crate::support::{Entry, Listed, Room, export, export_listing, file, page, post};

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
            ("/?paged=3", "nothing, the last is /?page=2"),
            ("/index.php?paged=3", "nothing, the last is /?page=2"),
            ("/?tag=logement-social-tag", "-> /?tag=logement-social"),
            ("/?p=", "archive"),
        ],
    )
    .await;
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
async fn a_guid_is_an_address_that_a_post_had() {
    let items = [
        post(1, "2018-07-01", "a").known_as("/2007/09/04/premier-jet/"),
        post(2, "2018-07-02", "b").known_as("/?p=674"),
        post(3, "2018-07-03", "c").known_as("/?page_id=1"),
        post(4, "2018-07-04", "d").known_as("/2018/07/01/a/"),
        post(5, "2018-07-05", "e").known_as("/"),
        post(6, "2018-07-06", "f").known_as("/secret/").status("private"),
        post(7, "2018-07-07", "g").known_as("/2018/07/06/f/"),
    ];
    let room = Room::new().await;
    room.try_import(&export(&items)).await.unwrap();
    check(
        &room,
        &[
            ("/2007/09/04/premier-jet/", "-> /2018/07/01/a/"),
            ("/2007/09/04/premier-jet", "-> /2018/07/01/a/"),
            ("/?p=674", "-> /2018/07/02/b/"),
            ("/?page_id=674&utm_source=x", "-> /2018/07/02/b/?utm_source=x"),
            ("/?p=675", "nothing"),
            // What has an address now is not asked what it was called before.
            ("/?p=1", "-> /2018/07/01/a/"),
            ("/2018/07/01/a/", "post"),
            ("/", "archive"),
            ("/secret/", "nothing"),
            ("/2018/07/06/f/", "-> /2018/07/07/g/"),
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
async fn the_number_of_a_revision_leads_to_the_post_it_is_one_of() {
    let revision = |id: u32, of: u32| {
        let slug = format!("{of}-revision-v1");
        Entry { kind: "revision", status: "inherit", ..post(id, "2018-07-11", &slug) }
            .below(of)
            .saying("Avant.")
    };
    let room = Room::of(&[revision(11, 1), revision(12, 2), revision(13, 3), revision(14, 0)]).await;
    room.import(&[
        post(1, "2018-07-12", "public"),
        post(2, "2018-07-13", "prive").status("private"),
        post(3, "2018-07-14", "retire"),
    ])
    .await;
    room.archive.withdraw("?p=3").await.unwrap();
    check(
        &room,
        &[
            ("/?p=11", "-> /2018/07/12/public/"),
            ("/?p=11&preview=true", "-> /2018/07/12/public/"),
            ("/?p=12", "nothing"),
            ("/?p=13", "gone"),
            ("/?p=14", "nothing"),
        ],
    )
    .await;
    assert!(!room.holds("Avant."), "its words are not kept");
}

#[tokio::test]
async fn a_blog_that_was_in_a_folder_answers_below_it_too() {
    let items = [
        post(1, "2018-07-12", "un").at("/carnet/2018/07/12/un/").tagged("logement", "Logement"),
        post(2, "2018-07-13", "prive").at("/carnet/2018/07/13/prive/").status("private"),
        page(3, "/carnet/a-propos/"),
        Entry {
            file: Some("https://blog.example/carnet/wp-content/uploads/2018/07/seule.jpg".into()),
            ..file(4, 0, "seule").at("/carnet/seule/")
        },
    ];
    let home = "<wp:base_blog_url>https://blog.example/carnet</wp:base_blog_url>";
    let export = crate::support::export(&items)
        .replace("<wp:base_blog_url>https://blog.example</wp:base_blog_url>", home)
        .replace("<link>https://blog.example</link>", "<link>https://blog.example/carnet</link>");
    let room = Room::new().await;
    room.try_import(&export).await.unwrap();
    check(
        &room,
        &[
            ("/carnet/2018/07/12/un/", "post"),
            ("/carnet/a-propos", "-> /carnet/a-propos/"),
            ("/carnet", "-> /"),
            ("/carnet/", "-> /"),
            ("/carnet/?p=1", "-> /carnet/2018/07/12/un/"),
            ("/carnet/index.php?p=1", "-> /carnet/2018/07/12/un/"),
            ("/carnet/?p=2", "nothing"),
            ("/carnet/seule/", "-> /carnet/wp-content/uploads/2018/07/seule.jpg"),
            ("/carnet/?attachment_id=4", "-> /carnet/wp-content/uploads/2018/07/seule.jpg"),
            ("/carnet/tag/logement/", "-> /tag/logement/"),
            ("/carnet/2018/07/", "-> /2018/07/"),
            ("/carnet/feed/", "-> /feed/"),
            ("/carnet/tag/logement/feed/atom/", "-> /tag/logement/feed/atom/"),
            ("/carnet/2018/07/12/un/feed/", "RSS of a post's comments"),
            ("/carnet/sitemap.xml", "-> /sitemap.xml"),
            ("/carnet/2018/07/13/prive/", "nothing"),
            ("/carnets/", "nothing"),
        ],
    )
    .await;
}
