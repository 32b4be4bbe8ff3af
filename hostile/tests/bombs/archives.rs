//! Bombs in packed files.

use crate::bounded::{read, read_path};
use flate2::Compression;
use flate2::write::GzEncoder;
use hostile::export::{export, post};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn an_export() -> Vec<u8> {
    export(&post(7, "mot", "")).into_bytes()
}

/// A thousand MB of blanks, in one MB.
fn a_gigabyte() -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..1_000 {
        packed.write_all(&blanks).unwrap();
    }
    packed.finish().unwrap()
}

#[test]
fn packed_blanks_are_refused_before_they_fill_anything() {
    let gigabyte = a_gigabyte();
    let mut big = b"<rss><channel><wp:author>".to_vec();
    big.resize(100 << 20, b' ');
    let zipped = zip(&[("export.xml", &big)]);
    drop(big);
    let nested = (0..6).fold(zipped.clone(), |inner, n| {
        zip(&[(format!("{n}.zip").as_str(), &inner), ("lisez-moi.txt", b"mot")])
    });
    for (what, bytes) in [
        ("a gigabyte in a gzip", gigabyte),
        ("100 MB in a zip", zipped),
        ("a zip in a zip, six deep", nested),
    ] {
        let read = read(what, 256, ".zip", |out| out.write_all(&bytes));
        let refused = read.refused.expect(what);
        assert!(refused.reason.len() > 40, "{what}: {refused}");
        assert_eq!(read.posts, 0, "{what}");
    }
}

#[test]
fn entries_that_share_their_bytes_count_each_time() {
    // One packed file, listed five hundred times under other names: 500 times 8 MB of 8 kB.
    let blanks = vec![b' '; 8 << 20];
    let whole = zip(&[("a000.xml", &blanks)]);
    let end = whole.len() - 22;
    let directory = u32::from_le_bytes(whole[end + 16..end + 20].try_into().unwrap()) as usize;
    let (local, listed) = (&whole[..directory], &whole[directory..end]);
    let mut bomb = local.to_vec();
    for n in 0..500 {
        let mut entry = listed.to_vec();
        entry[46..54].copy_from_slice(format!("a{n:03}.xml").as_bytes());
        bomb.extend_from_slice(&entry);
    }
    let mut tail = whole[end..].to_vec();
    tail[8..10].copy_from_slice(&500_u16.to_le_bytes());
    tail[10..12].copy_from_slice(&500_u16.to_le_bytes());
    let size = (listed.len() * 500) as u32;
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bomb.extend_from_slice(&tail);
    let read = read("overlapping entries", 128, ".zip", |out| out.write_all(&bomb));
    assert!(read.refused.is_some(), "{read:?}");
}

#[test]
fn names_that_lead_outside_are_left_and_what_is_beside_them_is_read() {
    let export = an_export();
    for name in [
        "../../evil.xml",
        "/etc/evil.xml",
        "C:\\evil.xml",
        "a/../../evil.xml",
        "..\\evil.xml",
        "a\0b.xml",
        "\u{202e}lmx.live",
    ] {
        let bytes = zip(&[(name, &export), ("export.xml", &export)]);
        let read = read(&format!("{name:?} in a zip"), 64, ".zip", |out| out.write_all(&bytes));
        assert!(read.posts >= 1 && read.refused.is_none(), "{name:?}: {read:?}");
        assert!(!std::path::Path::new("/etc/evil.xml").exists());
    }
}

#[test]
fn links_and_devices_in_a_tar_are_left() {
    let export = an_export();
    let mut tar = tar::Builder::new(Vec::new());
    for (kind, name) in [
        (tar::EntryType::Symlink, "a.xml"),
        (tar::EntryType::Link, "b.xml"),
        (tar::EntryType::Char, "c.xml"),
        (tar::EntryType::Fifo, "d.xml"),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_path(name).unwrap();
        header.set_link_name("/etc/passwd").unwrap();
        header.set_cksum();
        tar.append(&header, std::io::empty()).unwrap();
    }
    let mut header = tar::Header::new_gnu();
    header.set_size(export.len() as u64);
    header.set_path("export.xml").unwrap();
    header.set_cksum();
    tar.append(&header, export.as_slice()).unwrap();
    // The last file says that it is 8 GB long, and is not there.
    header.set_size(8 << 30);
    header.set_path("menteur.xml").unwrap();
    header.set_cksum();
    let mut bytes = tar.into_inner().unwrap();
    let whole = read("links in a tar", 64, ".tar", |out| out.write_all(&bytes));
    assert!(whole.posts == 1 && whole.refused.is_none(), "{whole:?}");
    bytes.truncate(bytes.len() - 1024);
    bytes.extend_from_slice(header.as_bytes());
    let lying = read("a tar that lies about a size", 64, ".tar", |out| out.write_all(&bytes));
    assert!(lying.refused.is_some(), "{lying:?}");
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_left() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("export.xml"), an_export()).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("a.xml")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("rond")).unwrap();
    let read = read_path("links in a folder", 64, folder.path());
    assert!(read.posts == 1 && read.refused.is_none(), "{read:?}");
}
