//! Questions at a border in the shape of `POST /v1/check` (docs/contract.md section 5), one JSON object a
//! line, and the same subjects as rows for `reconcile` (section 2).

use std::fmt;

use crate::row::Sink;

/// A document as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// Its issuer.
    pub issuer: &'static str,
    /// Its document code.
    pub kind: &'static str,
}

/// A person as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The surname.
    pub surname: String,
    /// Given names; may be empty.
    pub given: String,
    /// Full birth date, ISO 8601.
    pub birth_date: String,
    /// `M`, `F`, `X` or empty.
    pub sex: &'static str,
    /// Alpha-3.
    pub nationality: String,
}

/// A vehicle.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Vehicle {
    /// VIN; may be empty where a plate stands.
    pub vin: String,
    /// Plate; may be empty where a VIN stands.
    pub plate: String,
    /// The plate's country, where it was seen.
    pub plate_country: &'static str,
    /// Engine number.
    pub engine_number: String,
    /// The make as seen.
    pub make: &'static str,
}

/// One subject of a check.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// Unique in the whole file, so that the answer key fits checks and rows alike.
    pub reference: String,
    /// The lines of the MRZ; none where the document was typed.
    pub mrz: Vec<String>,
    /// The document as typed.
    pub document: Option<Document>,
    /// The person as typed.
    pub person: Option<Person>,
    /// The vehicle.
    pub vehicle: Option<Vehicle>,
}

/// One check: what is asked together.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// Its place in the file, from 0.
    pub index: u64,
    /// `border-entry`, `vehicle`, ...
    pub purpose: &'static str,
    /// Occupants first, then their vehicle.
    pub subjects: Vec<Subject>,
}

impl Check {
    /// Appends the body of `POST /v1/check`, without a line end.
    pub fn push_json(&self, line: &mut String) {
        Sink::json_object(line, |sink| {
            sink.text("purpose", self.purpose);
            sink.text("operator", &format!("u-{:04}", self.index % 40));
            sink.text("case", &format!("lane{}-{:06}", self.index % 7, self.index));
            sink.objects("subjects", &self.subjects, |sink, subject| subject.write_json(sink));
        });
    }
}

impl Subject {
    fn write_json(&self, sink: &mut Sink<'_>) {
        sink.text("ref", &self.reference);
        sink.many("mrz", &self.mrz);
        if let Some(document) = &self.document {
            sink.object("document", |sink| {
                sink.text("number", &document.number);
                sink.text("issuer", document.issuer);
                sink.text("type", document.kind);
            });
        }
        if let Some(person) = &self.person {
            sink.object("person", |sink| {
                sink.text("surname", &person.surname);
                sink.text("given", &person.given);
                sink.text("birth_date", &person.birth_date);
                sink.text("sex", person.sex);
                sink.text("nationality", &person.nationality);
            });
        }
        if let Some(vehicle) = &self.vehicle {
            sink.object("vehicle", |sink| {
                sink.text("vin", &vehicle.vin);
                if !vehicle.plate.is_empty() {
                    sink.objects("plates", std::slice::from_ref(vehicle), |sink, vehicle| {
                        sink.text("number", &vehicle.plate);
                        sink.text("country", vehicle.plate_country);
                    });
                }
                sink.text("engine_number", &vehicle.engine_number);
                sink.text("make", vehicle.make);
            });
        }
    }

    /// Appends the header of `reconcile` input, with its line end.
    pub fn push_csv_header(line: &mut String) {
        Self::default().write_csv(&mut Sink::csv_row(line, true));
        line.push('\n');
    }

    /// Appends a row of `reconcile` input, with its line end. The lines of an MRZ are joined.
    pub fn push_csv(&self, line: &mut String) {
        self.write_csv(&mut Sink::csv_row(line, false));
        line.push('\n');
    }

    fn write_csv(&self, sink: &mut Sink<'_>) {
        let document = self.document.clone().unwrap_or_default();
        let person = self.person.clone().unwrap_or_default();
        let vehicle = self.vehicle.clone().unwrap_or_default();
        sink.text("ref", &self.reference);
        sink.text("mrz", &self.mrz.concat());
        sink.text("document_number", &document.number);
        sink.text("document_issuer", document.issuer);
        sink.text("document_type", document.kind);
        sink.text("surname", &person.surname);
        sink.text("given", &person.given);
        sink.text("birth_date", &person.birth_date);
        sink.text("sex", person.sex);
        sink.text("nationality", &person.nationality);
        sink.text("vin", &vehicle.vin);
        sink.text("plate", &vehicle.plate);
        sink.text("plate_country", vehicle.plate_country);
        sink.text("engine_number", &vehicle.engine_number);
        sink.text("make", vehicle.make);
    }
}

/// Hides what a subject says: even made-up people stay out of logs, so that nobody gets used to it.
macro_rules! hide {
    ($($kind:ident),*) => {$(
        impl fmt::Debug for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($kind)).finish_non_exhaustive()
            }
        }
    )*};
}
hide!(Document, Person, Vehicle, Subject);

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check")
            .field("index", &self.index)
            .field("purpose", &self.purpose)
            .finish_non_exhaustive()
    }
}
