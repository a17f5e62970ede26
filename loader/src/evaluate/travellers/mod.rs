//! End to end: published lists as the index, made-up travellers as questions, with persons, documents and plates planted
//! among them.

pub mod ask;
pub mod calibration;
pub mod fairness;
pub mod figures;
pub mod innocents;
pub mod key;
pub mod relation;
