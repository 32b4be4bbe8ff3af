//! Addresses that a paste, an encoding or other software put differently.

use super::{check, line, room};
use crate::support::{Room, post};
use archive::Resolution;

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
