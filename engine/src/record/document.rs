//! Stolen, lost, revoked and invalid travel documents, stolen blanks, and documents tied to a notice.

use std::fmt;

use serde::Serialize;

use super::{Identity, Listing};
use crate::date::Date;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::words::closed_list;

closed_list! {
    /// Why a document is listed.
    DocumentStatus {
        /// Stolen from its holder.
        Stolen = "stolen",
        /// Lost by its holder.
        Lost = "lost",
        /// Stolen before it was issued.
        StolenBlank = "stolen-blank",
        /// Withdrawn by its issuer.
        Revoked = "revoked",
        /// No longer valid for another reason.
        Invalid = "invalid",
        /// Forged, or obtained by fraud.
        Fraudulent = "fraudulent",
        /// Valid, and tied to a person under a notice.
        Notice = "notice",
    }
}

/// A record of the list `documents`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentRecord {
    /// What every record has.
    #[serde(flatten)]
    pub listing: Listing,
    /// The issuing State or organisation; none where the source does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<IssuerCode>,
    /// The document code of the MRZ.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub document_type: Option<DocumentType>,
    /// The number, or the first of a range of blanks.
    #[serde(serialize_with = "written")]
    pub number: DocumentNumber,
    /// The last number of a range of blanks: same length, same prefix, digits at the end.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "written_option")]
    pub number_to: Option<DocumentNumber>,
    /// Why it is listed.
    pub status: DocumentStatus,
    /// The record id of the person record that a `notice` document belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_id: Option<String>,
    /// The owner of that person record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_owner: Option<IssuerCode>,
    /// When it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// Until when the document was valid; it never hides the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Where it was lost or stolen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl DocumentRecord {
    /// The person record that this document belongs to, if it names one. Its owner is this record's by default.
    #[must_use]
    pub fn notice(&self) -> Option<Identity> {
        let record_id = self.notice_id.clone()?;
        Some(Identity { owner: self.notice_owner.unwrap_or(self.listing.owner), record_id })
    }
}

fn written<S: serde::Serializer>(number: &DocumentNumber, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(number.as_str())
}

fn written_option<S: serde::Serializer>(
    number: &Option<DocumentNumber>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    number.map(|number| number.as_str().to_owned()).serialize(serializer)
}

/// Shows the status alone: a number may lead to a person.
impl fmt::Debug for DocumentRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentRecord({})", self.status)
    }
}
