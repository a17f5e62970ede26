//! Other numbers that a typed document may have: a pair swapped, a sign wrong, the issuer's code or zeros in front
//! added or left out.
//!
//! A number that someone typed carries no check digit, so each of these rules meets strangers too. It is used
//! only where the lists' own counts say that it hardly ever will (`chance`). The number typed is always asked too.

use super::chance::{Chances, Tries};
use super::grading::document::{AskedDocument, Gate, OtherNumber, VisitOther};
use super::reading;
use crate::document::issuer::IssuerCode;
use crate::document::mrz::{Mrz, ReadingDepth};
use crate::document::number::DocumentNumber;
use crate::limits;
use crate::number_shape::NumberShape;
use crate::text::ShortText;
use crate::wire::{Rule, SignChange};

/// Signs of a number, in place.
type Signs = ShortText<{ limits::DOCUMENT_NUMBER_BYTES }>;

/// The digits: one kind of what a sign of a folded number can be.
const DIGITS: &[u8] = b"0123456789";

/// The letters that folding leaves: the other kind.
const LETTERS: &[u8] = b"ACEFHJKMNPRTUVWXY";

/// As many zeros as are ever added.
const ZEROS: &str = "000";

const _: () = assert!(ZEROS.len() == limits::LEADING_ZEROS);

/// What two misread signs whose digit agrees again may meet.
const CANCELLED: Tries = Tries::All(limits::CANCELLED_READINGS);

/// A typed number and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Typed<'g> {
    number: DocumentNumber,
    issuer: IssuerCode,
    /// The issuer stands in front of the number alone, and nowhere else.
    only_in_front: bool,
    chances: Chances<'g>,
}

/// Visits the other numbers of a zone: those that its reader may have seen, and, where its check digit says that the
/// number is wrong, those that whoever typed it may have meant.
pub(super) fn of_zone(mrz: &Mrz, document: &AskedDocument, chances: Chances<'_>, visit: &mut VisitOther<'_>) {
    let typed = Typed::read(document, chances);
    if mrz.document_number_check_failed() {
        reading::other_numbers_of_mrz(mrz, ReadingDepth::Two, visit);
        if let Some(typed) = typed {
            typed.other_numbers(visit);
        }
        return;
    }
    reading::other_numbers_of_mrz(mrz, ReadingDepth::Blind, visit);
    // Two signs may have been misread so that the digit agrees again: one pair in ten.
    if let Some(typed) = typed
        && !typed.only_in_front
        && typed.is_seldom_met(CANCELLED)
    {
        let gate = Some(typed.gate(CANCELLED));
        reading::other_numbers_of_mrz(mrz, ReadingDepth::Two, &mut |other| {
            visit(&OtherNumber { gate, ..*other });
        });
    }
}

impl<'g> Typed<'g> {
    /// A typed document whose issuer is known, or typed in front of its number.
    pub(super) fn read(document: &AskedDocument, chances: Chances<'g>) -> Option<Self> {
        let number = document.number;
        let in_front = || {
            let code = number.as_str().get(..3).and_then(IssuerCode::parse)?;
            code.is_known().then_some(code)
        };
        let issuer = document.issuer.or_else(in_front)?;
        Some(Self { number, issuer, only_in_front: document.issuer.is_none(), chances })
    }

    /// True if `tries` numbers of the shape typed hardly ever meet a record by accident.
    fn is_seldom_met(&self, tries: Tries) -> bool {
        let shape = NumberShape::of(&self.number.key());
        self.chances.of_mistyped(self.issuer, shape, shape, tries) < limits::CHANCE_OF_POSSIBLE
    }
}

