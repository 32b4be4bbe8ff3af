//! What machines ask for by a fixed name: the sitemap, robots.txt, the description of the search, of the
//! application.

mod opensearch;
mod robots;
mod sitemap;
mod webmanifest;

use crate::feeds::http_date;
use crate::http::{App, CachePolicy, origin};
use archive::Document;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Moment;

/// The document. None: there is none of that number.
///
/// # Errors
/// It could not be written.
pub(crate) async fn answer(
    app: &App,
    document: Document,
    headers: &HeaderMap,
) -> Result<Option<Response>, DocumentError> {
    const XML: &str = "application/xml; charset=utf-8";
    let origin = origin(app, headers);
    Ok(match document {
        Document::Robots => Some(sent("text/plain; charset=utf-8", robots::text(&origin).into_bytes(), None)),
        Document::WebManifest => {
            let manifest = webmanifest::write(&app.archive.site(), app.worker().is_some());
            Some(sent("application/manifest+json", manifest, None))
        }
        Document::OpenSearch => {
            let kind = "application/opensearchdescription+xml; charset=utf-8";
            Some(sent(kind, opensearch::write(&app.archive.site(), &origin)?, None))
        }
        Document::Sitemap | Document::SitemapPart(_) => {
            let archive = app.archive.clone();
            let pictures = archive.pictures().await?;
            // Every address of the archive: too long for a thread that others wait for.
            let parts = tokio::task::spawn_blocking({
                let origin = origin.clone();
                move || sitemap::parts(archive.addresses(&pictures), &origin)
            });
            let mut parts = parts.await??;
            match document {
                Document::SitemapPart(number) if parts.len() > 1 => {
                    let at = usize::try_from(number).unwrap_or(usize::MAX).wrapping_sub(1);
                    (at < parts.len())
                        .then(|| parts.swap_remove(at))
                        .map(|part| sent(XML, part.xml, part.changed))
                }
                Document::SitemapPart(1) => Some(to_the_whole()),
                Document::SitemapPart(_) => None,
                _ => {
                    let whole = sitemap::whole(parts, &origin)?;
                    Some(sent(XML, whole.xml, whole.changed))
                }
            }
        }
    })
}

fn sent(kind: &'static str, body: Vec<u8>, changed: Option<Moment>) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    let mut response = (StatusCode::OK, CachePolicy::Revalidate, kind, body).into_response();
    if let Some(changed) = changed.and_then(http_date) {
        response.headers_mut().insert(header::LAST_MODIFIED, changed);
    }
    response
}

/// A sitemap that fits one file has no parts.
fn to_the_whole() -> Response {
    let location = [(header::LOCATION, HeaderValue::from_static("/sitemap.xml"))];
    (StatusCode::MOVED_PERMANENTLY, CachePolicy::Revalidate, location).into_response()
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DocumentError {
    /// It could not be put together.
    #[error("the document cannot be written")]
    Xml(#[from] std::io::Error),
    /// The archive could not be read.
    #[error("the document's pictures cannot be read")]
    Read(#[from] archive::ReadError),
    /// Its thread ended.
    #[error("the document was not written to its end")]
    Thread(#[from] tokio::task::JoinError),
}
