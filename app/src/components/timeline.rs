//! The archive at a glance: a bar a month, and the period that is chosen; as one goes in, the months of a year and the
//! days of a month.
//!
//! Bars and years are links, so that it works without JavaScript. Dragging, handles and arrow keys are the hands of
//! `public/timeline.js`, which follows these links; what is drawn comes from the filter alone.

use crate::state::{Axis, Bar, Scale, Ui, use_reader};
use domain::PartialDate;
use leptos::prelude::*;

/// The timeline.
#[component]
pub fn Timeline() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let words = text.listing();
    let scale = Memo::new(move |before: Option<&Scale>| {
        reader.list.with(|list| {
            let filter = &list.reading.filter;
            let asked = Scale::of((filter.from, filter.to), &list.all_months);
            // Whoever stretches a period stays where the bars are that it is stretched over.
            let held = before.filter(|before| before.holds(asked) && is_held(reader.live.get_untracked()));
            let has_days = |scale: &Scale| !matches!(scale, Scale::Month(_)) || *scale == asked;
            held.copied().filter(has_days).unwrap_or(asked)
        })
    });
    let axis = Memo::new(move |_| {
        reader.list.with(|list| Axis::new(scale.get(), &list.all_months, &list.months, &list.days))
    });
    let span = Memo::new(move |_| {
        reader.list.with(|list| {
            let filter = &list.reading.filter;
            axis.with(|axis| axis.span(filter.from, filter.to))
        })
    });
    let filtering = Memo::new(move |_| reader.list.with(|list| list.reading.filter.is_filtering()));
    let all = move || axis.with(|axis| axis.outline(|bar| bar.all));
    let ink = move || axis.with(|axis| matching(axis, filtering.get(), span.get()));
    let place = move || span.get().map_or((0, 0), Axis::place);
    let handle = |edge: &'static str, name: &'static str| {
        view! {
            <span
                class="handle needs-js"
                role="slider"
                tabindex="0"
                data-edge=edge
                aria-label=name
                aria-valuemin="0"
                aria-valuemax="0"
                aria-valuenow="0"
            ></span>
        }
    };
    view! {
        <div
            class="timeline"
            class:near=move || scale.get() != Scale::Whole
            class:by-month=move || scale.get() == Scale::Whole && axis.with(Axis::is_by_month)
            role="group"
            aria-label=text.timeline
            aria-describedby="timeline-help"
        >
            {move || way_out(reader.ui, scale.get())}
            <svg class="bars" viewBox=move || axis.with(Axis::view_box) preserveAspectRatio="none" aria-hidden="true">
                <rect
                    class="span"
                    x=move || place().0.to_string()
                    y="0"
                    width=move || place().1.to_string()
                    height="48"
                ></rect>
                <path class="all" d=all></path>
                <path class="ink" d=ink></path>
            </svg>
            <Bars scale axis span />
            {handle("from", words.first_handle)}
            {handle("to", words.last_handle)}
            <p id="timeline-help" class="vh">{text.timeline_help}</p>
            <Table scale axis />
        </div>
    }
    .into_any()
}

/// Whether `public/timeline.js` wants the same bars to stay.
fn is_held(live: bool) -> bool {
    live && document().document_element().is_some_and(|root| root.has_attribute("data-hold"))
}

/// The part that matches, in ink: nothing where nothing is chosen.
fn matching(axis: &Axis, filtering: bool, span: Option<(usize, usize)>) -> String {
    if !filtering && span.is_none() {
        return String::new();
    }
    let Some((first, last)) = span else { return axis.outline(|bar| bar.matching) };
    let inside = |bar: &Bar| axis.bars.iter().skip(first).take(last + 1 - first).any(|b| b.date == bar.date);
    axis.outline(|bar| if inside(bar) { bar.matching } else { 0 })
}

