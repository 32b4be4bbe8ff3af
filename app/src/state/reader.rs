//! What the reader is looking at, and the one way to look at something else.
//!
//! The address is the only state: a choice writes it, and what is shown follows from it. In the browser a list is
//! answered by the catalog as soon as that has arrived; until then, and for everything else, by the server function.

use super::browser;
use super::list::compose_from;
use crate::api::{
    self, ApiError,
    wire::{Chosen, ListView, Screen, Site, View},
};
use crate::i18n::Text;
use crate::routes::{Links, address};
use catalog::query::url::pairs;
use catalog::{Catalog, FacetCounts, Filter, NONE, State, UiLang};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};
use std::sync::Arc;

/// How many views are kept, so that Back is instant.
const KEPT: usize = 24;
/// The parameters that a filter knows. With any other, `/` may be an old address, which the server resolves.
const PARAMETERS: [&str; 12] =
    ["q", "source", "tag", "mention", "author", "match", "from", "to", "sort", "page", "per_page", "lang"];

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
    kept: StoredValue<Vec<(String, View)>>,
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
        let asked = pairs(&screen.query).filter(|(name, _)| name == "lang").last();
        let lang = asked.and_then(|(_, code)| UiLang::from_code(&code));
        let ui = Ui { text: Text::of(lang.unwrap_or(screen.site.lang)), links: Links { lang } };
        let navigate = use_navigate();
        let (kind, list, other) = split(screen.view, &screen.path, &screen.query);
        let reader = Self {
            ui,
            site: StoredValue::new(screen.site),
            kind: RwSignal::new(kind),
            list: RwSignal::new(Arc::new(list.unwrap_or_else(ListView::nothing))),
            other: RwSignal::new(Arc::new(other.unwrap_or(View::Gone))),
            shown: RwSignal::new((screen.path, screen.query)),
            came_from: RwSignal::new(None),
            live: RwSignal::new(false),
            busy: RwSignal::new(false),
            catalog: StoredValue::new(None),
            counts: RwSignal::new(None),
            outdated: StoredValue::new(false),
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
            super::loader::load(self);
        });
    }

    /// Shows another view of the archive: the address changes, what is shown follows.
    pub fn choose(self, filter: &Filter, history: History) {
        self.go(&self.ui.links.archive(filter), history);
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
        if self.shown.with_untracked(|shown| *shown == (path.clone(), query.clone())) {
            self.asked.update_value(|asked| *asked += 1);
            self.busy.set(false);
            self.arrived();
            return;
        }
        if self.outdated.get_value() {
            return browser::load_anew(&address(&path, &query));
        }
        match self.at_hand(&path, &query) {
            Some((view, counts)) => self.show(path, query, view, counts),
            None => self.ask(path, query),
        }
    }

    /// Answers from the catalog, else from what was shown before.
    fn at_hand(self, path: &str, query: &str) -> Option<(View, Option<FacetCounts>)> {
        if path == "/" && is_filter(query) {
            let found =
                self.catalog.with_value(|catalog| catalog.as_ref().and_then(|catalog| local(catalog, query)));
            if found.is_some() {
                return found;
            }
        }
        let key = address(path, query);
        self.kept
            .with_value(|kept| kept.iter().find(|(at, _)| *at == key).map(|(_, view)| (view.clone(), None)))
    }

    /// Once the catalog has arrived: all counts of the list that is shown.
    #[cfg(feature = "hydrate")]
    pub(super) fn count(self) {
        if self.kind.get_untracked() != Kind::List {
            return;
        }
        let filter = self.filter();
        let counts = self.catalog.with_value(|catalog| {
            let catalog = catalog.as_ref().filter(|catalog| catalog.can_answer(&filter))?;
            Some(catalog.answer(&filter).facets)
        });
        self.counts.set(counts.map(Arc::new));
    }

    /// Answers by the server function. An answer that comes after the reader went elsewhere is dropped.
    fn ask(self, path: String, query: String) {
        self.asked.update_value(|asked| *asked += 1);
        let number = self.asked.get_value();
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::view(path.clone(), query.clone()).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(screen) => self.show(path, query, screen.view, None),
                Err(ApiError::Offline) => self.show(path, query, View::Failure(String::new()), None),
                Err(ApiError::Foreign) => browser::load_anew(&address(&path, &query)),
            }
        });
    }

    fn show(self, path: String, query: String, view: View, counts: Option<FacetCounts>) {
        if let View::Moved(to) = &view {
            return self.go(to, History::Replace);
        }
        self.asked.update_value(|asked| *asked += 1);
        if !matches!(view, View::Failure(_)) {
            self.keep(address(&path, &query), &view);
        }
        let from_list = self.kind.with_untracked(|kind| *kind == Kind::List);
        let (kind, list, other) = split(view, &path, &query);
        // Effects run after this task: what is set here is seen at once.
        if let Some(list) = list {
            self.counts.set(counts.map(Arc::new));
            self.list.set(Arc::new(list));
        }
        if let Some(other) = other {
            self.other.set(Arc::new(other));
        }
        self.shown.set((path, query));
        self.busy.set(false);
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
    }

    /// Lets the router write the address of a link that was followed, and scroll.
    fn arrived(self) {
        self.browser.with_value(|browser| {
            if let Some(browser) = browser {
                browser.ready_to_complete();
            }
        });
    }

    fn keep(self, key: String, view: &View) {
        self.kept.update_value(|kept| {
            kept.retain(|(at, _)| *at != key);
            if kept.len() >= KEPT {
                kept.remove(0);
            }
            kept.push((key, view.clone()));
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
            chosen: Vec::new(),
            escapes: Vec::new(),
        }
    }
}

fn split(view: View, path: &str, query: &str) -> (Kind, Option<ListView>, Option<View>) {
    match view {
        View::List(list) => (Kind::List, Some(*list), None),
        other => (Kind::Other(address(path, query)), None, Some(other)),
    }
}

/// Whether a query of `/` is a filter: an old address (`?p=12`) is the server's to resolve.
fn is_filter(query: &str) -> bool {
    pairs(query).all(|(name, value)| {
        let number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        PARAMETERS.contains(&name.as_str()) && !(name == "author" && number)
    })
}

/// The list that answers a query, if the parts that are there suffice.
fn local(catalog: &Catalog, query: &str) -> Option<(View, Option<FacetCounts>)> {
    let filter = match Filter::parse(query) {
        Ok(filter) => filter,
        Err(bad) => return Some((View::BadFilter(bad), None)),
    };
    if !catalog.can_answer(&filter) {
        return None;
    }
    let answer = catalog.answer(&filter);
    let counts = answer.facets.clone();
    let list = compose_from(catalog, answer, &filter, None);
    if list.cards.is_empty() && filter.page > 1 {
        return Some((View::NotFound(Vec::new()), None));
    }
    Some((View::List(Box::new(list)), Some(counts)))
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
    fn an_old_address_is_not_taken_for_a_filter() {
        for (query, filter) in [
            ("", true),
            ("tag=x&q=y&lang=en", true),
            ("p=12", false),
            ("s=logement", false),
            ("author=3", false),
            ("author=marie", true),
        ] {
            assert_eq!(is_filter(query), filter, "{query}");
        }
    }

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
