//! A post's citation as a file: `/-/cite/ID.bib`, `/-/cite/ID.ris`.

use super::{App, CachePolicy, failure, origin};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::PostId;
use tracing::error;

/// The file that a reader's manager of references takes in.
pub(super) async fn file(
    State(app): State<App>,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some((id, kind)) = file.rsplit_once('.') else { return nothing(StatusCode::NOT_FOUND) };
    let media_type = match kind {
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        _ => return nothing(StatusCode::NOT_FOUND),
    };
    let id = PostId(id.to_owned());
    let Some(card) = app.archive.card(&id) else {
        return match app.archive.is_withdrawn(&id).await {
            Ok(true) => nothing(StatusCode::GONE),
            Ok(false) => nothing(StatusCode::NOT_FOUND),
            Err(error) => {
                let incident = failure::incident();
                error!(%incident, "a citation cannot be made: {}", crate::cli::chain(&error));
                failure::page(&app, incident)
            }
        };
    };
    let site = app.archive.site();
    let asked = ::app::routes::asked_language(query.as_deref().unwrap_or_default());
    let address = format!("{}{}", origin(&app, &headers), card.path.to_href());
    let text = ::app::i18n::Text::of(asked.unwrap_or(site.lang));
    let work = ::app::cite::Work { card: &card, site: &site.title, address: &address, text };
    let citations = work.citations();
    let cited = if kind == "bib" { citations.bibtex } else { citations.ris };
    let named = format!("attachment; filename=\"{}.{kind}\"", work.key());
    let about = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, named)];
    (CachePolicy::Revalidate, about, cited.whole()).into_response()
}

fn nothing(status: StatusCode) -> Response {
    (status, CachePolicy::Revalidate, format!("{}\n", status.as_u16())).into_response()
}
