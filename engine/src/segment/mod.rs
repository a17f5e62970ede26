//! Segments: immutable files, each compiled from the records of one list.
//!
//! Nothing is read from a segment before its checksum agrees, and nothing is ever written to one that has its
//! name.

pub mod build;
pub mod documents;
pub mod error;
pub mod keyed;
pub mod layout;
pub mod map;
pub mod persons;
pub mod reader;
mod rows;
pub mod sections;
pub mod sort;
pub mod stored;
pub mod vehicles;
pub mod wmi_makers;
pub(crate) mod working_file;
