//! A page of a list, made of the catalog's answer. The server and the browser run this same function.

use super::timeline::Scale;
use crate::api::wire::{Chosen, Escape, FacetView, ListView, Subject, ValueView};
use catalog::{Answer, Catalog, Count, Facet, FacetCounts, Filter, NONE, State};
use domain::{Card, Label, PostRef, fold};

/// How many of the most frequent values a facet shows, beside the chosen ones.
pub const SHOWN: usize = 20;

/// The list that answers a filter, as a page shows it.
#[must_use]
pub fn compose(catalog: &Catalog, filter: &Filter, subject: Option<Subject>) -> ListView {
    compose_from(catalog, catalog.answer(filter), filter, subject).0
}

/// The same, of an answer that is at hand; and all counts, of which the list carries the most frequent.
#[must_use]
pub fn compose_from(
    catalog: &Catalog,
    answer: Answer,
    filter: &Filter,
    subject: Option<Subject>,
) -> (ListView, FacetCounts) {
    let read = &answer.reading.filter;
    let chosen = chosen(catalog, read);
    let all_months = catalog.months();
    let days = match Scale::of((read.from, read.to), &all_months) {
        Scale::Month(month) => catalog.days(read, month),
        Scale::Whole | Scale::Year(_) => Vec::new(),
    };
    let list = ListView {
        subject,
        asked: filter.clone(),
        total: answer.total,
        all: catalog.posts(),
        cards: answer.posts.iter().filter_map(|at| catalog.card(*at)).cloned().collect(),
        pages: answer.pages.iter().filter_map(|at| catalog.page_ref(*at)).map(reference).collect(),
        facets: Facet::ALL.map(|facet| facet_view(catalog, &answer, facet)).into(),
        escapes: if answer.total == 0 { escapes(catalog, read, &chosen) } else { Vec::new() },
        chosen,
        months: answer.facets.months.clone(),
        all_months,
        days,
        reading: answer.reading,
    };
    (list, answer.facets)
}

fn reference(card: &Card) -> PostRef {
    PostRef {
        id: card.id.clone(),
        path: card.path.clone(),
        title: card.title.clone(),
        date: card.date,
        source: None,
    }
}

/// The counts of a facet.
#[must_use]
pub fn counts(facets: &FacetCounts, facet: Facet) -> &[Count] {
    match facet {
        Facet::Source => &facets.sources,
        Facet::Tag => &facets.tags,
        Facet::Mention => &facets.mentions,
        Facet::Author => &facets.authors,
    }
}

fn facet_view(catalog: &Catalog, answer: &Answer, facet: Facet) -> FacetView {
    let choice = answer.reading.filter.choice(facet);
    let counts = counts(&answer.facets, facet);
    let none = (facet == Facet::Source).then_some(answer.facets.without_source);
    let mut values = Vec::new();
    for (slug, state) in
        choice.include.iter().map(|s| (s, State::In)).chain(choice.exclude.iter().map(|s| (s, State::Out)))
    {
        values.push(chosen_value(catalog, facet, slug, state, counts, none));
    }
    for count in counts.iter().take(SHOWN) {
        if choice.state(&count.slug) == State::Off {
            values.push(ValueView {
                slug: count.slug.clone(),
                name: count.name.clone(),
                count: count.count,
                state: State::Off,
            });
        }
    }
    if let Some(count) = none.filter(|count| *count > 0 && choice.state(NONE) == State::Off) {
        values.push(ValueView { slug: NONE.to_owned(), name: String::new(), count, state: State::Off });
    }
    FacetView {
        facet,
        values,
        all: catalog.facet_size(facet),
        most: counts.first().map_or(0, |first| first.count).max(none.unwrap_or(0)),
    }
}

/// A value that is chosen or excluded, by the name the archive has for it, else as it was written.
fn chosen_value(
    catalog: &Catalog,
    facet: Facet,
    slug: &str,
    state: State,
    counts: &[Count],
    none: Option<u32>,
) -> ValueView {
    let label = label(catalog, facet, slug);
    let count = match none.filter(|_| label.slug == NONE) {
        Some(count) => count,
        None => counts.iter().find(|count| count.slug == label.slug).map_or(0, |count| count.count),
    };
    ValueView { slug: label.slug, name: label.name, count, state }
}

fn label(catalog: &Catalog, facet: Facet, slug: &str) -> Label {
    if facet == Facet::Source && fold(slug) == NONE {
        return Label { slug: NONE.to_owned(), name: String::new() };
    }
    catalog
        .label(facet, slug)
        .cloned()
        .unwrap_or_else(|| Label { slug: slug.to_owned(), name: slug.to_owned() })
}

