//! How the server answers: asks the archive, keeps what the page shows.

use super::wire::{AboutView, PostView, Screen, Site, Subject, View};
use crate::cite::Work;
use crate::i18n::Text;
use crate::routes::asked_language;
use crate::state::compose;
use crate::trends::TrendsView;
use archive::{Archive, Around, ReadError, Resolution};
use axum::http::{StatusCode, Uri};
use catalog::{Catalog, Facet, Filter};
use domain::{Card, LinkStatus, OutboundLink, Post, PostId, PostRef};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use leptos_router::location::RequestUrl;
use std::sync::atomic::{AtomicU32, Ordering};

/// How many posts a page that was not found offers.
const SUGGESTIONS: usize = 5;

/// What a page shows, of which it is known already what its address means. `origin`: what it was asked by.
pub async fn screen(archive: &Archive, resolution: Resolution, uri: &Uri, origin: Option<String>) -> Screen {
    // As the browser will say it, which compares.
    let asked = uri.path_and_query().map_or("/", |asked| asked.as_str());
    let url = RequestUrl::new(asked).parse().unwrap_or_default();
    let site = site(archive, origin);
    let found = view(archive, &site, url.path(), url.search(), resolution).await;
    finished(site, url.path().to_owned(), url.search().to_owned(), found)
}

/// The page of curves over the years.
pub fn trends(archive: &Archive, uri: &Uri, origin: Option<String>) -> Screen {
    let query = uri.query().unwrap_or_default();
    let site = site(archive, origin);
    let text = Text::of(asked_language(query).unwrap_or(site.lang));
    let view = View::Trends(TrendsView::of(&archive.catalog(), query, text));
    finished(site, uri.path().to_owned(), query.to_owned(), Ok(view))
}

/// What an address shows.
pub(super) async fn called(archive: &Archive, path: String, query: String, origin: Option<String>) -> Screen {
    let site = site(archive, origin);
    let found = match archive.resolve(&path, &query).await {
        Ok(resolution) => view(archive, &site, &path, &query, resolution).await,
        Err(error) => Err(error),
    };
    finished(site, path, query, found)
}

fn finished(site: Site, path: String, query: String, found: Result<View, ReadError>) -> Screen {
    let view = found.unwrap_or_else(|error| failure(&path, &error));
    Screen { path, query, site, view }
}

async fn view(
    archive: &Archive,
    site: &Site,
    path: &str,
    query: &str,
    resolution: Resolution,
) -> Result<View, ReadError> {
    Ok(match resolution {
        Resolution::Archive(filter) => list(archive, &filter, None),
        Resolution::Landing(landing) => {
            let subject = match landing.subject {
                archive::Subject::Facet(facet, label) => Subject::Facet(facet, label),
                archive::Subject::Year(year) => Subject::Year(year),
                archive::Subject::Month(month) => Subject::Month(month),
                archive::Subject::Day(day) => Subject::Day(day),
            };
            list(archive, &landing.filter, Some(subject))
        }
        Resolution::Directory(facet) => View::Directory(facet, archive.directory(facet)),
        Resolution::Pages => View::Pages(archive.pages()),
        Resolution::About => View::About(about(archive)),
        Resolution::Offline => View::Offline,
        Resolution::Post(id) => post(archive, site, &id, 1, query).await?,
        Resolution::PostPage(id, page) => post(archive, site, &id, page, query).await?,
        Resolution::Moved(to) => View::Moved(to),
        Resolution::Choices(posts) => View::Choices(posts),
        Resolution::Gone => View::Gone,
        Resolution::NotFound => View::NotFound(suggestions(&archive.catalog(), path)),
        Resolution::PastTheEnd(last) => View::PastTheEnd(last),
        // The server answers these before any page is made; links to them are the browser's own to follow.
        Resolution::Feed(_) | Resolution::Document(_) => View::NotFound(Vec::new()),
        Resolution::BadFilter(bad) => View::BadFilter(bad),
    })
}

/// A list; a page past its end is not found.
fn list(archive: &Archive, filter: &Filter, subject: Option<Subject>) -> View {
    let list = compose(&archive.catalog(), filter, subject);
    if list.cards.is_empty() && filter.page > 1 {
        return View::NotFound(Vec::new());
    }
    View::List(Box::new(list))
}

async fn post(
    archive: &Archive,
    site: &Site,
    id: &PostId,
    page: u32,
    query: &str,
) -> Result<View, ReadError> {
    let Some((post, pages)) = archive.read_page(id, page).await? else {
        return Ok(View::NotFound(Vec::new()));
    };
    let around = archive.around(id).await?;
    let address = format!("{}{}", site.origin.as_deref().unwrap_or_default(), post.card.path.to_href());
    let text = Text::of(asked_language(query).unwrap_or(site.lang));
    Ok(post_view(archive, post, around, (page, pages), &address, text))
}

/// What a page of a post shows, which of how many. `address` is the post's, `text` the language of its citations.
pub(super) fn post_view(
    archive: &Archive,
    post: Post,
    around: Around,
    (page, pages): (u32, u32),
    address: &str,
    text: &'static Text,
) -> View {
    let (earlier, later) = neighbours(archive, &post);
    let (links, original) = outbound(post.links, post.card.continue_url.as_deref());
    let citations = Work { card: &post.card, site: &archive.site().title, address, text }.citations();
    View::Post(Box::new(PostView {
        card: post.card,
        kind: post.kind,
        body: post.body,
        page,
        pages,
        related: post.related,
        comments: post.comments,
        earlier,
        later,
        links,
        original,
        cited_by: around.cited_by,
        on_this_day: around.on_this_day,
        citations,
        address: address.to_owned(),
    }))
}

