//! What must not say that a hidden post is there, in every form of address that could. WordPress's own tables of addresses
//! are held by `cargo xtask conformance`.

use crate::support::{Room, file, post};
use archive::Resolution;

/// What an address shows in the end, and whether it moved.
async fn shown(room: &Room, address: &str) -> (String, bool) {
    let ask = async |address: &str| {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        room.archive.resolve(path, query).await.unwrap()
    };
    let first = ask(address).await;
    let moved = matches!(first, Resolution::Moved(_));
    let last = match &first {
        Resolution::Moved(to) => ask(to).await,
        _ => first,
    };
    (crate::resolving::line(&last), moved)
}

#[tokio::test]
async fn no_address_of_what_is_withheld_says_that_it_is_there() {
    let mut items = vec![post(1, "2018-07-12", "publish-post")];
    for (id, status) in (10..).zip(["private", "future", "draft", "pending", "auto-draft", "trash"]) {
        items.push(post(id, "2018-07-12", &format!("{status}-post")).status(status).saying("Secret."));
        items.push(file(100 + id, id, &format!("{status}-file")));
    }
    let room = Room::of(&items).await;
    for (id, status) in (10..).zip(["private", "future", "draft", "pending", "auto-draft", "trash"]) {
        for address in [
            format!("/?p={id}"),
            format!("/?post_type=page&p={id}"),
            format!("/?page_id={id}&preview=true"),
            format!("/?name={status}-post"),
            format!("/?attachment_id={}", 100 + id),
            format!("/2018/07/12/{status}-post/"),
            format!("/2018/07/12/{status}-post"),
            format!("/2018/07/12/{status}-post/2/"),
            format!("/2018/07/12/{status}-post/embed/"),
            format!("/2018/07/12/{status}-post/{status}-file/"),
            format!("/fichiers/{status}-file/"),
            format!("/{status}-post/"),
            format!("/archives/{id}"),
        ] {
            let (is, moved) = shown(&room, &address).await;
            assert!(is == "nothing" && !moved, "{status}: {address} is {is}");
        }
    }
}
