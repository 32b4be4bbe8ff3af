//! Reading one post.

use crate::identity::href;
use crate::media::shown::Shelf;
use crate::snapshot::{Snapshot, post_ref};
use crate::{Archive, ReadError};
use domain::{Card, Comment, Kind, Post, PostId, PostRef, SafeHtml};
use import::body::{addresses, for_reading, with_pictures};
use store::records::Named;

/// What a post is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be shown now.
    Reading,
    /// To be kept in a reader's browser: each picture in one size, and of related posts only those that the post lists
    /// itself. Those found alike change with every new post, and would change all that is kept.
    Keeping,
}

/// The most posts of a post's own list.
const MOST_LISTED: usize = 100;

impl Archive {
    /// A post or page, whole. Pictures and other files are those that are here; a picture that is not is a frame.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&self, id: &PostId) -> Result<Option<Post>, ReadError> {
        self.read_for(Purpose::Reading, id).await
    }

    pub(crate) async fn read_for(&self, purpose: Purpose, id: &PostId) -> Result<Option<Post>, ReadError> {
        let snapshot = self.snapshot();
        let Some((kind, card)) = snapshot.card(id) else { return Ok(None) };
        let Some(content) = self.store().content(id).await? else { return Ok(None) };
        let own_list = self.own_list(&content.related).await?;
        let mut card = card.clone();
        if let Some(url) = &card.continue_url {
            card.continue_url = self.own_link(&snapshot, url, 0).await?.or(card.continue_url);
        }
        let mut comments = content.comments;
        for (comment, _) in &mut comments {
            comment.html = self.linked(&snapshot, &comment.html).await?;
        }
        let body = self.linked(&snapshot, &content.body).await?;
        Ok(Some(Post {
            related: related(&snapshot, &card, kind, &own_list, purpose),
            card,
            kind,
            body: self.with_files(&snapshot, &body, purpose).await?,
            continue_text: content.continue_text,
            links: content
                .links
                .into_iter()
                .filter(|link| snapshot.own_hosts.path_of(&link.url).is_none())
                .collect(),
            comments: Comment::threads(comments),
        }))
    }

    /// What a list shows of a post or page.
    #[must_use]
    pub fn card(&self, id: &PostId) -> Option<Card> {
        self.snapshot().card(id).map(|(_, card)| card.clone())
    }

    /// The posts of a post's own list, in its order: as the database finds them, else by all that is known of
    /// addresses.
    async fn own_list(&self, named: &[Named]) -> Result<Vec<PostId>, ReadError> {
        let mut posts = Vec::new();
        for named in named.iter().take(MOST_LISTED) {
            posts.extend(match named {
                Named::Post(id) => Some(id.clone()),
                Named::Path(path) => self.post_meant(&href(path), "").await?,
                Named::Number(number) => self.post_meant("/", &format!("p={number}")).await?,
            });
        }
        Ok(posts)
    }

    /// A page of a post, from 1, with how many it has; its body is that page's, set for reading. None: there is no such
    /// post or page.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read_page(&self, id: &PostId, page: u32) -> Result<Option<(Post, u32)>, ReadError> {
        let Some(mut post) = self.read(id).await? else { return Ok(None) };
        let pages = import::body::pages(&post.body);
        let Some(body) = import::body::page_of(&post.body, page) else { return Ok(None) };
        post.body = for_reading(&body, &post.card.lang);
        Ok(Some((post, pages)))
    }

    /// How many pages a post has; 0 where there is no such post.
    pub(crate) async fn pages_of(&self, id: &PostId) -> Result<u32, ReadError> {
        Ok(self.store().content(id).await?.map_or(0, |content| import::body::pages(&content.body)))
    }
}

impl Archive {
    /// A body with the files that are here.
    async fn with_files(
        &self,
        snapshot: &Snapshot,
        body: &SafeHtml,
        purpose: Purpose,
    ) -> Result<SafeHtml, ReadError> {
        let named = addresses(body);
        let families = Shelf::families(named.iter().map(|named| named.address.as_str()));
        let families: Vec<&str> = families.iter().map(String::as_str).collect();
        let mut shelf = Shelf::new(self.store().files_of(&families).await?, Some(&snapshot.old_hosts));
        if purpose == Purpose::Keeping {
            shelf = shelf.in_one_size();
        }
        Ok(with_pictures(body, &shelf))
    }
}

/// The posts that it lists itself, in its order, then those found alike; none twice, never itself.
fn related(
    snapshot: &Snapshot,
    card: &Card,
    kind: Kind,
    own_list: &[PostId],
    purpose: Purpose,
) -> Vec<PostRef> {
    let listed = own_list.iter().filter_map(|id| snapshot.post_ref(id));
    let alike = match (kind, purpose) {
        (Kind::Post, Purpose::Reading) => snapshot.alike.to(card, snapshot.position(&card.id)),
        _ => Vec::new(),
    };
    let alike = alike.into_iter().filter_map(|at| snapshot.catalog.card(at)).map(post_ref);
    let mut related: Vec<PostRef> = Vec::new();
    for post in listed.chain(alike) {
        if post.id != card.id && related.iter().all(|known| known.id != post.id) {
            related.push(post);
        }
    }
    related
}
