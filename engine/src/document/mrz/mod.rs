//! The machine readable zone of a travel document (ICAO Doc 9303 parts 3 to 7).
//!
//! Reads all five formats, and the French identity card before 2021, into fields. What was read is never altered:
//! what does not fit is told as a fault, and its field counts as unknown. The document number alone is kept even if
//! its check digit fails, so that it can be searched all the same. What may have been meant stands apart: fields
//! whose signs were forced to the kind that they can hold (`forced`), and other readings of the number (`reading`).
//! No text of a stranger makes this module panic, and reading allocates nothing.

mod birth;
mod check_digit;
mod checks;
mod fault;
mod forced;
mod format;
mod name;
mod number;
mod reader;
mod reading;
mod unreadable;
mod zone;

use std::fmt;

pub use check_digit::check_digit;
pub use checks::{CheckField, CheckResult};
pub use fault::{Fault, FaultCode, Field};
pub use forced::ForcedSign;
pub use format::Format;
pub use reading::{NumberReading, ReadingDepth, SignPutBack};
pub use unreadable::Unreadable;

use crate::date::Date;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::limits::MRZ_NAME_BYTES;
use crate::person::birth_date::BirthDate;
use crate::person::sex::Sex;
use crate::text::ShortText;
use zone::{WhiteSpace, Zone};

/// An MRZ that could be read, field by field, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Mrz {
    format: Format,
    document_type: Option<DocumentType>,
    issuer: Option<IssuerCode>,
    number: number::NumberField,
    surname: ShortText<MRZ_NAME_BYTES>,
    given: ShortText<MRZ_NAME_BYTES>,
    name_may_be_cut: bool,
    nationality: Option<IssuerCode>,
    birth_dates: birth::BirthDates,
    sex: Option<Sex>,
    expiry: Option<Date>,
    optional: number::Optional,
    checks: checks::Checks,
    faults: fault::Faults,
    forced: forced::Forced,
}

