//! `relire withdraw` as a program.

use crate::cli::{Serving, err, json_of, out, run};
use crate::support::export;
use std::time::{Duration, Instant};

/// Whether a text is in the database, or in a file that SQLite keeps beside it.
fn holds(folder: &std::path::Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().map(|file| file.unwrap()).any(|file| {
        file.file_name().to_string_lossy().starts_with("relire.db")
            && std::fs::read(file.path()).unwrap().windows(text.len()).any(|part| part == text.as_bytes())
    })
}

#[test]
fn a_post_is_taken_down_under_a_running_server_and_comes_back_only_by_restore_and_import() {
    let folder = tempfile::tempdir().unwrap();
    let export = export().display().to_string();
    assert_eq!(run(folder.path(), &["import", &export]).status.code(), Some(0));
    let serving = Serving::start(folder.path(), &["serve", "--addr", "127.0.0.1:0"]);
    let posts = serving.get("/api/posts");
    let list: serde_json::Value = serde_json::from_str(posts.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let (id, path) = (list["posts"][0]["id"].as_str().unwrap(), list["posts"][0]["url"].as_str().unwrap());
    let title = list["posts"][0]["title"].as_str().unwrap();
    assert!(holds(folder.path(), title));
    assert!(serving.get(path).starts_with("HTTP/1.1 200"));

    let done = run(folder.path(), &["withdraw", "--json", path]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert_eq!(json_of(&done)["withdrawn"]["id"], id);
    assert_eq!(json_of(&done)["withdrawn"]["path"], path);
    let began = Instant::now();
    while !serving.get("/api/posts").contains("\"total\":1") {
        assert!(began.elapsed() < Duration::from_secs(2), "still in the list");
        std::thread::sleep(Duration::from_millis(50));
    }
    let page = serving.get(path);
    assert!(page.starts_with("HTTP/1.1 410"), "{page}");
    assert!(serving.get(&format!("/api/posts/{id}")).starts_with("HTTP/1.1 410"));
    assert!(!holds(folder.path(), title), "its title is still in the file, though a server reads it");

    let again = run(folder.path(), &["withdraw", id]);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    assert!(out(&again).contains("Déjà retiré"), "{}", out(&again));
    let receipt = json_of(&run(folder.path(), &["import", "--json", &export]));
    assert_eq!(receipt["withheld"]["withdrawn"], 1, "{receipt}");
    assert!(serving.get(path).starts_with("HTTP/1.1 410"));

    let restored = run(folder.path(), &["withdraw", "--restore", path]);
    assert_eq!(restored.status.code(), Some(0), "{}", err(&restored));
    assert!(out(&restored).contains("prochain import"), "{}", out(&restored));
    assert!(serving.get(path).starts_with("HTTP/1.1 404"));
    assert_eq!(run(folder.path(), &["import", &export]).status.code(), Some(0));
    let began = Instant::now();
    while !serving.get(path).starts_with("HTTP/1.1 200") {
        assert!(began.elapsed() < Duration::from_secs(2), "still not back");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_names_no_post_ends_with_1_and_wrong_usage_with_2() {
    let folder = tempfile::tempdir().unwrap();
    for (args, code, words) in [
        (&["withdraw", "/nulle-part/"][..], 1, "/nulle-part/"),
        (&["withdraw", "--restore", "/nulle-part/"], 1, "not taken down"),
        (&["withdraw"], 2, "PATH-OR-ID"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}
