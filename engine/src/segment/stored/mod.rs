//! Records as the section `details` holds them: postcard, compact, and read only on a hit.
//!
//! What a record does not have costs nothing; texts that stand in many records are numbers of the dictionary;
//! a document number is stored as its difference from the folded key that led to it.

mod compact;
mod decode;
pub mod dictionary;
mod encode;
mod spelling;

use serde::{Deserialize, Serialize};

pub use decode::Undecodable;
pub use dictionary::{Dictionary, DictionaryWriter};

/// A text: a number of the dictionary, or the text itself.
#[derive(Clone, Copy)]
pub(super) enum Text<'a> {
    Known(u32),
    Literal(&'a str),
}

/// A record id. Most end in digits that rise from record to record: those are stored as a number.
#[derive(Clone, Copy)]
pub(super) enum IdText<'a> {
    Literal(&'a str),
    Numbered { prefix: u32, width: u8, number: u64 },
}

/// A document number: how it is spelled, given its folded key, or the number itself.
#[derive(Clone, Copy)]
pub(super) enum NumberText<'a> {
    Spelling(u64),
    Literal(&'a str),
}

/// A record of any list. `status` is the code of the list's own status, or of the notice of a person.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredRecord<'a> {
    #[serde(borrow)]
    pub owner: Text<'a>,
    pub record_id: IdText<'a>,
    pub status: u8,
    pub facts: Vec<Fact<'a>>,
}

/// First and last number of a stored range of blanks; `None` if the bytes are another record's.
pub(super) fn range_of(stored: &[u8]) -> Option<(&str, &str)> {
    let (record, _) = postcard::take_from_bytes::<StoredRecord<'_>>(stored).ok()?;
    let first = record.facts.iter().find_map(|fact| match fact {
        Fact::Number(NumberText::Literal(number)) => Some(*number),
        _ => None,
    });
    let last = record.facts.iter().find_map(|fact| match fact {
        Fact::NumberTo(number) => Some(*number),
        _ => None,
    });
    first.zip(last)
}

/// What a record may have besides. The order of the variants is part of the format: new ones go to the end.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Fact<'a> {
    // Of every list. Dates are days since 1970-01-01.
    ReportedOn(i32),
    ReviewOn(i32),
    ExpiresOn(i32),
    #[serde(borrow)]
    OnlyFor(Text<'a>),
    WithheldFrom(Text<'a>),
    Action(u8),
    Caution(Text<'a>),
    Contact(Text<'a>),
    Note(Text<'a>),
    Exercise,
    Place(Text<'a>),
    // Of documents. The issuer is the owner unless one of the first two says otherwise.
    Issuer(Text<'a>),
    IssuerUnknown,
    Type(Text<'a>),
    Number(NumberText<'a>),
    NumberTo(&'a str),
    NoticeId(IdText<'a>),
    NoticeOwner(Text<'a>),
    IssuedOn(i32),
    ValidUntil(i32),
    // Of vehicles.
    Vin(&'a str),
    Plate(&'a str),
    PlateCountry(Text<'a>),
    EngineNumber(&'a str),
    Kind(Text<'a>),
    Make(Text<'a>),
    Model(Text<'a>),
    Colour(Text<'a>),
    Year(u16),
    // Of persons.
    Name {
        kind: u8,
        surname: Option<&'a str>,
        given: Option<&'a str>,
        whole: Option<&'a str>,
    },
    BirthDate(Text<'a>),
    Sex(u8),
    Nationality(Text<'a>),
    BirthPlace(Text<'a>),
    BirthCountry(Text<'a>),
    NamedDocument {
        issuer: Option<Text<'a>>,
        number: &'a str,
        document_type: Option<Text<'a>>,
    },
    Offences(Text<'a>),
    PersonStatus(u8),
    Minor(bool),
    IdentityConfirmed(bool),
}
