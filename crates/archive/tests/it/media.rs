//! Pictures and other files: copied from beside the export, shown and found from here.

use crate::support::{Entry, HOST, Room, export, file, open, post};
use archive::{ImportOptions, Settings, receipt::Receipt};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use std::path::{Path, PathBuf};

/// A PNG of noise, which packs badly.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut state = width * 7 + height;
    let pixels = RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 8) as u8, (state >> 16) as u8, (state >> 24) as u8])
    });
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// Local copies: names and contents.
fn copies(room: &Room, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = room.folder.path().join("copies");
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

async fn import(room: &Room, items: &[Entry], media: &Path) -> Receipt {
    let export_file = room.folder.path().join("export.xml");
    std::fs::write(&export_file, export(items)).unwrap();
    let options = ImportOptions { media: vec![media.to_owned()], ..ImportOptions::default() };
    let receipt = room.archive.import(&[export_file], options, |_| {}).await.unwrap();
    assert!(receipt.adds_up(), "{receipt:?}");
    receipt
}

async fn body(room: &Room, at: u32) -> String {
    let id = room.archive.catalog().card(at).unwrap().id.clone();
    room.archive.read(&id).await.unwrap().unwrap().body.as_str().to_owned()
}

/// What an old address leads to: type and size in bytes.
async fn found(room: &Room, address: &str) -> Option<(String, u64)> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let file = room.archive.file_of_address(path, query).await.unwrap()?;
    let hashed = room.archive.file_hashed(&file.hash, "x", "").await.unwrap().unwrap();
    assert_eq!((&hashed.path, &hashed.mime), (&file.path, &file.mime));
    Some((file.mime, std::fs::metadata(file.path).unwrap().len()))
}

/// How many files are in the folder.
fn kept(room: &Room) -> usize {
    let folder = room.folder.path().join("relire.files/media");
    let Ok(folders) = std::fs::read_dir(folder) else { return 0 };
    folders.map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count()).sum()
}

fn uploads(name: &str) -> String {
    format!("https://{HOST}/wp-content/uploads/2018/07/{name}")
}

#[tokio::test]
async fn copies_beside_an_export_are_shown_in_bodies_cards_and_at_their_old_addresses() {
    let room = Room::new().await;
    let large = png(1000, 20);
    let media = copies(
        &room,
        &[
            ("2018/07/grande.jpg", &large),
            ("2018/07/grande-300x6.jpg", &png(300, 6)),
            ("2018/07/rapport.pdf", b"%PDF-1.4 rapport"),
            ("2018/07/son.mp3", b"ID3son"),
            ("2018/08/orpheline.png", &png(4, 3)),
            ("2018/07/notes.txt", b"rien"),
        ],
    );
    let saying = format!(
        "<p><a href=\"{}\"><img src=\"{}?w=300\" alt=\"Une vue\" width=\"300\" height=\"300\"></a></p>\
         <p><a href=\"{}\">Le rapport</a></p>\n\n[audio mp3=\"{}\"][/audio]\n\n\
         <p><img src=\"{}\" alt=\"Perdue\"></p>",
        uploads("grande.jpg"),
        uploads("grande-300x6.jpg"),
        uploads("rapport.pdf"),
        uploads("son.mp3"),
        uploads("perdue.jpg"),
    );
    let mut item = post(1, "2018-07-12", "un").saying(&saying);
    item.meta.push(("_thumbnail_id", "2".into()));
    let receipt = import(&room, &[item, file(2, 1, "grande")], &media).await;
    assert_eq!((receipt.media.attached, receipt.media.copied, receipt.media.missing), (1, 4, 1));
    assert!(receipt.warnings.iter().any(|warning| warning.item.contains("perdue.jpg")), "{receipt:?}");

    let body = body(&room, 0).await;
    assert!(!body.contains(HOST), "{body}");
    for part in [
        "/grande.jpg 1000w",
        "-480.webp 480w",
        "alt=\"Une vue\"",
        "width=\"300\"",
        "height=\"6\"",
        "loading=\"lazy\"",
        "/rapport.pdf\"",
        "<audio controls=\"\" preload=\"none\" src=\"/media/",
        "<a href=\"/wp-content/uploads/2018/07/perdue.jpg\" rel=\"noopener noreferrer\">Perdue</a>",
    ] {
        assert!(body.contains(part), "{part}: {body}");
    }
    let card = room.archive.catalog().card(0).unwrap().clone();
    let picture = card.image.unwrap();
    assert!(picture.url.starts_with("/media/") && picture.url.ends_with("/grande.jpg"), "{picture:?}");
    assert_eq!((picture.width, picture.height), (Some(1000), Some(20)));

    let whole = Some(("image/png".to_owned(), large.len() as u64));
    for address in [
        "/wp-content/uploads/2018/07/grande.jpg",
        "/wp-content/uploads/2018/07/GRANDE.jpg",
        "/wp-content/uploads/2018/07/grande-1000x20.jpg",
        "/wp-content/uploads/2018/07/grande-scaled.jpg",
    ] {
        assert_eq!(found(&room, address).await, whole, "{address}");
    }
    for address in
        ["/wp-content/uploads/2018/07/grande-300x6.jpg", "/wp-content/uploads/2018/07/grande.jpg?w=300"]
    {
        assert_eq!(found(&room, address).await.unwrap().0, "image/webp", "{address}");
    }
    let hash = picture.url.split('/').nth(2).unwrap();
    for (asked, mime, name) in [
        ("w=320", "image/webp", "the nearest that is wide enough"),
        ("w=2000", "image/png", "none is: the file itself"),
        ("w=x", "image/png", "no width"),
        ("", "image/png", "the file"),
    ] {
        let file = room.archive.file_hashed(hash, "grande.jpg", asked).await.unwrap().unwrap();
        assert_eq!(file.mime, mime, "{asked}: {name}");
        assert!(file.path.exists(), "{asked}");
    }
    assert!(found(&room, "/wp-content/uploads/2018/08/orpheline.png").await.is_some());
    assert_eq!(found(&room, "/wp-content/uploads/2018/07/notes.txt").await, None);
    assert_eq!(found(&room, "/wp-content/uploads/2018/07/perdue.jpg").await, None);
}

