//! An `<item>` as it stands in the file, before anything is made of it.

use super::mojibake;
use super::xml::{Broken, Name, Step, Vocabulary, Xml};
use std::io::Read;

/// An item as recorded: every field as text, empty where absent.
#[derive(Debug, Default)]
pub(super) struct RawItem {
    /// The line its tag stands in.
    pub line: u64,
    pub title: String,
    pub link: String,
    pub pub_date: String,
    pub creator: String,
    pub guid: String,
    pub content: String,
    pub excerpt: String,
    pub id: String,
    pub date: String,
    pub date_gmt: String,
    pub modified: String,
    pub modified_gmt: String,
    pub name: String,
    pub status: String,
    pub parent: String,
    pub menu_order: String,
    pub kind: String,
    pub password: String,
    pub sticky: String,
    pub attachment_url: String,
    pub terms: Vec<RawTerm>,
    /// Custom fields, in order; only those that [`KEPT_META`] names.
    pub meta: Vec<(String, String)>,
    pub comments: Vec<RawComment>,
    /// References repaired inside it.
    pub reference_repairs: u64,
    /// One of its texts is longer than any is read.
    pub overlong: bool,
    /// Texts of it that had been read in a wrong encoding before they were exported, mended.
    pub misread_repairs: u64,
}

/// The custom fields that mean something to an archive. Others can hold anything, secrets included: not kept.
const KEPT_META: [&str; 7] = [
    "enclosure",
    "footnotes",
    "_thumbnail_id",
    "_wp_attached_file",
    "_wp_attachment_metadata",
    "_wp_attachment_image_alt",
    "_wp_old_slug",
];

/// Those of them that people wrote.
const SAID_IN_META: [&str; 2] = ["_wp_attachment_image_alt", "footnotes"];

/// A `<category>` of an item.
#[derive(Debug, Default)]
pub(super) struct RawTerm {
    pub domain: String,
    pub nicename: String,
    pub label: String,
}

/// A comment. Its author's e-mail and network address are not read at all.
#[derive(Debug, Default)]
pub(super) struct RawComment {
    pub id: String,
    pub parent: String,
    pub author: String,
    pub date: String,
    pub date_gmt: String,
    pub approved: String,
    pub content: String,
}

impl RawItem {
    /// Reads the item whose tag was just opened, up to its end.
    pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Self, Broken> {
        let outer = xml.depth();
        let mut item = Self { line: xml.line(), ..Self::default() };
        xml.take_reference_repairs();
        xml.take_overlong();
        loop {
            match xml.step()? {
                Step::Open(name, attributes) => item.field(xml, &name, attributes)?,
                Step::Close if xml.depth() < outer => break,
                Step::Close => {}
                Step::End => return Err(xml.broken("the file ends inside an item".into())),
            }
        }
        item.reference_repairs = xml.take_reference_repairs();
        item.overlong = xml.take_overlong();
        Ok(item)
    }

    fn field<R: Read>(
        &mut self,
        xml: &mut Xml<R>,
        name: &Name,
        attributes: Vec<(String, String)>,
    ) -> Result<(), Broken> {
        use Vocabulary::{Content, Dc, Excerpt, Rss, Wp};
        let field = match (name.vocabulary, name.local.as_str()) {
            (Rss, "title") => &mut self.title,
            (Rss, "link") => &mut self.link,
            (Rss, "pubDate") => &mut self.pub_date,
            (Rss, "guid") => &mut self.guid,
            (Dc, "creator") => &mut self.creator,
            (Content, "encoded") => &mut self.content,
            (Excerpt, "encoded") => &mut self.excerpt,
            (Wp, "post_id") => &mut self.id,
            (Wp, "post_date") => &mut self.date,
            (Wp, "post_date_gmt") => &mut self.date_gmt,
            (Wp, "post_modified") => &mut self.modified,
            (Wp, "post_modified_gmt") => &mut self.modified_gmt,
            (Wp, "post_name") => &mut self.name,
            (Wp, "status") => &mut self.status,
            (Wp, "post_parent") => &mut self.parent,
            (Wp, "menu_order") => &mut self.menu_order,
            (Wp, "post_type") => &mut self.kind,
            (Wp, "post_password") => &mut self.password,
            (Wp, "is_sticky") => &mut self.sticky,
            (Wp, "attachment_url") => &mut self.attachment_url,
            (Rss, "category") => {
                let label = xml.text()?;
                self.add_term(attributes, label);
                return Ok(());
            }
            (Wp, "postmeta") => return self.read_meta(xml),
            (Wp, "comment") => {
                self.comments.push(RawComment::read(xml)?);
                return Ok(());
            }
            _ => return xml.skip(),
        };
        let text = xml.text()?;
        // A field met twice: the first that says something counts.
        if field.is_empty() {
            *field = text;
        }
        Ok(())
    }

