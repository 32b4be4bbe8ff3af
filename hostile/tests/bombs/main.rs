//! What is made to fill memory or time: each is read or refused within bounds. A test program of its own, one bomb at
//! a time, because memory is counted for the whole process.

mod archives;
mod bodies;
mod bounded;
mod exports;
