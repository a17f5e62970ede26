//! Input whose lines are counted, and of which only so much is read for one thing.

use std::io::{self, BufRead, Read};

use crate::limits;

/// Counts line feeds, and refuses to give more than [`limits::ROW_BYTES`] between two calls of
/// [`Metered::begin`]: who reads would gather them in memory.
pub(super) struct Metered<R> {
    inner: R,
    feeds: u64,
    given: usize,
}

impl<R: BufRead> Metered<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, feeds: 0, given: 0 }
    }

    /// Another thing begins.
    pub(super) const fn begin(&mut self) {
        self.given = 0;
    }

    /// The line on which the next byte stands, from 1.
    pub(super) const fn line(&self) -> u64 {
        self.feeds + 1
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let waiting = self.fill_buf()?;
        let length = waiting.len().min(buffer.len());
        buffer[..length].copy_from_slice(&waiting[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given > limits::ROW_BYTES {
            let said = format!("a tag or text is longer than {} bytes", limits::ROW_BYTES);
            return Err(io::Error::new(io::ErrorKind::InvalidData, said));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        // What is consumed was filled, so that no byte is read here.
        if let Ok(waiting) = self.inner.fill_buf() {
            let gone = waiting.iter().take(length);
            self.feeds += gone.filter(|byte| **byte == b'\n').count() as u64;
        }
        self.given += length;
        self.inner.consume(length);
    }
}
