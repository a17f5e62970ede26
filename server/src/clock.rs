//! The server's clock. It never goes back: age is counted from the latest time that was seen, so that a clock set back
//! cannot stretch a lease (docs/contract.md section 4, Age).

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where the time comes from; tests give their own.
pub type TimeSource = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// Tells the time and remembers the latest it told.
pub struct Clock {
    source: TimeSource,
    /// Microseconds since 1970: the whole range of `Timestamp` fits.
    latest: AtomicI64,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::new(Box::new(Timestamp::now))
    }

    /// A clock that reads `source`.
    #[must_use]
    pub fn new(source: TimeSource) -> Self {
        Self { source, latest: AtomicI64::new(i64::MIN) }
    }

    /// Now, or the latest time seen if the clock shows an earlier one. To the microsecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let shown = (self.source)();
        let microseconds = shown.as_microsecond();
        let before = self.latest.fetch_max(microseconds, Ordering::AcqRel);
        if before <= microseconds { shown } else { Timestamp::from_microsecond(before).unwrap_or(shown) }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").field("latest", &self.latest).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use jiff::Timestamp;

    use super::Clock;

    #[test]
    fn a_clock_set_back_tells_the_latest_time_seen() {
        let shown = Arc::new(AtomicI64::new(1_000));
        let source = Arc::clone(&shown);
        let clock =
            Clock::new(Box::new(move || Timestamp::from_second(source.load(Ordering::Relaxed)).unwrap()));
        assert_eq!(clock.now().as_second(), 1_000);
        shown.store(400, Ordering::Relaxed);
        assert_eq!(clock.now().as_second(), 1_000);
        shown.store(1_001, Ordering::Relaxed);
        assert_eq!(clock.now().as_second(), 1_001);
    }
}