#[tokio::test]
async fn copies_that_come_later_are_added_to_what_is_unchanged() {
    let room = Room::new().await;
    let items =
        [post(1, "2018-07-12", "un").saying(&format!("<img src=\"{}\">", uploads("a.jpg"))), file(2, 1, "a")];
    room.import(&items).await;
    assert!(body(&room, 0).await.contains("class=\"frame\""));
    let media = copies(&room, &[("uploads/2018/07/a.jpg", &png(6, 4))]);
    let receipt = import(&room, &items, &media).await;
    assert_eq!((receipt.imported.unchanged, receipt.media.copied, receipt.media.missing), (2, 1, 0));
    assert!(body(&room, 0).await.contains("src=\"/media/"));
    let again = import(&room, &items, &media).await;
    assert_eq!((again.media.copied, again.media.missing, kept(&room)), (0, 0, 1));
    // Another process shows them too.
    let other = open(room.folder.path(), Settings::default()).await;
    assert!(other.file_of_address("/wp-content/uploads/2018/07/a.jpg", "").await.unwrap().is_some());
}

#[tokio::test]
async fn the_file_of_what_is_withheld_is_not_here_until_it_is_public() {
    let room = Room::new().await;
    let media = copies(&room, &[("2018/07/secret.jpg", &png(6, 4)), ("2018/07/prive.jpg", &png(5, 4))]);
    let draft = [
        post(1, "2018-07-12", "un").status("draft"),
        file(2, 1, "secret"),
        file(3, 0, "prive").status("private"),
    ];
    let receipt = import(&room, &draft, &media).await;
    assert_eq!((receipt.media.attached, receipt.media.copied, kept(&room)), (0, 0, 0), "{receipt:?}");
    for address in ["/wp-content/uploads/2018/07/secret.jpg", "/wp-content/uploads/2018/07/prive-150x150.jpg"]
    {
        assert_eq!(found(&room, address).await, None, "{address}");
    }
    let public = [post(1, "2018-07-12", "un"), file(2, 1, "secret")];
    assert_eq!(import(&room, &public, &media).await.media.copied, 1);
    assert!(found(&room, "/wp-content/uploads/2018/07/secret.jpg").await.is_some());
    // Taken down again: the file is gone from the disk too.
    room.import(&draft).await;
    assert_eq!(found(&room, "/wp-content/uploads/2018/07/secret.jpg").await, None);
    assert_eq!(kept(&room), 0);
}

