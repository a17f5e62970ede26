//! From a vehicle or a person to its stored bytes.

use super::{DictionaryWriter, Fact, IdText, StoredRecord};
use crate::date::Date;
use crate::record::{Listing, NamedDocument, PersonName, PersonRecord, VehicleRecord};

/// Longest run of digits at the end of a record id that is stored as a number.
const ID_DIGITS: usize = 18;

impl DictionaryWriter {
    /// The stored bytes of a vehicle.
    #[must_use]
    pub fn encode_vehicle(&mut self, record: &VehicleRecord) -> Vec<u8> {
        let mut facts = Vec::with_capacity(12);
        facts.extend(record.vin.as_ref().map(|vin| Fact::Vin(vin.as_str())));
        facts.extend(record.plate.as_ref().map(|plate| Fact::Plate(plate.as_str())));
        facts.extend(
            record.plate_country.as_ref().map(|country| Fact::PlateCountry(self.code(country.as_str()))),
        );
        facts.extend(record.engine_number.as_ref().map(|number| Fact::EngineNumber(number.as_str())));
        facts.extend(record.kind.as_deref().map(|text| Fact::Kind(self.text(text))));
        facts.extend(record.make.as_deref().map(|text| Fact::Make(self.text(text))));
        facts.extend(record.model.as_deref().map(|text| Fact::Model(self.text(text))));
        facts.extend(record.colour.as_deref().map(|text| Fact::Colour(self.text(text))));
        facts.extend(record.year.map(Fact::Year));
        facts.extend(record.place.as_deref().map(|text| Fact::Place(self.text(text))));
        self.store(&record.listing, record.status.code(), facts)
    }

    /// The stored bytes of a person.
    #[must_use]
    pub fn encode_person(&mut self, record: &PersonRecord) -> Vec<u8> {
        let birth_dates: Vec<String> = record.birth_dates.iter().map(ToString::to_string).collect();
        let mut facts = Vec::with_capacity(16);
        facts.extend(record.names.iter().map(name_fact));
        facts.extend(birth_dates.iter().map(|date| Fact::BirthDate(self.text(date))));
        facts.extend(record.sex.map(|sex| Fact::Sex(sex as u8)));
        facts.extend(
            record.nationalities.iter().map(|country| Fact::Nationality(self.code(country.as_str()))),
        );
        facts.extend(record.birth_place.as_deref().map(|text| Fact::BirthPlace(self.text(text))));
        facts.extend(
            record.birth_country.as_ref().map(|country| Fact::BirthCountry(self.code(country.as_str()))),
        );
        facts.extend(record.documents.iter().map(|document| self.named_document(document)));
        facts.extend(record.offences.as_deref().map(|text| Fact::Offences(self.text(text))));
        facts.extend(record.status.map(|status| Fact::PersonStatus(status.code())));
        facts.extend(record.minor.map(Fact::Minor));
        facts.extend(record.identity_confirmed.map(Fact::IdentityConfirmed));
        self.store(&record.listing, record.notice.code(), facts)
    }

    fn store<'a>(&mut self, listing: &'a Listing, status: u8, mut facts: Vec<Fact<'a>>) -> Vec<u8> {
        facts.extend(listing.reported_on.map(Date::days).map(Fact::ReportedOn));
        facts.extend(listing.review_on.map(Date::days).map(Fact::ReviewOn));
        facts.extend(listing.expires_on.map(Date::days).map(Fact::ExpiresOn));
        self.rare_facts(listing, &mut facts);
        let record = StoredRecord {
            owner: self.code(listing.owner.as_str()),
            record_id: self.record_id(&listing.record_id),
            status,
            facts,
        };
        // Writing to memory fails only for types without a length, and there is none in a stored record.
        postcard::to_stdvec(&record).unwrap_or_default()
    }

    /// What hardly any record has.
    pub(super) fn rare_facts<'a>(&mut self, listing: &'a Listing, facts: &mut Vec<Fact<'a>>) {
        facts.extend(listing.only_for.iter().map(|country| Fact::OnlyFor(self.code(country.as_str()))));
        facts.extend(
            listing.withheld_from.iter().map(|country| Fact::WithheldFrom(self.code(country.as_str()))),
        );
        facts.extend(listing.action.map(|action| Fact::Action(action.code())));
        facts.extend(listing.caution.as_deref().map(|text| Fact::Caution(self.text(text))));
        facts.extend(listing.contact.as_deref().map(|text| Fact::Contact(self.text(text))));
        facts.extend(listing.note.as_deref().map(|text| Fact::Note(self.text(text))));
        facts.extend(listing.exercise.then_some(Fact::Exercise));
    }

    pub(super) fn record_id<'a>(&mut self, record_id: &'a str) -> IdText<'a> {
        let digits = record_id.bytes().rev().take(ID_DIGITS).take_while(u8::is_ascii_digit).count();
        let (prefix, tail) = record_id.split_at(record_id.len() - digits);
        match (tail.parse(), self.pattern(prefix, digits)) {
            (Ok(number), Some(pattern)) => IdText::Numbered { pattern, number },
            _ => IdText::Literal(record_id),
        }
    }

    fn named_document<'a>(&mut self, document: &'a NamedDocument) -> Fact<'a> {
        Fact::NamedDocument {
            issuer: document.issuer.as_ref().map(|issuer| self.code(issuer.as_str())),
            number: document.number.as_str(),
            document_type: document.document_type.as_ref().map(|kind| self.code(kind.as_str())),
        }
    }
}

fn name_fact(name: &PersonName) -> Fact<'_> {
    Fact::Name {
        kind: name.kind.code(),
        surname: name.surname.as_deref(),
        given: name.given.as_deref(),
        whole: name.whole.as_deref(),
    }
}
