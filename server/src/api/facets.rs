//! `/api/facets`: how many posts each choice would give.

use super::problem::Problem;
use crate::http::App;
use axum::Json;
use axum::extract::{RawQuery, State};
use catalog::{Count, Filter, MonthCount};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Facets {
    total: u32,
    sources: Vec<Count>,
    tags: Vec<Count>,
    mentions: Vec<Count>,
    authors: Vec<Count>,
    months: Vec<MonthJson>,
    without_source: u32,
    undated: u32,
}

#[derive(Debug, Serialize)]
struct MonthJson {
    month: String,
    count: u32,
}

pub(super) async fn facets(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<Facets>, Problem> {
    let filter = Filter::parse(query.as_deref().unwrap_or_default())?;
    let answer = app.archive.list(&filter).answer;
    let counts = answer.facets;
    Ok(Json(Facets {
        total: answer.total,
        sources: counts.sources,
        tags: counts.tags,
        mentions: counts.mentions,
        authors: counts.authors,
        months: counts.months.into_iter().map(month).collect(),
        without_source: counts.without_source,
        undated: counts.undated,
    }))
}

fn month(count: MonthCount) -> MonthJson {
    MonthJson { month: count.month.to_string(), count: count.count }
}
