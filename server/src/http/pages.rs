//! Pages: what the archive says of an address, rendered by the app.

use super::{App, CachePolicy, failure, files, machinery, media, standard};
use crate::offline::Worker;
use crate::{documents, feeds};
use ::app::api::wire::Screen;
use archive::{Document, Feed, Resolution};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, take_context};
use std::time::Duration;
use tracing::error;

/// Longest that a page may take to render. One that never ends (a panic in a task of its own) must not keep its
/// reader waiting.
const LONGEST_RENDER: Duration = Duration::from_secs(30);

/// Any address that is nobody else's.
pub(super) async fn page(State(app): State<App>, request: Request) -> Response {
    if let Some(gone) = machinery::gone(request.uri()) {
        return gone;
    }
    if let Some(file) = files::public(&app, request.uri(), request.headers()).await {
        return file;
    }
    let query = request.uri().query().unwrap_or_default();
    match app.archive.resolve(request.uri().path(), query).await {
        Ok(Resolution::Moved(path)) => moved(&path),
        Ok(Resolution::Feed(feed)) => feed_of(&app, &feed, request).await,
        Ok(Resolution::Document(document)) => document_of(&app, document, request).await,
        Ok(Resolution::NotFound) => match media::elsewhere(&app, request.uri(), request.headers()).await {
            Some(file) => file,
            None => rendered(&app, Resolution::NotFound, request).await,
        },
        Ok(resolution) => rendered(&app, resolution, request).await,
        Err(error) => failed(&app, request.uri().path(), &error),
    }
}

async fn feed_of(app: &App, feed: &Feed, request: Request) -> Response {
    match feeds::answer(app, feed, request.headers()).await {
        Ok(Some(response)) => response,
        Ok(None) => rendered(app, Resolution::NotFound, request).await,
        Err(error) => failed(app, request.uri().path(), &error),
    }
}

async fn document_of(app: &App, document: Document, request: Request) -> Response {
    match documents::answer(app, document, request.headers()).await {
        Ok(Some(response)) => response,
        Ok(None) => rendered(app, Resolution::NotFound, request).await,
        Err(error) => failed(app, request.uri().path(), &error),
    }
}

fn failed(app: &App, path: &str, error: &dyn std::error::Error) -> Response {
    let incident = failure::incident();
    error!(%incident, path, "an address cannot be answered: {}", crate::cli::chain(error));
    failure::page(app, incident)
}

/// 301, for good. The path stays on this server, whatever a recorded address says.
fn moved(path: &str) -> Response {
    let location = format!("/{}", path.trim_start_matches(['/', '\\']));
    match HeaderValue::try_from(location) {
        Ok(location) => {
            (StatusCode::MOVED_PERMANENTLY, CachePolicy::Revalidate, [(header::LOCATION, location)])
                .into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Curves over the years: `/-/trends?q=…&q=…`.
pub(super) async fn trends(State(app): State<App>, request: Request) -> Response {
    let origin = ::app::api::requested_origin(request.headers());
    let screen = ::app::api::trends(&app.archive, request.uri(), origin);
    sent(&app, async move { screen }, request).await
}

pub(super) async fn rendered(app: &App, resolution: Resolution, request: Request) -> Response {
    let (archive, uri) = (app.archive.clone(), request.uri().clone());
    let origin = ::app::api::requested_origin(request.headers());
    let screen = async move { ::app::api::screen(&archive, resolution, &uri, origin).await };
    sent(app, screen, request).await
}

/// The document around what an address shows.
async fn sent(
    app: &App,
    screen: impl Future<Output = Screen> + Send + 'static,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let options = app.shared.options.clone();
    let (has_accent, version) = (app.shared.accent.is_some(), app.worker().map(Worker::header));
    let is_kept = version.is_some();
    let context = move || {
        // Scripts are allowed by their hash: a nonce would make a page another one each time.
        take_context::<Nonce>();
        if has_accent {
            provide_context(::app::OwnAccent);
        }
        if is_kept {
            provide_context(::app::KeptOffline);
        }
    };
    let whole = async move {
        let screen = screen.await;
        let shell = move || ::app::shell(options.clone(), screen.clone());
        let render = leptos_axum::render_app_async_with_context(context, shell);
        let (parts, body) = render(request).await.into_parts();
        let html = axum::body::to_bytes(body, usize::MAX).await?;
        Ok::<_, axum::Error>((parts, standard::standard(&String::from_utf8_lossy(&html))))
    };
    match tokio::time::timeout(LONGEST_RENDER, whole).await {
        Ok(Ok((mut parts, html))) => {
            let policy = app.shared.policy.of_page(&html);
            parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            parts.headers.extend(version);
            parts.headers.entry(header::CACHE_CONTROL).or_insert_with(|| CachePolicy::Revalidate.value());
            Response::from_parts(parts, Body::from(html))
        }
        failed => {
            let incident = failure::incident();
            let reason = failed.map_or_else(|late| late.to_string(), |result| format!("{:?}", result.err()));
            error!(%incident, path, "a page cannot be rendered: {reason}");
            failure::page(app, incident)
        }
    }
}
