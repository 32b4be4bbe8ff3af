//! Reading files and texts in tests.

use import::{Draft, Item, Message, Options, Refused};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Data kept beside the repository; None, and said so, where it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|folder| folder.join("shared").join(path)).find(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: shared/{path} is not here");
    }
    found
}

pub fn options() -> Options {
    Options { time_zone: jiff::tz::TimeZone::get("Europe/Paris").unwrap(), ..Options::default() }
}

pub fn read_with(paths: &[PathBuf], options: &Options) -> (Vec<Message>, Result<(), Refused>) {
    let mut messages = Vec::new();
    let outcome = import::read(paths, options, &mut |message| {
        messages.push(message);
        ControlFlow::Continue(())
    });
    (messages, outcome)
}

pub fn read(path: &Path) -> Vec<Message> {
    let (messages, outcome) = read_with(&[path.to_owned()], &options());
    outcome.unwrap();
    messages
}

/// Reads bytes as a file.
pub fn read_bytes(bytes: &[u8], options: &Options) -> (Vec<Message>, Result<(), Refused>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.xml");
    std::fs::write(&path, bytes).unwrap();
    read_with(&[path], options)
}

/// An export with these items, each the inside of an `<item>`.
pub fn export(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" \
         xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\
         <title>Un blog</title><link>https://blog.example</link><language>fr-FR</language>\
         <wp:base_blog_url>https://blog.example</wp:base_blog_url>\
         <wp:author><wp:author_login>anne</wp:author_login><wp:author_email>anne@secret.example</wp:author_email>\
         <wp:author_display_name><![CDATA[Anne Martin]]></wp:author_display_name></wp:author>\n{items}</channel></rss>\n"
    )
}

/// The inside of a public post with this number and body, and more elements.
pub fn post(id: u32, body: &str, more: &str) -> String {
    format!(
        "<item><title>Article {id}</title><link>https://blog.example/2018/07/12/article-{id}/</link>\
         <dc:creator>anne</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date>2018-07-12 09:30:00</wp:post_date><wp:post_date_gmt>2018-07-12 07:30:00</wp:post_date_gmt>\
         <wp:post_name>article-{id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{more}</item>\n"
    )
}

pub fn items(messages: &[Message]) -> Vec<&Item> {
    messages
        .iter()
        .filter_map(|message| match message {
            Message::Item { item, .. } => Some(item),
            _ => None,
        })
        .collect()
}

pub fn drafts(messages: &[Message]) -> Vec<&Draft> {
    items(messages)
        .into_iter()
        .filter_map(|item| match item {
            Item::Post(draft) => Some(&**draft),
            _ => None,
        })
        .collect()
}

/// The one draft of an export with one post of this body.
pub fn draft_of(body: &str) -> Draft {
    let (messages, outcome) = read_bytes(export(&post(7, body, "")).as_bytes(), &options());
    outcome.unwrap();
    drafts(&messages)[0].clone()
}

pub fn warnings(messages: &[Message]) -> Vec<&str> {
    messages
        .iter()
        .flat_map(|message| match message {
            Message::Item { warnings, .. } => warnings.iter().map(String::as_str).collect(),
            Message::Warning { reason, .. } => vec![reason.as_str()],
            _ => Vec::new(),
        })
        .collect()
}
