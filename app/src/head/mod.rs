//! What stands in the head: title, description, canonical address, Open Graph, feeds.
//!
//! The server writes it. The browser only renews it when the reader goes to another page: that takes a loop over plain
//! elements, where views that follow signals would be a sixth of the module.

#[cfg(not(feature = "ssr"))]
mod renewed;
#[cfg(feature = "ssr")]
mod written;

use crate::api::wire::{ListView, PostView, Site, Subject, View};
use crate::feeds;
use crate::i18n::Text;
use crate::routes::Links;
use crate::state::{Kind, Reader, Ui, chosen_name, use_reader};
use domain::{Image, Kind as PostKind};
use leptos::prelude::*;

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

/// An element of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tag {
    /// `meta`, by its name.
    Named(&'static str, String),
    /// `meta`, by its property.
    Property(&'static str, String),
    /// `link`.
    Link(&'static str, String),
    /// `link` to another form of the page: its media type, its title, where it is.
    Alternate(&'static str, String, String),
}

/// The head of every page.
#[component]
pub fn Head() -> impl IntoView {
    let reader = use_reader();
    #[cfg(feature = "ssr")]
    written::write(reader);
    #[cfg(not(feature = "ssr"))]
    renewed::follow(reader);
}

/// The title of what the reader is looking at, and the elements that change with it.
fn head(reader: Reader) -> (String, Vec<Tag>) {
    let about = about(reader);
    let origin = reader.site.with_value(|site| site.origin.clone()).unwrap_or_default();
    let absolute = |path: &str| format!("{origin}{path}");
    let canonical = match &about.canonical {
        Some(path) => absolute(path),
        None => reader.shown.with(|(path, _)| absolute(path)),
    };
    let mut tags = vec![
        Tag::Named("description", about.description.clone()),
        Tag::Named("robots", if about.indexed { "index, follow" } else { "noindex, follow" }.to_owned()),
        Tag::Property("og:type", if about.article { "article" } else { "website" }.to_owned()),
        Tag::Property("og:title", about.title.clone()),
        Tag::Property("og:description", about.description),
        Tag::Property("og:url", canonical.clone()),
        Tag::Link("canonical", canonical),
    ];
    tags.extend(about.before.map(|path| Tag::Link("prev", absolute(&path))));
    tags.extend(about.after.map(|path| Tag::Link("next", absolute(&path))));
    let feeds = feeds::shown(reader).into_iter().chain(feeds::of_comments(reader));
    tags.extend(feeds.map(|feed| Tag::Alternate(feed.format.media_type(), feed.title, feed.href)));
    if let Some(picture) = about.picture {
        // What shows a picture beside a link to the page reads its address elsewhere: it is whole.
        tags.push(Tag::Property("og:image", absolute(&picture.url)));
        for (property, pixels) in [("og:image:width", picture.width), ("og:image:height", picture.height)] {
            tags.extend(pixels.map(|pixels| Tag::Property(property, pixels.to_string())));
        }
        tags.extend(
            Some(picture.alt).filter(|alt| !alt.is_empty()).map(|alt| Tag::Property("og:image:alt", alt)),
        );
    }
    (about.title, tags)
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
        #[cfg(feature = "ssr")]
        View::Trends(trends) => {
            let names = trends.names();
            let title = text.trends().title;
            let title = if names.is_empty() { title.to_owned() } else { format!("{names} · {title}") };
            About { canonical: None, ..page(&title, Some(links.trends(&[]))) }
        }
        View::Offline => page(text.read_offline, None),
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
