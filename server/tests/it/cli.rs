//! The command line as a program: exit codes, what goes to which output.

use crate::support::export;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The program, in a folder of its own, with nothing of this process's configuration.
pub fn relire(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relire"));
    command.current_dir(folder).args(args).env_clear().env("XDG_CACHE_HOME", folder.join("cache"));
    command
}

pub fn run(folder: &Path, args: &[&str]) -> Output {
    relire(folder, args).output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {} {}", out(output), err(output)))
}

/// A server of its own; ended when dropped.
pub struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        Self::spawn(relire(folder, args))
    }

    fn spawn(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        let address = address.and_then(|address| address.parse().ok());
        Self { child, address: address.unwrap_or_else(|| panic!("no address printed: {line:?}")) }
    }

    pub fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let export = export().display().to_string();
    for (args, words) in [
        (&[][..], "Usage"),
        (&["import"], "PATH"),
        (&["urls", "x"], "x cannot be read"),
        (&["export", "x"], "export"),
        (&["stats", "--nothing"], "--nothing"),
        (&["import", "--format", "nothing", &export], "wordpress, html"),
        (&["import", "--media", "x", "--no-media", &export], "--no-media"),
        (&["import", "--fetch-media", "--no-media", &export], "--no-media"),
        (&["stats", "--config", "nowhere.toml"], "nowhere.toml"),
        (&["stats", "--database-url", "postgres://x/y"], "not served yet"),
        (&["serve", "--addr", "nowhere"], "127.0.0.1:3000"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words) && out(&output).is_empty(), "{args:?}: {}", err(&output));
    }
    let output = relire(folder.path(), &["stats"]).env("DATABASE_URL", "postgres://x/y").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).starts_with("relire: DATABASE_URL: "), "{}", err(&output));
    std::fs::write(folder.path().join("Leptos.toml"), "[archive]\ntitel = \"x\"\n").unwrap();
    let output = run(folder.path(), &["stats"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).starts_with("relire: Leptos.toml:2: unknown key `titel`"), "{}", err(&output));
}

#[test]
fn an_import_gives_its_receipt_and_stats_count_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = export().display().to_string();
    let receipt = json_of(&run(folder.path(), &["import", "--json", "--dry-run", &path]));
    assert_eq!(receipt["imported"], json!({"added": 3, "updated": 0, "unchanged": 0}));
    assert_eq!(json_of(&run(folder.path(), &["stats", "--json"]))["posts"], 0, "a dry run changes nothing");
    let output = run(folder.path(), &["import", "--json", "--no-media", "--no-originals", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let mut receipt = json_of(&output);
    assert_eq!(receipt.as_object_mut().unwrap().remove("warnings").map(|w| w.is_array()), Some(true));
    assert_eq!(
        receipt,
        json!({
            "files": [{"path": path, "format": "wordpress", "items": 4}],
            "items": 4,
            "imported": {"added": 3, "updated": 0, "unchanged": 0},
            "withheld": {"draft": 1},
            "ignored": {},
            "failed": [],
            "pages": 1,
            "comments": {"imported": 1, "withheld": 0},
            "media": {"attached": 0, "copied": 0, "missing": 0},
        })
    );
    let again = run(folder.path(), &["import", &path]);
    assert_eq!(again.status.code(), Some(0));
    assert!(out(&again).contains("0 nouveaux, 0 modifiés, 3 inchangés"), "{}", out(&again));
    assert!(out(&again).contains("Retenus, non publics : 1 brouillons"), "{}", out(&again));
    assert!(err(&again).is_empty(), "no progress line without a terminal: {}", err(&again));
    assert_eq!(
        json_of(&run(folder.path(), &["stats", "--json"])),
        json!({
            "posts": 2, "pages": 1, "sources": 1, "tags": 3, "mentions": 0, "authors": 1, "comments": 1, "media": 0,
            "events": 0, "undated": 0, "first": "2020-03-05", "last": "2021-01-10",
        })
    );
    assert!(out(&run(folder.path(), &["stats"])).contains("Articles : 2"));
}

#[test]
fn a_refused_import_ends_with_1_a_receipt_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(export()).unwrap();
    let cut = folder.path().join("cut.xml");
    std::fs::write(&cut, &text[..text.find("Secret de brouillon").unwrap()]).unwrap();
    let cut = cut.display().to_string();
    let output = run(folder.path(), &["import", "--json", &cut]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(json_of(&output)["items"], 3, "what it read before");
    assert!(err(&output).contains("line ") && err(&output).contains("--partial"), "{}", err(&output));
    assert_eq!(json_of(&run(folder.path(), &["stats", "--json"]))["posts"], 0, "the archive is as before");
    assert_eq!(run(folder.path(), &["import", "--partial", &cut]).status.code(), Some(0));
    assert_eq!(json_of(&run(folder.path(), &["stats", "--json"]))["posts"], 2);
    let missing = run(folder.path(), &["import", "nowhere.xml"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(err(&missing).contains("nowhere.xml"), "{}", err(&missing));
}

#[test]
fn a_port_in_use_is_said_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(folder.path(), &["serve", "--addr", &address]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains(&address) && err(&output).contains("--addr"), "{}", err(&output));
}

#[test]
fn another_process_s_import_is_shown_within_two_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Serving::start(folder.path(), &["serve", "--addr", "127.0.0.1:0"]);
    assert!(serving.get("/api/posts").contains("\"total\":0"));
    assert_eq!(run(folder.path(), &["import", &export().display().to_string()]).status.code(), Some(0));
    let imported = std::time::Instant::now();
    while !serving.get("/api/posts").contains("\"total\":2") {
        assert!(imported.elapsed().as_secs_f32() < 2.0, "still not shown");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn cargo_leptos_starts_the_server_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = relire(folder.path(), &[]);
    command.env("LEPTOS_BIN_DIR", "server").env("LEPTOS_SITE_ADDR", "127.0.0.1:0");
    assert!(Serving::spawn(command).get("/healthz").ends_with("ok"));
}

#[test]
#[cfg(unix)]
fn a_server_that_is_asked_to_end_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut serving = Serving::start(folder.path(), &["serve", "--addr", "127.0.0.1:0"]);
    let id = serving.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_demo_is_served_from_a_database_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("Leptos.toml"), "[archive]\ntitle = \"Une autre archive\"\n").unwrap();
    for start in ["first", "second"] {
        let serving = Serving::start(folder.path(), &["serve", "--demo", "--addr", "127.0.0.1:0"]);
        let home = serving.get("/");
        assert!(home.contains("Veille Habitat") && !home.contains("Une autre archive"), "{start}: {home}");
    }
    assert!(!folder.path().join("relire.db").exists(), "the owner's database is not touched");
}
