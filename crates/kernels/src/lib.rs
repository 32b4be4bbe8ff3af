//! The catalog's inner loops: codes of bits, lists of documents and places, scores, counts.
//!
//! They are apart from `catalog` because the page's module is built for size, which makes loops several times slower, and
//! cargo sets that crate by crate: this one is built for speed (`profile.wasm-release.package.kernels`). So nothing here
//! that loops is generic or inlined into its caller, where it would be built as the caller is.
//!
//! What is absent: what a document or a term is, parts and their formats, text. Nothing here panics.

#![forbid(unsafe_code)]

pub mod bits;
pub mod counts;
pub mod hits;
pub mod positions;
pub mod postings;
pub mod ranking;
pub mod scores;
pub mod summaries;
pub mod weights;
