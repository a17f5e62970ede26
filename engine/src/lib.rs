//! Watchpost's engine: opens immutable index generations and answers border checks from them.
//!
//! It has no clock, no network and no log: the moment of the question is an argument, and what
//! happened is in the answer.

pub mod check;
pub mod date;
pub mod document;
pub mod generation;
pub mod index;
pub mod key;
pub mod limits;
pub mod list;
pub mod person;
pub mod record;
pub mod segment;
pub mod store;
pub mod text;
pub mod vehicle;
pub mod wire;
mod words;
