//! An opened segment of persons, with the documents named on them.

use std::cmp::Ordering;

use super::error::SegmentError;
use super::keyed::KeyedRuns;
use super::layout::SectionKind;
use super::reader::Sections;
use super::rows::Rows;
use super::stored::Undecodable;
use crate::index::shape_counter::ShapeCounter;
use crate::index::shapes::ShapeTable;
use crate::person::name::name_keys;
use crate::record::{Identity, PersonRecord};

/// A segment of persons, every byte checked.
pub struct PersonSegment {
    sections: Sections,
    rows: Rows,
    /// By the keys of names.
    pub names: KeyedRuns,
    /// By the numbers of documents named on the records.
    pub named_documents: KeyedRuns,
    shapes: ShapeTable,
}

impl PersonSegment {
    /// Opens a segment whose sections agree with their checksums.
    ///
    /// # Errors
    /// [`SegmentError`] if sections do not fit one another.
    pub fn open(sections: Sections) -> Result<Self, SegmentError> {
        let rows = Rows::open(&sections)?;
        let keyed = |index, runs| KeyedRuns::open(&sections, &rows, index, runs);
        Ok(Self {
            names: keyed(SectionKind::NameIndex, SectionKind::NameRuns)?,
            named_documents: keyed(SectionKind::NamedDocumentIndex, SectionKind::NamedDocumentRuns)?,
            shapes: ShapeTable::open(sections.section(SectionKind::NumberShapes)?)?,
            rows,
            sections,
        })
    }

    /// The sections.
    #[must_use]
    pub const fn sections(&self) -> &Sections {
        &self.sections
    }

    /// Number of records.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.rows.count()
    }

    /// How many named documents of each issuer and shape there are.
    #[must_use]
    pub const fn shapes(&self) -> &ShapeTable {
        &self.shapes
    }

    /// The record of a row.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn record(&self, row: u64) -> Result<PersonRecord, Undecodable> {
        let (dictionary, stored) = self.rows.stored(row)?;
        dictionary.decode_person(stored)
    }

    /// The record of an identity, found by bisection: rows stand by owner and record id.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn by_identity(&self, identity: &Identity) -> Result<Option<PersonRecord>, Undecodable> {
        let (mut low, mut high) = (0, self.rows.count());
        while low < high {
            let middle = low + (high - low) / 2;
            let record = self.record(middle)?;
            match record.listing.identity().cmp(identity) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(Some(record)),
            }
        }
        Ok(None)
    }

    /// Visits every record, by owner and record id.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn for_each(&self, mut visit: impl FnMut(&PersonRecord)) -> Result<(), Undecodable> {
        (0..self.rows.count()).try_for_each(|row| self.record(row).map(|record| visit(&record)))
    }

    /// Reads every key and every record.
    ///
    /// # Errors
    /// [`SegmentError`] if a key is not found as a question would find it, leads to a record without it, or
    /// rows do not stand in their order.
    pub fn verify_deep(&self) -> Result<(), SegmentError> {
        let has_name = |key: &[u8], row| {
            self.record(row).is_ok_and(|record| {
                let mut keys = record.names.iter().filter_map(|name| name_keys(name.parts()).ok());
                keys.any(|keys| keys.iter().any(|found| found.as_bytes() == key))
            })
        };
        let has_document = |key: &[u8], row| {
            self.record(row).is_ok_and(|record| {
                record.documents.iter().any(|document| document.number.key().as_bytes() == key)
            })
        };
        self.names.verify_deep(has_name)?;
        self.named_documents.verify_deep(has_document)?;
        let mut before: Option<Identity> = None;
        let mut in_order = true;
        let mut shapes = ShapeCounter::default();
        let whole = self.for_each(|record| {
            for document in &record.documents {
                shapes.number(document.issuer, document.number.key().as_str());
            }
            let identity = record.listing.identity();
            in_order &= before.as_ref().is_none_or(|before| *before < identity);
            before = Some(identity);
        });
        if shapes.entries() != self.shapes.entries() {
            return Err(SegmentError::in_section(
                SectionKind::NumberShapes,
                "what the records count",
                "other counts",
            ));
        }
        if whole.is_ok() && in_order {
            Ok(())
        } else {
            Err(SegmentError::in_section(SectionKind::Details, "a record for every row, in order", "others"))
        }
    }
}