/// What is chosen, in the order of the address.
fn chosen(catalog: &Catalog, filter: &Filter) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    if !filter.q.trim().is_empty() {
        chosen.push(Chosen::Words(filter.q.trim().to_owned()));
    }
    for facet in Facet::ALL {
        let choice = filter.choice(facet);
        let value = |slug: &String, state| Chosen::Value(facet, label(catalog, facet, slug), state);
        chosen.extend(choice.include.iter().map(|slug| value(slug, State::In)));
        chosen.extend(choice.exclude.iter().map(|slug| value(slug, State::Out)));
    }
    if filter.from.is_some() || filter.to.is_some() {
        chosen.push(Chosen::Period);
    }
    chosen
}

/// A filter without one of the things chosen in it, from its first page.
#[must_use]
pub fn without(filter: &Filter, chosen: &Chosen) -> Filter {
    match chosen {
        Chosen::Words(_) => Filter { q: String::new(), page: 1, ..filter.clone() },
        Chosen::Value(facet, label, _) => filter.toggled(*facet, &label.slug, State::Off),
        Chosen::Period => filter.between(None, None),
    }
}

/// A filter with nothing chosen: order, number on a page and language stay.
#[must_use]
pub fn cleared(filter: &Filter) -> Filter {
    Filter { sort: filter.sort, per_page: filter.per_page, lang: filter.lang, ..Filter::default() }
}

/// The words of a filter alone.
#[must_use]
pub fn words_only(filter: &Filter) -> Filter {
    Filter { q: filter.q.clone(), ..cleared(filter) }
}

/// Which single thing to drop, and how many posts that gives.
fn escapes(catalog: &Catalog, filter: &Filter, chosen: &[Chosen]) -> Vec<Escape> {
    if chosen.len() < 2 {
        return Vec::new();
    }
    let total = |filter: &Filter| catalog.answer(filter).total;
    let mut escapes: Vec<Escape> = chosen
        .iter()
        .map(|one| Escape { without: Some(one.clone()), total: total(&without(filter, one)) })
        .filter(|escape| escape.total > 0)
        .collect();
    domain::order::sort_by(&mut escapes, |one, other| other.total.cmp(&one.total));
    let more_than_words = chosen.len() > 2 && !filter.q.trim().is_empty();
    let words = if more_than_words { total(&words_only(filter)) } else { 0 };
    if words > 0 {
        escapes.push(Escape { without: None, total: words });
    }
    escapes
}

/// The pages' numbers that a list links to: the first, the last, and those around this one; None is a gap.
#[must_use]
pub fn page_numbers(page: u32, last: u32) -> Vec<Option<u32>> {
    let mut numbers = Vec::new();
    for number in 1..=last {
        let near = number.abs_diff(page) <= 1 || number == 1 || number == last;
        match (near, numbers.last()) {
            (true, _) => numbers.push(Some(number)),
            (false, Some(Some(_))) => numbers.push(None),
            _ => {}
        }
    }
    numbers
}

/// How many pages a list has; at least one.
#[must_use]
pub fn last_page(total: u32, per_page: u32) -> u32 {
    total.div_ceil(per_page.max(1)).max(1)
}

/// The page of a list that comes after all that is shown of it. None after the last.
#[must_use]
pub fn next_page(list: &ListView) -> Option<u32> {
    let per_page = list.reading.filter.per_page.max(1);
    let shown = u32::try_from(list.cards.len()).unwrap_or(u32::MAX).div_ceil(per_page).max(1);
    let next = list.asked.page.saturating_add(shown);
    (next <= last_page(list.total, per_page)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropping_one_thing_leaves_the_rest_from_its_first_page() {
        let filter = Filter::parse("q=mixité&tag=logement&tag=-congres&from=2018&page=3").unwrap_or_default();
        let tag =
            |slug: &str| Chosen::Value(Facet::Tag, Label { slug: slug.into(), name: slug.into() }, State::In);
        for (dropped, query) in [
            (Chosen::Words("mixité".into()), "tag=logement&tag=-congres&from=2018"),
            (tag("logement"), "q=mixit%C3%A9&tag=-congres&from=2018"),
            (tag("congres"), "q=mixit%C3%A9&tag=logement&from=2018"),
            (Chosen::Period, "q=mixit%C3%A9&tag=logement&tag=-congres"),
        ] {
            assert_eq!(without(&filter, &dropped).to_query(), query);
        }
        assert_eq!(cleared(&filter), Filter::default());
        assert_eq!(words_only(&filter).to_query(), "q=mixit%C3%A9");
    }

    #[test]
    fn pages_far_away_are_a_gap() {
        let shown = |page, last| {
            page_numbers(page, last)
                .iter()
                .map(|n| n.map_or("…".to_owned(), |n| n.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(shown(1, 1), "1");
        assert_eq!(shown(1, 5), "1 2 … 5");
        assert_eq!(shown(3, 5), "1 2 3 4 5");
        assert_eq!(shown(6, 12), "1 … 5 6 7 … 12");
        assert_eq!(last_page(0, 20), 1);
        assert_eq!(last_page(41, 20), 3);
    }
}
