//! Taking item after item into the transaction, and the receipt.

use super::hosts::Hosts;
use super::queue::Queue;
use super::records::{Derived, attachment_id, item_digest, new_attachment, new_post};
use super::{ImportOptions, Progress, Read, Stop};
use crate::addresses::is_reserved;
use crate::identity::{OWN, identity, path_mark, recorded_mark};
use crate::media::place::Place;
use crate::settings::Settings;
use domain::Kind;
use import::receipt::{FileReceipt, Receipt, Remark};
use import::{Attachment, Blog, Draft, Item, Message, Origin, Withheld};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use store::records::StoredBlog;
use store::{WITHDRAWN, Write};

/// How often progress is told, in items.
const TELL_EVERY: u64 = 50;
/// The kind of a block that posts share, in the receipt.
const SHARED_BLOCK: &str = "wp_block";
/// The kind of an earlier version of an item, in the receipt.
const REVISION: &str = "revision";
/// The reason of an attachment whose post is withheld.
const OTHER: &str = "other";

/// What became of an item when it was met first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Added,
    Updated,
    Unchanged,
}

/// A post met in this call.
#[derive(Debug)]
struct Met {
    outcome: Outcome,
    /// Of two that say they are the same item, the one changed last is kept; of equals, the greater digest, so that
    /// the order of files does not matter.
    version: (Option<i64>, String),
    /// Where it was read, for what is found out at the end.
    seen: Seen,
}

/// Where an item was read.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub file: PathBuf,
    pub item: String,
}

/// An attachment met in this call.
#[derive(Debug)]
pub(super) struct MetFile {
    pub outcome: Outcome,
    /// How often it was met again.
    pub again: u64,
    /// Its comments that were counted as imported.
    pub comments: u64,
}

/// An import under way.
#[derive(Debug)]
pub(super) struct Taking<'a> {
    pub(super) queue: Queue,
    pub(super) receipt: &'a mut Receipt,
    pub(super) hosts: Hosts,
    /// Whether readers see another archive than before.
    pub(super) changed: bool,
    /// Whether something that readers saw is withheld now.
    pub(super) took_down: bool,
    /// Whether an item that posts may show came, changed or went.
    pub(super) others_changed: bool,
    /// Whether a post of this call shows other items.
    pub(super) met_recipes: bool,
    posts: BTreeMap<String, Met>,
    pub(super) files: BTreeMap<String, MetFile>,
    /// Where the archive was empty, the [`marks`] of all that is in it by now: what has none of them need not be looked
    /// up, which is half of what the database is asked.
    all_kept: Option<HashSet<u64>>,
    /// Identities withheld in this call.
    withheld: BTreeSet<String>,
    /// Identities by path of those: an item without a number is the same by path.
    withheld_paths: BTreeSet<String>,
    /// Identities and digests of what was taken down by hand.
    withdrawn: BTreeSet<String>,
    blogs: Vec<StoredBlog>,
}

impl<'a> Taking<'a> {
    pub(super) async fn begin(
        mut write: Write,
        receipt: &'a mut Receipt,
        settings: &Settings,
        options: &ImportOptions,
    ) -> Result<Self, Stop> {
        let blogs = write.blogs().await?;
        let withdrawn = write.withdrawn().await?;
        let hosts = Hosts::new(&blogs, settings, &options.also);
        let all_kept = (!write.holds_items().await?).then(HashSet::new);
        Ok(Self {
            queue: Queue::new(write),
            receipt,
            hosts,
            changed: false,
            took_down: false,
            others_changed: false,
            met_recipes: false,
            posts: BTreeMap::new(),
            files: BTreeMap::new(),
            all_kept,
            withheld: BTreeSet::new(),
            withheld_paths: BTreeSet::new(),
            withdrawn,
            blogs,
        })
    }

    pub(super) fn into_queue(self) -> Queue {
        self.queue
    }

    /// Where a post of this call was read.
    pub(super) fn seen(&self, id: &str) -> Option<Seen> {
        self.posts.get(id).map(|met| met.seen.clone())
    }

