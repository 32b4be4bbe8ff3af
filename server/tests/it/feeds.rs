//! Feeds, read as feed readers read them.

use crate::support::{Answer, Served, export, serve, serve_exports, served};
use axum::http::StatusCode;
use feed_rs::model::{Entry, Feed, FeedType};
use feed_rs::parser;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const LOYER: &str = "/2020/03/05/le-loyer-et-la-regle/";
const ORIGIN: &str = "https://archive.example";
/// The identifier that the export records.
const GUID: &str = "http://ancien.example/?p=11&v=1";

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/veille-habitat.wordpress.xml")
}

/// Reads a feed; relative addresses stay as they are, so that one that is not whole is seen.
fn parsed(answer: &Answer) -> Feed {
    let parser = parser::Builder::new().base_uri(None::<&str>).build();
    parser.parse(answer.body.as_slice()).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

async fn read(server: &Served, path: &str) -> Feed {
    let answer = server.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    parsed(&answer)
}

fn link(feed: &Feed, rel: &str) -> Option<String> {
    feed.links.iter().find(|link| link.rel.as_deref() == Some(rel)).map(|link| link.href.clone())
}

fn titles(feed: &Feed) -> Vec<String> {
    feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.clone()).collect()
}

fn html(entry: &Entry) -> &str {
    entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default()
}

#[tokio::test]
async fn a_feed_holds_whole_posts_in_every_form() {
    let server = serve(true, |config| config.archive.base_url = Some(ORIGIN.into())).await;
    for (path, kind, form) in [
        ("/feed/", "application/rss+xml; charset=utf-8", FeedType::RSS2),
        ("/feed/atom/", "application/atom+xml; charset=utf-8", FeedType::Atom),
        ("/feed/json/", "application/feed+json; charset=utf-8", FeedType::JSON),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.header("content-type"), kind);
        let feed = parsed(&answer);
        assert_eq!(feed.feed_type, form);
        assert_eq!(feed.title.as_ref().unwrap().content, "Carnet d’essai", "{path}");
        assert_eq!(feed.description.as_ref().unwrap().content, "Quatre notes pour les tests", "{path}");
        assert_eq!(feed.language.as_deref(), Some("fr"), "{path}");
        assert_eq!(
            titles(&feed),
            ["Une chaudière en hiver", "Le loyer et la règle"],
            "{path}: no page, no draft"
        );
        let post = &feed.entries[1];
        assert_eq!(post.id, GUID, "{path}");
        assert_eq!(feed.entries[0].id, format!("{ORIGIN}/2021/01/10/une-chaudiere-en-hiver/"), "{path}");
        assert!(
            post.links.iter().any(|link| link.href == format!("{ORIGIN}{LOYER}")),
            "{path}: {:?}",
            post.links
        );
        assert_eq!(post.published.unwrap().to_rfc3339(), "2020-03-05T08:30:00+00:00", "{path}");
        assert_eq!(post.summary.as_ref().unwrap().content, "Comment un loyer se révise.", "{path}");
        assert!(html(post).contains("<p>Un loyer se révise"), "{path}: {}", html(post));
        let authors: Vec<&str> = post.authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(authors, ["Léa Martin"], "{path}");
        let tags: BTreeSet<&str> = post.categories.iter().map(|tag| tag.term.as_str()).collect();
        assert_eq!(tags, BTreeSet::from(["Droit", "logement"]), "{path}");
        assert!(!answer.text().contains("brouillon") && !answer.text().contains("mail.example"), "{path}");
    }
}

#[tokio::test]
async fn the_offset_of_a_post_is_kept() {
    let server = served().await;
    let rss = server.get("/feed/").await.text();
    assert!(rss.contains("<pubDate>Thu, 5 Mar 2020 09:30:00 +0100</pubDate>"), "{rss}");
    assert!(rss.contains("<lastBuildDate>Sun, 10 Jan 2021 18:00:00 +0100</lastBuildDate>"), "{rss}");
    let atom = server.get("/feed/atom/").await.text();
    assert!(atom.contains("<published>2020-03-05T09:30:00+01:00</published>"), "{atom}");
    let json = server.get("/feed/json/").await.json();
    assert_eq!(json["items"][1]["date_published"], "2020-03-05T09:30:00+01:00");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
}

