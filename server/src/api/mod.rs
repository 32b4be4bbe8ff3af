//! The JSON API, `/api/…`: the same lists as the pages, for scripts. Errors are `application/problem+json`.

mod facets;
mod posts;
pub mod problem;

use crate::http::App;
use axum::Router;
use axum::routing::get;
use problem::Problem;

/// The routes below `/api`.
pub fn router() -> Router<App> {
    Router::new()
        .route("/posts", get(posts::list))
        .route("/posts/{id}", get(posts::one))
        .route("/facets", get(facets::facets))
        .fallback(|| async {
            Problem::not_found("no such path; there are /api/posts, /api/posts/ID and /api/facets")
        })
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
}

/// What is nothing of the API.
pub async fn no_such_path() -> Problem {
    Problem::not_found("no such path; there are /api/posts, /api/posts/ID and /api/facets")
}
