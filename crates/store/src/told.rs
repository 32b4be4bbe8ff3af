//! Posts whose texts show what other items hold: made anew when those come or change, in whichever import.

use crate::error::Doing;
use crate::keep::Hanging;
use crate::queries as sql;
use crate::records::{GalleryRow, NewRecipe, RecipeRow, Retold, SharedBlockRow};
use crate::rows::moment;
use crate::{Error, Store, Write};
use sqlx::FromRow;

#[derive(FromRow)]
struct RawRecipe {
    post_id: String,
    host: String,
    home: String,
    recipe: String,
    told: String,
}

#[derive(FromRow)]
struct RawGallery {
    host: String,
    native_id: String,
    parent_id: Option<String>,
    url: String,
    title: String,
    alt: String,
    caption: String,
    width: Option<u32>,
    height: Option<u32>,
    date_unix: Option<i64>,
    date_offset: Option<i64>,
    menu_order: i64,
}

impl Store {
    /// The number of the item that a number is an earlier version of; the own blog's first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revised(&self, native_id: &str) -> Result<Option<String>, Error> {
        sqlx::query_scalar(sql::REVISION_FIND)
            .bind(native_id)
            .fetch_optional(&self.readers)
            .await
            .doing("looking up whose version an item is")
    }
}

impl Write {
    /// What the texts of all posts are made of that show other items, by identity.
    ///
    /// # Errors
    /// The database failed.
    pub async fn recipes(&mut self) -> Result<Vec<RecipeRow>, Error> {
        let rows: Vec<RawRecipe> = sqlx::query_as(sql::RECIPE_ALL)
            .fetch_all(self.connection())
            .await
            .doing("reading what texts are made of")?;
        Ok(rows
            .into_iter()
            .map(|row| RecipeRow {
                post_id: row.post_id,
                host: row.host,
                recipe: NewRecipe { home: row.home, recipe: row.recipe },
                told: row.told,
            })
            .collect())
    }

    /// Keeps a post's texts anew.
    ///
    /// # Errors
    /// The database failed.
    pub async fn retell(&mut self, post: &Retold) -> Result<(), Error> {
        let texts = &post.texts;
        let (continue_url, continue_text) = texts.continue_link.clone().unzip();
        sqlx::query(sql::POST_RETELL)
            .bind(post.id.0.as_str())
            .bind(texts.lang.as_ref().map(|lang| lang.as_str().to_owned()))
            .bind(texts.excerpt.as_str())
            .bind(texts.reading_minutes)
            .bind(continue_url)
            .bind(continue_text)
            .bind(texts.picture.native_id.as_deref())
            .bind(texts.picture.url.as_deref())
            .bind(texts.picture.alt.as_deref())
            .bind(texts.picture.width)
            .bind(texts.picture.height)
            .bind(post.told.as_str())
            .execute(self.connection())
            .await
            .doing("keeping a post's texts anew")?;
        self.keep_bodies([(post.id.0.as_str(), texts)].into_iter()).await?;
        let mut hanging = Hanging::default();
        hanging.add(&post.id.0, texts);
        self.keep_hanging(&hanging).await
    }

    /// All attachments as galleries show them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn gallery_pictures(&mut self) -> Result<Vec<GalleryRow>, Error> {
        let rows: Vec<RawGallery> = sqlx::query_as(sql::GALLERY_ALL)
            .fetch_all(self.connection())
            .await
            .doing("reading the pictures of galleries")?;
        Ok(rows
            .into_iter()
            .map(|row| GalleryRow {
                host: row.host,
                native_id: row.native_id,
                parent_id: row.parent_id,
                url: row.url,
                title: row.title,
                alt: row.alt,
                caption: row.caption,
                width: row.width,
                height: row.height,
                date: moment(row.date_unix, row.date_offset),
                menu_order: row.menu_order,
            })
            .collect())
    }

    /// Keeps the body of a block that several posts show; None: it is shown no more. Says whether anything changed.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_shared_block(
        &mut self,
        host: &str,
        native_id: &str,
        body: Option<&str>,
    ) -> Result<bool, Error> {
        let statement = match body {
            Some(body) => sqlx::query(sql::SHARED_BLOCK_KEEP).bind(host).bind(native_id).bind(body),
            None => sqlx::query(sql::SHARED_BLOCK_DROP).bind(host).bind(native_id),
        };
        let done = statement.execute(self.connection()).await.doing("keeping a shared block")?;
        Ok(done.rows_affected() > 0)
    }

    /// Keeps whose earlier version an item is, both by number.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_revision(&mut self, host: &str, native_id: &str, of: &str) -> Result<(), Error> {
        sqlx::query(sql::REVISION_KEEP)
            .bind(host)
            .bind(native_id)
            .bind(of)
            .execute(self.connection())
            .await
            .doing("keeping whose version an item is")?;
        Ok(())
    }

    /// All blocks that several posts may show.
    ///
    /// # Errors
    /// The database failed.
    pub async fn shared_blocks(&mut self) -> Result<Vec<SharedBlockRow>, Error> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(sql::SHARED_BLOCK_ALL)
            .fetch_all(self.connection())
            .await
            .doing("reading shared blocks")?;
        Ok(rows.into_iter().map(|(host, native_id, body)| SharedBlockRow { host, native_id, body }).collect())
    }
}