    pub(super) async fn take(&mut self, read: Read, progress: &mut impl FnMut(Progress)) -> Result<(), Stop> {
        match read.message {
            Message::File { path, format } => {
                progress(Progress::File(path.clone()));
                self.receipt.files.push(FileReceipt { path, format: format.name().to_owned(), items: 0 });
            }
            Message::Blog(blog) => self.take_blog(blog).await?,
            Message::Warning { path, reason } => {
                self.receipt.warnings.push(Remark { file: path, item: String::new(), reason });
            }
            Message::Item { item, warnings, comments_read, comments_withheld, .. } => {
                let seen = Seen { file: self.file(), item: item_name(&item) };
                // Counted together, so that the receipt of a refused call adds up too.
                let counted = self.take_item(item, read.derived, &seen, u64::from(comments_read)).await?;
                self.receipt.items += 1;
                if let Some(file) = self.receipt.files.last_mut() {
                    file.items += 1;
                }
                let comments = &mut self.receipt.comments;
                match counted {
                    Counted::Post(..) | Counted::File(_) => comments.imported += u64::from(comments_read),
                    _ => comments.withheld += u64::from(comments_read),
                }
                comments.withheld += u64::from(comments_withheld);
                self.count(counted);
                let remark = |reason| Remark { file: seen.file.clone(), item: seen.item.clone(), reason };
                self.receipt.warnings.extend(warnings.into_iter().map(remark));
                if self.receipt.items.is_multiple_of(TELL_EVERY) {
                    progress(Progress::Items(self.receipt.items));
                }
            }
            Message::FileEnd => progress(Progress::Items(self.receipt.items)),
        }
        Ok(())
    }

    fn file(&self) -> PathBuf {
        self.receipt.files.last().map(|file| file.path.clone()).unwrap_or_default()
    }

    async fn take_blog(&mut self, blog: Blog) -> Result<(), Stop> {
        let key = self.hosts.key(&blog.host)?;
        self.changed |=
            self.queue.beside_posts().keep_old_terms(&key, &crate::old_terms::kept(&blog)).await?;
        let new = StoredBlog {
            key,
            host: blog.host,
            title: blog.title.trim().to_owned(),
            tagline: blog.tagline.trim().to_owned(),
            lang: blog.lang.map(|lang| lang.as_str().to_owned()),
            home: blog.home.trim_end_matches('/').to_owned(),
        };
        let write = self.queue.beside_posts();
        write.keep_blog(&new).await?;
        let blogs = write.blogs().await?;
        self.changed |= blogs != self.blogs;
        self.blogs = blogs;
        Ok(())
    }

    async fn take_item(
        &mut self,
        item: Item,
        derived: Option<Derived>,
        seen: &Seen,
        comments: u64,
    ) -> Result<Counted, Stop> {
        match item {
            Item::Post(draft) => self.take_post(*draft, derived, seen).await,
            Item::Attachment(file) => self.take_file(*file, comments).await,
            Item::Withheld { origin, path, file, reason } => {
                self.withhold(&origin, path.as_ref(), file.as_deref(), reason).await?;
                Ok(Counted::Withheld(reason_word(reason)))
            }
            Item::SharedBlock { origin, body } => {
                self.take_shared_block(&origin, body.as_deref()).await?;
                Ok(Counted::Ignored(SHARED_BLOCK.to_owned()))
            }
            Item::Revision { origin, of } => {
                let host = self.hosts.key(&origin.host)?;
                let number = origin.native_id.unwrap_or_default();
                self.queue.beside_posts().keep_revision(&host, &number, &of).await?;
                Ok(Counted::Ignored(REVISION.to_owned()))
            }
            Item::Ignored(kind) => Ok(Counted::Ignored(kind)),
            Item::Failed { item, reason } => {
                Ok(Counted::Failed(Remark { file: seen.file.clone(), item, reason }))
            }
        }
    }

