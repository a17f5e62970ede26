//! A row of the list `documents`.

use super::listing::parse_listing;
use super::{Column, Refusal, Row};
use crate::document::blank_range::BlankRange;
use crate::document::number::DocumentNumber;
use crate::record::{DocumentRecord, DocumentStatus};

/// Reads a document.
///
/// # Errors
/// [`Refusal`]: the column and the reason.
pub fn parse_document(row: &Row<'_>) -> Result<DocumentRecord, Refusal> {
    let column = Column::Number;
    let number = row.identifier(column, DocumentNumber::parse)?.ok_or(Refusal::Missing { column })?;
    let number_to = row.identifier(Column::NumberTo, DocumentNumber::parse)?;
    if let Some(last) = number_to {
        BlankRange::new(number, last).map_err(Refusal::NotARange)?;
    }
    let column = Column::Status;
    Ok(DocumentRecord {
        listing: parse_listing(row)?,
        issuer: row.code(Column::Issuer)?,
        document_type: row.document_type(Column::Type)?,
        number,
        number_to,
        status: row.word(column, DocumentStatus::parse)?.ok_or(Refusal::Missing { column })?,
        notice_id: row.record_id(Column::NoticeId)?,
        notice_owner: row.code(Column::NoticeOwner)?,
        issued_on: row.date(Column::IssuedOn)?,
        valid_until: row.date(Column::ValidUntil)?,
        place: row.kept(Column::Place)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Refusal, Row, Separator};
    use super::parse_document;
    use crate::document::blank_range::NotARange;
    use crate::document::issuer::IssuerCode;
    use crate::limits;
    use crate::record::{Action, DocumentRecord, DocumentStatus};

    const STOLEN: [(Column, &str); 4] = [
        (Column::RecordId, "SLTD-77"),
        (Column::Owner, "UTO"),
        (Column::Number, "L898902C3"),
        (Column::Status, "stolen"),
    ];

    fn read(changes: &[(Column, &str)]) -> Result<DocumentRecord, Refusal> {
        let mut row = Row::new(Separator::Bar);
        for (column, text) in STOLEN.iter().chain(changes) {
            row.set_text(*column, (*text).to_owned());
        }
        parse_document(&row)
    }

    #[track_caller]
    fn refused(column: Column, text: &str, expected: Refusal) {
        assert_eq!(read(&[(column, text)]).unwrap_err(), expected, "{column}");
    }

    #[test]
    fn every_column_is_read_into_its_field() {
        let record = read(&[
            (Column::Issuer, "de"),
            (Column::Type, "pd"),
            (Column::NumberTo, "l898902c9"),
            (Column::Status, "Stolen-Blank"),
            (Column::ExpiresOn, "2030-01-31"),
            (Column::OnlyFor, "UTO | fr|"),
            (Column::Action, "inquiry"),
            (Column::Exercise, "yes"),
            (Column::NoticeId, "N-1"),
            (Column::NoticeOwner, "UNO"),
            (Column::IssuedOn, "2020-02-29"),
            (Column::Place, "  Zenith "),
            (Column::Note, ""),
        ])
        .unwrap();
        assert_eq!(record.issuer.unwrap().as_str(), "DEU");
        assert_eq!(record.document_type.unwrap().as_str(), "PD");
        assert_eq!(record.number.as_str(), "L898902C3");
        assert_eq!(record.number_to.unwrap().as_str(), "L898902C9");
        assert_eq!(record.status, DocumentStatus::StolenBlank);
        let only_for = ["UTO", "FRA"].map(|code| IssuerCode::parse(code).unwrap());
        assert_eq!(record.listing.only_for, only_for);
        assert_eq!(record.listing.action, Some(Action::Inquiry));
        assert!(record.listing.exercise);
        assert_eq!(record.notice().unwrap().owner.as_str(), "UNO");
        assert_eq!(record.place.as_deref(), Some("Zenith"));
        assert_eq!(record.listing.note, None);
    }

    #[test]
    fn a_notice_document_belongs_to_its_own_owner_by_default() {
        let record = read(&[(Column::Status, "notice"), (Column::NoticeId, "N-1")]).unwrap();
        assert_eq!(record.notice().unwrap().owner.as_str(), "UTO");
    }

    #[test]
    fn an_empty_required_column_is_named() {
        for (column, _) in STOLEN {
            refused(column, "  ", Refusal::Missing { column });
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_its_column() {
        for column in [Column::ExpiresOn, Column::ReviewOn, Column::IssuedOn] {
            refused(column, "2026-02-30", Refusal::NotADate { column });
            refused(column, "24.11.2026", Refusal::NotADate { column });
        }
        for column in [Column::Issuer, Column::Owner, Column::OnlyFor] {
            refused(column, "???", Refusal::NotACode { column });
        }
        for column in [Column::Status, Column::Action, Column::Type] {
            refused(column, "broken", Refusal::NotAWord { column });
        }
        refused(Column::Exercise, "maybe", Refusal::NotAFlag { column: Column::Exercise });
        let long = "x".repeat(limits::RECORD_TEXT_BYTES + 1);
        refused(
            Column::Note,
            &long,
            Refusal::TooLong { column: Column::Note, max: limits::RECORD_TEXT_BYTES },
        );
        let long = "x".repeat(limits::RECORD_ID_BYTES + 1);
        let max = limits::RECORD_ID_BYTES;
        refused(Column::RecordId, &long, Refusal::TooLong { column: Column::RecordId, max });
    }

    #[test]
    fn a_range_across_lengths_is_refused() {
        refused(Column::NumberTo, "L898902C30", Refusal::NotARange(NotARange::Lengths));
    }

    #[test]
    fn a_refusal_does_not_show_the_value() {
        let refusal = read(&[(Column::Number, "!!!SECRET???"), (Column::Status, "SECRET")]).unwrap_err();
        assert!(!format!("{refusal} {refusal:?}").contains("SECRET"));
    }

    #[test]
    fn an_issuer_in_no_table_is_kept_and_told() {
        let record = read(&[(Column::Issuer, "QZX")]).unwrap();
        assert_eq!(record.issuer.unwrap().as_str(), "QZX");
        assert!(super::super::has_unknown_code(&record));
        assert!(!super::super::has_unknown_code(&read(&[(Column::Issuer, "UTO")]).unwrap()));
    }
}
