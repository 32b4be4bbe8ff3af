//! Reading without a connection: the service worker, what is installed, the packs.

use crate::support::{Answer, Served, serve, serve_exports, served, served_empty};
use app::api::wire::{Screen, View};
use archive::ImportOptions;
use axum::http::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

const LOYER: &str = "/2020/03/05/le-loyer-et-la-regle/";
const PACKS: &str = "/-/offline/manifest.json";

/// The manifest, once the packs are made.
async fn manifest(server: &Served) -> Value {
    for _ in 0..600 {
        let answer = server.get(PACKS).await;
        if answer.status == StatusCode::OK {
            return answer.json();
        }
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.json()["of"].as_u64() > Some(0));
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the packs are not made")
}

fn hashes(manifest: &Value) -> Vec<String> {
    let packs = manifest["packs"].as_array().unwrap();
    packs.iter().map(|pack| pack["hash"].as_str().unwrap().to_owned()).collect()
}

/// The addresses of a pack and their answers.
fn answers(pack: &[u8]) -> Vec<(String, Vec<u8>)> {
    let (length, rest) = pack.split_at(4);
    let (head, answers) = rest.split_at(u32::from_le_bytes(length.try_into().unwrap()) as usize);
    let head: Value = serde_json::from_slice(head).unwrap();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let views = head["views"].as_object().unwrap().iter();
    views.map(|(path, at)| (path.clone(), answers[number(&at[0])..][..number(&at[1])].to_vec())).collect()
}

/// What an answer shows, as the page has it, without what packs leave out: posts that are found alike or were written on
/// the same day.
fn shown(answer: &[u8]) -> View {
    let mut screen: Screen = postcard::from_bytes(answer).unwrap();
    if let View::Post(post) = &mut screen.view {
        post.complete("http://carnet.example");
        assert!(post.citations.iso690.after.contains(&post.address) && post.address.starts_with("http:"));
        (post.related, post.on_this_day) = (Vec::new(), Vec::new());
    }
    screen.view
}

async fn pack(server: &Served, hash: &str) -> Answer {
    server.get(&format!("/-/offline/{hash}.bin")).await
}

