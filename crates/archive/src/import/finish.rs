//! The end of an import: what depends on all posts at once is made anew.

use super::Stop;
use super::taking::Taking;
use super::{ImportOptions, Progress};
use crate::addresses::assign;
use crate::identity::path_key;
use crate::media::folder::Folder;
use crate::open::make_catalog;
use crate::settings::Settings;
use import::receipt::Remark;
use std::collections::BTreeMap;
use store::Earlier;

impl Taking<'_> {
    /// Hides what hangs on withheld posts; makes posts that show other items; copies files; gives addresses; makes vocabulary and catalog, if anything
    /// changed.
    pub(super) async fn finish(
        &mut self,
        settings: &Settings,
        options: &ImportOptions,
        folder: &Folder,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), Stop> {
        self.hide_attachments().await?;
        self.tell_anew(settings).await?;
        if !options.media.is_empty() {
            self.copy_files(folder, options, progress).await?;
        }
        self.queue.settled().await?.drop_unaddressed_files().await?;
        progress(Progress::Catalog);
        if self.changed {
            self.give_addresses().await?;
            let earlier = if self.took_down { Earlier::Drop } else { Earlier::Keep };
            make_catalog(self.queue.settled().await?, settings, earlier).await?;
        }
        Ok(())
    }

    async fn give_addresses(&mut self) -> Result<(), Stop> {
        let write = self.queue.settled().await?;
        let rows = write.addresses().await?;
        let assigned = assign(&rows);
        let before: BTreeMap<&str, &str> =
            rows.iter().filter_map(|row| Some((row.id.as_str(), row.path.as_deref()?))).collect();
        let mut moved = assigned.addresses;
        moved.retain(|address| before.get(address.id.as_str()) != Some(&address.path.as_str()));
        write.set_addresses(&moved).await?;
        for address in &moved {
            if let Some(former) = before.get(address.id.as_str()) {
                let former = path_key(former);
                if former != address.path_key {
                    write.remember_former_path(&former, &address.id).await?;
                }
            }
        }
        for id in &assigned.displaced {
            let path = moved.iter().find(|address| &address.id == id).map(|address| address.path.as_str());
            if let (Some(seen), Some(path)) = (self.seen(id), path) {
                let reason = format!("another item has its recorded path: it is at {path}");
                self.receipt.warnings.push(Remark { file: seen.file, item: seen.item, reason });
            }
        }
        Ok(())
    }
}
