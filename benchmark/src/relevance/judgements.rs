//! The judged questions, as they are written down.

use super::archives::{Note, written_notes};
use catalog::Entry;
use std::collections::BTreeMap;

const DEMO: &str = include_str!("../../relevance/demo.txt");
const NOTES: &str = include_str!("../../relevance/notes-questions.txt");

/// A question with the posts that answer it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What is hard about it: `typo`, `elision`…
    pub kind: String,
    /// As a reader types it.
    pub question: String,
    /// Grades, 1 to 3, by the post's id.
    pub grades: BTreeMap<String, u8>,
}

/// The questions asked of the demo archive.
///
/// # Errors
/// A line that cannot be read, or names no post or several.
pub fn of_demo(entries: &[Entry]) -> Result<Vec<Judged>, String> {
    lines(DEMO).map(|line| demo_line(line, entries)).collect()
}

fn demo_line(line: &str, entries: &[Entry]) -> Result<Judged, String> {
    let [kind, question, answers] = fields(line)?;
    let mut grades = BTreeMap::new();
    for answer in answers.split_whitespace() {
        let (piece, grade) = answer.rsplit_once('=').ok_or_else(|| format!("{answer}: no grade"))?;
        let grade: u8 = grade.parse().map_err(|_| format!("{answer}: no grade"))?;
        let named: Vec<&Entry> =
            entries.iter().filter(|entry| entry.card.path.as_str().contains(piece)).collect();
        let [entry] = named.as_slice() else {
            return Err(format!("{question}: {} posts are called {piece}", named.len()));
        };
        grades.insert(entry.card.id.0.clone(), grade);
    }
    Ok(Judged { kind: kind.into(), question: question.into(), grades })
}

/// The questions asked of the notes: which note answers follows from how the notes were made.
///
/// # Errors
/// A line that cannot be read, or a subject or town that no note is about.
pub fn of_notes() -> Result<Vec<Judged>, String> {
    let notes = written_notes();
    lines(NOTES).map(|line| notes_line(line, &notes)).collect()
}

/// A note about the subject, in the town where one is asked for, is what was looked for; a passing word of the subject
/// there is a passing word; the subject in another town is no answer.
fn notes_line(line: &str, notes: &[Note]) -> Result<Judged, String> {
    let [kind, question, about] = fields(line)?;
    let (subject, town) =
        about.split_once('@').map_or((about, None), |(subject, town)| (subject, Some(town)));
    let mut grades = BTreeMap::new();
    for note in notes {
        let there = town.is_none_or(|town| note.town == town);
        let grade = match there {
            true if note.subject == subject => 3,
            true if note.passing == subject => 1,
            _ => continue,
        };
        grades.insert(note.id.clone(), grade);
    }
    if !grades.values().any(|grade| *grade == 3) {
        return Err(format!("{question}: no note is about {about}"));
    }
    Ok(Judged { kind: kind.into(), question: question.into(), grades })
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

fn fields(line: &str) -> Result<[&str; 3], String> {
    let fields: Vec<&str> = line.split(" | ").collect();
    <[&str; 3]>::try_from(fields).map_err(|_| format!("three fields are expected: {line}"))
}
