//! What somebody might send to break the archive, and the means to try it: inputs made of real pieces, a target for
//! every reader, what must hold of whatever comes out, a loop with bounds.
//!
//! The same targets run three ways: for seconds in the tests (`tests/it/smoke.rs`, the same inputs each time), for
//! minutes with `cargo xtask fuzz`, and guided by coverage with `cargo xtask fuzz --guided` (libFuzzer). All of it
//! on stable Rust. What is absent: anything that is served.

#![forbid(unsafe_code)]

pub mod clean_html;
pub mod export;
pub mod recipe;
pub mod run;
pub mod seeds;
pub mod targets;

/// Counts what is allocated, so that an input that fills memory is a failure and not a slow machine.
#[global_allocator]
pub static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;
