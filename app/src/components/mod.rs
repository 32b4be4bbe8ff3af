//! Pieces of pages: properties in, events out. None of them fetches.

mod agenda;
mod card;
mod chips;
mod comments;
mod facet;
mod feeds;
mod footer;
mod header;
mod instrument;
mod leap;
mod neighbours;
mod nothing;
mod outbound;
mod pagination;
mod results;
mod search;
mod suggestions;
mod timeline;
mod tools;

pub use agenda::agenda;
#[cfg(feature = "ssr")]
pub(crate) use card::thumbnail_address;
pub use card::{RefList, direction, foreign, labels};
pub use chips::Chips;
pub use comments::Comments;
pub use facet::{Facets, Share};
pub use feeds::Feeds;
pub use footer::PageFooter;
pub use header::PageHeader;
pub use instrument::Instrument;
pub use leap::{Fields, Leap};
pub use neighbours::neighbours;
pub use nothing::Nothing;
pub use outbound::{original, outbound};
pub use pagination::Pagination;
pub use results::Results;
pub use search::{SEARCH, Search};
pub use timeline::Timeline;
pub use tools::tools;
