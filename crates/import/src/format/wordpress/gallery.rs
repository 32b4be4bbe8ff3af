//! The pictures that galleries name. Attachments mostly stand after the posts that show them, so they are looked
//! up in a pass of their own, made only when a gallery is met.

use super::convert;
use super::decoded::Decoded;
use super::item::RawItem;
use super::xml::{Step, Vocabulary, Xml};
use crate::body::{Gallery, GalleryPicture};
use crate::source::Source;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::OnceLock;

/// The attachments of all files of a call, read when first asked for.
pub(crate) struct Attachments {
    files: Vec<Source>,
    read: OnceLock<BTreeMap<String, Known>>,
}

struct Known {
    parent: String,
    order: (i64, u64),
    picture: GalleryPicture,
}

impl Attachments {
    pub(crate) fn of(files: Vec<Source>) -> Self {
        Self { files, read: OnceLock::new() }
    }

    fn known(&self) -> &BTreeMap<String, Known> {
        self.read.get_or_init(|| {
            let mut known = BTreeMap::new();
            for file in &self.files {
                // A file that cannot be read is refused where its items are; here it only has no pictures.
                let _ = file.with(|reader| {
                    if let Ok(decoded) = Decoded::open(reader) {
                        collect(&mut Xml::new(decoded), &mut known);
                    }
                });
            }
            known
        })
    }
}

fn collect<R: Read>(xml: &mut Xml<R>, known: &mut BTreeMap<String, Known>) {
    while let Ok(step) = xml.step() {
        match step {
            Step::Open(name, _) if name.is(Vocabulary::Rss, "item") => {
                let Ok(item) = RawItem::read(xml) else { return };
                if item.kind.trim() == "attachment" && matches!(item.status.trim(), "inherit" | "publish") {
                    add(&item, known);
                }
            }
            Step::End => return,
            _ => {}
        }
    }
}

fn add(item: &RawItem, known: &mut BTreeMap<String, Known>) {
    let id = item.id.trim().to_owned();
    let (width, height) = convert::size(item);
    let picture = GalleryPicture {
        url: item.attachment_url.trim().to_owned(),
        alt: convert::alternative(item),
        caption: crate::body::plain_line(&item.excerpt),
        width,
        height,
    };
    let order = (item.menu_order.trim().parse().unwrap_or(0), id.parse().unwrap_or(u64::MAX));
    if !picture.url.is_empty() {
        known.insert(id, Known { parent: item.parent.trim().to_owned(), order, picture });
    }
}

impl Gallery for Attachments {
    fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture> {
        ids.iter().filter_map(|id| self.known().get(*id)).map(|known| known.picture.clone()).collect()
    }

    fn pictures_of(&self, post: &str) -> Vec<GalleryPicture> {
        let is_picture = |url: &str| {
            let lower = url.to_ascii_lowercase();
            [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"]
                .iter()
                .any(|end| lower.split('?').next().is_some_and(|path| path.ends_with(end)))
        };
        let mut children: Vec<&Known> = self
            .known()
            .values()
            .filter(|known| known.parent == post && is_picture(&known.picture.url))
            .collect();
        children.sort_by_key(|known| known.order);
        children.into_iter().map(|known| known.picture.clone()).collect()
    }
}
