//! Files of an import: local copies into the folder, in the same transaction as the items.

use super::taking::Taking;
use super::{ImportOptions, Progress, Stop};
use crate::media::folder::Folder;
use crate::media::originals::Pending;
use crate::media::{kept, local, originals};
use crate::open::in_thread;
use import::receipt::{FileReceipt, Remark};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use store::records::WantedFile;

/// Missing files that are named one by one; the rest is a number.
const NAMED: usize = 100;

impl Taking<'_> {
    /// Copies what posts and attachments name, of this call and of all before, and uploads that nobody names.
    pub(super) async fn copy_files(
        &mut self,
        folder: &Folder,
        options: &ImportOptions,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), Stop> {
        let write = self.queue.settled().await?;
        let wanted = write.wanted_files().await?;
        let hidden = write.hidden_files().await?;
        let mut here = write.kept_families().await?;
        // Until the files are in the database, no other process may take them for left over.
        let _lock = if options.dry_run { None } else { Some(folder.lock()?) };
        for container in &options.media {
            progress(Progress::File(container.clone()));
            let path = container.clone();
            let names = in_thread(move || local::names(&path)).await??;
            let plan = local::plan(names, &wanted, &hidden);
            here.extend(plan.found.iter().cloned());
            if options.dry_run {
                self.receipt.media.copied += plan.take.len() as u64;
                continue;
            }
            let known = self.queue.beside_posts().file_hashes().await?;
            let (folder, path) = (folder.clone(), container.clone());
            let stored = in_thread(move || local::copy(&folder, &path, &plan, &known)).await??;
            let copied = kept::record(self.queue.settled().await?, &stored).await?;
            self.changed |= copied > 0;
            self.receipt.media.copied += copied;
            progress(Progress::Media(self.receipt.media.copied));
        }
        // What is fetched afterwards is told then.
        if !options.fetch || options.dry_run {
            let first = options.media.first().cloned().unwrap_or_default();
            self.tell_missing(&wanted, &here, &first);
        }
        Ok(())
    }

    /// Compresses the export files of this call, to be kept once it is true.
    pub(super) async fn compress_originals(&self, folder: &Folder) -> Result<Pending, Stop> {
        // What was read inside a zip or tar is kept as that zip or tar.
        let on_disk =
            |file: &FileReceipt| file.path.ancestors().find(|path| path.is_file()).map(Path::to_owned);
        let files: BTreeSet<PathBuf> = self.receipt.files.iter().filter_map(on_disk).collect();
        let files: Vec<PathBuf> = files.into_iter().collect();
        let folder = folder.clone();
        Ok(in_thread(move || originals::compress(&folder, &files, &now())).await??)
    }

    /// Counts and names what nobody has. A picture of another's host is none of the blog's files.
    fn tell_missing(&mut self, wanted: &[WantedFile], here: &BTreeSet<String>, copies: &Path) {
        let own = wanted.iter().filter(|want| want.attached || !want.key.starts_with("//"));
        let mut missing: Vec<&WantedFile> = own.filter(|want| !here.contains(&want.family)).collect();
        missing.sort_by(|a, b| a.family.cmp(&b.family));
        missing.dedup_by(|a, b| a.family == b.family);
        self.receipt.media.missing = missing.len() as u64;
        let remark = |item: String, reason: String| Remark { file: PathBuf::from(copies), item, reason };
        for want in missing.iter().take(NAMED) {
            let reason = "no copy of this file is here: posts show a frame in its place".to_owned();
            self.receipt.warnings.push(remark(want.address.clone(), reason));
        }
        if missing.len() > NAMED {
            let reason = format!("no copy of {} more files is here either", missing.len() - NAMED);
            self.receipt.warnings.push(remark(String::new(), reason));
        }
    }
}

/// The time, RFC 3339, UTC.
fn now() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    jiff::Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}
