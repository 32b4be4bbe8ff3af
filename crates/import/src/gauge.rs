//! How far reading is, for whoever shows it from another thread.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Bytes read of all bytes of a call. Cheap to clone; all clones tell the same.
#[derive(Clone, Debug, Default)]
pub struct Gauge {
    read: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl Gauge {
    /// How many bytes of exports were read so far, unpacked.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Relaxed)
    }

    /// How many bytes all exports of the call have, as far as is known: 0 before they are looked for.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(Relaxed)
    }

    /// So many bytes more are to be read.
    pub(crate) fn expect(&self, bytes: u64) {
        self.total.fetch_add(bytes, Relaxed);
    }

    /// A reader whose bytes are counted.
    pub(crate) fn over<R: Read>(&self, reader: R) -> Gauged<'_, R> {
        Gauged { reader, gauge: self }
    }
}

/// See [`Gauge::over`].
pub(crate) struct Gauged<'a, R> {
    reader: R,
    gauge: &'a Gauge,
}

impl<R: Read> Read for Gauged<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.gauge.read.fetch_add(length as u64, Relaxed);
        Ok(length)
    }
}
