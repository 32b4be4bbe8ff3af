//! The archive and its landing pages.

use crate::components::{Facets, Instrument, Results, SEARCH};
use crate::head::list_title;
use crate::state::{Reader, Ui, close_sheet, use_reader};
use leptos::prelude::*;

/// The list; how to import where there is nothing yet.
pub fn page(reader: Reader) -> AnyView {
    if reader.site.with_value(|site| site.posts == 0) {
        return view! { <Empty /> }.into_any();
    }
    let Ui { text, .. } = reader.ui;
    let title = Memo::new(move |_| reader.list.with(|list| list_title(text, list)));
    view! {
        <main id="content" class="archive" tabindex="-1">
            <h1 class:vh=move || title.get().is_none()>
                {move || title.get().unwrap_or_else(|| reader.site.with_value(|site| site.title.clone()))}
            </h1>
            <Instrument />
            <div class="cols">
                <Sheet />
                <Results />
            </div>
        </main>
    }
    .into_any()
}

/// The filters: beside the results at a desk, in a sheet from below on a phone. The sheet is a popover, which opens
/// and closes without JavaScript.
#[component]
fn Sheet() -> impl IntoView {
    let reader = use_reader();
    let text = reader.ui.text;
    let apply = move || {
        if reader.live.get() { reader.list.with(|list| text.see(list.total)) } else { text.apply.to_owned() }
    };
    view! {
        <aside id="filters" class="filters" popover="auto" aria-label=text.filters>
            <div class="sheet-head">
                <h2>{text.filters}</h2>
                <button type="button" popovertarget="filters" popovertargetaction="hide">{text.close}</button>
            </div>
            <div class="sheet-body">
                <Facets />
            </div>
            <div class="sheet-foot">
                <button
                    type="submit"
                    form=SEARCH
                    class="apply"
                    class:live=move || reader.live.get()
                    on:click=move |event| {
                        event.prevent_default();
                        close_sheet("filters");
                        crate::state::focus("status", false);
                    }
                >
                    {apply}
                </button>
            </div>
        </aside>
    }
    .into_any()
}

#[component]
fn Empty() -> impl IntoView {
    let text = use_reader().ui.text;
    view! {
        <main id="content" class="notice" tabindex="-1">
            <h1>{text.empty}</h1>
            <p>{text.empty_help}</p>
            <pre><code>"relire import export.xml"</code></pre>
            <p>{text.empty_after}</p>
        </main>
    }
}
