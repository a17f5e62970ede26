//! From generated rows to the engine's records, by the engine's own reading of rows.

use watchpost_engine::record::parse::{
    Column, Refusal, Row, RowName, Separator, Value, parse_document, parse_person, parse_vehicle,
};
use watchpost_engine::record::{DocumentRecord, PersonRecord, VehicleRecord};
use watchpost_testdata::day::Day;
use watchpost_testdata::documents::DocumentRow;
use watchpost_testdata::head::Head;
use watchpost_testdata::persons::PersonRow;
use watchpost_testdata::vehicles::VehicleRow;

/// Reads a row of `documents`.
///
/// # Errors
/// [`Refusal`], should the generator make a row that the lists' own format does not allow.
pub fn document_record(made: &DocumentRow) -> Result<DocumentRecord, Refusal> {
    let mut row = row_of(&made.head);
    row.set_text(Column::Issuer, made.issuer);
    row.set_text(Column::Type, made.kind);
    row.set_text(Column::Number, made.number.as_str());
    row.set_text(Column::NumberTo, made.number_to.as_str());
    row.set_text(Column::Status, made.status);
    row.set_text(Column::NoticeId, made.notice_id.as_str());
    row.set_text(Column::NoticeOwner, made.notice_owner);
    set_day(&mut row, Column::IssuedOn, made.issued_on);
    set_day(&mut row, Column::ValidUntil, made.valid_until);
    row.set_text(Column::Place, made.place);
    parse_document(&row)
}

/// Reads a row of `vehicles`.
///
/// # Errors
/// As [`document_record`].
pub fn vehicle_record(made: &VehicleRow) -> Result<VehicleRecord, Refusal> {
    let mut row = row_of(&made.head);
    row.set_text(Column::Vin, made.vin.as_str());
    row.set_text(Column::Plate, made.plate.as_str());
    row.set_text(Column::PlateCountry, made.plate_country);
    row.set_text(Column::EngineNumber, made.engine_number.as_str());
    row.set_text(Column::Status, made.status);
    row.set_text(Column::Kind, made.kind);
    row.set_text(Column::Make, made.make);
    row.set_text(Column::Model, made.model);
    row.set_text(Column::Colour, made.colour);
    row.set_text(Column::Year, made.year.as_str());
    row.set_text(Column::Place, made.place);
    parse_vehicle(&row)
}

/// Reads a row of `persons`.
///
/// # Errors
/// As [`document_record`].
pub fn person_record(made: &PersonRow) -> Result<PersonRecord, Refusal> {
    let mut row = row_of(&made.head);
    row.set_text(Column::Notice, made.notice);
    for name in &made.names {
        row.add_name(RowName {
            surname: Some(name.surname.as_str().into()),
            given: Some(name.given.as_str().into()),
            whole: Some(name.whole.as_str().into()),
            kind: (!name.kind.is_empty()).then(|| name.kind.into()),
        });
    }
    set_several(&mut row, Column::BirthDates, &made.birth_dates);
    row.set_text(Column::Sex, made.sex);
    set_several(&mut row, Column::Nationalities, &made.nationalities);
    row.set_text(Column::BirthPlace, made.birth_place);
    row.set_text(Column::BirthCountry, made.birth_country);
    set_several(&mut row, Column::Documents, &made.documents);
    row.set_text(Column::Offences, made.offences.join(", "));
    row.set_text(Column::Status, made.status);
    set_flag(&mut row, Column::Minor, made.minor);
    set_flag(&mut row, Column::IdentityConfirmed, made.identity_confirmed);
    parse_person(&row)
}

fn row_of(head: &Head) -> Row<'_> {
    let mut row = Row::new(Separator::None);
    row.set_text(Column::RecordId, head.record_id.as_str());
    row.set_text(Column::Owner, head.owner);
    set_day(&mut row, Column::ReportedOn, head.reported_on);
    set_day(&mut row, Column::ReviewOn, head.review_on);
    set_day(&mut row, Column::ExpiresOn, head.expires_on);
    set_several(&mut row, Column::OnlyFor, &head.only_for);
    set_several(&mut row, Column::WithheldFrom, &head.withheld_from);
    row.set_text(Column::Action, head.action);
    row.set_text(Column::Caution, head.caution);
    row.set_text(Column::Contact, head.contact.as_str());
    row.set_text(Column::Note, head.note);
    set_flag(&mut row, Column::Exercise, Some(head.exercise));
    row
}

fn set_day(row: &mut Row<'_>, column: Column, day: Option<Day>) {
    if let Some(day) = day {
        row.set_text(column, day.to_string());
    }
}

fn set_several<'a>(row: &mut Row<'a>, column: Column, texts: &'a [String]) {
    row.set(column, Value::Several(texts.iter().map(|text| text.as_str().into()).collect()));
}

fn set_flag(row: &mut Row<'_>, column: Column, flag: Option<bool>) {
    if let Some(flag) = flag {
        row.set_text(column, if flag { "true" } else { "false" });
    }
}
