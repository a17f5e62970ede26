//! Reads the fields of a zone, and notes what is wrong with each.
//!
//! A field whose check digit failed, or that holds a sign it cannot hold, counts as unknown. The number
//! alone is kept: it is searched all the same.

use std::ops::Range;

use super::Mrz;
use super::birth::{self, BirthDates};
use super::check_digit::verifies;
use super::checks::{CheckField, CheckResult, Checks};
use super::fault::{Fault, FaultCode, Faults, Field};
use super::format::{DOCUMENT_TYPE, ISSUER, Layout};
use super::name::{self, NameField};
use super::number;
use super::zone::Zone;
use crate::date::{Date, two_digits};
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::person::sex::Sex;
use crate::text::ShortText;

/// A zone while it is read.
pub(super) struct Reader<'z> {
    zone: &'z Zone,
    layout: &'static Layout,
    checks: Checks,
    faults: Faults,
}

/// Reads every field. `now` decides the centuries of the date of birth.
pub(super) fn read(zone: &Zone, now: Date) -> Mrz {
    let mut reader = Reader { zone, layout: zone.layout(), checks: Checks::absent(), faults: Faults::none() };
    let layout = reader.layout;
    let document_type = reader.document_type();
    let issuer = reader.code(ISSUER, Field::Issuer);
    let name = reader.name();
    let (number, optional) = reader.number_and_optional();
    let nationality = reader.code(layout.nationality.clone(), Field::Nationality);
    let birth_dates = reader.birth_dates(now);
    let sex = reader.sex();
    let expiry = reader.expiry();
    reader.composite();
    Mrz {
        format: zone.format(),
        document_type,
        issuer,
        number,
        surname: name.surname,
        given: name.given,
        name_may_be_cut: name.may_be_cut,
        nationality,
        birth_dates,
        sex,
        expiry,
        optional,
        checks: reader.checks,
        faults: reader.faults,
    }
}

