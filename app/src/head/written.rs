//! The head as the server writes it.

use super::{Tag, head, list_title, post_title};
use crate::api::wire::View;
use crate::json_ld;
use crate::state::{Kind, Reader};
use leptos::prelude::*;
use leptos_meta::{Html, Link, Meta, Script, Title};

/// Hands the head of a page to what sends it. In the page's own place nothing is written.
pub(super) fn write(reader: Reader) {
    let (title, tags) = head(reader);
    let text = reader.ui.text;
    let name = reader.site.with_value(|site| site.title.clone());
    let locale = match text.lang {
        catalog::UiLang::Fr => "fr_FR",
        catalog::UiLang::En => "en_GB",
    };
    let tags: Vec<_> = tags.into_iter().map(element).collect();
    let head = view! {
        <Html {..} lang=text.lang.code() />
        <Title text=in_the_document(&title) />
        {tags}
        <Meta property="og:site_name" content=name.clone() />
        <Meta property="og:locale" content=locale />
        <Meta name="twitter:card" content="summary" />
        <Link rel="search" type_="application/opensearchdescription+xml" title=name href="/opensearch.xml" />
        <Script type_="application/ld+json">{structured(reader)}</Script>
    };
    // Elements of the head send themselves there while they are rendered, and leave nothing where they stood.
    _ = head.to_html();
}

/// A title as it stands in the document: what is between the tags of a `<title>` is sent as it is given.
fn in_the_document(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}

fn element(tag: Tag) -> AnyView {
    match tag {
        Tag::Named(name, content) => view! { <Meta name=name content=content /> }.into_any(),
        Tag::Property(property, content) => view! { <Meta property=property content=content /> }.into_any(),
        Tag::Link(rel, href) => view! { <Link rel=rel href=href /> }.into_any(),
        Tag::Alternate(kind, title, href) => {
            view! { <Link rel="alternate" type_=kind title=title href=href /> }.into_any()
        }
    }
}

/// What search engines read of the page: data that the browser does not run, so the content policy lets it stand.
fn structured(reader: Reader) -> String {
    let text = reader.ui.text;
    let path = reader.shown.with(|at| at.0.clone());
    reader.site.with_value(|site| match reader.kind.get() {
        Kind::List => match reader.list.with(|list| list_title(text, list)) {
            Some(title) => json_ld::collection(site, &title, &path),
            None => json_ld::website(site),
        },
        Kind::Other(_) => reader.other.with(|view| match &**view {
            View::Post(post) => json_ld::post(site, post, post_title(text, post)),
            View::Directory(facet, _) => json_ld::collection(site, text.all_values(*facet), &path),
            View::Pages(_) => json_ld::collection(site, text.pages, &path),
            _ => json_ld::website(site),
        }),
    })
}
