//! Reads the fields of a zone, and notes what is wrong with each.
//!
//! A field whose check digit failed, or that holds a sign it cannot hold, counts as unknown. The number
//! alone is kept: it is searched all the same. A field that can be read once its signs are forced is kept as such.

use std::ops::Range;

use super::Mrz;
use super::birth::{self, BirthDates};
use super::check_digit::verifies;
use super::checks::{CheckField, CheckResult, Checks};
use super::fault::{Fault, FaultCode, Faults, Field};
use super::forced::{self, Forced, ForcedSign};
use super::format::{DOCUMENT_TYPE, Format, ISSUER, Layout};
use super::name::{self, NameField};
use super::number;
use super::reading;
use super::zone::Zone;
use crate::date::{Date, two_digits};
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::limits::{MRZ_FORCED_NAME_SIGNS, MRZ_NAME_BYTES};
use crate::person::sex::Sex;
use crate::text::ShortText;

/// A zone while it is read.
pub(super) struct Reader<'z> {
    zone: &'z Zone,
    layout: &'static Layout,
    checks: Checks,
    faults: Faults,
    forced: Forced,
}

/// Reads every field as `format` has them. `now` decides the centuries of the date of birth.
pub(super) fn read(zone: &Zone, format: Format, now: Date) -> Mrz {
    let layout = format.layout();
    let mut reader =
        Reader { zone, layout, checks: Checks::absent(), faults: Faults::none(), forced: Forced::none() };
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
        format,
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
        forced: reader.forced,
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

    /// Line and column of a place, from 1.
    fn line_and_column(&self, place: usize) -> (u8, u8) {
        let from_one = |count: usize| u8::try_from(count + 1).unwrap_or(u8::MAX);
        (from_one(place / self.layout.width), from_one(place % self.layout.width))
    }

    fn fault(&mut self, code: FaultCode, field: Field, place: usize) {
        let (line, column) = self.line_and_column(place);
        self.faults.add(Fault { code, field, line, column });
    }

    /// Notes each sign of a field that is taken as another than was read.
    fn note_forced(&mut self, field: Field, taken: impl Iterator<Item = (usize, u8)>) {
        for (place, taken) in taken {
            let read = self.sign(place);
            if read != taken {
                let (line, column) = self.line_and_column(place);
                let (read, taken) = (char::from(read), char::from(taken));
                self.forced.add(ForcedSign { field, line, column, read, taken });
            }
        }
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
        let code = DocumentType::parse(self.text(DOCUMENT_TYPE));
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
            return self.forced_code(place, field);
        }
        IssuerCode::parse(self.text(place))
    }

    /// A code whose digits are read as letters.
    fn forced_code(&mut self, place: Range<usize>, field: Field) -> Option<IssuerCode> {
        let signs = self.signs(place.clone());
        let length = signs.iter().take_while(|&&sign| sign != b'<').count();
        let mut letters = [b'<'; 3];
        for (letter, &sign) in letters.iter_mut().zip(&signs[..length]) {
            *letter = forced::letter(sign)?;
        }
        if signs[length..].iter().any(|&sign| sign != b'<') {
            return None;
        }
        let code = IssuerCode::parse(std::str::from_utf8(&letters).ok()?)?;
        self.note_forced(field, place.zip(letters));
        match field {
            Field::Issuer => self.forced.issuer = true,
            _ => self.forced.nationality = true,
        }
        Some(code)
    }

    fn name(&mut self) -> NameField {
        let layout = self.layout;
        let places = || layout.name.clone().chain(layout.given.clone());
        let mut signs = [b'<'; MRZ_NAME_BYTES];
        let mut digits = 0;
        let mut all_letters = true;
        for (taken, place) in signs.iter_mut().zip(places()) {
            let read = self.sign(place);
            *taken = read;
            if read.is_ascii_digit() {
                if digits == 0 {
                    self.fault(FaultCode::SignNotAllowed, Field::Name, place);
                }
                digits += 1;
                let letter = forced::letter(read);
                *taken = letter.unwrap_or(read);
                all_letters &= letter.is_some();
            }
        }
        if digits > 0 {
            if !all_letters || digits > MRZ_FORCED_NAME_SIGNS {
                return NameField::unknown();
            }
            self.note_forced(Field::Name, places().zip(signs));
            self.forced.name = true;
        }
        let text = |field: Range<usize>| std::str::from_utf8(&signs[field]).unwrap_or_default();
        let (first, second) = (layout.name.len(), layout.given.len());
        let name = match second {
            0 => name::split(text(0..first)),
            _ => name::apart(text(0..first), text(first..first + second)),
        };
        if name.surname.is_empty() {
            self.fault(FaultCode::NameEmpty, Field::Name, layout.name.start);
        } else if name.may_be_cut {
            let is_cut = signs[first - 1] != b'<';
            let end = if is_cut { layout.name.end } else { layout.given.end };
            self.fault(FaultCode::NameMayBeCut, Field::Name, end - 1);
        }
        name
    }

    fn number_and_optional(&mut self) -> (number::NumberField, number::Optional) {
        let layout = self.layout;
        let read = number::read(self.zone.signs(), layout);
        self.note_check(CheckField::Number, read.result, read.digit_place);
        if read.result == CheckResult::Failed && reading::agrees_once_forced(&read) {
            let digit = forced::digit(read.digit).unwrap_or(read.digit);
            self.note_forced(Field::Number, std::iter::once((read.digit_place, digit)));
        }
        if read.number.is_empty() {
            self.fault(FaultCode::NumberEmpty, Field::Number, layout.number.start);
        }
        if !self.optional_may_be_used() {
            return (read, ShortText::empty());
        }
        let first = read.optional_start.min(layout.optional.end)..layout.optional.end;
        let parts = [self.text(first), self.text(layout.second_optional.clone())];
        (read, name::parts_joined(parts.into_iter().flat_map(name::parts)))
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
        let digit = self.layout.birth_date_digit;
        let passed = self.check(CheckField::BirthDate, field.clone(), digit) == CheckResult::Passed;
        if let Some(parts) = self.date_parts(field.clone(), Field::BirthDate) {
            let dates = birth::of_parts(parts, now);
            if parts[0].is_some() && dates.as_slice().is_empty() {
                self.fault(FaultCode::DateDoesNotExist, Field::BirthDate, field.start);
            }
            if passed {
                return dates;
            }
        }
        let Some(parts) = self.forced_date(field, digit, Field::BirthDate) else { return BirthDates::None };
        let dates = birth::of_parts(parts, now);
        self.forced.birth_date = !dates.as_slice().is_empty();
        dates
    }

    /// The parts of a date whose letters, or that of its check digit, are read as digits, if the digit agrees then.
    fn forced_date(&mut self, place: Range<usize>, digit: usize, field: Field) -> Option<[Option<u8>; 3]> {
        let mut signs = [b'<'; 7];
        for (taken, place) in signs.iter_mut().zip(place.clone().chain([digit])) {
            let read = self.sign(place);
            *taken = if read == b'<' { read } else { forced::digit(read)? };
        }
        let (date, check) = signs.split_at(6);
        if !verifies(check[0], [date]) {
            return None;
        }
        let mut parts = [None; 3];
        for (part, pair) in parts.iter_mut().zip(date.chunks_exact(2)) {
            *part = two_digits(pair[0], pair[1]);
            if part.is_none() && pair != b"<<" {
                return None;
            }
        }
        self.note_forced(field, place.chain([digit]).zip(signs));
        Some(parts)
    }

    /// The year is always 20YY: no document of the last century is valid or in use.
    fn expiry(&mut self) -> Option<Date> {
        let field = self.layout.expiry.clone();
        if field.is_empty() {
            return None;
        }
        let digit = self.layout.expiry_digit;
        let passed = self.check(CheckField::Expiry, field.clone(), digit) == CheckResult::Passed;
        let parts = self.date_parts(field.clone(), Field::Expiry);
        if !passed || parts.is_none() {
            // Told, and used for nothing: an expiry never hides a record.
            self.forced_date(field.clone(), digit, Field::Expiry);
        }
        match parts? {
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
