//! What one does with a post: cite it, send it, print it. Without JavaScript it is cited from the page and sent by mail.

use crate::api::wire::{Cited, PostView};
use crate::routes::{citation_file, mail};
use crate::state::Ui;
use leptos::prelude::*;

/// Cite, share, print. `public/reading.js` copies, shares and adds the day on which the reader saw the page.
pub fn tools(Ui { text, links }: Ui, post: &PostView, title: &str) -> AnyView {
    let words = text.reading();
    let cite = &post.citations;
    let file = |kind: &str| Some(links.keep(citation_file(&post.card.id, kind)));
    let iso690 = cited(text, "ISO 690", "iso", &cite.iso690, [" [", words.accessed, " ", "]"], None);
    let bibtex =
        cited(text, "BibTeX", "bibtex", &cite.bibtex, ["  urldate = {", "", "", "},\n"], file("bib"));
    let ris = cited(text, "RIS", "ris", &cite.ris, ["Y2  - ", "", "", "\n"], file("ris"));
    view! {
        <div class="tools">
            <a href=mail(title, &post.address) data-share=post.address.clone()>{words.share}</a>
            <button type="button" class="keep needs-js" data-keep=post.card.id.0.clone()>{text.listing().keep}</button>
            <button type="button" class="needs-js" data-print="">{words.print}</button>
            <details id="cite">
                <summary>{words.cite}</summary>
                {iso690}
                {bibtex}
                {ris}
            </details>
        </div>
    }
    .into_any()
}

/// One form of the citation. What the script writes before the day, and after it, stands in attributes.
fn cited(
    text: &crate::i18n::Text,
    name: &'static str,
    id: &'static str,
    cited: &Cited,
    [before, said, space, after]: [&'static str; 4],
    file: Option<String>,
) -> AnyView {
    let words = text.reading();
    // A reader of HTML writes line ends in one way.
    let shown = |half: &str| half.replace("\r\n", "\n");
    let download =
        file.map(|href| view! { " " <a href=href rel="external nofollow" download="">{words.download}</a> });
    view! {
        <section>
            <h2>{name}</h2>
            <pre id=id><code>{shown(&cited.before)}<span data-day=id data-before=format!("{before}{said}{space}") data-after=after></span>{shown(&cited.after)}</code></pre>
            <p><button type="button" class="needs-js" data-copy=id>{words.copy}</button> {download}</p>
        </section>
    }
    .into_any()
}
