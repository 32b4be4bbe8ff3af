//! The use cases of the archive, and the only room that joins the store, the catalog and the importers: import,
//! list, read, resolve an address, count.
//!
//! What is absent: pages, status codes, HTTP. A caller asks [`Archive`] and renders what it answers.

mod addresses;
mod alike;
mod around;
mod catalog_parts;
mod error;
mod feed;
mod identity;
mod import;
mod keeping;
mod links;
mod list;
mod media;
mod old_terms;
mod open;
mod ours;
mod read;
mod redirects;
mod resolve;
mod settings;
mod sitemap;
mod snapshot;
mod stats;
mod vocabulary;
mod watch;
mod withdraw;

pub use ::import::{Format, is_internal_kind, receipt};
pub use around::Around;
pub use error::{ImportError, OpenError, ReadError};
pub use feed::{FeedComment, FeedPost};
pub use import::{ImportOptions, Progress};
pub use keeping::{KeptPage, KeptPicture};
pub use list::List;
pub use media::shown::LocalCopy;
pub use open::Archive;
pub use ours::Written;
pub use redirects::{OldAddress, Redirect};
pub use resolve::{Document, Feed, FeedOf, Landing, Resolution, Subject};
pub use settings::{Settings, Site};
pub use sitemap::{Listed, Pictures};
pub use snapshot::{Manifest, Part, StoredPart};
pub use stats::Stats;
pub use withdraw::{Restored, WithdrawError, Withdrawal};
