//! Links out of a post, each with its copy as it was on the day of the post. A copy is a link like another: nothing is
//! asked of anybody until the reader follows it.

use crate::state::Ui;
use domain::{Card, Day, LinkStatus, OutboundLink};
use leptos::prelude::*;

/// Who keeps copies of the web by day.
const COPIES: &str = "https://web.archive.org/web/";

/// The button that leads to the original, and its copy.
pub fn original(Ui { text, .. }: Ui, card: &Card, status: LinkStatus) -> Option<AnyView> {
    let url = card.continue_url.as_ref()?;
    let words = text.reading();
    let named = host(url).map_or_else(|| text.continue_reading.to_owned(), |host| text.continue_on(host));
    let is_dead = status == LinkStatus::Dead;
    let day = card.date.map(domain::Moment::day);
    let copy = day.and_then(|day| copy(url, day)).map(|href| {
        let named = day.map(|day| text.copy_of(day));
        view! { " " <a href=href rel="external">{named}</a> }
    });
    let dead = is_dead.then_some(words.dead_original);
    let below = (is_dead || copy.is_some()).then(|| view! { <p class="copy">{dead} {copy}</p> });
    Some(
        view! {
            <p class="original">
                <a class="go" href=url.clone() rel="external">{named} " " <span aria-hidden="true">"↗"</span></a>
            </p>
            {below}
        }
        .into_any(),
    )
}

/// The links of a post. None where there are none; open where one is dead.
pub fn outbound(Ui { text, .. }: Ui, day: Option<Day>, links: &[OutboundLink]) -> Option<AnyView> {
    let words = text.reading();
    let count = u32::try_from(links.len()).unwrap_or(u32::MAX);
    let is_any_dead = links.iter().any(|link| link.status == LinkStatus::Dead);
    let items: Vec<_> = links
        .iter()
        .map(|link| {
            let host = host(&link.url).unwrap_or_default().to_owned();
            // A link whose words are its address says it once.
            let named = Some(link.text.trim()).filter(|text| !text.is_empty() && !text.contains("://"));
            let named = named.map_or_else(|| host.clone(), str::to_owned);
            let copy = day.and_then(|day| copy(&link.url, day)).map(|href| {
                let of = day.map(|day| text.copy_of(day));
                view! { " · " <a href=href rel="external">{of}</a> }
            });
            let dead =
                (link.status == LinkStatus::Dead).then(|| view! { " · " <strong>{words.dead}</strong> });
            view! {
                <li>
                    <a href=link.url.clone() rel="external">{named}</a>
                    <span class="under">{host} {dead} {copy}</span>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <details class="outbound" open=is_any_dead>
                <summary>{words.links} " " <span class="how-many">{text.number(count)}</span></summary>
                <ul>{items}</ul>
            </details>
        }
        .into_any()
    })
}

/// Where the copy of an address is that was kept nearest to a day. None for what is no address of the web, and for
/// what is a copy already.
fn copy(url: &str, day: Day) -> Option<String> {
    let is_web = url.starts_with("http://") || url.starts_with("https://");
    let is_copy = host(url) == Some("web.archive.org");
    (is_web && !is_copy).then(|| format!("{COPIES}{:04}{:02}{:02}/{url}", day.year, day.month, day.day))
}

/// The host of an address, without `www.`
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_names_the_host() {
        for (url, named) in [
            ("https://www.coop-hlm.fr/a?b", Some("coop-hlm.fr")),
            ("http://user@host.example:8080/", Some("host.example")),
            ("/2018/07/", None),
            ("mailto:a@b.example", None),
        ] {
            assert_eq!(host(url), named, "{url}");
        }
    }

    #[test]
    fn a_copy_is_of_the_day_of_the_post() {
        let day = Day { year: 2018, month: 7, day: 3 };
        for (url, kept) in [
            (
                "https://a.example/x?y=1#z",
                Some("https://web.archive.org/web/20180703/https://a.example/x?y=1#z"),
            ),
            ("https://web.archive.org/web/2016/https://a.example/", None),
            ("/2018/07/x/", None),
            ("mailto:a@b.example", None),
        ] {
            assert_eq!(copy(url, day).as_deref(), kept, "{url}");
        }
    }
    #[cfg(feature = "ssr")]
    mod shown {
        use super::*;
        use crate::cite::tests::card;
        use crate::i18n::Text;
        use crate::routes::Links;
        use catalog::UiLang;

        const UI: fn() -> Ui = || Ui { text: Text::of(UiLang::Fr), links: Links::default() };
        const DAY: Day = Day { year: 2018, month: 7, day: 3 };

        fn link(url: &str, text: &str, status: LinkStatus) -> OutboundLink {
            OutboundLink { url: url.into(), text: text.into(), status }
        }

        #[test]
        fn a_dead_link_is_marked_where_the_data_says_so() {
            let dead = link("https://mort.example/a", "L’étude", LinkStatus::Dead);
            let others = [LinkStatus::Ok, LinkStatus::Moved, LinkStatus::Unknown];
            let alive =
                others.map(|status| link("https://www.vif.example/", "https://www.vif.example/", status));
            // Marks of erased views aside.
            let html = |links: &[OutboundLink]| {
                outbound(UI(), Some(DAY), links).unwrap().to_html().replace("<!>", "")
            };
            let quiet = html(&alive);
            assert!(!quiet.contains("ne répond plus") && !quiet.contains(" open"), "{quiet}");
            assert!(quiet.contains(">vif.example</a>") && !quiet.contains(">https://"), "{quiet}");
            let marked = html(&[alive[0].clone(), dead]);
            assert_eq!(marked.matches("ne répond plus").count(), 1, "{marked}");
            assert!(marked.contains("<details") && marked.contains(" open"), "{marked}");
            assert!(
                marked.contains("https://web.archive.org/web/20180703/https://mort.example/a"),
                "{marked}"
            );
            assert!(outbound(UI(), Some(DAY), &[]).is_none());
            assert!(!outbound(UI(), None, &alive).unwrap().to_html().contains("web.archive.org"));
        }

        #[test]
        fn a_dead_original_says_so_and_offers_its_copy() {
            let card =
                Card { continue_url: Some("https://www.mort.example/a".into()), ..card("x", &[], None) };
            let html = |status| original(UI(), &card, status).unwrap().to_html();
            let (alive, dead) = (html(LinkStatus::Unknown), html(LinkStatus::Dead));
            for shown in [&alive, &dead] {
                assert!(shown.contains("Lire la suite sur mort.example"), "{shown}");
                assert!(shown.contains("web/20180703/https://www.mort.example/a"), "{shown}");
            }
            assert!(dead.contains("Le lien d’origine ne répond plus.") && !alive.contains("ne répond plus"));
            let undated = Card { date: None, ..card.clone() };
            let plain = original(UI(), &undated, LinkStatus::Unknown).unwrap().to_html();
            assert!(!plain.contains("web.archive.org"), "{plain}");
            assert!(original(UI(), &Card { continue_url: None, ..card.clone() }, LinkStatus::Dead).is_none());
        }
    }
}
