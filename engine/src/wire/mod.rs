//! The contract's JSON shapes of question and answer: one place for server, loader and later bindings.
//!
//! Nothing here decides anything: it says how a question is spelled and how an answer is told. Unknown fields of
//! a question are refused by name; an answer may gain fields within /v1.

pub mod answer;
pub mod batch;
mod object;
pub mod problem;
pub mod question;
pub mod reason;

pub use answer::{
    Answer, CheckDigitReading, DocumentReading, ForcedReading, Grade, GroupFact, GroupFactKind, Hit,
    HitStatus, ListAnswer, MrzReading, NoticeReference, Outcome, PersonEvidence, PersonReading, Record,
    SubjectAnswer, VehicleReading, VinReading,
};
pub use batch::{BadLine, BatchSummary, ReconcileRow, ReconcileSummary};
pub use problem::{Problem, ProblemCode};
pub use question::{
    DocumentPart, MrzText, PersonPart, PlatePart, Purpose, Question, QuestionSubject, VehiclePart,
};
pub use reason::{Reason, ReasonField, Rule, SignChange};
