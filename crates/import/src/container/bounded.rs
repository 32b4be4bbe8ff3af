//! Readers that count, and end in an error where a limit is met.

use super::Limits;
use std::cell::{Cell, RefCell};
use std::io::{self, Read};

/// Whatever unpacks to less than this is no bomb, however well it was packed.
const FREE: u64 = 16 << 20;

/// What may still be read of a container.
pub(super) struct Budget {
    limits: Limits,
    /// The container's own size on disk; None where it is no packed file.
    packed: Option<u64>,
    total: Cell<u64>,
    entries: Cell<u64>,
    /// The limit that was met: told even where the sink swallowed the error.
    excess: RefCell<Option<String>>,
}

impl Budget {
    pub(super) fn new(limits: &Limits, packed: Option<u64>) -> Self {
        Self {
            limits: *limits,
            packed,
            total: Cell::new(0),
            entries: Cell::new(0),
            excess: RefCell::new(None),
        }
    }

    /// The budget of a container inside this one: its own size, and what is left here.
    pub(super) fn inside(&self, packed: u64) -> Self {
        let limits = Limits {
            total_bytes: self.limits.total_bytes.saturating_sub(self.total.get()),
            entries: self.limits.entries.saturating_sub(self.entries.get()),
            ..self.limits
        };
        Self::new(&limits, Some(packed))
    }

    /// Counts what a container inside took.
    pub(super) fn spend(&self, inside: &Self) {
        self.total.set(self.total.get().saturating_add(inside.total.get()));
        self.entries.set(self.entries.get().saturating_add(inside.entries.get()));
    }

    /// Counts entries; false when there are too many.
    pub(super) fn count(&self, entries: u64) -> bool {
        self.entries.set(self.entries.get().saturating_add(entries));
        let within = self.entries.get() <= self.limits.entries;
        if !within {
            self.exceed(format!("it has more than {} entries", self.limits.entries));
        }
        within
    }

    /// Whether so many more entries would be too many.
    pub(super) fn allows(&self, entries: u64) -> bool {
        let within = self.entries.get().saturating_add(entries) <= self.limits.entries;
        if !within {
            self.exceed(format!("it declares {entries} entries, of at most {}", self.limits.entries));
        }
        within
    }

    /// The limit that was met, if one was.
    pub(super) fn excess(&self) -> Option<String> {
        self.excess.borrow().clone()
    }

    fn exceed(&self, reason: String) -> io::Error {
        let error = io::Error::other(reason.clone());
        self.excess.borrow_mut().get_or_insert(reason);
        error
    }

    fn take(&self, bytes: u64) -> io::Result<()> {
        let total = self.total.get().saturating_add(bytes);
        self.total.set(total);
        if total > self.limits.total_bytes {
            return Err(self.exceed(format!("it unpacks to more than {} bytes", self.limits.total_bytes)));
        }
        if self.packed.is_some_and(|packed| total > FREE && total / self.limits.ratio.max(1) > packed) {
            return Err(self.exceed(format!("it unpacks to more than {} times its size", self.limits.ratio)));
        }
        Ok(())
    }
}

/// A reader of one entry, held to the limits.
pub(super) struct Bounded<'a> {
    inner: &'a mut dyn Read,
    budget: &'a Budget,
    name: &'a str,
    /// Its own packed size, where it was packed by itself.
    packed: Option<u64>,
    /// How many bytes must come, where ending early is not noticed by the reader below.
    whole: Option<u64>,
    read: u64,
}

impl<'a> Bounded<'a> {
    pub(super) fn new(
        inner: &'a mut dyn Read,
        budget: &'a Budget,
        name: &'a str,
        packed: Option<u64>,
        whole: Option<u64>,
    ) -> Self {
        Self { inner, budget, name, packed, whole, read: 0 }
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        if count == 0 {
            return match self.whole {
                Some(whole) if self.read < whole && !out.is_empty() => {
                    Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it is cut short"))
                }
                _ => Ok(0),
            };
        }
        self.read = self.read.saturating_add(count as u64);
        let limits = &self.budget.limits;
        if self.read > limits.file_bytes {
            let reason = format!("“{}” unpacks to more than {} bytes", self.name, limits.file_bytes);
            return Err(self.budget.exceed(reason));
        }
        if self.packed.is_some_and(|packed| self.read > FREE && self.read / limits.ratio.max(1) > packed) {
            let reason = format!("“{}” unpacks to more than {} times its size", self.name, limits.ratio);
            return Err(self.budget.exceed(reason));
        }
        self.budget.take(count as u64)?;
        Ok(count)
    }
}

/// The unpacked stream of a packed whole (gzip), held to the budget of its container: what is skipped counts too.
pub(super) struct Counted<'a, R> {
    pub inner: R,
    pub budget: &'a Budget,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.budget.take(count as u64)?;
        Ok(count)
    }
}
