//! From what a reader hands over to what the store keeps.

use super::Stop;
use super::hosts::Hosts;
use crate::identity::{self, OWN, digest, identity, path_key, path_mark, slug_key};
use crate::media::place::{Place, names_a_file};
use crate::vocabulary::key;
use catalog::Facet;
use domain::{PostId, PostPath, SafeHtml, fold, slugify};
use import::body::{BodyAddress, addresses, links};
use import::{Attachment, Author, Draft, Picture, Recipe, Reference, Term, TermKind, Told};
use serde::Serialize;
use store::records::{
    NewAttachment, NewComment, NewFileUse, NewLink, NewPicture, NewPost, NewRecipe, NewRelated, NewTexts,
    Retold, Written,
};

/// Words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 200;

/// A digest of an item as read. Its host is left out: the same item of an old host is unchanged.
pub(super) fn item_digest(item: &impl Serialize) -> Result<String, Stop> {
    let json = serde_json::to_string(item)
        .map_err(|error| Stop::Broken(format!("an item cannot be kept: {error}")))?;
    let mut hex = blake3::hash(json.as_bytes()).to_hex().to_string();
    hex.truncate(32);
    Ok(hex)
}

/// What is reckoned of a post before its turn comes: the database takes one after another, and nothing else should wait
/// in that line.
pub(super) struct Derived {
    /// [`item_digest`] as it is if the post is the archive's own blog's.
    pub own_digest: Option<String>,
    written: Vec<Written>,
    files: Vec<NewFileUse>,
    citing: Vec<Cited>,
    reading_minutes: u32,
}

impl Derived {
    /// Of a post as read.
    pub(super) fn of(draft: &mut Draft) -> Self {
        let host = std::mem::replace(&mut draft.origin.host, OWN.to_owned());
        let own_digest = item_digest(draft).ok();
        draft.origin.host = host;
        let authors = draft.authors.iter().map(author);
        Self {
            own_digest,
            written: kept(written(draft.source.as_deref(), &draft.tags, &draft.mentions).chain(authors)),
            files: files(&draft.body, draft.image.as_ref()),
            citing: citing(&draft.body),
            reading_minutes: reading_minutes(&draft.text),
        }
    }
}

/// A post as the store keeps it.
///
/// # Errors
/// What it is made of cannot be written down.
pub(super) fn new_post(
    draft: Draft,
    derived: Derived,
    id: PostId,
    hosts: &Hosts,
    host: &str,
    digest: String,
) -> Result<NewPost, Stop> {
    let recipe = draft.recipe.map(|recipe| new_recipe(&recipe)).transpose()?;
    let guid_mark = draft.guid.as_deref().filter(|_| host == OWN).and_then(|guid| {
        let (path, number) = hosts.own_address(guid)?;
        let is_its_number = number.is_some() && number == draft.origin.native_id;
        let says_nothing = number.is_none() && path_key(&path) == "/";
        (!is_its_number && !says_nothing).then(|| identity::guid_mark(&path, number.as_deref()))
    });
    Ok(NewPost {
        id,
        kind: draft.kind,
        host: host.to_owned(),
        native_id: draft.origin.native_id,
        recorded_path: draft.path,
        slug: draft.slug,
        recorded_title: draft.recorded_title,
        title: draft.title,
        date: draft.date,
        updated: draft.updated,
        parent_native_id: draft.parent,
        menu_order: draft.menu_order,
        sticky: draft.sticky,
        guid: draft.guid,
        guid_mark,
        events: draft.events,
        digest,
        texts: NewTexts {
            lang: draft.lang,
            excerpt: draft.excerpt,
            reading_minutes: derived.reading_minutes,
            continue_link: draft.continue_link.map(|link| (link.url, link.text)),
            picture: draft.image.map(picture).unwrap_or_default(),
            body: draft.body,
            text: draft.text,
            written: derived.written,
            links: draft.links.into_iter().map(link).collect(),
            related: draft.related.into_iter().map(related).collect(),
            files: derived.files,
            citing: marks(derived.citing, host),
        },
        comments: draft
            .comments
            .into_iter()
            .map(|comment| NewComment {
                native_id: comment.native_id,
                parent: comment.parent,
                author: comment.author,
                unix: comment.date.map(|date| date.unix),
                offset: comment.date.map(|date| date.offset_minutes),
                html: comment.html,
            })
            .collect(),
        old_slug_keys: draft.old_slugs.iter().map(|slug| fold(slug)).collect(),
        recipe,
    })
}

