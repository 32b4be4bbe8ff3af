//! What stands in the head: title, description, canonical address, Open Graph, feeds.

use crate::api::wire::{ListView, PostView, Site, Subject, View};
use crate::feeds::{self, FeedLink};
use crate::i18n::Text;
use crate::routes::Links;
use crate::state::{Kind, Reader, Ui, chosen_name, use_reader};
use domain::{Image, Kind as PostKind};
use leptos::prelude::*;
use leptos_meta::{Html, Link, Meta, Title};

/// Longest description, in characters: what search engines show.
const DESCRIPTION: usize = 160;

/// What the head says of the page that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct About {
    title: String,
    description: String,
    /// Path from `/`; None where a page has no address of its own.
    canonical: Option<String>,
    article: bool,
    indexed: bool,
    /// The pages before and after this one of the same post.
    before: Option<String>,
    after: Option<String>,
    /// The picture that stands for it, where it is here.
    picture: Option<Image>,
}

/// The head of every page.
#[component]
pub fn Head() -> impl IntoView {
    let reader = use_reader();
    let about = told(move || about(reader));
    let origin = reader.site.with_value(|site| site.origin.clone()).unwrap_or_default();
    let site_origin = origin.clone();
    let of_about = about.clone();
    let canonical = told(move || {
        let path = of_about().canonical.unwrap_or_else(|| reader.shown.with(|at| at.0.clone()));
        format!("{site_origin}{path}")
    });
    let address = canonical.clone();
    let picture_origin = origin.clone();
    let of_about = about.clone();
    let picture = move || of_about().picture.map(|picture| picture_tags(&picture_origin, &picture));
    let of_about = about.clone();
    let turned = move |rel: &'static str, to: fn(About) -> Option<String>| {
        let (site, about) = (origin.clone(), of_about.clone());
        move || to(about()).map(|path| view! { <Link rel=rel href=format!("{site}{path}") /> })
    };
    let (before, after) = (turned("prev", |about| about.before), turned("next", |about| about.after));
    let of_about = about.clone();
    let title = move || of_about().title;
    let of_about = about.clone();
    let description = move || of_about().description;
    let of_about = about.clone();
    let robots = move || if of_about().indexed { "index, follow" } else { "noindex, follow" };
    let kind = move || if about().article { "article" } else { "website" };
    let name = reader.site.with_value(|site| site.title.clone());
    let search = name.clone();
    let feeds = told(move || feeds::shown(reader));
    let feed = move |place: usize| {
        let feeds = feeds.clone();
        move || follow(feeds().get(place).cloned())
    };
    let comments = told(move || feeds::of_comments(reader));
    let locale = match reader.ui.text.lang {
        catalog::UiLang::Fr => "fr_FR",
        catalog::UiLang::En => "en_GB",
    };
    view! {
        <Html {..} lang=reader.ui.text.lang.code() />
        <Title text=in_the_document(title.clone()) />
        <Meta name="description" content=description.clone() />
        {move || view! { <Link rel="canonical" href=canonical() /> }}
        {before}
        {after}
        <Meta name="robots" content=robots />
        <Meta property="og:site_name" content=name />
        <Meta property="og:locale" content=locale />
        <Meta property="og:type" content=kind />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=address />
        <Meta name="twitter:card" content="summary" />
        {feed(0)}
        {feed(1)}
        {feed(2)}
        {move || follow(comments())}
        <Link rel="search" type_="application/opensearchdescription+xml" title=search href="/opensearch.xml" />
        {picture}
    }
}

/// A title as the document's `<title>` is told it: on the server what stands between the tags is sent as it is given.
#[cfg(feature = "ssr")]
fn in_the_document(title: impl Fn() -> String + Send + Sync + 'static) -> impl Fn() -> String + Send + Sync {
    move || title().replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(not(feature = "ssr"))]
fn in_the_document(title: impl Fn() -> String + Send + Sync + 'static) -> impl Fn() -> String + Send + Sync {
    title
}

/// What follows from the reader's state, in the browser as that changes. On the server it is told once: a title is
/// asked for after the page is written, when what it came from may be gone.
#[cfg(feature = "ssr")]
fn told<T: Clone + Send + Sync + 'static>(
    tell: impl Fn() -> T + Send + Sync + 'static,
) -> impl Fn() -> T + Clone + Send + Sync + 'static {
    let told = std::sync::Arc::new(tell());
    move || (*told).clone()
}

/// What follows from the reader's state, as that changes.
#[cfg(not(feature = "ssr"))]
fn told<T: Clone + PartialEq + Send + Sync + 'static>(
    tell: impl Fn() -> T + Send + Sync + 'static,
) -> impl Fn() -> T + Clone + Send + Sync + 'static {
    let told = Memo::new(move |_| tell());
    move || told.get()
}

/// What shows a picture beside a link to the page. Its address is whole: it is read elsewhere.
fn picture_tags(origin: &str, picture: &Image) -> impl IntoView + use<> {
    let size = |pixels: Option<u32>| pixels.map(|pixels| pixels.to_string());
    let width = size(picture.width).map(|width| view! { <Meta property="og:image:width" content=width /> });
    let height =
        size(picture.height).map(|height| view! { <Meta property="og:image:height" content=height /> });
    let alt = Some(picture.alt.clone()).filter(|alt| !alt.is_empty());
    let alt = alt.map(|alt| view! { <Meta property="og:image:alt" content=alt /> });
    view! {
        <Meta property="og:image" content=format!("{origin}{}", picture.url) />
        {width}
        {height}
        {alt}
    }
}

