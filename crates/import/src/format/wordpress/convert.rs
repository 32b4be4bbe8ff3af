//! An item as recorded to an item of the archive.

use super::channel::Channel;
use super::item::{RawComment, RawItem, RawTerm};
use super::kinds::is_internal_kind;
use super::php;
use crate::body::{self, NoGallery, OwnHosts, decode_entities, plain_line};
use crate::draft::{Attachment, Author, Draft, DraftComment, Item, Origin, Term, TermKind, Withheld};
use crate::format::dates;
use crate::message::Message;
use crate::told::Recipe;
use domain::{Kind, Lang, Moment, PostPath};
use jiff::tz::TimeZone;
use std::borrow::Cow;
use url::Url;

/// What every item of a file is converted with.
pub(super) struct Setting<'a> {
    pub channel: &'a Channel,
    pub host: &'a str,
    pub lang: Option<&'a Lang>,
    pub own: &'a OwnHosts,
    pub zone: &'a TimeZone,
}

/// The kind of a block that is kept once and shown in several posts.
const SHARED_BLOCK: &str = "wp_block";

/// The kind of an earlier version of an item.
const REVISION: &str = "revision";

/// Makes of an item what it is: shown, withheld, ignored.
pub(super) fn message(raw: &RawItem, setting: &Setting<'_>) -> Message {
    let mut warnings = repairs(raw);
    let all_comments = u32::try_from(raw.comments.len()).unwrap_or(u32::MAX);
    let item = item(raw, setting, &mut warnings);
    let comments_read = match &item {
        Item::Post(draft) => u32::try_from(draft.comments.len()).unwrap_or(u32::MAX),
        _ => 0,
    };
    if matches!(item, Item::Withheld { .. } | Item::Ignored(_)) {
        // What was repaired in a text that nobody sees is nobody's matter.
        warnings.clear();
    }
    Message::Item {
        line: raw.line,
        item,
        warnings,
        comments_read,
        comments_withheld: all_comments - comments_read,
    }
}

fn repairs(raw: &RawItem) -> Vec<String> {
    let mut warnings = Vec::new();
    if raw.reference_repairs > 0 {
        warnings.push(format!("{} bare “&” or unknown references were repaired", raw.reference_repairs));
    }
    if raw.misread_repairs > 0 {
        warnings.push(format!(
            "{} texts had been read in a wrong encoding (“Ã©” for “é”) and were repaired",
            raw.misread_repairs
        ));
    }
    warnings
}

fn item(raw: &RawItem, setting: &Setting<'_>, warnings: &mut Vec<String>) -> Item {
    let kind = raw.kind.trim();
    let kind = if kind.is_empty() { "post" } else { kind };
    let origin = origin(raw, setting);
    if kind == SHARED_BLOCK {
        let public = withheld(raw, kind).is_none() && !raw.overlong;
        return Item::SharedBlock { origin, body: public.then(|| raw.content.clone()) };
    }
    if let (REVISION, Some(of), Some(_)) = (kind, number(&raw.parent), &origin.native_id) {
        return Item::Revision { origin, of };
    }
    if is_internal_kind(kind) {
        return Item::Ignored(kind.to_owned());
    }
    let path = recorded_path(&raw.link, setting);
    let reason = withheld(raw, kind);
    if let Some(reason) = reason {
        let file = (kind == "attachment").then(|| file_of(raw, setting)).filter(|url| !url.is_empty());
        return Item::Withheld { origin, path, file, reason };
    }
    if raw.overlong {
        let item = origin.native_id.unwrap_or_else(|| raw.line.to_string());
        let reason = "one of its texts is longer than 8 MB, which no post is: look at it where it was written, shorten \
                      it and import again";
        return Item::Failed { item, reason: reason.into() };
    }
    if origin.native_id.is_none() && path.is_none() {
        let item = plain_line(&raw.title);
        let reason = "it has neither a number nor an address of its own, so that it could not be told from another; \
                      give it a wp:post_id or a link and import again";
        return Item::Failed { item, reason: reason.into() };
    }
    if kind == "attachment" {
        return Item::Attachment(Box::new(attachment(raw, origin, path, setting, warnings)));
    }
    Item::Post(Box::new(post(raw, kind, origin, path, setting, warnings)))
}

