//! The results: how many, in what order, month by month.

use super::card::{Days, card};
use super::{Chips, Feeds, Nothing, Pagination, RefList, SEARCH};
use crate::api::wire::ListView;
use crate::state::{History, Ui, engine, is_plain_click, last_page, next_page, use_reader};
use catalog::{Filter, Remark, Sort};
use domain::{Card, Month};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Everything right of the facets.
#[component]
pub fn Results() -> impl IntoView {
    let reader = use_reader();
    let Ui { text, .. } = reader.ui;
    let total = move || reader.list.with(|list| text.status_count(list.total));
    let of = move || reader.list.with(|list| text.status_of(list.all));
    let chosen = move || reader.list.with(|list| u32::try_from(list.chosen.len()).unwrap_or(0));
    let remarks = move || {
        let remarks: Vec<_> = reader.list.with(|list| {
            list.reading.remarks.iter().map(|remark| self::remark(reader.ui, list, remark)).collect()
        });
        (!remarks.is_empty()).then(|| view! { <ul class="remarks">{remarks}</ul> })
    };
    view! {
        <div class="results" id="results" aria-busy=move || reader.busy.get().then_some("true")>
            <div class="state">
                <p role="status" id="status" tabindex="-1"><b>{total}</b>{of}</p>
                <button type="button" class="open-filters" popovertarget="filters">
                    {move || text.open_filters(chosen())}
                </button>
                <SortField />
            </div>
            <Chips />
            {remarks}
            {move || reader.list.with(|list| found(reader.ui, list))}
            <label class="endless needs-js">
                <input type="checkbox" data-endless="" />
                {text.listing().endless}
            </label>
            <Feeds />
        </div>
    }
    .into_any()
}

/// How the question was read; where a word was taken for another, a way to ask for that one.
fn remark(ui: Ui, list: &ListView, remark: &Remark) -> AnyView {
    let meant = match remark {
        Remark::Forgiven(word, taken) => meant(&list.asked, word, taken),
        Remark::Unknown(..) | Remark::AsWords(_) => Vec::new(),
    };
    let ways: Vec<_> = meant
        .into_iter()
        .map(|(word, filter)| view! { " " <a href=ui.links.archive(&filter)>{word}</a> })
        .collect();
    let question = (!ways.is_empty()).then(|| view! { " · " {ui.text.did_you_mean()} {ways} });
    view! { <li>{ui.text.remark(remark)} {question}</li> }.into_any()
}

/// The words that one may have been meant for, each with the view that asks for it.
fn meant(asked: &Filter, word: &str, taken: &[String]) -> Vec<(String, Filter)> {
    /// More than a few are no help.
    const MOST: usize = 3;
    let lower = engine::lower(&asked.q);
    // Lower case may be longer: then nobody knows where the word stands in what was typed.
    let Some(at) = lower.find(word).filter(|_| lower.len() == asked.q.len()) else { return Vec::new() };
    let instead = |by: &String| {
        let (before, after) = (asked.q.get(..at)?, asked.q.get(at + word.len()..)?);
        Some((by.clone(), Filter { q: format!("{before}{by}{after}"), page: 1, ..asked.clone() }))
    };
    taken.iter().take(MOST).filter_map(instead).collect()
}

fn found(ui: Ui, list: &ListView) -> AnyView {
    if list.total == 0 && list.pages.is_empty() {
        return view! { <Nothing /> }.into_any();
    }
    let pages = (!list.pages.is_empty()).then(|| {
        view! {
            <section class="pages-found">
                <h2>{ui.text.pages_found}</h2>
                <RefList posts=list.pages.clone() />
            </section>
        }
    });
    let last = last_page(list.total, list.reading.filter.per_page);
    view! {
        {posts(ui, list)}
        {onward(ui, list)}
        {(last > 1).then(|| view! { <Pagination last /> })}
        {pages}
    }
    .into_any()
}

