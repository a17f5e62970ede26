//! A generation, opened: the lists as they are at one moment.
//!
//! It is whole or not at all: every byte of every segment agrees with its checksum before the first question,
//! and nothing in it changes afterwards. A check uses exactly one.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::list::List;
use crate::segment::documents::DocumentSegment;
use crate::segment::error::SegmentError;
use crate::segment::persons::PersonSegment;
use crate::segment::reader::Sections;
use crate::segment::vehicles::VehicleSegment;
use crate::store::{Current, ListEntry, Manifest, SegmentRef, Store, StoreError};

/// How carefully a generation is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verify {
    /// XXH3-128 of every section: finds every accident.
    #[default]
    Checksums,
    /// The SHA-256 of every file as well: finds intent.
    Full,
}

/// Why a generation is not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The store cannot be read or is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A segment cannot be read or is damaged.
    #[error("generation {generation}, list {list}: {error}")]
    Segment {
        /// The generation.
        generation: u64,
        /// The list.
        list: List,
        /// What is wrong.
        error: SegmentError,
    },
}

/// An opened generation.
pub struct Generation {
    manifest: Manifest,
    documents: Option<DocumentSegment>,
    vehicles: Option<VehicleSegment>,
    persons: Option<PersonSegment>,
}

impl Generation {
    /// Opens what `CURRENT` names.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(store: &Store, verify: Verify) -> Result<Self, OpenError> {
        store.with_current(|_: &Current, manifest| Self::open_manifest(store, manifest.clone(), verify))
    }

    /// Opens what a manifest names.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open_manifest(store: &Store, manifest: Manifest, verify: Verify) -> Result<Self, OpenError> {
        let (mut documents, mut vehicles, mut persons) = (None, None, None);
        for (&list, entry) in &manifest.lists {
            let in_list = |error| OpenError::Segment { generation: manifest.number, list, error };
            for segment in &entry.segments {
                if verify == Verify::Full {
                    store.verify_segment(segment)?;
                }
                // Tells a missing or cut file in the store's own words.
                store.open_segment(segment)?;
                let path = store.segment_path(&segment.sha256);
                let sections = Sections::open(&path, list).map_err(in_list)?;
                let records = match list {
                    List::Documents => {
                        documents.insert(DocumentSegment::open(sections).map_err(in_list)?).records()
                    }
                    List::Vehicles => {
                        vehicles.insert(VehicleSegment::open(sections).map_err(in_list)?).records()
                    }
                    List::Persons => {
                        persons.insert(PersonSegment::open(sections).map_err(in_list)?).records()
                    }
                };
                check_count(segment, records).map_err(in_list)?;
            }
        }
        Ok(Self { manifest, documents, vehicles, persons })
    }

    /// Its number.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.manifest.number
    }

    /// Its manifest.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The lists that it has, with their age, sources and counts.
    #[must_use]
    pub const fn lists(&self) -> &BTreeMap<List, ListEntry> {
        &self.manifest.lists
    }

    /// When the source of a list was complete; `None` if the generation lacks the list.
    #[must_use]
    pub fn as_of(&self, list: List) -> Option<Timestamp> {
        self.manifest.lists.get(&list).map(|entry| entry.as_of)
    }

    /// Number of records of a list.
    #[must_use]
    pub fn records(&self, list: List) -> u64 {
        match list {
            List::Documents => self.documents.as_ref().map_or(0, DocumentSegment::records),
            List::Vehicles => self.vehicles.as_ref().map_or(0, VehicleSegment::records),
            List::Persons => self.persons.as_ref().map_or(0, PersonSegment::records),
        }
    }

    /// The documents, if the generation has them.
    #[must_use]
    pub const fn documents(&self) -> Option<&DocumentSegment> {
        self.documents.as_ref()
    }

    /// The vehicles, if the generation has them.
    #[must_use]
    pub const fn vehicles(&self) -> Option<&VehicleSegment> {
        self.vehicles.as_ref()
    }

    /// The persons, if the generation has them.
    #[must_use]
    pub const fn persons(&self) -> Option<&PersonSegment> {
        self.persons.as_ref()
    }

    /// The sections of each list's segment.
    pub fn sections(&self) -> impl Iterator<Item = (List, &Sections)> {
        let documents = self.documents.as_ref().map(|segment| (List::Documents, segment.sections()));
        let vehicles = self.vehicles.as_ref().map(|segment| (List::Vehicles, segment.sections()));
        let persons = self.persons.as_ref().map(|segment| (List::Persons, segment.sections()));
        [documents, vehicles, persons].into_iter().flatten()
    }

    /// Reads one byte of every page, so that the first checks after a switch do not wait for the disk.
    pub fn warm(&self) {
        for (_, sections) in self.sections() {
            sections.warm();
        }
    }

    /// Reads every key and every record of every list.
    ///
    /// # Errors
    /// [`OpenError::Segment`] for the first that a question would not find.
    pub fn verify_deep(&self) -> Result<(), OpenError> {
        let deep = [
            (List::Documents, self.documents.as_ref().map(DocumentSegment::verify_deep)),
            (List::Vehicles, self.vehicles.as_ref().map(VehicleSegment::verify_deep)),
            (List::Persons, self.persons.as_ref().map(PersonSegment::verify_deep)),
        ];
        for (list, verified) in deep {
            if let Some(Err(error)) = verified {
                return Err(OpenError::Segment { generation: self.number(), list, error });
            }
        }
        Ok(())
    }
}

fn check_count(segment: &SegmentRef, records: u64) -> Result<(), SegmentError> {
    if segment.records == records {
        Ok(())
    } else {
        Err(SegmentError::damaged("number of records", segment.records, records))
    }
}
