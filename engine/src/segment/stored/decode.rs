//! From stored bytes back to a record.

use super::dictionary::DIGIT;
use super::{Dictionary, Fact, IdText, StoredRecord, Text};
use crate::date::Date;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::person::birth_date::BirthDate;
use crate::person::sex::Sex;
use crate::record::{
    Action, Listing, NameKind, NamedDocument, Notice, PersonName, PersonRecord, PersonStatus, VehicleRecord,
    VehicleStatus,
};
use crate::vehicle::{EngineNumber, Plate, Vin};

/// Stored bytes that are no record: a bug of the writer, as their checksum agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored record cannot be decoded; build the segment again and report this")]
pub struct Undecodable;

impl From<postcard::Error> for Undecodable {
    fn from(_: postcard::Error) -> Self {
        Self
    }
}

impl Dictionary {
    /// The vehicle whose bytes start `stored`.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn decode_vehicle(&self, stored: &[u8]) -> Result<VehicleRecord, Undecodable> {
        let (stored, _) = postcard::take_from_bytes::<StoredRecord<'_>>(stored)?;
        let mut record = VehicleRecord {
            listing: self.listing(&stored)?,
            vin: None,
            plate: None,
            plate_country: None,
            engine_number: None,
            status: VehicleStatus::from_code(stored.status).ok_or(Undecodable)?,
            kind: None,
            make: None,
            model: None,
            colour: None,
            year: None,
            place: None,
        };
        for fact in &stored.facts {
            match fact {
                Fact::Vin(text) => record.vin = Some(Vin::parse(text).map_err(|_| Undecodable)?),
                Fact::Plate(text) => record.plate = Some(Plate::parse(text).map_err(|_| Undecodable)?),
                Fact::PlateCountry(code) => record.plate_country = Some(self.code(*code)?),
                Fact::EngineNumber(text) => {
                    record.engine_number = Some(EngineNumber::parse(text).map_err(|_| Undecodable)?);
                }
                Fact::Kind(text) => record.kind = Some(self.text(*text)?.to_owned()),
                Fact::Make(text) => record.make = Some(self.text(*text)?.to_owned()),
                Fact::Model(text) => record.model = Some(self.text(*text)?.to_owned()),
                Fact::Colour(text) => record.colour = Some(self.text(*text)?.to_owned()),
                Fact::Year(year) => record.year = Some(*year),
                Fact::Place(text) => record.place = Some(self.text(*text)?.to_owned()),
                _ => {}
            }
        }
        Ok(record)
    }

    /// The person whose bytes start `stored`.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn decode_person(&self, stored: &[u8]) -> Result<PersonRecord, Undecodable> {
        let (stored, _) = postcard::take_from_bytes::<StoredRecord<'_>>(stored)?;
        let notice = Notice::from_code(stored.status).ok_or(Undecodable)?;
        let mut record = PersonRecord::new(self.listing(&stored)?, notice);
        for fact in &stored.facts {
            match fact {
                Fact::Name { kind, surname, given, whole } => record.names.push(PersonName {
                    surname: surname.map(str::to_owned),
                    given: given.map(str::to_owned),
                    whole: whole.map(str::to_owned),
                    kind: NameKind::from_code(*kind).ok_or(Undecodable)?,
                }),
                Fact::BirthDate(text) => {
                    let date = BirthDate::parse(self.text(*text)?).map_err(|_| Undecodable)?;
                    record.birth_dates.push(date);
                }
                Fact::Sex(code) => record.sex = Some(sex(*code)?),
                Fact::Nationality(code) => record.nationalities.push(self.code(*code)?),
                Fact::BirthPlace(text) => record.birth_place = Some(self.text(*text)?.to_owned()),
                Fact::BirthCountry(code) => record.birth_country = Some(self.code(*code)?),
                Fact::NamedDocument { issuer, number, document_type } => {
                    record.documents.push(NamedDocument {
                        issuer: issuer.map(|code| self.code(code)).transpose()?,
                        number: document_number(number)?,
                        document_type: document_type.map(|code| self.document_type(code)).transpose()?,
                    });
                }
                Fact::Offences(text) => record.offences = Some(self.text(*text)?.to_owned()),
                Fact::PersonStatus(code) => {
                    record.status = Some(PersonStatus::from_code(*code).ok_or(Undecodable)?);
                }
                Fact::Minor(minor) => record.minor = Some(*minor),
                Fact::IdentityConfirmed(confirmed) => record.identity_confirmed = Some(*confirmed),
                _ => {}
            }
        }
        Ok(record)
    }

    fn listing(&self, stored: &StoredRecord<'_>) -> Result<Listing, Undecodable> {
        let mut listing = Listing::new(self.code(stored.owner)?, self.record_id(stored.record_id)?);
        self.listing_facts(&stored.facts, &mut listing)?;
        Ok(listing)
    }

    /// Reads the facts that every list may have.
    pub(super) fn listing_facts(&self, facts: &[Fact<'_>], listing: &mut Listing) -> Result<(), Undecodable> {
        for fact in facts {
            match fact {
                Fact::ReportedOn(days) => listing.reported_on = Some(date(*days)?),
                Fact::ReviewOn(days) => listing.review_on = Some(date(*days)?),
                Fact::ExpiresOn(days) => listing.expires_on = Some(date(*days)?),
                Fact::OnlyFor(code) => listing.only_for.push(self.code(*code)?),
                Fact::WithheldFrom(code) => listing.withheld_from.push(self.code(*code)?),
                Fact::Action(code) => listing.action = Some(Action::from_code(*code).ok_or(Undecodable)?),
                Fact::Caution(text) => listing.caution = Some(self.text(*text)?.to_owned()),
                Fact::Contact(text) => listing.contact = Some(self.text(*text)?.to_owned()),
                Fact::Note(text) => listing.note = Some(self.text(*text)?.to_owned()),
                Fact::Exercise => listing.exercise = true,
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn text<'t>(&'t self, text: Text<'t>) -> Result<&'t str, Undecodable> {
        match text {
            Text::Known(number) => self.get(number).ok_or(Undecodable),
            Text::Literal(text) => Ok(text),
        }
    }

    pub(super) fn code(&self, text: Text<'_>) -> Result<IssuerCode, Undecodable> {
        IssuerCode::from_stored(self.text(text)?).ok_or(Undecodable)
    }

    pub(super) fn document_type(&self, text: Text<'_>) -> Result<DocumentType, Undecodable> {
        // As it was stored: a code may end in a digit.
        DocumentType::from_stored(self.text(text)?).ok_or(Undecodable)
    }

    pub(super) fn record_id(&self, id: IdText<'_>) -> Result<String, Undecodable> {
        match id {
            IdText::Literal(text) => Ok(text.to_owned()),
            IdText::Numbered { pattern, number } => {
                let pattern = self.get(pattern).ok_or(Undecodable)?;
                let prefix = pattern.trim_end_matches(DIGIT);
                Ok(with_digits(prefix, number, pattern.len() - prefix.len()))
            }
        }
    }
}

/// `prefix` and `number` in decimal digits, `width` of them at least. Each hit has a record id, and formatting it by
/// the library's machinery took an eighth of the time of a hit.
fn with_digits(prefix: &str, mut number: u64, width: usize) -> String {
    // The longest 64-bit number has 20 digits.
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    while number > 0 {
        first -= 1;
        digits[first] += u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
    }
    let digits = &digits[first.min(digits.len().saturating_sub(width))..];
    let mut text = String::with_capacity(prefix.len() + digits.len());
    text.push_str(prefix);
    text.push_str(std::str::from_utf8(digits).unwrap_or_default());
    text
}

fn date(days: i32) -> Result<Date, Undecodable> {
    Date::from_days(days).ok_or(Undecodable)
}

fn document_number(text: &str) -> Result<DocumentNumber, Undecodable> {
    DocumentNumber::parse(text).map_err(|_| Undecodable)
}

fn sex(code: u8) -> Result<Sex, Undecodable> {
    [Sex::Male, Sex::Female, Sex::Unspecified].into_iter().find(|sex| *sex as u8 == code).ok_or(Undecodable)
}

#[cfg(test)]
mod tests {
    use super::with_digits;

    #[test]
    fn a_record_id_gets_its_digits_back_with_the_zeros_in_front() {
        for (prefix, number, width, expected) in [
            ("SLTD-", 77, 7, "SLTD-0000077"),
            ("", 0, 1, "0"),
            ("A/", 0, 0, "A/"),
            ("N", 999_999_999_999_999_999, 18, "N999999999999999999"),
            ("N", u64::MAX, 3, "N18446744073709551615"),
        ] {
            assert_eq!(with_digits(prefix, number, width), expected);
        }
    }
}