/// The links that a page lists, and what is known of the one that it has a button for. Only the web's: a copy of
/// anything else was never kept.
fn outbound(links: Vec<OutboundLink>, original: Option<&str>) -> (Vec<OutboundLink>, LinkStatus) {
    let known = links.iter().find(|link| Some(link.url.as_str()) == original);
    let status = known.map(|link| link.status).unwrap_or_default();
    let mut listed: Vec<OutboundLink> = Vec::new();
    for link in links {
        let is_web = link.url.starts_with("http://") || link.url.starts_with("https://");
        let is_new = listed.iter().all(|known| known.url != link.url);
        if is_web && is_new && Some(link.url.as_str()) != original {
            listed.push(link);
        }
    }
    (listed, status)
}

/// The posts before and after in time. Pages stand outside time.
fn neighbours(archive: &Archive, post: &Post) -> (Option<PostRef>, Option<PostRef>) {
    let Some(at) = archive.position(&post.card.id) else { return (None, None) };
    let catalog = archive.catalog();
    let dated = |at: u32| catalog.card(at).filter(|card| card.date.is_some()).map(reference);
    (dated(at + 1), at.checked_sub(1).and_then(dated))
}

fn reference(card: &Card) -> PostRef {
    PostRef {
        id: card.id.clone(),
        path: card.path.clone(),
        title: card.title.clone(),
        date: card.date,
        source: card.source.as_ref().map(|source| source.name.clone()),
    }
}

/// Posts that share a word with an address that leads nowhere.
fn suggestions(catalog: &Catalog, path: &str) -> Vec<PostRef> {
    let path = domain::PostPath::parse(path);
    let Some(last) = path.segments().rfind(|segment| segment.chars().any(char::is_alphabetic)) else {
        return Vec::new();
    };
    let words: Vec<&str> = last.split(['-', '_', '.', ' ']).filter(|word| word.chars().count() > 3).collect();
    // All words first; when none answers all, the longest word alone.
    let all = words.join(" ");
    let longest = words.iter().copied().max_by_key(|word| word.len()).unwrap_or_default();
    let mut found = Vec::new();
    for q in [all.as_str(), longest] {
        if q.is_empty() || !found.is_empty() {
            continue;
        }
        let filter = Filter { q: q.to_owned(), ..Filter::default() };
        let answer = catalog.answer(&filter);
        found =
            answer.posts.iter().take(SUGGESTIONS).filter_map(|at| catalog.card(*at)).map(reference).collect();
    }
    found
}

pub(super) fn about(archive: &Archive) -> AboutView {
    let site = archive.site();
    AboutView {
        values: Facet::ALL.map(|facet| u32::try_from(archive.directory(facet).len()).unwrap_or(u32::MAX)),
        pages: u32::try_from(archive.pages().len()).unwrap_or(u32::MAX),
        first: site.first,
        last: site.last,
    }
}

fn site(archive: &Archive, origin: Option<String>) -> Site {
    let site = archive.site();
    Site {
        title: site.title,
        tagline: site.tagline,
        lang: site.lang,
        posts: site.posts,
        sources: site.sources,
        first: site.first.map(|day| day.year),
        last: site.last.map(|day| day.year),
        origin: archive.settings().base_url.clone().or(origin),
        offline: archive.settings().offline,
    }
}

fn failure(path: &str, error: &ReadError) -> View {
    static INCIDENTS: AtomicU32 = AtomicU32::new(1);
    let incident = format!("{:x}-{}", std::process::id(), INCIDENTS.fetch_add(1, Ordering::Relaxed));
    tracing::error!(incident, path, error = error as &dyn std::error::Error, "an address could not be read");
    View::Failure(incident)
}

/// The only place that sets a status.
pub(super) fn set_status(view: &View) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let status = match view {
        View::List(_)
        | View::Post(_)
        | View::Directory(..)
        | View::Pages(_)
        | View::About(_)
        | View::Trends(_)
        | View::Offline => return,
        // The server answers this before anything is rendered; this is for the day when it does not.
        View::Moved(to) => {
            if let Ok(to) = to.parse() {
                response.insert_header(axum::http::header::LOCATION, to);
            }
            StatusCode::MOVED_PERMANENTLY
        }
        View::Choices(_) => StatusCode::MULTIPLE_CHOICES,
        View::Gone => StatusCode::GONE,
        View::NotFound(_) | View::PastTheEnd(_) => StatusCode::NOT_FOUND,
        View::BadFilter(_) => StatusCode::BAD_REQUEST,
        View::Failure(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    response.set_status(status);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_of_a_post_are_those_of_the_web_each_once() {
        let link = |url: &str, status| OutboundLink { url: url.to_owned(), text: String::new(), status };
        let links = vec![
            link("https://a.example/x", LinkStatus::Unknown),
            link("mailto:a@b.example", LinkStatus::Unknown),
            link("https://original.example/", LinkStatus::Dead),
            link("https://a.example/x", LinkStatus::Unknown),
            link("http://b.example/", LinkStatus::Dead),
        ];
        let (listed, original) = outbound(links.clone(), Some("https://original.example/"));
        let addresses: Vec<&str> = listed.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(addresses, ["https://a.example/x", "http://b.example/"]);
        assert_eq!(original, LinkStatus::Dead);
        assert_eq!(outbound(links, None).1, LinkStatus::Unknown);
    }
}
