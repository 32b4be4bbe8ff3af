//! How an answer comes to an address: from the catalog or from what was shown before, when parts that are on their way
//! have come, or from the server.

use super::answering::{Found, PARTIAL_AFTER, Partial, SERVER_AFTER, find, is_filter, is_too_much, words};
use super::browser;
#[cfg(feature = "hydrate")]
use super::reader::Kind;
use super::reader::Reader;
use super::shown::Shown;
use crate::api::{self, ApiError, wire::View};
use crate::routes::address;
use catalog::{Catalog, Filter, PartKey};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// What is done where the server does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Otherwise {
    /// Parts of the catalog are waited for.
    Parts,
    /// They did not come either.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is waited for"))]
    Failure,
}

/// A question that waits for parts of the catalog: path and query.
pub(super) type Question = (String, String);

impl Reader {
    /// Shows what an address holds.
    pub(super) fn follow(self, path: String, query: String) {
        let question = (path, query);
        if self.waiting.with_value(|waiting| waiting.as_ref() == Some(&question)) {
            return;
        }
        self.waiting.set_value(None);
        let is_shown = self.shown.with_untracked(|shown| *shown == question);
        let (path, query) = question;
        if is_shown {
            self.asked.update_value(|asked| *asked += 1);
            self.busy.set(false);
            self.arrived();
            return;
        }
        if self.outdated.get_value() {
            return browser::load_anew(&address(&path, &query));
        }
        self.answer(path, query);
    }

    /// Answers from the catalog or from what was shown before, else sees to it that an answer comes.
    fn answer(self, path: String, query: String) {
        match self.at_hand(&path, &query) {
            Found::Answer(shown, counts) => self.show(path, query, shown, counts),
            Found::Wanting { parts, partial } if self.is_to_be_fetched(&parts) => {
                self.await_parts(path, query, parts, partial);
            }
            Found::Wanting { .. } | Found::Elsewhere => self.ask(path, query, Otherwise::Parts),
        }
    }

    /// What there is of an answer.
    pub(super) fn at_hand(self, path: &str, query: &str) -> Found {
        let key = address(path, query);
        let kept = self
            .kept
            .with_value(|kept| kept.iter().find(|(at, _)| *at == key).map(|(_, shown)| shown.clone()));
        // A list that was read on is longer than any answer.
        if let Some(Shown::List(list)) = &kept
            && list.cards.len() > list.reading.filter.per_page as usize
        {
            return Found::Answer(Shown::List(Arc::clone(list)), None);
        }
        let found = if path == "/" && is_filter(query) {
            self.catalog.with_value(|catalog| catalog.as_ref().map(|catalog| find(catalog, query)))
        } else {
            None
        };
        if let Some(found @ Found::Answer(..)) = found {
            return found;
        }
        match (kept, found) {
            (Some(kept), _) => Found::Answer(kept, None),
            (None, found) => found.unwrap_or(Found::Elsewhere),
        }
    }

    /// Whether an answer waits for these parts, rather than for the server.
    fn is_to_be_fetched(self, parts: &[PartKey]) -> bool {
        let is_too_much = |catalog: &Catalog| is_too_much(catalog, parts);
        !self.catalog.with_value(|catalog| catalog.as_ref().is_some_and(is_too_much)) && self.may_come(parts)
    }

    /// Waits for parts of the catalog. Counts are shown before the list where the cards take a while; the server is
    /// asked as well where all of it does.
    fn await_parts(self, path: String, query: String, parts: Vec<PartKey>, partial: Option<Partial>) {
        self.asked.update_value(|asked| *asked += 1);
        let number = self.asked.get_value();
        self.busy.set(true);
        self.waiting.set_value(Some((path.clone(), query.clone())));
        self.want(&parts);
        let is_waiting = move || {
            self.asked.try_get_value() == Some(number)
                && self.waiting.try_with_value(Option::is_some) == Some(true)
        };
        if let Some((list, counts)) = partial {
            let question = (path.clone(), query.clone());
            let show = move || {
                if is_waiting() {
                    self.counts.set(Some(counts));
                    self.list.set(list);
                    self.shown.set(question);
                }
            };
            set_timeout(show, PARTIAL_AFTER);
        }
        let ask = move || {
            if is_waiting() {
                self.ask(path, query, Otherwise::Parts);
            }
        };
        set_timeout(ask, SERVER_AFTER);
    }

