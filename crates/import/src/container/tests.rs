//! Containers of our own making, honest and not.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Names go in as they are: the library would refuse to write some of them.
fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_entry_type(tar::EntryType::Regular);
        if name.len() < 100 {
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            builder.append(&header, *bytes).unwrap();
        } else {
            builder.append_data(&mut header, name, *bytes).unwrap();
        }
    }
    builder.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

type Walked = (Vec<(String, String)>, Result<Vec<RefusedEntry>, ContainerError>);

fn walk_path(path: &Path, limits: &Limits) -> Walked {
    let mut seen = Vec::new();
    let outcome = each_file(path, limits, &mut |entry| {
        let mut text = String::new();
        entry.reader.read_to_string(&mut text)?;
        seen.push((entry.name, text));
        Ok(ControlFlow::Continue(()))
    });
    (seen, outcome)
}

fn walk_as(name: &str, bytes: &[u8], limits: &Limits) -> Walked {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    walk_path(&path, limits)
}

fn walk(bytes: &[u8]) -> Walked {
    walk_as("export.bin", bytes, &Limits::GENEROUS)
}

fn pairs(seen: &[(String, String)]) -> Vec<(&str, &str)> {
    seen.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

#[test]
fn every_container_hands_over_the_same_files() {
    let long = format!("{}/c.xml", "d".repeat(150));
    let entries: [(&str, &[u8]); 3] = [("a.xml", b"A"), ("dossier/b.xml", b"B"), (&long, b"C")];
    for bytes in [zip(&entries), tar(&entries), gz(&tar(&entries))] {
        let (seen, outcome) = walk(&bytes);
        assert_eq!(outcome.unwrap(), []);
        assert_eq!(pairs(&seen), [("a.xml", "A"), ("dossier/b.xml", "B"), (&long, "C")]);
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("dossier")).unwrap();
    std::fs::write(folder.path().join("dossier/b.xml"), "B").unwrap();
    std::fs::write(folder.path().join("a.xml"), "A").unwrap();
    std::fs::write(folder.path().join(".cachette"), "X").unwrap();
    std::fs::write(folder.path().join("_photo.jpg"), "P").unwrap();
    std::fs::write(folder.path().join("z.zip"), zip(&entries[..1])).unwrap();
    let (seen, outcome) = walk_path(folder.path(), &Limits::GENEROUS);
    assert_eq!(outcome.unwrap(), []);
    assert_eq!(
        pairs(&seen),
        [("_photo.jpg", "P"), ("a.xml", "A"), ("dossier/b.xml", "B"), ("z.zip/a.xml", "A")]
    );
}

#[test]
fn a_plain_or_gzipped_file_is_itself() {
    let generous = Limits::GENEROUS;
    assert_eq!(pairs(&walk_as("a.xml", b"A", &generous).0), [("a.xml", "A")]);
    assert_eq!(pairs(&walk_as("a.xml.gz", &gz(b"A"), &generous).0), [("a.xml", "A")]);
    assert_eq!(pairs(&walk_as("vide.xml", b"", &generous).0), [("vide.xml", "")]);
    assert!(matches!(walk_path(Path::new("/absent/x"), &generous).1, Err(ContainerError::Open { .. })));
}

#[test]
fn a_container_in_a_container_is_opened_once_and_downloads_never() {
    let innermost = zip(&[("c.xml", b"C")]);
    let inner = zip(&[("b.xml", b"B"), ("plus-profond.zip", &innermost)]);
    for outer in [zip(&[("part.zip", &inner)]), gz(&tar(&[("part.zip", &inner)]))] {
        let mut names = Vec::new();
        each_file_names(&outer, &mut names);
        assert_eq!(names, ["part.zip/b.xml", "part.zip/plus-profond.zip"]);
    }
    let mut names = Vec::new();
    each_file_names(
        &zip(&[("uploads/x.zip", &inner), ("2018/07/y.zip", &inner), ("z.docx", &inner)]),
        &mut names,
    );
    assert_eq!(names, ["uploads/x.zip", "2018/07/y.zip", "z.docx"]);
    let (seen, _) = walk(&zip(&[("part.zip", b"no zip at all")]));
    assert_eq!(pairs(&seen), [("part.zip", "no zip at all")]);
}

fn each_file_names(bytes: &[u8], names: &mut Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export");
    std::fs::write(&path, bytes).unwrap();
    each_file(&path, &Limits::GENEROUS, &mut |entry| {
        names.push(entry.name);
        Ok(ControlFlow::Continue(()))
    })
    .unwrap();
}

#[test]
fn names_that_lead_outside_and_links_are_refused_and_the_rest_is_read() {
    let evil: [(&str, &[u8]); 5] =
        [("../a", b"x"), ("/etc/a", b"x"), ("C:\\a", b"x"), ("b/..\\..\\a", b"x"), ("bon.xml", b"B")];
    for bytes in [zip(&evil), tar(&evil)] {
        let (seen, outcome) = walk(&bytes);
        assert_eq!(pairs(&seen), [("bon.xml", "B")]);
        assert_eq!(outcome.unwrap().len(), 4);
    }
    let mut builder = tar::Builder::new(Vec::new());
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::Char, tar::EntryType::Fifo] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        builder.append_link(&mut header, "lien", "/etc/passwd").unwrap();
    }
    let (seen, outcome) = walk(&builder.into_inner().unwrap());
    assert!(seen.is_empty());
    assert_eq!(
        outcome.unwrap().iter().map(|refused| refused.reason.as_str()).collect::<Vec<_>>(),
        ["it is a link", "it is a link", "it is no regular file", "it is no regular file"]
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("lien", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert_eq!(walk(&writer.finish().unwrap().into_inner()).1.unwrap()[0].reason, "it is a link");
}

#[test]
fn bombs_are_errors_that_say_so_even_to_a_sink_that_swallows_them() {
    let zeros = vec![0; 40 << 20];
    let small = Limits { file_bytes: 1000, ..Limits::GENEROUS };
    let total = Limits { total_bytes: 1500, ..Limits::GENEROUS };
    let few = Limits { entries: 2, ..Limits::GENEROUS };
    let two: [(&str, &[u8]); 2] = [("a", &zeros[..1000]), ("b", &zeros[..1000])];
    let three: [(&str, &[u8]); 3] = [("a", b""), ("b", b""), ("c", b"")];
    let big: [(&str, &[u8]); 1] = [("a", &zeros[..1001])];
    let huge: [(&str, &[u8]); 1] = [("a", &zeros)];
    for (bytes, limits, says) in [
        (zip(&big), &small, "1000 bytes"),
        (tar(&big), &small, "1000 bytes"),
        (gz(&zeros[..1001]), &small, "1000 bytes"),
        (zip(&two), &total, "1500 bytes"),
        (gz(&tar(&two)), &total, "1500 bytes"),
        (zip(&three), &few, "entries"),
        (tar(&three), &few, "entries"),
        (zip(&huge), &Limits::GENEROUS, "300 times"),
        (gz(&tar(&huge)), &Limits::GENEROUS, "300 times"),
        (gz(&zeros), &Limits::GENEROUS, "300 times"),
        (zip(&[("x.zip", &zip(&huge))]), &Limits::GENEROUS, "300 times"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export");
        std::fs::write(&path, bytes).unwrap();
        let outcome = each_file(&path, limits, &mut |entry| {
            let _ = std::io::copy(entry.reader, &mut std::io::sink());
            Ok(ControlFlow::Continue(()))
        });
        let error = outcome.unwrap_err();
        assert!(matches!(error, ContainerError::TooMuch { .. }), "{error}");
        assert!(error.to_string().contains(says) && error.to_string().contains("attack"), "{error}");
    }
}

#[test]
fn what_is_skipped_in_a_packed_tar_counts_too() {
    let zeros = vec![0; 40 << 20];
    let bytes = gz(&tar(&[("a", &zeros), ("b", b"B")]));
    let mut names = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export");
    std::fs::write(&path, bytes).unwrap();
    let outcome = each_file(&path, &Limits::GENEROUS, &mut |entry| {
        names.push(entry.name);
        Ok(ControlFlow::Continue(()))
    });
    assert!(matches!(outcome, Err(ContainerError::TooMuch { .. })));
    assert_eq!(names, ["a"]);
}

#[test]
fn a_zip_that_declares_too_many_entries_is_not_listed() {
    let mut bytes = zip(&[("a", b"A")]);
    let end = bytes.len() - 22;
    bytes[end + 8..end + 12].copy_from_slice(&[0xfe, 0xff, 0xfe, 0xff]);
    let few = Limits { entries: 100, ..Limits::GENEROUS };
    let (_, outcome) = walk_as("x.zip", &bytes, &few);
    assert!(outcome.unwrap_err().to_string().contains("declares 65534 entries"));
}

#[test]
fn damage_is_told_and_never_taken_for_the_end() {
    let text = "mot ".repeat(4000);
    for whole in [
        zip(&[("a.xml", text.as_bytes())]),
        tar(&[("a.xml", text.as_bytes())]),
        gz(&tar(&[("a.xml", text.as_bytes())])),
        gz(text.as_bytes()),
    ] {
        let cut = &whole[..whole.len() / 2];
        let error = walk(cut).1.unwrap_err();
        assert!(matches!(error, ContainerError::Damaged { .. } | ContainerError::Entry { .. }), "{error}");
    }
}

#[test]
fn a_sink_may_stop() {
    let mut seen = 0;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export");
    std::fs::write(&path, zip(&[("a", b"A"), ("b", b"B")])).unwrap();
    each_file(&path, &Limits::GENEROUS, &mut |_| {
        seen += 1;
        Ok(ControlFlow::Break(()))
    })
    .unwrap();
    assert_eq!(seen, 1);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::with_cases(200) })]

    #[test]
    fn a_damaged_container_never_panics(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), proptest::prelude::any::<u8>()), 1..8),
        kind in 0..3_u8,
    ) {
        let entries: [(&str, &[u8]); 2] = [("a.xml", b"AAAAAAAAAAAAAAAA"), ("d/b.xml", b"B")];
        let mut bytes = match kind {
            0 => zip(&entries),
            1 => tar(&entries),
            _ => gz(&tar(&entries)),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let tight = Limits { file_bytes: 1 << 20, total_bytes: 1 << 22, ratio: 100, entries: 1000 };
        let _ = walk_as("x", &bytes, &tight);
    }
}
