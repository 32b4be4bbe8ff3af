//! Files as readers meet them: which one an address means, and where it is here.

use super::place::{Place, UPLOADS, asked_width, original};
use crate::{Archive, ReadError};
use import::body::{Files, LocalFile, LocalPicture, OwnHosts};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use store::records::KeptFile;
use url::Url;

/// How wide a picture is enough where there is to be one size of it, in pixels: the column of text, and a phone's dense
/// screen.
const ENOUGH: u32 = 720;
/// What stands unencoded in the last part of an address.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A file of the archive, to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalCopy {
    /// Where it is on the disk.
    pub path: PathBuf,
    /// Names its content for ever.
    pub hash: String,
    /// Its type, by content.
    pub mime: String,
    /// What to call it.
    pub name: String,
}

impl Archive {
    /// The file, or the smaller picture of one, of `/media/HASH/NAME`; with `?w=PIXELS` in its raw query, the nearest
    /// that is at least so wide. None for what no address of the archive leads to.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn file_hashed(
        &self,
        hash: &str,
        name: &str,
        query: &str,
    ) -> Result<Option<LocalCopy>, ReadError> {
        let smaller = match asked_width("", query) {
            Some(width) => self.store().smaller(hash, width).await?,
            None => None,
        };
        let hash = smaller.as_deref().unwrap_or(hash);
        let Some(path) = self.folder().path(hash) else { return Ok(None) };
        let mime = self.store().file_hashed(hash).await?;
        Ok(mime.map(|mime| LocalCopy { path, hash: hash.to_owned(), mime, name: name.to_owned() }))
    }

    /// The file of an old address: its path as requested (encoded), its raw query. Of a smaller size, the nearest that
    /// is at least as wide.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn file_of_address(&self, path: &str, query: &str) -> Result<Option<LocalCopy>, ReadError> {
        let Some(place) = Place::of(path) else { return Ok(None) };
        let kept = self.store().files_of(&[&place.family]).await?;
        let Some(file) = meant(&kept, &place) else { return Ok(None) };
        let is_exact = file.key == place.key && !file.variant;
        let asked = if is_exact { asked_width("", query) } else { asked_width(&place.key, query) };
        let smaller = asked.and_then(|asked| file.smaller.iter().find(|(_, width, _)| *width >= asked));
        let (hash, mime, name) = match smaller {
            Some((hash, width, _)) => {
                (hash.clone(), "image/webp".to_owned(), smaller_name(&file.name, *width))
            }
            None => (file.hash.clone(), file.mime.clone(), file.name.clone()),
        };
        Ok(self.folder().path(&hash).map(|path| LocalCopy { path, hash, mime, name }))
    }
}

/// Which file of a family an address means: the very one, else the full size, else what stands in for it.
fn meant<'a>(family: &'a [KeptFile], place: &Place) -> Option<&'a KeptFile> {
    let folded = place.key.to_lowercase();
    family.iter().min_by_key(|file| {
        let is_full = file.key.to_lowercase() == file.family;
        let closeness = match file {
            file if file.key == place.key && !file.variant => 0,
            file if file.key.to_lowercase() == folded && !file.variant => 1,
            _ if is_full => 2,
            file if !file.variant => 3,
            _ => 4,
        };
        (closeness, std::cmp::Reverse(file.size.map_or(0, |(width, _)| width)), &file.key)
    })
}

/// The address of a file here.
pub(crate) fn href(hash: &str, name: &str) -> String {
    format!("/media/{hash}/{}", utf8_percent_encode(name, NAME))
}

fn smaller_name(name: &str, width: u32) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}-{width}.webp")
}

/// The old hosts that kept the blog's files.
#[derive(Clone, Debug, Default)]
pub(crate) struct OldHosts {
    own: OwnHosts,
    /// Hosts that attachments were on.
    file_hosts: BTreeSet<String>,
}

impl OldHosts {
    /// `home`: where the blog was; `sources`: scheme and host of its attachments' files.
    pub(crate) fn new(home: &str, old_hosts: &[String], sources: &[String]) -> Self {
        let host = |source: &String| Url::parse(source).ok()?.host_str().map(str::to_lowercase);
        Self { own: OwnHosts::new(home, old_hosts), file_hosts: sources.iter().filter_map(host).collect() }
    }

    /// The path here of an address on an old host of the blog's files.
    pub(crate) fn path_here(&self, address: &str) -> Option<String> {
        if address.starts_with('/') {
            return None;
        }
        let url = original(&Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?);
        if let Some(path) = self.own.picture(url.as_str()).filter(|path| path.starts_with('/')) {
            return Some(path);
        }
        let host = url.host_str()?.to_lowercase();
        if !self.file_hosts.contains(&host) {
            return None;
        }
        let path = url.path();
        if host.ends_with(".files.wordpress.com") {
            return Some(format!("{}{path}", UPLOADS.trim_end_matches('/')));
        }
        path.contains(UPLOADS).then(|| path.to_owned())
    }
}

/// The files that a page names, looked up together.
#[derive(Debug, Default)]
pub(crate) struct Shelf<'a> {
    families: HashMap<String, Vec<KeptFile>>,
    old: Option<&'a OldHosts>,
    one_size: bool,
}