/// A post's texts as the store keeps them anew.
pub(super) fn retold(told: Told, id: PostId, host: &str, digest: String) -> Retold {
    let written = kept(written(told.source.as_deref(), &told.tags, &told.mentions));
    let texts = NewTexts {
        reading_minutes: reading_minutes(&told.text),
        files: files(&told.body, told.image.as_ref()),
        citing: marks(citing(&told.body), host),
        lang: told.lang,
        excerpt: told.excerpt,
        continue_link: told.continue_link.map(|link| (link.url, link.text)),
        picture: told.image.map(picture).unwrap_or_default(),
        body: told.body,
        text: told.text,
        written,
        links: told.links.into_iter().map(link).collect(),
        related: told.related.into_iter().map(related).collect(),
    };
    Retold { id, told: digest, texts }
}

fn new_recipe(recipe: &Recipe) -> Result<NewRecipe, Stop> {
    let json = serde_json::to_string(recipe)
        .map_err(|error| Stop::Broken(format!("what a post is made of cannot be kept: {error}")))?;
    Ok(NewRecipe { home: recipe.home.clone(), recipe: json })
}

fn reading_minutes(text: &str) -> u32 {
    u32::try_from(count_words(text).div_ceil(WORDS_A_MINUTE)).unwrap_or(u32::MAX).max(1)
}

fn link(link: import::Link) -> NewLink {
    NewLink { url: link.url, text: link.text }
}

/// How many words a text has: what `split_whitespace` would find, without taking every character apart.
fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let begins = |at: usize| at.checked_sub(1).is_none_or(|before| is_space(bytes[before]));
    // Words as if the spaces of ASCII were all. A sum that fits in a byte is made of many bytes at once.
    let after = bytes.get(1..).unwrap_or_default();
    let starts = bytes.chunks(u8::MAX.into()).zip(after.chunks(u8::MAX.into())).map(|(bytes, after)| {
        let starts = bytes.iter().zip(after).map(|(byte, next)| u8::from(is_space(*byte) & !is_space(*next)));
        usize::from(starts.sum::<u8>())
    });
    let mut words = usize::from(bytes.first().is_some_and(|first| !is_space(*first))) + starts.sum::<usize>();
    // Wider spaces begin with these bytes: the no-break space, those of printers and of East Asian scripts.
    let wide = memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).chain(memchr::memchr_iter(0xE1, bytes));
    for at in wide {
        let mut characters = text[at..].chars();
        if characters.next().is_some_and(char::is_whitespace) {
            words += usize::from(characters.next().is_some_and(|next| !next.is_whitespace()));
            words -= usize::from(begins(at));
        }
    }
    words
}

/// A post of the archive's own that a body links to.
enum Cited {
    /// By the digest of its path.
    Path(String),
    /// By its number on the same blog.
    Number(String),
}

impl Cited {
    /// What it is known by to a post of this blog.
    fn mark(self, host: &str) -> String {
        match self {
            Self::Path(mark) => mark,
            Self::Number(number) => identity(host, Some(&number), None).0,
        }
    }
}

/// The archive's own posts that a body links to: what lies on the blog's hosts is a path by now.
fn citing(body: &SafeHtml) -> Vec<Cited> {
    links(body).iter().filter_map(|href| cited(href)).collect()
}

/// What they are known by to a post of this blog.
fn marks(citing: Vec<Cited>, host: &str) -> Vec<String> {
    citing.into_iter().map(|cited| cited.mark(host)).collect()
}

/// What an own address names. None: no post.
fn cited(href: &str) -> Option<Cited> {
    if !href.starts_with('/') || names_a_file(href) {
        return None;
    }
    let address = href.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = PostPath::parse(path);
    if path_key(path.as_str()) != "/" {
        return Some(Cited::Path(path_mark(path.as_str())));
    }
    let number =
        query.split('&').find_map(|pair| pair.strip_prefix("p=").or(pair.strip_prefix("page_id=")))?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| Cited::Number(number.to_owned()))
}

/// The files that a body shows or links to, and the picture that stands for the post.
fn files(body: &SafeHtml, image: Option<&Picture>) -> Vec<NewFileUse> {
    let mut named = addresses(body);
    named.retain(|named| named.picture || is_own_file(&named.address));
    if let Some(Picture::Url { url, .. }) = image {
        named.push(BodyAddress { address: url.clone(), picture: true });
    }
    // A picture that is shown and linked to is shown.
    named.sort_by_key(|named| !named.picture);
    let mut files: Vec<NewFileUse> = Vec::new();
    for BodyAddress { address, picture } in named {
        let Some(place) = Place::of(&address) else { continue };
        if files.iter().all(|file| file.key != place.key) {
            files.push(NewFileUse { key: place.key, family: place.family, address, picture });
        }
    }
    files
}

/// Whether a link leads to a file that the blog itself offered, wherever it kept it.
fn is_own_file(address: &str) -> bool {
    let kept_by_platform =
        [".files.wordpress.com/", ".wp.com/", ".bp.blogspot.com/", ".googleusercontent.com/"];
    (address.starts_with('/') || kept_by_platform.iter().any(|host| address.contains(host)))
        && names_a_file(address)
}

