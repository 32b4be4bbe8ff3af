//! The document around every page.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::Router;

/// In context where the owner chose an accent colour: the server has a style sheet of it, `/-/theme.css`.
#[derive(Clone, Copy, Debug)]
pub struct OwnAccent;

/// The whole document, as the server sends it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <script src="/theme.js"></script>
                <AutoReload options=options.clone() />
                <HashedStylesheet id="style" options=options.clone() />
                {use_context::<OwnAccent>().map(|_| view! { <link rel="stylesheet" href="/-/theme.css" /> })}
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
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
            <main id="content"></main>
        </Router>
    }
}
