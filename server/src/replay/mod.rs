//! Replaying old addresses against the archive, without a network: what each would be answered.

pub mod list;

use crate::http::{App, router};
use archive::{ReadError, Resolution, Written};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use futures::{StreamExt, stream};
use list::{List, Place};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tower::ServiceExt;

/// How many addresses are asked at the same time.
const AT_ONCE: usize = 8;
/// How often an address may lead on to another one.
const MOST_MOVES: usize = 5;
/// Beginnings that the router answers itself, whatever the archive says of them.
const ROUTED: [&str; 7] = ["/wp-content/", "/media/", "/api/", "/catalog/", "/pkg/", "/-/", "/healthz"];

/// How many addresses answer, and which do not.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Addresses of the list, each once.
    pub addresses: u64,
    /// Of these, the archive's.
    pub ours: u64,
    /// That answer, or lead to what answers.
    pub answered: u64,
    /// That offer a choice of posts.
    pub ambiguous: u64,
    /// That answer that they are gone for good.
    pub gone: u64,
    /// Of what no reader may see: they answer nothing, and should not.
    pub withheld: u64,
    /// That answer nothing.
    pub unanswered: Vec<Unanswered>,
    /// Hosts of addresses that are not the archive's, with how many.
    pub foreign: BTreeMap<String, u64>,
    /// How many of a hundred answer or offer a choice, of those that are expected to: ours that are neither gone nor
    /// withheld.
    pub percent: f64,
}

/// An address that answers nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unanswered {
    /// Where it stands first in the list, from 1.
    pub line: u64,
    /// As written.
    pub address: String,
    /// What it is answered.
    pub status: u16,
}

/// What became of an address.
enum Outcome {
    Answered,
    Ambiguous,
    Gone,
    Withheld,
    Unanswered(Unanswered),
}

/// Asks for every address of a list once.
///
/// # Errors
/// The database cannot be read.
pub async fn replay(app: &App, list: &List, mut progress: impl FnMut(u64)) -> Result<Report, ReadError> {
    let mut report = Report::default();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut foreign: BTreeSet<&str> = BTreeSet::new();
    for (at, listed) in list.addresses.iter().enumerate() {
        match app.archive.written(&listed.address) {
            // Where an address stands in a text and as an item's own, what is said of the item counts.
            Written::Ours { path, query } => {
                let first = seen.entry((path, query)).or_insert(at);
                if listed.place != Place::Text && list.addresses[*first].place == Place::Text {
                    *first = at;
                }
            }
            Written::Foreign(host) if listed.place != Place::Text || host == "wp.me" => {
                if foreign.insert(&listed.address) {
                    *report.foreign.entry(host).or_default() += 1;
                }
            }
            Written::Foreign(_) => {}
        }
    }
    report.ours = seen.len() as u64;
    report.addresses = report.ours + foreign.len() as u64;
    let hidden: BTreeSet<&str> =
        list.items.iter().filter(|item| item.hidden).map(|item| item.number.as_str()).collect();
    let routes = router(app.clone());
    let mut asked = seen.into_iter().collect::<Vec<_>>();
    asked.sort_by_key(|(_, at)| *at);
    let mut outcomes = stream::iter(asked)
        .map(|((path, query), at)| outcome(app, &routes, list, &hidden, path, query, at))
        .buffered(AT_ONCE);
    let mut done = 0;
    while let Some(outcome) = outcomes.next().await {
        match outcome? {
            Outcome::Answered => report.answered += 1,
            Outcome::Ambiguous => report.ambiguous += 1,
            Outcome::Gone => report.gone += 1,
            Outcome::Withheld => report.withheld += 1,
            Outcome::Unanswered(address) => report.unanswered.push(address),
        }
        done += 1;
        progress(done);
    }
    drop(outcomes);
    report.unanswered.sort_by(|a, b| (a.line, &a.address).cmp(&(b.line, &b.address)));
    let expected = report.ours - report.gone - report.withheld;
    let answered = report.answered + report.ambiguous;
    report.percent = if expected == 0 { 100.0 } else { answered as f64 * 100.0 / expected as f64 };
    Ok(report)
}

async fn outcome(
    app: &App,
    routes: &Router,
    list: &List,
    hidden: &BTreeSet<&str>,
    path: String,
    query: String,
    at: usize,
) -> Result<Outcome, ReadError> {
    let listed = &list.addresses[at];
    let status = answer(app, routes, &path, &query).await?;
    Ok(match status {
        StatusCode::OK => Outcome::Answered,
        StatusCode::MULTIPLE_CHOICES => Outcome::Ambiguous,
        StatusCode::GONE => Outcome::Gone,
        StatusCode::NOT_FOUND if is_withheld(app, list, hidden, &path, &query, listed.place).await? => {
            Outcome::Withheld
        }
        status => Outcome::Unanswered(Unanswered {
            line: listed.line,
            address: listed.address.clone(),
            status: status.as_u16(),
        }),
    })
}

/// Whether an address that answers nothing is of what no reader may see.
async fn is_withheld(
    app: &App,
    list: &List,
    hidden: &BTreeSet<&str>,
    path: &str,
    query: &str,
    place: Place,
) -> Result<bool, ReadError> {
    if let Place::Item(item) = place
        && let Some(item) = list.items.get(item)
    {
        if item.hidden || hidden.contains(item.parent.as_str()) {
            return Ok(true);
        }
        for number in [&item.number, &item.parent] {
            if app.archive.is_withheld_number(number).await? {
                return Ok(true);
            }
        }
    }
    app.archive.is_withheld(path, query).await
}

/// The status that an address ends with, through all its moves.
async fn answer(app: &App, routes: &Router, path: &str, query: &str) -> Result<StatusCode, ReadError> {
    let (mut path, mut query) = (path.to_owned(), query.to_owned());
    for _ in 0..MOST_MOVES {
        let is_routed = ROUTED.iter().any(|beginning| path.starts_with(beginning));
        let moved = if is_routed {
            match ask(routes, &path, &query).await {
                Ok(status) => return Ok(status),
                Err(to) => to,
            }
        } else {
            match app.archive.resolve(&path, &query).await? {
                Resolution::Archive(_)
                | Resolution::Landing(_)
                | Resolution::Directory(_)
                | Resolution::Pages
                | Resolution::About
                | Resolution::Post(..) => return Ok(StatusCode::OK),
                Resolution::Choices(_) => return Ok(StatusCode::MULTIPLE_CHOICES),
                Resolution::Gone => return Ok(StatusCode::GONE),
                Resolution::Moved(to) => to,
                _ => match ask(routes, &path, &query).await {
                    Ok(status) => return Ok(status),
                    Err(to) => to,
                },
            }
        };
        let (to_path, to_query) = moved.split_once('?').unwrap_or((&moved, ""));
        (path, query) = (to_path.to_owned(), to_query.to_owned());
    }
    Ok(StatusCode::LOOP_DETECTED)
}

/// What the router answers: a status, or where it leads.
async fn ask(routes: &Router, path: &str, query: &str) -> Result<StatusCode, String> {
    let path = domain::PostPath::parse(path).to_href();
    let address = if query.is_empty() { path } else { format!("{path}?{query}") };
    let Ok(request) = Request::head(&address).body(Body::empty()) else { return Ok(StatusCode::BAD_REQUEST) };
    let Ok(response) = routes.clone().oneshot(request).await;
    let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    match to.filter(|_| response.status().is_redirection()) {
        Some(to) => Err(to.to_owned()),
        None => Ok(response.status()),
    }
}
