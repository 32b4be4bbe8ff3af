//! What the reader is looking at, and the one way to look at something else.
//!
//! The address is the only state: a choice writes it, and what is shown follows from it. In the browser a list is
//! answered by the catalog, which is asked first; everything else by the server function. How an answer comes is told
//! in `asking`, how it is put in place in `shown`, and which list one came from in `came_from`.

use super::asking::Question;
use super::browser;
use super::came_from::CameFrom;
#[cfg(feature = "hydrate")]
use super::loader::Loader;
use super::shown::Shown;
use super::suggest::{Suggestion, chosen};
use crate::api::wire::{ListView, Screen, Site, View};
use crate::i18n::Text;
use crate::routes::{Links, asked_language};
use catalog::{Catalog, FacetCounts, Filter};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::BrowserUrl;
use std::sync::Arc;

/// The interface's words and addresses. They do not change while a document lives: another language is another load.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    /// Words.
    pub text: &'static Text,
    /// Addresses.
    pub links: Links,
}

/// What kind of page is shown. Lists share one, so that a choice changes them in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The archive or a landing page.
    List,
    /// Something else, by its address.
    Other(String),
}

/// How a new address enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A choice: Back undoes it.
    Push,
    /// Typing: it is one with what was there.
    Replace,
}

type Navigate = Arc<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// What the reader is looking at.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Words and addresses.
    pub ui: Ui,
    /// What every page says of the archive.
    pub site: StoredValue<Site>,
    /// The kind of page that is shown.
    pub kind: RwSignal<Kind>,
    /// The list that is shown, or was last.
    pub list: RwSignal<Arc<ListView>>,
    /// What is shown if it is no list.
    pub other: RwSignal<Arc<View>>,
    /// Path and query of what is shown.
    pub shown: RwSignal<(String, String)>,
    /// The list that a post was opened from.
    pub came_from: RwSignal<Option<CameFrom>>,
    /// The page is hydrated: the browser answers.
    pub live: RwSignal<bool>,
    /// An answer is awaited.
    pub busy: RwSignal<bool>,
    /// The browser's own catalog.
    pub catalog: StoredValue<Option<Catalog>>,
    /// All counts of the list that is shown, where the browser's own catalog answered.
    pub counts: RwSignal<Option<Arc<FacetCounts>>>,
    /// The server speaks another format: the next navigation loads anew.
    pub outdated: StoredValue<bool>,
    /// What of the catalog is on its way.
    #[cfg(feature = "hydrate")]
    pub(super) loader: Loader,
    pub(super) waiting: StoredValue<Option<Question>>,
    pub(super) kept: StoredValue<Vec<(String, Shown)>>,
    pub(super) asked: StoredValue<u32>,
    navigate: StoredValue<Navigate>,
    pub(super) browser: StoredValue<Option<BrowserUrl>>,
}

/// The reader of this page.
///
/// # Panics
/// Outside [`Reader::provide`], which stands at the root.
#[must_use]
pub fn use_reader() -> Reader {
    expect_context()
}

impl Reader {
    /// Begins with what the server sent, and puts itself in context.
    pub fn provide(screen: Screen) -> Self {
        let lang = asked_language(&screen.query);
        let ui = Ui { text: Text::of(lang.unwrap_or(screen.site.lang)), links: Links { lang } };
        let navigate = use_navigate();
        let shown = Shown::new(screen.view);
        let kind = shown.kind(&screen.path, &screen.query);
        let (list, other) = match shown {
            Shown::List(list) => (list, Arc::new(View::Gone)),
            Shown::Other(other) => (Arc::new(ListView::nothing()), other),
        };
        let reader = Self {
            ui,
            site: StoredValue::new(screen.site),
            kind: RwSignal::new(kind),
            list: RwSignal::new(list),
            other: RwSignal::new(other),
            shown: RwSignal::new((screen.path, screen.query)),
            came_from: RwSignal::new(None),
            live: RwSignal::new(false),
            busy: RwSignal::new(false),
            catalog: StoredValue::new(None),
            counts: RwSignal::new(None),
            outdated: StoredValue::new(false),
            #[cfg(feature = "hydrate")]
            loader: Loader::default(),
            waiting: StoredValue::new(None),
            kept: StoredValue::new(Vec::new()),
            asked: StoredValue::new(0),
            navigate: StoredValue::new(Arc::new(move |to: &str, options| navigate(to, options))),
            browser: StoredValue::new(use_context::<BrowserUrl>()),
        };
        provide_context(reader);
        reader.wake();
        reader
    }

    /// In the browser: follow the address, fetch the catalog. On the server effects do not run.
    fn wake(self) {
        let location = use_location();
        Effect::new(move |_| {
            let (path, query) = (location.pathname.get(), location.search.get());
            self.follow(path, query);
        });
        Effect::new(move |_| {
            self.live.set(true);
            match self.kind.get_untracked() {
                Kind::List => self.remember(),
                Kind::Other(_) if browser::was_returned_to() => self.came_from.set(browser::recall_list()),
                Kind::Other(_) => {}
            }
            #[cfg(feature = "hydrate")]
            super::loader::begin(self);
            #[cfg(feature = "hydrate")]
            super::prefetch::on_intent(self);
        });
    }

    /// Shows another view of the archive: the address changes, what is shown follows.
    pub fn choose(self, filter: &Filter, history: History) {
        self.go(&self.ui.links.archive(filter), history);
    }

    /// Follows what was suggested: the words become a choice, a title leads to its post.
    pub fn take(self, one: Suggestion) {
        match one {
            Suggestion::Value { facet, value, rest } => {
                let filter = self.list.with_untracked(|list| list.asked.clone());
                self.choose(&chosen(&filter, facet, &value.slug, &rest), History::Push);
            }
            Suggestion::Post { path, .. } => self.go(&self.ui.links.post(&path), History::Push),
        }
    }

    pub(super) fn go(self, to: &str, history: History) {
        let options = NavigateOptions {
            resolve: false,
            replace: history == History::Replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        self.navigate.with_value(|navigate| navigate(to, options));
    }

    /// What a choice starts from: the filter as it was read, so that `tag:x` typed in `q` can be unticked.
    #[must_use]
    pub fn filter(self) -> Filter {
        self.list.with_untracked(|list| list.reading.filter.clone())
    }

    /// The same, followed.
    #[must_use]
    pub fn filter_now(self) -> Filter {
        self.list.with(|list| list.reading.filter.clone())
    }
}
