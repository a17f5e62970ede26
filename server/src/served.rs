//! What the server needs of a store and of a generation. The engine's are behind it; tests put their own there, to see
//! a bug, a slow check or a damaged store without making one.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::check::{Conditions, QuestionRefused};
use watchpost_engine::list::List;
use watchpost_engine::wire::{Answer, Question};

/// One list of a generation, as `/v1/generation` tells it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ServedList {
    /// The list.
    pub list: List,
    /// When its source was complete.
    #[schema(value_type = String, format = DateTime)]
    pub as_of: Timestamp,
    /// Its records.
    pub records: u64,
    /// What it was compiled from.
    pub sources: Vec<ServedSource>,
}

/// A file that a list was compiled from.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ServedSource {
    /// Its name, without a path.
    pub name: String,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
    /// Rows that could not be used.
    pub refused: u64,
    /// Its licence, if it was told.
    pub licence: Option<String>,
}

/// Which generation a store has in force: two are equal only if every byte of them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The generation's number.
    pub number: u64,
    /// The SHA-256 of its manifest.
    pub manifest: [u8; 32],
}

/// Why a generation cannot be served.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Its bytes are not what was written, or of another version.
    #[error("{0}")]
    Damaged(String),
    /// The operating system refused, or there is no generation.
    #[error("{0}")]
    Unreadable(String),
    /// It answers a probe question wrongly.
    #[error("{0}")]
    Probe(String),
}

/// A generation that is open and verified.
pub trait Generation: Send + Sync {
    /// Its number.
    fn number(&self) -> u64;

    /// Its lists.
    fn lists(&self) -> Vec<ServedList>;

    /// Reads what a check would otherwise have to wait for.
    fn warm(&self);

    /// Asks the manifest's probe questions.
    ///
    /// # Errors
    /// `Probe`, naming the question by its place.
    fn probe(&self) -> Result<(), LoadError>;

    /// Answers a question. Takes microseconds, and must not wait.
    ///
    /// # Errors
    /// For a question that breaks a rule of the contract.
    fn check(
        &self,
        question: &Question,
        conditions: &Conditions,
        check_id: String,
    ) -> Result<Answer, QuestionRefused>;
}

/// A place that has generations.
pub trait GenerationSource: Send + Sync {
    /// Which generation is in force. Cheap: it is asked every second.
    ///
    /// # Errors
    /// `Damaged` or `Unreadable`.
    fn in_force(&self) -> Result<InForce, LoadError>;

    /// Opens the generation in force and verifies every byte of it.
    ///
    /// # Errors
    /// `Damaged` or `Unreadable`.
    fn open(&self) -> Result<(InForce, Arc<dyn Generation>), LoadError>;
}

impl fmt::Debug for dyn Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Generation({})", self.number())
    }
}

impl fmt::Debug for dyn GenerationSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GenerationSource")
    }
}
