//! What is searched: the demo archive, and notes made of sentences written for them.

use catalog::Entry;
use domain::{Card, Kind, Label, Lang, Moment, PostId, PostPath, slugify};
use import::{Item, Message, Options};
use std::ops::ControlFlow;
use std::path::Path;

const NOTES: &str = include_str!("../../relevance/notes.txt");
/// 2 January 2015, at noon.
const FIRST_NOTE: i64 = 1_420_200_000;
const SIX_DAYS: i64 = 518_400;

/// The public posts of the demo archive, as they are imported.
///
/// # Errors
/// A demo archive that cannot be read.
pub fn demo() -> Result<Vec<Entry>, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/veille-habitat.wordpress.xml");
    let mut entries = Vec::new();
    let outcome = import::read(&[file], &Options::default(), &mut |message| {
        if let Message::Item { item: Item::Post(draft), .. } = message {
            entries.extend(entry_of(*draft));
        }
        ControlFlow::Continue(())
    });
    outcome.map_err(|refused| refused.to_string())?;
    Ok(entries)
}

fn entry_of(draft: import::Draft) -> Option<Entry> {
    if draft.kind != Kind::Post {
        return None;
    }
    let mention = |handle: &String| {
        let handle = handle.trim_start_matches('@');
        Label { slug: handle.to_lowercase(), name: format!("@{handle}") }
    };
    let mut entry = post(draft.slug, draft.title, draft.text);
    let card = &mut entry.card;
    card.date = draft.date;
    card.lang = draft.lang.unwrap_or_else(Lang::french);
    card.source = draft.source.as_deref().map(label);
    card.tags = draft.tags.iter().map(|term| label(&term.label)).collect();
    card.mentions = draft.mentions.iter().map(mention).collect();
    card.excerpt = draft.excerpt;
    Some(entry)
}

pub(super) fn label(name: &str) -> Label {
    Label { slug: slugify(name), name: name.to_owned() }
}

/// A post in French without anything else.
pub(super) fn post(id: String, title: String, text: String) -> Entry {
    let card = Card {
        path: PostPath::parse(&format!("/{id}/")),
        id: PostId(id),
        title,
        date: None,
        updated: None,
        lang: Lang::french(),
        source: None,
        tags: Vec::new(),
        mentions: Vec::new(),
        authors: Vec::new(),
        excerpt: String::new(),
        reading_minutes: 1,
        continue_url: None,
        image: None,
        events: Vec::new(),
        comments: 0,
    };
    Entry { card, kind: Kind::Post, text }
}

/// A note: sentences about a subject, in a town, with a passing word of another subject.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub id: String,
    pub subject: &'static str,
    pub town: &'static str,
    pub passing: &'static str,
    title: String,
    text: String,
    tag: &'static str,
}

/// The notes, as a search engine is given them.
#[must_use]
pub fn notes() -> Vec<Entry> {
    written_notes().into_iter().zip(0..).map(|(note, nth)| note_entry(note, nth)).collect()
}

fn note_entry(note: Note, nth: i64) -> Entry {
    let mut entry = post(note.id, note.title, note.text);
    entry.card.date = Some(Moment { unix: FIRST_NOTE + nth * SIX_DAYS, offset_minutes: 60 });
    entry.card.source = Some(label("Les Cahiers du quartier"));
    entry.card.tags = vec![label(note.tag)];
    entry
}

/// A subject: its key, what its notes are tagged with, titles, sentences, and what others say of it in passing.
struct Subject {
    key: &'static str,
    tag: &'static str,
    titles: Vec<&'static str>,
    sentences: Vec<&'static str>,
    passing: &'static str,
}

/// Each subject in each town: the subject's first sentence, which names both, and two others by the town's number, so
/// that no two notes are alike and all judgements are known.
pub(super) fn written_notes() -> Vec<Note> {
    let (subjects, towns) = read_notes();
    let mut notes = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        for (place, town) in towns.iter().enumerate() {
            let other = &subjects
                [(at + place * 3 + 1 + usize::from((place * 3 + 1) % subjects.len() == 0)) % subjects.len()];
            let pick = |of: &[&'static str], nth: usize| {
                of.get(nth % of.len().max(1)).copied().unwrap_or_default().replace("{ville}", town)
            };
            let others = subject.sentences.get(1..).unwrap_or_default();
            let sentences = [
                pick(&subject.sentences, 0),
                pick(others, place),
                pick(others, place + 1 + place / others.len().max(1) % 2),
            ];
            notes.push(Note {
                id: format!("{}-{}", subject.key, slugify(town)),
                subject: subject.key,
                town,
                passing: other.key,
                title: pick(&subject.titles, place),
                text: format!("{} {}", sentences.join(" "), other.passing.replace("{ville}", town)),
                tag: subject.tag,
            });
        }
    }
    notes
}

fn read_notes() -> (Vec<Subject>, Vec<&'static str>) {
    let (mut subjects, mut towns): (Vec<Subject>, Vec<&'static str>) = (Vec::new(), Vec::new());
    for line in NOTES.lines() {
        let Some((what, said)) = line.split_once(' ') else { continue };
        match (what, subjects.last_mut()) {
            ("towns", _) => towns.extend(said.split(", ")),
            ("subject", _) => {
                let (key, tag) = said.split_once(' ').unwrap_or((said, said));
                subjects.push(Subject { key, tag, titles: Vec::new(), sentences: Vec::new(), passing: "" });
            }
            ("title", Some(subject)) => subject.titles.push(said),
            ("-", Some(subject)) => subject.sentences.push(said),
            ("passing", Some(subject)) => subject.passing = said,
            _ => {}
        }
    }
    (subjects, towns)
}

#[cfg(test)]
mod tests {
    use super::{notes, written_notes};

    #[test]
    fn no_two_notes_have_a_name_or_a_text_in_common() {
        let notes = notes();
        assert!(notes.len() >= 150, "{}", notes.len());
        let mut names: Vec<&str> = notes.iter().map(|note| note.card.id.0.as_str()).collect();
        let mut texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        names.sort_unstable();
        texts.sort_unstable();
        names.dedup();
        texts.dedup();
        assert_eq!((names.len(), texts.len()), (notes.len(), notes.len()));
        assert!(written_notes().iter().all(|note| note.subject != note.passing));
    }
}
