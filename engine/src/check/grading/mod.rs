//! How well a record answers a question: the tables of contract section 4, "Grades", one file a list.

pub(super) mod document;
pub(super) mod person;
mod signs;
pub(super) mod vehicle;

use crate::wire::{Reason, ReasonField, Rule};

/// A reason with what was asked and what the record has.
pub(super) fn reason(field: ReasonField, asked: Option<&str>, record: Option<&str>, rule: Rule) -> Reason {
    let (asked, record) = (asked.map(str::to_owned), record.map(str::to_owned));
    Reason { field, asked, record, rule, changes: Vec::new(), weight: None }
}
