//! The catalog in memory, with its stored parts: what readers are answered from until the next import.

use crate::catalog_parts;
use crate::links::{OwnHosts, Remembered};
use crate::media::shown::OldHosts;
use crate::settings::{Settings, Site, UNTITLED};
use crate::{ReadError, alike::Alike, around::Days};
use catalog::{Catalog, FORMAT_VERSION, Facet};
use domain::{Card, Day, Kind, PostId, PostRef};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use store::Loaded;
use store::records::{PartRow, StoredBlog};

/// What the browser fetches the catalog by (`/catalog/manifest.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format version of the parts.
    pub format: u32,
    /// The facets part, which names all others.
    pub facets: Part,
}

/// A part of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Names it for ever: another content has another hash.
    pub hash: String,
    /// Size in bytes, uncompressed.
    pub bytes: u32,
    /// Size in bytes, as sent (brotli).
    pub brotli: u32,
}

/// A part as it is kept and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart(pub(crate) PartRow);

impl StoredPart {
    /// Its bytes, brotli-compressed.
    #[must_use]
    pub fn into_brotli(self) -> Vec<u8> {
        self.0.brotli
    }

    /// Its bytes as they are.
    ///
    /// # Errors
    /// They are damaged.
    pub fn decompressed(&self) -> Result<Vec<u8>, ReadError> {
        catalog_parts::decompressed(&self.0)
    }
}

/// What readers are answered from, as of one moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub catalog: Arc<Catalog>,
    pub manifest: Manifest,
    /// The parts of the catalog, by name.
    pub parts: Vec<Part>,
    pub site: Site,
    pub alike: Alike,
    /// The posts of each day of the year.
    pub days: Days,
    /// Where each post and page stands in the catalog.
    places: HashMap<PostId, (Kind, u32)>,
    /// Pages in the order of their blog.
    pub pages: Vec<PostId>,
    /// What the blogs were called.
    blogs: Vec<StoredBlog>,
    /// WordPress.com addresses that the own blog had.
    former_homes: Vec<String>,
    /// Whose addresses are the archive's own.
    pub own_hosts: OwnHosts,
    /// Where links to them lead.
    pub remembered: Remembered,
    /// Where the blog's files were.
    pub old_hosts: OldHosts,
    /// Scheme and host of the attachments' files.
    sources: Vec<String>,
}

impl Snapshot {
    /// What is left of a decoded path without the folder that one of the blogs was in.
    pub(crate) fn below_a_home(&self, path: &str) -> Option<String> {
        self.blogs.iter().find_map(|blog| {
            let home = url::Url::parse(&blog.home).ok()?;
            let folder = domain::PostPath::parse(home.path());
            let folder = folder.as_str().trim_end_matches('/');
            let below = path.strip_prefix(folder).filter(|_| !folder.is_empty())?;
            (below.is_empty() || below.starts_with('/'))
                .then(|| format!("/{}", below.trim_start_matches('/')))
        })
    }

    /// The hosts of the blogs whose posts are here.
    pub(crate) fn hosts(&self) -> impl Iterator<Item = &str> {
        self.blogs.iter().map(|blog| blog.host.as_str()).filter(|host| !host.is_empty())
    }

    /// The keys of the blogs whose posts are here, the own one's first.
    pub(crate) fn blog_keys(&self) -> impl Iterator<Item = &str> {
        self.blogs.iter().map(|blog| blog.key.as_str())
    }