/// Where one is, and the way out: the whole archive, the year, the month, each a link unless it is what is chosen.
fn way_out(ui: Ui, scale: Scale) -> Option<AnyView> {
    let Ui { text, links } = ui;
    let here = scale.date()?;
    let filter = use_reader().filter_now();
    let step = |date: Option<PartialDate>| {
        let name = date.map_or(text.whole_archive.to_owned(), |date| text.date(date));
        if date.is_some() && (filter.from, filter.to) == (date, date) {
            return view! { <li aria-current="true">{name}</li> }.into_any();
        }
        view! { <li><a href=links.archive(&filter.between(date, date))>{name}</a></li> }.into_any()
    };
    let year = match scale {
        Scale::Month(month) => Some(step(Some(PartialDate::Year(month.year)))),
        Scale::Whole | Scale::Year(_) => None,
    };
    let view = view! {
        <nav class="way" aria-label=text.listing().shown>
            <ul>{step(None)} {year} {step(Some(here))}</ul>
        </nav>
    };
    Some(view.into_any())
}

/// The links over the bars, and what they stand for under them. One of them is in the tab order, and one of the years.
///
/// On a phone a year is as much as a finger can hit: its link lies over its months then (`style/instrument.css`).
#[component]
fn Bars(scale: Memo<Scale>, axis: Memo<Axis>, span: Memo<Option<(usize, usize)>>) -> impl IntoView {
    let reader = use_reader();
    let Ui { text, links } = reader.ui;
    // The bars stay as long as the same time is shown: what changes is said by their attributes, so that the focus
    // stays where it is.
    let dates = Memo::new(move |_| {
        axis.with(|axis| axis.bars.iter().map(|bar| bar.date).enumerate().collect::<Vec<_>>())
    });
    let filter = Memo::new(move |_| reader.filter_now());
    let href = move |date: PartialDate| {
        move || filter.with(|filter| links.archive(&filter.between(Some(date), Some(date))))
    };
    let bar = move |(index, date): (usize, PartialDate)| {
        let matching =
            Memo::new(move |_| axis.with(|axis| axis.bars.get(index).map_or(0, |bar| bar.matching)));
        let name = move || text.bar(date, matching.get());
        let chosen = move || span.get().is_some_and(|(first, last)| (first..=last).contains(&index));
        let tabindex = if index == 0 { "0" } else { "-1" };
        let first = date.first();
        let tick = match (scale.get_untracked(), date) {
            (Scale::Whole, _) if first.month == 1 => view! {
                <a
                    class=if first.year % 2 == 0 { "year even" } else { "year" }
                    href=href(PartialDate::Year(first.year))
                    tabindex=tabindex
                    draggable="false"
                >
                    <span>{first.year.to_string()}</span>
                </a>
            }
            .into_any(),
            (Scale::Whole, _) => ().into_any(),
            (Scale::Year(_), _) => {
                view! { <span class="tick even" aria-hidden="true">{text.month_short(first.month)}</span> }
                    .into_any()
            }
            (Scale::Month(_), _) => {
                // Where there is little room only these are shown.
                let class = if first.day % 5 == 1 && first.day < 30 { "tick even" } else { "tick" };
                view! { <span class=class aria-hidden="true">{first.day.to_string()}</span> }.into_any()
            }
        };
        view! {
            <li>
                <a
                    class="bar"
                    href=href(date)
                    aria-label=name
                    title=name
                    aria-current=move || chosen().then_some("true")
                    tabindex=tabindex
                    draggable="false"
                ></a>
                {tick}
            </li>
        }
    };
    view! {
        <ol>
            <For each=move || dates.get() key=|(index, date)| (*index, *date) children=bar />
        </ol>
    }
}

/// The same in numbers, for who cannot see the bars.
#[component]
fn Table(scale: Memo<Scale>, axis: Memo<Axis>) -> impl IntoView {
    let text = use_reader().ui.text;
    let rows = move || {
        axis.with(|axis| axis.rows(scale.get()))
            .into_iter()
            .map(|row| {
                view! {
                    <tr>
                        <th scope="row">{text.date(row.date)}</th>
                        <td>{text.number(row.all)}</td>
                        <td>{text.number(row.matching)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="vh">
            <table>
                <caption>{text.timeline}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.month}</th>
                        <th scope="col">{text.whole_archive}</th>
                        <th scope="col">{text.filtered}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
