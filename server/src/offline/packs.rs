//! Packs of posts: what the server function answers for some dozens of addresses, named by its content. A pack is the
//! length of its head (four bytes, the lowest first), the head in JSON, then the answers one after another.
//!
//! Packs are made when somebody first asks for them, and again when something was committed since. They are cut by the
//! addresses of posts, so that a new post changes one. What was withdrawn is in none: one that is no longer current is
//! no longer given.

use ::app::api::keeping;
use archive::{Archive, KeptPicture, ReadError};
use bytes::Bytes;
use domain::{PostId, PostPath};
use futures::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::{error, info};

/// A pack ends after one address in so many: a power of two.
const AFTER: u8 = 32;
/// The most addresses and bytes of a pack.
const MOST_POSTS: usize = 96;
const MOST_BYTES: usize = 512 << 10;
/// How many posts are read at once while packs are made: readers come first.
const AT_ONCE: usize = 2;
/// How many bytes of packs are held. Further ones are made again when they are asked for.
const HELD: usize = 48 << 20;
/// Brotli's quality and window: packs are compressed while somebody waits.
const QUALITY: u32 = 5;
const WINDOW: u32 = 20;
/// Letters of a name.
const NAME: usize = 24;

/// A pack as a manifest lists it. Sizes are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Listed {
    /// Names its content.
    pub(crate) hash: String,
    /// The first address in it, decoded. Packs follow each other by it.
    pub(crate) first: String,
    /// How many posts.
    pub(crate) posts: u32,
    /// As it is.
    pub(crate) bytes: u32,
    /// As it travels.
    pub(crate) brotli: u32,
    /// How many pictures it shows that no pack before it does.
    pub(crate) pictures: u32,
    /// Their size.
    pub(crate) picture_bytes: u64,
}

/// All packs of one state of the archive.
#[derive(Debug)]
pub(crate) struct Made {
    /// The archive's own pages.
    pub(crate) own: Listed,
    /// The posts, in the order of their addresses.
    pub(crate) packs: Vec<Listed>,
    all: Vec<(PostPath, PostId)>,
    contents: HashMap<String, Content>,
}

/// A pack's content.
#[derive(Debug)]
enum Content {
    /// Compressed.
    Held(Bytes),
    /// To be made of these posts again.
    Of(Range<usize>),
}

/// How far the packs are.
#[derive(Clone, Debug)]
pub(crate) enum Progress {
    /// So many posts are read, of so many.
    Making(u32, u32),
    /// They are made.
    Made(Arc<Made>),
    /// They could not be made. The next request tries again.
    Failed,
}

/// The packs of the archive as it is.
#[derive(Debug, Default)]
pub(crate) struct Packs(Mutex<Option<State>>);

#[derive(Debug)]
struct State {
    /// Which state of the archive.
    changes: u64,
    work: Arc<Work>,
}

#[derive(Debug, Default)]
struct Work {
    read: AtomicU32,
    of: AtomicU32,
    outcome: Mutex<Option<Progress>>,
}

impl Work {
    fn progress(&self) -> Progress {
        let outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner).clone();
        outcome.unwrap_or_else(|| {
            Progress::Making(self.read.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
        })
    }
}

impl Packs {
    /// The packs of the archive as it is now; what is not made yet is begun.
    pub(crate) fn of(&self, archive: &Archive) -> Progress {
        let changes = archive.changes();
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(current) = state.as_ref().filter(|state| state.changes == changes) {
            let progress = current.work.progress();
            if matches!(progress, Progress::Failed) {
                *state = None;
            }
            return progress;
        }
        let work = Arc::new(Work::default());
        work.of.store(archive.site().posts.max(1), Ordering::Relaxed);
        *state = Some(State { changes, work: Arc::clone(&work) });
        let archive = archive.clone();
        let at_work = Arc::clone(&work);
        tokio::spawn(async move {
            let outcome = match make(&archive, &at_work).await {
                Ok(made) => {
                    info!(packs = made.packs.len(), "packs for reading offline are made");
                    Progress::Made(Arc::new(made))
                }
                Err(error) => {
                    error!("packs for reading offline cannot be made: {}", crate::cli::chain(&error));
                    Progress::Failed
                }
            };
            *at_work.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        });
        work.progress()
    }

    /// A current pack, compressed with brotli. None for any other name.
    ///
    /// # Errors
    /// It had to be made again and the archive cannot be read.
    pub(crate) async fn pack(&self, archive: &Archive, hash: &str) -> Result<Option<Bytes>, PackError> {
        let made = {
            let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let current = state.as_ref().filter(|state| state.changes == archive.changes());
            match current.map(|state| state.work.progress()) {
                Some(Progress::Made(made)) => made,
                _ => return Ok(None),
            }
        };
        match made.contents.get(hash) {
            None => Ok(None),
            Some(Content::Held(bytes)) => Ok(Some(bytes.clone())),
            Some(Content::Of(range)) => {
                let mut pack = Pack::default();
                for (_, id) in &made.all[range.clone()] {
                    pack.add(keeping::post(archive, id).await?);
                }
                let (name, _, bytes) = pack.closed().await?;
                Ok((name == hash).then_some(bytes))
            }
        }
    }
}