#[tokio::test]
async fn a_refused_call_and_a_dry_run_leave_no_file() {
    let room = Room::new().await;
    let media = copies(&room, &[("2018/07/a.jpg", &png(6, 4))]);
    let export_file = room.folder.path().join("export.xml");
    std::fs::write(&export_file, export(&[post(1, "2018-07-12", "un"), file(2, 1, "a")])).unwrap();
    let dry = ImportOptions { media: vec![media.clone()], dry_run: true, ..ImportOptions::default() };
    let receipt = room.archive.import(std::slice::from_ref(&export_file), dry, |_| {}).await.unwrap();
    assert_eq!((receipt.media.copied, receipt.media.missing), (1, 0));
    let lost =
        ImportOptions { media: vec![media, room.folder.path().join("nowhere")], ..ImportOptions::default() };
    let error = room.archive.import(&[export_file], lost, |_| {}).await.unwrap_err();
    assert!(error.reason.contains("nowhere"), "{}", error.reason);
    assert_eq!((kept(&room), room.archive.catalog().posts()), (0, 0));
}

/// A host on this machine that has these files, at these paths; anything else is 404.
fn host(files: Vec<(&'static str, Vec<u8>)>) -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 4096];
            let read = stream.read(&mut head).unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..read]).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default();
            let file = files.iter().find(|(name, _)| *name == path);
            let (status, body) = file.map_or(("404 Not Found", &[][..]), |(_, bytes)| ("200 OK", bytes));
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        }
    });
    address
}

async fn fetch(room: &Room, address: &str) -> Receipt {
    let saying = format!(
        "<img src=\"http://{address}/wp-content/uploads/2018/07/vue-300x200.png?w=300\"> \
         <img src=\"http://{address}/wp-content/uploads/2018/07/perdue.png\">"
    );
    let items = [post(1, "2018-07-12", "un").saying(&saying), file(2, 1, "jointe")];
    let export_file = room.folder.path().join("export.xml");
    std::fs::write(
        &export_file,
        export(&items).replace(&format!("https://{HOST}"), &format!("http://{address}")),
    )
    .unwrap();
    let options = ImportOptions { fetch: true, ..ImportOptions::default() };
    room.archive.import(&[export_file], options, |_| {}).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_fetched_from_where_they_were_in_full_and_once() {
    let address = host(vec![
        ("/wp-content/uploads/2018/07/vue.png", png(60, 40)),
        ("/wp-content/uploads/2018/07/jointe.jpg", png(9, 9)),
    ]);
    let room = Room::with(Settings { fetch_private: true, ..Settings::default() }).await;
    let receipt = fetch(&room, &address).await;
    assert_eq!((receipt.media.copied, receipt.media.missing), (2, 1), "{receipt:?}");
    assert!(receipt.warnings.iter().any(|warning| warning.item.contains("perdue.png")), "{receipt:?}");
    let body = body(&room, 0).await;
    assert!(body.contains("/vue.png\"") && body.contains("class=\"frame\""), "{body}");
    assert!(!body.contains(&address), "{body}");
    assert!(found(&room, "/wp-content/uploads/2018/07/jointe-150x150.jpg").await.is_some());
    let again = fetch(&room, &address).await;
    assert_eq!((again.imported.unchanged, again.media.copied, again.media.missing), (2, 0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_from_this_machine_and_the_import_stands() {
    let address = host(vec![("/wp-content/uploads/2018/07/vue.png", png(60, 40))]);
    let room = Room::new().await;
    let receipt = fetch(&room, &address).await;
    assert_eq!(
        (receipt.imported.added, receipt.media.copied, receipt.media.missing),
        (2, 0, 3),
        "{receipt:?}"
    );
    assert!(receipt.warnings.iter().any(|warning| warning.reason.contains("private network")), "{receipt:?}");
}

#[tokio::test]
async fn an_export_is_kept_beside_the_database_and_not_in_it() {
    let room = Room::new().await;
    let export_file = room.folder.path().join("export.xml");
    std::fs::write(&export_file, export(&[post(1, "2018-07-12", "un").status("private")])).unwrap();
    let options = ImportOptions { originals: true, ..ImportOptions::default() };
    for _ in 0..2 {
        room.archive.import(std::slice::from_ref(&export_file), options.clone(), |_| {}).await.unwrap();
    }
    let originals = std::fs::read_dir(room.folder.path().join("relire.files/originals")).unwrap().count();
    assert_eq!((originals, kept(&room)), (2, 0));
}
