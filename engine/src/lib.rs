//! Watchpost's engine: opens immutable generations of lists and answers border checks from them.
//!
//! It has no clock, no network and no log: the moment of the question is an argument, and what happened is in
//! the answer. The tour below builds a store, opens it and asks one question.
//!
//! ```
//! use std::collections::BTreeMap;
//! use watchpost_engine::check::{Conditions, check};
//! use watchpost_engine::document::{issuer::IssuerCode, number::DocumentNumber};
//! use watchpost_engine::generation::{Generation, Verify};
//! use watchpost_engine::list::List;
//! use watchpost_engine::record::{DocumentRecord, DocumentStatus, Listing};
//! use watchpost_engine::segment::build::{BuildOptions, DocumentSegmentBuilder, RowPosition};
//! use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Store, Writer};
//! use watchpost_engine::wire::Question;
//!
//! // A record of the list `documents`, in canonical types.
//! let uto = IssuerCode::parse("UTO").ok_or("a code")?;
//! let record = DocumentRecord {
//!     listing: Listing::new(uto, "SLTD-77".to_owned()),
//!     issuer: Some(uto),
//!     document_type: None,
//!     number: DocumentNumber::parse("L898902C3")?,
//!     number_to: None,
//!     status: DocumentStatus::Stolen,
//!     notice_id: None,
//!     notice_owner: None,
//!     issued_on: None,
//!     valid_until: None,
//!     place: None,
//! };
//!
//! // A segment of it, in a store, published as generation 1.
//! let folder = tempfile::tempdir()?;
//! let now: jiff::Timestamp = "2026-11-24T09:00:00Z".parse()?;
//! let mut writer = Writer::open(&folder.path().join("store"), RealDisk)?;
//! let mut builder =
//!     DocumentSegmentBuilder::new(BuildOptions { work_folder: &writer.work_folder()?, memory: 1 << 20 });
//! builder.push(&record, RowPosition { file: 0, line: 1 })?;
//! let mut file = writer.new_segment()?;
//! let built = builder.finish(&mut file, &mut |_| ())?;
//! let documents = ListEntry { as_of: now, segments: vec![file.finish(built.records)?], sources: vec![] };
//! let lists = BTreeMap::from([(List::Documents, documents)]);
//! writer.publish(ManifestDraft { created: now, for_country: None, lists, probes: vec![] })?;
//!
//! // Opened, every byte checked; asked.
//! let store = Store::open(&folder.path().join("store"))?;
//! let generation = Generation::open(&store, Verify::Checksums)?;
//! let question: Question = serde_json::from_str(
//!     r#"{"purpose":"test","operator":"tour","subjects":[{"document":{"number":"l898 902 c3","issuer":"UTO"}}]}"#,
//! )?;
//! let answer = check(&generation, &question, &Conditions::at(now), "tour-1".to_owned())?;
//! assert_eq!((answer.outcome.as_str(), answer.action.as_str()), ("hit", "verify-document"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Where things are:
//!
//! - [`key`] says when two identifiers are equal; [`document`], [`vehicle`] and [`person`] hold the canonical types.
//! - [`record`] has what the lists say; [`segment`] compiles records into one immutable file a list, with the
//!   indexes of [`index`]; [`store`] keeps generations of them; [`generation`] opens one.
//! - [`misread`] says which signs are taken for one another when a question is asked again.
//! - [`cleared`] reads the file of cleared namesakes.
//! - [`check`] answers; [`wire`] has the shapes of question and answer. [`limits`] has every bound.

pub mod check;
pub mod cleared;
pub mod date;
pub mod document;
pub mod generation;
pub mod index;
pub mod key;
pub mod limits;
pub mod list;
pub mod misread;
pub mod number_shape;
pub mod person;
pub mod record;
pub mod segment;
pub mod store;
pub mod text;
pub mod vehicle;
pub mod wire;
mod words;
