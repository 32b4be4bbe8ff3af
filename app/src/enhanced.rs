//! What `public/reading.js` and `public/shelf.js` open and speak through: the keys, the viewer of pictures, what is
//! kept, a voice. It stands in the document beside the application and never changes, so that it weighs nothing there.

use crate::i18n::Text;
use leptos::prelude::*;

/// The dialogs, closed, and the place where the scripts say what they did.
pub(crate) fn enhanced(text: &'static Text) -> impl IntoView {
    let words = text.reading();
    let shelf_words = text.shelf();
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
        {shelf(text)}
        <div
            id="voice"
            aria-live="polite"
            data-address=words.address_copied
            data-citation=words.citation_copied
            data-kept=shelf_words.was_kept
            data-dropped=shelf_words.was_dropped
            data-unfit=shelf_words.not_a_list
        ></div>
    }
}

/// What the reader keeps: `public/shelf.js` fills it in.
fn shelf(text: &'static Text) -> impl IntoView {
    let words = text.shelf();
    let list = |name: &'static str, heading: &'static str, empty: &'static str| {
        view! {
            <section data-list=name aria-labelledby=format!("shelf-{name}")>
                <h3 id=format!("shelf-{name}")>{heading}</h3>
                <ul hidden=""></ul>
                <p class="under">{empty}</p>
            </section>
        }
    };
    view! {
        <dialog id="shelf" aria-labelledby="shelf-title" data-drop=words.drop>
            <h2 id="shelf-title">{text.listing().kept}</h2>
            <p class="under">{words.kept_here}</p>
            <section data-list="sent" class="sent" hidden="" aria-labelledby="shelf-sent">
                <h3 id="shelf-sent">{words.sent}</h3>
                <ul></ul>
                <button type="button" class="go" data-add-sent="">{words.add_sent}</button>
            </section>
            {list("posts", words.reading_list, words.reading_list_empty)}
            {list("filters", words.kept_filters, words.kept_filters_empty)}
            <input type="text" readonly="" hidden="" data-sent-address="" aria-label=words.share_list />
            <p class="voice" aria-live="polite" data-voice=""></p>
            <p class="acts">
                <button type="button" data-send="">{words.share_list}</button>
                <button type="button" data-export="">{words.export}</button>
                <label><input type="file" class="vh" accept="application/json,.json" data-import="" />{words.import}</label>
            </p>
            <button type="button" data-close="" class="go">{text.close}</button>
        </dialog>
    }
}
