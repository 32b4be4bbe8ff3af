//! The JSON API and the catalog's parts.

use crate::support::{Served, served};
use axum::http::StatusCode;
use catalog::{Catalog, Filter};
use serde_json::{Value, json};

/// A post of the fixture as lists have it; `id` is opaque and compared apart.
fn loyer() -> Value {
    json!({
        "url": "/2020/03/05/le-loyer-et-la-regle/",
        "title": "Le loyer et la règle",
        "date": "2020-03-05T09:30:00+01:00",
        "updated": null,
        "lang": "fr-FR",
        "source": {"slug": "la-gazette", "name": "La Gazette"},
        "tags": [{"slug": "droit", "name": "Droit"}, {"slug": "logement", "name": "logement"}],
        "mentions": [],
        "author": {"slug": "lea", "name": "Léa Martin"},
        "authors": [{"slug": "lea", "name": "Léa Martin"}],
        "excerpt": "Comment un loyer se révise.",
        "reading_minutes": 1,
        "continue_url": null,
        "image": null,
        "events": [],
        "comments": 1,
    })
}

/// Takes the opaque parts out of a post, after a look at them.
fn without_id(mut post: Value) -> Value {
    let id = post.as_object_mut().unwrap().remove("id").unwrap();
    assert!(id.as_str().is_some_and(|id| !id.is_empty()), "{id}");
    post
}

