//! The pictures that galleries name. Attachments mostly stand after the posts that show them, so they are looked
//! up in a pass of their own, made only when a gallery is met.

use super::convert;
use super::decoded::Decoded;
use super::item::RawItem;
use super::xml::{Step, Vocabulary, Xml};
use crate::body::{Gallery, GalleryPicture};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::OnceLock;

/// The attachments of all files of a call, read when first asked for.
pub(crate) struct Attachments {
    files: Vec<Source>,
    read: OnceLock<Index>,
}

#[derive(Default)]
struct Index {
    files: BTreeMap<String, GalleryPicture>,
    /// Numbers of files by the post they hang on.
    of_post: BTreeMap<String, BTreeSet<String>>,
    /// Bodies of blocks that several posts show.
    shared_blocks: BTreeMap<String, String>,
}

impl Attachments {
    pub(crate) fn of(files: Vec<Source>) -> Self {
        Self { files, read: OnceLock::new() }
    }

    fn known(&self) -> &Index {
        self.read.get_or_init(|| {
            let mut known = Index::default();
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

fn collect<R: Read>(xml: &mut Xml<R>, known: &mut Index) {
    while let Ok(step) = xml.step() {
        match step {
            Step::Open(name, _) if name.is(Vocabulary::Rss, "item") => {
                let Ok(mut item) = RawItem::read(xml) else { return };
                item.mend();
                if item.kind.trim() == "wp_block"
                    && item.status.trim() == "publish"
                    && item.password.is_empty()
                {
                    known.shared_blocks.insert(item.id.trim().to_owned(), item.content);
                    continue;
                }
                if item.kind.trim() == "attachment" && matches!(item.status.trim(), "inherit" | "publish") {
                    add(&item, known);
                }
            }
            Step::End => return,
            _ => {}
        }
    }
}

fn add(item: &RawItem, known: &mut Index) {
    let id = item.id.trim().to_owned();
    let (width, height) = convert::size(item);
    let picture = GalleryPicture {
        id: id.parse().unwrap_or(u64::MAX),
        title: crate::body::plain_line(&item.title),
        date: item.date.trim().to_owned(),
        menu_order: item.menu_order.trim().parse().unwrap_or(0),
        url: item.attachment_url.trim().to_owned(),
        alt: convert::alternative(item),
        caption: crate::body::plain_line(&item.excerpt),
        width,
        height,
    };
    if !picture.url.is_empty() {
        known.of_post.entry(item.parent.trim().to_owned()).or_default().insert(id.clone());
        known.files.insert(id, picture);
    }
}

impl Gallery for Attachments {
    fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture> {
        ids.iter().filter_map(|id| self.known().files.get(*id)).cloned().collect()
    }

    fn pictures_of(&self, post: &str) -> Vec<GalleryPicture> {
        let is_picture = |url: &str| {
            let lower = url.to_ascii_lowercase();
            [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"]
                .iter()
                .any(|end| lower.split('?').next().is_some_and(|path| path.ends_with(end)))
        };
        let known = self.known();
        let numbers = known.of_post.get(post);
        let mut pictures: Vec<GalleryPicture> = numbers
            .into_iter()
            .flatten()
            .filter_map(|id| known.files.get(id))
            .filter(|picture| is_picture(&picture.url))
            .cloned()
            .collect();
        pictures.sort_by_key(|picture| (picture.menu_order, picture.id));
        pictures
    }

    fn shared_block(&self, id: &str) -> Option<String> {
        self.known().shared_blocks.get(id).cloned()
    }
}
