//! What a reader sees when something broke: a kind, a way on, and a number to tell the owner.

use super::{App, CachePolicy};
use crate::api::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use catalog::UiLang;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use tracing::error;

/// A panic ends its own request, with a 500, and no other.
pub(super) async fn survive(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    // Nothing of the request is used again after a panic; the app's shared state is behind locks or immutable.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            let incident = incident();
            error!(%incident, path, "a request panicked");
            if path.starts_with("/api/") {
                Problem::broken(&incident).into_response()
            } else {
                page(&app, incident)
            }
        }
    }
}

/// A number that finds the line in the log.
pub(crate) fn incident() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!("{seconds:x}-{:x}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// The page of a 500. It stands by itself: what renders pages may be what broke.
pub(super) fn page(app: &App, incident: String) -> Response {
    let (lang, title, text, home) = match app.archive.settings().lang {
        UiLang::Fr => (
            "fr",
            "Une erreur s’est produite",
            "La page n’a pas pu être affichée. Réessayez dans un instant ; si l’erreur persiste, signalez ce numéro :",
            "Retour à l’archive",
        ),
        UiLang::En => (
            "en",
            "Something went wrong",
            "The page could not be shown. Try again in a moment; if it happens again, report this number:",
            "Back to the archive",
        ),
    };
    let html = format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title}</title></head><body><main><h1>{title}</h1>\
         <p>{text} <code>{incident}</code></p><p><a href=\"/\">{home}</a></p></main></body></html>\n"
    );
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, CachePolicy::Never, kind, html).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use axum::body::Body;
    use axum::routing::get;
    use axum::{Router, middleware};
    use tower::ServiceExt;

    async fn breaks() -> &'static str {
        panic!("a test's own panic")
    }

    #[tokio::test]
    async fn a_panic_is_a_500_of_its_own_request() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("relire.db").display());
        let config = Config::default();
        let archive = archive::Archive::open(&url, config.archive.settings()).await.unwrap();
        let app = App::new(archive, &config, crate::site::find(&config));
        let router = Router::new()
            .route("/page", get(breaks))
            .route("/api/posts", get(breaks))
            .route("/well", get(|| async { "well" }))
            .layer(middleware::from_fn_with_state(app, survive));
        for (path, status, kind) in [
            ("/page", 500, "text/html; charset=utf-8"),
            ("/api/posts", 500, "application/problem+json"),
            ("/well", 200, "text/plain; charset=utf-8"),
        ] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status().as_u16(), status, "{path}");
            assert_eq!(response.headers()[header::CONTENT_TYPE], kind, "{path}");
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            assert!(!String::from_utf8_lossy(&body).contains("own panic"), "{path} shows what is inside");
        }
    }
}
