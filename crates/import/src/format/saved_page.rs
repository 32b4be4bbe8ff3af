//! A page as a browser saved it, with hentry or h-entry markup: the posts that stand in it.

use super::dates;
use crate::body::tree::{Id, Tree};
use crate::body::{self, Context, NoGallery, OwnHosts, file_name, host_of};
use crate::draft::{Author, Blog, Draft, Item, Origin, Term, TermKind};
use crate::extract;
use crate::message::{Message, Options, Refused};
use crate::source::Source;
use domain::{Kind, Lang, PostPath};
use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;
use url::Url;

/// No page that people read is longer.
const LONGEST: u64 = 128 * 1024 * 1024;

/// What a theme puts around the text of a post: buttons, counters, links to neighbours.
const AROUND_THE_TEXT: [&str; 14] = [
    "sharedaddy",
    "jp-relatedposts",
    "sd-block",
    "wpcnt",
    "post-navigation",
    "entry-footer",
    "entry-meta",
    "wp-block-buttons-share",
    "jetpack-likes-widget-wrapper",
    "page-links",
    "edit-link",
    "addtoany_share_save_container",
    "wpl-likebox",
    "post-likes-widget-placeholder",
];

/// Reads one page.
///
/// # Errors
/// A file that cannot be read, or a page without posts.
pub(crate) fn read(
    source: &Source,
    options: &Options,
    sink: &mut dyn FnMut(Message) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Refused> {
    let refused = |reason: String| Refused { file: source.shown.clone(), line: None, items_read: 0, reason };
    let mut bytes = Vec::new();
    source
        .with(|reader| options.gauge.over(reader).take(LONGEST).read_to_end(&mut bytes))
        .map_err(refused)?
        .map_err(|error| refused(format!("it cannot be read: {error}")))?;
    let html = decoded(&bytes);
    let mut tree = Tree::parse_page(&html);
    let posts = posts(&tree);
    if posts.is_empty() {
        return Err(refused(super::Looks::Page.refusal().unwrap_or_default().to_owned()));
    }
    let page = Page::read(&tree, &posts, options);
    if sink(Message::Blog(page.blog.clone())).is_break() {
        return Ok(ControlFlow::Break(()));
    }
    for post in posts {
        let mut warnings = Vec::new();
        let item = page.item(&mut tree, post, &mut warnings);
        let line = line_of(&html, &tree, post);
        let message = Message::Item { line, item, warnings, comments_read: 0, comments_withheld: 0 };
        if sink(message).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The page's text: UTF-8, else the encoding it names, else windows-1252.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let named = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let label =
        named.and_then(|rest| rest.split(['"', '\'', '>', ' ', ';', '/']).next()).unwrap_or("windows-1252");
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).filter(|e| *e != encoding_rs::UTF_8);
    encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode(bytes).0.into_owned()
}

/// The posts of a page, in its order. An entry inside an entry (a quoted post, a comment) is none of its own.
fn posts(tree: &Tree) -> Vec<Id> {
    let is_entry = |id: Id| {
        let marked =
            tree.has_class(id, "hentry") || tree.has_class(id, "h-entry") || tree.has_class(id, "type-post");
        marked || (tree.name(id) == "article" && tree.has_class(id, "post"))
    };
    tree.below(Tree::ROOT)
        .filter(|id| is_entry(*id) && !tree.has_class(*id, "comment") && !tree.ancestors(*id).any(is_entry))
        .collect()
}

fn line_of(html: &str, tree: &Tree, post: Id) -> u64 {
    let id = tree.attribute(post, "id").unwrap_or_default();
    let at = if id.is_empty() { None } else { html.find(&format!("id=\"{id}\"")) };
    at.map_or(1, |at| html[..at].bytes().filter(|b| *b == b'\n').count() as u64 + 1)
}

struct Page<'a> {
    blog: Blog,
    own: OwnHosts,
    home: Option<Url>,
    options: &'a Options,
}

