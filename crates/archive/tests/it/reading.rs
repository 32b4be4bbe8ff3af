//! Reading a post.

use crate::support::{Entry, Room, file, page, post};
use archive::Resolution;
use domain::{Comment, Post};

async fn read(room: &Room, path: &str) -> Post {
    let Resolution::Post(id) = room.archive.resolve(path, "").await.unwrap() else {
        panic!("{path} is no post")
    };
    room.archive.read(&id).await.unwrap().unwrap()
}

fn thread(comments: &[Comment]) -> String {
    let one = |comment: &Comment| format!("{}({})", comment.author, thread(&comment.children));
    comments.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_post_is_read_with_its_comments_in_threads() {
    let mut entry = post(1, "2018-07-12", "a");
    entry.comments =
        vec![(1, 0, "Paul", true, "Bravo"), (3, 1, "Zoé", true, "Oui"), (2, 0, "Léa", true, "Non")];
    let room = Room::of(&[entry]).await;
    let post = read(&room, "/2018/07/12/a/").await;
    assert_eq!(thread(&post.comments), "Paul(Zoé()) Léa()");
    assert_eq!(post.card.comments, 3);
    assert_eq!(post.card.authors[0].name, "Jeanne Martin");
    assert!(post.body.as_str().contains("Un texte sur a."), "{:?}", post.body);
}

#[tokio::test]
async fn related_are_the_posts_own_list_then_those_alike() {
    let tagged = |entry: Entry| entry.tagged("rare", "Rare");
    let list = |path: &str| {
        format!(
            "Un texte.\n\nLire également :\n<ul><li><a href=\"https://blog.example{path}\">ici</a></li></ul>"
        )
    };
    let room = Room::of(&[
        tagged(post(1, "2018-07-12", "a")).saying(&list("/2018/07/10/liste/")),
        post(2, "2018-07-10", "liste"),
        tagged(post(3, "2018-07-13", "proche")),
        tagged(post(4, "2018-01-13", "loin")),
        post(5, "2018-07-14", "etranger"),
    ])
    .await;
    let titles: Vec<String> =
        read(&room, "/2018/07/12/a/").await.related.into_iter().map(|post| post.title).collect();
    assert_eq!(titles, ["Titre liste", "Titre proche", "Titre loin"]);
}

#[tokio::test]
async fn a_featured_picture_may_come_in_a_later_part() {
    let room = Room::of(&[post(1, "2018-07-12", "a").meta("_thumbnail_id", "9")]).await;
    assert_eq!(read(&room, "/2018/07/12/a/").await.card.image, None);
    room.import(&[file(9, 1, "photo").meta("_wp_attachment_image_alt", "Une façade")]).await;
    let image = read(&room, "/2018/07/12/a/").await.card.image.unwrap();
    assert_eq!(
        (image.url.as_str(), image.alt.as_str()),
        ("/wp-content/uploads/2018/07/photo.jpg", "Une façade")
    );
}

#[tokio::test]
async fn pages_are_listed_by_themselves() {
    let room = Room::of(&[post(1, "2018-07-12", "a"), page(2, "/contact/"), page(3, "/a-propos/")]).await;
    let titles: Vec<String> = room.archive.pages().into_iter().map(|page| page.title).collect();
    assert_eq!(titles, ["Titre a-propos", "Titre contact"]);
    assert_eq!(room.archive.site().posts, 1);
    assert_eq!(read(&room, "/contact/").await.kind, domain::Kind::Page);
}