    async fn take_post(
        &mut self,
        mut draft: Draft,
        derived: Option<Derived>,
        seen: &Seen,
    ) -> Result<Counted, Stop> {
        let host = self.hosts.key(&draft.origin.host)?;
        draft.origin.host.clone_from(&host);
        let kind = draft.kind;
        let own_id = identity(&host, draft.origin.native_id.as_deref(), draft.path.as_ref());
        if self.is_withheld(&own_id.0, &host, &draft) {
            // The same item is withheld in this very call: that counts, whichever came first.
            return Ok(Counted::Post(Outcome::Unchanged, kind));
        }
        let mut derived = derived.unwrap_or_else(|| Derived::of(&mut draft));
        let digest = match derived.own_digest.take().filter(|_| host == OWN) {
            Some(digest) => digest,
            None => item_digest(&draft)?,
        };
        self.met_recipes |= draft.recipe.is_some();
        let path = draft.path.as_ref().map(|path| path.as_str().to_owned());
        let native_id = draft.origin.native_id.as_deref();
        let marks = marks(&host, native_id, path.as_deref(), &own_id.0);
        let (known, reason) = if self
            .all_kept
            .as_ref()
            .is_some_and(|kept| marks.iter().all(|mark| !kept.contains(mark)))
        {
            (None, None)
        } else {
            self.queue.settled_for(&marks).await?.known(&host, native_id, path.as_deref(), &own_id.0).await?
        };
        self.all_kept.iter_mut().for_each(|kept| kept.extend(&marks));
        let id = known.as_ref().map_or(own_id, |known| domain::PostId(known.id.clone()));
        let version = (draft.updated.map(|updated| updated.unix), digest.clone());
        if let Some(met) = self.posts.get_mut(&id.0) {
            if version > met.version {
                met.version = version;
                if met.outcome == Outcome::Unchanged {
                    met.outcome = Outcome::Updated;
                    self.receipt.imported.unchanged -= 1;
                    self.receipt.imported.updated += 1;
                }
                self.queue.settled_for(&marks).await?.clear_post(&id.0).await?;
                self.queue.keep(new_post(draft, derived, id, &self.hosts, &host, digest)?, &marks).await?;
                self.changed = true;
            }
            return Ok(Counted::Post(Outcome::Unchanged, kind));
        }
        let outcome = match &known {
            Some(known) if known.digest == digest => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
            None if self.is_withdrawn(&id.0, &host, path.as_deref()) => {
                return Ok(Counted::Withheld(WITHDRAWN));
            }
            None => Outcome::Added,
        };
        if outcome == Outcome::Added && reason.is_some() {
            self.queue.beside_posts().release(&id.0).await?;
        }
        self.warn_of_reserved(path.as_deref(), seen);
        self.posts.insert(id.0.clone(), Met { outcome, version, seen: seen.clone() });
        if outcome != Outcome::Unchanged {
            if known.is_some() {
                self.queue.settled_for(&marks).await?.clear_post(&id.0).await?;
            }
            self.queue.keep(new_post(draft, derived, id, &self.hosts, &host, digest)?, &marks).await?;
            self.changed = true;
        }
        Ok(Counted::Post(outcome, kind))
    }

    /// Whether the same item is withheld in this call: by identity, or by path where one of the two has no number.
    fn is_withheld(&self, id: &str, host: &str, draft: &Draft) -> bool {
        let by_path = draft.path.as_ref().map(|path| identity(host, None, Some(path)).0);
        let by_path = by_path.as_deref().unwrap_or_default();
        self.withheld.contains(id)
            || self.withheld.contains(by_path)
            || (draft.origin.native_id.is_none() && self.withheld_paths.contains(by_path))
    }

    /// Whether an item that is not here was taken down by hand, whatever number this export gives it.
    fn is_withdrawn(&self, id: &str, host: &str, path: Option<&str>) -> bool {
        let by_path = || path.filter(|path| !is_reserved(path)).map(|path| recorded_mark(host, path));
        !self.withdrawn.is_empty()
            && (self.withdrawn.contains(id) || by_path().is_some_and(|mark| self.withdrawn.contains(&mark)))
    }

