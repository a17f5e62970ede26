//! Records of the three lists, in canonical types.
//!
//! A record's identity, everywhere, is (list, owner, record id). Field names are the lists' own (contract,
//! section 3), so that a record serialises as it was listed.

pub mod action;
pub mod document;
pub mod listing;
pub mod parse;
pub mod person;
pub mod vehicle;
pub mod version;

pub use action::Action;
pub use document::{DocumentRecord, DocumentStatus};
pub use listing::{Identity, Listing};
pub use person::{NameKind, NamedDocument, Notice, PersonName, PersonRecord, PersonStatus};
pub use vehicle::{VehicleRecord, VehicleStatus};
pub use version::{BadRecordVersion, RecordVersion};
