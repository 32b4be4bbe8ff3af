//! Structured data.

use leptos::prelude::*;

/// JSON-LD: data that the browser does not run, so the content policy lets it stand.
#[component]
pub fn Structured(
    /// The document.
    json: String,
) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=json></script> }
}