#[tokio::test]
async fn the_worker_is_asked_for_anew_and_names_what_the_page_is_made_of() {
    let server = served().await;
    let answer = server.get("/sw.js").await;
    for (name, value) in [
        ("content-type", "text/javascript; charset=utf-8"),
        ("cache-control", "no-cache"),
        ("service-worker-allowed", "/"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    let source = answer.text();
    assert!(source.contains("\"/fonts/serif.woff2\"") && source.contains("\"/favicon.svg\""), "{source}");
    let version = source.split('"').nth(1).unwrap();
    assert_eq!((version.len(), source.starts_with("const VERSION = \"")), (16, true));
    for path in ["/", LOYER, "/-/fn/view?path=%2F&query="] {
        assert_eq!(server.get(path).await.header("relire-version"), version, "{path}");
    }
    assert_eq!(server.get("/api/posts").await.header("relire-version"), "", "what is not kept has none");
    assert_eq!(manifest(&server).await["version"], version);
    assert_eq!(server.ask("POST", "/sw.js", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_browser_can_install_the_archive() {
    let server = served().await;
    let answer = server.get("/manifest.webmanifest").await;
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    let manifest = answer.json();
    for (key, value) in [
        ("name", "Carnet d’essai"),
        ("lang", "fr"),
        ("start_url", "/"),
        ("display", "standalone"),
        ("description", "Quatre notes pour les tests"),
    ] {
        assert_eq!(manifest[key], value, "{key}");
    }
    let icons = manifest["icons"].as_array().unwrap();
    let has = |key: &str, value: &str| icons.iter().any(|icon| icon[key] == value);
    assert!(has("sizes", "192x192") && has("sizes", "512x512") && has("purpose", "maskable"), "{icons:?}");
    for icon in icons {
        let name = icon["src"].as_str().unwrap().trim_start_matches('/');
        assert!(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../public").join(name).is_file(), "{name}");
    }
    assert!(server.get("/").await.text().contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\""));
    assert_eq!(server.get("/site.webmanifest").await.header("location"), "/manifest.webmanifest");
    assert_eq!(served_empty().await.get("/manifest.webmanifest").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_says_what_can_be_kept_and_is_not_hydrated() {
    let server = served().await;
    let french = server.get("/-/offline").await;
    assert_eq!(french.status, StatusCode::OK);
    let html = french.text();
    for words in [
        "Lire hors ligne",
        "<noscript><p>Garder l’archive demande JavaScript",
        "id=\"keeping\"",
        "src=\"/offline.js\"",
        "src=\"/visit.js\"",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(!html.contains("import("), "no module is started: {html}");
    assert!(server.get("/-/offline?lang=en").await.text().contains("Read offline"));
    assert!(server.get("/").await.text().contains("href=\"/-/offline\""));
    assert_eq!(server.get("/-/offline/").await.header("location"), "/-/offline");
}

#[tokio::test]
async fn a_pack_holds_what_the_server_function_answers() {
    let server = served().await;
    let manifest = manifest(&server).await;
    assert_eq!(manifest["catalog"], server.get("/catalog/manifest.json").await.json());
    assert_eq!(manifest["parts"], server.get("/-/offline/parts.json").await.json()["parts"]);
    for part in manifest["parts"].as_array().unwrap() {
        let name = part["hash"].as_str().unwrap();
        let answer = server.ask("GET", &format!("/catalog/{name}.bin"), &[("accept-encoding", "br")]).await;
        assert_eq!(Some(answer.body.len() as u64), part["brotli"].as_u64(), "{name}");
    }
    let mut found = BTreeSet::new();
    for listed in manifest["packs"].as_array().unwrap().iter().chain([&manifest["own"]]) {
        let hash = listed["hash"].as_str().unwrap();
        let answer = pack(&server, hash).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(Some(answer.body.len() as u64), listed["bytes"].as_u64());
        let packed =
            server.ask("GET", &format!("/-/offline/{hash}.bin"), &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(packed.header("content-encoding"), "br");
        assert_eq!(Some(packed.body.len() as u64), listed["brotli"].as_u64());
        for (path, kept) in answers(&answer.body) {
            let address = format!("/-/fn/view?path={path}&query=");
            let asked = server.ask("GET", &address, &[("host", "carnet.example")]).await.body;
            assert_eq!(shown(&kept), shown(&asked), "{path}");
            found.insert(path.clone());
        }
    }
    for path in
        [LOYER, "/2021/01/10/une-chaudiere-en-hiver/", "/a-propos/", "/a-propos/2/", "/tags/", "/-/about"]
    {
        assert!(found.contains(path), "{path} is not in {found:?}");
    }
    assert!(!found.iter().any(|path| path.contains("brouillon")), "{found:?}");
}

#[tokio::test]
async fn what_is_taken_down_is_in_no_pack_that_is_given() {
    let server = served().await;
    let before = hashes(&manifest(&server).await);
    server.archive.withdraw(LOYER).await.unwrap();
    for hash in &before {
        assert_eq!(pack(&server, hash).await.status, StatusCode::NOT_FOUND, "it may hold what is taken down");
    }
    let after = manifest(&server).await;
    for hash in hashes(&after) {
        assert!(!pack(&server, &hash).await.text().contains("indice publié"));
    }
}

#[tokio::test]
async fn an_owner_may_take_it_all_back() {
    let server = serve(true, |config| config.archive.offline = false).await;
    let source = server.get("/sw.js").await.text();
    assert!(source.contains("registration.unregister()") && source.contains("caches.delete"), "{source}");
    for path in ["/-/offline", PACKS, "/-/offline/parts.json", "/-/offline/0.bin"] {
        assert_eq!(server.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let html = server.get("/").await.text();
    assert!(!html.contains("/visit.js") && !html.contains("/-/offline"), "{html}");
    assert!(html.contains("/manifest.webmanifest"), "it can still be installed");
}

/// An export of posts, one a day.
fn export(days: std::ops::Range<u32>) -> String {
    let mut text = String::from(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Suite</title><link>https://suite.example</link><wp:wxr_version>1.2</wp:wxr_version>",
    );
    for day in days {
        let (year, month, date) = (2000 + day / 336, 1 + day % 336 / 28, 1 + day % 28);
        text.push_str(&format!(
            "<item><title>Le jour {day}</title><link>https://suite.example/{year}/{month:02}/{date:02}/jour-{day}/</link><content:encoded>Ce qui fut dit le jour {day}.</content:encoded><wp:post_id>{id}</wp:post_id><wp:post_date>{year}-{month:02}-{date:02} 09:00:00</wp:post_date><wp:post_name>jour-{day}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain=\"post_tag\" nicename=\"jours\">Jours</category></item>",
            id = day + 1,
        ));
    }
    text.push_str("</channel></rss>");
    text
}

#[tokio::test]
async fn a_new_post_changes_the_pack_that_it_is_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, days| {
        let path = folder.path().join(name);
        std::fs::write(&path, export(days)).unwrap();
        path
    };
    let server = serve_exports(&[file("a.xml", 0..300)], |_| ()).await;
    let first = manifest(&server).await;
    let before = hashes(&first);
    assert!((4..=40).contains(&before.len()), "some dozens of posts each: {before:?}");
    let begins: Vec<&str> =
        first["packs"].as_array().unwrap().iter().map(|pack| pack["first"].as_str().unwrap()).collect();
    assert!(begins.is_sorted(), "{begins:?}");
    server.archive.import(&[file("b.xml", 300..301)], ImportOptions::default(), |_| ()).await.unwrap();
    let after = hashes(&manifest(&server).await);
    let new: Vec<&String> = after.iter().filter(|hash| !before.contains(hash)).collect();
    // The post before it in time names it as the next one, and may be the last of its pack.
    assert!((1..=2).contains(&new.len()), "{new:?} of {}", after.len());
    assert!(after.len() >= before.len());
}
