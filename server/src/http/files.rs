//! The browser files: what cargo-leptos built (`/pkg/`), and public files at the root.

use super::{App, CachePolicy};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::path::{Component, Path, PathBuf};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// A file of `/pkg/`.
pub(super) async fn package(State(app): State<App>, request: Request) -> Response {
    let root = Path::new(&*app.shared.options.site_root).join(&*app.shared.options.site_pkg_dir);
    let policy = policy(request.uri().path());
    match serve(&root, request).await {
        Some(response) => (policy, response).into_response(),
        None => (StatusCode::NOT_FOUND, "404\n").into_response(),
    }
}

/// A public file (`/favicon.svg`), if the path names one.
pub(super) async fn public(app: &App, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let root = Path::new(&*app.shared.options.site_root);
    let path = relative(uri.path())?;
    // Pages' paths seldom end like a file's: the disk is not asked for every page.
    path.extension()?;
    tokio::fs::metadata(root.join(path)).await.ok().filter(std::fs::Metadata::is_file)?;
    let mut copy = Request::new(Body::empty());
    *copy.uri_mut() = uri.clone();
    *copy.headers_mut() = headers.clone();
    Some((CachePolicy::Revalidate, serve(root, copy).await?).into_response())
}

/// The owner's accent colour over the style sheet's own.
pub(super) async fn theme(State(app): State<App>) -> Response {
    let css =
        app.shared.accent.as_ref().map(|accent| format!(":root{{--accent:{accent}}}\n")).unwrap_or_default();
    (CachePolicy::Revalidate, [(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response()
}

/// A file as it is kept, brotli or gzip where it lies beside it compressed. None when there is none.
async fn serve(root: &Path, mut request: Request) -> Option<Response> {
    // Tags come from the content, later: dates of files differ from one machine to the next.
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    request.headers_mut().remove(header::RANGE);
    let files =
        ServeDir::new(root).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let mut response = files.oneshot(request).await.ok()?.map(Body::new);
    response.headers_mut().remove(header::LAST_MODIFIED);
    response.headers_mut().remove(header::ACCEPT_RANGES);
    response.status().is_success().then_some(response)
}

/// A file whose name holds the hash of its content never changes: `relire.4fX_….wasm`.
fn policy(path: &str) -> CachePolicy {
    const HASH: usize = 22;
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_hash = |piece: &str| {
        piece.len() == HASH && piece.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if name.split('.').skip(1).any(is_hash) { CachePolicy::Immutable } else { CachePolicy::Revalidate }
}

/// A path from `/` as one within a folder. None where it would lead out, or to a hidden file.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let path = PathBuf::from(decoded.trim_start_matches('/'));
    let fits = |part: Component<'_>| matches!(part, Component::Normal(name) if !name.as_encoded_bytes().starts_with(b"."));
    path.components().all(fits).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hashed_name_is_kept_for_ever() {
        for (path, policy_of) in [
            ("/pkg/relire.7Zb1nQm2vX-kL_0pQrStUv.wasm", CachePolicy::Immutable),
            ("/pkg/relire.wasm", CachePolicy::Revalidate),
            ("/pkg/relire.css", CachePolicy::Revalidate),
            ("/pkg/7Zb1nQm2vX-kL_0pQrStUv", CachePolicy::Revalidate),
        ] {
            assert_eq!(policy(path), policy_of, "{path}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/a/%2E%2E/b.txt", "/.env", "/a/.git/x", "/%ff.txt"]
        {
            assert_eq!(relative(path), None, "{path}");
        }
        assert_eq!(relative("/icons/a.svg"), Some(PathBuf::from("icons/a.svg")));
    }
}
