//! Sitemap, robots.txt, and the description of the search.

use crate::support::{serve, served, served_empty};
use axum::http::StatusCode;

const ORIGIN: &str = "https://archive.example";

#[tokio::test]
async fn the_sitemap_lists_what_is_there_with_its_true_dates() {
    let server = serve(true, |config| config.archive.base_url = Some(ORIGIN.into())).await;
    let answer = server.get("/sitemap.xml").await;
    assert_eq!(answer.header("content-type"), "application/xml; charset=utf-8");
    let xml = answer.text();
    let listed: Vec<&str> = xml
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap().strip_prefix(ORIGIN).unwrap())
        .collect();
    for path in [
        "/",
        "/2020/03/05/le-loyer-et-la-regle/",
        "/2021/01/10/une-chaudiere-en-hiver/",
        "/a-propos/",
        "/pages/",
        "/tags/",
        "/tag/droit/",
        "/source/la-gazette/",
        "/author/lea/",
        "/2020/",
        "/2020/03/",
        "/2020/03/05/",
    ] {
        assert!(listed.contains(&path), "{path} is not in {listed:?}");
    }
    for path in &listed {
        assert_eq!(server.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert!(xml.contains(
        "<loc>https://archive.example/tag/droit/</loc>\n<lastmod>2020-03-05T09:30:00+01:00</lastmod>"
    ));
    assert!(!xml.contains("brouillon") && !xml.contains("?p=14"));
}

#[tokio::test]
async fn the_sitemap_has_one_address() {
    let server = served().await;
    for path in [
        "/wp-sitemap.xml",
        "/wp-sitemap-posts-post-1.xml",
        "/sitemap_index.xml",
        "/sitemap-index-1.xml",
        "/news-sitemap.xml",
        "/sitemap.xml.gz",
        "/sitemap-1.xml",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{path}");
        assert_eq!(answer.header("location"), "/sitemap.xml", "{path}");
    }
    assert_eq!(server.get("/sitemap-2.xml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_empty_archive_has_its_documents_too() {
    let server = served_empty().await;
    for path in ["/sitemap.xml", "/robots.txt", "/opensearch.xml", "/feed/", "/feed/atom/", "/feed/json/"] {
        assert_eq!(server.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn robots_may_read_everything_but_endless_lists() {
    let server = serve(true, |config| config.archive.base_url = Some(ORIGIN.into())).await;
    let answer = server.get("/robots.txt").await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    let text = answer.text();
    assert!(text.starts_with("User-agent: *\n"), "{text}");
    assert!(text.contains("\nSitemap: https://archive.example/sitemap.xml\n"), "{text}");
    let forbidden: Vec<&str> = text.lines().filter(|line| line.starts_with("Disallow:")).collect();
    assert_eq!(forbidden, ["Disallow: /-/", "Disallow: /*?"]);
}

#[tokio::test]
async fn a_browser_can_search_from_its_address_bar() {
    let server = served().await;
    let answer = server.ask("GET", "/opensearch.xml", &[("host", "lecture.example")]).await;
    assert_eq!(answer.header("content-type"), "application/opensearchdescription+xml; charset=utf-8");
    let xml = answer.text();
    for part in [
        "<ShortName>Carnet d’essai</ShortName>",
        "template=\"http://lecture.example/?q={searchTerms}\"",
        "template=\"http://lecture.example/feed/?q={searchTerms}\"",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
    assert_eq!(server.get("/osd.xml").await.header("location"), "/opensearch.xml");
}
