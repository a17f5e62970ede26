//! How far what is known of a traveller speaks for and against a record being the same person.
//!
//! Evidence is natural-log odds ([`weight`]). Nothing here reads a segment or knows the time, and nothing here decides:
//! the grade is given in `check/grading/person.rs`.

pub mod alignment;
pub mod birth;
pub mod level;
pub mod match_sets;
pub mod weight;
