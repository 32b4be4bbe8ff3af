//! The engine of the archive: which posts answer a filter, in what order, with what counts. The same code answers
//! on the server and in the browser.
//!
//! What is absent: input and output, the clock, async code, floats that decide an order. Nothing here panics.

#![forbid(unsafe_code)]

pub mod analysis;
pub mod engine;
pub mod index;
pub mod query;

pub use engine::{Answer, Count, DayCount, FacetCounts, MonthCount, Suggestions, Tally, mark};
pub use index::{
    BadName, Catalog, Entry, FORMAT_VERSION, FormatError, Opening, PartKey, PartName, Parts, split,
};
#[cfg(feature = "build")]
pub use index::{Builder, Built};
pub use query::{
    BadFilter, Choice, DEFAULT_PER_PAGE, Facet, Filter, MAX_PER_PAGE, NONE, Reading, Remark, Sort, State,
    TagMatch, UiLang,
};
