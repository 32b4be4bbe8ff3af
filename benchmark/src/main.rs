//! What `cargo xtask bench catalog` runs natively: makes the archive, builds our parts, asks. Each answers with one
//! line of JSON, so that each can be measured as a process of its own.
//!
//! ```text
//! benchmark corpus POSTS FOLDER     the archive and the questions, for the other engines
//! benchmark build POSTS FOLDER      our parts, into FOLDER/parts
//! benchmark ask POSTS FOLDER ROUNDS how long answers take natively, ours and the limit's
//! benchmark mentions POSTS          the facets of an archive with mentions, beside their entropy
//! benchmark relevance FOLDER        the judged questions and their posts, for the other engines
//! benchmark score RESULTS           how well they were answered, by us and in the browser's results
//! ```

#![forbid(unsafe_code)]

mod run;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<usize>().map_err(|_| format!("{text} is not a number"));
    let outcome = match words.as_slice() {
        ["corpus", posts, folder] => number(posts).and_then(|posts| run::corpus(posts, Path::new(folder))),
        ["build", posts, folder] => number(posts).and_then(|posts| run::build(posts, Path::new(folder))),
        ["ask", posts, folder, rounds] => number(posts)
            .and_then(|posts| number(rounds).map(|rounds| (posts, rounds)))
            .and_then(|(posts, rounds)| run::ask(posts, Path::new(folder), rounds)),
        ["mentions", posts] => number(posts).and_then(run::mentions),
        ["relevance", folder] => run::relevance(Path::new(folder)),
        ["score", results] => run::score(Path::new(results)),
        _ => Err("see the head of benchmark/src/main.rs".to_owned()),
    };
    match outcome {
        Ok(said) => {
            let written = writeln!(std::io::stdout(), "{said}");
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(trouble) => {
            let _last_word = writeln!(std::io::stderr(), "{trouble}");
            ExitCode::FAILURE
        }
    }
}
