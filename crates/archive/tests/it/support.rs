//! An archive in a folder of its own, and WordPress exports written for it.

use archive::{Archive, ImportError, ImportOptions, Settings, receipt::Receipt};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The blog that the exports are of.
pub const HOST: &str = "blog.example";

/// An archive in a folder of its own.
pub struct Room {
    pub archive: Archive,
    pub folder: TempDir,
}

impl Room {
    /// An empty archive.
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    /// An empty archive, configured.
    pub async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = open(folder.path(), settings).await;
        Self { archive, folder }
    }

    /// An archive of these items.
    pub async fn of(items: &[Entry]) -> Self {
        let room = Self::new().await;
        room.import(items).await;
        room
    }

    /// Imports these items as one export.
    pub async fn import(&self, items: &[Entry]) -> Receipt {
        self.try_import(&export(items)).await.unwrap()
    }

    /// Imports a file.
    pub async fn try_import(&self, export: &str) -> Result<Receipt, ImportError> {
        let file = self.folder.path().join("export.xml");
        std::fs::write(&file, export).unwrap();
        let done = self.archive.import(&[file], ImportOptions::default(), |_| {}).await;
        let receipt = match &done {
            Ok(receipt) => receipt,
            Err(error) => &error.receipt,
        };
        assert!(receipt.adds_up(), "{receipt:?}");
        done
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("relire.db")
    }

    /// Whether a text is anywhere in the files of the database.
    pub fn holds(&self, text: &str) -> bool {
        std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path()).any(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = std::fs::read(&file).unwrap();
            name.starts_with("relire.db") && bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
    }
}

/// Opens the archive of a folder.
pub async fn open(folder: &Path, settings: Settings) -> Archive {
    let url = format!("sqlite:{}", folder.join("relire.db").display());
    Archive::open(&url, settings).await.unwrap()
}

/// An item of an export.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: u32,
    pub kind: &'static str,
    pub status: &'static str,
    pub title: String,
    pub path: String,
    pub slug: String,
    /// Local time, two hours ahead of UTC; empty for none.
    pub date: String,
    pub body: String,
    pub author: String,
    /// Domain, nicename, label.
    pub terms: Vec<(&'static str, String, String)>,
    pub parent: u32,
    pub meta: Vec<(&'static str, String)>,
    /// Number, parent, author, approved, text.
    pub comments: Vec<(u32, u32, &'static str, bool, &'static str)>,
    pub file: Option<String>,
    /// Path and query; None: the post's number.
    pub guid: Option<&'static str>,
}

/// A public post of a day.
pub fn post(id: u32, day: &str, slug: &str) -> Entry {
    Entry {
        id,
        kind: "post",
        status: "publish",
        title: format!("Titre {slug}"),
        path: format!("/{}/{slug}/", day.replace('-', "/")),
        slug: slug.into(),
        date: format!("{day} 09:30:00"),
        body: format!("Un texte sur {slug}."),
        author: "jmartin".into(),
        terms: vec![],
        parent: 0,
        meta: vec![],
        comments: vec![],
        file: None,
        guid: None,
    }
}

/// A public page.
pub fn page(id: u32, path: &str) -> Entry {
    let slug = path.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    Entry { kind: "page", path: path.into(), ..post(id, "2018-01-01", &slug) }
}

/// A file that hangs on a post.
pub fn file(id: u32, parent: u32, name: &str) -> Entry {
    Entry {
        kind: "attachment",
        status: "inherit",
        parent,
        path: format!("/fichiers/{name}/"),
        file: Some(format!("https://{HOST}/wp-content/uploads/2018/07/{name}.jpg")),
        ..post(id, "2018-07-01", name)
    }
}

/// A block that several posts show.
pub fn shared_block(id: u32, body: &str) -> Entry {
    Entry { kind: "wp_block", ..post(id, "2018-01-02", "bloc-commun").saying(body) }
}

impl Entry {
    pub fn titled(mut self, title: &str) -> Self {
        self.title = title.into();
        self
    }

    pub fn saying(mut self, body: &str) -> Self {
        self.body = body.into();
        self
    }

    pub fn status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }

    pub fn known_as(mut self, guid: &'static str) -> Self {
        self.guid = Some(guid);
        self
    }

    pub fn below(mut self, parent: u32) -> Self {
        self.parent = parent;
        self
    }

    pub fn at(mut self, path: &str) -> Self {
        self.path = path.into();
        self
    }

    pub fn tagged(mut self, nicename: &str, label: &str) -> Self {
        self.terms.push(("post_tag", nicename.into(), label.into()));
        self
    }

    pub fn in_category(mut self, nicename: &str, label: &str) -> Self {
        self.terms.push(("category", nicename.into(), label.into()));
        self
    }

    pub fn by(mut self, login: &str) -> Self {
        self.author = login.into();
        self
    }

    pub fn meta(mut self, key: &'static str, value: &str) -> Self {
        self.meta.push((key, value.into()));
        self
    }
}

/// A WordPress export of these items.
pub fn export(items: &[Entry]) -> String {
    export_of(HOST, items)
}

