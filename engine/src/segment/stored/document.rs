//! A document as the details hold it: a head of two bytes that says what follows, then only that.
//!
//! Documents are the largest list by far and each hit reads one, so they have a layout of their own; what hardly any
//! document has stands behind it as facts. docs/format.md has the same layout.

use super::bytes::{Bytes, put_literal, put_number, put_text};
use super::dictionary::{Dictionary, DictionaryWriter};
use super::{Fact, IdText, Text, Undecodable, spelling};
use crate::date::Date;
use crate::document::number::DocumentNumber;
use crate::record::{DocumentRecord, DocumentStatus, Listing};

/// Bits of the head. The lowest four are the status.
mod head {
    pub(super) const STATUS: u16 = 0b1111;
    pub(super) const ISSUER_DIFFERS: u16 = 1 << 4;
    pub(super) const ISSUER_UNKNOWN: u16 = 1 << 5;
    pub(super) const TYPE: u16 = 1 << 6;
    pub(super) const SPELLING: u16 = 1 << 7;
    pub(super) const PLACE: u16 = 1 << 8;
    pub(super) const REPORTED_ON: u16 = 1 << 9;
    pub(super) const REVIEW_ON: u16 = 1 << 10;
    pub(super) const EXPIRES_ON: u16 = 1 << 11;
    pub(super) const ISSUED_ON: u16 = 1 << 12;
    pub(super) const VALID_UNTIL: u16 = 1 << 13;
    pub(super) const ID_LITERAL: u16 = 1 << 14;
    pub(super) const FACTS: u16 = 1 << 15;
}

/// The dates, in the order in which they stand.
const DATES: [u16; 5] =
    [head::REPORTED_ON, head::REVIEW_ON, head::EXPIRES_ON, head::ISSUED_ON, head::VALID_UNTIL];

/// A stored document, its parts still in the segment's bytes.
struct StoredDocument<'a> {
    head: u16,
    /// Days since 1970-01-01, in the order of [`DATES`].
    dates: [Option<u16>; DATES.len()],
    owner: Text<'a>,
    record_id: IdText<'a>,
    issuer: Option<Text<'a>>,
    document_type: Option<Text<'a>>,
    spelling: u64,
    place: Option<Text<'a>>,
    facts: Vec<Fact<'a>>,
}

impl<'a> StoredDocument<'a> {
    /// Reads the document whose bytes start `stored`.
    ///
    /// # Errors
    /// [`Undecodable`].
    fn read(stored: &'a [u8]) -> Result<Self, Undecodable> {
        let mut bytes = Bytes(stored);
        let head = u16::from_le_bytes(*bytes.array()?);
        let mut dates = [None; DATES.len()];
        for (date, bit) in dates.iter_mut().zip(DATES) {
            if head & bit != 0 {
                *date = Some(u16::from_le_bytes(*bytes.array()?));
            }
        }
        let owner = bytes.text()?;
        let record_id = if head & head::ID_LITERAL != 0 {
            IdText::Literal(bytes.literal()?)
        } else {
            IdText::Numbered { pattern: bytes.number_of_text()?, number: bytes.number()? }
        };
        let mut optional = |bit: u16| (head & bit != 0).then(|| bytes.text()).transpose();
        let (issuer, document_type) = (optional(head::ISSUER_DIFFERS)?, optional(head::TYPE)?);
        let spelling = if head & head::SPELLING != 0 { bytes.number()? } else { 0 };
        let place = if head & head::PLACE != 0 { Some(bytes.text()?) } else { None };
        let facts = if head & head::FACTS != 0 { postcard::take_from_bytes(bytes.0)?.0 } else { Vec::new() };
        Ok(Self { head, dates, owner, record_id, issuer, document_type, spelling, place, facts })
    }

    /// First and last number of a range of blanks; `None` for another document.
    fn range(&self) -> Option<(&'a str, &'a str)> {
        let first = self.facts.iter().find_map(|fact| match fact {
            Fact::Number(number) => Some(*number),
            _ => None,
        });
        let last = self.facts.iter().find_map(|fact| match fact {
            Fact::NumberTo(number) => Some(*number),
            _ => None,
        });
        first.zip(last)
    }

