//! The archive at a glance: a bar a month, and the period that is chosen.

use crate::state::{Axis, Bar, History, Ui, is_plain_click, use_reader};
use domain::PartialDate;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Ol;
use leptos::prelude::*;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

/// The timeline. Its bars are links, so that it works without JavaScript; with it, arrows and dragging choose a period.
#[component]
pub fn Timeline() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let axis = Memo::new(move |_| reader.list.with(|list| Axis::new(&list.all_months, &list.months)));
    let period = Memo::new(move |_| {
        let filter = reader.filter_now();
        (filter.from, filter.to)
    });
    let chosen = Memo::new(move |_| axis.with(|axis| axis.span(period.get().0, period.get().1)));
    // What is being dragged or extended, before it is chosen.
    let drag = RwSignal::new(None::<(usize, usize)>);
    let span = Memo::new(move |_| drag.get().map(|(a, b)| (a.min(b), a.max(b))).or(chosen.get()));
    let filtering = Memo::new(move |_| reader.list.with(|list| list.reading.filter.is_filtering()));
    let all = move || axis.with(|axis| axis.outline(|bar| bar.all));
    let ink = move || axis.with(|axis| matching(axis, filtering.get(), span.get()));
    let tint = move || {
        span.get().map(|span| {
            let (x, width) = Axis::place(span);
            view! { <rect class="span" x=x.to_string() y="0" width=width.to_string() height="48"></rect> }
        })
    };
    view! {
        <div class="timeline" role="group" aria-label=text.timeline aria-describedby="timeline-help">
            <svg class="bars" viewBox=move || axis.with(Axis::view_box) preserveAspectRatio="none" aria-hidden="true">
                {tint}
                <path class="all" d=all></path>
                <path class="ink" d=ink></path>
            </svg>
            <Bars axis span drag />
            <p id="timeline-help" class="vh">{text.timeline_help}</p>
            <Table axis />
        </div>
    }
    .into_any()
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

/// The links over the bars, and the years under them. One of them is in the tab order; arrows move between them.
#[component]
fn Bars(
    axis: Memo<Axis>,
    span: Memo<Option<(usize, usize)>>,
    drag: RwSignal<Option<(usize, usize)>>,
) -> impl IntoView {
    let reader = use_reader();
    let Ui { text, links } = reader.ui;
    let list = NodeRef::<Ol>::new();
    let at = RwSignal::new(None::<usize>);
    let last = move || axis.with(|axis| axis.bars.len().saturating_sub(1));
    let here = Memo::new(move |_| {
        at.get().unwrap_or_else(|| span.get().map_or_else(last, |(first, _)| first)).min(last())
    });
    let choose = move |one: usize, other: usize, history: History| {
        if let Some((from, to)) = axis.with_untracked(|axis| axis.between(one, other)) {
            reader.choose(&reader.filter().between(Some(from), Some(to)), history);
        }
    };
    let anchor = StoredValue::new(None::<usize>);
    let pressed = StoredValue::new(None::<usize>);
    let key = move |event: KeyboardEvent| {
        let from = here.get_untracked();
        let year = 12.min(last());
        let to = match event.key().as_str() {
            "ArrowLeft" => from.saturating_sub(1),
            "ArrowRight" => (from + 1).min(last()),
            "PageUp" => from.saturating_sub(year),
            "PageDown" => (from + year).min(last()),
            "Home" => 0,
            "End" => last(),
            " " => {
                event.prevent_default();
                return choose(from, from, History::Push);
            }
            _ => return,
        };
        event.prevent_default();
        if event.shift_key() {
            let start = anchor.get_value().unwrap_or(from);
            // The first step is a choice, those that follow are one with it.
            let history = if anchor.get_value().is_some() { History::Replace } else { History::Push };
            anchor.set_value(Some(start));
            choose(start, to, history);
        } else {
            anchor.set_value(None);
        }
        at.set(Some(to));
        focus_bar(list, to);
    };
    let click = move |event: MouseEvent, index: usize| {
        if is_plain_click(&event) {
            event.prevent_default();
            event.stop_propagation();
            at.set(Some(index));
            choose(index, index, History::Push);
        }
    };
    let release = move |_| {
        pressed.set_value(None);
        if let Some((one, other)) = drag.get_untracked() {
            drag.set(None);
            choose(one, other, History::Push);
        }
    };
    // The bars stay as long as the archive has the same months: what changes is said by their attributes, so that the
    // focus stays where it is.
    let dates = Memo::new(move |_| {
        axis.with(|axis| {
            axis.bars.iter().enumerate().map(|(index, bar)| (index, bar.date, bar.begins)).collect::<Vec<_>>()
        })
    });
    let filter = Memo::new(move |_| reader.filter_now());
    let href = move |date: PartialDate| {
        move || filter.with(|filter| links.archive(&filter.between(Some(date), Some(date))))
    };
    let bar = move |(index, date, begins): (usize, PartialDate, Option<i16>)| {
        let matching =
            Memo::new(move |_| axis.with(|axis| axis.bars.get(index).map_or(0, |bar| bar.matching)));
        let name = move || match date {
            PartialDate::Month(month) => text.bar(month, matching.get()),
            other => format!("{other} · {}", text.articles(matching.get())),
        };
        let chosen = move || span.get().is_some_and(|(first, last)| (first..=last).contains(&index));
        let year = begins.map(|year| {
            let date = PartialDate::Year(year);
            let click = move |event: MouseEvent| {
                if is_plain_click(&event) {
                    event.prevent_default();
                    event.stop_propagation();
                    reader.choose(&reader.filter().between(Some(date), Some(date)), History::Push);
                }
            };
            let every_second = if year % 2 == 0 { "year even" } else { "year" };
            view! { <a class=every_second href=href(date) tabindex="-1" draggable="false" on:click=click>{year.to_string()}</a> }
        });
        view! {
            <li>
                <a
                    class="bar"
                    href=href(date)
                    aria-label=name
                    title=name
                    aria-current=move || chosen().then_some("true")
                    tabindex=move || if here.get() == index { "0" } else { "-1" }
                    draggable="false"
                    on:click=move |event| click(event, index)
                    on:pointerdown=move |_| pressed.set_value(Some(index))
                    on:pointerenter=move |_| {
                        if let Some(start) = pressed.get_value().filter(|start| *start != index) {
                            drag.set(Some((start, index)));
                        }
                    }
                ></a>
                {year}
            </li>
        }
    };
    view! {
        <ol node_ref=list on:keydown=key on:pointerup=release on:pointerleave=release>
            <For each=move || dates.get() key=|(index, date, _)| (*index, *date) children=bar />
        </ol>
    }
}

fn focus_bar(list: NodeRef<Ol>, index: usize) {
    let Some(list) = list.get_untracked() else { return };
    let Ok(index) = u32::try_from(index) else { return };
    let bar = list.query_selector_all(".bar").ok().and_then(|bars| bars.get(index));
    if let Some(bar) = bar.and_then(|bar| bar.dyn_into::<HtmlElement>().ok()) {
        _ = bar.focus();
    }
}

/// The same in numbers, for who cannot see the bars.
#[component]
fn Table(axis: Memo<Axis>) -> impl IntoView {
    let text = use_reader().ui.text;
    let rows = move || {
        axis.with(Axis::years)
            .into_iter()
            .map(|(year, all, matching)| {
                view! {
                    <tr>
                        <th scope="row">{year.to_string()}</th>
                        <td>{text.number(all)}</td>
                        <td>{text.number(matching)}</td>
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