#[tokio::test]
async fn a_post_tells_of_its_source_and_its_comments() {
    let server = served().await;
    let rss = server.get("/feed/").await.text();
    for part in [
        "<dc:source>La Gazette</dc:source>",
        "<slash:comments>1</slash:comments>",
        "<wfw:commentRss>http://localhost/2020/03/05/le-loyer-et-la-regle/feed/</wfw:commentRss>",
        "<guid isPermaLink=\"false\">http://ancien.example/?p=11&amp;v=1</guid>",
    ] {
        assert!(rss.contains(part), "{part} is not in {rss}");
    }
    assert_eq!(server.get("/feed/json/").await.json()["items"][1]["_source"]["name"], "La Gazette");
    assert!(server.get("/feed/atom/").await.text().contains("<thr:total>1</thr:total>"));
}

#[tokio::test]
async fn a_feed_is_of_its_list_and_says_so() {
    let server = served().await;
    let host = [("host", "lecture.example"), ("x-forwarded-proto", "https")];
    for (path, title, home, posts) in [
        ("/tag/droit/feed/", "Carnet d’essai – étiquette\u{202f}: Droit", "/tag/droit/", 1),
        ("/source/la-gazette/feed/", "Carnet d’essai – source\u{202f}: La Gazette", "/source/la-gazette/", 1),
        ("/author/lea/feed/atom/", "Carnet d’essai – auteur\u{202f}: Léa Martin", "/author/lea/", 2),
        ("/2021/feed/", "Carnet d’essai – 2021", "/2021/", 1),
        ("/2021/01/10/feed/json/", "Carnet d’essai – 10 janvier 2021", "/2021/01/10/", 1),
        ("/feed/?q=loyer", "Carnet d’essai – «\u{202f}loyer\u{202f}»", "/?q=loyer", 1),
        ("/feed/?tag=-droit&lang=en", "Carnet d’essai – not tag: Droit", "/?tag=-droit&lang=en", 1),
        ("/feed/?tag=inconnu", "Carnet d’essai – étiquette\u{202f}: inconnu", "/?tag=inconnu", 0),
    ] {
        let answer = server.ask("GET", path, &host).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let feed = parsed(&answer);
        assert_eq!(feed.title.as_ref().unwrap().content.replace('\u{a0}', " "), title, "{path}");
        assert_eq!(feed.entries.len(), posts, "{path}");
        let whole = |path: &str| format!("https://lecture.example{path}");
        let links: Vec<&str> = feed.links.iter().map(|link| link.href.as_str()).collect();
        assert!(links.contains(&whole(home).as_str()), "{path}: {links:?}");
        assert!(links.contains(&whole(path).as_str()), "{path}: {links:?}");
    }
}

