//! WordPress's own tables of addresses: what each answers, beside what the address answers that WordPress sends it to,
//! on a blog of ours with what the tables name. Here a category is its tag and a list its filter, so two addresses are
//! compared by what they show in the end, and not by how they are spelled.

use crate::{Row, Table};
use archive::{Archive, ImportOptions, Resolution, Settings};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

const HOST: &str = "https://blog.example";

/// The table of redirects, and that of what must not say that a hidden post is there.
pub fn tables(corpora: &Path) -> Result<Vec<Table>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(async {
        Ok(vec![
            redirects(&corpora.join("urls/wordpress-canonical.tsv")).await?,
            hidden(&corpora.join("urls/wordpress-hidden-posts.tsv")).await?,
        ])
    })
}

async fn redirects(path: &Path) -> Result<Table, String> {
    let blog = Blog::of(&named_by_the_table()).await?;
    let mut table = Table { name: "addresses", rows: Vec::new() };
    let mut met = BTreeSet::new();
    for row in rows(path)? {
        let [_, _, setup, request, expected, outcome, ..] = row.as_slice() else { continue };
        let note = row.get(6).map_or("", String::as_str);
        let (asked, meant) = (ours(request), ours(&expected.replace("{file URL}", &file_of(request))));
        let (is, moved) = blog.shows(&asked).await?;
        let (should, _) = blog.shows(&meant).await?;
        // What is withheld is nothing, and that is the row's point.
        let should = if note.contains("must not leak") { NOTHING.to_owned() } else { should };
        let moves = outcome == "redirect" && asked != meant;
        let mark = |moved: bool| if moves && !moved { ", without a move" } else { "" };
        // Some requests are in the table once more, for a blog of other settings.
        let file = if met.insert(request.clone()) { request.clone() } else { format!("{request}, {setup}") };
        table.rows.push(Row { file, expected: should, got: format!("{is}{}", mark(moved)) });
    }
    Ok(table)
}

async fn hidden(path: &Path) -> Result<Table, String> {
    let statuses = ["publish", "private", "future", "draft", "pending", "auto-draft", "trash"];
    let items: Vec<Item> = statuses
        .iter()
        .zip(10_u32..)
        .map(|(status, id)| Item { status, ..post(id, "2018-07-12", &format!("{status}-post")) })
        .collect();
    let blog = Blog::of(&items).await?;
    let mut table = Table { name: "hidden posts", rows: Vec::new() };
    for row in rows(path)? {
        let [status, _, request, ..] = row.as_slice() else { continue };
        let Some(at) = statuses.iter().position(|known| known == status) else {
            return Err(format!("{}: unknown status {status}", path.display()));
        };
        let (is, moved) = blog.shows(&request.replace("{ID}", &(at + 10).to_string())).await?;
        let says_nothing = is == NOTHING && !moved;
        let said = |nothing: bool| if nothing { "nothing" } else { "something" };
        table.rows.push(Row {
            file: format!("{status} {request}"),
            expected: said(status != "publish").to_owned(),
            got: said(says_nothing).to_owned(),
        });
    }
    Ok(table)
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// The row's own words for what differs from blog to blog, put into ours.
fn ours(address: &str) -> String {
    let multipage = "/2008/09/03/multipage-post-test/";
    let mut address = address.to_owned();
    for (word, ours) in [
        ("{id of category parent}", "21"),
        ("{id of category child-1}", "22"),
        ("{id of category child-2}", "23"),
        ("{id of canonical-author}", "31"),
        ("{permalink of a 3-page post}", multipage),
        ("{permalink}", multipage),
    ] {
        address = address.replace(word, ours);
    }
    if !address.starts_with('/') && !address.contains("://") {
        address.insert(0, '/');
    }
    address
}

/// The file of the attachment whose page is asked for.
fn file_of(page: &str) -> String {
    format!("{UPLOADS}{}.jpg", page.trim_matches('/'))
}

/// Where the files of our blog were.
const UPLOADS: &str = "/wp-content/uploads/2011/02/";
const NOTHING: &str = "NotFound";

/// An archive of a blog.
struct Blog {
    archive: Archive,
    _folder: tempfile::TempDir,
}

impl Blog {
    async fn of(items: &[Item]) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = folder.path().join("export.xml");
        std::fs::write(&file, export(items)).map_err(|error| error.to_string())?;
        let url = format!("sqlite:{}", folder.path().join("relire.db").display());
        let archive = Archive::open(&url, Settings::default()).await.map_err(|error| error.to_string())?;
        let done = archive.import(&[file], ImportOptions::default(), |_| {}).await;
        done.map_err(|error| error.reason)?;
        Ok(Self { archive, _folder: folder })
    }

    /// What an address shows in the end, and whether it moved.
    async fn shows(&self, address: &str) -> Result<(String, bool), String> {
        if address.starts_with(UPLOADS) {
            return Ok((address.to_owned(), false));
        }
        let first = self.ask(address).await?;
        Ok(match &first {
            Resolution::Moved(to) if to.starts_with("/wp-content/") => (to.clone(), true),
            Resolution::Moved(to) => (shown(&self.ask(to).await?), true),
            first => (shown(first), false),
        })
    }

    async fn ask(&self, address: &str) -> Result<Resolution, String> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        self.archive.resolve(path, query).await.map_err(|error| error.to_string())
    }
}

