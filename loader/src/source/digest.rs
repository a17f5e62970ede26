//! Hashes and counts the bytes of a source as they are read, so that the manifest names what was really read.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use watchpost_engine::store::Sha256Name;

#[derive(Default)]
struct State {
    hash: Sha256,
    bytes: u64,
}

/// Passes bytes on and hashes them.
pub(super) struct Digesting<R> {
    inner: R,
    progress: DigestProgress,
}

/// How far a source was read.
#[derive(Clone, Default)]
pub struct DigestProgress(Arc<Mutex<State>>);

impl<R: Read> Digesting<R> {
    pub(super) fn new(inner: R) -> (Self, DigestProgress) {
        let progress = DigestProgress::default();
        (Self { inner, progress: progress.clone() }, progress)
    }
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let mut state = self.progress.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.hash.update(&buffer[..length]);
        state.bytes += length as u64;
        Ok(length)
    }
}

impl DigestProgress {
    /// Bytes of the file read so far, compressed as it lies there.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).bytes
    }

    pub(super) fn sha256(&self) -> Sha256Name {
        let hash = self.0.lock().unwrap_or_else(PoisonError::into_inner).hash.clone();
        Sha256Name(hash.finalize().into())
    }
}
