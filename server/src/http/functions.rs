//! The app's server functions, under `/-/fn`.

use super::{App, CachePolicy, method_not_allowed};
use axum::body::Body;
use axum::extract::{OriginalUri, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;

/// Calls the server function that the path names.
pub(super) async fn call(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    mut request: Request,
) -> Response {
    let methods: Vec<Method> =
        server_fn_paths().filter(|(path, _)| *path == uri.path()).map(|(_, method)| method).collect();
    if methods.is_empty() {
        return (StatusCode::NOT_FOUND, "404\n").into_response();
    }
    if !methods.contains(request.method()) {
        return method_not_allowed().await;
    }
    *request.uri_mut() = uri;
    // Leptos sends a form's answer back to the page it came from; there are no such forms here, and no detours.
    request.headers_mut().remove(header::REFERER);
    let archive = app.archive.clone();
    let context = move || {
        provide_context(archive.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    let version = app.worker().map(|worker| AppendHeaders([worker.header()]));
    (CachePolicy::Revalidate, version, response.map(Body::new)).into_response()
}
