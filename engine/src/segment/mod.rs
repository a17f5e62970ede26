//! Segments: immutable files, each compiled from the records of one list.
//!
//! Nothing is read from a segment before its checksum agrees, and nothing is ever written to one that has its
//! name.

pub mod error;
pub mod layout;
pub mod map;
pub mod reader;
pub mod sections;
pub mod sort;
