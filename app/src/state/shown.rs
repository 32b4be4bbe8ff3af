//! What an address shows, put in place of what was shown before, and kept for the way back.

use super::browser;
use super::reader::{History, Kind, Reader};
use crate::api::wire::{ListView, View};
use crate::routes::address;
use catalog::{FacetCounts, Filter};
use leptos::prelude::*;
use leptos_router::location::LocationProvider;
use std::sync::Arc;

/// How many views are kept, so that Back is instant.
const KEPT: usize = 24;

/// What an address shows, ready to be shown: kept and shown without a copy.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    List(Arc<ListView>),
    Other(Arc<View>),
}

impl Shown {
    pub(super) fn new(view: View) -> Self {
        match view {
            View::List(list) => Self::List(Arc::from(list)),
            other => Self::Other(Arc::new(other)),
        }
    }

    /// The kind of page that shows it.
    pub(super) fn kind(&self, path: &str, query: &str) -> Kind {
        match self {
            Self::List(_) => Kind::List,
            Self::Other(_) => Kind::Other(address(path, query)),
        }
    }
}

impl Reader {
    /// An answer, from the server or from what the browser keeps.
    pub(super) fn received(self, mut view: View) -> Shown {
        if let View::Post(post) = &mut view {
            self.site.with_value(|site| post.complete(site.origin.as_deref().unwrap_or_default()));
        }
        Shown::new(view)
    }

    pub(super) fn show(self, path: String, query: String, shown: Shown, counts: Option<Arc<FacetCounts>>) {
        self.waiting.set_value(None);
        let is_failure = match &shown {
            Shown::Other(view) => match &**view {
                View::Moved(to) => return self.go(to, History::Replace),
                View::Offline => return browser::load_anew(&address(&path, &query)),
                view => matches!(view, View::Failure(_)),
            },
            Shown::List(_) => false,
        };
        self.asked.update_value(|asked| *asked += 1);
        let number = self.asked.get_value();
        if !is_failure {
            self.keep(address(&path, &query), &shown);
        }
        let kind = shown.kind(&path, &query);
        let question = (path, query);
        if self.kind.with_untracked(|now| *now == kind) {
            self.put(question, kind, shown, counts);
        } else {
            browser::turn(move || {
                // A leaf turns a moment later: its reader may have gone on.
                if self.asked.try_get_value() == Some(number) {
                    self.put(question, kind, shown, counts);
                }
            });
        }
    }

    /// Puts another view in place of what is shown.
    fn put(self, question: (String, String), kind: Kind, shown: Shown, counts: Option<Arc<FacetCounts>>) {
        let from_list = self.kind.with_untracked(|kind| *kind == Kind::List);
        // Effects run after this task: what is set here is seen at once.
        match shown {
            Shown::List(list) => {
                self.counts.set(counts);
                self.list.set(list);
            }
            Shown::Other(other) => self.other.set(other),
        }
        self.shown.set(question);
        self.busy.set(false);
        browser::unveil();
        self.came_from.update(|list| {
            if let Some(list) = list {
                list.one_step = from_list;
            }
        });
        if self.kind.with_untracked(|shown| *shown != kind) {
            self.kind.set(kind);
            browser::focus("content", false);
        }
        if self.kind.with_untracked(|kind| *kind == Kind::List) {
            self.remember();
        }
        self.arrived();
        #[cfg(feature = "hydrate")]
        self.count();
        #[cfg(feature = "hydrate")]
        super::loader::look_ahead(self);
    }

    /// Lets the router write the address of a link that was followed, and scroll.
    pub(super) fn arrived(self) {
        self.browser.with_value(|browser| {
            if let Some(browser) = browser {
                browser.ready_to_complete();
            }
        });
    }

    pub(super) fn keep(self, key: String, shown: &Shown) {
        self.kept.update_value(|kept| {
            kept.retain(|(at, _)| *at != key);
            if kept.len() >= KEPT {
                kept.remove(0);
            }
            kept.push((key, shown.clone()));
        });
    }
}

impl ListView {
    /// Stands in while no list was shown yet.
    pub(super) fn nothing() -> Self {
        Self {
            subject: None,
            asked: Filter::default(),
            reading: catalog::Reading { filter: Filter::default(), remarks: Vec::new() },
            total: 0,
            all: 0,
            cards: Vec::new(),
            pages: Vec::new(),
            facets: Vec::new(),
            months: Vec::new(),
            all_months: Vec::new(),
            days: Vec::new(),
            chosen: Vec::new(),
            escapes: Vec::new(),
        }
    }
}
