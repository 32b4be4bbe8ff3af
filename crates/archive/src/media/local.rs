//! Local copies: which file of a folder, zip or tar is which of the files that the archive names.

use super::folder::Folder;
use super::kept::{self, Stored};
use super::kind;
use super::place::{Place, decoded, is_file_ending, tail};
use import::container::{ContainerError, Limits, each_file};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::Path;
use store::HiddenFiles;
use store::records::WantedFile;

/// A file of the local copies.
#[derive(Clone, Debug)]
struct Copy {
    /// As the container names it.
    name: String,
    /// Its address as an upload.
    place: Place,
    /// Whether its name says in which month it was uploaded.
    dated: bool,
}

impl Copy {
    fn of(name: String) -> Self {
        let path = decoded(&name);
        let (tail, dated) = tail(&path);
        let place = Place::of_upload(tail);
        Self { dated, place, name }
    }

    /// How well it stands for its family: the full size, what WordPress scaled, the widest.
    fn rank(&self) -> (bool, bool, std::cmp::Reverse<u32>, &str) {
        let key = &self.place.key;
        let width = super::place::asked_width(key, "").unwrap_or(u32::MAX);
        (self.place.is_variant(), width != u32::MAX, std::cmp::Reverse(width), key)
    }
}

/// What to take of the local copies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// By name in the container: the addresses that the file will answer to.
    pub take: BTreeMap<String, Vec<Address>>,
    /// Families that a copy was found of.
    pub found: BTreeSet<String>,
}

/// An old address to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub place: Place,
    /// A smaller size that stands in for an original that is not there.
    pub variant: bool,
    /// Whether a post or an attachment names it; else it must be something for readers to be kept.
    pub named: bool,
}

/// The names of all files of a folder, zip or tar.
pub(crate) fn names(container: &Path) -> Result<Vec<String>, ContainerError> {
    let mut names = Vec::new();
    each_file(container, &Limits::GENEROUS, &mut |entry| {
        names.push(entry.name);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(names)
}

/// Finds for each wanted file its copy: by month and name, in the size that was attached or else the largest; where
/// the copies have no months, by name alone if that leaves no doubt. What nobody names is taken as an upload of its
/// own, unless it hangs on what is withheld or is a smaller size of what is taken.
pub(crate) fn plan(names: Vec<String>, wanted: &[WantedFile], hidden: &HiddenFiles) -> Plan {
    let copies: Vec<Copy> = names.into_iter().map(Copy::of).collect();
    let mut families: BTreeMap<&str, Vec<&Copy>> = BTreeMap::new();
    for copy in &copies {
        families.entry(&copy.place.family).or_default().push(copy);
    }
    for group in families.values_mut() {
        group.sort_by(|a, b| a.rank().cmp(&b.rank()));
    }
    let by_name = ByName::of(&copies, wanted);
    let mut plan = Plan::default();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for want in wanted {
        let want_place = Place { key: want.key.clone(), family: want.family.clone() };
        let upload = Place::of_upload(want_place.tail());
        let of_month =
            families.get(upload.family.as_str()).map(|group| chosen(group, &upload, want.attached));
        let Some(copy) = of_month.or_else(|| by_name.only(&want_place)) else { continue };
        taken.insert(&copy.place.family);
        plan.found.insert(want.family.clone());
        let addresses = plan.take.entry(copy.name.clone()).or_default();
        let stands_in = copy.place.is_variant() && !(want.attached && copy.place.key == upload.key);
        if want.family == copy.place.family {
            add(addresses, Address { place: copy.place.clone(), variant: stands_in, named: true });
        } else {
            add(addresses, Address { place: want_place, variant: false, named: true });
            if of_month.is_some() {
                add(addresses, Address { place: copy.place.clone(), variant: stands_in, named: true });
            }
        }
    }
    for (family, group) in families {
        let is_taken = taken.contains(family);
        let Some(best) = group.first() else { continue };
        if !is_file_ending(best.place.ending()) || (!is_taken && hidden.has(family)) {
            continue;
        }
        for copy in &group {
            let full = !copy.place.is_variant();
            let best_of_none = !is_taken && copy.name == best.name;
            if full || best_of_none {
                let variant = copy.place.is_variant();
                let address = Address { place: copy.place.clone(), variant, named: false };
                add(plan.take.entry(copy.name.clone()).or_default(), address);
            }
        }
    }
    plan
}

fn add(addresses: &mut Vec<Address>, address: Address) {
    if addresses.iter().all(|known| known.place != address.place) {
        addresses.push(address);
    }
}

/// The copy of a family (sorted, best first) that a wanted place means: an attachment's is the very one where it is
/// there, for a photograph may be called `x-1024x768.jpg`; what bodies show is shown in full size.
fn chosen<'a>(group: &[&'a Copy], upload: &Place, attached: bool) -> &'a Copy {
    let folded = upload.key.to_lowercase();
    let exact = group.iter().find(|copy| copy.place.key == upload.key);
    let same = exact.or_else(|| group.iter().find(|copy| copy.place.key.to_lowercase() == folded));
    match same {
        Some(same) if attached || !upload.is_variant() => same,
        _ => group[0],
    }
}