async fn first_id(server: &Served, query: &str) -> String {
    let list = server.get(&format!("/api/posts?{query}")).await.json();
    list["posts"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_list_says_how_many_and_which() {
    let server = served().await;
    let answer = server.get("/api/posts?tag=droit").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let mut list = answer.json();
    let posts = list.as_object_mut().unwrap().remove("posts").unwrap();
    assert_eq!(list, json!({"total": 1, "page": 1, "per_page": 20}));
    assert_eq!(posts.as_array().unwrap().len(), 1);
    assert_eq!(without_id(posts[0].clone()), loyer());
    let titles = |list: Value| -> Vec<String> {
        list["posts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|post| post["title"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = server.get("/api/posts?per_page=5").await.json();
    assert_eq!(all["per_page"], 5);
    assert_eq!(titles(all), ["Une chaudière en hiver", "Le loyer et la règle"]);
    let past_the_end = server.get("/api/posts?page=9").await.json();
    assert_eq!((past_the_end["total"].clone(), titles(past_the_end)), (json!(2), vec![]));
}

#[tokio::test]
async fn a_post_is_whole_by_its_id() {
    let server = served().await;
    let id = first_id(&server, "tag=droit").await;
    let mut post = server.get(&format!("/api/posts/{id}")).await.json();
    let object = post.as_object_mut().unwrap();
    let body = object.remove("body_html").unwrap();
    assert!(body.as_str().unwrap().contains("<p>Un loyer se révise chaque année"), "{body}");
    assert_eq!(object.remove("related"), Some(json!([])));
    let links = json!([{"url": "https://gazette.example/loyers", "text": "La Gazette", "status": "unknown"}]);
    assert_eq!(object.remove("links"), Some(links));
    let mut comments = object.remove("comments_tree").unwrap();
    assert_eq!(
        comments[0].as_object_mut().unwrap().remove("html"),
        Some(json!("<p>Merci, c’est clair.</p>"))
    );
    let comment =
        json!([{"id": "5", "author": "Karim", "date": "2020-03-06T10:00:00+01:00", "children": []}]);
    assert_eq!(comments, comment, "without e-mail and address");
    assert_eq!(without_id(post), loyer());
}

#[tokio::test]
async fn facets_count_what_each_choice_would_give() {
    let server = served().await;
    assert_eq!(
        server.get("/api/facets").await.json(),
        json!({
            "total": 2,
            "sources": [{"slug": "la-gazette", "name": "La Gazette", "count": 1}],
            "tags": [
                {"slug": "droit", "name": "Droit", "count": 1},
                {"slug": "travaux", "name": "Travaux", "count": 1},
                {"slug": "logement", "name": "logement", "count": 1},
            ],
            "mentions": [],
            "authors": [{"slug": "lea", "name": "Léa Martin", "count": 2}],
            "months": [{"month": "2020-03", "count": 1}, {"month": "2021-01", "count": 1}],
            "without_source": 1,
            "undated": 0,
        })
    );
}

#[tokio::test]
async fn errors_are_problems_that_name_what_is_wrong() {
    let server = served().await;
    for (method, path, status, detail) in [
        ("GET", "/api/posts?from=2018-13", 400, "2018-13"),
        ("GET", "/api/posts?from=2023-02-30", 400, "2023-02-30"),
        ("GET", "/api/posts?page=0", 400, "page"),
        ("GET", "/api/facets?per_page=500", 400, "per_page"),
        ("GET", "/api/posts/none", 404, "id"),
        ("GET", "/api/nothing", 404, "/api/posts"),
        ("GET", "/api", 404, "/api/posts"),
        ("GET", "/api/", 404, "/api/posts"),
        ("GET", "/api/openapi.json", 404, "/api/posts"),
        ("POST", "/api/posts", 405, "GET"),
        ("DELETE", "/api/posts/none", 405, "GET"),
    ] {
        let answer = server.ask(method, path, &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{problem}");
        assert!(problem["detail"].as_str().is_some_and(|said| said.contains(detail)), "{problem}");
        assert_eq!(answer.header("allow"), if status == 405 { "GET, HEAD" } else { "" }, "{method} {path}");
    }
}

#[tokio::test]
async fn head_says_what_get_would_without_a_body() {
    let server = served().await;
    for path in ["/api/posts", "/api/facets", "/healthz", "/catalog/manifest.json", "/favicon.svg"] {
        let (head, get) = (server.ask("HEAD", path, &[]).await, server.get(path).await);
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0), "{path}");
        assert_eq!(head.header("etag"), get.header("etag"), "{path}");
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn the_manifest_is_asked_for_anew_and_names_parts_that_never_change() {
    let server = served().await;
    let answer = server.get("/catalog/manifest.json").await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let manifest = answer.json();
    let (part, path) = (&manifest["facets"], path_of(&manifest));
    let plain = server.get(&path).await;
    assert_eq!(plain.status, StatusCode::OK, "{path}");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(part["bytes"], plain.body.len());
    let brotli = server.ask("GET", &path, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(brotli.header("content-encoding"), "br");
    assert_eq!(brotli.header("vary").to_lowercase(), "accept-encoding");
    assert_eq!(part["brotli"], brotli.body.len());
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut brotli.body.as_slice(), &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    let again = server.ask("GET", &path, &[("if-none-match", plain.header("etag"))]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    for path in ["/catalog/0000.bin", "/catalog/0123456789abcdef.bin", "/catalog/x", "/catalog/"] {
        assert_eq!(server.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// Where the facets part is.
fn path_of(manifest: &serde_json::Value) -> String {
    format!("/catalog/{}.bin", manifest["facets"]["hash"].as_str().unwrap())
}

#[tokio::test]
async fn every_part_is_found_from_the_manifest_on() {
    let server = served().await;
    let manifest = server.get("/catalog/manifest.json").await.json();
    assert_eq!(manifest["format"], catalog::FORMAT_VERSION);
    let mut catalog = Catalog::from_facets(&server.get(&path_of(&manifest)).await.body).unwrap();
    loop {
        let Some(key) = catalog.keys().find(|key| !catalog.has(*key)) else { break };
        let path = format!("/catalog/{}.bin", catalog.name_of(key).unwrap());
        catalog.add(key, &server.get(&path).await.body).unwrap_or_else(|error| panic!("{key:?}: {error}"));
    }
    for query in ["", "q=logement", "q=%22logement%20social%22"] {
        let filter = Filter::parse(query).unwrap();
        assert_eq!(catalog.answer(&filter), server.archive.catalog().answer(&filter), "{query}");
    }
}