/// Why packs are not there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackError {
    /// The archive cannot be read.
    #[error("the archive cannot be read")]
    Read(#[from] ReadError),
    /// A pack could not be written.
    #[error("a pack cannot be written")]
    Json(#[from] serde_json::Error),
    /// Its thread ended.
    #[error("a pack was not written to its end")]
    Thread(#[from] tokio::task::JoinError),
    /// It could not be compressed.
    #[error("a pack cannot be compressed")]
    Brotli(#[from] std::io::Error),
}

/// What one file holds.
#[derive(Debug, Default)]
struct Pack {
    head: Head,
    answers: Vec<u8>,
}

#[derive(Debug, Default, Serialize)]
struct Head {
    /// By address, decoded: where its answer begins among the answers, and how long it is, in bytes.
    views: BTreeMap<String, (usize, usize)>,
    /// The pictures that they show, with their sizes in bytes.
    pictures: BTreeMap<String, u64>,
}

impl Pack {
    fn add(&mut self, (shown, pictures): (Vec<keeping::Shown>, Vec<KeptPicture>)) {
        for (address, answer) in shown {
            self.head.views.insert(address, (self.answers.len(), answer.len()));
            self.answers.extend(answer);
        }
        self.head.pictures.extend(pictures.into_iter().map(|picture| (picture.href, picture.bytes)));
    }

    /// Its name, its size, and its compressed content.
    async fn closed(self) -> Result<(String, usize, Bytes), PackError> {
        let closed = tokio::task::spawn_blocking(move || {
            let head = serde_json::to_vec(&self.head)?;
            let length = u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes();
            let pack = [&length[..], &head, &self.answers].concat();
            let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
            writer.write_all(&pack)?;
            writer.flush()?;
            let hash = blake3::hash(&pack).to_hex()[..NAME].to_owned();
            Ok::<_, PackError>((hash, pack.len(), Bytes::from(writer.into_inner())))
        });
        closed.await?
    }
}

/// Packs as they are being made, one after another.
#[derive(Default)]
struct Making {
    packs: Vec<Listed>,
    contents: HashMap<String, Content>,
    held: usize,
    /// Pictures that a pack has already.
    pictures: BTreeSet<String>,
}

impl Making {
    /// Closes a pack of these posts.
    async fn close(&mut self, pack: Pack, first: String, posts: Range<usize>) -> Result<Listed, PackError> {
        let new = pack.head.pictures.iter().filter(|(address, _)| !self.pictures.contains(*address));
        let (pictures, picture_bytes) =
            new.fold((0, 0), |(count, bytes), (_, size)| (count + 1, bytes + size));
        self.pictures.extend(pack.head.pictures.keys().cloned());
        let (hash, bytes, content) = pack.closed().await?;
        let listed = Listed {
            hash: hash.clone(),
            first,
            posts: u32::try_from(posts.len()).unwrap_or(u32::MAX),
            bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            brotli: u32::try_from(content.len()).unwrap_or(u32::MAX),
            pictures,
            picture_bytes,
        };
        self.held += content.len();
        let is_own = posts.is_empty();
        let content = if is_own || self.held <= HELD { Content::Held(content) } else { Content::Of(posts) };
        self.contents.insert(hash, content);
        Ok(listed)
    }
}

async fn make(archive: &Archive, work: &Work) -> Result<Made, PackError> {
    let all = archive.all_by_address();
    work.of.store(u32::try_from(all.len()).unwrap_or(u32::MAX).max(1), Ordering::Relaxed);
    let mut making = Making::default();
    let mut own = Pack::default();
    own.add((keeping::own_pages(archive), Vec::new()));
    let own = making.close(own, String::new(), 0..0).await?;
    let mut read = stream::iter(all.clone())
        .map(|(path, id)| async move { Ok::<_, PackError>((path, keeping::post(archive, &id).await?)) })
        .buffered(AT_ONCE);
    let (mut pack, mut begins, mut at) = (Pack::default(), 0, 0);
    while let Some((path, post)) = read.try_next().await? {
        pack.add(post);
        at += 1;
        work.read.store(u32::try_from(at).unwrap_or(u32::MAX), Ordering::Relaxed);
        if ends_after(path.as_str())
            || at - begins >= MOST_POSTS
            || pack.answers.len() >= MOST_BYTES
            || at == all.len()
        {
            let first = all[begins].0.as_str().to_owned();
            let listed = making.close(std::mem::take(&mut pack), first, begins..at).await?;
            making.packs.push(listed);
            begins = at;
        }
    }
    drop(read);
    Ok(Made { own, packs: making.packs, all, contents: making.contents })
}

/// Whether a pack ends after an address: a matter of that address alone, so that another post moves no other's end.
fn ends_after(path: &str) -> bool {
    blake3::hash(path.as_bytes()).as_bytes()[0] & (AFTER - 1) == 0
}
