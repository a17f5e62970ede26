//! The lines of a batch over HTTP and of a reconciled manifest.

use serde::Serialize;

use super::{GroupFact, ListAnswer, MrzReading, Outcome, Problem, VehicleReading};
use crate::record::Action;

/// In the place of a line that is no check.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BadLine {
    /// The line's number, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: Problem,
}

/// The last line of a batch over HTTP. Without it the answer is incomplete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchSummary {
    /// Lines that were not empty.
    pub checks: u64,
    /// Checks whose outcome is `hit`.
    pub hits: u64,
    /// Checks whose outcome is `potential_hit`.
    pub potential_hits: u64,
    /// Checks whose outcome is `no_hit`.
    pub no_hits: u64,
    /// Checks whose outcome is `not_checked`.
    pub not_checked: u64,
    /// Lines that were no check.
    pub errors: u64,
    /// The generation that answered all of them.
    pub generation: u64,
}

/// The answer for one row of a manifest.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconcileRow {
    /// The row's number, from 1, without the header.
    pub row: u64,
    /// The row's own reference.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The outcome.
    pub outcome: Outcome,
    /// True only if every asked list was really searched.
    pub complete: bool,
    /// The strongest action.
    pub action: Action,
    /// All distinct actions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Problems of reading the row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// What was read from the row's MRZ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mrz: Option<MrzReading>,
    /// What was read from the vehicle's numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehicleReading>,
    /// One answer a list that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ListAnswer>,
    /// Facts of the row's check, as the clues of a cloned vehicle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<GroupFact>,
    /// The columns that ask nothing, carried through.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub input: serde_json::Map<String, serde_json::Value>,
}

/// The counts of a reconciled manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconcileSummary {
    /// Rows read.
    pub rows: u64,
    /// Rows whose outcome is `hit`.
    pub hits: u64,
    /// Rows whose outcome is `potential_hit`.
    pub potential_hits: u64,
    /// Rows whose outcome is `no_hit`.
    pub no_hits: u64,
    /// Rows whose outcome is `not_checked`.
    pub not_checked: u64,
    /// Rows that asked nothing or could not be parsed.
    pub errors: u64,
    /// The generation that answered all of them.
    pub generation: u64,
}