impl<'a> Page<'a> {
    fn read(tree: &Tree, posts: &[Id], options: &'a Options) -> Self {
        let nodes = tree.all_below(Tree::ROOT);
        let canonical = nodes
            .iter()
            .find(|id| tree.name(**id) == "link" && tree.attribute(**id, "rel") == Some("canonical"))
            .and_then(|id| tree.attribute(*id, "href"));
        let permalink =
            posts.iter().find_map(|post| permalink(tree, *post)).filter(|link| link.contains("://"));
        let address = permalink.as_deref().or(canonical).unwrap_or_default().to_owned();
        let site_title = find(tree, Tree::ROOT, |tree, id| {
            tree.has_class(id, "site-title") || tree.has_class(id, "site-name")
        });
        let tagline = find(tree, Tree::ROOT, |tree, id| tree.has_class(id, "site-description"));
        let lang = nodes
            .iter()
            .find(|id| tree.name(**id) == "body" || tree.name(**id) == "main")
            .and_then(|id| tree.attribute(*id, "lang"));
        let page_lang = tree.page_lang().or(lang);
        let home = Url::parse(&address).ok();
        let origin = home.as_ref().map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        let blog = Blog {
            host: host_of(&address).unwrap_or_default(),
            home: origin.clone(),
            title: site_title.map(|id| tree.words(id).replace('\n', " ")).unwrap_or_default(),
            tagline: tagline.map(|id| tree.words(id).replace('\n', " ")).unwrap_or_default(),
            lang: page_lang.and_then(Lang::parse),
            ..Blog::default()
        };
        Self { blog, own: OwnHosts::new(&origin, &options.own_hosts), home, options }
    }

    fn item(&self, tree: &mut Tree, post: Id, warnings: &mut Vec<String>) -> Item {
        let number = number(tree, post);
        let address = permalink(tree, post);
        let path = address.as_deref().and_then(|address| self.path(address));
        let title = title(tree, post);
        if number.is_none() && path.is_none() {
            return Item::Failed {
                item: title,
                reason: "it has neither a number nor a permalink, so that it could not be told from another"
                    .into(),
            };
        }
        let Some(content) = content(tree, post) else {
            return Item::Failed {
                item: title,
                reason: "its text is not in the page (no entry-content)".into(),
            };
        };
        let protected =
            tree.has_class(post, "post-password-required") || tree.has_class(post, "status-private");
        let origin = Origin { host: self.blog.host.clone(), native_id: number.clone() };
        if protected {
            let reason = if tree.has_class(post, "status-private") {
                crate::Withheld::Private
            } else {
                crate::Withheld::Password
            };
            return Item::Withheld { origin, path, file: None, reason };
        }
        let tags = terms(tree, post);
        let authors = authors(tree, post);
        let date = self.date(tree, post, "published", warnings);
        let updated = self.date(tree, post, "updated", &mut Vec::new());
        let kind = if tree.has_class(post, "type-page") { Kind::Page } else { Kind::Post };
        let sticky = tree.has_class(post, "sticky");
        let around: Vec<Id> = tree
            .below(content)
            .filter(|id| {
                AROUND_THE_TEXT.iter().any(|class| tree.has_class(*id, class)) || is_platform_line(tree, *id)
            })
            .collect();
        for id in around {
            tree.detach(id);
        }
        let html = tree.html_of(content);
        let context = Context::new(&self.own, number.as_deref().unwrap_or_default(), &NoGallery);
        let mut text = body::from_html(&html, &context);
        let mut said = extract::said(&title, &mut text);
        warnings.append(&mut said.warnings);
        let mut tags = tags;
        tags.extend(said.hashtags.into_iter().map(|label| Term {
            label,
            nicename: None,
            kind: TermKind::Hashtag,
        }));
        let lang = match (said.lang, self.blog.lang.as_ref()) {
            (Some(found), Some(page)) if found.primary() == page.primary() => Some(page.clone()),
            (found, page) => found.or_else(|| page.cloned()),
        };
        let slug =
            path.as_ref().and_then(|path| path.segments().next_back().map(str::to_owned)).unwrap_or_default();
        Item::Post(Box::new(Draft {
            origin,
            kind,
            slug,
            path,
            recorded_title: title,
            title: said.title,
            date,
            updated: updated.filter(|updated| date.is_none_or(|date| updated.unix > date.unix)),
            lang,
            source: said.source,
            tags,
            mentions: said.mentions,
            authors,
            excerpt: said.excerpt,
            body: body::sealed(&mut text),
            text: said.text,
            continue_link: said.continue_link,
            related: said.related,
            links: said.links,
            image: said.picture,
            comments: Vec::new(),
            comments_withheld: 0,
            parent: None,
            menu_order: 0,
            sticky,
            guid: None,
            old_slugs: Vec::new(),
            events: Vec::new(),
            recipe: None,
        }))
    }

