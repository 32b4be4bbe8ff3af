//! What the channel says before its items: the blog, and the names behind the logins.

use super::xml::{Broken, Name, Step, Vocabulary, Xml};
use crate::body::{decode_entities, host_of};
use crate::draft::Blog;
use domain::Lang;
use std::collections::BTreeMap;
use std::io::Read;

/// The channel, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Channel {
    title: String,
    tagline: String,
    link: String,
    language: String,
    base_blog_url: String,
    base_site_url: String,
    /// Display names by login.
    authors: BTreeMap<String, String>,
}

impl Channel {
    /// Takes an element of the channel that is no item.
    pub(super) fn field<R: Read>(&mut self, xml: &mut Xml<R>, name: &Name) -> Result<(), Broken> {
        let field = match (name.vocabulary, name.local.as_str()) {
            (Vocabulary::Rss, "title") => &mut self.title,
            (Vocabulary::Rss, "description") => &mut self.tagline,
            (Vocabulary::Rss, "link") => &mut self.link,
            (Vocabulary::Rss, "language") => &mut self.language,
            (Vocabulary::Wp, "base_blog_url") => &mut self.base_blog_url,
            (Vocabulary::Wp, "base_site_url") => &mut self.base_site_url,
            (Vocabulary::Wp, "author") => return self.author(xml),
            _ => return xml.skip(),
        };
        let text = xml.text()?;
        if field.is_empty() {
            *field = text.trim().to_owned();
        }
        Ok(())
    }

    fn author<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Broken> {
        let outer = xml.depth();
        let (mut login, mut name) = (String::new(), String::new());
        loop {
            match xml.step()? {
                Step::Open(tag, _) if tag.is(Vocabulary::Wp, "author_login") => login = xml.text()?,
                Step::Open(tag, _) if tag.is(Vocabulary::Wp, "author_display_name") => name = xml.text()?,
                Step::Open(..) => xml.skip()?,
                Step::Close if xml.depth() < outer => break,
                Step::Close => {}
                Step::End => return Err(xml.broken("the file ends inside an author".into())),
            }
        }
        let (login, name) = (login.trim(), decode_entities(name.trim()));
        if !login.is_empty() && !name.trim().is_empty() {
            self.authors.insert(login.to_owned(), name);
        }
        Ok(())
    }

    /// The name people know a login by; the login where none is given.
    pub(super) fn display_name<'a>(&'a self, login: &'a str) -> &'a str {
        self.authors.get(login).map_or(login, String::as_str)
    }

    /// The name people know a login by, where one is given.
    pub(super) fn known_name(&self, login: &str) -> Option<&str> {
        self.authors.get(login).map(String::as_str)
    }

    /// The address of the blog: on WordPress.com `base_site_url` is the platform's, not the blog's.
    pub(super) fn home(&self) -> &str {
        [&self.base_blog_url, &self.link, &self.base_site_url]
            .into_iter()
            .find(|url| !url.is_empty())
            .map_or("", String::as_str)
    }

    /// What the file says of its blog.
    pub(super) fn blog(&self) -> Blog {
        Blog {
            host: host_of(self.home()).unwrap_or_default(),
            home: self.home().trim().to_owned(),
            title: crate::body::plain_line(&self.title),
            tagline: crate::body::plain_line(&self.tagline),
            lang: Lang::parse(&self.language),
        }
    }
}