/// What tells a feed reader of a feed.
fn follow(feed: Option<FeedLink>) -> impl IntoView {
    feed.map(|feed| {
        view! { <Link rel="alternate" type_=feed.format.media_type() title=feed.title href=feed.href /> }
    })
}

fn about(reader: Reader) -> About {
    let Ui { text, links } = reader.ui;
    reader.site.with_value(|site| match reader.kind.get() {
        Kind::List => reader.list.with(|list| list_head(text, links, site, list, &reader.shown.get().0)),
        Kind::Other(_) => reader.other.with(|view| other_head(text, links, site, view)),
    })
}

/// The title of a list, without the site's.
#[must_use]
pub fn list_title(text: &Text, list: &ListView) -> Option<String> {
    Some(match list.subject.as_ref()? {
        Subject::Facet(facet, label) => text.landing(*facet, &label.name),
        Subject::Year(year) => text.year_title(*year),
        Subject::Month(month) => text.month_heading(*month),
        Subject::Day(day) => text.day(*day),
    })
}

fn list_head(text: &Text, links: Links, site: &Site, list: &ListView, path: &str) -> About {
    let filter = &list.reading.filter;
    let totals = text.totals(site.posts, site.sources, site.first, site.last);
    let mut title = list_title(text, list).unwrap_or_else(|| {
        list.chosen.iter().map(|chosen| chosen_name(text, chosen, filter)).collect::<Vec<_>>().join(", ")
    });
    if filter.page > 1 {
        title = if title.is_empty() {
            text.page(filter.page)
        } else {
            format!("{title}, {}", text.page(filter.page))
        };
    }
    let description = match (&list.subject, site.tagline.is_empty()) {
        (Some(_), _) => format!("{} · {}", title, text.articles(list.total)),
        (None, false) => format!("{} · {totals}.", site.tagline),
        (None, true) => text.describe_archive(&site.title, &totals),
    };
    let (plain, canonical) = match list.subject {
        Some(_) => (true, links.landing_page(path, filter.page)),
        None => (!filter.is_filtering() && filter.sort.is_none(), links.archive(&list.asked)),
    };
    About {
        title: titled(&title, site),
        description,
        canonical: Some(canonical),
        indexed: plain,
        ..About::default()
    }
}

fn other_head(text: &Text, links: Links, site: &Site, view: &View) -> About {
    let page = |title: &str, canonical: Option<String>| About {
        title: titled(title, site),
        description: text
            .describe_archive(&site.title, &text.totals(site.posts, site.sources, site.first, site.last)),
        indexed: canonical.is_some(),
        canonical,
        ..About::default()
    };
    match view {
        View::Post(post) => post_head(text, site, post),
        View::Directory(facet, _) => page(text.all_values(*facet), Some(links.directory(*facet))),
        View::Pages(_) => page(text.pages, Some(links.pages())),
        View::About(_) => page(text.about_title, Some(links.about())),
        View::Choices(_) => page(text.choices, None),
        View::Gone => page(text.gone, None),
        View::NotFound(_) | View::PastTheEnd(_) => page(text.not_found, None),
        View::BadFilter(_) => page(text.bad_filter, None),
        View::List(_) | View::Moved(_) | View::Failure(_) => page(text.failure, None),
    }
}

/// The title of a post, without the site's.
#[must_use]
pub fn post_title<'a>(text: &'a Text, post: &'a PostView) -> &'a str {
    if post.card.title.is_empty() { text.untitled } else { &post.card.title }
}

fn post_head(text: &Text, site: &Site, post: &PostView) -> About {
    let card = &post.card;
    let title = match post.page {
        1 => post_title(text, post).to_owned(),
        page => format!("{}, {}", post_title(text, post), text.page(page)),
    };
    // A post has one address, whatever the interface's language around it; each of its pages too.
    let at = |page: u32| Links::default().post_page(&card.path, page);
    About {
        title: titled(&title, site),
        description: shortened(&card.excerpt),
        canonical: Some(at(post.page)),
        article: post.kind == PostKind::Post,
        indexed: true,
        picture: card.image.clone().filter(|picture| picture.url.starts_with("/media/")),
        before: (post.page > 1).then(|| at(post.page - 1)),
        after: (post.page < post.pages).then(|| at(post.page + 1)),
    }
}

fn titled(title: &str, site: &Site) -> String {
    if title.is_empty() { site.title.clone() } else { format!("{title} · {}", site.title) }
}

/// Cut between words, with an ellipsis.
fn shortened(text: &str) -> String {
    if text.chars().count() <= DESCRIPTION {
        return text.to_owned();
    }
    let cut: String = text.chars().take(DESCRIPTION).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ', '\u{a0}', '\u{202f}']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_description_ends_between_words() {
        assert_eq!(shortened("Court."), "Court.");
        let long = "été ".repeat(60);
        let cut = shortened(&long);
        assert!(cut.ends_with("été…") && cut.chars().count() <= 161, "{cut}");
    }
}
