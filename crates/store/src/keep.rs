//! Keeping posts, many in one call: the driver gives SQLite a thread of its own, and each result that it hands back wakes
//! the one that waits. A post at a time, that takes as long as the rows.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::{NewComment, NewFileUse, NewLink, NewPicture, NewPost, NewRelated, NewTexts, Written};
use crate::rows::{columns, json, kind_word};
use crate::{Error, Write};
use serde::Serialize;

/// How many bodies `body_keep` takes in one call.
const BODIES: usize = 16;

/// A post without its body, as `post_keep` takes it apart.
#[derive(Serialize)]
struct PostRow<'a> {
    id: &'a str,
    kind: &'static str,
    host: &'a str,
    native_id: Option<&'a str>,
    recorded_path: Option<&'a str>,
    slug: &'a str,
    recorded_title: &'a str,
    title: &'a str,
    date_unix: Option<i64>,
    date_offset: Option<i64>,
    updated_unix: Option<i64>,
    updated_offset: Option<i64>,
    lang: Option<&'a str>,
    excerpt: &'a str,
    reading_minutes: u32,
    continue_url: Option<&'a str>,
    continue_text: Option<&'a str>,
    image_native_id: Option<&'a str>,
    image_url: Option<&'a str>,
    image_alt: Option<&'a str>,
    image_width: Option<u32>,
    image_height: Option<u32>,
    parent_native_id: Option<&'a str>,
    menu_order: i32,
    sticky: bool,
    guid: Option<&'a str>,
    guid_mark: Option<&'a str>,
    /// JSON, which the column holds as it is.
    events: String,
    digest: &'a str,
}

impl<'a> PostRow<'a> {
    fn of(post: &'a NewPost) -> Result<Self, Error> {
        let (date_unix, date_offset) = columns(post.date);
        let (updated_unix, updated_offset) = columns(post.updated);
        let texts = &post.texts;
        let (continue_url, continue_text) =
            texts.continue_link.as_ref().map(|(url, text)| (url.as_str(), text.as_str())).unzip();
        let NewPicture { native_id, url, alt, width, height } = &texts.picture;
        Ok(Self {
            id: &post.id.0,
            kind: kind_word(post.kind),
            host: &post.host,
            native_id: post.native_id.as_deref(),
            recorded_path: post.recorded_path.as_ref().map(|path| path.as_str()),
            slug: &post.slug,
            recorded_title: &post.recorded_title,
            title: &post.title,
            date_unix,
            date_offset,
            updated_unix,
            updated_offset,
            lang: texts.lang.as_ref().map(|lang| lang.as_str()),
            excerpt: &texts.excerpt,
            reading_minutes: texts.reading_minutes,
            continue_url,
            continue_text,
            image_native_id: native_id.as_deref(),
            image_url: url.as_deref(),
            image_alt: alt.as_deref(),
            image_width: *width,
            image_height: *height,
            parent_native_id: post.parent_native_id.as_deref(),
            menu_order: post.menu_order,
            sticky: post.sticky,
            guid: post.guid.as_deref(),
            guid_mark: post.guid_mark.as_deref(),
            events: json(&post.events)?,
            digest: &post.digest,
        })
    }
}

/// What hangs on a post.
#[derive(Serialize)]
struct Row<'a, T: Serialize> {
    /// Whose.
    post: &'a str,
    /// Its place among its like.
    rank: usize,
    #[serde(flatten)]
    what: T,
}

#[derive(Serialize)]
struct OldSlug<'a> {
    slug_key: &'a str,
}

#[derive(Serialize)]
struct Citing<'a> {
    mark: &'a str,
}

/// What hangs on posts, table by table.
#[derive(Default)]
pub(crate) struct Hanging<'a> {
    written: Vec<Row<'a, &'a Written>>,
    links: Vec<Row<'a, &'a NewLink>>,
    related: Vec<Row<'a, &'a NewRelated>>,
    comments: Vec<Row<'a, &'a NewComment>>,
    old_slugs: Vec<Row<'a, OldSlug<'a>>>,
    files: Vec<Row<'a, &'a NewFileUse>>,
    citing: Vec<Row<'a, Citing<'a>>>,
}