/// What is answered, as one line.
fn shown(resolution: &Resolution) -> String {
    match resolution {
        Resolution::PastTheEnd(_) => NOTHING.to_owned(),
        Resolution::Archive(filter) => format!("the archive: {}", filter.to_query()),
        resolution => format!("{resolution:?}").split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// An item of an export.
struct Item {
    id: u32,
    kind: &'static str,
    status: &'static str,
    day: &'static str,
    slug: String,
    path: String,
    parent: u32,
    author: &'static str,
    body: &'static str,
    terms: Vec<(&'static str, &'static str)>,
    old_slug: &'static str,
}

fn post(id: u32, day: &'static str, slug: &str) -> Item {
    Item {
        id,
        kind: "post",
        status: "publish",
        day,
        slug: slug.to_owned(),
        path: format!("/{}/{slug}/", day.replace('-', "/")),
        parent: 0,
        author: "auteur",
        body: "Un texte.",
        terms: Vec::new(),
        old_slug: "",
    }
}

fn page(id: u32, path: &str) -> Item {
    let slug = path.trim_matches('/').rsplit('/').next().unwrap_or_default();
    Item { kind: "page", path: path.to_owned(), ..post(id, "2007-01-01", slug) }
}

fn file(id: u32, parent: u32, slug: &str, path: &str) -> Item {
    Item {
        kind: "attachment",
        status: "inherit",
        parent,
        path: path.to_owned(),
        ..post(id, "2011-02-01", slug)
    }
}

/// What the table's requests are about, as the file beside it says.
fn named_by_the_table() -> Vec<Item> {
    let of = |domain, slug| vec![(domain, slug)];
    let mut items = vec![
        post(587, "2008-06-02", "post-format-test-audio"),
        post(590, "2008-06-10", "post-format-test-gallery"),
        post(591, "2008-09-03", "images-test"),
        Item {
            body: "un<!--nextpage-->deux<!--nextpage-->trois",
            ..post(592, "2008-09-03", "multipage-post-test")
        },
        post(593, "2008-09-03", "non-paged-post-test"),
        post(149, "2008-03-03", "comment-test"),
        Item {
            terms: vec![("category", "cat-a"), ("post_tag", "post-formats"), ("post_tag", "comments")],
            ..post(594, "2008-09-05", "autre")
        },
        Item {
            terms: vec![("category", "cat-b"), ("post_tag", "test")],
            author: "canonical-author",
            ..post(595, "2008-09-06", "encore")
        },
        Item { terms: of("category", "parent"), ..post(596, "2012-11-05", "tard") },
        Item { terms: of("category", "child-1"), ..post(597, "2012-11-06", "plus-tard") },
        Item { terms: of("category", "child-2"), ..post(598, "2012-11-07", "encore-plus-tard") },
        Item {
            terms: of("category", "cat0"),
            path: "/cat0/post0/".into(),
            ..post(599, "2012-11-08", "post0")
        },
        Item { path: "/bar-baz/".into(), old_slug: "foo-bar", ..post(600, "2012-11-09", "bar-baz") },
        post(123, "2013-01-01", "cent-vingt-trois"),
        post(1, "2013-01-01", "premier"),
        post(358, "2013-01-01", "trois-cents"),
        page(801, "/sample-page/"),
        page(802, "/about/"),
        page(803, "/parent-page/"),
        page(144, "/parent-page/child-page-1/"),
        page(805, "/parent/child1/grandchild/"),
        page(806, "/parent/child2/grandchild/"),
        file(611, 590, "canola2", "/2008/06/10/post-format-test-gallery/canola2/"),
        file(612, 0, "unattached-image", "/unattached-image/"),
        file(613, 591, "public-attached-image", "/public-attached-image/"),
        Item { status: "draft", ..post(614, "2011-02-02", "brouillon") },
        file(615, 614, "draft-attached-image", "/draft-attached-image/"),
    ];
    items.extend((700..725).map(|id| post(id, "2011-02-03", &format!("remplissage-{id}"))));
    items
}

fn export(items: &[Item]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\
         <title>Un blog</title><link>{HOST}</link><wp:wxr_version>1.2</wp:wxr_version>\
         <wp:base_blog_url>{HOST}</wp:base_blog_url>\
         <wp:author><wp:author_id>31</wp:author_id><wp:author_login>canonical-author</wp:author_login></wp:author>"
    );
    for (id, slug, parent) in [(21, "parent", ""), (22, "child-1", "parent"), (23, "child-2", "child-1")] {
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "<wp:category><wp:term_id>{id}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>\
             <wp:category_parent>{parent}</wp:category_parent></wp:category>"
        );
    }
    for item in items {
        let Item { id, kind, status, day, slug, path, parent, author, body, old_slug, .. } = item;
        let terms: String = item
            .terms
            .iter()
            .map(|(domain, slug)| {
                format!("<category domain=\"{domain}\" nicename=\"{slug}\">{slug}</category>")
            })
            .collect();
        let file = match *kind {
            "attachment" => {
                format!("<wp:attachment_url>{HOST}{UPLOADS}{slug}.jpg</wp:attachment_url>")
            }
            _ => String::new(),
        };
        let _ = write!(
            text,
            "<item><title>Titre {slug}</title><link>{HOST}{path}</link><dc:creator>{author}</dc:creator>\
             <content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>{day} 09:30:00</wp:post_date><wp:post_date_gmt>{day} 09:30:00</wp:post_date_gmt>\
             <wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_parent>{parent}</wp:post_parent>\
             <wp:post_type>{kind}</wp:post_type>{terms}{file}<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key>\
             <wp:meta_value>{old_slug}</wp:meta_value></wp:postmeta></item>"
        );
    }
    text.push_str("</channel></rss>");
    text
}
