//! Taking a post down, and letting it come back.

use crate::identity::{OWN, href, identity, path_mark, recorded_mark, slug_key};
use crate::open::make_catalog;
use crate::{Archive, ReadError, Resolution, Written, addresses, identity::path_key};
use catalog::query::url::pairs;
use domain::{Kind, PostId, PostPath, PostRef};
use serde::{Deserialize, Serialize};
use store::records::Withdrawing;
use store::{Earlier, WITHDRAWN};

/// How many times an address may lead on to another one before it is given up.
const MOST_MOVES: usize = 5;
/// The parameters that name a post by its number on its blog.
const NUMBERED: [&str; 2] = ["p", "page_id"];

/// The parameters that name any item by its number.
const WITHHELD_NUMBERED: [&str; 3] = ["p", "page_id", "attachment_id"];

/// What was taken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Its identity, as the API had it.
    pub id: String,
    /// The address that it had, from `/`, encoded.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Whether it was a page ("about") and no post.
    pub page: bool,
    /// Attachments that went with it.
    pub attachments: u32,
}

/// What may come back with the next import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// Identities, as the API had them: more than one where several had the same address.
    pub ids: Vec<String>,
}

/// Why nothing was taken down, or let come back.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// Nothing of the archive is named so.
    #[error(
        "“{0}” names no post or page here: write its path (/2018/07/02/slug/), any address that leads to it, or its id in the JSON API"
    )]
    Unknown(String),
    /// An address of another site.
    #[error(
        "“{named}” is on {host}, which is none of this archive's hosts ({ours}): list a former host of the blog under old_hosts"
    )]
    Foreign {
        /// As it was written.
        named: String,
        /// Its host.
        host: String,
        /// The archive's hosts.
        ours: String,
    },
    /// An address of a list, a file, or another page of ours.
    #[error("“{0}” is an address of this archive, but no post's: write the path or the id of one post")]
    NoPost(String),
    /// Several posts fit.
    #[error("“{named}” fits several: name one of them: {fitting}")]
    Several {
        /// As it was written.
        named: String,
        /// Their paths.
        fitting: String,
    },
    /// It was taken down before.
    #[error("“{0}” was taken down before; `--restore` lets the next import bring it back")]
    Already(String),
    /// It is not taken down, so that it cannot come back.
    #[error("“{0}” is not taken down: nothing to restore")]
    NotWithdrawn(String),
    /// It is down, but its words may still be in parts of the file that nothing uses.
    #[error(
        "it is taken down, but the database file could not be written anew without its words: free some room on the disk and run the command again"
    )]
    Lingers(#[source] store::Error),
    /// The database failed, and nothing changed.
    #[error("the database failed, nothing was changed")]
    Store(#[from] store::Error),
    /// The catalog could not be made or read.
    #[error("the catalog could not be made anew")]
    Read(#[from] ReadError),
}

/// What a name names.
enum Named {
    Post(PostId),
    /// Something that was taken down.
    Gone,
}

impl Archive {
    /// Takes a post or page down that a path, an address that leads to it, or its identity names: gone from the
    /// database, the catalog and every list; its addresses say so from then on, and an import leaves it out. All of it
    /// or, with an error, nothing.
    ///
    /// # Errors
    /// Nothing or several things are named so, it is down already, or the database failed.
    pub async fn withdraw(&self, named: &str) -> Result<Withdrawal, WithdrawError> {
        let id = match self.named(named).await? {
            Named::Post(id) => id,
            Named::Gone => {
                // Whoever ended the first withdrawal half way asks again.
                self.store().scrub().await.map_err(WithdrawError::Lingers)?;
                return Err(WithdrawError::Already(named.to_owned()));
            }
        };
        let mut write = self.store().write().await?;
        let Some(post) = write.withdrawing(&id.0).await? else {
            return Err(WithdrawError::Unknown(named.to_owned()));
        };
        let keys: Vec<String> = post.former_path_keys.iter().cloned().chain([path_key(&post.path)]).collect();
        let mark = path_mark(&post.path);
        write.withdraw(&id.0, &mark, &marks(&id.0, &post), &keys, post.native_id.as_deref()).await?;
        let hidden = write.hidden_attachments().await?;
        for attachment in &hidden {
            write.take_down_attachment(attachment).await?;
        }
        write.drop_unaddressed_files().await?;
        make_catalog(&mut write, self.settings(), Earlier::Drop).await?;
        write.commit().await?;
        self.take_over().await?;
        self.sweep_files().await;
        self.store().scrub().await.map_err(WithdrawError::Lingers)?;
        Ok(Withdrawal {
            id: id.0,
            path: href(&post.path),
            title: post.title,
            page: post.kind == Kind::Page,
            attachments: u32::try_from(hidden.len()).unwrap_or(u32::MAX),
        })
    }

    /// Lets the next import bring back what was taken down. Until then its addresses answer as if it had never been.
    ///
    /// # Errors
    /// Nothing that was taken down is named so, or the database failed.
    pub async fn restore(&self, named: &str) -> Result<Restored, WithdrawError> {
        let asked = self.restored_marks(named)?;
        let mut write = self.store().write().await?;
        let ids = write.withdrawn_as(&asked).await?;
        if ids.is_empty() {
            write.rollback().await?;
            return Err(WithdrawError::NotWithdrawn(named.to_owned()));
        }
        for id in &ids {
            write.release(id).await?;
        }
        write.commit().await?;
        Ok(Restored { ids })
    }

    /// Whether a post of this identity was taken down.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn is_withdrawn(&self, id: &PostId) -> Result<bool, ReadError> {
        Ok(self.store().withheld_at(&id.0).await?.as_deref() == Some(WITHDRAWN))
    }

    /// Whether an address is one of what an export held back or what was taken down, by its path or its number.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn is_withheld(&self, path: &str, query: &str) -> Result<bool, ReadError> {
        if self.store().withheld_at(&path_mark(PostPath::parse(path).as_str())).await?.is_some() {
            return Ok(true);
        }
        let Some((_, number)) = pairs(query).find(|(name, _)| WITHHELD_NUMBERED.contains(&name.as_str()))
        else {
            return Ok(false);
        };
        self.is_withheld_number(number.trim()).await
    }

    /// Whether the item of a number on the own blog was held back or taken down.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn is_withheld_number(&self, number: &str) -> Result<bool, ReadError> {
        Ok(self.store().is_withheld(&identity(OWN, Some(number), None).0).await?)
    }

    /// What a name names, through all redirects.
    async fn named(&self, named: &str) -> Result<Named, WithdrawError> {
        if is_id(named) {
            let id = PostId(named.to_owned());
            if self.snapshot().card(&id).is_some() {
                return Ok(Named::Post(id));
            }
            if self.was_withdrawn(&[named.to_owned()]).await? {
                return Ok(Named::Gone);
            }
        }
        let (mut path, mut query) = self.own_address(named)?;
        for _ in 0..MOST_MOVES {
            match self.resolve(&path, &query).await? {
                Resolution::Post(id) => return Ok(Named::Post(id)),
                Resolution::Gone => return Ok(Named::Gone),
                Resolution::Moved(to) => {
                    let (to_path, to_query) = to.split_once('?').unwrap_or((&to, ""));
                    (path, query) = (to_path.to_owned(), to_query.to_owned());
                }
                Resolution::Choices(posts) => {
                    let fitting = posts.iter().map(shown_path).collect::<Vec<_>>().join(", ");
                    return Err(WithdrawError::Several { named: named.to_owned(), fitting });
                }
                Resolution::NotFound => break,
                _ => return Err(WithdrawError::NoPost(named.to_owned())),
            }
        }
        if self.was_withdrawn(&self.restored_marks(named)?).await? {
            return Ok(Named::Gone);
        }
        Err(WithdrawError::Unknown(named.to_owned()))
    }

    async fn was_withdrawn(&self, marks: &[String]) -> Result<bool, WithdrawError> {
        let mut write = self.store().write().await?;
        let found = write.withdrawn_as(marks).await?;
        write.rollback().await?;
        Ok(!found.is_empty())
    }

    /// The digests by which a name may be remembered.
    fn restored_marks(&self, named: &str) -> Result<Vec<String>, WithdrawError> {
        if is_id(named) {
            return Ok(vec![named.to_owned()]);
        }
        let (path, query) = self.own_address(named)?;
        let number =
            pairs(&query).find(|(name, _)| NUMBERED.contains(&name.as_str())).map(|(_, number)| number);
        Ok(match number {
            Some(number) => {
                let snapshot = self.snapshot();
                snapshot.blog_keys().map(|host| identity(host, Some(number.trim()), None).0).collect()
            }
            None => vec![path_mark(PostPath::parse(&path).as_str())],
        })
    }

    fn own_address(&self, named: &str) -> Result<(String, String), WithdrawError> {
        match self.written(named) {
            Written::Ours { path, query } => Ok((path, query)),
            Written::Foreign(host) => {
                let ours = self.hosts().join(", ");
                Err(WithdrawError::Foreign { named: named.to_owned(), host, ours })
            }
        }
    }
}

/// Whether a text has the form of an identity.
fn is_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn shown_path(post: &PostRef) -> String {
    post.path.to_href()
}

/// A post's identity, and digests of all addresses that it had and of what an export may call it.
fn marks(id: &str, post: &Withdrawing) -> Vec<String> {
    let key = path_key(&post.path);
    let folder = &key[..key.len() - slug_key(&key).len()];
    let old_slugs = post.old_slug_keys.iter().map(|slug| format!("{folder}{slug}"));
    let recorded = post.recorded_path.iter().filter(|path| !addresses::is_reserved(path));
    let mut marks: Vec<String> = std::iter::once(post.path.clone())
        .chain(recorded.clone().cloned())
        .chain(post.former_path_keys.iter().cloned())
        .chain(old_slugs)
        .map(|path| path_mark(&path))
        .collect();
    marks.push(id.to_owned());
    marks.extend(post.native_id.iter().map(|number| identity(&post.host, Some(number), None).0));
    marks.extend(recorded.map(|path| recorded_mark(&post.host, path)));
    marks.sort();
    marks.dedup();
    marks
}
