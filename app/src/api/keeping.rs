//! What a browser keeps to show an address without asking: the very answers of the server function.

use super::function::encoded;
use super::read;
use super::wire::{Screen, Site, View};
use crate::components::thumbnail_address;
use crate::i18n::Text;
use crate::routes::Links;
use archive::{Archive, KeptPicture, ReadError};
use catalog::{Facet, UiLang};
use domain::{PostId, PostPath};

/// An address, decoded, and what the server function answers for it.
pub type Shown = (String, Vec<u8>);

/// What the addresses of a post show, one for each of its pages, and the pictures that they and its card show.
///
/// # Errors
/// The database cannot be read.
pub async fn post(archive: &Archive, id: &PostId) -> Result<(Vec<Shown>, Vec<KeptPicture>), ReadError> {
    let text = Text::of(archive.site().lang);
    let (mut shown, mut pictures) = (Vec::new(), Vec::<KeptPicture>::new());
    for kept in archive.read_to_keep(id).await? {
        if let (1, Some(address)) = (kept.page, thumbnail_address(&kept.post.card)) {
            pictures.extend(archive.smaller_to_keep(&address).await?);
        }
        let href = Links::default().post_page(&kept.post.card.path, kept.page);
        for picture in kept.pictures {
            if !pictures.contains(&picture) {
                pictures.push(picture);
            }
        }
        // The address without a host, which every reader's own browser knows.
        let address = kept.post.card.path.to_href();
        let pages = (kept.page, kept.pages);
        shown.push(answer(href, read::post_view(archive, kept.post, kept.around, pages, &address, text)));
    }
    Ok((shown, pictures))
}

/// What the archive's own pages show that no catalog answers: all values of each facet, all pages, what it is.
#[must_use]
pub fn own_pages(archive: &Archive) -> Vec<Shown> {
    let links = Links::default();
    let directories = Facet::ALL
        .map(|facet| answer(links.directory(facet), View::Directory(facet, archive.directory(facet))));
    let mut shown = Vec::from(directories);
    shown.push(answer(links.pages(), View::Pages(archive.pages())));
    shown.push(answer(links.about(), View::About(read::about(archive))));
    shown
}

/// An answer says of the archive nothing: the page that asks knows, and what it says changes with every post.
fn answer(path: String, view: View) -> Shown {
    let site = Site {
        title: String::new(),
        tagline: String::new(),
        lang: UiLang::Fr,
        posts: 0,
        sources: 0,
        first: None,
        last: None,
        origin: None,
        offline: true,
    };
    let decoded = PostPath::parse(&path).as_str().to_owned();
    (decoded, encoded(&Screen { path, query: String::new(), site, view }))
}
