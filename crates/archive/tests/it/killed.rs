//! An import that ends by force: the archive is as before it or as after it, whenever that was.
//!
//! The import runs in a process of its own, which is this very test binary told to import.

use crate::support::{Entry, export, open, page, post};
use archive::{Archive, ImportOptions, Progress, Settings};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Names the folder that the other process imports in: its `relire.db` and its `after.xml`.
const FOLDER: &str = "RELIRE_IMPORT_IN";
/// How long moments are tried, and how many at least.
const PATIENCE: Duration = Duration::from_secs(20);
const FEWEST: usize = 6;

/// When the other process is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after it began.
    Begun(Duration),
    /// So long after all items were in: while the catalog is made, kept, committed, moved into the file.
    ItemsIn(Duration),
}

/// What an archive holds, as readers and as the database see it.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    manifest: String,
    stats: String,
}

async fn content(archive: &Archive) -> Content {
    Content {
        manifest: format!("{:?}", archive.manifest()),
        stats: format!("{:?}", archive.stats().await.unwrap()),
    }
}

/// The archive before, and what is imported into it: most is new, some is another than before.
fn items() -> (Vec<Entry>, Vec<Entry>) {
    let day = |n: u32| format!("2018-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1);
    let all = |count: u32, words: &str| -> Vec<Entry> {
        let body =
            |n| format!("Un texte {words} numéro {n}. {}\n\nSource : Média {}", "mot ".repeat(60), n % 7);
        let posts = (1..=count).map(|n| {
            post(n, &day(n), &format!("billet-{n}"))
                .saying(&body(n))
                .tagged("logement", "Logement")
                .by("jmartin")
        });
        posts.chain([page(5000, "/a-propos/")]).collect()
    };
    (all(40, "ancien"), all(160, "nouveau"))
}

/// Not a test of its own: the import that the tests below end by force.
#[tokio::test]
async fn the_import_that_is_ended() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let tell = |word: &str| {
        let mut out = std::io::stdout();
        let _ = writeln!(out, "\n:{word}").and_then(|()| out.flush());
    };
    let archive = open(&folder, Settings::default()).await;
    tell("begun");
    let progress = |step| {
        if step == Progress::Catalog {
            tell("items in");
        }
    };
    match archive.import(&[folder.join("after.xml")], ImportOptions::default(), progress).await {
        Ok(_) => tell("done"),
        Err(error) => tell(&format!("failed {error}")),
    }
}

fn importing(folder: &Path, before: &str) -> Child {
    let program = std::env::current_exe().unwrap();
    // A file that grows too large ends the program unless that is waved off: a full disk is an error, not a signal.
    let command =
        format!("trap '' XFSZ; {before} exec \"$0\" --exact killed::the_import_that_is_ended --nocapture");
    Command::new("sh")
        .args(["-c", &command])
        .arg(program)
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits for a word of the other process; what it said, None where it ended before.
fn wait_for(child: &mut BufReader<std::process::ChildStdout>, words: &[&str]) -> Option<String> {
    let mut line = String::new();
    loop {
        line.clear();
        if child.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(said) =
            line.trim().strip_prefix(':').filter(|said| words.iter().any(|w| said.starts_with(w)))
        {
            return Some(said.to_owned());
        }
    }
}

/// A folder with the archive before and the export.
async fn prepared() -> (tempfile::TempDir, Content, Content) {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = items();
    let archive = open(folder.path(), Settings::default()).await;
    for (name, items) in [("before.xml", before), ("after.xml", after)] {
        std::fs::write(folder.path().join(name), export(&items)).unwrap();
    }
    archive.import(&[folder.path().join("before.xml")], ImportOptions::default(), |_| {}).await.unwrap();
    let before = content(&archive).await;
    archive.close().await;
    let whole = copy(folder.path());
    let archive = open(whole.path(), Settings::default()).await;
    archive.import(&[whole.path().join("after.xml")], ImportOptions::default(), |_| {}).await.unwrap();
    let after = content(&archive).await;
    archive.close().await;
    assert_ne!(before, after);
    (folder, before, after)
}

fn copy(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for name in ["relire.db", "after.xml"] {
        std::fs::copy(folder.join(name), copy.path().join(name)).unwrap();
    }
    copy
}

/// SQLite's own word on the file.
async fn integrity(folder: &Path) -> String {
    use sqlx::{Connection, sqlite::SqliteConnection};
    let url = format!("sqlite:{}", folder.join("relire.db").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let word: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    let loose = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    format!("{word}, {} loose", loose.len())
}

#[tokio::test]
async fn an_import_killed_at_any_moment_leaves_the_archive_as_before_or_as_after() {
    let (folder, before, after) = prepared().await;
    // Undisturbed first, to know how long the parts take here and now.
    let undisturbed = copy(folder.path());
    let mut child = importing(undisturbed.path(), "");
    let started = Instant::now();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    assert!(wait_for(&mut said, &["items in"]).is_some());
    let items_in = started.elapsed();
    assert_eq!(wait_for(&mut said, &["done", "failed"]).as_deref(), Some("done"));
    let rest = started.elapsed() - items_in;
    child.wait().unwrap();

    let (mut tried, mut as_before, mut as_after) = (0, 0, 0);
    while tried < FEWEST || (started.elapsed() < PATIENCE && tried < 40) {
        // Spread evenly however many there will be: steps of the golden section.
        let part = (tried as f64 * 0.618_034).fract();
        let moment = match tried % 3 {
            0 => Moment::Begun(items_in.mul_f64(part * 1.05)),
            _ => Moment::ItemsIn(rest.mul_f64(part * 1.1)),
        };
        let room = copy(folder.path());
        let mut child = importing(room.path(), "");
        let mut said = BufReader::new(child.stdout.take().unwrap());
        match moment {
            Moment::Begun(delay) => std::thread::sleep(delay),
            Moment::ItemsIn(delay) => {
                wait_for(&mut said, &["items in"]);
                std::thread::sleep(delay);
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(integrity(room.path()).await, "ok, 0 loose", "{moment:?}");
        let archive = open(room.path(), Settings::default()).await;
        let found = content(&archive).await;
        assert!(
            found == before || found == after,
            "{moment:?}: {found:#?}\nbefore {before:#?}\nafter {after:#?}"
        );
        if found == before {
            as_before += 1;
        } else {
            as_after += 1;
        }
        // Once more, undisturbed, it ends where it would have ended.
        archive.import(&[room.path().join("after.xml")], ImportOptions::default(), |_| {}).await.unwrap();
        assert_eq!(content(&archive).await, after, "{moment:?}");
        archive.close().await;
        tried += 1;
    }
    eprintln!("killed {tried} times: {as_before} as before, {as_after} as after");
}

#[tokio::test]
async fn a_disk_that_is_full_ends_an_import_with_an_error_and_the_archive_as_before() {
    let (folder, before, after) = prepared().await;
    // No file may be written beyond its first 100 kB: the log of an import is longer. sh counts in 512 bytes.
    let mut child = importing(folder.path(), "ulimit -f 200;");
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let end = wait_for(&mut said, &["done", "failed"]).unwrap_or_default();
    child.wait().unwrap();
    assert!(end.starts_with("failed"), "{end}");
    assert_eq!(integrity(folder.path()).await, "ok, 0 loose");
    let archive = open(folder.path(), Settings::default()).await;
    assert_eq!(content(&archive).await, before);
    archive.import(&[folder.path().join("after.xml")], ImportOptions::default(), |_| {}).await.unwrap();
    assert_eq!(content(&archive).await, after);
}
