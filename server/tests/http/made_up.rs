//! Made-up generations: one that panics, one that is slow, one that is damaged.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use watchpost_engine::check::{Conditions, QuestionRefused};
use watchpost_engine::list::List;
use watchpost_engine::record::Action;
use watchpost_engine::wire::{Answer, Outcome, Question};
use watchpost_server::served::{Generation, GenerationSource, InForce, LoadError, ServedList};

/// The operator whose question meets a bug.
pub(crate) const BUG: &str = "meets-a-bug";

/// The operator whose answer is larger than what the system keeps for a connection that nobody reads.
pub(crate) const WIDE: &str = "asks-for-much";

/// Bytes of that answer, and some more.
pub(crate) const WIDE_BYTES: usize = 16 << 20;

/// A generation whose answers carry its number twice: as `generation` and as the second of `as_of`.
#[derive(Clone)]
pub(crate) struct MadeUp {
    pub(crate) number: u64,
    pub(crate) lists: Vec<List>,
    pub(crate) as_of: Timestamp,
    pub(crate) slow: Duration,
    pub(crate) probe: Result<(), LoadError>,
}

impl MadeUp {
    pub(crate) fn new(number: u64) -> Self {
        let seconds = i64::try_from(number).unwrap();
        Self {
            number,
            lists: List::ALL.to_vec(),
            as_of: Timestamp::from_second(seconds).unwrap(),
            slow: Duration::ZERO,
            probe: Ok(()),
        }
    }

    pub(crate) fn slow(number: u64, slow: Duration) -> Self {
        Self { slow, ..Self::new(number) }
    }

    pub(crate) fn as_of(number: u64, as_of: Timestamp) -> Self {
        Self { as_of, ..Self::new(number) }
    }
}

impl Generation for MadeUp {
    fn number(&self) -> u64 {
        self.number
    }

    fn lists(&self) -> Vec<ServedList> {
        let list = |&list| ServedList { list, as_of: self.as_of, records: 7, sources: Vec::new() };
        self.lists.iter().map(list).collect()
    }

    fn warm(&self) {}

    fn probe(&self) -> Result<(), LoadError> {
        self.probe.clone()
    }

    fn check(
        &self,
        question: &Question,
        _: &Conditions,
        mut check_id: String,
    ) -> Result<Answer, QuestionRefused> {
        if question.operator == WIDE {
            check_id = "x".repeat(WIDE_BYTES);
        }
        assert!(question.operator != BUG, "{}", question.operator);
        std::thread::sleep(self.slow);
        Ok(Answer {
            check_id,
            outcome: Outcome::NoHit,
            complete: true,
            action: Action::None,
            actions: Vec::new(),
            generation: self.number,
            as_of: Some(self.as_of),
            age_seconds: Some(0),
            stale: false,
            exercise: false,
            subjects: Vec::new(),
            group: Vec::new(),
            took_us: 0,
            withdrawn: 0,
        })
    }
}

/// A store whose content is set from outside.
pub(crate) struct MadeUpStore(Mutex<Result<MadeUp, LoadError>>);

impl MadeUpStore {
    pub(crate) fn new(generation: MadeUp) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Ok(generation))))
    }

    pub(crate) fn set(&self, content: Result<MadeUp, LoadError>) {
        *self.0.lock().unwrap() = content;
    }
}

/// In force is told even of what cannot be opened: `CURRENT` may be whole while a segment is damaged.
impl GenerationSource for MadeUpStore {
    fn in_force(&self) -> Result<InForce, LoadError> {
        Ok(match &*self.0.lock().unwrap() {
            Ok(made_up) => in_force(made_up.number),
            Err(_) => in_force(u64::MAX),
        })
    }

    fn open(&self) -> Result<(InForce, Arc<dyn Generation>), LoadError> {
        let made_up = self.0.lock().unwrap().clone()?;
        Ok((in_force(made_up.number), Arc::new(made_up)))
    }
}

fn in_force(number: u64) -> InForce {
    InForce { number, manifest: [u8::try_from(number % 251).unwrap(); 32] }
}

/// A question that every made-up generation answers.
pub(crate) fn question(operator: &str) -> String {
    format!(
        r#"{{"purpose":"test","operator":"{operator}","subjects":[{{"document":{{"number":"UT7770001"}}}}]}}"#
    )
}
