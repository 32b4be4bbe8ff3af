//! `/api/posts` and `/api/posts/ID`.

use super::problem::Problem;
use crate::http::{App, incident};
use archive::ReadError;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use catalog::Filter;
use domain::{Card, Comment, Event, EventKind, Image, Label, Moment, OutboundLink, Post, PostId, PostRef};
use serde::Serialize;
use tracing::error;

#[derive(Debug, Serialize)]
pub(super) struct ListJson {
    total: u32,
    page: u32,
    per_page: u32,
    posts: Vec<PostJson>,
}

/// A post as lists have it.
#[derive(Debug, Serialize)]
struct PostJson {
    id: PostId,
    url: String,
    title: String,
    date: Option<String>,
    updated: Option<String>,
    lang: String,
    source: Option<Label>,
    tags: Vec<Label>,
    mentions: Vec<MentionJson>,
    author: Option<Label>,
    authors: Vec<Label>,
    excerpt: String,
    reading_minutes: u32,
    continue_url: Option<String>,
    image: Option<Image>,
    events: Vec<EventJson>,
    comments: u32,
}

#[derive(Debug, Serialize)]
struct MentionJson {
    handle: String,
}

#[derive(Debug, Serialize)]
struct EventJson {
    kind: EventKind,
    start: String,
    end: Option<String>,
    place: Option<String>,
    text: String,
}

/// A post, whole.
#[derive(Debug, Serialize)]
pub(super) struct WholePostJson {
    #[serde(flatten)]
    post: PostJson,
    body_html: String,
    related: Vec<RelatedJson>,
    links: Vec<OutboundLink>,
    comments_tree: Vec<CommentJson>,
}

#[derive(Debug, Serialize)]
struct RelatedJson {
    id: PostId,
    url: String,
    title: String,
}

#[derive(Debug, Serialize)]
struct CommentJson {
    id: String,
    author: String,
    date: Option<String>,
    html: String,
    children: Vec<CommentJson>,
}

pub(super) async fn list(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<ListJson>, Problem> {
    let filter = Filter::parse(query.as_deref().unwrap_or_default())?;
    let list = app.archive.list(&filter);
    Ok(Json(ListJson {
        total: list.answer.total,
        page: filter.page,
        per_page: filter.per_page,
        posts: list.cards.into_iter().map(PostJson::from).collect(),
    }))
}

pub(super) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<WholePostJson>, Problem> {
    let id = PostId(id);
    if let Some(post) = app.archive.read(&id).await.map_err(broken)? {
        return Ok(Json(WholePostJson::from(post)));
    }
    Err(match app.archive.is_withdrawn(&id).await.map_err(broken)? {
        true => Problem::gone("the post of this id was taken down"),
        false => Problem::not_found("no post has this id"),
    })
}

fn broken(error: ReadError) -> Problem {
    let incident = incident();
    error!(%incident, "a post cannot be read: {}", crate::cli::chain(&error));
    Problem::broken(&incident)
}

impl From<Card> for PostJson {
    fn from(card: Card) -> Self {
        Self {
            url: card.path.to_href(),
            id: card.id,
            title: card.title,
            date: card.date.map(written),
            updated: card.updated.map(written),
            lang: card.lang.as_str().to_owned(),
            source: card.source,
            tags: card.tags,
            mentions: card.mentions.into_iter().map(|mention| MentionJson { handle: mention.slug }).collect(),
            author: card.authors.first().cloned(),
            authors: card.authors,
            excerpt: card.excerpt,
            reading_minutes: card.reading_minutes,
            continue_url: card.continue_url,
            image: card.image,
            events: card.events.into_iter().map(EventJson::from).collect(),
            comments: card.comments,
        }
    }
}

impl From<Event> for EventJson {
    fn from(event: Event) -> Self {
        Self {
            kind: event.kind,
            start: event.start.to_string(),
            end: event.end.map(|day| day.to_string()),
            place: event.place,
            text: event.text,
        }
    }
}

impl From<Post> for WholePostJson {
    fn from(post: Post) -> Self {
        Self {
            body_html: post.body.as_str().to_owned(),
            related: post.related.into_iter().map(RelatedJson::from).collect(),
            links: post.links,
            comments_tree: threads(post.comments),
            post: PostJson::from(post.card),
        }
    }
}

impl From<PostRef> for RelatedJson {
    fn from(post: PostRef) -> Self {
        Self { url: post.path.to_href(), id: post.id, title: post.title }
    }
}

fn threads(comments: Vec<Comment>) -> Vec<CommentJson> {
    comments
        .into_iter()
        .map(|comment| CommentJson {
            id: comment.id,
            author: comment.author,
            date: comment.date.map(written),
            html: comment.html.as_str().to_owned(),
            children: threads(comment.children),
        })
        .collect()
}

/// RFC 3339, with the offset that the post was written at.
fn written(moment: Moment) -> String {
    moment.to_string()
}