    fn path(&self, address: &str) -> Option<PostPath> {
        let url = match &self.home {
            Some(home) => home.join(address).ok()?,
            None => Url::parse(address).ok()?,
        };
        let path = PostPath::parse(url.path());
        (path.as_str() != "/").then_some(path)
    }

    fn date(&self, tree: &Tree, post: Id, class: &str, warnings: &mut Vec<String>) -> Option<domain::Moment> {
        let text = content(tree, post);
        let own = |id: Id| !in_text(tree, text, id);
        let times: Vec<Id> =
            tree.below(post).filter(|id| tree.attribute(*id, "datetime").is_some() && own(*id)).collect();
        let short = if class == "published" { "dt-published" } else { "dt-updated" };
        let marked = times.iter().find(|id| tree.has_class(**id, class) || tree.has_class(**id, short));
        let time = marked.or_else(|| times.first().filter(|_| class == "published"))?;
        let dated = dates::parse_page_date(tree.attribute(*time, "datetime")?, &self.options.time_zone);
        warnings.extend(dated.warning);
        dated.moment
    }
}

fn find(tree: &Tree, from: Id, fits: impl Fn(&Tree, Id) -> bool) -> Option<Id> {
    tree.below(from).find(|id| fits(tree, *id))
}

/// Whether a node stands in the text of a post, where nothing is said of the post itself.
/// `text` is the post's [`content`].
fn in_text(tree: &Tree, text: Option<Id>, id: Id) -> bool {
    text.is_some_and(|text| tree.ancestors(id).any(|ancestor| ancestor == text))
}

fn content(tree: &Tree, post: Id) -> Option<Id> {
    find(tree, post, |tree, id| tree.has_class(id, "entry-content") || tree.has_class(id, "e-content"))
        .or_else(|| {
            find(tree, post, |tree, id| {
                tree.has_class(id, "post-content") || tree.has_class(id, "entry-summary")
            })
        })
}

fn title(tree: &Tree, post: Id) -> String {
    let text = content(tree, post);
    let heading =
        find(tree, post, |tree, id| tree.has_class(id, "entry-title") || tree.has_class(id, "p-name"))
            .or_else(|| {
                find(tree, post, |tree, id| {
                    matches!(tree.name(id), "h1" | "h2" | "h3") && !in_text(tree, text, id)
                })
            });
    heading.map(|id| tree.words(id).replace('\n', " ")).unwrap_or_default()
}

/// The post's number: `post-101` as its id or class.
fn number(tree: &Tree, post: Id) -> Option<String> {
    let names = [tree.attribute(post, "id"), tree.attribute(post, "class")];
    names.into_iter().flatten().flat_map(str::split_ascii_whitespace).find_map(|name| {
        let number = name.strip_prefix("post-")?;
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
    })
}

