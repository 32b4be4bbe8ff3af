//! Reading on below a list: its next page is added to what is shown, instead of put in its place. The address stays.

use super::answering::Found;
use super::list::next_page;
use super::reader::Reader;
use super::shown::Shown;
use crate::api;
use crate::api::wire::{ListView, View};
use crate::routes::address;
use catalog::Filter;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

impl Reader {
    /// Adds the next page of the list that is shown, if there is one.
    pub fn read_on(self) {
        let list = self.list.get_untracked();
        let Some(page) = next_page(&list).filter(|_| !self.busy.get_untracked()) else { return };
        let query = Filter { lang: self.ui.links.lang, ..list.asked.at_page(page) }.to_query();
        if let Found::Answer(Shown::List(next), _) = self.at_hand("/", &query) {
            return self.append(&list, &next);
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::view("/".to_owned(), query).await;
            let is_there = self.list.try_with_untracked(|now| Arc::ptr_eq(now, &list)) == Some(true);
            // Where the reader went elsewhere meanwhile, that is what is waited for.
            if !is_there {
                return;
            }
            self.busy.set(false);
            if let Ok(api::wire::Screen { view: View::List(next), .. }) = answer {
                self.append(&list, &next);
            }
        });
    }

    fn append(self, list: &ListView, next: &ListView) {
        let mut longer = list.clone();
        longer.cards.extend(next.cards.iter().cloned());
        let longer = Arc::new(longer);
        let (path, query) = self.shown.get_untracked();
        // Whoever comes back finds it as long as it was.
        self.keep(address(&path, &query), &Shown::List(Arc::clone(&longer)));
        self.list.set(longer);
        #[cfg(feature = "hydrate")]
        super::loader::look_ahead(self);
    }
}
