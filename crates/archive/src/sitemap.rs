//! Every address of the archive that is to be found, with when it last changed.

use crate::media::shown::Shelf;
use crate::{Archive, ReadError};
use catalog::{Catalog, Facet};
use domain::{Card, Day, Label, Moment, Month, PostId, PostPath};
use std::collections::{BTreeMap, HashMap};

/// The most pictures that a sitemap tells of one address.
const MOST_PICTURES: usize = 1000;

/// An address of the archive, for those who list them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// A path from `/`, encoded.
    pub path: String,
    /// When what it shows last changed; None where nothing dated is on it.
    pub changed: Option<Moment>,
    /// The pictures that it shows, of those that are here: paths from `/`, encoded.
    pub pictures: Vec<String>,
}

/// The pictures of posts and pages, each as a path from `/`.
pub type Pictures = HashMap<PostId, Vec<String>>;

impl Archive {
    /// The pictures that posts and pages show, of those that are here.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn pictures(&self) -> Result<Pictures, ReadError> {
        let named = self.store().pictures().await?;
        let families = Shelf::families(named.iter().map(|(_, address)| address.as_str()));
        let families: Vec<&str> = families.iter().map(String::as_str).collect();
        let mut pictures = Pictures::new();
        let shelf = Shelf::new(self.store().files_of(&families).await?, None);
        for (id, address) in named {
            let Some(picture) = shelf.picture(&address) else { continue };
            let of_post = pictures.entry(PostId(id)).or_default();
            if !of_post.contains(&picture.src) && of_post.len() < MOST_PICTURES {
                of_post.push(picture.src);
            }
        }
        Ok(pictures)
    }

    /// The archive's first page, its pages, its lists of values, every post (oldest first, so that a new one changes
    /// only the end), every landing page. Takes a while for a large archive: not for an async thread.
    #[must_use]
    pub fn addresses(&self, pictures: &Pictures) -> Vec<Listed> {
        let snapshot = self.snapshot();
        let catalog = &snapshot.catalog;
        let changes = Changes::of(catalog);
        let mut listed = vec![page_of_ours("/", changes.all)];
        let pages: Vec<&Card> =
            snapshot.pages.iter().filter_map(|id| snapshot.card(id)).map(|(_, card)| card).collect();
        if !pages.is_empty() {
            listed
                .push(page_of_ours("/pages/", pages.iter().filter_map(|card| changed(card)).max_by_key(at)));
        }
        for facet in Facet::ALL {
            if !changes.values[position(facet)].is_empty() {
                listed.push(page_of_ours(&format!("/{}s/", facet.name()), changes.all));
            }
        }
        let posts: Vec<&Card> = (0..catalog.posts()).filter_map(|at| catalog.card(at)).collect();
        let dated = posts.partition_point(|card| card.date.is_some());
        let (dated, undated) = posts.split_at(dated);
        listed.extend(
            pages.into_iter().chain(dated.iter().rev().copied()).chain(undated.iter().copied()).map(|card| {
                Listed {
                    path: card.path.to_href(),
                    changed: changed(card),
                    pictures: pictures.get(&card.id).cloned().unwrap_or_default(),
                }
            }),
        );
        changes.landing_pages(&mut listed);
        listed
    }
}

/// When a post last changed, as far as that is known.
fn changed(card: &Card) -> Option<Moment> {
    [card.date, card.updated].into_iter().flatten().max_by_key(at)
}

fn at(moment: &Moment) -> i64 {
    moment.unix
}

fn page_of_ours(path: &str, changed: Option<Moment>) -> Listed {
    Listed { path: path.to_owned(), changed, pictures: Vec::new() }
}

fn position(facet: Facet) -> usize {
    Facet::ALL.iter().position(|one| *one == facet).unwrap_or(0)
}

/// The newest change on each list.
#[derive(Default)]
struct Changes<'a> {
    all: Option<Moment>,
    /// By facet, in its order, and slug.
    values: [HashMap<&'a str, Option<Moment>>; 4],
    years: BTreeMap<i16, Option<Moment>>,
    months: BTreeMap<Month, Option<Moment>>,
    days: BTreeMap<Day, Option<Moment>>,
}

impl<'a> Changes<'a> {
    fn of(catalog: &'a Catalog) -> Self {
        let mut changes = Self::default();
        for card in (0..catalog.posts()).filter_map(|at| catalog.card(at)) {
            let moment = changed(card);
            note(&mut changes.all, moment);
            for facet in Facet::ALL {
                for label in labels(card, facet) {
                    note(changes.values[position(facet)].entry(&label.slug).or_default(), moment);
                }
            }
            if let Some(day) = card.date.map(Moment::day) {
                note(changes.years.entry(day.year).or_default(), moment);
                note(changes.months.entry(day.month()).or_default(), moment);
                note(changes.days.entry(day).or_default(), moment);
            }
        }
        changes
    }

    fn landing_pages(self, listed: &mut Vec<Listed>) {
        for (facet, values) in Facet::ALL.into_iter().zip(self.values) {
            let mut values: Vec<_> = values.into_iter().collect();
            values.sort_unstable_by_key(|(slug, _)| *slug);
            listed.extend(values.into_iter().map(|(slug, changed)| {
                // A slug is one segment, whatever is in it.
                let segment = PostPath::parse(&escaped(slug)).to_href().replace('/', "%2F");
                let segment = segment.trim_start_matches("%2F");
                page_of_ours(&format!("/{}/{segment}/", facet.name()), changed)
            }));
        }
        listed.extend(self.years.into_iter().map(|(year, at)| page_of_ours(&format!("/{year:04}/"), at)));
        listed.extend(
            self.months
                .into_iter()
                .map(|(month, at)| page_of_ours(&format!("/{:04}/{:02}/", month.year, month.month), at)),
        );
        listed.extend(self.days.into_iter().map(|(day, at)| {
            page_of_ours(&format!("/{:04}/{:02}/{:02}/", day.year, day.month, day.day), at)
        }));
    }
}

fn escaped(slug: &str) -> String {
    slug.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

fn note(known: &mut Option<Moment>, moment: Option<Moment>) {
    *known = [*known, moment].into_iter().flatten().max_by_key(at);
}

fn labels(card: &Card, facet: Facet) -> &[Label] {
    match facet {
        Facet::Source => card.source.as_slice(),
        Facet::Tag => &card.tags,
        Facet::Mention => &card.mentions,
        Facet::Author => &card.authors,
    }
}
