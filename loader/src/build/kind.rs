//! What differs between the three lists while one is built: the record, its parser, its builder, its probe.

use std::io::Write;

use watchpost_engine::date::Date;
use watchpost_engine::list::List;
use watchpost_engine::person::evidence::birth::is_dummy;
use watchpost_engine::record::parse::{
    NamesCodes, Refusal, Row, parse_document, parse_person, parse_vehicle,
};
use watchpost_engine::record::{DocumentRecord, DocumentStatus, PersonRecord, VehicleRecord};
use watchpost_engine::segment::build::{
    BuildOptions, BuiltSegment, DocumentSegmentBuilder, Duplicate, PersonSegmentBuilder, RowPosition,
    VehicleSegmentBuilder,
};
use watchpost_engine::segment::error::WriteError;
use watchpost_engine::wire::{DocumentPart, PersonPart, PlatePart, QuestionSubject, VehiclePart};

use super::compile::Settings;

/// A record of one list, on its way into a segment.
pub(super) trait ListRecord: NamesCodes + Send + Sized {
    /// The list.
    const LIST: List;

    /// The builder of its segment.
    type Builder;

    /// Reads a row.
    fn parse(row: &Row<'_>) -> Result<Self, Refusal>;

    /// An empty segment.
    fn builder(options: BuildOptions<'_>, settings: &Settings) -> Self::Builder;

    /// Adds this record.
    fn push(&self, builder: &mut Self::Builder, position: RowPosition) -> Result<(), WriteError>;

    /// Writes the segment.
    fn finish(
        builder: Self::Builder,
        out: impl Write,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<BuiltSegment, WriteError>;

    /// A question that finds this record, unless the record may be as if absent on `today` or later.
    fn question(&self, today: Date) -> Option<QuestionSubject>;
}

impl ListRecord for DocumentRecord {
    const LIST: List = List::Documents;
    type Builder = DocumentSegmentBuilder;

    fn parse(row: &Row<'_>) -> Result<Self, Refusal> {
        parse_document(row)
    }

    fn builder(options: BuildOptions<'_>, _settings: &Settings) -> Self::Builder {
        DocumentSegmentBuilder::new(options)
    }

    fn push(&self, builder: &mut Self::Builder, position: RowPosition) -> Result<(), WriteError> {
        builder.push(self, position)
    }

    fn finish(
        builder: Self::Builder,
        out: impl Write,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<BuiltSegment, WriteError> {
        builder.finish(out, on_duplicate)
    }

    fn question(&self, today: Date) -> Option<QuestionSubject> {
        // A `notice` document answers only as long as its person record does.
        if self.status == DocumentStatus::Notice || self.listing.has_expired(today) {
            return None;
        }
        let document = DocumentPart {
            number: self.number.as_str().to_owned(),
            issuer: self.issuer.map(|issuer| issuer.as_str().to_owned()),
            document_type: self.document_type.map(|code| code.as_str().to_owned()),
        };
        Some(QuestionSubject { document: Some(document), ..QuestionSubject::default() })
    }
}

impl ListRecord for VehicleRecord {
    const LIST: List = List::Vehicles;
    type Builder = VehicleSegmentBuilder;

    fn parse(row: &Row<'_>) -> Result<Self, Refusal> {
        parse_vehicle(row)
    }

    fn builder(options: BuildOptions<'_>, settings: &Settings) -> Self::Builder {
        VehicleSegmentBuilder::new(options).with_wmi_table(settings.wmi_table.clone().unwrap_or_default())
    }

    fn push(&self, builder: &mut Self::Builder, position: RowPosition) -> Result<(), WriteError> {
        builder.push(self, position)
    }

    fn finish(
        builder: Self::Builder,
        out: impl Write,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<BuiltSegment, WriteError> {
        builder.finish(out, on_duplicate)
    }

    fn question(&self, today: Date) -> Option<QuestionSubject> {
        if self.listing.has_expired(today) {
            return None;
        }
        let plate = self.plate.map(|plate| PlatePart {
            number: plate.as_str().to_owned(),
            country: self.plate_country.map(|country| country.as_str().to_owned()),
        });
        let vehicle = VehiclePart {
            vin: self.vin.map(|vin| vin.as_str().to_owned()),
            plates: plate.map(|plate| vec![plate]),
            engine_number: self.engine_number.map(|number| number.as_str().to_owned()),
            ..VehiclePart::default()
        };
        Some(QuestionSubject { vehicle: Some(vehicle), ..QuestionSubject::default() })
    }
}

impl ListRecord for PersonRecord {
    const LIST: List = List::Persons;
    type Builder = PersonSegmentBuilder;

    fn parse(row: &Row<'_>) -> Result<Self, Refusal> {
        parse_person(row)
    }

    fn builder(options: BuildOptions<'_>, _settings: &Settings) -> Self::Builder {
        PersonSegmentBuilder::new(options)
    }

    fn push(&self, builder: &mut Self::Builder, position: RowPosition) -> Result<(), WriteError> {
        builder.push(self, position)
    }

    fn finish(
        builder: Self::Builder,
        out: impl Write,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<BuiltSegment, WriteError> {
        builder.finish(out, on_duplicate)
    }

    fn question(&self, today: Date) -> Option<QuestionSubject> {
        if self.listing.has_expired(today) {
            return None;
        }
        // By just this name and birth date every record is found; by less, one whose name many bear is not.
        let birth = self.birth_dates.iter().find(|birth| birth.is_full() && !is_dummy(**birth))?;
        let name = self.readable_names().next()?.0;
        let person = PersonPart {
            name: name.whole.clone(),
            surname: name.surname.clone(),
            given: name.given.clone(),
            birth_date: Some(birth.to_string()),
            ..PersonPart::default()
        };
        Some(QuestionSubject { person: Some(person), ..QuestionSubject::default() })
    }
}