impl<'a> Hanging<'a> {
    /// What hangs on a post by what it tells.
    pub(crate) fn add(&mut self, post: &'a str, texts: &'a NewTexts) {
        self.written.extend(rows(post, &texts.written));
        self.links.extend(rows(post, &texts.links));
        self.related.extend(rows(post, &texts.related));
        self.files.extend(rows(post, &texts.files));
        let citing = texts.citing.iter().map(|mark| Citing { mark });
        self.citing.extend(rows(post, citing));
    }

    fn add_all(&mut self, post: &'a NewPost) {
        let id = post.id.0.as_str();
        self.add(id, &post.texts);
        self.comments.extend(rows(id, &post.comments));
        let slugs = post.old_slug_keys.iter().map(|slug_key| OldSlug { slug_key });
        self.old_slugs.extend(rows(id, slugs));
    }
}

fn rows<'a, T: Serialize>(
    post: &'a str,
    list: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = Row<'a, T>> {
    list.into_iter().enumerate().map(move |(rank, what)| Row { post, rank, what })
}

impl Write {
    /// Forgets what hangs on a post, before all of it is kept anew.
    ///
    /// # Errors
    /// The database failed.
    pub async fn clear_post(&mut self, id: &str) -> Result<(), Error> {
        sqlx::query(sql::POST_CLEAR).bind(id).execute(self.connection()).await.doing("replacing a post")?;
        Ok(())
    }

    /// Keeps posts: new ones, or all of them anew once they were cleared ([`Write::clear_post`]). Their addresses are set
    /// apart ([`Write::set_addresses`]).
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_posts(&mut self, posts: &[NewPost]) -> Result<(), Error> {
        let rows = posts.iter().map(PostRow::of).collect::<Result<Vec<_>, _>>()?;
        sqlx::query(sql::POST_KEEP)
            .bind(json(&rows)?)
            .execute(self.connection())
            .await
            .doing("keeping posts")?;
        self.keep_bodies(posts.iter().map(|post| (post.id.0.as_str(), &post.texts))).await?;
        let mut hanging = Hanging::default();
        posts.iter().for_each(|post| hanging.add_all(post));
        self.keep_hanging(&hanging).await?;
        for post in posts {
            let Some(recipe) = &post.recipe else { continue };
            sqlx::query(sql::RECIPE_KEEP)
                .bind(post.id.0.as_str())
                .bind(recipe.home.as_str())
                .bind(recipe.recipe.as_str())
                .execute(self.connection())
                .await
                .doing("keeping what a post's texts are made of")?;
        }
        Ok(())
    }

    /// Keeps what posts say, by identity.
    pub(crate) async fn keep_bodies(
        &mut self,
        bodies: impl Iterator<Item = (&str, &NewTexts)>,
    ) -> Result<(), Error> {
        let bodies: Vec<_> = bodies.collect();
        for bodies in bodies.chunks(BODIES) {
            let mut query = sqlx::query(sql::BODY_KEEP);
            for (id, texts) in bodies {
                query = query.bind(*id).bind(texts.body.as_str()).bind(texts.text.as_str());
            }
            query.execute(self.connection()).await.doing("keeping the bodies of posts")?;
        }
        Ok(())
    }

    /// Keeps what hangs on posts.
    pub(crate) async fn keep_hanging(&mut self, hanging: &Hanging<'_>) -> Result<(), Error> {
        sqlx::query(sql::HANGING_KEEP)
            .bind(json(&hanging.written)?)
            .bind(json(&hanging.links)?)
            .bind(json(&hanging.related)?)
            .bind(json(&hanging.comments)?)
            .bind(json(&hanging.old_slugs)?)
            .bind(json(&hanging.files)?)
            .bind(json(&hanging.citing)?)
            .execute(self.connection())
            .await
            .doing("keeping what hangs on posts")?;
        Ok(())
    }
}
