//! Fetching what posts name and nobody has, once the import is true: a host that does not answer undoes nothing, and what
//! came before an interruption is there the next time.

use super::{Progress, Stop};
use crate::Archive;
use crate::media::fetch::{Fetched, Job, Limits, fetch};
use crate::media::folder::Folder;
use crate::media::kept::{self, Stored};
use crate::media::local::Address;
use crate::media::place::{Place, UPLOADS, original};
use crate::open::{in_thread, make_catalog};
use import::receipt::{Receipt, Remark};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use store::Earlier;
use store::records::WantedFile;
use tokio::sync::mpsc;
use url::Url;

/// Files that are put into the database together.
const BATCH: usize = 32;
/// Failures that are named one by one; the rest is a number.
const NAMED: usize = 200;

/// A file to fetch: what all who name it call it.
struct Wish {
    wanted: Vec<WantedFile>,
    /// Where it may be, the full size first, each with the place that it has there.
    sources: Vec<(String, Place)>,
}

impl Archive {
    /// Fetches files, tells how far it is, and counts them in the receipt.
    pub(super) async fn fetch_files(
        &self,
        receipt: &mut Receipt,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), Stop> {
        let _lock = self.folder().lock()?;
        let wishes = self.wishes().await?;
        let ends = |wish: &Wish| wish.wanted.first().and_then(|want| Place::of(&want.key));
        let jobs: Vec<Job> = wishes
            .iter()
            .enumerate()
            .map(|(id, wish)| Job {
                id,
                addresses: wish.sources.iter().map(|(address, _)| address.clone()).collect(),
                ending: ends(wish).map(|place| place.ending().to_owned()).unwrap_or_default(),
            })
            .collect();
        let (sender, mut receiver) = mpsc::channel::<Fetched>(BATCH);
        let (folder, private) = (self.folder().clone(), self.settings().fetch_private);
        let fetching = tokio::task::spawn_blocking(move || {
            let tell = |fetched| sender.blocking_send(fetched).is_ok();
            fetch(&folder, jobs, Limits::default(), private, &tell);
        });
        let mut batch = Vec::new();
        let mut changed = false;
        let mut lost: Vec<(usize, String)> = Vec::new();
        while let Some(Fetched { id, result }) = receiver.recv().await {
            match result {
                Ok((from, outcome)) => {
                    let Some(wish) = wishes.get(id) else { continue };
                    let address =
                        wish.sources.get(from).map(|(address, _)| address.as_str()).unwrap_or_default();
                    let addresses = addresses(wish, from);
                    batch.push(kept::described(
                        self.folder(),
                        outcome.kept,
                        outcome.mime,
                        address,
                        addresses,
                    ));
                }
                Err(reason) => lost.push((id, reason)),
            }
            if batch.len() >= BATCH || (!batch.is_empty() && receiver.is_empty()) {
                let copied = self.record(std::mem::take(&mut batch)).await?;
                receipt.media.copied += copied;
                changed |= copied > 0;
                progress(Progress::Media(receipt.media.copied));
            }
        }
        fetching.await.map_err(|error| Stop::Broken(format!("fetching ended by itself: {error}")))?;
        if changed {
            progress(Progress::Catalog);
            let mut write = self.store().write().await?;
            make_catalog(&mut write, self.settings(), Earlier::Keep).await?;
            write.commit().await?;
            self.take_over().await?;
        }
        lost.sort();
        receipt.media.missing = lost.len() as u64;
        let remark = |item: String, reason: String| Remark { file: PathBuf::new(), item, reason };
        for (id, reason) in lost.iter().take(NAMED) {
            let item =
                wishes.get(*id).and_then(|wish| wish.sources.first()).map(|(address, _)| address.clone());
            let reason = format!("this file could not be fetched, posts show a frame in its place: {reason}");
            receipt.warnings.push(remark(item.unwrap_or_default(), reason));
        }
        if lost.len() > NAMED {
            let reason = format!("{} more files could not be fetched", lost.len() - NAMED);
            receipt.warnings.push(remark(String::new(), reason));
        }
        Ok(())
    }

    /// What is named and not here, each family once.
    async fn wishes(&self) -> Result<Vec<Wish>, Stop> {
        let mut write = self.store().write().await?;
        let wanted = write.wanted_files().await?;
        let here = write.kept_families().await?;
        let blogs = write.blogs().await?;
        write.rollback().await?;
        let home =
            blogs.iter().find(|blog| blog.key.is_empty()).map(|blog| blog.home.clone()).unwrap_or_default();
        let home = Url::parse(&home).ok();
        let mut families: BTreeMap<String, Vec<WantedFile>> = BTreeMap::new();
        for want in wanted.into_iter().filter(|want| !here.contains(&want.family)) {
            families.entry(want.family.clone()).or_default().push(want);
        }
        let wishes = families.into_values().map(|wanted| {
            let sources = sources(&wanted, home.as_ref());
            Wish { wanted, sources }
        });
        Ok(wishes.filter(|wish| !wish.sources.is_empty()).collect())
    }

