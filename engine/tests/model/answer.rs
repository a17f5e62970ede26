//! The answer to a check: what follows from its subjects, and how old it is.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use watchpost_engine::list::List;
use watchpost_engine::segment::build::BuiltSegment;

use super::question::AskedCheck;
use super::subject::Asking;
use super::told::Told;
use super::{actions, group, signs};
use crate::lists::ListRow;
use crate::store::{Lists, now};

/// Under which a check is asked.
#[derive(Clone, Debug)]
pub(crate) struct Circumstances {
    pub now: Timestamp,
    pub lists: Vec<List>,
    pub stale_after: SignedDuration,
    pub lease: SignedDuration,
}

impl Circumstances {
    pub(crate) fn usual() -> Self {
        Self {
            now: now(),
            lists: List::ALL.to_vec(),
            stale_after: SignedDuration::from_hours(24),
            lease: SignedDuration::from_hours(48),
        }
    }

    pub(crate) fn today(&self) -> String {
        self.now.to_string()[..10].to_owned()
    }
}

/// Why a list is not searched, or what to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub is_searched: bool,
    pub problem: Option<&'static str>,
    pub is_stale: bool,
}

pub(crate) fn state(lists: &Lists, list: List, circumstances: &Circumstances) -> State {
    let Some((as_of, _)) = lists.0.get(&list) else {
        return State { is_searched: false, problem: Some("list-absent"), is_stale: false };
    };
    let age = circumstances.now.duration_since(*as_of);
    let ahead = as_of.duration_since(circumstances.now);
    let five_minutes = SignedDuration::from_mins(5);
    State {
        is_searched: age <= circumstances.lease && ahead <= circumstances.lease,
        problem: match () {
            () if age > circumstances.lease => Some("lease-over"),
            () if ahead > five_minutes => Some("clock"),
            () => None,
        },
        is_stale: age > circumstances.stale_after || ahead > five_minutes,
    }
}

/// The records of a list: the first row of each identity.
pub(crate) fn records(lists: &Lists, list: List) -> Vec<&ListRow> {
    let mut records: Vec<&ListRow> = Vec::new();
    for row in lists.0.get(&list).map_or(&[][..], |(_, rows)| rows) {
        if !records.iter().any(|known| identity(known) == identity(row)) {
            records.push(row);
        }
    }
    records
}

pub(crate) fn identity(row: &ListRow) -> (&str, &str) {
    (row.get("owner").unwrap(), row.get("record_id").unwrap())
}

/// A row as its record is compared: equal in every field as it is read, whatever its spelling.
fn as_read(row: &ListRow) -> ListRow {
    let mut read = row.clone();
    for column in ["vin", "plate", "engine_number"] {
        read = put(read, column, row.get(column).map(signs::written_by_shape));
    }
    for column in ["issuer", "plate_country"] {
        read = put(read, column, row.get(column).and_then(signs::issuer));
    }
    read
}

fn put(row: ListRow, column: &str, text: Option<String>) -> ListRow {
    match text {
        Some(text) => row.with(column, text),
        None => row,
    }
}

/// Rows are records, repeated, or refused as another row of the same identity.
pub(crate) fn check_counts(lists: &Lists, built: &BTreeMap<List, BuiltSegment>) -> Result<(), TestCaseError> {
    for (list, (_, rows)) in &lists.0 {
        let records = records(lists, *list);
        let is_first_or_equal = |row: &&ListRow| {
            let first = records.iter().find(|known| identity(known) == identity(row));
            first.is_some_and(|first| as_read(first) == as_read(row))
        };
        let repeated = rows.iter().filter(is_first_or_equal).count() - records.len();
        let conflicting = rows.len() - records.len() - repeated;
        let built = built[list];
        let counted = (built.records, built.repeated, built.conflicting);
        prop_assert_eq!(counted, (records.len() as u64, repeated as u64, conflicting as u64));
    }
    Ok(())
}

/// The answer that the contract gives.
pub(crate) fn answer(lists: &Lists, question: &AskedCheck, circumstances: &Circumstances) -> Told {
    let asking = Asking { lists, question, circumstances };
    let answered: Vec<_> = question.subjects.iter().map(|subject| asking.answer(subject)).collect();
    let complete = answered.iter().all(|subject| subject.told.complete);
    let hits: Vec<_> = answered.iter().flat_map(|subject| &subject.all_hits).collect();
    let (action, all) =
        actions::sum(&hits.iter().map(|hit| hit.action.clone()).collect::<Vec<_>>(), complete);
    let asked: Vec<List> = List::ALL
        .into_iter()
        .filter(|list| {
            answered.iter().any(|subject| subject.told.lists.iter().any(|told| told.list == list.as_str()))
        })
        .collect();
    let oldest = asked.iter().filter_map(|list| lists.0.get(list)).map(|(as_of, _)| *as_of).min();
    let outcomes = answered.iter().map(|subject| subject.told.outcome.as_str());
    Told {
        outcome: strongest(outcomes).to_owned(),
        complete,
        action,
        actions: all,
        as_of: oldest.map(|as_of| as_of.to_string()),
        age_seconds: oldest
            .map(|as_of| u64::try_from(circumstances.now.duration_since(as_of).as_secs()).unwrap_or(0)),
        stale: asked.iter().any(|list| state(lists, *list, circumstances).is_stale),
        exercise: !hits.is_empty() && hits.iter().all(|hit| hit.exercise),
        group: group::facts(&answered),
        subjects: answered.into_iter().map(|subject| subject.told).collect(),
    }
}

/// The strongest outcome of all parts.
pub(crate) fn strongest<'a>(outcomes: impl Iterator<Item = &'a str>) -> &'a str {
    let strength = ["hit", "potential_hit", "not_checked", "no_hit"];
    outcomes.min_by_key(|outcome| strength.iter().position(|known| known == outcome)).unwrap_or("not_checked")
}