    fn record(&self, dictionary: &Dictionary, key: Option<&[u8]>) -> Result<DocumentRecord, Undecodable> {
        let owner = dictionary.code(self.owner)?;
        let mut listing = Listing::new(owner, dictionary.record_id(self.record_id)?);
        dictionary.listing_facts(&self.facts, &mut listing)?;
        let date = |days: Option<u16>| days.map(|days| Date::from_days(i32::from(days)));
        let [reported_on, review_on, expires_on, issued_on, valid_until] = self.dates.map(date);
        listing.reported_on = reported_on.unwrap_or(listing.reported_on);
        listing.review_on = review_on.unwrap_or(listing.review_on);
        listing.expires_on = expires_on.unwrap_or(listing.expires_on);
        let issuer = match self.issuer {
            Some(code) => Some(dictionary.code(code)?),
            None if self.head & head::ISSUER_UNKNOWN != 0 => None,
            None => Some(owner),
        };
        let (mut number, mut number_to, mut notice_id, mut notice_owner) = (None, None, None, None);
        let (mut other_issued_on, mut other_valid_until) = (None, None);
        for fact in &self.facts {
            match fact {
                Fact::Number(text) => number = Some(stored_number(text)?),
                Fact::NumberTo(text) => number_to = Some(stored_number(text)?),
                Fact::NoticeId(id) => notice_id = Some(dictionary.record_id(*id)?),
                Fact::NoticeOwner(code) => notice_owner = Some(dictionary.code(*code)?),
                Fact::IssuedOn(days) => other_issued_on = Date::from_days(*days),
                Fact::ValidUntil(days) => other_valid_until = Date::from_days(*days),
                _ => {}
            }
        }
        let number = match number {
            Some(number) => number,
            None => spelling::decode(key.ok_or(Undecodable)?, self.spelling).ok_or(Undecodable)?,
        };
        Ok(DocumentRecord {
            listing,
            issuer,
            document_type: self.document_type.map(|code| dictionary.document_type(code)).transpose()?,
            number,
            number_to,
            status: u8::try_from(self.head & head::STATUS)
                .ok()
                .and_then(DocumentStatus::from_code)
                .ok_or(Undecodable)?,
            notice_id,
            notice_owner,
            issued_on: issued_on.unwrap_or(other_issued_on),
            valid_until: valid_until.unwrap_or(other_valid_until),
            place: self.place.map(|text| dictionary.text(text).map(str::to_owned)).transpose()?,
        })
    }
}

/// First and last number of a stored range of blanks; `None` if the bytes are another record's.
pub(in crate::segment) fn range_of(stored: &[u8]) -> Option<(&str, &str)> {
    StoredDocument::read(stored).ok()?.range()
}

fn stored_number(text: &str) -> Result<DocumentNumber, Undecodable> {
    DocumentNumber::parse(text).map_err(|_| Undecodable)
}

impl Dictionary {
    /// The document whose bytes start `stored`. `key` is the folded number that led to it; none for a range.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn decode_document(&self, stored: &[u8], key: Option<&[u8]>) -> Result<DocumentRecord, Undecodable> {
        StoredDocument::read(stored)?.record(self, key)
    }
}