    /// Puts files into the database, with smaller pictures. What became withheld meanwhile is left to be swept.
    async fn record(&self, stored: Vec<Stored>) -> Result<u64, Stop> {
        let known = self.store().file_hashes().await?;
        let folder: Folder = self.folder().clone();
        let stored = in_thread(move || {
            let mut stored = stored;
            kept::make_smaller(&folder, &mut stored, &known).map(|()| stored)
        })
        .await??;
        let mut write = self.store().write().await?;
        let wanted: BTreeSet<String> =
            write.wanted_files().await?.into_iter().map(|want| want.family).collect();
        let still =
            |stored: &Stored| stored.addresses.iter().any(|address| wanted.contains(&address.place.family));
        let stored: Vec<Stored> = stored.into_iter().filter(still).collect();
        let copied = kept::record(&mut write, &stored).await?;
        write.commit().await?;
        Ok(copied)
    }
}

/// Where a file may be. What bodies show in a smaller size is asked for in full first; an attachment is what it is.
fn sources(wanted: &[WantedFile], home: Option<&Url>) -> Vec<(String, Place)> {
    let mut sources: Vec<(String, Place)> = Vec::new();
    let mut add = |url: Url| {
        let Some(place) = Place::of(url.as_str()) else { return };
        if sources.iter().all(|(known, _)| *known != url.as_str()) {
            sources.push((url.to_string(), place));
        }
    };
    for want in wanted {
        let url = match Url::parse(&want.address) {
            Ok(url) => Some(original(&url)),
            Err(_) => home.and_then(|home| home.join(&want.address).ok()),
        };
        let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else { continue };
        let mut candidates = vec![url.clone()];
        if let Some(platform) = on_wordpress_com(&url) {
            candidates.insert(0, platform);
        }
        for url in candidates {
            if !want.attached {
                full_size(&url).into_iter().for_each(&mut add);
            }
            add(url);
        }
    }
    sources
}

/// WordPress.com keeps the files of `blog.wordpress.com` at `blog.files.wordpress.com`.
fn on_wordpress_com(url: &Url) -> Option<Url> {
    let name = url.host_str()?.trim_start_matches("www.").strip_suffix(".wordpress.com")?;
    let tail = url.path().strip_prefix(UPLOADS).filter(|_| !name.contains('.'))?;
    Url::parse(&format!("https://{name}.files.wordpress.com/{tail}")).ok()
}

/// The address of the full size, where an address names a smaller one.
fn full_size(url: &Url) -> Option<Url> {
    let path = Place::full_path(url.path())?;
    let mut full = url.clone();
    full.set_path(&path);
    Some(full)
}

/// The old addresses that a file answers to which came from one of its sources.
fn addresses(wish: &Wish, from: usize) -> Vec<Address> {
    let Some((_, source)) = wish.sources.get(from) else { return Vec::new() };
    let mut addresses: Vec<Address> = Vec::new();
    let mut add = |place: Place, variant: bool| {
        if addresses.iter().all(|known| known.place.key != place.key) {
            addresses.push(Address { place, variant, named: true });
        }
    };
    for want in &wish.wanted {
        let place = Place { key: want.key.clone(), family: want.family.clone() };
        let exact = place.tail() == source.tail();
        let stands_in = source.is_variant() && !(want.attached && exact);
        // An attachment's own address, or that of the size that came, on the host that posts name.
        let key = if exact { place.key.clone() } else { place.beside(source) };
        let place = Place { key, family: place.family };
        if want.attached
            && place.key.starts_with("//")
            && (place.key.contains(".files.wordpress.com/") || place.key.contains(UPLOADS))
        {
            add(Place::of_upload(place.tail()), stands_in);
        }
        add(place, stands_in);
    }
    addresses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(address: &str, attached: bool) -> WantedFile {
        let place = Place::of(address).unwrap();
        WantedFile { key: place.key, family: place.family, address: address.to_owned(), attached }
    }

    #[test]
    fn a_file_is_sought_in_full_where_it_was() {
        let home = Url::parse("http://blog.example:8080").unwrap();
        for (address, attached, found) in [
            (
                "/wp-content/uploads/2018/07/x-300x200.jpg",
                false,
                &[
                    "http://blog.example:8080/wp-content/uploads/2018/07/x.jpg",
                    "http://blog.example:8080/wp-content/uploads/2018/07/x-300x200.jpg",
                ][..],
            ),
            ("https://a.example/u/x-300x200.jpg?w=3", true, &["https://a.example/u/x-300x200.jpg?w=3"]),
            ("https://i0.wp.com/a.example/x.png?w=3&ssl=1", false, &["https://a.example/x.png"]),
            ("https://1.bp.blogspot.com/-a/s320/x.jpg", false, &["https://1.bp.blogspot.com/-a/s0/x.jpg"]),
            (
                "https://veille.wordpress.com/wp-content/uploads/2018/07/x.jpg",
                false,
                &[
                    "https://veille.files.wordpress.com/2018/07/x.jpg",
                    "https://veille.wordpress.com/wp-content/uploads/2018/07/x.jpg",
                ],
            ),
        ] {
            let sought: Vec<String> =
                sources(&[want(address, attached)], Some(&home)).into_iter().map(|(url, _)| url).collect();
            assert_eq!(sought, found, "{address}");
        }
    }
}