impl<'a> Shelf<'a> {
    /// The families to look up for addresses.
    pub(crate) fn families<'b>(addresses: impl Iterator<Item = &'b str>) -> BTreeSet<String> {
        addresses.filter_map(Place::of).map(|place| place.family).collect()
    }

    pub(crate) fn new(kept: Vec<KeptFile>, old: Option<&'a OldHosts>) -> Self {
        let mut families: HashMap<String, Vec<KeptFile>> = HashMap::new();
        for file in kept {
            families.entry(file.family.clone()).or_default().push(file);
        }
        Self { families, old, one_size: false }
    }

    /// The same, each picture in the one size that does for any screen.
    pub(crate) fn in_one_size(self) -> Self {
        Self { one_size: true, ..self }
    }

    /// The picture of an address, where it is one and here: its address here and its size.
    pub(crate) fn picture(&self, address: &str) -> Option<LocalPicture> {
        match self.at_hand(address)? {
            LocalFile::Picture(picture) => Some(picture),
            _ => None,
        }
    }
}

impl Files for Shelf<'_> {
    fn at_hand(&self, address: &str) -> Option<LocalFile> {
        if self.families.is_empty() {
            return None;
        }
        let place = Place::of(address)?;
        let file = meant(self.families.get(&place.family)?, &place)?;
        let src = href(&file.hash, &file.name);
        let smaller: Vec<(String, u32)> = file
            .smaller
            .iter()
            .map(|(hash, width, _)| (href(hash, &smaller_name(&file.name, *width)), *width))
            .collect();
        let enough = smaller.iter().find(|(_, width)| *width >= ENOUGH).filter(|_| self.one_size);
        Some(match file.mime.split('/').next().unwrap_or_default() {
            "image" => LocalFile::Picture(LocalPicture {
                src: enough.map_or(src, |(smaller, _)| smaller.clone()),
                width: file.size.map(|(width, _)| width),
                height: file.size.map(|(_, height)| height),
                smaller: if self.one_size { Vec::new() } else { smaller },
            }),
            "audio" => LocalFile::Sound(src),
            "video" => LocalFile::Film(src),
            _ => LocalFile::Other(src),
        })
    }

    fn path_here(&self, address: &str) -> Option<String> {
        self.old?.path_here(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(key: &str, variant: bool, width: u32) -> KeptFile {
        let place = Place::of(key).unwrap();
        KeptFile {
            key: place.key,
            family: place.family,
            variant,
            hash: format!("{width}"),
            mime: "image/jpeg".into(),
            name: "x.jpg".into(),
            size: Some((width, 1)),
            smaller: Vec::new(),
        }
    }

    #[test]
    fn an_address_means_the_very_file_then_the_full_size() {
        let all = [
            file("/u/x-300x200.jpg", true, 300),
            file("/u/x.jpg", false, 2000),
            file("/u/X.jpg", false, 1000),
        ];
        let named = [file("/u/x-300x200.jpg", false, 300), file("/u/x.jpg", false, 2000)];
        let small = [file("/u/x-150x150.jpg", true, 150), file("/u/x-300x200.jpg", true, 300)];
        for (family, address, width) in [
            (&all[..], "/u/x-300x200.jpg", 2000),
            (&all, "/u/X.jpg", 1000),
            (&all, "/u/x.JPG", 2000),
            (&named, "/u/x-300x200.jpg", 300),
            (&named, "/u/x-150x150.jpg", 2000),
            (&small, "/u/x.jpg", 300),
        ] {
            let found = meant(family, &Place::of(address).unwrap()).unwrap();
            assert_eq!(found.hash, width.to_string(), "{address}");
        }
    }

    #[test]
    fn a_picture_to_keep_has_one_size() {
        let mut kept = file("/u/x.jpg", false, 2000);
        kept.smaller = vec![("a".into(), 480, 1), ("b".into(), 960, 1), ("c".into(), 1440, 1)];
        let narrow = KeptFile { smaller: vec![("a".into(), 480, 1)], ..kept.clone() };
        for (file, src) in [(kept, "/media/b/x-960.webp"), (narrow, "/media/2000/x.jpg")] {
            let one = Shelf::new(vec![file.clone()], None).in_one_size().picture("/u/x.jpg").unwrap();
            assert_eq!((one.src.as_str(), one.width, one.smaller.len()), (src, Some(2000), 0));
            let all = Shelf::new(vec![file.clone()], None).picture("/u/x.jpg").unwrap();
            assert_eq!((all.src.as_str(), all.smaller.len()), ("/media/2000/x.jpg", file.smaller.len()));
        }
    }

    #[test]
    fn addresses_on_hosts_of_the_blogs_files_are_paths_here() {
        let old = OldHosts::new(
            "https://blog.example",
            &[],
            &["https://veille.files.wordpress.com".to_owned(), "https://cdn.example".to_owned()],
        );
        for (address, path) in [
            (
                "https://veille.files.wordpress.com/2018/07/x.jpg?w=3",
                Some("/wp-content/uploads/2018/07/x.jpg"),
            ),
            (
                "https://cdn.example/wp-content/uploads/2018/07/x.jpg",
                Some("/wp-content/uploads/2018/07/x.jpg"),
            ),
            ("https://cdn.example/une-page/", None),
            (
                "https://i1.wp.com/blog.example/wp-content/uploads/x.jpg?w=3",
                Some("/wp-content/uploads/x.jpg"),
            ),
            ("https://autre.files.wordpress.com/2018/07/x.jpg", None),
            ("/wp-content/uploads/x.jpg", None),
        ] {
            assert_eq!(old.path_here(address).as_deref(), path, "{address}");
        }
    }
}
