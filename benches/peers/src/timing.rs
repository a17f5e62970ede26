//! Times: three rounds, ours and the peer in turn, so that both see the same neighbours.

use std::hint::black_box;
use std::time::Instant;

/// Rounds of every figure.
pub const ROUNDS: usize = 3;

/// A figure of three rounds.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// The least.
    pub min: f64,
    /// The middle one.
    pub median: f64,
    /// The greatest.
    pub max: f64,
}

impl Rounds {
    /// Sorts the rounds.
    #[must_use]
    pub fn of(mut rounds: [f64; ROUNDS]) -> Self {
        rounds.sort_by(f64::total_cmp);
        let [min, median, max] = rounds;
        Self { min, median, max }
    }

    /// A figure that is counted, not timed.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self { min: value, median: value, max: value }
    }

    /// The same in another unit.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { min: self.min * factor, median: self.median * factor, max: self.max * factor }
    }
}

/// How single questions spread, in nanoseconds. The clock's own cost is in it.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// Half of the questions took no longer.
    pub p50: u64,
    /// 99 in 100 took no longer.
    pub p99: u64,
    /// The longest.
    pub worst: u64,
}

impl Spread {
    /// The spread of single times.
    #[must_use]
    pub fn of(mut nanoseconds: Vec<u64>) -> Self {
        nanoseconds.sort_unstable();
        let at = |per_cent: usize| {
            let last = nanoseconds.len().saturating_sub(1);
            nanoseconds.get(last * per_cent / 100).copied().unwrap_or_default()
        };
        Self { p50: at(50), p99: at(99), worst: at(100) }
    }
}

/// Mean nanoseconds of a question, over all of them once: time on the processor, so that other work on the machine
/// takes its caches but not its time.
pub fn mean<Q, A>(questions: &[Q], mut ask: impl FnMut(&Q) -> A) -> f64 {
    let begun = Clock::start();
    for question in questions {
        black_box(ask(question));
    }
    begun.nanoseconds() / count(questions.len())
}

/// Time that this thread was on a processor, where the machine tells it (Linux, to a few milliseconds); else the time
/// on the wall.
struct Clock {
    wall: Instant,
    processor: Option<u64>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: on_processor() }
    }

    fn nanoseconds(&self) -> f64 {
        match (self.processor, on_processor()) {
            (Some(begun), Some(now)) => count(usize::try_from(now - begun).unwrap_or(usize::MAX)),
            _ => self.wall.elapsed().as_secs_f64() * 1e9,
        }
    }
}

/// Nanoseconds of this thread on a processor so far.
fn on_processor() -> Option<u64> {
    // The first of three numbers (Documentation/scheduler/sched-stats.rst of the kernel).
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// Each question timed alone.
pub fn spread<Q, A>(questions: &[Q], mut ask: impl FnMut(&Q) -> A) -> Spread {
    let single = |question| {
        let begun = Instant::now();
        black_box(ask(question));
        u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX)
    };
    Spread::of(questions.iter().map(single).collect())
}

/// Ours and the peer in turn, three times each.
///
/// # Errors
/// What the work itself says.
pub fn in_turn<E>(
    mut ours: impl FnMut() -> Result<f64, E>,
    mut peer: impl FnMut() -> Result<f64, E>,
) -> Result<(Rounds, Rounds), E> {
    let (mut of_ours, mut of_peer) = ([0.0; ROUNDS], [0.0; ROUNDS]);
    for round in 0..ROUNDS {
        of_ours[round] = ours()?;
        of_peer[round] = peer()?;
    }
    Ok((Rounds::of(of_ours), Rounds::of(of_peer)))
}

/// Ours alone, three times.
pub fn thrice(mut ours: impl FnMut() -> f64) -> Rounds {
    Rounds::of(std::array::from_fn(|_| ours()))
}

/// Seconds that some work takes.
///
/// # Errors
/// What the work itself says.
pub fn seconds<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<f64, E> {
    let begun = Instant::now();
    black_box(work()?);
    Ok(begun.elapsed().as_secs_f64())
}

/// A count as a number to divide by. Exact below 2^53.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of a bench are far below 2^53")]
pub const fn count(count: usize) -> f64 {
    count as f64
}
