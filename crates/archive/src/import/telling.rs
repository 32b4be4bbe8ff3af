//! Posts that show what other items hold: pictures of a gallery, a block that several posts share. Those come in any part
//! of an export, in any call, so such posts are made at the end of each import in which one of them came, changed or
//! went; what ends in the archive depends on what was imported, and not on the order.

use super::Stop;
use super::records::{item_digest, retold};
use super::taking::Taking;
use crate::identity::identity;
use crate::open::in_thread;
use crate::settings::Settings;
use domain::PostId;
use import::body::{Gallery, GalleryPicture, OwnHosts};
use import::receipt::Remark;
use import::{Recipe, Told};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use store::records::{GalleryRow, RecipeRow, SharedBlockRow};

/// How many posts are made in one go, on all cores.
const BATCH: usize = 128;
/// What the names of pictures end in: of all files that hang on a post, a gallery shows those.
const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"];

/// What posts may show, by blog and number there.
struct Items {
    pictures: HashMap<(String, String), GalleryPicture>,
    /// The pictures that hang on a post, in its order, by its identity.
    of_post: HashMap<String, Vec<GalleryPicture>>,
    blocks: HashMap<(String, String), String>,
}

/// The items of one blog.
struct Blog<'a> {
    host: &'a str,
    items: &'a Items,
}

impl Items {
    fn of(rows: Vec<GalleryRow>, blocks: Vec<SharedBlockRow>) -> Self {
        let mut of_post: HashMap<String, Vec<GalleryPicture>> = HashMap::new();
        let mut pictures = HashMap::with_capacity(rows.len());
        for row in rows {
            let (key, parent, picture) = picture(row);
            if let Some(parent) = parent.filter(|_| is_picture(&picture.url)) {
                of_post.entry(parent).or_default().push(picture.clone());
            }
            pictures.insert(key, picture);
        }
        for pictures in of_post.values_mut() {
            pictures.sort_by_key(|picture| (picture.menu_order, picture.id));
        }
        let blocks = blocks.into_iter().map(|block| ((block.host, block.native_id), block.body)).collect();
        Self { pictures, of_post, blocks }
    }
}

fn picture(row: GalleryRow) -> ((String, String), Option<String>, GalleryPicture) {
    let picture = GalleryPicture {
        id: row.native_id.parse().unwrap_or(u64::MAX),
        title: row.title,
        date: row.date.map(|date| date.unix + i64::from(date.offset_minutes) * 60),
        menu_order: row.menu_order,
        url: row.url,
        alt: row.alt,
        caption: row.caption,
        width: row.width,
        height: row.height,
    };
    ((row.host, row.native_id), row.parent_id, picture)
}

fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.iter().any(|end| path.ends_with(end))
}

impl Blog<'_> {
    fn key(&self, id: &str) -> (String, String) {
        (self.host.to_owned(), id.to_owned())
    }
}

impl Gallery for Blog<'_> {
    fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture> {
        ids.iter().filter_map(|id| self.items.pictures.get(&self.key(id))).cloned().collect()
    }

    fn pictures_of(&self, post: &str) -> Vec<GalleryPicture> {
        let id = identity(self.host, Some(post), None);
        self.items.of_post.get(&id.0).cloned().unwrap_or_default()
    }

    fn shared_block(&self, id: &str) -> Option<String> {
        self.items.blocks.get(&self.key(id)).cloned()
    }
}

impl Taking<'_> {
    /// Makes the posts anew whose texts show other items, if one of those came, changed or went, and those that were met
    /// in this call.
    pub(super) async fn tell_anew(&mut self, settings: &Settings) -> Result<(), Stop> {
        if !self.others_changed && !self.met_recipes {
            return Ok(());
        }
        let mut rows = self.queue.settled().await?.recipes().await?;
        if !self.others_changed {
            rows.retain(|row| self.seen(&row.post_id).is_some());
        }
        if rows.is_empty() {
            return Ok(());
        }
        let write = self.queue.settled().await?;
        let items = Items::of(write.gallery_pictures().await?, write.shared_blocks().await?);
        let (items, own_hosts) = (Arc::new(items), Arc::new(settings.own_hosts()));
        while !rows.is_empty() {
            let batch = rows.split_off(rows.len().saturating_sub(BATCH));
            let (items, own_hosts) = (items.clone(), own_hosts.clone());
            let made: Vec<Result<(RecipeRow, Told), Stop>> =
                in_thread(move || batch.into_par_iter().map(|row| made(row, &items, &own_hosts)).collect())
                    .await?;
            for made in made {
                let (row, told) = made?;
                self.keep_told(row, told).await?;
            }
        }
        Ok(())
    }

    async fn keep_told(&mut self, row: RecipeRow, mut told: Told) -> Result<(), Stop> {
        let warnings = std::mem::take(&mut told.warnings);
        if let Some(seen) = self.seen(&row.post_id) {
            let remark = |reason| Remark { file: seen.file.clone(), item: seen.item.clone(), reason };
            self.receipt.warnings.extend(warnings.into_iter().map(remark));
        }
        let digest = item_digest(&told)?;
        if row.told != digest {
            self.queue.settled().await?.retell(&retold(told, PostId(row.post_id), &row.host, digest)).await?;
            self.changed = true;
        }
        Ok(())
    }
}

/// What a post tells, where these items are known.
fn made(row: RecipeRow, items: &Items, own_hosts: &[String]) -> Result<(RecipeRow, Told), Stop> {
    let recipe: Recipe = serde_json::from_str(&row.recipe.recipe)
        .map_err(|error| Stop::Broken(format!("what a post is made of cannot be read: {error}")))?;
    let own = OwnHosts::new(&row.recipe.home, own_hosts);
    let told = recipe.told(&own, &Blog { host: &row.host, items });
    Ok((row, told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posts_gallery_shows_its_pictures_in_its_order() {
        let row = |host: &str, id: &str, order: i64, url: &str| GalleryRow {
            host: host.into(),
            native_id: id.into(),
            parent_id: Some(identity("", Some("1"), None).0),
            url: url.into(),
            title: String::new(),
            alt: String::new(),
            caption: String::new(),
            width: None,
            height: None,
            date: None,
            menu_order: order,
        };
        let rows = vec![
            row("", "12", 1, "https://blog.example/12.JPG?w=300"),
            row("", "9", 1, "https://blog.example/9.png"),
            row("", "13", 0, "https://blog.example/13.webp"),
            row("", "14", 0, "https://blog.example/14.pdf"),
        ];
        let items = Items::of(rows, vec![]);
        let ids = |pictures: Vec<GalleryPicture>| pictures.iter().map(|p| p.id).collect::<Vec<_>>();
        let blog = Blog { host: "", items: &items };
        assert_eq!(ids(blog.pictures_of("1")), [13, 9, 12]);
        assert_eq!(
            ids(blog.pictures(&["14", "9", "77"])),
            [14, 9],
            "what is asked for by number is any file"
        );
        let other = Blog { host: "autre.example", items: &items };
        assert!(other.pictures(&["9"]).is_empty() && other.pictures_of("1").is_empty());
    }
}
