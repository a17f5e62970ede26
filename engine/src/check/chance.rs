//! The chance that a clean traveller's number is listed by accident, told from the lists' own counts.
//!
//! Rules that reach beyond a number and issuer as written are used only where this chance is small. It says
//! nothing about the person in front of the officer.

use crate::document::number_shape::NumberShape;
use crate::generation::Generation;
use crate::index::shapes::ShapeTable;
use crate::key::Key;
use crate::segment::documents::DocumentSegment;
use crate::segment::persons::PersonSegment;

/// The counts of a generation.
#[derive(Clone, Copy)]
pub(super) struct Chances<'g> {
    documents: Option<&'g ShapeTable>,
    named: Option<&'g ShapeTable>,
}

impl<'g> Chances<'g> {
    pub(super) fn of(generation: &'g Generation) -> Self {
        Self {
            documents: generation.documents().map(DocumentSegment::shapes),
            named: generation.persons().map(PersonSegment::shapes),
        }
    }

    /// The chance that a clean number of this one's shape is listed, whatever its issuer.
    pub(super) fn of_any_issuer(&self, key: &Key) -> f64 {
        let shape = NumberShape::of(key);
        let tables = [self.documents, self.named];
        tables.into_iter().flatten().map(|table| table.of_all(shape).chance(1)).sum()
    }
}