impl Typed<'_> {
    /// Visits every other number that a rule allows. Numbers in other scripts than Latin are asked as typed alone.
    pub(super) fn other_numbers(&self, visit: &mut VisitOther<'_>) {
        if !self.number.as_str().is_ascii() {
            return;
        }
        self.issuer_prefix(visit);
        if self.only_in_front {
            return;
        }
        self.leading_zeros(visit);
        self.swapped_pairs(visit);
        self.wrong_signs(visit);
    }

    fn issuer_prefix(&self, visit: &mut VisitOther<'_>) {
        let typed = self.number.as_str();
        let is_told = !self.only_in_front;
        let two_letters = self.issuer.two_letters().filter(|_| is_told);
        for code in [Some(self.issuer.as_str()), two_letters].into_iter().flatten() {
            let without = typed.strip_prefix(code).filter(|rest| rest.len() >= limits::PREFIXED_NUMBER_SIGNS);
            // In front of a number that begins with its issuer there is no room for a second one.
            let with = joined(code, typed).filter(|_| is_told);
            for other in [without, with.as_ref().map(ShortText::as_str)].into_iter().flatten() {
                self.visit(other, Rule::IssuerPrefix, &[], Tries::All(1), visit);
            }
        }
    }

    fn leading_zeros(&self, visit: &mut VisitOther<'_>) {
        let typed = self.number.as_str();
        let tries = Tries::All(2 * limits::LEADING_ZEROS as u64);
        for zeros in 1..=limits::LEADING_ZEROS {
            let zeros = &ZEROS[..zeros];
            let without = typed.strip_prefix(zeros).filter(|rest| !rest.is_empty());
            let with = joined(zeros, typed);
            for other in [without, with.as_ref().map(ShortText::as_str)].into_iter().flatten() {
                self.visit(other, Rule::LeadingZeros, &[], tries, visit);
            }
        }
    }

    fn swapped_pairs(&self, visit: &mut VisitOther<'_>) {
        let mut signs = [0; limits::DOCUMENT_NUMBER_BYTES];
        let typed = self.number.as_str().as_bytes();
        let signs = &mut signs[..typed.len()];
        signs.copy_from_slice(typed);
        let tries = Tries::Singles(typed.len() as u64);
        for at in 1..typed.len() {
            let (left, right) = (typed[at - 1], typed[at]);
            if left == right {
                continue;
            }
            signs.swap(at - 1, at);
            let change =
                |place, asked: u8, taken: u8| SignChange::at_place(place, asked.into(), taken.into());
            let changes = [change(at - 1, left, right), change(at, right, left)];
            if let Ok(other) = std::str::from_utf8(signs) {
                self.visit(other, Rule::SwappedPair, &changes, tries, visit);
            }
            signs.swap(at - 1, at);
        }
    }

    /// Each shape that the issuer's numbers have is tried for itself: in one that few of its numbers fill, a wrong
    /// sign can be told from another traveller's right one.
    fn wrong_signs(&self, visit: &mut VisitOther<'_>) {
        let key = self.number.key();
        let typed = NumberShape::of(&key);
        self.chances.shapes_of(self.issuer, typed.length(), &mut |shape| {
            let differing = shape.letters() ^ typed.letters();
            if differing.count_ones() > 1 {
                return;
            }
            let is_tried = |at: &usize| differing == 0 || differing >> at & 1 == 1;
            let signs_at = |at: usize| if shape.letters() >> at & 1 == 1 { LETTERS } else { DIGITS };
            let places = || (0..usize::from(typed.length())).filter(is_tried);
            let tries = places().map(|at| signs_at(at).len() as u64).sum();
            if self.chance(shape, Tries::Singles(tries)) >= limits::CHANCE_OF_POSSIBLE {
                return;
            }
            let mut signs = [0; limits::DOCUMENT_NUMBER_BYTES];
            let (number, folded) = (self.number.as_str().as_bytes(), key.as_bytes());
            let signs = &mut signs[..number.len()];
            signs.copy_from_slice(number);
            for at in places() {
                for &sign in signs_at(at).iter().filter(|&&sign| sign != folded[at]) {
                    signs[at] = sign;
                    let number =
                        std::str::from_utf8(signs).ok().and_then(|other| DocumentNumber::parse(other).ok());
                    if let Some(number) = number {
                        // The sign that the record has is told when its record is graded.
                        visit(&OtherNumber { number, rule: Rule::WrongSign, changes: &[], gate: None });
                    }
                }
                signs[at] = number[at];
            }
        });
    }

    /// Visits a number, to be used only if the chance that one of `tries` such numbers is listed by accident is small.
    fn visit(
        &self,
        other: &str,
        rule: Rule,
        changes: &[SignChange],
        tries: Tries,
        visit: &mut VisitOther<'_>,
    ) {
        if let Ok(number) = DocumentNumber::parse(other) {
            visit(&OtherNumber { number, rule, changes, gate: Some(self.gate(tries)) });
        }
    }

    const fn gate(&self, tries: Tries) -> Gate {
        Gate { issuer: self.issuer, tries }
    }

    fn chance(&self, other: NumberShape, tries: Tries) -> f64 {
        self.chances.of_mistyped(self.issuer, NumberShape::of(&self.number.key()), other, tries)
    }
}

fn joined(front: &str, rest: &str) -> Option<Signs> {
    let mut signs = Signs::empty();
    (signs.push_str(front) && signs.push_str(rest)).then_some(signs)
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, LETTERS};
    use crate::key::fold_sign;

    #[test]
    fn a_wrong_sign_is_asked_for_as_every_sign_that_a_folded_number_can_have() {
        let folded: std::collections::BTreeSet<char> = ('0'..='9').chain('A'..='Z').map(fold_sign).collect();
        let asked = DIGITS.iter().chain(LETTERS).copied().map(char::from).collect();
        assert_eq!(folded, asked);
    }
}
