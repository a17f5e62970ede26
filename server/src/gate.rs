//! Sheds load before it queues: so many checks and batches at the same time, the rest is told 503 at once.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::limits;
use crate::problem::Refusal;

/// Counts the checks that wait or run, and the bytes that large bodies and answers hold.
#[derive(Debug)]
pub struct Gate {
    checks: Semaphore,
    batches: Arc<Semaphore>,
    kibibytes: Arc<Semaphore>,
}

impl Gate {
    /// A gate for so many checks and batches at the same time, and so many bytes of large bodies and answers together.
    #[must_use]
    pub fn new(checks: usize, batches: usize, held_bytes: usize) -> Self {
        Self {
            checks: Semaphore::new(checks),
            batches: Arc::new(Semaphore::new(batches)),
            kibibytes: Arc::new(Semaphore::new(held_bytes >> 10)),
        }
    }

    /// Refuses while the gate is full, before the body of a request is read.
    ///
    /// # Errors
    /// `Overloaded`.
    pub fn look(&self) -> Result<(), Refusal> {
        if self.checks.available_permits() == 0 { Err(Refusal::overloaded().closing()) } else { Ok(()) }
    }

    /// Lets a check in whose body was read, so that a slow sender holds no place.
    ///
    /// Checks run on the runtime's threads without a pause. So each, once counted, lets all others that are ready be
    /// counted too: else none would ever be seen to wait.
    ///
    /// # Errors
    /// `Overloaded`.
    pub async fn enter(&self) -> Result<SemaphorePermit<'_>, Refusal> {
        let place = self.checks.try_acquire().map_err(|_| Refusal::overloaded())?;
        tokio::task::yield_now().await;
        Ok(place)
    }

    /// Takes the room that so many bytes of a body or an answer need, until it is dropped. Small ones need none.
    ///
    /// # Errors
    /// `Overloaded`.
    pub fn hold(&self, bytes: usize) -> Result<Held, Refusal> {
        if bytes <= limits::FREE_BYTES {
            return Ok(Held(None));
        }
        let kibibytes = u32::try_from(bytes.div_ceil(1 << 10)).unwrap_or(u32::MAX);
        let held = Arc::clone(&self.kibibytes).try_acquire_many_owned(kibibytes);
        held.map(|held| Held(Some(held))).map_err(|_| Refusal::overloaded().closing())
    }

    /// Lets a batch in.
    ///
    /// # Errors
    /// `Overloaded`.
    pub fn enter_batch(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        Arc::clone(&self.batches).try_acquire_owned().map_err(|_| Refusal::overloaded().closing())
    }
}

/// Room for the bytes of a large body or answer.
#[derive(Debug, Default)]
pub struct Held(Option<OwnedSemaphorePermit>);

impl Held {
    /// True if nothing had to be taken.
    #[must_use]
    pub const fn is_free(&self) -> bool {
        self.0.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    #[tokio::test]
    async fn a_full_gate_refuses_at_once_and_opens_again() {
        let gate = Gate::new(1, 1, 0);
        let place = gate.enter().await.unwrap();
        assert!(gate.look().is_err() && gate.enter().await.is_err());
        drop(place);
        assert!(gate.look().is_ok() && gate.enter().await.is_ok());
        let batch = gate.enter_batch().unwrap();
        assert!(gate.enter_batch().is_err());
        drop(batch);
        assert!(gate.enter_batch().is_ok());
    }
}
