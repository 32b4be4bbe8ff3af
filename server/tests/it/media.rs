//! Files over HTTP: where they are, what they are sent as, and what they cannot do.

use crate::support::{Served, export, serve};
use archive::ImportOptions;
use axum::http::StatusCode;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

/// The fixture, with uploads of ours.
async fn with_uploads() -> Served {
    let served = serve(false, |_| ()).await;
    let uploads = tempfile::tempdir().unwrap();
    let month = uploads.path().join("2018/07");
    std::fs::create_dir_all(&month).unwrap();
    for (name, bytes) in [
        ("son.mp3", &b"ID3 0123456789"[..]),
        ("dessin.svg", SVG.as_bytes()),
        ("plan.pdf", b"%PDF-1.4"),
        ("note.docx", b"PK\x03\x04 lettre"),
    ] {
        std::fs::write(month.join(name), bytes).unwrap();
    }
    let options = ImportOptions { media: vec![uploads.path().to_owned()], ..ImportOptions::default() };
    served.archive.import(&[export()], options, |_| ()).await.unwrap();
    served
}

#[tokio::test]
async fn an_old_address_answers_with_the_file_and_its_hash_for_ever() {
    let served = with_uploads().await;
    let old = served.get("/wp-content/uploads/2018/07/SON.mp3?ver=2").await;
    assert_eq!((old.status, old.header("content-type")), (StatusCode::OK, "audio/mpeg"));
    assert_eq!((old.text().as_str(), old.header("cache-control")), ("ID3 0123456789", "no-cache"));
    let tag = old.header("etag").to_owned();
    let again = served.ask("GET", "/wp-content/uploads/2018/07/son.mp3", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));

    let hash = served
        .archive
        .file_of_address("/wp-content/uploads/2018/07/son.mp3", "")
        .await
        .unwrap()
        .unwrap()
        .hash;
    let here = served.get(&format!("/media/{hash}/son.mp3")).await;
    assert_eq!(here.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((here.header("accept-ranges"), here.header("x-content-type-options")), ("bytes", "nosniff"));
    let part = served.ask("GET", &format!("/media/{hash}/son.mp3"), &[("range", "bytes=4-6")]).await;
    assert_eq!((part.status, part.text().as_str()), (StatusCode::PARTIAL_CONTENT, "012"));
    assert_eq!(part.header("content-range"), "bytes 4-6/14");
    let head = served.ask("HEAD", &format!("/media/{hash}/son.mp3"), &[]).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn what_others_uploaded_can_run_nothing() {
    let served = with_uploads().await;
    let svg = served.get("/wp-content/uploads/2018/07/dessin.svg").await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    let policy = svg.header("content-security-policy");
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    let letter = served.get("/wp-content/uploads/2018/07/note.docx").await;
    assert_eq!(letter.header("content-disposition"), "attachment; filename*=UTF-8''note%2Edocx");
    let plan = served.get("/wp-content/uploads/2018/07/plan.pdf").await;
    assert_eq!((plan.header("content-type"), plan.header("content-disposition")), ("application/pdf", ""));
}

#[tokio::test]
async fn what_is_not_here_is_404_and_no_path_leads_out() {
    let served = with_uploads().await;
    for path in [
        "/wp-content/uploads/2018/07/rien.jpg",
        "/wp-content/uploads/../../relire.db",
        "/wp-content/uploads/%2e%2e/%2e%2e/relire.db",
        "/media/0000/x.jpg",
        "/media/..%2f..%2frelire.db/x",
        &format!("/media/{}/x.jpg", "0".repeat(64)),
    ] {
        let answer = served.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_sitemap_tells_the_pictures_that_a_post_shows_at_their_addresses_here() {
    let folder = tempfile::tempdir().unwrap();
    let export = std::fs::read_to_string(export()).unwrap();
    let picture = "<img src=\"https://carnet.example/wp-content/uploads/2018/07/dessin-300x200.png\" alt=\"\" />\
                   <img src=\"https://carnet.example/wp-content/uploads/2018/07/absent.png\" alt=\"\" />";
    let file = folder.path().join("export.xml");
    std::fs::write(&file, export.replace("Un loyer se révise", &format!("{picture}Un loyer se révise")))
        .unwrap();
    std::fs::create_dir_all(folder.path().join("copies/2018/07")).unwrap();
    // A grey dot.
    let png = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cch\x00\x00\x00\x82\x00\x81w\xcdr\xb6\x00\x00\x00\x00IEND\xaeB`\x82";
    std::fs::write(folder.path().join("copies/2018/07/dessin.png"), png).unwrap();
    let served = serve(false, |_| ()).await;
    let options = ImportOptions { media: vec![folder.path().join("copies")], ..ImportOptions::default() };
    served.archive.import(&[file], options, |_| ()).await.unwrap();
    let sitemap = served.get("/sitemap.xml").await.text();
    let told: Vec<&str> = sitemap
        .split("<image:loc>")
        .skip(1)
        .map(|rest| rest.split("</image:loc>").next().unwrap())
        .map(|address| &address[address.find("/media/").unwrap()..])
        .collect();
    let [picture] = told.as_slice() else { panic!("{sitemap}") };
    assert_eq!(served.get(picture).await.header("content-type"), "image/png", "{picture}");
    let post = served.get("/2020/03/05/le-loyer-et-la-regle/").await.text();
    assert!(post.contains(picture), "the page shows it where the sitemap says: {picture}");
}