impl Mrz {
    /// Reads an MRZ from one text: its lines apart by line breaks or spaces, or joined.
    ///
    /// `now` is the day of the question; it decides which centuries a date of birth can be of.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] for a wrong length or a sign that no MRZ has.
    ///
    /// ```
    /// use watchpost_engine::{date::Date, document::mrz::Mrz};
    /// let today = Date::parse("2026-11-24")?;
    /// let mrz = Mrz::parse(
    ///     "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16",
    ///     today,
    /// )?;
    /// assert_eq!((mrz.number(), mrz.surname(), mrz.given()), ("L898902C3", "ERIKSSON", "ANNA MARIA"));
    /// assert!(mrz.checks_passed());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse(text: &str, now: Date) -> Result<Self, Unreadable> {
        Self::parse_lines(std::iter::once(text), now)
    }

    /// Reads an MRZ from a list of lines. Lower case is taken as upper case.
    ///
    /// White space is dropped if the rest has a right length; else, or if only so the check digits fit, white
    /// space inside a line, or anywhere in it, is taken as the filler `<`.
    ///
    /// # Errors
    ///
    /// As [`Mrz::parse`].
    pub fn parse_lines<'a, L>(lines: L, now: Date) -> Result<Self, Unreadable>
    where
        L: IntoIterator<Item = &'a str>,
        L::IntoIter: Clone,
    {
        let lines = lines.into_iter();
        let read =
            |white_space| Zone::gather(lines.clone(), white_space).map(|zone| Self::of_zone(&zone, now));
        let without = read(WhiteSpace::Nothing);
        if without.is_ok_and(|mrz| mrz.checks_passed()) {
            return without;
        }
        // Dropping fillers can leave the length of another format by chance; then its check digits fail.
        for white_space in [WhiteSpace::FillerInside, WhiteSpace::Filler] {
            let filled = read(white_space);
            if filled.is_ok_and(|mrz| without.is_err() || mrz.checks_passed()) {
                return filled;
            }
        }
        without
    }

    fn of_zone(zone: &Zone, now: Date) -> Self {
        let mrz = reader::read(zone, zone.format(), now);
        // The old French card has a TD2's size but not its layout. The digits tell which one a zone follows.
        if mrz.format == Format::Td2 && zone.signs().starts_with(b"IDFRA") && mrz.passed() < 4 {
            let card = reader::read(zone, Format::FraId, now);
            if card.passed() >= mrz.passed() {
                return card;
            }
        }
        mrz
    }

    /// The format.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The document code, such as `P`, `PD` or `ID`.
    #[must_use]
    pub const fn document_type(&self) -> Option<DocumentType> {
        self.document_type
    }

    /// The issuing State or organisation.
    #[must_use]
    pub fn issuer(&self) -> Option<IssuerCode> {
        self.issuer.filter(|_| !self.forced.issuer)
    }

    /// The issuer where its code holds digits, each read as the letter of its shape; [`Mrz::issuer`] is `None` then.
    #[must_use]
    pub fn forced_issuer(&self) -> Option<IssuerCode> {
        self.issuer.filter(|_| self.forced.issuer)
    }

    /// The document number without fillers, long numbers whole; empty if there is none. It is kept even if
    /// its check digit failed: see [`Mrz::document_number_check_failed`].
    ///
    /// On a visa it is the visa's number or the passport's, at the issuer's discretion (Doc 9303-7 section 4.2.2.2).
    #[must_use]
    pub fn number(&self) -> &str {
        self.number.number.as_str()
    }

    /// Visits other numbers that the reader may have seen: signs that are taken for one another put back. A number that its look-up key does not tell from the one read is not visited: asking the one asks both.
    ///
    /// Returns false if there are more than [`crate::limits::MRZ_NUMBER_READINGS`] and the rest was left out.
    pub fn for_each_number_reading(
        &self,
        depth: ReadingDepth,
        visit: &mut dyn FnMut(&NumberReading),
    ) -> bool {
        reading::walk(&self.number, depth, visit)
    }

    /// The primary identifier, a space between its parts; empty if unknown.
    #[must_use]
    pub fn surname(&self) -> &str {
        if self.forced.name { "" } else { self.surname.as_str() }
    }

    /// The secondary identifier, a space between its parts; empty if there is none or it is unknown.
    #[must_use]
    pub fn given(&self) -> &str {
        if self.forced.name { "" } else { self.given.as_str() }
    }

    /// Primary and secondary identifier to search the holder by: as read, or, where the name holds a few digits, with
    /// each read as the letter of its shape.
    #[must_use]
    pub fn searched_name(&self) -> [&str; 2] {
        [self.surname.as_str(), self.given.as_str()]
    }

    /// True if the name holds digits and can be searched only with these read as letters.
    #[must_use]
    pub const fn name_is_forced(&self) -> bool {
        self.forced.name
    }

    /// True if the last position of the name field is filled: the name ends there or was cut there.
    #[must_use]
    pub const fn name_may_be_cut(&self) -> bool {
        self.name_may_be_cut
    }

    /// The holder's nationality.
    #[must_use]
    pub fn nationality(&self) -> Option<IssuerCode> {
        self.nationality.filter(|_| !self.forced.nationality)
    }

    /// The nationality where its code holds digits, each read as the letter of its shape; [`Mrz::nationality`] is
    /// `None` then.
    #[must_use]
    pub fn forced_nationality(&self) -> Option<IssuerCode> {
        self.nationality.filter(|_| self.forced.nationality)
    }

    /// What the date of birth can mean: nothing, one date, or one in each century, the younger first.
    #[must_use]
    pub fn birth_dates(&self) -> &[BirthDate] {
        if self.forced.birth_date { &[] } else { self.birth_dates.as_slice() }
    }

    /// The dates of birth to search the holder by: as read, or, where the field or its check digit holds letters, with
    /// each read as the digit of its shape. The check digit agrees with them in any case.
    #[must_use]
    pub fn searched_birth_dates(&self) -> &[BirthDate] {
        self.birth_dates.as_slice()
    }

    /// The holder's sex; `None` if the zone holds a sign that is none.
    #[must_use]
    pub const fn sex(&self) -> Option<Sex> {
        self.sex
    }

    /// The last day that the document is valid. It never hides a record.
    #[must_use]
    pub const fn expiry(&self) -> Option<Date> {
        self.expiry
    }

    /// The optional data without what a long number took of them, fillers as single spaces.
    #[must_use]
    pub fn optional(&self) -> &str {
        self.optional.as_str()
    }

    /// Each check digit and how it came out.
    pub fn checks(&self) -> impl Iterator<Item = (CheckField, CheckResult)> {
        CheckField::ALL.into_iter().map(|field| (field, self.checks.of(field)))
    }

    /// True only without any failed check digit, sign that its field cannot hold, or date that does not exist.
    #[must_use]
    pub fn checks_passed(&self) -> bool {
        !self.faults().iter().any(|fault| fault.code.fails_checks())
    }

    /// True if the check digit of the document number failed or is missing.
    #[must_use]
    pub fn document_number_check_failed(&self) -> bool {
        self.checks.of(CheckField::Number) == CheckResult::Failed
    }

    /// What is wrong, in the order of the zone's fields.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        self.faults.as_slice()
    }

    /// The signs that were forced to what their field can hold, in the order of the zone's fields. They never stand in
    /// what is read, only in what is searched.
    #[must_use]
    pub fn forced(&self) -> &[ForcedSign] {
        self.forced.as_slice()
    }

    fn passed(&self) -> usize {
        self.checks().filter(|(_, result)| *result == CheckResult::Passed).count()
    }
}

/// Shows the format and the faults alone: the rest is personal data.
impl fmt::Debug for Mrz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mrz")
            .field("format", &self.format)
            .field("faults", &self.faults())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