fn withheld(raw: &RawItem, kind: &str) -> Option<Withheld> {
    let reason = match raw.status.trim() {
        "publish" | "" => None,
        "inherit" if kind == "attachment" => None,
        "draft" | "auto-draft" => Some(Withheld::Draft),
        "pending" => Some(Withheld::Pending),
        "private" => Some(Withheld::Private),
        "future" => Some(Withheld::Future),
        "trash" => Some(Withheld::Trash),
        _ => Some(Withheld::Other),
    };
    reason.or_else(|| (!raw.password.is_empty()).then_some(Withheld::Password))
}

fn origin(raw: &RawItem, setting: &Setting<'_>) -> Origin {
    let id = raw.id.trim();
    Origin { host: setting.host.to_owned(), native_id: (!id.is_empty() && id != "0").then(|| id.to_owned()) }
}

/// The path of a permalink. An address that is only a query (`?p=12`) records none.
fn recorded_path(link: &str, setting: &Setting<'_>) -> Option<PostPath> {
    let link = link.trim();
    if link.is_empty() {
        return None;
    }
    let path = match Url::parse(link) {
        Ok(url) => url.path().to_owned(),
        Err(_) if link.starts_with('/') => link.to_owned(),
        Err(_) => Url::parse(setting.channel.home()).ok()?.join(link).ok()?.path().to_owned(),
    };
    let path = PostPath::parse(&path);
    let is_query_only = path.as_str() == "/" || path.as_str() == "/index.php";
    // The home of a blog in a folder is as little a permalink as the root.
    let home = Url::parse(setting.channel.home()).ok();
    let is_home =
        home.is_some_and(|home| home.path().trim_end_matches('/') == path.as_str().trim_end_matches('/'));
    (!is_query_only && !is_home).then_some(path)
}

fn post(
    raw: &RawItem,
    kind: &str,
    origin: Origin,
    path: Option<PostPath>,
    setting: &Setting<'_>,
    warnings: &mut Vec<String>,
) -> Draft {
    let title = plain_line(&raw.title);
    let recipe = recipe(raw, title.clone(), setting);
    let mut told = recipe.told(setting.own, &NoGallery);
    // What cannot be shown is known when all items are.
    if !told.shows_others {
        warnings.append(&mut told.warnings);
    }
    let date = date(raw, setting, warnings);
    let updated = updated(raw, date, setting);
    let comments: Vec<DraftComment> = raw
        .comments
        .iter()
        .filter(|comment| comment.is_approved())
        .map(|comment| self::comment(comment, setting))
        .collect();
    let withheld = raw.comments.len() - comments.len();
    Draft {
        origin,
        kind: if kind == "page" { Kind::Page } else { Kind::Post },
        path,
        slug: decoded_slug(&raw.name),
        recorded_title: title,
        title: told.title,
        date,
        updated,
        lang: told.lang,
        source: told.source,
        tags: told.tags,
        mentions: told.mentions,
        authors: authors(raw, setting.channel),
        excerpt: told.excerpt,
        body: told.body,
        text: told.text,
        continue_link: told.continue_link,
        related: told.related,
        links: told.links,
        image: told.image,
        comments,
        comments_withheld: u32::try_from(withheld).unwrap_or(u32::MAX),
        parent: number(&raw.parent),
        menu_order: raw.menu_order.trim().parse().unwrap_or(0),
        sticky: raw.sticky.trim() == "1",
        guid: Some(raw.guid.trim().to_owned()).filter(|guid| !guid.is_empty()),
        old_slugs: old_slugs(raw),
        events: Vec::new(),
        recipe: told.shows_others.then(|| Box::new(recipe)),
    }
}

/// What the post's texts are made of.
fn recipe(raw: &RawItem, title: String, setting: &Setting<'_>) -> Recipe {
    Recipe {
        home: setting.channel.home().to_owned(),
        number: raw.id.trim().to_owned(),
        title,
        body: with_enclosures(raw).into_owned(),
        footnotes: raw.meta("footnotes").unwrap_or_default().to_owned(),
        excerpt: plain_line(&raw.excerpt),
        lang: setting.lang.cloned(),
        thumbnail: raw.meta("_thumbnail_id").and_then(number),
        terms: raw.terms.iter().filter_map(term).collect(),
    }
}