/// Copies without a month, by the name alone.
struct ByName<'a> {
    copies: HashMap<String, Vec<&'a Copy>>,
    /// How many wanted families have a name.
    wanted: HashMap<String, BTreeSet<&'a str>>,
}

impl<'a> ByName<'a> {
    fn of(copies: &'a [Copy], wanted: &'a [WantedFile]) -> Self {
        let mut by_name: HashMap<String, Vec<&Copy>> = HashMap::new();
        for copy in copies.iter().filter(|copy| !copy.dated) {
            by_name.entry(file_name(&copy.place.family)).or_default().push(copy);
        }
        let mut names: HashMap<String, BTreeSet<&str>> = HashMap::new();
        for want in wanted {
            names.entry(file_name(&want.family)).or_default().insert(&want.family);
        }
        Self { copies: by_name, wanted: names }
    }

    fn only(&self, want: &Place) -> Option<&'a Copy> {
        let name = file_name(&want.family);
        if self.wanted.get(&name).is_none_or(|families| families.len() != 1) {
            return None;
        }
        let copies = self.copies.get(&name)?;
        let full: Vec<&&Copy> = copies.iter().filter(|copy| !copy.place.is_variant()).collect();
        match (full.as_slice(), copies.as_slice()) {
            ([one], _) => Some(one),
            ([], [one]) => Some(one),
            _ => None,
        }
    }
}

