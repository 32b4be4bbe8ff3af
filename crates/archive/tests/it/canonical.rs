//! WordPress's own table of redirects, where it lies beside the repository: every row that applies here holds. A row
//! holds where what is asked for answers as the address that WordPress sends it to does, which here may be another
//! spelling: a category is its tag, a list is its filter.

use crate::support::{Entry, Listed, Room, export_listing, file, page, post};
use archive::Resolution;
use std::path::PathBuf;

/// Rows that do not apply: a piece of the row, and why.
const NOT_HERE: [(&str, &str); 7] = [
    ("pageOnFront.php", "the archive itself is always at `/`"),
    ("guessing switched OFF", "what is meant is always guessed"),
    ("feed", "feeds have tables of their own"),
    ("sitemap", "sitemaps have tables of their own"),
    ("robots.txt", "answered before any address is looked up"),
    ("example.com", "another host's addresses never come here"),
    ("{file URL}", "the files of the table's blog are not at hand"),
];

fn site() -> Vec<Entry> {
    let slugs = |day: &'static str, slugs: &[(u32, &'static str)]| -> Vec<Entry> {
        slugs.iter().map(|(id, slug)| post(*id, day, slug)).collect()
    };
    let mut items = slugs("2008-06-02", &[(587, "post-format-test-audio")]);
    items.extend(slugs("2008-06-10", &[(590, "post-format-test-gallery")]));
    items.extend(slugs("2008-09-03", &[(591, "images-test"), (593, "non-paged-post-test")]));
    items.push(
        post(592, "2008-09-03", "multipage-post-test").saying("un<!--nextpage-->deux<!--nextpage-->trois"),
    );
    items.push(post(149, "2008-03-03", "comment-test"));
    items.push(
        post(594, "2008-09-05", "autre").in_category("cat-a", "Cat A").tagged("post-formats", "Post formats"),
    );
    items.push(post(595, "2008-09-06", "encore").in_category("cat-b", "Cat B").by("canonical-author"));
    items.push(post(596, "2012-11-05", "tard").in_category("parent", "Parent"));
    items.push(post(597, "2012-11-06", "plus-tard").in_category("child-1", "Child 1"));
    items.push(post(598, "2012-11-07", "encore-plus-tard").in_category("child-2", "Child 2"));
    items.push(post(599, "2012-11-08", "post0").at("/cat0/post0/").in_category("cat0", "Cat0"));
    items.push(post(600, "2012-11-09", "bar-baz").at("/bar-baz/").meta("_wp_old_slug", "foo-bar"));
    items.extend(slugs("2013-01-01", &[(123, "cent-vingt-trois"), (1, "premier"), (358, "trois-cents")]));
    items.extend((700..725).map(|id| post(id, "2011-02-03", &format!("remplissage-{id}"))));
    items.extend(
        [
            (801, "/sample-page/"),
            (802, "/about/"),
            (803, "/parent-page/"),
            (144, "/parent-page/child-page-1/"),
        ]
        .map(|(id, path)| page(id, path)),
    );
    items.extend(
        [(805, "/parent/child1/grandchild/"), (806, "/parent/child2/grandchild/")]
            .map(|(id, path)| page(id, path)),
    );
    items.push(file(611, 590, "canola2").at("/2008/06/10/post-format-test-gallery/canola2/"));
    items
}

const LISTED: Listed = Listed {
    categories: &[(21, "parent", ""), (22, "child-1", "parent"), (23, "child-2", "child-1")],
    tags: &[],
    genres: &[],
    authors: &[(31, "canonical-author")],
};

/// The row's own words for what differs from blog to blog, put into ours.
fn ours(address: &str) -> String {
    let multipage = "/2008/09/03/multipage-post-test/";
    let mut address = address
        .replace("{id of category parent}", "21")
        .replace("{id of category child-1}", "22")
        .replace("{id of category child-2}", "23")
        .replace("{id of canonical-author}", "31")
        .replace("{permalink of a 3-page post}", multipage)
        .replace("{permalink}", multipage);
    if !address.starts_with('/') {
        address.insert(0, '/');
    }
    address
}

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
    (crate::resolving::line(&last) + &whose(&last), moved)
}

fn whose(resolution: &Resolution) -> String {
    match resolution {
        Resolution::Post(id) => format!(" {}", id.0),
        Resolution::PostPage(id, page) => format!(" {} {page}", id.0),
        _ => String::new(),
    }
}

#[tokio::test]
async fn every_row_of_wordpresss_table_that_applies_holds() {
    let table = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora/urls/wordpress-canonical.tsv");
    let Ok(table) = std::fs::read_to_string(table) else {
        eprintln!("skipped: no table of addresses beside the repository");
        return;
    };
    let room = Room::new().await;
    room.try_import(&export_listing(&LISTED, &site())).await.unwrap();
    let (mut held, mut left_out, mut wrong) = (0, 0, Vec::new());
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [_, _, _, request, expected, outcome, ..] = columns.as_slice() else { continue };
        if NOT_HERE.iter().any(|(piece, _)| row.contains(piece)) {
            left_out += 1;
            continue;
        }
        let (is, moved) = shown(&room, &ours(request)).await;
        let (should, _) = shown(&room, &ours(expected)).await;
        // What is withheld is nothing, and that is the row's point.
        let answers = is.starts_with("nothing") == row.contains("must not leak");
        if is == should && answers && (moved || *outcome == "serve" || ours(request) == ours(expected)) {
            held += 1;
        } else {
            wrong.push(format!(
                "{request}\n  is       {is} (moved: {moved})\n  expected {expected}: {should}"
            ));
        }
    }
    eprintln!("{held} rows hold, {left_out} do not apply, {} fail", wrong.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(held >= 80, "{held} rows hold");
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
