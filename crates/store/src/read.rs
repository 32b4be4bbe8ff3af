//! Reading by key. Which posts answer a filter is the catalog's to say.

use crate::catalog::{StoredCatalog, stored};
use crate::error::Doing;
use crate::queries as sql;
use crate::records::{Content, Found, FoundFile, Named, StoredBlog};
use crate::rows::{json, moment};
use crate::{Error, Store};
use domain::{Comment, LinkStatus, OutboundLink, PostId, SafeHtml};
use sqlx::{FromRow, SqliteConnection};

/// The most candidates that an address is looked up for.
pub const MOST_CANDIDATES: u32 = 21;

#[derive(FromRow)]
struct RawBlog {
    key: String,
    host: String,
    title: String,
    tagline: String,
    lang: Option<String>,
    home: String,
}

#[derive(FromRow)]
struct RawComment {
    native_id: String,
    parent_native_id: Option<String>,
    author: String,
    date_unix: Option<i64>,
    date_offset: Option<i64>,
    html: String,
}

pub(crate) async fn blogs(connection: &mut SqliteConnection) -> Result<Vec<StoredBlog>, Error> {
    let rows: Vec<RawBlog> = sqlx::query_as(sql::BLOG_ALL)
        .fetch_all(connection)
        .await
        .doing("reading what the blogs are called")?;
    Ok(rows
        .into_iter()
        .map(|row| StoredBlog {
            key: row.key,
            host: row.host,
            title: row.title,
            tagline: row.tagline,
            lang: row.lang,
            home: row.home,
        })
        .collect())
}

pub(crate) async fn note(connection: &mut SqliteConnection, key: &str) -> Result<Option<String>, Error> {
    sqlx::query_scalar(sql::META_GET)
        .bind(key)
        .fetch_optional(connection)
        .await
        .doing("reading a note of the database")
}

