//! The document around every page, and the application in it.

use crate::api;
use crate::api::sent::SENT;
use crate::api::wire::Screen;
use crate::components::{PageFooter, PageHeader};
use crate::head::Head;
use crate::pages::Content;
use crate::state::Reader;
use leptos::prelude::*;
use leptos_router::components::Router;

/// In context where the owner chose an accent colour: the server has a style sheet of it, `/-/theme.css`.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug)]
pub struct OwnAccent;

/// The whole document, as the server sends it, of what [`api::screen`] found.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions, screen: Screen) -> impl IntoView {
    use crate::api::wire::View;
    use crate::i18n::Text;
    use crate::installable::Installable;
    use crate::package::{Application, StyleSheet};
    use crate::routes::asked_language;
    use leptos_meta::MetaTags;
    // A page that the server alone renders stays as it is: a plain script operates it, no application takes it over.
    let text = Text::of(asked_language(&screen.query).unwrap_or(screen.site.lang));
    let is_alive = !matches!(screen.view, View::Trends(_) | View::Offline);
    let sent = is_alive.then(|| api::sent::write(&screen));
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script src="/theme.js"></script>
                <script src="/reading.js" defer=""></script>
                <script src="/timeline.js" defer=""></script>
                <script src="/onward.js" defer=""></script>
                <script src="/shelf.js" defer=""></script>
                <link
                    rel="preload"
                    href="/fonts/relire-serif.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin=""
                />
                <StyleSheet options=options.clone() />
                {is_alive.then(|| view! { <Application options=options.clone() /> })}
                {use_context::<OwnAccent>().map(|_| view! { <link rel="stylesheet" href="/-/theme.css" /> })}
                <AutoReload options=options />
                <Installable />
                <MetaTags />
            </head>
            <body>
                <App screen />
                // Data, which no browser runs.
                {sent.map(|sent| view! { <script id=SENT type="text/plain" inner_html=sent></script> })}
                {crate::enhanced::enhanced(text)}
            </body>
        </html>
    }
}

/// The application: what lies inside `body`, hydrated in the browser. Nothing is awaited: the server found what the
/// address shows before it began to write, and the browser finds it in the page.
#[component]
pub fn App(
    /// What is shown at first.
    screen: Screen,
) -> impl IntoView {
    view! { <Router>{frame(screen)}</Router> }
}

fn frame(screen: Screen) -> impl IntoView {
    api::announce(&screen.view);
    Reader::provide(screen);
    view! {
        <Head />
        <PageHeader />
        <Content />
        <PageFooter />
    }
}

/// Takes over the page that the server sent. A page of another version stays as it is: its links and forms work.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    let sent = document().get_element_by_id(SENT).and_then(|element| element.text_content());
    if let Some(screen) = sent.and_then(|text| api::sent::read(&text)) {
        leptos::mount::hydrate_body(|| view! { <App screen /> });
    }
}