/// A WordPress export of another host.
pub fn export_of(host: &str, items: &[Entry]) -> String {
    let mut text = format!(
        r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Un blog</title><link>https://{host}</link><description>Une devise</description><language>fr-FR</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://{host}</wp:base_site_url><wp:base_blog_url>https://{host}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>jmartin</wp:author_login>
<wp:author_email>jeanne@courrier.example</wp:author_email>
<wp:author_display_name><![CDATA[Jeanne Martin]]></wp:author_display_name></wp:author>
"#
    );
    for item in items {
        write_item(&mut text, host, item);
    }
    text.push_str("</channel>\n</rss>\n");
    text
}

/// What an export lists before its items: categories (number, slug, the slug it lies under), tags and terms of a
/// taxonomy of the blog's own (number, slug), authors (number, login).
#[derive(Clone, Debug, Default)]
pub struct Listed {
    pub categories: &'static [(u32, &'static str, &'static str)],
    pub tags: &'static [(u32, &'static str)],
    pub genres: &'static [(u32, &'static str)],
    pub authors: &'static [(u32, &'static str)],
}

/// A WordPress export of these items with what it lists before them.
pub fn export_listing(listed: &Listed, items: &[Entry]) -> String {
    let mut text = String::new();
    for (id, slug, parent) in listed.categories {
        writeln!(
            text,
            "<wp:category><wp:term_id>{id}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>\
             <wp:category_parent>{parent}</wp:category_parent><wp:cat_name><![CDATA[{slug}]]></wp:cat_name></wp:category>"
        )
        .unwrap();
    }
    for (id, slug) in listed.tags {
        writeln!(
            text,
            "<wp:tag><wp:term_id>{id}</wp:term_id><wp:tag_slug>{slug}</wp:tag_slug>\
             <wp:tag_name><![CDATA[{slug}]]></wp:tag_name></wp:tag>"
        )
        .unwrap();
    }
    for (id, slug) in listed.genres {
        writeln!(
            text,
            "<wp:term><wp:term_id>{id}</wp:term_id><wp:term_taxonomy>genre</wp:term_taxonomy>\
             <wp:term_slug>{slug}</wp:term_slug><wp:term_parent/><wp:term_name><![CDATA[{slug}]]></wp:term_name></wp:term>"
        )
        .unwrap();
    }
    for (id, login) in listed.authors {
        writeln!(
            text,
            "<wp:author><wp:author_id>{id}</wp:author_id><wp:author_login>{login}</wp:author_login></wp:author>"
        )
        .unwrap();
    }
    let export = export(items);
    let (head, rest) = export.split_at(export.find("<item>").unwrap_or(export.len() - 18));
    format!("{head}{text}{rest}")
}

fn write_item(text: &mut String, host: &str, item: &Entry) {
    let Entry { id, kind, status, title, path, slug, date, body, author, parent, .. } = item;
    let gmt = if date.is_empty() { "0000-00-00 00:00:00".to_owned() } else { date.replace(" 09:", " 07:") };
    let guid = item.guid.map_or_else(|| format!("/?p={id}"), str::to_owned);
    let date = if date.is_empty() { "0000-00-00 00:00:00" } else { date };
    write!(
        text,
        "<item>\n<title><![CDATA[{title}]]></title>\n<link>https://{host}{path}</link>\n\
         <dc:creator><![CDATA[{author}]]></dc:creator>\n<guid isPermaLink=\"false\">http://{host}{guid}</guid>\n\
         <content:encoded><![CDATA[{body}]]></content:encoded>\n<excerpt:encoded><![CDATA[]]></excerpt:encoded>\n\
         <wp:post_id>{id}</wp:post_id>\n<wp:post_date>{date}</wp:post_date>\n<wp:post_date_gmt>{gmt}</wp:post_date_gmt>\n\
         <wp:post_name>{slug}</wp:post_name>\n<wp:status>{status}</wp:status>\n<wp:post_parent>{parent}</wp:post_parent>\n\
         <wp:menu_order>0</wp:menu_order>\n<wp:post_type>{kind}</wp:post_type>\n<wp:post_password></wp:post_password>\n\
         <wp:is_sticky>0</wp:is_sticky>\n"
    )
    .unwrap();
    if let Some(file) = &item.file {
        writeln!(text, "<wp:attachment_url>{file}</wp:attachment_url>").unwrap();
    }
    for (domain, nicename, label) in &item.terms {
        writeln!(
            text,
            "<category domain=\"{domain}\" nicename=\"{nicename}\"><![CDATA[{label}]]></category>"
        )
        .unwrap();
    }
    for (key, value) in &item.meta {
        writeln!(
            text,
            "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        )
        .unwrap();
    }
    for (id, parent, author, approved, words) in &item.comments {
        writeln!(
            text,
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author>\
             <wp:comment_author_email>lecteur@courrier.example</wp:comment_author_email>\
             <wp:comment_author_IP>203.0.113.77</wp:comment_author_IP>\
             <wp:comment_date>2018-08-0{day} 10:00:00</wp:comment_date>\
             <wp:comment_date_gmt>2018-08-0{day} 08:00:00</wp:comment_date_gmt>\
             <wp:comment_content><![CDATA[{words}]]></wp:comment_content>\
             <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type></wp:comment_type>\
             <wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
            day = id % 9 + 1,
            approved = u8::from(*approved),
        )
        .unwrap();
    }
    text.push_str("</item>\n");
}
