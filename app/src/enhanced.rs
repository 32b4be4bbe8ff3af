//! What `public/reading.js` opens and speaks through: the keys, the viewer of pictures, a voice. It stands in the
//! document beside the application and never changes, so that it weighs nothing there.

use crate::i18n::Text;
use crate::routes::asked_language;
use archive::Archive;
use axum::http::request::Parts;
use catalog::UiLang;
use leptos::prelude::*;

/// The dialogs, closed, and the place where the script says what it did.
pub(crate) fn enhanced() -> impl IntoView {
    let text = Text::of(language());
    let words = text.reading();
    let keys: Vec<_> = words
        .key_list
        .iter()
        .map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> })
        .collect();
    view! {
        <dialog id="keys" aria-labelledby="shortcuts" autofocus="">
            <h2 id="shortcuts">{words.keys}</h2>
            <dl>{keys}</dl>
            <label><input type="checkbox" data-keys="" checked="" />{words.keys_on}</label>
            <button type="button" data-close="" class="go">{text.close}</button>
        </dialog>
        <dialog id="viewer" aria-label=words.picture>
            <p></p>
            <button type="button" data-step="-1" aria-label=text.previous>"←"</button>
            <button type="button" data-step="1" aria-label=text.next>"→"</button>
            <button type="button" data-close="" aria-label=text.close>"×"</button>
        </dialog>
        <div
            id="voice"
            aria-live="polite"
            data-address=words.address_copied
            data-citation=words.citation_copied
        ></div>
    }
}

/// As the application finds it: what the address asks for, else the archive's own.
fn language() -> UiLang {
    let asked =
        use_context::<Parts>().and_then(|parts| asked_language(parts.uri.query().unwrap_or_default()));
    asked.or_else(|| use_context::<Archive>().map(|archive| archive.site().lang)).unwrap_or(UiLang::Fr)
}