#[tokio::test]
async fn a_feed_and_the_api_list_the_same_posts() {
    let server = serve_exports(&[demo()], |config| config.archive.base_url = Some(ORIGIN.into())).await;
    for filter in [
        "",
        "page=2",
        "per_page=100",
        "per_page=7&page=3",
        "sort=oldest",
        "q=logement",
        "q=%22mixit%C3%A9+sociale%22",
        "q=logement+-congr%C3%A8s&from=2015&to=2019-06",
        "q=tag:logement+avant:2019",
        "tag=logement&tag=ville",
        "tag=logement&tag=ville&match=all",
        "source=none&sort=newest",
        "tag=-logement&from=2016",
        "from=2018&to=2017",
        "source=inconnue",
    ] {
        let sorted = if filter.contains("sort=") { "" } else { "&sort=newest" };
        let api = server.get(&format!("/api/posts?{filter}{sorted}")).await.json();
        let wanted: Vec<String> = api["posts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| format!("{ORIGIN}{}", p["url"].as_str().unwrap()))
            .collect();
        for form in ["", "atom/", "json/"] {
            let feed = read(&server, &format!("/feed/{form}?{filter}")).await;
            let found: Vec<String> = feed.entries.iter().map(|entry| entry.links[0].href.clone()).collect();
            assert_eq!(found, wanted, "{form} {filter}");
        }
    }
}

#[tokio::test]
async fn no_address_in_a_feed_depends_on_where_it_is_read() {
    let server = serve_exports(&[demo()], |config| config.archive.base_url = Some(ORIGIN.into())).await;
    let feed = read(&server, "/feed/atom/?per_page=100").await;
    let mut linked = 0;
    for entry in &feed.entries {
        for attribute in ["href=\"", "src=\""] {
            for address in html(entry).split(attribute).skip(1) {
                assert!(
                    address.starts_with("http") || address.starts_with("mailto:"),
                    "{}: {address}",
                    entry.id
                );
                linked += usize::from(address.starts_with(ORIGIN));
            }
        }
    }
    assert!(linked > 0, "the demo links to its own posts");
}

#[tokio::test]
async fn a_long_feed_is_walked_page_by_page() {
    let server = serve_exports(&[demo()], |config| config.archive.base_url = Some(ORIGIN.into())).await;
    let total = server.get("/api/posts").await.json()["total"].as_u64().unwrap();
    for start in ["/feed/?per_page=50", "/feed/atom/?per_page=50", "/feed/json/?per_page=50"] {
        let (mut path, mut seen, mut pages) = (Some(start.to_owned()), BTreeSet::new(), 0);
        while let Some(at) = path {
            let answer = server.get(&at).await;
            let feed = parsed(&answer);
            seen.extend(feed.entries.iter().map(|entry| entry.id.clone()));
            pages += 1;
            let next = match start.contains("json") {
                true => answer.json()["next_url"].as_str().map(str::to_owned),
                false => link(&feed, "next"),
            };
            path = next.map(|next| next.strip_prefix(ORIGIN).unwrap().to_owned());
            if pages > 1 && !start.contains("json") {
                assert!(link(&feed, "previous").is_some(), "{at}");
            }
        }
        assert_eq!(seen.len() as u64, total, "{start}");
        assert_eq!(pages, total.div_ceil(50), "{start}");
    }
    assert_eq!(server.get("/feed/?paged=2").await.body.len(), server.get("/feed/?page=2").await.body.len());
    assert_eq!(server.get("/feed/?page=9999").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn comments_have_feeds_of_their_own() {
    let server = served().await;
    for (path, title) in [
        (format!("{LOYER}feed/"), "Commentaires sur\u{202f}: Le loyer et la règle"),
        (format!("{LOYER}feed/atom/"), "Commentaires sur\u{202f}: Le loyer et la règle"),
        ("/comments/feed/".to_owned(), "Carnet d’essai – commentaires"),
        ("/comments/feed/json/".to_owned(), "Carnet d’essai – commentaires"),
    ] {
        let answer = server.get(&path).await;
        let feed = parsed(&answer);
        assert_eq!(feed.title.as_ref().unwrap().content, title, "{path}");
        assert_eq!(feed.entries.len(), 1, "{path}");
        let comment = &feed.entries[0];
        assert_eq!(comment.id, format!("{GUID}#comment-5"), "{path}");
        assert_eq!(comment.links[0].href, format!("http://localhost{LOYER}#comment-5"), "{path}");
        assert_eq!(comment.authors[0].name, "Karim", "{path}");
        assert!(html(comment).contains("Merci, c’est clair."), "{path}");
        assert!(!answer.text().contains("mail.example") && !answer.text().contains("192.0.2.7"), "{path}");
    }
    assert_eq!(read(&server, "/2021/01/10/une-chaudiere-en-hiver/feed/").await.entries.len(), 0);
    assert_eq!(read(&server, "/a-propos/feed/").await.entries.len(), 0);
    assert_eq!(server.get("/comments/feed/?page=2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_has_a_feed_already_is_told_so() {
    let server = served().await;
    for path in
        ["/feed/", "/feed/atom/?tag=droit", "/tag/droit/feed/json/", "/comments/feed/", "/sitemap.xml"]
    {
        let answer = server.get(path).await;
        let (tag, date) = (answer.header("etag").to_owned(), answer.header("last-modified").to_owned());
        assert!(tag.starts_with("W/\"") && date.ends_with(" GMT"), "{path}: {tag} {date}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        for known in [&[("if-none-match", tag.as_str())][..], &[("if-modified-since", date.as_str())]] {
            let again = server.ask("GET", path, known).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path} {known:?}");
            assert_eq!(again.header("last-modified"), date, "{path}");
        }
        let other = [("if-none-match", "\"other\""), ("if-modified-since", date.as_str())];
        assert_eq!(server.ask("GET", path, &other).await.status, StatusCode::OK, "{path}: the tag decides");
        let head = server.ask("HEAD", path, &[]).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0), "{path}");
        assert_eq!(
            (head.header("etag"), head.header("last-modified")),
            (tag.as_str(), date.as_str()),
            "{path}"
        );
        for encoding in ["br", "gzip"] {
            let packed = server.ask("GET", path, &[("accept-encoding", encoding)]).await;
            assert_eq!(packed.header("content-encoding"), encoding, "{path}");
        }
        assert_eq!(server.ask("POST", path, &[]).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[tokio::test]
async fn identifiers_are_the_same_after_another_import() {
    let once = serve_exports(&[export()], |_| ()).await;
    let twice = serve_exports(&[export(), export()], |_| ()).await;
    for path in ["/feed/", "/feed/atom/", "/feed/json/", "/comments/feed/"] {
        assert_eq!(once.get(path).await.text(), twice.get(path).await.text(), "{path}");
    }
}

#[tokio::test]
async fn an_old_feed_moves_in_one_step_to_a_feed_that_is_there() {
    let server = served().await;
    for path in [
        "/feed",
        "/feed/rss/",
        "/feed/rss2/",
        "/feed/rdf/",
        "/atom/",
        "/rss/",
        "/rss2/",
        "/rdf/",
        "/wp-atom.php",
        "/wp-rdf.php",
        "/wp-rss.php",
        "/wp-rss2.php",
        "/wp-feed.php",
        "/wp-commentsrss2.php",
        "/?feed=rss2",
        "/?feed=atom",
        "/?feed=rss",
        "/?feed=rdf",
        "/?feed=comments-rss2",
        "/?feed=comments-atom",
        "/?feed=rss2&p=11",
        "/category/droit/feed/",
        "/category/droit/?feed=atom",
        "/search/loyer/feed/",
        "/tag/droit/atom",
        "/2020/03/05/le-loyer-et-la-regle/feed",
        "/2020/03/05/le-loyer-et-la-regle/?feed=comments-atom",
        "/feeds/posts/default",
        "/feeds/posts/default?alt=rss",
        "/atom.xml",
        "/index.rdf",
        "/rss.xml",
        "/feed.xml",
        "/index.xml",
        "/feed/atom",
        "/feed/rss/?tag=droit",
    ] {
        for method in ["GET", "HEAD"] {
            let moved = server.ask(method, path, &[]).await;
            assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY, "{method} {path}");
        }
        let to = server.get(path).await.header("location").to_owned();
        let answer = server.get(&to).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} -> {to}");
        parsed(&answer);
    }
}

#[tokio::test]
async fn a_page_tells_of_the_feeds_of_what_it_shows() {
    let server = served().await;
    for (path, feeds) in [
        ("/", &["/feed/", "/feed/atom/", "/feed/json/"][..]),
        ("/?tag=droit&sort=oldest", &["/feed/?tag=droit", "/feed/atom/?tag=droit", "/feed/json/?tag=droit"]),
        ("/tag/droit/", &["/tag/droit/feed/", "/tag/droit/feed/atom/", "/tag/droit/feed/json/"]),
        ("/tags/", &["/feed/", "/feed/atom/", "/feed/json/"]),
        (LOYER, &["/feed/", "/feed/atom/", "/feed/json/", "/2020/03/05/le-loyer-et-la-regle/feed/"]),
    ] {
        let page = server.get(path).await.text();
        let head = page.split("</head>").next().unwrap();
        for feed in feeds {
            let href = format!("href=\"{}\"", feed.replace('&', "&amp;"));
            let link = head.split("<link ").find(|link| link.contains(&href));
            assert!(
                link.is_some_and(|link| link.contains("rel=\"alternate\"")),
                "{path} does not tell of {feed}"
            );
            assert_eq!(server.get(feed).await.status, StatusCode::OK, "{feed}");
        }
        assert_eq!(head.matches("rel=\"alternate\"").count(), feeds.len(), "{path}");
        assert!(head.contains("application/opensearchdescription+xml"), "{path}");
    }
    let list = server.get("/?tag=droit").await.text();
    assert!(list.contains("<meta name=\"robots\" content=\"noindex, follow\""), "a filter is not indexed");
    let body = list.split("</head>").nth(1).unwrap();
    assert!(body.contains("href=\"/feed/?tag=droit\""), "a list has a link to its feed");
}

/// The reader that most feed readers behave like; where it is not installed, this says so and checks nothing.
#[tokio::test]
async fn feedparser_reads_every_form_without_complaint() {
    const SCRIPT: &str = "import feedparser, sys\n\
        f = feedparser.parse(sys.stdin.buffer.read())\n\
        assert not f.bozo, f.bozo_exception\n\
        print(len(f.entries), f.entries[-1].id, f.entries[-1].title)";
    let python = |script: &str, input: &[u8]| {
        use std::io::Write;
        use std::process::{Command, Stdio};
        let mut child = Command::new("python3")
            .args(["-c", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .ok()?;
        child.stdin.take()?.write_all(input).ok()?;
        child.wait_with_output().ok()
    };
    if !python("import feedparser", b"").is_some_and(|output| output.status.success()) {
        eprintln!("skipped: python3 has no module feedparser (pip install feedparser)");
        return;
    }
    let server = served().await;
    for path in ["/feed/", "/feed/atom/"] {
        let output = python(SCRIPT, &server.get(path).await.body).unwrap();
        assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(said.trim(), format!("2 {GUID} Le loyer et la règle"), "{path}");
    }
}
