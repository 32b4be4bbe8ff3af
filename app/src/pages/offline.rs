//! How to keep the archive in the browser: said here, done by `/offline.js` and the service worker. Only the server
//! renders it, and it is not hydrated.

use crate::i18n::OfflineText;
use crate::state::{Reader, Ui};
use leptos::prelude::*;

/// What is kept without asking, what the whole archive weighs, how it is kept and removed.
pub fn page(reader: Reader) -> AnyView {
    let Ui { text, .. } = reader.ui;
    let own = OfflineText::of(text.lang);
    let said: serde_json::Map<String, serde_json::Value> =
        own.said.iter().map(|(name, words)| ((*name).to_owned(), (*words).into())).collect();
    let said = serde_json::Value::Object(said).to_string();
    let size = |part: &'static str, head: &'static str, count: &'static str, help: &'static str| {
        view! {
            <div>
                <dt>{head} <span class="under"><span data-part=count></span> " " {help}</span></dt>
                <dd data-part=part></dd>
            </div>
        }
    };
    view! {
        <main id="content" class="notice keeping" tabindex="-1">
            <h1>{text.read_offline}</h1>
            <p>{own.read}</p>
            <h2 id="whole">{own.whole}</h2>
            <p>{own.whole_help}</p>
            <noscript><p>{own.needs_script}</p></noscript>
            <section id="keeping" aria-labelledby="whole" data-words=said hidden>
                <div data-part="sizes" hidden>
                    <dl class="sizes">
                        {size("catalog", own.catalog, "", own.catalog_help)}
                        {size("texts", own.texts, "posts", own.texts_help)}
                        {size("picture-size", own.pictures, "picture-count", own.pictures_help)}
                    </dl>
                    <label class="choice" data-part="choice">
                        <input type="checkbox" data-part="pictures" />
                        {own.with_pictures}
                    </label>
                    <p class="under"><span data-part="sum"></span> " " <span data-part="room"></span></p>
                </div>
                <progress data-part="bar" aria-labelledby="whole" hidden></progress>
                // Not announced: it changes several times a second, and the bar says it.
                <p class="under" data-part="far"></p>
                <p data-part="said" aria-live="polite"></p>
                <p class="doing">
                    <button type="button" class="go" data-part="keep" hidden></button>
                    <button type="button" class="go" data-part="again" hidden>{own.again}</button>
                    <button type="button" class="quiet" data-part="stop" hidden>{own.stop}</button>
                    <button type="button" class="quiet" data-part="remove" hidden>{own.remove}</button>
                </p>
            </section>
            <h2>{own.install}</h2>
            <p>{own.install_help}</p>
            <h2>{own.where_kept}</h2>
            <p>{own.where_kept_text}</p>
            <div data-part="leaving" hidden>
                <p>{own.nothing_help}</p>
                <p class="doing">
                    <button type="button" class="quiet" data-part="nothing">{own.nothing}</button>
                </p>
            </div>
            <script src="/offline.js" defer=""></script>
        </main>
    }
    .into_any()
}