    /// Reads the stored parts, but those of a catalog that is `known` already. Takes a while for a large archive: not
    /// for an async thread.
    pub(crate) fn read(loaded: Loaded, settings: &Settings, known: Option<&Self>) -> Result<Self, ReadError> {
        let (catalog, manifest, described_parts) = match (&loaded.catalog.parts, known) {
            (None, Some(known)) => (Arc::clone(&known.catalog), known.manifest.clone(), known.parts.clone()),
            (parts, _) => {
                let missing = || ReadError::Damaged("there is no catalog".to_owned());
                let root = loaded.catalog.root.as_deref().ok_or_else(missing)?;
                let parts = parts.as_deref().unwrap_or_default();
                let catalog = catalog_parts::read(root, parts)?;
                let facets = parts.iter().find(|part| part.name == root).map(described).unwrap_or_default();
                let manifest = Manifest { format: FORMAT_VERSION, facets };
                (Arc::new(catalog), manifest, parts.iter().map(described).collect())
            }
        };
        let site = site(&loaded, settings, &catalog);
        let mut places = HashMap::new();
        let posts = (0..catalog.posts()).filter_map(|at| Some((catalog.card(at)?, (Kind::Post, at))));
        let pages = (0..).map_while(|at| Some((catalog.page_ref(at)?, (Kind::Page, at))));
        places.extend(posts.chain(pages).map(|(card, place)| (card.id.clone(), place)));
        let alike = Alike::of(&catalog);
        let days = Days::of(&catalog);
        Ok(Self {
            alike,
            days,
            catalog,
            manifest,
            parts: described_parts,
            site,
            places,
            pages: loaded.page_order,
            own_hosts: OwnHosts::new(&loaded.blogs, &loaded.former_homes, settings),
            remembered: Remembered::default(),
            former_homes: loaded.former_homes,
            old_hosts: OldHosts::new(&home(&loaded.blogs), &settings.own_hosts(), &loaded.sources),
            blogs: loaded.blogs,
            sources: loaded.sources,
        })
    }

    /// Whether this is what was loaded.
    pub(crate) fn is_of(&self, loaded: &Loaded) -> bool {
        loaded.catalog.root.as_deref() == Some(self.manifest.facets.hash.as_str())
            && loaded.blogs == self.blogs
            && loaded.former_homes == self.former_homes
            && loaded.page_order == self.pages
            && loaded.sources == self.sources
    }

    /// What a list shows of a post or page, and which of the two it is.
    pub(crate) fn card(&self, id: &PostId) -> Option<(Kind, &Card)> {
        let (kind, at) = *self.places.get(id)?;
        let card = match kind {
            Kind::Post => self.catalog.card(at),
            Kind::Page => self.catalog.page_ref(at),
        };
        card.map(|card| (kind, card))
    }

    /// Where a post stands in newest order; None for a page.
    pub(crate) fn position(&self, id: &PostId) -> Option<u32> {
        self.places.get(id).filter(|(kind, _)| *kind == Kind::Post).map(|(_, at)| *at)
    }

    /// Enough of a post or page to link to it.
    pub(crate) fn post_ref(&self, id: &PostId) -> Option<PostRef> {
        self.card(id).map(|(_, card)| post_ref(card))
    }
}

/// Enough of a post to link to it.
pub(crate) fn post_ref(card: &Card) -> PostRef {
    PostRef {
        id: card.id.clone(),
        path: card.path.clone(),
        title: card.title.clone(),
        date: card.date,
        source: card.source.as_ref().map(|source| source.name.clone()),
    }
}

/// Where the blog was (`https://blog.example`); empty where no export named a host.
fn home(blogs: &[StoredBlog]) -> String {
    let own = blogs.iter().find(|blog| blog.key.is_empty()).map(|blog| blog.host.as_str());
    own.filter(|host| !host.is_empty()).map(|host| format!("https://{host}")).unwrap_or_default()
}

fn described(part: &PartRow) -> Part {
    let brotli = u32::try_from(part.brotli.len()).unwrap_or(u32::MAX);
    Part { hash: part.name.clone(), bytes: part.bytes, brotli }
}

fn site(loaded: &Loaded, settings: &Settings, catalog: &Catalog) -> Site {
    let said = |pick: fn(&StoredBlog) -> &str| {
        loaded.blogs.iter().map(pick).find(|text| !text.trim().is_empty()).map(str::to_owned)
    };
    let (first, last) = span(catalog);
    Site {
        title: settings
            .title
            .clone()
            .or_else(|| said(|blog| &blog.title))
            .unwrap_or_else(|| UNTITLED.to_owned()),
        tagline: settings.tagline.clone().or_else(|| said(|blog| &blog.tagline)).unwrap_or_default(),
        lang: settings.lang,
        posts: catalog.posts(),
        sources: u32::try_from(catalog.facet_totals(Facet::Source).len()).unwrap_or(u32::MAX),
        first,
        last,
    }
}

/// The days of the first and the last dated post.
pub(crate) fn span(catalog: &Catalog) -> (Option<Day>, Option<Day>) {
    let day = |at| catalog.card(at).and_then(|card| card.date).map(domain::Moment::day);
    // Undated posts come after all dated ones.
    (((0..catalog.posts()).rev().find_map(day)), day(0))
}
