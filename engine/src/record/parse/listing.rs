//! The columns that every list has.

use super::{Column, Refusal, Row};
use crate::record::{Action, Listing};

/// Reads identity, dates, restrictions and what is shown first.
pub(super) fn parse_listing(row: &Row<'_>) -> Result<Listing, Refusal> {
    let missing = |column| Refusal::Missing { column };
    Ok(Listing {
        record_id: row.record_id(Column::RecordId)?.ok_or(missing(Column::RecordId))?,
        owner: row.code(Column::Owner)?.ok_or(missing(Column::Owner))?,
        reported_on: row.date(Column::ReportedOn)?,
        review_on: row.date(Column::ReviewOn)?,
        expires_on: row.date(Column::ExpiresOn)?,
        only_for: row.codes(Column::OnlyFor)?,
        withheld_from: row.codes(Column::WithheldFrom)?,
        action: row.word(Column::Action, Action::parse)?,
        caution: row.kept(Column::Caution)?,
        contact: row.kept(Column::Contact)?,
        note: row.kept(Column::Note)?,
        exercise: row.flag(Column::Exercise)?.unwrap_or(false),
    })
}
