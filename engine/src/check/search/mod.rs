//! Searching one list for one part of a subject.

pub(super) mod documents;
pub(super) mod persons;
pub(super) mod vehicles;
