//! What a reader's browser may keep to read without a connection: every post and page, as it changes least.

use crate::read::Purpose;
use crate::{Archive, Around, ReadError};
use domain::{Post, PostId, PostPath};
use import::body::{addresses, for_reading};

/// One of the pages that an author made of a post, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPage {
    /// The post; its body is this page's, set for reading.
    pub post: Post,
    /// Who cites it. Not what other years have of its day: that changes with every post of that day.
    pub around: Around,
    /// Which page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The pictures that the body shows.
    pub pictures: Vec<KeptPicture>,
}

/// A picture to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPicture {
    /// `/media/HASH/NAME`, with `?w=PIXELS` where it is the smaller one of a card.
    pub href: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl Archive {
    /// Every post and page, by its address; in the order in which a browser compares texts (UTF-16), so that it can
    /// look for one by halves.
    #[must_use]
    pub fn all_by_address(&self) -> Vec<(PostPath, PostId)> {
        let snapshot = self.snapshot();
        let posts = (0..snapshot.catalog.posts()).filter_map(|at| snapshot.catalog.card(at));
        let pages = (0..).map_while(|at| snapshot.catalog.page_ref(at));
        let mut all: Vec<_> = posts.chain(pages).map(|card| (card.path.clone(), card.id.clone())).collect();
        all.sort_by(|(a, _), (b, _)| a.as_str().encode_utf16().cmp(b.as_str().encode_utf16()));
        all
    }

    /// Where a post stands among all in newest order; None for a page and for what is not here.
    #[must_use]
    pub fn position(&self, id: &PostId) -> Option<u32> {
        self.snapshot().position(id)
    }

    /// The pages that the author made of a post, to be kept; none where there is no such post. Each picture in one
    /// size; of related posts those that the post lists itself.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read_to_keep(&self, id: &PostId) -> Result<Vec<KeptPage>, ReadError> {
        let Some(post) = self.read_for(Purpose::Keeping, id).await? else { return Ok(Vec::new()) };
        let around = Around { on_this_day: Vec::new(), ..self.around(id).await? };
        let pages = import::body::pages(&post.body);
        let page = |page| {
            let body = for_reading(&import::body::page_of(&post.body, page)?, &post.card.lang);
            let pictures = self.pictures_of(&body);
            Some(KeptPage {
                post: Post { body, ..post.clone() },
                around: around.clone(),
                page,
                pages,
                pictures,
            })
        };
        Ok((1..=pages).filter_map(page).collect())
    }

    /// The smaller picture of a file that `address` (`/media/HASH/NAME?w=PIXELS`) answers, where it is another than the
    /// file itself.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn smaller_to_keep(&self, address: &str) -> Result<Option<KeptPicture>, ReadError> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let Some((hash, name)) = path.strip_prefix("/media/").and_then(|rest| rest.split_once('/')) else {
            return Ok(None);
        };
        let copy = self.file_hashed(hash, name, query).await?.filter(|copy| copy.hash != hash);
        let bytes = copy.and_then(|copy| std::fs::metadata(copy.path).ok()).map(|file| file.len());
        Ok(bytes.map(|bytes| KeptPicture { href: address.to_owned(), bytes }))
    }

    fn pictures_of(&self, body: &domain::SafeHtml) -> Vec<KeptPicture> {
        let mut pictures: Vec<KeptPicture> = Vec::new();
        for shown in addresses(body).into_iter().filter(|address| address.picture) {
            let hash = shown.address.strip_prefix("/media/").and_then(|rest| rest.split('/').next());
            let Some(path) = hash.and_then(|hash| self.folder().path(hash)) else { continue };
            let Ok(bytes) = std::fs::metadata(path).map(|file| file.len()) else { continue };
            if pictures.iter().all(|known| known.href != shown.address) {
                pictures.push(KeptPicture { href: shown.address, bytes });
            }
        }
        pictures
    }
}