/// What comes next, for who reads on instead of turning pages: `public/onward.js` follows it when the end comes near.
fn onward(ui: Ui, list: &ListView) -> Option<AnyView> {
    let reader = use_reader();
    let href = ui.links.archive(&list.asked.at_page(next_page(list)?));
    let read_on = move |event: MouseEvent| {
        if is_plain_click(&event) {
            event.prevent_default();
            event.stop_propagation();
            reader.read_on();
        }
    };
    let view =
        view! { <p class="onward"><a class="go" href=href on:click=read_on>{ui.text.listing().more}</a></p> };
    Some(view.into_any())
}

/// Month by month; in one piece where the order is not that of dates.
fn posts(ui: Ui, list: &ListView) -> AnyView {
    if list.cards.is_empty() {
        let is_awaited = list.total > 0;
        return if is_awaited {
            view! { <div class="awaited"></div> }.into_any()
        } else {
            view! { <Nothing /> }.into_any()
        };
    }
    if list.reading.filter.effective_sort() == Sort::Relevance {
        let cards: Vec<_> = list.cards.iter().map(|one| card(ui, one, list, Days::Whole)).collect();
        return view! { <section class="month"><h2 class="vh">{ui.text.results}</h2>{cards}</section> }
            .into_any();
    }
    months(&list.cards)
        .into_iter()
        .map(|(month, cards)| {
            let (heading, count) = match month {
                Some(month) => (ui.text.month_heading(month), count(list, month)),
                None => (ui.text.undated.to_owned(), None),
            };
            let cards: Vec<_> = cards.iter().map(|one| card(ui, one, list, Days::InMonth)).collect();
            let count = count.map(|count| view! { <span aria-hidden="true">{ui.text.number(count)}</span> });
            view! { <section class="month"><h2>{heading} {count}</h2>{cards}</section> }
        })
        .collect_view()
        .into_any()
}

/// Posts of the month that match, on all pages.
fn count(list: &ListView, month: Month) -> Option<u32> {
    list.months.iter().find(|counted| counted.month == month).map(|counted| counted.count)
}

/// Runs of one month, in the list's order.
fn months(cards: &[Card]) -> Vec<(Option<Month>, &[Card])> {
    let month = |card: &Card| card.date.map(domain::Moment::month);
    cards.chunk_by(|a, b| month(a) == month(b)).filter_map(|run| Some((month(run.first()?), run))).collect()
}

#[component]
fn SortField() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let filter = Memo::new(move |_| reader.filter_now());
    let searching = move || filter.with(|filter| !filter.q.trim().is_empty());
    let default = move || filter.with(|filter| Filter { sort: None, ..filter.clone() }.effective_sort());
    // The order that stands without being asked for has an empty value, so that the address does not say it.
    let option = move |sort: Sort, name: &'static str| {
        let value = move || if default() == sort { "" } else { sort.name() };
        view! {
            <option value=value selected=move || filter.with(Filter::effective_sort) == sort>{name}</option>
        }
    };
    let set = move |value: String| {
        reader.choose(&Filter { sort: Sort::from_name(&value), page: 1, ..reader.filter() }, History::Push);
    };
    view! {
        <label class="sort">
            <span>{text.sort}</span>
            " "
            <select
                form=SEARCH
                name="sort"
                autocomplete="off"
                on:change:target=move |event| set(event.target().value())
                prop:value=move || {
                    let sort = filter.with(Filter::effective_sort);
                    if default() == sort { "" } else { sort.name() }
                }
            >
                {option(Sort::Newest, text.newest)}
                {option(Sort::Oldest, text.oldest)}
                {move || searching().then(|| option(Sort::Relevance, text.relevance))}
            </select>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_replaced_where_it_was_typed() {
        for (q, word, expected) in [
            ("mixité Logemnt social", "logemnt", "mixité logement social|mixité logements social"),
            ("l’habitt", "habitt", "l’logement|l’logements"),
            ("autre", "logemnt", ""),
            ("İ logemnt", "logemnt", ""),
        ] {
            let asked = Filter { q: q.to_owned(), page: 3, ..Filter::default() };
            let ways = meant(&asked, word, &["logement".to_owned(), "logements".to_owned()]);
            let read: Vec<&str> = ways.iter().map(|(_, filter)| filter.q.as_str()).collect();
            assert_eq!(read.join("|"), expected, "{q}");
            assert!(ways.iter().all(|(_, filter)| filter.page == 1));
        }
    }
}
