//! What the channel says before its items: the blog, the names behind the logins, the terms.

use super::convert::decoded_slug;
use super::xml::{Broken, Name, Step, Vocabulary, Xml};
use crate::body::{decode_entities, host_of};
use crate::draft::{Blog, BlogAuthor, BlogTerm};
use domain::Lang;
use std::collections::BTreeMap;
use std::io::Read;

/// The channel, as far as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    title: String,
    tagline: String,
    link: String,
    language: String,
    base_blog_url: String,
    base_site_url: String,
    /// Display names by login.
    authors: BTreeMap<String, String>,
    /// What is still to be said of terms and authors.
    terms: Vec<BlogTerm>,
    numbered: Vec<BlogAuthor>,
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
            (Vocabulary::Wp, "category") => return self.term(xml, "category"),
            (Vocabulary::Wp, "tag") => return self.term(xml, "post_tag"),
            (Vocabulary::Wp, "term") => return self.term(xml, ""),
            _ => return xml.skip(),
        };
        let text = xml.text()?;
        if field.is_empty() {
            *field = text.trim().to_owned();
        }
        Ok(())
    }

    fn author<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Broken> {
        let [id, login, name] =
            inside(xml, ["author_id", "author_login", "author_display_name"], "an author")?;
        let name = decode_entities(&name);
        if login.is_empty() {
            return Ok(());
        }
        if !name.trim().is_empty() {
            self.authors.insert(login.clone(), name);
        }
        self.numbered.push(BlogAuthor { number: number(id), login });
        Ok(())
    }

    /// A category, tag or other term; what it is a term of is said inside where no element's name says it.
    fn term<R: Read>(&mut self, xml: &mut Xml<R>, taxonomy: &str) -> Result<(), Broken> {
        let [id, of, slug, nicename, tag_slug, parent, category_parent] = inside(
            xml,
            [
                "term_id",
                "term_taxonomy",
                "term_slug",
                "category_nicename",
                "tag_slug",
                "term_parent",
                "category_parent",
            ],
            "a term",
        )?;
        let said = |texts: [String; 3]| texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let slug = decoded_slug(&said([nicename, tag_slug, slug]));
        let parent = decoded_slug(&said([category_parent, parent, String::new()]));
        let taxonomy = if taxonomy.is_empty() { of } else { taxonomy.to_owned() };
        if !slug.is_empty() && !taxonomy.is_empty() && taxonomy != "nav_menu" {
            let parent = Some(parent).filter(|parent| !parent.is_empty());
            self.terms.push(BlogTerm { taxonomy, number: number(id), slug, parent });
        }
        Ok(())
    }

    /// Whether terms or authors were read that are not told yet.
    pub(super) fn has_more_to_say(&self) -> bool {
        !self.terms.is_empty() || !self.numbered.is_empty()
    }

    /// What the file says of its blog, with the terms and authors that were not told yet.
    pub(super) fn tell(&mut self) -> Blog {
        let (terms, authors) = (std::mem::take(&mut self.terms), std::mem::take(&mut self.numbered));
        Blog { terms, authors, ..self.blog() }
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

    /// What the file says of its blog, terms and authors left out.
    pub(super) fn blog(&self) -> Blog {
        Blog {
            host: host_of(self.home()).unwrap_or_default(),
            home: self.home().trim().to_owned(),
            title: crate::body::plain_line(&self.title),
            tagline: crate::body::plain_line(&self.tagline),
            lang: Lang::parse(&self.language),
            ..Blog::default()
        }
    }
}

/// The texts of the named elements inside one of the channel's, each the last of its name.
fn inside<R: Read, const N: usize>(
    xml: &mut Xml<R>,
    names: [&str; N],
    what: &str,
) -> Result<[String; N], Broken> {
    let outer = xml.depth();
    let mut texts = [const { String::new() }; N];
    loop {
        match xml.step()? {
            Step::Open(tag, _) => match names.iter().position(|name| tag.is(Vocabulary::Wp, name)) {
                Some(place) => texts[place] = xml.text()?.trim().to_owned(),
                None => xml.skip()?,
            },
            Step::Close if xml.depth() < outer => return Ok(texts),
            Step::Close => {}
            Step::End => return Err(xml.broken(format!("the file ends inside {what}"))),
        }
    }
}

fn number(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty() && text != "0")
}
