//! Plain HTML: what nests as its authors meant it to, so that every reader of HTML makes the same tree of it and the
//! tree written out is that HTML again. Nearly all bodies are plain. They are read here many times as fast as by the
//! standard's whole algorithm, and what is written of a plain tree needs no second reading to be known as settled.
//!
//! Anything else, by one unusual character or tag, is none of this module's: it says so, and the whole algorithm reads
//! it. Tests hold both readers to the same tree.

mod nesting;
mod read;

pub(super) use nesting::{Nesting, Place};
pub(super) use read::{Sink, read};
