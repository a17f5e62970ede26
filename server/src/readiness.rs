//! Whether the server should be asked: every list of the generation is open, verified, probed and within its lease.

use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::list::List;

use crate::cleared::ClearedStatus;
use crate::reload::{Failure, Serving};
use watchpost_engine::check::Conditions;

/// What `/readyz` says.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Readiness {
    /// True if it should be asked.
    pub ready: bool,
    /// Why it should not.
    pub reasons: Vec<String>,
    /// The generation that serves.
    pub generation: u64,
    /// Lists that are asked and that the generation lacks. Their answers are `not_checked`; the rest is answered.
    pub absent: Vec<List>,
    /// The last reload that was refused since the last switch. The server is ready all the same.
    pub refused_reload: Option<RefusedReload>,
    /// The cleared namesakes, if the server has a file of them. One that cannot be used leaves it ready: it answers too
    /// much, not too little.
    pub cleared: Option<ClearedStatus>,
}

/// A reload that was refused.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct RefusedReload {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

impl Readiness {
    /// A generation is only ever served open, verified and probed; what can change while it serves is its age.
    #[must_use]
    pub fn of(
        serving: &Serving,
        conditions: &Conditions<'_>,
        draining: bool,
        failure: Option<&Failure>,
        cleared: Option<ClearedStatus>,
    ) -> Self {
        let mut reasons = Vec::new();
        if draining {
            reasons.push("the server is ending".to_owned());
        }
        for list in &serving.lists {
            let age = conditions.now.duration_since(list.as_of);
            if age > conditions.lease || age < -conditions.lease {
                let which = if age.is_negative() { "ahead of the clock by" } else { "over" };
                reasons.push(format!(
                    "the list {} of {} is {which} more than the lease of {:#}; build a newer one",
                    list.list, list.as_of, conditions.lease
                ));
            }
        }
        let absent = conditions
            .lists
            .iter()
            .filter(|asked| serving.lists.iter().all(|list| list.list != *asked))
            .collect();
        Self {
            ready: reasons.is_empty(),
            reasons,
            generation: serving.in_force.number,
            absent,
            refused_reload: failure
                .map(|failure| RefusedReload { at: failure.at, reason: failure.error.to_string() }),
            cleared,
        }
    }
}
