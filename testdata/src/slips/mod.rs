//! Slips of readers and typists: what is asked when a listed document or vehicle is read or typed wrongly, and
//! what is asked of documents and vehicles that are on no list.
//!
//! For measuring how much is found and how often the innocent are stopped. Every question is made from a
//! generator of random numbers alone, and nothing here knows what the engine forgives: what is found is the
//! engine's own merit. Unlike everywhere else in this crate, numbers on no list are *not* kept apart from listed
//! ones by a mark ([`crate::mark`]): they are drawn from the same shapes, and meet listed ones as often as chance
//! has it.

pub mod clean;
pub mod documents;
pub mod ocr;
pub mod plate_signs;
pub mod typing;
pub mod vehicles;

use crate::mark::Mark;
use crate::question::Subject;
use crate::rng::Rng;

/// A listed record, asked with a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slipped {
    /// What is asked.
    pub subject: Subject,
    /// The owner of the record that is meant.
    pub owner: &'static str,
    /// The record that is meant.
    pub record_id: String,
    /// The number of the document that is meant, of a record of one number.
    pub document_number: Option<String>,
}

/// Any mark, each equally likely: a number with it may lie anywhere in its shape.
fn any_mark(rng: &mut Rng) -> Mark {
    *rng.pick(&[Mark::Listed, Mark::Expired, Mark::Clean])
}
