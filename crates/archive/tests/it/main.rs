//! The archive from outside: exports go in at one end, answers come out at the other, through a real database.

mod around;
mod corpora;
mod counts;
mod hidden;
mod importing;
mod keeping;
#[cfg(unix)]
mod killed;
mod linking;
mod media;
mod parts;
mod reading;
mod resolving;
mod seed;
mod support;
mod watching;
mod withdrawing;
