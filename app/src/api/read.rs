//! How the server answers: asks the archive, keeps what the page shows.

use super::wire::{AboutView, PostView, Screen, Site, Subject, View};
use crate::state::compose;
use archive::{Archive, ReadError, Resolution};
use axum::http::{StatusCode, Uri};
use catalog::{Catalog, Facet, Filter};
use domain::{Card, Post, PostId, PostRef};
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
    let found = view(archive, url.path(), resolution).await;
    finished(archive, url.path().to_owned(), url.search().to_owned(), origin, found)
}

/// What an address shows.
pub(super) async fn called(archive: &Archive, path: String, query: String, origin: Option<String>) -> Screen {
    let found = match archive.resolve(&path, &query).await {
        Ok(resolution) => view(archive, &path, resolution).await,
        Err(error) => Err(error),
    };
    finished(archive, path, query, origin, found)
}

fn finished(
    archive: &Archive,
    path: String,
    query: String,
    origin: Option<String>,
    found: Result<View, ReadError>,
) -> Screen {
    let view = found.unwrap_or_else(|error| failure(&path, &error));
    Screen { path, query, site: site(archive, origin), view }
}

async fn view(archive: &Archive, path: &str, resolution: Resolution) -> Result<View, ReadError> {
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
        Resolution::Post(id) => post(archive, &id, 1).await?,
        Resolution::PostPage(id, page) => post(archive, &id, page).await?,
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

async fn post(archive: &Archive, id: &PostId, page: u32) -> Result<View, ReadError> {
    let Some((post, pages)) = archive.read_page(id, page).await? else {
        return Ok(View::NotFound(Vec::new()));
    };
    Ok(post_view(archive, post, page, pages))
}

/// What a page of a post shows, with the posts before and after.
pub(super) fn post_view(archive: &Archive, post: Post, page: u32, pages: u32) -> View {
    let (earlier, later) = neighbours(archive, &post);
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
    }))
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
