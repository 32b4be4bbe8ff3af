//! Pieces of pages: properties in, events out. None of them fetches.

mod card;
mod chips;
mod comments;
mod facet;
mod feeds;
mod footer;
mod header;
mod instrument;
mod leap;
mod nothing;
mod pagination;
mod results;
mod search;
mod suggestions;
mod timeline;

pub use card::{RefList, foreign, labels};
pub use chips::Chips;
pub use comments::Comments;
pub use facet::{Facets, Share};
pub use feeds::Feeds;
pub use footer::PageFooter;
pub use header::PageHeader;
pub use instrument::Instrument;
pub use leap::{Fields, Leap};
pub use nothing::Nothing;
pub use pagination::Pagination;
pub use results::Results;
pub use search::{SEARCH, Search};
pub use timeline::Timeline;
