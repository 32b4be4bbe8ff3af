//! What a browser installs the archive by, and what has it kept to be read offline: the same on every page.

use leptos::prelude::*;

/// In context where readers may keep the archive in their browser.
#[derive(Clone, Copy, Debug)]
pub struct KeptOffline;

/// Elements of the head, and the script that speaks with the service worker.
#[component]
pub fn Installable() -> impl IntoView {
    // The paper of each theme, as in style/tokens.css.
    let paper = |colour: &'static str, media: &'static str| {
        view! { <meta name="theme-color" content=colour /> }.add_any_attr(leptos::attr::media(media))
    };
    view! {
        {paper("#fdfdfc", "(prefers-color-scheme: light)")}
        {paper("#131419", "(prefers-color-scheme: dark)")}
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="apple-touch-icon" href="/icons/relire-180.png" />
        {use_context::<KeptOffline>().map(|_| view! { <script src="/visit.js" defer=""></script> })}
    }
}
