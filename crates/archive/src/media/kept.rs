//! What is known of a file once it is in the folder.

use super::folder::{Folder, Kept};
use super::local::Address;
use super::picture;
use super::place::decoded;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use store::Write;
use store::records::{NewFile, NewFileAddress};

/// Longest name at the end of an address, in bytes.
const LONGEST_NAME: usize = 100;

/// A file in the folder, not yet in the database.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub file: NewFile,
    pub addresses: Vec<Address>,
}

/// Describes a file that is in the folder.
pub(crate) fn described(
    folder: &Folder,
    file: Kept,
    mime: &str,
    address: &str,
    addresses: Vec<Address>,
) -> Stored {
    let size =
        folder.path(&file.hash).filter(|_| mime.starts_with("image/")).and_then(|path| picture::size(&path));
    let file = NewFile {
        name: name_of(address),
        hash: file.hash,
        bytes: file.bytes,
        mime: mime.to_owned(),
        size,
        renditions: Vec::new(),
    };
    Stored { file, addresses }
}

/// Makes the smaller pictures of what is not known yet, on all cores.
pub(crate) fn make_smaller(
    folder: &Folder,
    stored: &mut [Stored],
    known: &BTreeSet<String>,
) -> io::Result<()> {
    stored
        .par_iter_mut()
        .map(|stored| &mut stored.file)
        .filter(|file| !known.contains(&file.hash))
        .try_for_each(|file| {
            file.renditions = picture::smaller(folder, &file.hash, &file.mime, file.bytes)?;
            Ok(())
        })
}

/// Puts files into the database. Gives how many addresses lead to another file than before.
pub(crate) async fn record(write: &mut Write, stored: &[Stored]) -> Result<u64, store::Error> {
    let mut changed = 0;
    for Stored { file, addresses } in stored {
        write.keep_file(file).await?;
        let mut is_new = false;
        for address in addresses {
            let new = NewFileAddress {
                key: address.place.key.clone(),
                family: address.place.family.clone(),
                hash: file.hash.clone(),
                variant: address.variant,
            };
            is_new |= write.address_file(&new).await?;
        }
        changed += u64::from(is_new);
    }
    Ok(changed)
}

/// What an address here ends in: the last part of the old one, without what an address or a disk cannot hold.
fn name_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = decoded(path.trim_end_matches('/'));
    let name = name.rsplit('/').next().unwrap_or_default();
    let mut clean: String = name
        .chars()
        .map(|c| if c.is_whitespace() || "\\\"'<>|*:".contains(c) { '-' } else { c })
        .filter(|c| !c.is_control())
        .collect();
    while clean.len() > LONGEST_NAME {
        clean.remove(0);
    }
    let clean = clean.trim_start_matches(['.', '-']);
    if clean.is_empty() { "fichier".to_owned() } else { clean.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_name_is_the_last_part_of_the_old_address() {
        for (address, name) in [
            ("2018/07/Été à Lyon.jpg", "Été-à-Lyon.jpg"),
            ("https://x.example/a/b.png?w=3", "b.png"),
            ("https://x.example/%2e%2e", "fichier"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(name_of(address), name, "{address}");
        }
        assert!(name_of(&"é".repeat(300)).len() <= 100);
    }
}
