//! What is dated inside a post.

use crate::state::Ui;
use domain::{Event, EventKind, PartialDate};
use leptos::prelude::*;

/// The events and deadlines of a post, in its order. None where there are none.
pub fn agenda(Ui { text, .. }: Ui, events: &[Event]) -> Option<AnyView> {
    let words = text.reading();
    let items: Vec<_> = events
        .iter()
        .map(|event| {
            let is_deadline = event.kind == EventKind::Deadline;
            let deadline = is_deadline.then(|| view! { <span class="under">{words.deadline}</span> });
            let day = PartialDate::Day;
            let when = text.period((Some(day(event.start)), Some(day(event.end.unwrap_or(event.start)))));
            let place = event.place.clone().map(|place| view! { <span class="under">{place}</span> });
            view! {
                <li class:deadline=is_deadline>
                    <time datetime=event.start.to_string()>{when}</time>
                    {deadline}
                    <p>{event.text.clone()}</p>
                    {place}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="dated" aria-labelledby="dated">
                <h2 id="dated">{words.agenda}</h2>
                <ol>{items}</ol>
            </section>
        }
        .into_any()
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::i18n::Text;
    use crate::routes::Links;
    use catalog::UiLang;
    use domain::Day;

    fn shown(lang: UiLang, events: &[Event]) -> Option<String> {
        agenda(Ui { text: Text::of(lang), links: Links::default() }, events).map(|view| {
            // Marks of erased views aside.
            view.to_html().replace("<!>", "")
        })
    }

    fn day(day: i8) -> Day {
        Day { year: 2018, month: 10, day }
    }

    #[test]
    fn what_is_dated_inside_says_when_and_where() {
        let events = [
            Event {
                kind: EventKind::Event,
                start: day(9),
                end: Some(day(11)),
                place: Some("Marseille, Parc Chanot".into()),
                text: "79ᵉ Congrès <HLM>".into(),
            },
            Event {
                kind: EventKind::Deadline,
                start: day(1),
                end: None,
                place: None,
                text: "Candidatures".into(),
            },
        ];
        let html = shown(UiLang::Fr, &events).unwrap();
        for words in [
            "À l’agenda",
            "<time datetime=\"2018-10-09\">9\u{a0}– 11 oct. 2018</time>",
            "79ᵉ Congrès &lt;HLM&gt;",
            "Marseille, Parc Chanot",
            "<time datetime=\"2018-10-01\">1er octobre 2018</time>",
            "Date limite",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert_eq!(html.matches("Date limite").count(), 1);
        assert_eq!(html.matches("class=\"deadline\"").count(), 1, "{html}");
        assert!(shown(UiLang::En, &events).unwrap().contains("9\u{a0}– 11 Oct. 2018"));
    }

    #[test]
    fn a_post_without_dates_has_no_box() {
        assert_eq!(shown(UiLang::Fr, &[]), None);
    }
}