fn file_name(family: &str) -> String {
    family.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Copies what the plan takes into the folder, with smaller pictures of what is not known. Blocks.
pub(crate) fn copy(
    folder: &Folder,
    container: &Path,
    plan: &Plan,
    known: &BTreeSet<String>,
) -> Result<Vec<Stored>, ContainerError> {
    let mut stored = Vec::new();
    each_file(container, &Limits::GENEROUS, &mut |entry| {
        let Some(addresses) = plan.take.get(&entry.name) else { return Ok(ControlFlow::Continue(())) };
        let file = folder.keep(entry.reader)?;
        let ending = addresses.first().map(|address| address.place.ending()).unwrap_or_default();
        let mime = kind::mime_of(&file.head, ending);
        if file.bytes > 0 && (addresses.iter().any(|address| address.named) || kind::is_for_readers(mime)) {
            stored.push(kept::described(folder, file, mime, &entry.name, addresses.clone()));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    kept::make_smaller(folder, &mut stored, known).map_err(|source| ContainerError::Entry {
        path: container.to_owned(),
        name: "smaller pictures".to_owned(),
        source,
    })?;
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(key: &str, attached: bool) -> WantedFile {
        let place = Place::of(key).unwrap();
        WantedFile { key: place.key, family: place.family, address: key.to_owned(), attached }
    }

    /// What is taken, as `name → keys`, a key that stands in for an original in brackets.
    fn taken(names: &[&str], wants: &[(&str, bool)]) -> Vec<String> {
        let wants: Vec<WantedFile> = wants.iter().map(|(key, attached)| wanted(key, *attached)).collect();
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let plan = plan(names, &wants, &HiddenFiles::default());
        let shown = |address: &Address| {
            let key = address.place.key.trim_start_matches("/wp-content/uploads/");
            if address.variant { format!("[{key}]") } else { key.to_owned() }
        };
        let line = |(name, addresses): (&String, &Vec<Address>)| {
            format!("{name} → {}", addresses.iter().map(shown).collect::<Vec<_>>().join(" "))
        };
        plan.take.iter().map(line).collect()
    }

    #[test]
    fn a_copy_is_found_wherever_it_was_kept() {
        let want = [("/wp-content/uploads/2018/07/%C3%89t%C3%A9.jpg", true)];
        for name in [
            "2018/07/Été.jpg",
            "2018/07/E\u{301}te\u{301}.jpg",
            "wp-content/uploads/2018/07/%C3%89t%C3%A9.jpg",
            "export/blog.files.wordpress.com/2018/07/été.JPG",
        ] {
            let lines = taken(&[name], &want);
            assert_eq!(lines.len(), 1, "{name}");
            assert!(lines[0].to_lowercase().ends_with("→ 2018/07/été.jpg"), "{lines:?}");
        }
    }

    #[test]
    fn the_same_name_in_two_months_is_two_files() {
        assert_eq!(
            taken(
                &["2018/07/x.jpg", "2018/08/x.jpg"],
                &[("/wp-content/uploads/2018/07/x.jpg", true), ("/wp-content/uploads/2018/08/x.jpg", true)]
            ),
            ["2018/07/x.jpg → 2018/07/x.jpg", "2018/08/x.jpg → 2018/08/x.jpg"]
        );
    }

    #[test]
    fn the_original_stands_for_its_sizes() {
        let want = [("/wp-content/uploads/2018/07/x-300x200.jpg", false)];
        for (names, lines) in [
            (&["2018/07/x-300x200.jpg", "2018/07/x.jpg"][..], &["2018/07/x.jpg → 2018/07/x.jpg"][..]),
            (
                &["2018/07/x-150x150.jpg", "2018/07/x-1024x683.jpg"],
                &["2018/07/x-1024x683.jpg → [2018/07/x-1024x683.jpg]"],
            ),
            (
                &["2018/07/x-scaled.jpg", "2018/07/x-300x200.jpg"],
                &["2018/07/x-scaled.jpg → [2018/07/x-scaled.jpg]"],
            ),
        ] {
            assert_eq!(taken(names, &want), lines);
        }
        // A photograph may be called so.
        assert_eq!(
            taken(
                &["2018/07/x-1024x768.jpg", "2018/07/x.jpg"],
                &[("/wp-content/uploads/2018/07/x-1024x768.jpg", true)]
            ),
            ["2018/07/x-1024x768.jpg → 2018/07/x-1024x768.jpg", "2018/07/x.jpg → 2018/07/x.jpg"]
        );
    }

    #[test]
    fn files_on_another_host_and_in_no_month_are_found() {
        assert_eq!(
            taken(&["2018/07/x.jpg"], &[("https://cdn.example/2018/07/x.jpg", true)]),
            ["2018/07/x.jpg → //cdn.example/2018/07/x.jpg 2018/07/x.jpg"]
        );
        assert_eq!(
            taken(&["x.jpg", "y.jpg"], &[("/wp-content/uploads/2018/07/x.jpg", true)]),
            ["x.jpg → 2018/07/x.jpg x.jpg", "y.jpg → y.jpg"]
        );
        // In doubt, none.
        assert_eq!(
            taken(
                &["x.jpg"],
                &[("/wp-content/uploads/2018/07/x.jpg", true), ("/wp-content/uploads/2018/08/x.jpg", true)]
            ),
            ["x.jpg → x.jpg"]
        );
    }

    #[test]
    fn what_no_post_names_is_an_upload_too_if_it_is_one() {
        assert_eq!(
            taken(&["2018/07/z.png", "2018/07/z-10x10.png", "index.php", "notes.txt"], &[]),
            ["2018/07/z.png → 2018/07/z.png"]
        );
    }
}