impl Reader<'_> {
    fn signs(&self, field: Range<usize>) -> &[u8] {
        &self.zone.signs()[field]
    }

    fn sign(&self, place: usize) -> u8 {
        self.zone.signs()[place]
    }

    /// The signs as text: a zone holds ASCII alone.
    fn text(&self, field: Range<usize>) -> &str {
        std::str::from_utf8(self.signs(field)).unwrap_or_default()
    }

    fn fault(&mut self, code: FaultCode, field: Field, place: usize) {
        let width = self.layout.width;
        let from_one = |count: usize| u8::try_from(count + 1).unwrap_or(u8::MAX);
        self.faults.add(Fault {
            code,
            field,
            line: from_one(place / width),
            column: from_one(place % width),
        });
    }

    fn note_check(&mut self, field: CheckField, result: CheckResult, digit_place: usize) {
        self.checks.set(field, result);
        if result == CheckResult::Failed {
            self.fault(field.fault_code(), field.field(), digit_place);
        }
    }

    fn check(&mut self, field: CheckField, signs: Range<usize>, digit_place: usize) -> CheckResult {
        let fits = verifies(self.sign(digit_place), [self.signs(signs)]);
        let result = if fits { CheckResult::Passed } else { CheckResult::Failed };
        self.note_check(field, result, digit_place);
        result
    }

    fn document_type(&mut self) -> Option<DocumentType> {
        let code = DocumentType::from_mrz(self.text(DOCUMENT_TYPE));
        if code.is_none() {
            self.fault(FaultCode::SignNotAllowed, Field::DocumentType, DOCUMENT_TYPE.start);
        }
        code
    }

    /// Letters, then fillers. The holder's nationality may be left out; the issuer may not.
    fn code(&mut self, place: Range<usize>, field: Field) -> Option<IssuerCode> {
        let signs = self.signs(place.clone());
        let letters = signs.iter().take_while(|sign| sign.is_ascii_uppercase()).count();
        let wrong = signs[letters..].iter().position(|&sign| sign != b'<').map(|at| letters + at);
        let wrong = wrong.or_else(|| (letters == 0 && field == Field::Issuer).then_some(0));
        if let Some(at) = wrong {
            self.fault(FaultCode::SignNotAllowed, field, place.start + at);
            return None;
        }
        IssuerCode::parse(self.text(place))
    }

    fn name(&mut self) -> NameField {
        let place = self.layout.name.clone();
        if let Some(digit) = self.signs(place.clone()).iter().position(u8::is_ascii_digit) {
            self.fault(FaultCode::SignNotAllowed, Field::Name, place.start + digit);
            return NameField::unknown();
        }
        let name = name::split(self.text(place.clone()));
        if name.surname.is_empty() {
            self.fault(FaultCode::NameEmpty, Field::Name, place.start);
        } else if name.may_be_cut {
            self.fault(FaultCode::NameMayBeCut, Field::Name, place.end - 1);
        }
        name
    }

    fn number_and_optional(&mut self) -> (number::NumberField, number::Optional) {
        let layout = self.layout;
        let read = number::read(self.zone.signs(), layout);
        self.note_check(CheckField::Number, read.result, read.digit_place);
        if read.number.is_empty() {
            self.fault(FaultCode::NumberEmpty, Field::Number, layout.number.start);
        }
        if !self.optional_may_be_used() {
            return (read, ShortText::empty());
        }
        let first = read.optional_start.min(layout.optional.end)..layout.optional.end;
        let parts = [self.text(first), self.text(layout.second_optional.clone())];
        (read, name::parts_joined(parts.into_iter().flat_map(|part| part.split('<'))))
    }

    fn optional_may_be_used(&mut self) -> bool {
        let Some(digit_place) = self.layout.optional_digit else {
            return true;
        };
        let field = self.layout.optional.clone();
        let empty = self.signs(field.clone()).iter().all(|&sign| sign == b'<');
        if empty && self.sign(digit_place) == b'<' {
            self.note_check(CheckField::Optional, CheckResult::Absent, digit_place);
            return true;
        }
        self.check(CheckField::Optional, field, digit_place) == CheckResult::Passed
    }

    fn birth_dates(&mut self, now: Date) -> BirthDates {
        let field = self.layout.birth_date.clone();
        let passed = self.check(CheckField::BirthDate, field.clone(), self.layout.birth_date_digit)
            == CheckResult::Passed;
        let Some([year, month, day]) = self.date_parts(field.clone(), Field::BirthDate) else {
            return BirthDates::None;
        };
        // A month or day without its year tells no age and no date: nothing is known.
        let Some(year) = year else {
            return BirthDates::None;
        };
        let dates = birth::readings(year, month, day, now);
        if dates.as_slice().is_empty() {
            self.fault(FaultCode::DateDoesNotExist, Field::BirthDate, field.start);
        }
        if passed { dates } else { BirthDates::None }
    }

    /// The year is always 20YY: no document of the last century is valid or in use.
    fn expiry(&mut self) -> Option<Date> {
        let field = self.layout.expiry.clone();
        let passed =
            self.check(CheckField::Expiry, field.clone(), self.layout.expiry_digit) == CheckResult::Passed;
        match self.date_parts(field.clone(), Field::Expiry)? {
            [Some(year), Some(month), Some(day)] => {
                let date = Date::new(2000 + u16::from(year), month, day);
                if date.is_none() {
                    self.fault(FaultCode::DateDoesNotExist, Field::Expiry, field.start);
                }
                date.filter(|_| passed)
            }
            // Some cards never expire and leave the field empty.
            [None, None, None] => None,
            // Unknown parts are for dates of birth alone (Doc 9303-3 section 4.7).
            [year, month, _] => {
                let unknown_pair = if year.is_none() { 0 } else { 2 * (1 + usize::from(month.is_some())) };
                self.fault(FaultCode::SignNotAllowed, Field::Expiry, field.start + unknown_pair);
                None
            }
        }
    }

    /// Year, month and day, each two digits, or two fillers where it is unknown.
    fn date_parts(&mut self, place: Range<usize>, field: Field) -> Option<[Option<u8>; 3]> {
        let mut parts = [None; 3];
        for (part, start) in parts.iter_mut().zip(place.step_by(2)) {
            let (tens, ones) = (self.sign(start), self.sign(start + 1));
            *part = two_digits(tens, ones);
            if part.is_none() && (tens, ones) != (b'<', b'<') {
                let at = start + usize::from(tens.is_ascii_digit());
                self.fault(FaultCode::SignNotAllowed, field, at);
                return None;
            }
        }
        Some(parts)
    }

    fn sex(&mut self) -> Option<Sex> {
        let place = self.layout.sex;
        let sex = Sex::parse(self.text(place..place + 1));
        if sex.is_none() {
            self.fault(FaultCode::SignNotAllowed, Field::Sex, place);
        }
        sex
    }

    fn composite(&mut self) {
        let Some(composite) = &self.layout.composite else {
            return;
        };
        let covered = composite.covers.iter().map(|part| self.signs(part.clone()));
        let fits = verifies(self.sign(composite.digit), covered);
        let result = if fits { CheckResult::Passed } else { CheckResult::Failed };
        self.note_check(CheckField::Composite, result, composite.digit);
    }
}
