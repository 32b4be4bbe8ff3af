//! The page: the questions in a form, the drawing, and the same in a table whose numbers lead to their posts.

use super::chart::{chart, sign};
use super::{MOST, TrendsView};
use crate::routes::TRENDS;
use crate::state::{Reader, Ui};
use catalog::Filter;
use domain::PartialDate;
use leptos::prelude::*;

/// How often things were spoken of, year by year.
pub(crate) fn page(reader: Reader, view: &TrendsView) -> AnyView {
    let Ui { text, links } = reader.ui;
    let words = text.trends();
    let fields: Vec<_> = (0..MOST)
        .map(|nth| {
            let value = view.curves.get(nth).map(|curve| curve.q.clone());
            view! {
                <label>
                    {sign(nth)}
                    <span class="vh">{text.nth_curve(nth)}</span>
                    <input type="text" name="q" maxlength="200" spellcheck="false" autocomplete="off" value=value placeholder=words.hints[nth] />
                </label>
            }
        })
        .collect();
    let lang = links.lang.map(|lang| view! { <input type="hidden" name="lang" value=lang.code() /> });
    let found = if view.curves.is_empty() || view.years.is_empty() {
        let examples: Vec<_> = view
            .examples
            .iter()
            .map(|q| view! { <li><a href=links.trends(std::slice::from_ref(q))><code>{q.clone()}</code></a></li> })
            .collect();
        view! { <p>{words.help}</p> <ul class="examples">{examples}</ul> }.into_any()
    } else {
        view! {
            <figure>
                {chart(view)}
                <figcaption>{words.caption}</figcaption>
            </figure>
            {table(reader, view)}
        }
        .into_any()
    };
    view! {
        <main id="content" class="trends" tabindex="-1">
            <h1>{words.title}</h1>
            <form method="get" action=TRENDS>
                {fields}
                {lang}
                <button type="submit" class="go">{words.compare}</button>
            </form>
            {found}
        </main>
    }
    .into_any()
}

fn table(reader: Reader, view: &TrendsView) -> AnyView {
    let Ui { text, links } = reader.ui;
    let heads: Vec<_> = view
        .curves
        .iter()
        .enumerate()
        .map(|(nth, curve)| {
            let all = links.archive(&Filter { q: curve.q.clone(), ..Filter::default() });
            view! { <th scope="col">{sign(nth)} <a href=all>{curve.name.clone()}</a></th> }
        })
        .collect();
    let rows: Vec<_> = view
        .years
        .iter()
        .enumerate()
        .map(|(at, (year, all))| {
            let date = Some(PartialDate::Year(*year));
            let cells: Vec<_> = view
                .curves
                .iter()
                .map(|curve| {
                    let count = curve.posts.get(at).copied().unwrap_or(0);
                    let filter = Filter { q: curve.q.clone(), ..Filter::default() }.between(date, date);
                    let share = (count > 0).then(|| view! { <small>{text.share(count, *all)}</small> });
                    let number = if count > 0 {
                        view! { <a href=links.archive(&filter)>{text.number(count)}</a> }.into_any()
                    } else {
                        text.number(0).into_any()
                    };
                    view! { <td>{number} " " {share}</td> }
                })
                .collect();
            view! { <tr><th scope="row">{year.to_string()}</th>{cells}<td>{text.number(*all)}</td></tr> }
        })
        .collect();
    view! {
        <div class="scrolls" tabindex="0" role="region" aria-label=text.trends().table>
            <table>
                <caption class="vh">{text.trends().table}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.trends().year}</th>
                        {heads}
                        <th scope="col">{text.whole_archive}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
