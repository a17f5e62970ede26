//! The check digits of one MRZ and how each came out.

use super::fault::{FaultCode, Field};

/// A field with a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckField {
    /// The document number.
    Number,
    /// The date of birth.
    BirthDate,
    /// The date of expiry.
    Expiry,
    /// The optional data of a passport.
    Optional,
    /// Several fields at once; visas have none.
    Composite,
}

/// How a check digit came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckResult {
    /// The digit fits its field.
    Passed,
    /// The digit does not fit, or there is none where one must be.
    Failed,
    /// The format has no such digit, or leaves it out for an empty field.
    Absent,
}

impl CheckField {
    /// All of them, in the order of the zone.
    pub const ALL: [Self; 5] = [Self::Number, Self::BirthDate, Self::Expiry, Self::Optional, Self::Composite];

    /// The field's name, as problems tell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.field().as_str()
    }

    pub(super) const fn field(self) -> Field {
        match self {
            Self::Number => Field::Number,
            Self::BirthDate => Field::BirthDate,
            Self::Expiry => Field::Expiry,
            Self::Optional => Field::Optional,
            Self::Composite => Field::Composite,
        }
    }

    pub(super) const fn fault_code(self) -> FaultCode {
        match self {
            Self::Number => FaultCode::CheckDigitNumber,
            Self::BirthDate => FaultCode::CheckDigitBirthDate,
            Self::Expiry => FaultCode::CheckDigitExpiry,
            Self::Optional => FaultCode::CheckDigitOptional,
            Self::Composite => FaultCode::CheckDigitComposite,
        }
    }

    const fn place(self) -> usize {
        match self {
            Self::Number => 0,
            Self::BirthDate => 1,
            Self::Expiry => 2,
            Self::Optional => 3,
            Self::Composite => 4,
        }
    }
}

/// One result for each field.
#[derive(Clone, Copy)]
pub(super) struct Checks([CheckResult; CheckField::ALL.len()]);

impl Checks {
    pub(super) const fn absent() -> Self {
        Self([CheckResult::Absent; CheckField::ALL.len()])
    }

    pub(super) fn set(&mut self, field: CheckField, result: CheckResult) {
        self.0[field.place()] = result;
    }

    pub(super) fn of(&self, field: CheckField) -> CheckResult {
        self.0[field.place()]
    }
}