    fn add_term(&mut self, attributes: Vec<(String, String)>, label: String) {
        let mut term = RawTerm { label: label.trim().to_owned(), ..RawTerm::default() };
        for (key, value) in attributes {
            match key.as_str() {
                "domain" => term.domain = value,
                "nicename" => term.nicename = value,
                _ => {}
            }
        }
        self.terms.push(term);
    }

    fn read_meta<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Broken> {
        let outer = xml.depth();
        let (mut key, mut value) = (String::new(), String::new());
        loop {
            match xml.step()? {
                Step::Open(name, _) if name.is(Vocabulary::Wp, "meta_key") => key = xml.text()?,
                Step::Open(name, _) if name.is(Vocabulary::Wp, "meta_value") => value = xml.text()?,
                Step::Open(..) => xml.skip()?,
                Step::Close if xml.depth() < outer => break,
                Step::Close => {}
                Step::End => return Err(xml.broken("the file ends inside a custom field".into())),
            }
        }
        if KEPT_META.contains(&key.as_str()) {
            self.meta.push((key, value));
        }
        Ok(())
    }

    /// Mends the texts that had been read in a wrong encoding. Addresses and numbers are left as they are.
    pub(super) fn mend(&mut self) {
        let texts = [&mut self.title, &mut self.content, &mut self.excerpt, &mut self.creator];
        let terms = self.terms.iter_mut().map(|term| &mut term.label);
        let comments =
            self.comments.iter_mut().flat_map(|comment| [&mut comment.author, &mut comment.content]);
        let meta = self.meta.iter_mut().filter(|(key, _)| SAID_IN_META.contains(&key.as_str()));
        let all = texts.into_iter().chain(terms).chain(comments).chain(meta.map(|(_, value)| value));
        for text in all {
            let misread = mojibake::mend(text);
            let controls = mojibake::mend_controls(text);
            self.misread_repairs += u64::from(misread || controls);
        }
    }

    /// The first custom field of that name.
    pub(super) fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

impl RawComment {
    fn read<R: Read>(xml: &mut Xml<R>) -> Result<Self, Broken> {
        let outer = xml.depth();
        let mut comment = Self::default();
        loop {
            match xml.step()? {
                Step::Open(name, _) => {
                    let field = match (name.vocabulary, name.local.as_str()) {
                        (Vocabulary::Wp, "comment_id") => &mut comment.id,
                        (Vocabulary::Wp, "comment_parent") => &mut comment.parent,
                        (Vocabulary::Wp, "comment_author") => &mut comment.author,
                        (Vocabulary::Wp, "comment_date") => &mut comment.date,
                        (Vocabulary::Wp, "comment_date_gmt") => &mut comment.date_gmt,
                        (Vocabulary::Wp, "comment_approved") => &mut comment.approved,
                        (Vocabulary::Wp, "comment_content") => &mut comment.content,
                        _ => {
                            xml.skip()?;
                            continue;
                        }
                    };
                    *field = xml.text()?;
                }
                Step::Close if xml.depth() < outer => return Ok(comment),
                Step::Close => {}
                Step::End => return Err(xml.broken("the file ends inside a comment".into())),
            }
        }
    }

    /// Whether it may be shown.
    pub(super) fn is_approved(&self) -> bool {
        matches!(self.approved.trim(), "1" | "approved")
    }
}
