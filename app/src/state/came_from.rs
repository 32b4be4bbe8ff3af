//! The list that a post was opened from: what it is called, and where it is.

use super::browser;
use super::reader::Reader;
use crate::api::wire::{Chosen, ListView};
use crate::i18n::Text;
use crate::routes::address;
use catalog::{Filter, NONE, State, UiLang};
use leptos::prelude::*;

/// The list that a post was opened from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameFrom {
    /// Its address.
    pub address: String,
    /// What it is called.
    pub name: String,
    /// Whether it is the entry of the history just before.
    pub one_step: bool,
}

impl Reader {
    /// Remembers the list that is shown, for the way back from a post.
    pub(super) fn remember(self) {
        let (path, query) = self.shown.get_untracked();
        let name = self.list.with_untracked(|list| list_name(self.ui.text, list));
        let list = CameFrom { address: address(&path, &query), name, one_step: true };
        browser::remember_list(&list);
        self.came_from.set(Some(list));
    }
}

/// What a chosen thing is called.
#[must_use]
pub fn chosen_name(text: &Text, chosen: &Chosen, filter: &Filter) -> String {
    match chosen {
        Chosen::Words(words) => text.quoted(words),
        Chosen::Period => text.period((filter.from, filter.to)),
        Chosen::Value(_, label, state) => {
            let name =
                if label.slug == NONE && label.name.is_empty() { text.without_source } else { &label.name };
            if *state == State::Out { text.except(name) } else { name.to_owned() }
        }
    }
}

/// What a list is called on the way back to it.
fn list_name(text: &Text, list: &ListView) -> String {
    if list.chosen.is_empty() {
        return text.archive.to_owned();
    }
    let names: Vec<String> = list.chosen.iter().map(|c| chosen_name(text, c, &list.reading.filter)).collect();
    let colon = if text.lang == UiLang::Fr { "\u{202f}:" } else { ":" };
    format!("{}{colon} {}", text.articles(list.total), names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_says_which_list() {
        let mut list = ListView::nothing();
        let text = Text::of(UiLang::Fr);
        assert_eq!(list_name(text, &list), "Archive");
        list.total = 5;
        list.reading.filter = Filter::parse("from=2018-06&to=2018-07").unwrap_or_default();
        list.chosen = vec![
            Chosen::Value(
                catalog::Facet::Tag,
                domain::Label { slug: "x".into(), name: "Congrès".into() },
                State::Out,
            ),
            Chosen::Period,
        ];
        assert_eq!(list_name(text, &list), "5\u{a0}articles\u{202f}: sauf Congrès, juin\u{a0}– juil. 2018");
    }
}
