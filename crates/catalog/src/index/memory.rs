//! Memory that questions use one after the other.

use crate::engine::Tally;
use std::sync::Mutex;

/// Tallies at rest. As many as there were questions at once.
#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<Vec<Tally>>);

impl Memory {
    /// Lends a tally that was used before, if one is at rest.
    pub(super) fn lend<T>(&self, ask: impl FnOnce(&mut Tally) -> T) -> T {
        // Whoever panicked with the list in hand left a list of tallies all the same.
        let at_rest = || self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut tally = at_rest().pop().unwrap_or_default();
        let answer = ask(&mut tally);
        at_rest().push(tally);
        answer
    }
}

/// A catalog's copy begins with none.
impl Clone for Memory {
    fn clone(&self) -> Self {
        Self::default()
    }
}
