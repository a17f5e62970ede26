//! What is wrong with an MRZ that could be read, told by field and place.

use std::fmt;

/// A field of the MRZ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The document code.
    DocumentType,
    /// The issuing State or organisation.
    Issuer,
    /// The name.
    Name,
    /// The document number.
    Number,
    /// The holder's nationality.
    Nationality,
    /// The date of birth.
    BirthDate,
    /// The sex.
    Sex,
    /// The date of expiry; on a visa the last day it is valid.
    Expiry,
    /// The personal number or other optional data.
    Optional,
    /// All fields under the composite check digit.
    Composite,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultCode {
    /// The number's check digit is wrong or missing.
    CheckDigitNumber,
    /// The check digit of the date of birth is wrong or missing.
    CheckDigitBirthDate,
    /// The check digit of the date of expiry is wrong or missing.
    CheckDigitExpiry,
    /// The check digit of the optional data is wrong or missing.
    CheckDigitOptional,
    /// The composite check digit is wrong or missing.
    CheckDigitComposite,
    /// A sign of the MRZ's alphabet that Doc 9303 does not allow in this field.
    SignNotAllowed,
    /// Digits that are no day of the calendar.
    DateDoesNotExist,
    /// There is no document number.
    NumberEmpty,
    /// There is no name.
    NameEmpty,
    /// The name fills its field, so that it may go on (Doc 9303-3 section 4.6).
    NameMayBeCut,
}

/// One fault of an MRZ and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub code: FaultCode,
    /// The field that it is in.
    pub field: Field,
    /// The line of the MRZ, from 1.
    pub line: u8,
    /// The sign in that line, from 1. For a check digit it is the place of the digit.
    pub column: u8,
}

impl Field {
    /// The field's name, as problems tell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DocumentType => "type",
            Self::Issuer => "issuer",
            Self::Name => "name",
            Self::Number => "number",
            Self::Nationality => "nationality",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::Expiry => "expiry",
            Self::Optional => "optional",
            Self::Composite => "composite",
        }
    }
}

impl FaultCode {
    /// The stable code of the problem.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CheckDigitNumber => "check-digit-number",
            Self::CheckDigitBirthDate => "check-digit-birth-date",
            Self::CheckDigitExpiry => "check-digit-expiry",
            Self::CheckDigitOptional => "check-digit-optional",
            Self::CheckDigitComposite => "check-digit-composite",
            Self::SignNotAllowed => "sign-not-allowed",
            Self::DateDoesNotExist => "date-does-not-exist",
            Self::NumberEmpty => "number-empty",
            Self::NameEmpty => "name-empty",
            Self::NameMayBeCut => "name-may-be-cut",
        }
    }

    /// One sentence on what is wrong and what to do about it.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::CheckDigitNumber => {
                "the document number's check digit does not fit: compare the number with the printed page"
            }
            Self::CheckDigitBirthDate => {
                "the check digit of the date of birth does not fit: the date counts as unknown"
            }
            Self::CheckDigitExpiry => {
                "the check digit of the date of expiry does not fit: the date counts as unknown"
            }
            Self::CheckDigitOptional => {
                "the check digit of the optional data does not fit: the data count as unknown"
            }
            Self::CheckDigitComposite => "the composite check digit does not fit: read the zone again",
            Self::SignNotAllowed => "a sign that this field cannot hold: the field counts as unknown",
            Self::DateDoesNotExist => "no such day in the calendar: the date counts as unknown",
            Self::NumberEmpty => "the zone has no document number: type it from the printed page",
            Self::NameEmpty => "the zone has no name: type it from the printed page",
            Self::NameMayBeCut => "the name fills its field and may be cut: compare it with the printed page",
        }
    }

    /// True if an MRZ with this fault has not passed its checks. An empty or full field is told, but the
    /// document may well be made like that.
    #[must_use]
    pub const fn fails_checks(self) -> bool {
        !matches!(self, Self::NumberEmpty | Self::NameEmpty | Self::NameMayBeCut)
    }
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Each field has at most a sign, a date or an empty field, and a check digit to find fault with.
const MOST_FAULTS: usize = 16;

/// The faults of one MRZ, in the order in which they were found.
#[derive(Clone, Copy)]
pub(super) struct Faults {
    list: [Fault; MOST_FAULTS],
    count: usize,
}

impl Faults {
    pub(super) const fn none() -> Self {
        let blank = Fault { code: FaultCode::NameEmpty, field: Field::Name, line: 0, column: 0 };
        Self { list: [blank; MOST_FAULTS], count: 0 }
    }

    pub(super) fn add(&mut self, fault: Fault) {
        if let Some(place) = self.list.get_mut(self.count) {
            *place = fault;
            self.count += 1;
        }
    }

    pub(super) fn as_slice(&self) -> &[Fault] {
        &self.list[..self.count]
    }
}