impl DictionaryWriter {
    /// Appends the stored bytes of a document. Of a range both numbers are kept whole, as no key leads to it.
    pub fn encode_document(&mut self, record: &DocumentRecord, into: &mut Vec<u8>) {
        let listing = &record.listing;
        let start = into.len();
        let mut head = u16::from(record.status.code());
        let mut facts = Vec::new();
        into.extend_from_slice(&head.to_le_bytes());
        head |= put_dates(record, into, &mut facts);
        put_text(into, self.code(listing.owner.as_str()));
        head |= put_record_id(into, self.record_id(&listing.record_id));
        match &record.issuer {
            None => head |= head::ISSUER_UNKNOWN,
            Some(issuer) if *issuer != listing.owner => {
                head |= head::ISSUER_DIFFERS;
                put_text(into, self.code(issuer.as_str()));
            }
            Some(_) => {}
        }
        if let Some(document_type) = &record.document_type {
            head |= head::TYPE;
            put_text(into, self.code(document_type.as_str()));
        }
        let written = record.number.as_str();
        match spelling::encode(written).filter(|_| record.number_to.is_none()) {
            None => facts.push(Fact::Number(written)),
            Some(0) => {}
            Some(spelling) => {
                head |= head::SPELLING;
                put_number(into, spelling);
            }
        }
        if let Some(place) = &record.place {
            head |= head::PLACE;
            put_text(into, self.text(place));
        }
        facts.extend(record.number_to.as_ref().map(|number| Fact::NumberTo(number.as_str())));
        if let Some(notice_id) = &record.notice_id {
            facts.push(Fact::NoticeId(self.record_id(notice_id)));
        }
        facts.extend(record.notice_owner.as_ref().map(|owner| Fact::NoticeOwner(self.code(owner.as_str()))));
        self.rare_facts(listing, &mut facts);
        if !facts.is_empty() {
            head |= head::FACTS;
            // Writing to memory fails only for types without a length, and there is none in a fact.
            into.extend(postcard::to_stdvec(&facts).unwrap_or_default());
        }
        into[start..start + 2].copy_from_slice(&head.to_le_bytes());
    }
}

/// Appends the dates that fit in two bytes, and keeps the others as facts. Returns the bits of the head.
fn put_dates(record: &DocumentRecord, into: &mut Vec<u8>, facts: &mut Vec<Fact<'_>>) -> u16 {
    let listing = &record.listing;
    let dates =
        [listing.reported_on, listing.review_on, listing.expires_on, record.issued_on, record.valid_until];
    let mut head = 0;
    for (date, bit) in dates.into_iter().zip(DATES) {
        let Some(days) = date.map(Date::days) else { continue };
        if let Ok(days) = u16::try_from(days) {
            head |= bit;
            into.extend_from_slice(&days.to_le_bytes());
        } else {
            // Before 1970 or after 2149.
            facts.push(date_fact(bit, days));
        }
    }
    head
}

/// Appends a record id. Returns the bits of the head.
fn put_record_id(into: &mut Vec<u8>, record_id: IdText<'_>) -> u16 {
    match record_id {
        IdText::Numbered { pattern, number } => {
            put_number(into, u64::from(pattern));
            put_number(into, number);
            0
        }
        IdText::Literal(text) => {
            put_literal(into, text);
            head::ID_LITERAL
        }
    }
}

/// A date that does not fit in front, as a fact.
const fn date_fact(bit: u16, days: i32) -> Fact<'static> {
    match bit {
        head::REPORTED_ON => Fact::ReportedOn(days),
        head::REVIEW_ON => Fact::ReviewOn(days),
        head::EXPIRES_ON => Fact::ExpiresOn(days),
        head::ISSUED_ON => Fact::IssuedOn(days),
        _ => Fact::ValidUntil(days),
    }
}

#[cfg(test)]
mod tests {
    use super::range_of;
    use crate::date::Date;
    use crate::record::DocumentRecord;
    use crate::record::parse::{Column, Row, Separator, parse_document};
    use crate::segment::stored::{Dictionary, DictionaryWriter};

    fn record(columns: &[(Column, &str)]) -> DocumentRecord {
        let mut row = Row::new(Separator::Bar);
        let least = [
            (Column::RecordId, "SLTD-0000077"),
            (Column::Owner, "UTO"),
            (Column::Issuer, "UTO"),
            (Column::Number, "L898902C3"),
            (Column::Status, "stolen"),
        ];
        for (column, text) in least.iter().chain(columns) {
            row.set_text(*column, (*text).to_owned());
        }
        parse_document(&row).unwrap()
    }