/// How an address is looked up when no post has it exactly.
#[derive(Clone, Copy, Debug)]
pub enum Lookup<'a> {
    /// The same path but for case, accents and slashes.
    PathKey(&'a str),
    /// A path that a post had in this archive before.
    FormerPath(&'a str),
    /// The digest of the address that its GUID is.
    Guid(&'a str),
    /// The last segment, wherever it stands.
    Slug(&'a str),
    /// A slug that a post had on its blog before.
    OldSlug(&'a str),
    /// The beginning of a path, its last segment cut.
    PathPrefix(&'a str),
    /// The beginning of a last segment, wherever it stands.
    SlugPrefix(&'a str),
}

/// What a consistent look at the archive shows.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The blogs it holds, the own one first.
    pub blogs: Vec<StoredBlog>,
    /// The catalog.
    pub catalog: StoredCatalog,
    /// The identities of pages in the order of their blog.
    pub page_order: Vec<PostId>,
    /// WordPress.com addresses that the own blog had, as its posts' numbers tell.
    pub former_homes: Vec<String>,
    /// Where the files of attachments were, in full.
    pub sources: Vec<String>,
}

impl Store {
    /// What readers are answered from, as of one moment. The catalog's parts are left where they are if the first of
    /// them is `known`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn load(&self, known: Option<&str>) -> Result<Loaded, Error> {
        let mut look = self.readers.begin().await.doing("reading the catalog")?;
        let blogs = blogs(&mut look).await?;
        let catalog = stored(&mut look, known).await?;
        let pages: Vec<String> = sqlx::query_scalar(sql::PAGE_ORDER)
            .fetch_all(&mut *look)
            .await
            .doing("reading the order of pages")?;
        let former_homes: Vec<String> = sqlx::query_scalar(sql::FORMER_HOMES)
            .fetch_all(&mut *look)
            .await
            .doing("reading where the blog was")?;
        let sources: Vec<String> = sqlx::query_scalar(sql::ATTACHMENT_HOST_ALL)
            .fetch_all(&mut *look)
            .await
            .doing("reading where files were")?;
        look.rollback().await.doing("reading the catalog")?;
        Ok(Loaded {
            sources,
            blogs,
            former_homes,
            catalog,
            page_order: pages.into_iter().map(PostId).collect(),
        })
    }

    /// What a page shows of a post beside its card.
    ///
    /// # Errors
    /// The database failed.
    pub async fn content(&self, id: &PostId) -> Result<Option<Content>, Error> {
        const DOING: &str = "reading a post";
        let mut look = self.readers.begin().await.doing(DOING)?;
        let body: Option<(String, Option<String>)> = sqlx::query_as(sql::BODY_BY_ID)
            .bind(id.0.as_str())
            .fetch_optional(&mut *look)
            .await
            .doing(DOING)?;
        let Some((html, continue_text)) = body else { return Ok(None) };
        let links: Vec<(String, String)> =
            sqlx::query_as(sql::LINK_BY_POST).bind(id.0.as_str()).fetch_all(&mut *look).await.doing(DOING)?;
        let comments: Vec<RawComment> = sqlx::query_as(sql::COMMENT_BY_POST)
            .bind(id.0.as_str())
            .fetch_all(&mut *look)
            .await
            .doing(DOING)?;
        let related: Vec<(Option<String>, Option<String>, Option<String>)> =
            sqlx::query_as(sql::RELATED_BY_POST)
                .bind(id.0.as_str())
                .fetch_all(&mut *look)
                .await
                .doing(DOING)?;
        look.rollback().await.doing(DOING)?;
        Ok(Some(Content {
            body: SafeHtml::vouched(html),
            continue_text,
            links: links
                .into_iter()
                .map(|(url, text)| OutboundLink { url, text, status: LinkStatus::Unknown })
                .collect(),
            comments: comments.into_iter().map(comment).collect(),
            related: related.into_iter().filter_map(named).collect(),
        }))
    }

    /// The paths that a post had in this archive before, folded as addresses are compared.
    ///
    /// # Errors
    /// The database failed.
    pub async fn former_path_keys(&self, id: &PostId) -> Result<Vec<String>, Error> {
        sqlx::query_scalar(sql::FORMER_PATH_BY_POST)
            .bind(id.0.as_str())
            .fetch_all(&self.readers)
            .await
            .doing("reading where a post was")
    }

    /// The posts and pages that link to a post by any of these marks, or list it; at most `most` of them, in no order
    /// that means anything.
    ///
    /// # Errors
    /// The database failed.
    pub async fn citing(&self, id: &PostId, marks: &[String], most: u32) -> Result<Vec<PostId>, Error> {
        let ids: Vec<String> = sqlx::query_scalar(sql::CITING_BY_POST)
            .bind(id.0.as_str())
            .bind(json(marks)?)
            .bind(most)
            .fetch_all(&self.readers)
            .await
            .doing("looking up who cites a post")?;
        Ok(ids.into_iter().map(PostId).collect())
    }

    /// The post at an address, decoded.
    ///
    /// # Errors
    /// The database failed.
    pub async fn post_at(&self, path: &str) -> Result<Option<PostId>, Error> {
        let id: Option<String> = sqlx::query_scalar(sql::POST_BY_PATH)
            .bind(path)
            .fetch_optional(&self.readers)
            .await
            .doing("looking an address up")?;
        Ok(id.map(PostId))
    }

    /// The post of a number on its blog; the own blog's before another's.
    ///
    /// # Errors
    /// The database failed.
    pub async fn post_numbered(&self, native_id: &str) -> Result<Option<Found>, Error> {
        let row: Option<(String, String)> = sqlx::query_as(sql::POST_BY_NATIVE)
            .bind(native_id)
            .fetch_optional(&self.readers)
            .await
            .doing("looking a number up")?;
        Ok(row.map(|(id, path)| Found { id: PostId(id), path }))
    }

    /// The posts that an address may mean, at most [`MOST_CANDIDATES`].
    ///
    /// # Errors
    /// The database failed.
    pub async fn candidates(&self, lookup: Lookup<'_>) -> Result<Vec<Found>, Error> {
        let query = match lookup {
            Lookup::PathKey(key) => sqlx::query_as(sql::POSTS_BY_PATH_KEY).bind(key).bind(MOST_CANDIDATES),
            Lookup::FormerPath(key) => sqlx::query_as(sql::POSTS_BY_FORMER_PATH).bind(key),
            Lookup::Guid(mark) => sqlx::query_as(sql::POSTS_BY_GUID).bind(mark).bind(MOST_CANDIDATES),
            Lookup::Slug(key) => sqlx::query_as(sql::POSTS_BY_SLUG_KEY).bind(key).bind(MOST_CANDIDATES),
            Lookup::OldSlug(key) => sqlx::query_as(sql::POSTS_BY_OLD_SLUG).bind(key).bind(MOST_CANDIDATES),
            Lookup::PathPrefix(prefix) => sqlx::query_as(sql::POSTS_BY_PATH_PREFIX)
                .bind(prefix)
                .bind(after_prefix(prefix))
                .bind(MOST_CANDIDATES),
            Lookup::SlugPrefix(prefix) => sqlx::query_as(sql::POSTS_BY_SLUG_PREFIX)
                .bind(prefix)
                .bind(after_prefix(prefix))
                .bind(MOST_CANDIDATES),
        };
        let rows: Vec<(String, String)> =
            query.fetch_all(&self.readers).await.doing("looking for posts that an address may mean")?;
        Ok(rows.into_iter().map(|(id, path)| Found { id: PostId(id), path }).collect())
    }

    /// The attachment of a number on its blog.
    ///
    /// # Errors
    /// The database failed.
    pub async fn file_numbered(&self, native_id: &str) -> Result<Option<FoundFile>, Error> {
        self.file(sql::ATTACHMENT_BY_NATIVE, native_id).await
    }

    /// The attachments of a slug, at most [`MOST_CANDIDATES`].
    ///
    /// # Errors
    /// The database failed.
    pub async fn files_of_slug(&self, slug_key: &str) -> Result<Vec<FoundFile>, Error> {
        let rows: Vec<(String, Option<String>)> = sqlx::query_as(sql::ATTACHMENTS_BY_SLUG_KEY)
            .bind(slug_key)
            .bind(MOST_CANDIDATES)
            .fetch_all(&self.readers)
            .await
            .doing("looking an attachment up")?;
        Ok(rows.into_iter().map(|(url, parent_path)| FoundFile { url, parent_path }).collect())
    }

    /// The attachment whose own page had an address.
    ///
    /// # Errors
    /// The database failed.
    pub async fn file_at(&self, path_key: &str) -> Result<Option<FoundFile>, Error> {
        self.file(sql::ATTACHMENT_BY_PATH_KEY, path_key).await
    }

    async fn file(&self, statement: &'static str, key: &str) -> Result<Option<FoundFile>, Error> {
        let row: Option<(String, Option<String>)> = sqlx::query_as(statement)
            .bind(key)
            .fetch_optional(&self.readers)
            .await
            .doing("looking an attachment up")?;
        Ok(row.map(|(url, parent_path)| FoundFile { url, parent_path }))
    }

    /// The slug of the value that another slug stands for.
    ///
    /// # Errors
    /// The database failed.
    pub async fn slug_of_alias(&self, facet: &str, alias_key: &str) -> Result<Option<String>, Error> {
        sqlx::query_scalar(sql::LABEL_ALIAS_FIND)
            .bind(facet)
            .bind(alias_key)
            .fetch_optional(&self.readers)
            .await
            .doing("looking another slug up")
    }

    /// Why the item of a path is withheld, by the digest of its path.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withheld_at(&self, path_mark: &str) -> Result<Option<String>, Error> {
        sqlx::query_scalar(sql::WITHHELD_BY_MARK)
            .bind(path_mark)
            .fetch_optional(&self.readers)
            .await
            .doing("looking up what is withheld")
    }

    /// How many comments and attachments there are.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tallies(&self) -> Result<(u32, u32), Error> {
        sqlx::query_as(sql::TALLIES).fetch_one(&self.readers).await.doing("counting")
    }
}

/// The first key after all that begin with a prefix: no key has the last character of Unicode.
fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

fn named((id, path, number): (Option<String>, Option<String>, Option<String>)) -> Option<Named> {
    id.map(|id| Named::Post(PostId(id))).or(path.map(Named::Path)).or(number.map(Named::Number))
}

fn comment(row: RawComment) -> (Comment, Option<String>) {
    let comment = Comment {
        id: row.native_id,
        author: row.author,
        date: moment(row.date_unix, row.date_offset),
        html: SafeHtml::vouched(row.html),
        children: Vec::new(),
    };
    (comment, row.parent_native_id)
}
