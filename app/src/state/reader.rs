//! What the reader is looking at, and the one way to look at something else.
//!
//! The address is the only state: a choice writes it, and what is shown follows from it. In the browser a list is
//! answered by the catalog, which is asked first (see `answering`); everything else by the server function.

use super::answering::{Found, PARTIAL_AFTER, Partial, SERVER_AFTER, find, is_filter, is_too_much, words};
use super::browser;
#[cfg(feature = "hydrate")]
use super::loader::Loader;
use super::suggest::{Suggestion, chosen};
use crate::api::{
    self, ApiError,
    wire::{Chosen, ListView, Screen, Site, View},
};
use crate::i18n::Text;
use crate::routes::{Links, address, asked_language};
use catalog::{Catalog, FacetCounts, Filter, NONE, PartKey, State, UiLang};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};
use std::sync::Arc;

/// How many views are kept, so that Back is instant.
const KEPT: usize = 24;
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

/// What an address shows, ready to be shown: kept and shown without a copy.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    List(Arc<ListView>),
    Other(Arc<View>),
}

impl Shown {
    fn new(view: View) -> Self {
        match view {
            View::List(list) => Self::List(Arc::from(list)),
            other => Self::Other(Arc::new(other)),
        }
    }
}

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
type Question = (String, String);

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
    waiting: StoredValue<Option<Question>>,
    kept: StoredValue<Vec<(String, Shown)>>,
    asked: StoredValue<u32>,
    navigate: StoredValue<Navigate>,
    browser: StoredValue<Option<BrowserUrl>>,
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
        let kind = kind(&shown, &screen.path, &screen.query);
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

    fn go(self, to: &str, history: History) {
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

    /// Shows what an address holds.
    fn follow(self, path: String, query: String) {
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
    fn count(self) {
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

    /// An answer, from the server or from what the browser keeps.
    fn received(self, mut view: View) -> Shown {
        if let View::Post(post) = &mut view {
            self.site.with_value(|site| post.complete(site.origin.as_deref().unwrap_or_default()));
        }
        Shown::new(view)
    }

    fn show(self, path: String, query: String, shown: Shown, counts: Option<Arc<FacetCounts>>) {
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
        let kind = kind(&shown, &path, &query);
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
    fn arrived(self) {
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

    /// Remembers the list that is shown, for the way back from a post.
    fn remember(self) {
        let (path, query) = self.shown.get_untracked();
        let name = self.list.with_untracked(|list| list_name(self.ui.text, list));
        let list = CameFrom { address: address(&path, &query), name, one_step: true };
        browser::remember_list(&list);
        self.came_from.set(Some(list));
    }
}

impl ListView {
    /// Stands in while no list was shown yet.
    fn nothing() -> Self {
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

fn kind(shown: &Shown, path: &str, query: &str) -> Kind {
    match shown {
        Shown::List(_) => Kind::List,
        Shown::Other(_) => Kind::Other(address(path, query)),
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
