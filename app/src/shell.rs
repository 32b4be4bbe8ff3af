//! The document around every page, and the one place where a page's data is awaited.

use crate::api::wire::{Screen, View};
use crate::api::{self, ApiError};
use crate::components::{PageFooter, PageHeader};
use crate::head::Head;
use crate::pages::Content;
use crate::state::Reader;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
#[cfg(feature = "ssr")]
use leptos_meta::{HashedStylesheet, MetaTags};
use leptos_router::components::Router;
use leptos_router::hooks::use_location;

/// In context where the owner chose an accent colour: the server has a style sheet of it, `/-/theme.css`.
#[derive(Clone, Copy, Debug)]
pub struct OwnAccent;

/// The whole document, as the server sends it.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script src="/theme.js"></script>
                <script src="/reading.js" defer=""></script>
                <link
                    rel="preload"
                    href="/fonts/source-serif-4-latin.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin=""
                />
                <HashedStylesheet id="style" options=options.clone() />
                {use_context::<OwnAccent>().map(|_| view! { <link rel="stylesheet" href="/-/theme.css" /> })}
                <AutoReload options=options.clone() />
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
                {crate::enhanced::enhanced()}
            </body>
        </html>
    }
}

/// The application: what lies inside `body`, hydrated in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Load />
        </Router>
    }
}

/// Awaits what the address shows, once: from then on the reader's signals say what is shown.
#[component]
fn Load() -> impl IntoView {
    let location = use_location();
    let screen = Resource::new_blocking(
        || (),
        move |()| {
            let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
            api::view(path, query)
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match screen.await {
                    Ok(screen) => frame(screen).into_any(),
                    Err(error) => unavailable(&error).into_any(),
                }
            })}
        </Suspense>
    }
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

/// The page could not even be asked for. Nothing of the archive is known here, not even its language.
fn unavailable(error: &ApiError) -> impl IntoView {
    api::announce(&View::Failure(String::new()));
    view! {
        <main id="content" class="notice">
            <h1>"Relire"</h1>
            <p>{error.to_string()}</p>
        </main>
    }
}
