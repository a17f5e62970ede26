//! The chance that a clean traveller's number is listed by accident, told from the lists' own counts.
//!
//! Rules that reach beyond a number and issuer as written are used only where this chance is small. It says
//! nothing about the person in front of the officer.

use crate::document::issuer::IssuerCode;
use crate::generation::Generation;
use crate::index::shapes::{Density, ShapeTable};
use crate::key::Key;
use crate::limits;
use crate::number_shape::NumberShape;
use crate::segment::documents::DocumentSegment;
use crate::segment::persons::PersonSegment;

/// How many numbers a rule tries, and what it may meet.
#[derive(Clone, Copy)]
pub(super) enum Tries {
    /// Numbers listed one by one: the neighbours of a stolen range travel, and each is one sign away from it.
    Singles(u64),
    /// Ranges of blanks too.
    All(u64),
}

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

    fn tables(&self) -> impl Iterator<Item = &'g ShapeTable> {
        [self.documents, self.named].into_iter().flatten()
    }

    /// The chance that a clean number of this one's shape is listed: of an issuer, or of any.
    pub(super) fn of_number(&self, key: &Key, issuer: Option<IssuerCode>) -> f64 {
        let shape = NumberShape::of(key);
        self.tables().map(|table| table.density(issuer, shape).chance(1)).sum()
    }

    /// The chance that a clean number of the shape `asked` and its issuer meets a record, by accident, by one of
    /// the numbers of the shape `other` that are tried.
    pub(super) fn of_mistyped(
        &self,
        issuer: IssuerCode,
        asked: NumberShape,
        other: NumberShape,
        tries: Tries,
    ) -> f64 {
        let of_table = |density: Density| match tries {
            Tries::Singles(tries) => density.chance_of_singles(tries),
            Tries::All(tries) => density.chance(tries),
        };
        let chance: f64 = self.tables().map(|table| of_table(table.density(Some(issuer), other))).sum();
        if chance < limits::CHANCE_OF_POSSIBLE || asked == other {
            return chance;
        }
        chance * self.share(issuer, asked)
    }

    /// At most how many of an issuer's clean numbers have a shape that none of its listed ones has (the rule of
    /// three: 95 of 100 times fewer than 3 of as many as are listed); 1 if some have it.
    #[expect(clippy::cast_precision_loss, reason = "a chance is compared with round figures")]
    fn share(&self, issuer: IssuerCode, shape: NumberShape) -> f64 {
        if self.tables().any(|table| table.density(Some(issuer), shape) != Density::NONE) {
            return 1.0;
        }
        let listed: u64 = self.tables().map(|table| table.numbers_of(issuer)).fold(0, u64::saturating_add);
        (3.0 / listed.max(1) as f64).min(1.0)
    }

    /// Visits the shapes of one length that an issuer's listed numbers have.
    pub(super) fn shapes_of(&self, issuer: IssuerCode, length: u8, visit: &mut dyn FnMut(NumberShape)) {
        let of = |table: &'g ShapeTable| table.shapes_of(issuer, length);
        self.documents.into_iter().flat_map(of).for_each(&mut *visit);
        let is_told =
            |shape| self.documents.is_some_and(|table| table.density(Some(issuer), shape) != Density::NONE);
        self.named.into_iter().flat_map(of).filter(|shape| !is_told(*shape)).for_each(visit);
    }
}