/// A form with the facet it is of and what it is compared by, before what says nothing is left out.
type Form<'a> = (Facet, &'a str, &'a str, Option<String>, Option<&'static str>);

/// Source, tags and mentions, in this order.
fn written<'a>(
    source: Option<&'a str>,
    tags: &'a [Term],
    mentions: &'a [String],
) -> impl Iterator<Item = Form<'a>> {
    let sources = source.into_iter().map(|form| (Facet::Source, form, form, None, None));
    let tags = tags.iter().map(|term| {
        let label = term.label.as_str();
        (Facet::Tag, label, label, term.nicename.clone(), Some(term_word(term.kind)))
    });
    let mentions = mentions.iter().map(|handle| {
        let handle = handle.trim_start_matches('@');
        (Facet::Mention, handle, handle, None, None)
    });
    sources.chain(tags).chain(mentions)
}

fn author(author: &Author) -> Form<'_> {
    let slug = slugify(&author.login);
    let name = if author.name.trim().is_empty() { &author.login } else { &author.name };
    (Facet::Author, author.login.as_str(), name.as_str(), Some(slug).filter(|slug| !slug.is_empty()), None)
}

fn kept<'a>(forms: impl Iterator<Item = Form<'a>>) -> Vec<Written> {
    forms
        .map(|(facet, compared, form, nicename, kind)| Written {
            facet: facet.name(),
            key: key(facet, compared),
            form: form.trim().to_owned(),
            nicename,
            kind,
        })
        .filter(|written| !written.key.is_empty() && !written.form.is_empty())
        .collect()
}

/// How the store writes what a term was.
fn term_word(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Category => "category",
        TermKind::Tag => "tag",
        TermKind::Custom => "custom",
        TermKind::Hashtag => "hashtag",
    }
}

fn picture(picture: Picture) -> NewPicture {
    match picture {
        Picture::Attachment(native_id) => NewPicture { native_id: Some(native_id), ..NewPicture::default() },
        Picture::Url { url, alt, width, height } => {
            NewPicture { native_id: None, url: Some(url), alt: Some(alt), width, height }
        }
    }
}

fn related(reference: Reference) -> NewRelated {
    match reference {
        Reference::Path(path) => NewRelated { path_key: Some(path_key(path.as_str())), native_id: None },
        Reference::NativeId(native_id) => NewRelated { path_key: None, native_id: Some(native_id) },
    }
}

/// The identity of an attachment: by number, else by its page, else by its file.
pub(super) fn attachment_id(host: &str, file: &Attachment) -> String {
    if file.origin.native_id.is_none() && file.path.is_none() {
        return digest(&format!("{host}\nfile:{}", file.url));
    }
    identity(host, file.origin.native_id.as_deref(), file.path.as_ref()).0
}

/// An attachment as the store keeps it.
pub(super) fn new_attachment(
    file: Attachment,
    id: String,
    host: &str,
    hosts: &Hosts,
    digest: String,
) -> NewAttachment {
    let path_key = file.path.map(|path| path_key(path.as_str()));
    let slug =
        if file.slug.is_empty() { path_key.as_deref().map(slug_key).unwrap_or_default() } else { &file.slug };
    let slug_key = Some(fold(slug)).filter(|slug| !slug.is_empty());
    let url = hosts.local(&file.url);
    let place = Place::of(&url).map(|place| (place.key, place.family));
    NewAttachment {
        id,
        host: host.to_owned(),
        parent_id: file.parent.as_deref().map(|parent| identity(host, Some(parent), None).0),
        native_id: file.origin.native_id,
        url,
        source: Some(file.url).filter(|url| url.contains("://")),
        place,
        path_key,
        slug_key,
        menu_order: file.menu_order,
        title: file.title,
        alt: file.alt,
        caption: file.caption,
        width: file.width,
        height: file.height,
        date: file.date,
        digest,
    }
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_stand_between_spaces_of_all_kinds() {
        for text in [
            "",
            " ",
            "un",
            " un  deux\ntrois\r\n\tquatre\u{b}cinq\u{c}",
            "« où ça\u{a0}? »\u{202f}! à\u{2003}b\u{3000}c\u{1680}d\u{2028}e\u{85}f\u{205f}g",
            "l’été — là… ©\u{200b}x\u{1f}y ሀ ク",
            " \u{a0}\u{a0} a\u{a0}\u{2003}b \u{a0}c\u{a0} d\u{a0}",
            &"mot  d’un\u{a0}! ".repeat(1_000),
        ] {
            assert_eq!(count_words(text), text.split_whitespace().count(), "{text:?}");
        }
        for c in '\0'..='\u{ffff}' {
            let text = format!("a{c}b");
            assert_eq!(count_words(&text), text.split_whitespace().count(), "{c:?}");
        }
    }
}
