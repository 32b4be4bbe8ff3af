//! Pages, files, old addresses, and what every answer carries.

use crate::support::{serve, serve_exports, served, served_empty};
use axum::http::StatusCode;
use base64::Engine;
use sha2::{Digest, Sha256};
use std::sync::Arc;

const LOYER: &str = "/2020/03/05/le-loyer-et-la-regle/";

#[tokio::test]
async fn an_address_is_answered_with_its_page() {
    let server = served().await;
    for (path, status, words) in [
        ("/", 200, &["Carnet d’essai", "Une chaudière en hiver", "Le loyer et la règle"][..]),
        ("/?tag=droit", 200, &["Le loyer et la règle"]),
        (LOYER, 200, &["Le loyer et la règle", "Un loyer se révise", "Karim"]),
        ("/a-propos/", 200, &["À propos", "Ce carnet sert aux tests."]),
        ("/tag/droit/", 200, &["Droit", "Le loyer et la règle"]),
        ("/2020/", 200, &["Le loyer et la règle"]),
        ("/2020/03/", 200, &["Le loyer et la règle"]),
        ("/tags/", 200, &["Droit", "Travaux"]),
        ("/-/about", 200, &["Carnet d’essai"]),
        ("/nulle-part/", 404, &["Carnet d’essai"]),
        ("/?from=2018-13", 400, &["2018-13"]),
        ("/?page=99", 404, &["Carnet d’essai"]),
        ("/media/x/y.png", 404, &[]),
        ("/wp-content/uploads/x.png", 404, &[]),
        ("/nulle-part/feed/", 404, &[]),
        ("/feed/?from=2018-13", 400, &["2018-13"]),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        let html = answer.text();
        for word in words {
            assert!(html.contains(word), "{path} has no {word:?}");
        }
        assert!(!html.contains("Secret de brouillon") && !html.contains("nonce"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_readers_at_once_are_all_answered() {
    let server = Arc::new(served().await);
    let paths = ["/", "/tag/droit/", "/2020/", LOYER, "/tags/", "/?tag=droit", "/nulle-part/"];
    let readers: Vec<_> = (0..140)
        .map(|turn| {
            let (server, path) = (Arc::clone(&server), paths[turn % paths.len()]);
            tokio::spawn(async move { (path, server.get(path).await) })
        })
        .collect();
    for reader in readers {
        let (path, answer) = reader.await.unwrap();
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
        assert!(answer.text().contains("<title>"), "{path}");
    }
}

#[tokio::test]
async fn the_pages_that_an_author_made_of_a_post_have_addresses() {
    let server = served().await;
    let (one, two) = ("<p>Ce carnet sert aux tests.</p>", "<p>Il a une suite.</p>");
    let link = |html: &str, rel: &str| {
        let mut links = html.split("<link").map(|rest| rest.split('>').next().unwrap_or_default());
        let found = links.find(|link| link.contains(&format!("rel=\"{rel}\""))).map(str::to_owned);
        found.unwrap_or_default()
    };
    let first = server.get("/a-propos/").await.text();
    assert!(first.contains(one) && !first.contains(two), "{first}");
    assert!(first.contains("Pages\u{a0}:") && first.contains("href=\"/a-propos/2/\""), "{first}");
    assert!(link(&first, "next").contains("/a-propos/2/\"") && link(&first, "prev").is_empty(), "{first}");
    let answer = server.get("/a-propos/2/").await;
    assert_eq!(answer.status, StatusCode::OK);
    let second = answer.text();
    assert!(second.contains(two) && !second.contains(one) && second.contains(", page 2"), "{second}");
    assert!(link(&second, "canonical").contains("/a-propos/2/\""), "{second}");
    assert!(link(&second, "prev").contains("/a-propos/\"") && link(&second, "next").is_empty(), "{second}");
    for path in ["/a-propos/1/", "/a-propos/3/"] {
        let answer = server.get(path).await;
        let said = (answer.status, answer.header("location"));
        assert_eq!(said, (StatusCode::MOVED_PERMANENTLY, "/a-propos/"), "{path}");
    }
}

#[tokio::test]
async fn old_addresses_move_for_good() {
    let server = served().await;
    for (path, location) in [
        ("/?p=11", LOYER),
        ("/?page_id=13", "/a-propos/"),
        ("/2020/03/05/le-loyer-et-la-regle", LOYER),
        ("/2020/03/05//le-loyer-et-la-regle/", LOYER),
        ("/a-propos", "/a-propos/"),
        ("/index.php/a-propos/", "/a-propos/"),
        ("/tag/droit", "/tag/droit/"),
        ("/tag/droit/page/1/", "/tag/droit/"),
        ("/category/droit/", "/tag/droit/"),
        ("/2020/03/05/le-loyer-et-la-regle/trackback/", LOYER),
        ("/2020/03/05/le-loyer-et-la-regle/?replytocom=3", LOYER),
        ("/2020/03/05/le-loyer-et-la-regle/%E2%80%9D", LOYER),
        ("/2020/03/le-loyer-et-la-regle.html", LOYER),
        ("/archives/11", LOYER),
        ("/?name=le-loyer", LOYER),
        ("/?m=202003", "/2020/03/"),
        ("/page1/", "/"),
    ] {
        for method in ["GET", "HEAD"] {
            let answer = server.ask(method, path, &[]).await;
            assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{method} {path}");
            assert_eq!(answer.header("location"), location, "{method} {path}");
        }
        assert_eq!(server.ask("POST", path, &[]).await.status, StatusCode::METHOD_NOT_ALLOWED, "POST {path}");
    }
    assert_ne!(server.get("//evil.example/").await.header("location"), "//evil.example/");
}

#[tokio::test]
async fn what_moved_answers_where_it_went_for_any_host() {
    let server = served().await;
    for path in
        ["/index.php?p=11", "/category/droit/?paged=1", "/a-propos/embed", "/search/loyer/", "/2020/13/"]
    {
        let headers = [("host", "ancien.example")];
        let moved = server.ask("GET", path, &headers).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY, "{path}");
        let there = server.ask("GET", moved.header("location"), &headers).await;
        assert_eq!(there.status, StatusCode::OK, "{path} leads to {}", moved.header("location"));
    }
}

#[tokio::test]
async fn a_page_past_the_end_leads_to_the_last() {
    let server = served().await;
    for (path, last) in [("/tag/droit/page/9/", "href=\"/tag/droit/\""), ("/?page=9", "href=\"/\"")] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("Aller à sa dernière page") && answer.text().contains(last), "{path}");
    }
}

#[tokio::test]
async fn what_only_wordpress_answered_is_gone_in_one_line() {
    let server = served().await;
    for path in
        ["/wp-json/wp/v2/posts", "/xmlrpc.php", "/wp-login.php?action=x", "/wp-admin/", "/?rest_route=/"]
    {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        assert!(answer.body.len() < 100, "{path}");
    }
}

#[tokio::test]
async fn only_get_and_head_are_answered() {
    let server = served().await;
    for path in
        ["/", LOYER, "/nulle-part/", "/healthz", "/pkg/relire.css", "/catalog/manifest.json", "/favicon.svg"]
    {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
            let answer = server.ask(method, path, &[]).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(answer.header("allow").contains("GET"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_answer_carries_its_headers() {
    let server = served().await;
    for path in [
        "/",
        LOYER,
        "/nulle-part/",
        "/api/posts",
        "/api/none",
        "/healthz",
        "/pkg/relire.css",
        "/pkg/none",
        "/-/fn/none",
        "/?p=11",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
        let policy = answer.header("content-security-policy");
        for words in ["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'"]
        {
            assert!(policy.contains(words), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("nonce"), "{path}: {policy}");
    }
}

#[tokio::test]
async fn a_page_allows_its_own_inline_scripts_and_no_other() {
    let server = served().await;
    for path in ["/", LOYER, "/nulle-part/"] {
        let answer = server.get(path).await;
        let html = answer.text();
        let mut hashes: Vec<String> = html
            .split("<script")
            .skip(1)
            .filter_map(|rest| rest.split_once('>'))
            .filter(|(attributes, _)| {
                // Files, and what a browser does not run.
                !["src=", "ld+json", "text/plain"].iter().any(|other| attributes.contains(other))
            })
            .filter_map(|(_, rest)| rest.split_once("</script>"))
            .map(|(script, _)| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script)))
            .map(|hash| format!("'sha256-{hash}'"))
            .collect();
        assert!(!hashes.is_empty(), "{path} has no inline script: Leptos starts with one");
        hashes.sort_unstable();
        hashes.dedup();
        let policy = answer.header("content-security-policy");
        let allowed: Vec<&str> =
            policy.split([' ', ';']).filter(|source| source.starts_with("'sha256-")).collect();
        assert_eq!(allowed, hashes, "{path}");
        for forbidden in [" style=\"", " onclick=", "<style"] {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
    }
}

#[tokio::test]
async fn what_a_reader_has_already_is_a_304() {
    let server = served().await;
    for path in ["/", LOYER, "/api/posts", "/pkg/relire.css", "/favicon.svg"] {
        let answer = server.get(path).await;
        let (tag, again) = (answer.header("etag").to_owned(), server.get(path).await);
        assert!(tag.starts_with("W/\""), "{path}: {tag:?}");
        assert_eq!(again.header("etag"), tag, "{path} is the same each time");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        let known = server.ask("GET", path, &[("if-none-match", &tag)]).await;
        assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        assert_eq!(known.header("etag"), tag, "{path}");
        let other = server.ask("GET", path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
    }
    assert_eq!(server.get("/nulle-part/").await.header("etag"), "", "what is not there has no tag");
}

#[tokio::test]
async fn browser_files_are_served_as_they_were_built() {
    let server = served().await;
    let hashed = "/pkg/relire.1234567890123456789012.js";
    for (path, encoding, kind, cache, body) in [
        ("/pkg/relire.css", "", "text/css", "no-cache", "main{}"),
        (hashed, "", "text/javascript", "public, max-age=31536000, immutable", "export {}"),
        (hashed, "br", "text/javascript", "public, max-age=31536000, immutable", "compressed"),
        ("/favicon.svg", "", "image/svg+xml", "no-cache", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ] {
        let answer = server.ask("GET", path, &[("accept-encoding", encoding)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-type").starts_with(kind), "{path}: {}", answer.header("content-type"));
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        assert_eq!((answer.text().as_str(), answer.header("content-encoding")), (body, encoding), "{path}");
    }
    for path in
        ["/pkg/none.js", "/pkg/", "/pkg/../favicon.svg", "/pkg/%2e%2e/favicon.svg", "/.secret", "/%2esecret"]
    {
        assert_eq!(server.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn pages_are_compressed_for_who_takes_it() {
    let server = served().await;
    for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let answer = server.ask("GET", "/", &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert!(answer.header("vary").to_lowercase().contains("accept-encoding"), "{accepted}");
    }
    let font = server.ask("GET", "/fonts/serif.woff2", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(
        (font.status, font.header("content-encoding")),
        (StatusCode::OK, ""),
        "a font is compressed already"
    );
}

#[tokio::test]
async fn the_accent_colour_is_the_owners() {
    let server = serve(false, |config| config.archive.accent = Some("#0b6e4f".into())).await;
    let css = server.get("/-/theme.css").await;
    assert_eq!(
        (css.text().as_str(), css.header("content-type")),
        (":root{--accent:#0b6e4f}\n", "text/css; charset=utf-8")
    );
    assert!(server.get("/").await.text().contains("/-/theme.css"), "and every page asks for it");
}

#[tokio::test]
async fn an_empty_archive_says_how_to_import() {
    let server = served_empty().await;
    let answer = server.get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("relire import"), "{}", answer.text());
    assert_eq!(server.get("/api/posts").await.json()["total"], 0);
}

#[tokio::test]
async fn the_server_is_alive() {
    let answer = served_empty().await.get("/healthz").await;
    assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, "ok"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_title_that_reads_as_markup_stays_a_title() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(crate::support::export()).unwrap();
    let title = "&amp;lt;/title&amp;gt;&amp;lt;h1&amp;gt;A &amp;amp; B";
    let file = folder.path().join("export.xml");
    std::fs::write(&file, text.replace("Le loyer et la règle #logement", title)).unwrap();
    let server = serve_exports(&[file], |_| ()).await;
    let page = server.get(LOYER).await.text();
    let shown = page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
    assert!(shown.starts_with("&lt;/title>&lt;h1>A &amp; B · "), "{shown}");
    assert_eq!(page.matches("</title>").count(), 1, "{page}");
}