    fn warn_of_reserved(&mut self, path: Option<&str>, seen: &Seen) {
        if let Some(path) = path.filter(|path| is_reserved(path)) {
            let reason =
                format!("its recorded path {path} leads elsewhere here: it was given another address");
            self.receipt.warnings.push(Remark { file: seen.file.clone(), item: seen.item.clone(), reason });
        }
    }

    async fn take_file(&mut self, mut file: Attachment, comments: u64) -> Result<Counted, Stop> {
        let host = self.hosts.key(&file.origin.host)?;
        file.origin.host.clone_from(&host);
        let id = attachment_id(&host, &file);
        let digest = item_digest(&file)?;
        if self.withheld.contains(&id) {
            return Ok(Counted::File(Outcome::Unchanged));
        }
        if let Some(met) = self.files.get_mut(&id) {
            met.again += 1;
            met.comments += comments;
            return Ok(Counted::File(Outcome::Unchanged));
        }
        let outcome = match self.queue.beside_posts().find_attachment(&id).await? {
            Some(known) if known == digest => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
            None => Outcome::Added,
        };
        self.files.insert(id.clone(), MetFile { outcome, again: 0, comments });
        if outcome != Outcome::Unchanged {
            let write = self.queue.beside_posts();
            write.keep_attachment(&new_attachment(file, id.clone(), &host, &self.hosts, digest)).await?;
            write.release(&id).await?;
            self.others_changed = true;
        }
        Ok(Counted::File(outcome))
    }

    async fn take_shared_block(&mut self, origin: &Origin, body: Option<&str>) -> Result<(), Stop> {
        let host = self.hosts.key(&origin.host)?;
        if let Some(id) = &origin.native_id {
            self.others_changed |= self.queue.beside_posts().keep_shared_block(&host, id, body).await?;
        }
        Ok(())
    }

    /// Takes down what was public of an item, and remembers whose it is.
    async fn withhold(
        &mut self,
        origin: &Origin,
        path: Option<&domain::PostPath>,
        file: Option<&str>,
        reason: Withheld,
    ) -> Result<(), Stop> {
        let host = self.hosts.key(&origin.host)?;
        let native_id = origin.native_id.as_deref();
        let id = identity(&host, native_id, path);
        let marks = marks(&host, native_id, path.map(domain::PostPath::as_str), &id.0);
        let write = self.queue.settled_for(&marks).await?;
        let mut was_public = false;
        if let Some(known) = write.find_post(&host, native_id, path.map(domain::PostPath::as_str)).await? {
            was_public |= write.take_down_post(&known.id).await?;
        }
        if let Some(path) = path {
            was_public |= write.take_down_path(&host, path.as_str(), native_id).await?;
        }
        let was_shown = write.take_down_attachment(&id.0).await?;
        self.others_changed |= was_shown;
        was_public |= was_shown;
        if let Some(place) = file.and_then(|file| Place::of(&self.hosts.local(file))) {
            self.queue.beside_posts().hide_files(&[place.family], &id.0).await?;
        }
        self.changed |= was_public;
        self.took_down |= was_public;
        let mark = path.map(|path| path_mark(path.as_str()));
        self.queue.beside_posts().withhold(&id.0, mark.as_deref(), reason_word(reason)).await?;
        self.all_kept.iter_mut().for_each(|kept| kept.extend(&marks));
        self.withheld_paths.extend(path.map(|path| identity(&host, None, Some(path)).0));
        self.withheld.insert(id.0);
        Ok(())
    }

    fn count(&mut self, counted: Counted) {
        match counted {
            Counted::Post(outcome, kind) => {
                self.count_outcome(outcome, 1);
                self.receipt.pages += u64::from(kind == Kind::Page);
            }
            Counted::File(outcome) => {
                self.count_outcome(outcome, 1);
                self.receipt.media.attached += 1;
            }
            Counted::Withheld(reason) => *self.receipt.withheld.entry(reason.to_owned()).or_default() += 1,
            Counted::Ignored(kind) => *self.receipt.ignored.entry(kind).or_default() += 1,
            Counted::Failed(remark) => self.receipt.failed.push(remark),
        }
    }

