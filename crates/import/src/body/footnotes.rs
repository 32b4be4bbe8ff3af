//! Footnotes of the block editor: the body holds marks (`<sup data-fn="…">`), the notes stand in a custom field, and a
//! block says where a server lists them.

use super::entities::escape;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What the editor keeps in the field `footnotes`.
#[derive(Deserialize)]
struct Note {
    /// HTML of a line.
    #[serde(default)]
    content: String,
    #[serde(default)]
    id: String,
}

/// The list of notes, each with a way back to its mark. Empty where the field holds none that the body marks.
pub(super) fn list(field: &str, body: &str) -> String {
    let notes: Vec<Note> = serde_json::from_str(field).unwrap_or_default();
    if notes.is_empty() {
        return String::new();
    }
    let marked: BTreeSet<&str> =
        body.split("data-fn=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let items: String = notes
        .iter()
        .filter(|note| !note.id.is_empty() && marked.contains(note.id.as_str()))
        .map(|note| {
            let id = escape(&note.id);
            format!("<li id=\"{id}\">{} <a href=\"#{id}-link\">↩</a></li>", note.content)
        })
        .collect();
    if items.is_empty() { items } else { format!("<ol>{items}</ol>") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_listed_with_a_way_back() {
        let field = r#"[{"content":"Voir <em>Localtis</em>.","id":"a1-b"},{"content":"perdue","id":"c3"}]"#;
        let body = "<sup data-fn=\"a1-b\" class=\"fn\"><a href=\"#a1-b\" id=\"a1-b-link\">1</a></sup>";
        assert_eq!(
            list(field, body),
            "<ol><li id=\"a1-b\">Voir <em>Localtis</em>. <a href=\"#a1-b-link\">↩</a></li></ol>"
        );
        for nothing in ["", "[]", "{}", "[1]", "a:0:{}"] {
            assert_eq!(list(nothing, body), "", "{nothing}");
        }
    }
}
