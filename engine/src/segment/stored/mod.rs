//! Records as the section `details` holds them: compact, and read only on a hit. Documents have a layout of their own,
//! the others are postcard.
//!
//! What a record does not have costs nothing; texts that stand in many records are numbers of the dictionary;
//! a document number is stored as its difference from the folded key that led to it.

mod bytes;
mod compact;
mod decode;
pub mod dictionary;
mod document;
mod encode;
mod spelling;

use serde::{Deserialize, Serialize};

pub use decode::Undecodable;
pub use dictionary::{Dictionary, DictionaryWriter};
pub(super) use document::range_of;

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
    /// The pattern is a text of the dictionary that ends in a `#` for each digit.
    Numbered {
        pattern: u32,
        number: u64,
    },
}

/// A vehicle or a person. `status` is the code of the list's own status, or of the notice of a person.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredRecord<'a> {
    #[serde(borrow)]
    pub owner: Text<'a>,
    pub record_id: IdText<'a>,
    pub status: u8,
    pub facts: Vec<Fact<'a>>,
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
    // Of documents, where they do not stand in front.
    Number(&'a str),
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