/// More than any feed carried with one post.
const MOST_ENCLOSURES: usize = 20;

/// The body, with the files that feeds carried with it (a podcast's sound) at its end, where it does not name them.
fn with_enclosures(raw: &RawItem) -> Cow<'_, str> {
    let mut body = Cow::Borrowed(raw.content.as_str());
    for (_, value) in raw.meta.iter().filter(|(key, _)| key == "enclosure").take(MOST_ENCLOSURES) {
        // Address, length and type, a line each.
        let address = value.lines().next().unwrap_or_default().trim();
        let is_address = address.starts_with("https://") || address.starts_with("http://");
        let fit = is_address && !address.contains(|c: char| c.is_whitespace() || "[]<>\"".contains(c));
        let name = body::file_name(address);
        if fit && !name.is_empty() && !body.contains(name.as_str()) && !body.contains(address) {
            body.to_mut().push_str(&format!("\n\n[embed]{address}[/embed]\n"));
        }
    }
    body
}

fn attachment(
    raw: &RawItem,
    origin: Origin,
    path: Option<PostPath>,
    setting: &Setting<'_>,
    warnings: &mut Vec<String>,
) -> Attachment {
    let (width, height) = size(raw);
    let url = file_of(raw, setting);
    if url.is_empty() {
        warnings.push("the address of its file is not recorded".into());
    }
    Attachment {
        origin,
        parent: number(&raw.parent),
        url,
        path,
        slug: decoded_slug(&raw.name),
        title: plain_line(&raw.title),
        menu_order: raw.menu_order.trim().parse().unwrap_or(0),
        alt: alternative(raw),
        caption: plain_line(&raw.excerpt),
        width,
        height,
        sizes: raw.meta("_wp_attachment_metadata").map(php::sizes).unwrap_or_default(),
        date: date(raw, setting, warnings),
    }
}

/// Where an attachment's file is; empty where nothing says so.
fn file_of(raw: &RawItem, setting: &Setting<'_>) -> String {
    let url = raw.attachment_url.trim();
    if url.is_empty() { uploaded(raw, setting) } else { url.to_owned() }
}

/// Where WordPress keeps an uploaded file whose address is not recorded.
fn uploaded(raw: &RawItem, setting: &Setting<'_>) -> String {
    let file = raw.meta("_wp_attached_file").map(str::trim).filter(|file| !file.is_empty());
    let home = setting.channel.home().trim_end_matches('/');
    match file {
        Some(file) if file.contains("://") => file.to_owned(),
        Some(file) => format!("{home}/wp-content/uploads/{file}"),
        None if raw.guid.contains("/uploads/") => raw.guid.trim().to_owned(),
        None => String::new(),
    }
}

/// An attachment's size in pixels.
fn size(raw: &RawItem) -> (Option<u32>, Option<u32>) {
    raw.meta("_wp_attachment_metadata").map_or((None, None), php::dimensions)
}

/// An attachment's text alternative.
fn alternative(raw: &RawItem) -> String {
    raw.meta("_wp_attachment_image_alt").map(plain_line).unwrap_or_default()
}

fn number(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text != "0").then(|| text.to_owned())
}

pub(super) fn decoded_slug(name: &str) -> String {
    percent_encoding::percent_decode_str(name.trim())
        .decode_utf8()
        .map_or_else(|_| name.trim().to_owned(), |slug| slug.into_owned())
}