    fn stored(record: &DocumentRecord) -> (Vec<u8>, Dictionary) {
        let mut writer = DictionaryWriter::default();
        let mut bytes = Vec::new();
        writer.encode_document(record, &mut bytes);
        (bytes, Dictionary::of_bytes(writer.as_bytes()).unwrap())
    }

    #[track_caller]
    fn comes_back(columns: &[(Column, &str)]) {
        let record = record(columns);
        let (bytes, dictionary) = stored(&record);
        let key = record.number.key();
        let key = record.number_to.is_none().then_some(key.as_bytes());
        assert!(dictionary.decode_document(&bytes, key).unwrap() == record, "{columns:?}");
        for end in 0..bytes.len() {
            // Cut short it is no record, or what is missing was not read.
            assert!(dictionary.decode_document(&bytes[..end], key) != Ok(record.clone()));
        }
    }

    #[test]
    fn every_column_comes_back_as_it_was() {
        comes_back(&[]);
        for (column, text) in [
            (Column::RecordId, "A/B"),
            (Column::RecordId, "0"),
            (Column::RecordId, "A#12"),
            (Column::RecordId, "N999999999999999999999999"),
            (Column::RecordId, "Ж-007"),
            (Column::Issuer, ""),
            (Column::Issuer, "FRA"),
            (Column::Issuer, "QZ"),
            (Column::Type, "PD"),
            (Column::Number, "0123456789"),
            (Column::Number, "ODQILZSGB"),
            (Column::Number, "QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ"),
            (Column::Number, "АВ184386"),
            (Column::NumberTo, "L898902C9"),
            (Column::Status, "notice"),
            (Column::NoticeId, "R-12"),
            (Column::NoticeOwner, "UNO"),
            (Column::IssuedOn, "1969-12-31"),
            (Column::IssuedOn, "1970-01-01"),
            (Column::ValidUntil, "2149-06-06"),
            (Column::ValidUntil, "2149-06-07"),
            (Column::ReportedOn, "2020-02-29"),
            (Column::ReviewOn, "9999-12-31"),
            (Column::ExpiresOn, "2030-01-31"),
            (Column::ExpiresOn, "1000-01-01"),
            (Column::Place, "Zenith"),
            (Column::OnlyFor, "UTO|FRA"),
            (Column::WithheldFrom, "DEU"),
            (Column::Action, "inquiry"),
            (Column::Caution, "armed"),
            (Column::Contact, "+42"),
            (
                Column::Note,
                "a note of some length, longer than what the dictionary takes, which is less than a hundred bytes",
            ),
            (Column::Exercise, "yes"),
        ] {
            comes_back(&[(column, text)]);
            comes_back(&[(column, text), (Column::Place, "Zenith"), (Column::IssuedOn, "2020-01-01")]);
        }
    }

    #[test]
    fn a_plain_record_is_short() {
        let record = record(&[(Column::Type, "P"), (Column::IssuedOn, "2020-01-01")]);
        // Head, date, owner, pattern and number of the record id, type, spelling.
        assert_eq!(stored(&record).0.len(), 2 + 2 + 1 + 2 + 1 + 1);
    }

    #[test]
    fn both_ends_of_a_range_are_read_without_a_key_and_other_bytes_are_no_range() {
        let (bytes, _) = stored(&record(&[(Column::NumberTo, "L898902C9")]));
        assert_eq!(range_of(&bytes), Some(("L898902C3", "L898902C9")));
        assert_eq!(range_of(&stored(&record(&[])).0), None);
        assert_eq!(range_of(&[]), None);
    }

    #[test]
    fn a_record_without_its_key_or_with_an_unknown_status_is_undecodable() {
        let (mut bytes, dictionary) = stored(&record(&[]));
        assert!(dictionary.decode_document(&bytes, None).is_err());
        assert!(dictionary.decode_document(&bytes, Some(b"1898902C3")).is_ok());
        assert_eq!(Date::from_days(i32::MAX), None);
        bytes[0] |= 0b1111;
        assert!(dictionary.decode_document(&bytes, Some(b"1898902C3")).is_err());
    }
}
