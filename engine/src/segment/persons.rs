//! An opened segment of persons, with the parts of their names and the documents named on them.

use std::cmp::Ordering;

use super::error::SegmentError;
use super::keyed::KeyedRuns;
use super::layout::SectionKind;
use super::reader::Sections;
use super::rows::Rows;
use super::stored::Undecodable;
use crate::index::parts::PartIndex;
use crate::index::parts::writer::birth_numbers;
use crate::index::shape_counter::ShapeCounter;
use crate::index::shapes::ShapeTable;
use crate::person::birth_date::BirthDate;
use crate::person::evidence::alignment::{Alignment, Piece, Surname};
use crate::person::evidence::match_sets::MatchSets;
use crate::person::evidence::weight::Weight;
use crate::record::{Identity, PersonRecord};

/// A segment of persons, every byte checked.
pub struct PersonSegment {
    sections: Sections,
    rows: Rows,
    /// By the parts of names and the birth dates.
    pub parts: PartIndex,
    /// By the numbers of documents named on the records.
    pub named_documents: KeyedRuns,
    shapes: ShapeTable,
}

/// The name of a record that agrees best with a name asked.
pub struct BestName {
    /// Its place among the record's names that can be read.
    pub place: usize,
    /// The evidence, for and against.
    pub pieces: Vec<Piece>,
    /// A given name agrees, or neither name has one.
    pub given_agrees: bool,
    /// Whether a surname agrees.
    pub surname: Surname,
    /// Some name of the record is the same, in whatever order and spelling.
    pub is_same: bool,
}

impl BestName {
    /// What the names tell together.
    #[must_use]
    pub fn weight(&self) -> Weight {
        self.pieces.iter().map(|piece| piece.weight).sum()
    }
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
            parts: PartIndex::open(&sections, rows.count())?,
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

    /// The name of a record, born on `births`, that agrees best; `None` if no part of any agrees. One of given names alone
    /// comes behind all others: it says nothing, and must not hide a name that does.
    #[must_use]
    pub fn best_name(&self, row: u32, births: &[BirthDate], sets: &MatchSets) -> Option<BestName> {
        let birth = birth_numbers(births).first().copied()?;
        let entry = self.parts.entry(self.parts.entry_of(birth, row)?)?;
        let (mut alignment, mut parts) = (Alignment::default(), Vec::new());
        let mut best: Option<((bool, Weight), BestName)> = None;
        let mut any_is_same = false;
        entry.names.for_each(&mut parts, |place, listed| {
            if !alignment.lay(sets, listed) {
                return;
            }
            any_is_same |= alignment.is_same;
            let rank = (alignment.surname != Surname::Missing, alignment.total);
            if best.as_ref().is_none_or(|(best, _)| rank > *best) {
                let pieces = alignment.pieces.clone();
                let Alignment { given_agrees, surname, is_same, .. } = alignment;
                best = Some((rank, BestName { place, pieces, given_agrees, surname, is_same }));
            }
        });
        // Another name of the record may weigh more and still hide that this one is the same.
        best.map(|(_, best)| BestName { is_same: any_is_same, ..best })
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
        let has_document = |key: &[u8], row| {
            self.record(row).is_ok_and(|record| {
                record.documents.iter().any(|document| document.number.key().as_bytes() == key)
            })
        };
        self.parts.verify_deep(|row| self.record(row).ok(), self.rows.count())?;
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