fn old_slugs(raw: &RawItem) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for (key, value) in &raw.meta {
        let slug = decoded_slug(value);
        if key == "_wp_old_slug" && !slug.is_empty() && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

fn date(raw: &RawItem, setting: &Setting<'_>, warnings: &mut Vec<String>) -> Option<Moment> {
    let dated = dates::local_and_utc(&raw.date, &raw.date_gmt, setting.zone);
    warnings.extend(dated.warning);
    dated.moment.or_else(|| {
        // `pubDate` is the UTC date once more; its day on the spot is the zone's.
        let moment = dates::parse_feed_date(&raw.pub_date)?;
        let instant = jiff::Timestamp::from_second(moment.unix).ok()?;
        let offset = setting.zone.to_offset(instant);
        let moment =
            Moment::from_local(offset.to_datetime(instant), i16::try_from(offset.seconds() / 60).ok()?)?;
        warnings.push("its own dates are missing: the feed's was taken, in the archive's zone".into());
        Some(moment)
    })
}

/// The last change, where one is recorded and is not the publication.
fn updated(raw: &RawItem, published: Option<Moment>, setting: &Setting<'_>) -> Option<Moment> {
    let changed = dates::local_and_utc(&raw.modified, &raw.modified_gmt, setting.zone).moment?;
    (published.is_none_or(|published| changed.unix > published.unix)).then_some(changed)
}

/// A term that readers can filter by. Formats, menus, themes, languages and authors are none, nor is the category
/// of posts that nobody put in one.
fn term(raw: &RawTerm) -> Option<Term> {
    let kind = match raw.domain.as_str() {
        "category" => TermKind::Category,
        "post_tag" | "tag" => TermKind::Tag,
        ""
        | "post_format"
        | "nav_menu"
        | "author"
        | "wp_theme"
        | "wp_template_part_area"
        | "wp_pattern_category"
        | "link_category"
        | "language"
        | "post_translations"
        | "term_language"
        | "term_translations"
        | "translation_priority"
        | "following_users"
        | "mentions"
        | "ef_usergroup"
        | "amp_validation_error"
        | "product_type"
        | "product_visibility" => return None,
        _ => TermKind::Custom,
    };
    let label = plain_line(&raw.label);
    let nicename = decoded_slug(&raw.nicename);
    let label = if label.is_empty() { nicename.clone() } else { label };
    let is_default = kind == TermKind::Category
        && (matches!(nicename.as_str(), "uncategorized" | "non-classe" | "non-classé")
            || (nicename.is_empty()
                && matches!(domain::fold(&label).as_str(), "uncategorized" | "non classe")));
    (!is_default && !label.is_empty()).then(|| Term {
        label,
        nicename: Some(nicename).filter(|slug| !slug.is_empty()),
        kind,
    })
}

/// The creator, then co-authors.
fn authors(raw: &RawItem, channel: &Channel) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    let creator = raw.creator.trim();
    if !creator.is_empty() {
        authors
            .push(Author { login: creator.to_owned(), name: decode_entities(channel.display_name(creator)) });
    }
    for term in raw.terms.iter().filter(|term| term.domain == "author") {
        let nicename = decoded_slug(&term.nicename);
        let login = nicename.strip_prefix("cap-").unwrap_or(&nicename).to_owned();
        let label = plain_line(&term.label);
        // Co-Authors Plus writes the login or the name as the label.
        let known = channel.known_name(&label).map(|name| (label.clone(), name.to_owned()));
        let known = known.or_else(|| channel.known_name(&login).map(|name| (login.clone(), name.to_owned())));
        let (login, name) = known.unwrap_or_else(|| {
            let login = if login.is_empty() { domain::slugify(&label) } else { login };
            let name = if label.is_empty() { login.clone() } else { label };
            (login, name)
        });
        let met = authors
            .iter()
            .any(|author| domain::fold(&author.login) == domain::fold(&login) || author.name == name);
        if !login.is_empty() && !met {
            authors.push(Author { login, name });
        }
    }
    authors
}

fn comment(raw: &RawComment, setting: &Setting<'_>) -> DraftComment {
    DraftComment {
        native_id: raw.id.trim().to_owned(),
        parent: number(&raw.parent),
        author: without_address(&plain_line(&raw.author)),
        date: dates::local_and_utc(&raw.date, &raw.date_gmt, setting.zone).moment,
        html: body::comment(&raw.content, setting.own),
    }
}

/// A name that is an e-mail address is signed with what stands before its @.
fn without_address(name: &str) -> String {
    match name.split_once('@') {
        Some((local, host)) if host.contains('.') && !local.is_empty() && !name.contains(' ') => {
            local.to_owned()
        }
        _ => name.to_owned(),
    }
}
