//! What reading gave, counted as the tables count.

use import::{Item, Message, Options, Refused};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

/// What an export lists before its items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub categories: u64,
    pub tags: u64,
    pub terms: u64,
    pub authors: u64,
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { categories, tags, terms, authors } = self;
        write!(f, "{categories} categories, {tags} tags, {terms} terms, {authors} authors")
    }
}

/// Items by what becomes of them, comments, attachments, what is listed before them, title.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub items: BTreeMap<String, u64>,
    pub comments: u64,
    pub attachments: u64,
    pub listed: Listed,
    pub title: String,
    pub failed: Vec<String>,
}

/// Reads a path and counts; the refusal where there is one.
pub fn read(path: &Path, partial: bool) -> (Counted, Option<Refused>) {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    let options = Options { time_zone: zone, partial, ..Options::default() };
    let mut counted = Counted::default();
    let outcome = import::read(&[path.to_owned()], &options, &mut |message| {
        counted.take(message);
        ControlFlow::Continue(())
    });
    (counted, outcome.err())
}

impl Counted {
    fn take(&mut self, message: Message) {
        match message {
            Message::Blog(blog) => {
                for term in &blog.terms {
                    *match term.taxonomy.as_str() {
                        "category" => &mut self.listed.categories,
                        "post_tag" => &mut self.listed.tags,
                        _ => &mut self.listed.terms,
                    } += 1;
                }
                self.listed.authors += u64::try_from(blog.authors.len()).unwrap_or_default();
                if self.title.is_empty() {
                    self.title = blog.title;
                }
            }
            Message::Item { item, comments_read, comments_withheld, .. } => {
                self.comments += u64::from(comments_read) + u64::from(comments_withheld);
                let kind = match item {
                    Item::Post(draft) => format!("{:?}", draft.kind).to_lowercase(),
                    Item::Attachment(_) => {
                        self.attachments += 1;
                        "attachment".to_owned()
                    }
                    Item::Withheld { reason, .. } => format!("{reason:?}").to_lowercase(),
                    Item::SharedBlock { .. } | Item::Revision { .. } | Item::Ignored(_) => {
                        "ignored".to_owned()
                    }
                    Item::Failed { item, reason } => {
                        self.failed.push(format!("{item}: {reason}"));
                        "failed".to_owned()
                    }
                };
                *self.items.entry(kind).or_default() += 1;
            }
            _ => {}
        }
    }

    /// How many items there were.
    pub fn all(&self) -> u64 {
        self.items.values().sum()
    }
}

/// What `{"post/publish": 3}` must become, `passwords` of the posts being behind one.
pub fn expected_items(by_type_and_status: &str, passwords: u64) -> Result<BTreeMap<String, u64>, String> {
    let value: Value = serde_json::from_str(by_type_and_status).map_err(|error| error.to_string())?;
    let mut items = BTreeMap::new();
    for (key, count) in value.as_object().into_iter().flatten() {
        let (kind, status) = key.split_once('/').unwrap_or((key, ""));
        let becomes = match (kind, status) {
            ("nav_menu_item" | "wp_navigation" | "wp_global_styles", _) => "ignored",
            ("attachment", _) => "attachment",
            ("page", "publish") => "page",
            (_, "publish") => "post",
            (_, status) => status,
        };
        *items.entry(becomes.to_owned()).or_default() += count.as_u64().unwrap_or_default();
    }
    if passwords > 0 {
        if let Some(posts) = items.get_mut("post") {
            *posts -= passwords.min(*posts);
        }
        items.insert("password".to_owned(), passwords);
    }
    Ok(items)
}

/// Counts as one line.
pub struct Line<'a>(pub &'a BTreeMap<String, u64>, pub u64, pub Option<u64>);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, count) in self.0 {
            write!(f, "{count} {kind}, ")?;
        }
        write!(f, "{} comments", self.1)?;
        self.2.map_or(Ok(()), |attachments| write!(f, ", {attachments} files"))
    }
}