    fn count_outcome(&mut self, outcome: Outcome, items: u64) {
        let imported = &mut self.receipt.imported;
        match outcome {
            Outcome::Added => imported.added += items,
            Outcome::Updated => imported.updated += items,
            Outcome::Unchanged => imported.unchanged += items,
        }
    }

    /// Takes down attachments whose post is withheld, in this call or before, and counts those of this call so. Not
    /// before the end: the post may come after its attachments, or become public in this call.
    pub(super) async fn hide_attachments(&mut self) -> Result<(), Stop> {
        for id in self.queue.settled().await?.hidden_attachments().await? {
            self.others_changed |= self.queue.beside_posts().take_down_attachment(&id).await?;
            match self.files.get(&id) {
                Some(MetFile { outcome: Outcome::Added, .. }) => {}
                _ => (self.changed, self.took_down) = (true, true),
            }
            let Some(met) = self.files.remove(&id) else { continue };
            let imported = &mut self.receipt.imported;
            match met.outcome {
                Outcome::Added => imported.added -= 1,
                Outcome::Updated => imported.updated -= 1,
                Outcome::Unchanged => imported.unchanged -= 1,
            }
            imported.unchanged -= met.again;
            self.receipt.media.attached -= 1 + met.again;
            self.receipt.comments.imported -= met.comments;
            self.receipt.comments.withheld += met.comments;
            *self.receipt.withheld.entry(OTHER.to_owned()).or_default() += 1 + met.again;
        }
        self.changed |= self.files.values().any(|file| file.outcome != Outcome::Unchanged);
        Ok(())
    }
}

/// Where an item goes in the receipt.
enum Counted {
    Post(Outcome, Kind),
    File(Outcome),
    Withheld(&'static str),
    Ignored(String),
    Failed(Remark),
}

/// The receipt's word for a reason.
fn reason_word(reason: Withheld) -> &'static str {
    match reason {
        Withheld::Draft => "draft",
        Withheld::Pending => "pending",
        Withheld::Private => "private",
        Withheld::Future => "future",
        Withheld::Password => "password",
        Withheld::Trash => "trash",
        Withheld::Members => "members",
        Withheld::Withdrawn => WITHDRAWN,
        Withheld::Other => OTHER,
    }
}

/// What an item may be found by: its number, its path, its identity. Two items with one mark may be the same.
fn marks(host: &str, native_id: Option<&str>, path: Option<&str>, id: &str) -> Vec<u64> {
    let mark = |kind: &str, name: &str| {
        let mut hasher = DefaultHasher::new();
        (kind, host, name).hash(&mut hasher);
        hasher.finish()
    };
    let number = native_id.map(|number| mark("number", number));
    let path = path.map(|path| mark("path", path));
    [number, path, Some(mark("identity", id))].into_iter().flatten().collect()
}

/// What names an item best in the receipt. Of a withheld one only its number: its path can hold its title.
fn item_name(item: &Item) -> String {
    let named = |origin: &Origin, path: Option<&domain::PostPath>, title: &str| {
        origin.native_id.clone().or_else(|| path.map(ToString::to_string)).unwrap_or_else(|| title.to_owned())
    };
    match item {
        Item::Post(draft) => named(&draft.origin, draft.path.as_ref(), &draft.title),
        Item::Attachment(file) => named(&file.origin, file.path.as_ref(), &file.title),
        Item::Withheld { origin, .. } => named(origin, None, ""),
        Item::SharedBlock { .. } => SHARED_BLOCK.to_owned(),
        Item::Revision { .. } => REVISION.to_owned(),
        Item::Ignored(kind) => kind.clone(),
        Item::Failed { item, .. } => item.clone(),
    }
}