    /// Sees to it that what words need is on its way before they are asked for.
    pub fn foresee(self, q: &str) {
        let filter = Filter { q: q.to_owned(), ..self.filter() };
        let parts =
            self.catalog.with_value(|catalog| catalog.as_ref().map(|catalog| words(catalog, &filter)));
        self.want(&parts.unwrap_or_default());
    }

    /// Fetches parts that are not there and not on their way.
    pub(super) fn want(self, parts: &[PartKey]) {
        #[cfg(feature = "hydrate")]
        super::loader::want(self, parts);
        #[cfg(not(feature = "hydrate"))]
        let _ = parts;
    }

    /// A part has arrived: what waited is answered, or waits for what else it needs.
    #[cfg(feature = "hydrate")]
    pub(super) fn part_came(self) {
        let Some((path, query)) = self.waiting.get_value() else {
            // What is told by catalog and list together is told anew.
            self.came_from.notify();
            return self.count();
        };
        match self.at_hand(&path, &query) {
            Found::Answer(shown, counts) => self.show(path, query, shown, counts),
            Found::Wanting { parts, .. } if self.is_to_be_fetched(&parts) => self.want(&parts),
            Found::Wanting { .. } => self.part_failed(),
            Found::Elsewhere => {}
        }
    }

    /// A part will not come: what waited for it is the server's to answer.
    #[cfg(feature = "hydrate")]
    pub(super) fn part_failed(self) {
        let waiting = self.waiting.try_update_value(Option::take);
        if let Some((path, query)) = waiting.flatten() {
            self.ask(path, query, Otherwise::Failure);
        }
    }

    /// Once the catalog has arrived: all counts of the list that is shown.
    #[cfg(feature = "hydrate")]
    pub(super) fn count(self) {
        if self.kind.get_untracked() != Kind::List || self.counts.with_untracked(Option::is_some) {
            return;
        }
        let filter = self.list.with_untracked(|list| list.asked.clone());
        let (parts, counts) = self.catalog.with_value(|catalog| {
            let Some(catalog) = catalog else { return (Vec::new(), None) };
            let parts = catalog.wanted(&filter);
            let counts = parts.is_empty().then(|| catalog.answer(&filter).facets);
            (if is_too_much(catalog, &parts) { Vec::new() } else { parts }, counts)
        });
        self.want(&parts);
        self.counts.set(counts.map(Arc::new));
    }

    /// Whether nothing speaks against the coming of parts; of none of them, whether there will be a catalog.
    fn may_come(self, parts: &[PartKey]) -> bool {
        #[cfg(feature = "hydrate")]
        let may_come = self.loader.may_come(parts);
        #[cfg(not(feature = "hydrate"))]
        let may_come = parts.is_empty();
        may_come
    }

    /// Answers by the server function. An answer that comes after the reader went elsewhere is dropped.
    fn ask(self, path: String, query: String, otherwise: Otherwise) {
        self.asked.update_value(|asked| *asked += 1);
        let number = self.asked.get_value();
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::view(path.clone(), query.clone()).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            let failed = match answer {
                Ok(screen) => return self.show(path, query, self.received(screen.view), None),
                Err(failed) => failed,
            };
            // Where nobody is there to ask, the catalog's own files may still come: from a static host, or from what
            // the browser has kept.
            let parts = match self.at_hand(&path, &query) {
                Found::Answer(shown, counts) => return self.show(path, query, shown, counts),
                Found::Wanting { parts, .. } => parts,
                Found::Elsewhere => Vec::new(),
            };
            let is_filter = path == "/" && is_filter(&query);
            if otherwise == Otherwise::Parts && is_filter && self.may_come(&parts) {
                self.waiting.set_value(Some((path, query)));
                return self.want(&parts);
            }
            match failed {
                ApiError::Offline => {
                    self.show(path, query, Shown::new(View::Failure(String::new())), None);
                }
                ApiError::Foreign => browser::load_anew(&address(&path, &query)),
            }
        });
    }

    /// Asks for a view that its reader is about to open, and keeps it.
    #[cfg(feature = "hydrate")]
    pub(super) fn prefetch(self, address: &str) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        if matches!(self.at_hand(path, query), Found::Answer(..)) {
            return;
        }
        let (address, path, query) = (address.to_owned(), path.to_owned(), query.to_owned());
        spawn_local(async move {
            if let Ok(screen) = api::view(path, query).await
                && !matches!(screen.view, View::Failure(_))
            {
                self.keep(address, &self.received(screen.view));
            }
        });
    }
}
