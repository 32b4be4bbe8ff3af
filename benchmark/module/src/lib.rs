//! What is measured in the browser, bound for JavaScript: the catalog alone ([`engine`]), or the program that shows
//! what is possible at best ([`limit`]). Built with one feature at a time.

#![forbid(unsafe_code)]
// wasm-bindgen's own code is written into ours without it.
#![allow(missing_docs, reason = "wasm-bindgen makes public items of its own")]

#[cfg(feature = "catalog")]
pub mod engine;
#[cfg(feature = "limit")]
pub mod limit;
#[cfg(feature = "catalog")]
pub mod parts;
