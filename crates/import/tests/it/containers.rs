//! Exports that come packed: zips, tars, gzip, zips of zips, pictures beside them.

use crate::support::{drafts, export, items, options, post, read_with, warnings};
use flate2::Compression;
use flate2::write::GzEncoder;
use import::{Message, Options};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn ids(messages: &[Message]) -> Vec<&str> {
    drafts(messages).iter().map(|draft| draft.origin.native_id.as_deref().unwrap()).collect()
}

fn files(messages: &[Message], folder: &Path) -> Vec<String> {
    messages
        .iter()
        .filter_map(|message| match message {
            Message::File { path, .. } => Some(path.strip_prefix(folder).unwrap().display().to_string()),
            _ => None,
        })
        .collect()
}

/// A post with a gallery, and the picture of it, which another part holds.
fn parts() -> (String, String) {
    let picture = post(2, "", "<wp:post_parent>1</wp:post_parent><wp:attachment_url>https://blog.example/wp-content/uploads/2.png</wp:attachment_url>")
        .replace(">publish<", ">inherit<")
        .replace(">post<", ">attachment<");
    (export(&post(1, "[gallery]", "")), export(&picture))
}

#[test]
fn packed_exports_read_as_plain_ones_do() {
    let (first, second) = parts();
    let entries: [(&str, &[u8]); 4] = [
        ("a/part-1.xml", first.as_bytes()),
        ("a/part-2.xml", second.as_bytes()),
        ("a/2018/07/photo.jpg", b"\xff\xd8"),
        ("LISEZMOI.txt", b"bonjour"),
    ];
    for (name, bytes) in [
        ("e.zip", zip(&entries)),
        ("e.tar", tar(&entries)),
        ("e.tar.gz", gz(&tar(&entries))),
        // The name does not decide.
        ("e.xml", zip(&entries)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        for (given, warned) in [(path.clone(), 2), (folder.path().to_owned(), 2)] {
            let (messages, outcome) = read_with(&[given], &options());
            outcome.unwrap();
            assert_eq!(
                files(&messages, folder.path()),
                [format!("{name}/a/part-1.xml"), format!("{name}/a/part-2.xml")]
            );
            assert_eq!(items(&messages).len(), 2);
            assert!(drafts(&messages)[0].recipe.is_some());
            assert_eq!(warnings(&messages).len(), warned, "{:?}", warnings(&messages));
        }
    }
}

#[test]
fn a_zip_of_zips_and_a_gzipped_file_are_exports_too() {
    let (first, second) = parts();
    let inner = |text: &str| zip(&[("posts.xml", text.as_bytes())]);
    let folder = tempfile::tempdir().unwrap();
    let zips = folder.path().join("wordpress-com.zip");
    std::fs::write(&zips, zip(&[("1.zip", &inner(&first)), ("2.zip", &inner(&second))])).unwrap();
    let gzipped = folder.path().join("blog.xml.gz");
    std::fs::write(&gzipped, gz(export(&post(5, "mot", "")).as_bytes())).unwrap();
    let (messages, outcome) = read_with(&[zips, gzipped], &options());
    outcome.unwrap();
    assert_eq!(
        files(&messages, folder.path()),
        ["wordpress-com.zip/1.zip/posts.xml", "wordpress-com.zip/2.zip/posts.xml", "blog.xml.gz/blog.xml"]
    );
    assert_eq!(ids(&messages), ["1", "5"]);
}

#[test]
fn a_container_without_an_export_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: Vec<u8>, says: &str| {
        let path: PathBuf = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let refused = read_with(std::slice::from_ref(&path), &options()).1.unwrap_err();
        assert_eq!(refused.file, path);
        assert!(refused.reason.contains(says), "{refused}");
    };
    check("photos.zip", zip(&[("a.jpg", b"x")]), "--media");
    check("vide.zip", zip(&[]), "no export");
    check("coupe.zip", zip(&[("a.xml", export("").as_bytes())])[..200].to_vec(), "damaged");
    check("liens.zip", zip(&[("../a.xml", export("").as_bytes())]), "no export");
}

#[test]
fn damage_inside_a_packed_export_is_refused_or_taken_in_part() {
    let whole = export(&format!("{}{}", post(1, "mot", ""), post(2, "mot", "")));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.zip");
    std::fs::write(&path, zip(&[("e.xml", &whole.as_bytes()[..whole.len() - 150])])).unwrap();
    let refused = read_with(std::slice::from_ref(&path), &options()).1.unwrap_err();
    assert_eq!((refused.file.clone(), refused.items_read, refused.line), (path.join("e.xml"), 1, Some(5)));
    let (messages, outcome) = read_with(&[path], &Options { partial: true, ..options() });
    outcome.unwrap();
    assert_eq!(ids(&messages), ["1"]);
}
