//! The judged questions asked of the catalog: printed, and never below what they were.

#![allow(clippy::print_stdout, reason = "what the answers are worth is read in the output")]

use benchmark::ours::{Reader, build};
use benchmark::relevance::{Judged, Score, by_kind, demo, notes, of_demo, of_notes, score};
use catalog::{Entry, Filter};

/// Just under what was last measured: a change that ranks worse says so here.
const LEAST_ON_DEMO: Score = Score { questions: 184, ndcg: 0.951, success: 0.965 };
const LEAST_ON_NOTES: Score = Score { questions: 59, ndcg: 0.983, success: 0.965 };

fn asked(name: &str, entries: Vec<Entry>, judged: &[Judged]) -> Score {
    let posts = entries.len();
    let mut reader = Reader::new(build(entries)).expect("what was just built is read");
    reader.fetch_cards();
    let answers: Vec<Vec<String>> = judged
        .iter()
        .map(|judged| {
            let filter = Filter { q: judged.question.clone(), ..Filter::default() };
            reader.fetch_words(&filter);
            reader.ids(&filter)
        })
        .collect();
    let whole = score(judged, &answers);
    println!(
        "{name}, {posts} posts, {} questions: nDCG@10 {:.3}, success@1 {:.3}",
        judged.len(),
        whole.ndcg,
        whole.success
    );
    for (kind, score) in by_kind(judged, &answers) {
        println!(
            "  {kind:<9} {:>3}  nDCG@10 {:.3}  success@1 {:.3}",
            score.questions, score.ndcg, score.success
        );
    }
    for (judged, answers) in judged.iter().zip(&answers) {
        let gain = benchmark::relevance::gain_of(&judged.grades, answers);
        if gain < 0.7 {
            let first: Vec<&str> = answers.iter().take(3).map(String::as_str).collect();
            println!("    {gain:.2} {} “{}” → {}", judged.kind, judged.question, first.join(", "));
        }
    }
    whole
}

#[track_caller]
fn check(got: Score, least: Score) {
    assert!(got.questions >= least.questions, "{} questions", got.questions);
    assert!(got.ndcg >= least.ndcg, "nDCG@10 {:.3} is below {:.3}", got.ndcg, least.ndcg);
    assert!(got.success >= least.success, "success@1 {:.3} is below {:.3}", got.success, least.success);
}

#[test]
fn readers_of_the_demo_archive_find_what_they_look_for() {
    let entries = demo().expect("the demo archive is read");
    assert_eq!(entries.len(), 141);
    let judged = of_demo(&entries).expect("the questions are read");
    check(asked("demo archive", entries, &judged), LEAST_ON_DEMO);
}

#[test]
fn notes_about_a_subject_in_a_town_are_found_by_both() {
    let judged = of_notes().expect("the questions are read");
    check(asked("notes", notes(), &judged), LEAST_ON_NOTES);
}