fn permalink(tree: &Tree, post: Id) -> Option<String> {
    let href = |id: Id| tree.attribute(id, "href").filter(|href| !href.is_empty()).map(str::to_owned);
    let text = content(tree, post);
    let links: Vec<Id> =
        tree.below(post).filter(|id| tree.name(*id) == "a" && !in_text(tree, text, *id)).collect();
    let bookmark = links.iter().find(|id| {
        tree.attribute(**id, "rel").is_some_and(|rel| rel.contains("bookmark"))
            || tree.has_class(**id, "u-url")
    });
    let titled = links.iter().find(|id| {
        tree.ancestors(**id).any(|a| tree.has_class(a, "entry-title") || tree.has_class(a, "p-name"))
    });
    bookmark.or(titled).and_then(|id| href(*id))
}

/// Terms by their links, else by the classes of the entry.
fn terms(tree: &Tree, post: Id) -> Vec<Term> {
    let text = content(tree, post);
    let mut terms: Vec<Term> = Vec::new();
    let mut met = HashSet::new();
    let mut add = |label: String, nicename: String, kind: TermKind| {
        let is_default =
            kind == TermKind::Category && matches!(nicename.as_str(), "uncategorized" | "non-classe");
        if !is_default && !label.is_empty() && met.insert(nicename.clone()) {
            terms.push(Term { label, nicename: Some(nicename), kind });
        }
    };
    for id in tree.below(post) {
        let is_tag = tree.name(id) == "a"
            && tree.attribute(id, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|r| r == "tag"));
        let Some(href) = tree.attribute(id, "href").filter(|_| is_tag && !in_text(tree, text, id)) else {
            continue;
        };
        let kind = if href.contains("/category/") { TermKind::Category } else { TermKind::Tag };
        add(tree.words(id).trim_start_matches('#').to_owned(), file_name(href.trim_end_matches('/')), kind);
    }
    for class in tree.attribute(post, "class").unwrap_or_default().split_ascii_whitespace() {
        for (prefix, kind) in [("category-", TermKind::Category), ("tag-", TermKind::Tag)] {
            if let Some(slug) = class.strip_prefix(prefix).filter(|slug| !slug.is_empty()) {
                let slug = file_name(slug);
                add(humanised(&slug), slug, kind);
            }
        }
    }
    terms
}

/// A slug as people would write it: `appel-a-projets` → `Appel a projets`.
fn humanised(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn authors(tree: &Tree, post: Id) -> Vec<Author> {
    let text = content(tree, post);
    let mut authors: Vec<Author> = Vec::new();
    for id in tree.below(post) {
        let is_author = tree.name(id) == "a"
            && !in_text(tree, text, id)
            && (tree.attribute(id, "rel") == Some("author")
                || tree.has_class(id, "p-author")
                || tree.ancestors(id).any(|a| {
                    tree.has_class(a, "author") || tree.has_class(a, "vcard") || tree.has_class(a, "byline")
                }));
        if !is_author {
            continue;
        }
        let name = tree.words(id).replace('\n', " ");
        let href = tree.attribute(id, "href").unwrap_or_default();
        let slug = href
            .split_once("/author/")
            .map(|(_, rest)| rest.split('/').next().unwrap_or_default().to_owned());
        let login = slug
            .map(|slug| file_name(&slug))
            .filter(|slug| !slug.is_empty())
            .unwrap_or_else(|| domain::slugify(&name));
        if !login.is_empty() && authors.iter().all(|author| author.login != login) {
            authors.push(Author { name: if name.is_empty() { login.clone() } else { name }, login });
        }
    }
    authors
}

/// The line that WordPress.com puts under a page: “Concevoir un site comme celui-ci avec WordPress.com”.
fn is_platform_line(tree: &Tree, id: Id) -> bool {
    if tree.name(id) != "a" {
        return false;
    }
    let to_platform =
        tree.attribute(id, "href").and_then(host_of).is_some_and(|host| host == "wordpress.com");
    to_platform && {
        let words = domain::fold(&tree.words(id));
        words.contains("wordpress.com") || matches!(words.as_str(), "commencer" | "get started")
    }
}
