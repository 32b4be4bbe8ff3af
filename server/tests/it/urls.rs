//! `relire urls` as a program.

use crate::cli::{err, json_of, out, run};
use crate::support::export;

#[test]
fn every_address_of_an_export_answers_after_its_import() {
    let folder = tempfile::tempdir().unwrap();
    let export = export().display().to_string();
    assert_eq!(run(folder.path(), &["import", &export]).status.code(), Some(0));
    let done = run(folder.path(), &["urls", "--min", "100", "--json", &export]);
    assert_eq!(done.status.code(), Some(0), "{} {}", out(&done), err(&done));
    let report = json_of(&done);
    assert!(report["answered"].as_u64() > Some(3), "{report}");
    assert!(report["withheld"].as_u64() > Some(0), "the draft is listed apart: {report}");
    assert_eq!(report["unanswered"], serde_json::json!([]), "{report}");
    assert!(
        err(&done).is_empty() || !err(&done).contains('\r'),
        "no progress without a terminal: {}",
        err(&done)
    );
}

#[test]
fn what_does_not_answer_is_listed_with_its_line_and_status() {
    let folder = tempfile::tempdir().unwrap();
    let export = export().display().to_string();
    assert_eq!(run(folder.path(), &["import", &export]).status.code(), Some(0));
    assert_eq!(
        run(folder.path(), &["withdraw", "/2021/01/10/une-chaudiere-en-hiver/"]).status.code(),
        Some(0)
    );
    let list = folder.path().join("list.txt");
    std::fs::write(
        &list,
        "/\n/nulle-part/\n/2021/01/10/une-chaudiere-en-hiver/\n/nulle-part/\nhttps://wp.me/p1-2\n/feed/nulle-part/x/\n",
    )
    .unwrap();
    let list = list.display().to_string();
    let done = run(folder.path(), &["urls", &list]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let shown = out(&done);
    assert!(shown.starts_with("2: 404 /nulle-part/\n6: 404 /feed/nulle-part/x/\n"), "{shown}");
    assert!(
        shown.contains("Retirées : 1") && shown.contains("wp.me (1)") && shown.contains("33.3 %"),
        "{shown}"
    );
    for (args, code, words) in [
        (&["urls", "--min", "90", &list][..], 1, "--min"),
        (&["urls", "nowhere.txt"], 2, "nowhere.txt"),
        (&["urls", "--min", "x", &list], 2, "0 to 100"),
        (&["urls"], 2, "FILE"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}
