//! Counts the nodes that are looked at, so that tests can tell how work grows with a body without a clock.

use std::cell::Cell;

thread_local! {
    static DONE: Cell<usize> = const { Cell::new(0) };
}

pub(super) fn done(nodes: usize) {
    DONE.set(DONE.get() + nodes);
}

/// How many nodes something looks at.
pub(crate) fn of(something: impl FnOnce()) -> usize {
    let before = DONE.get();
    something();
    DONE.get() - before
}
