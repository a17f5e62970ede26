//! An answer as it is told (contract, section 5).

use std::fmt;

use jiff::Timestamp;
use serde::Serialize;

use super::{Problem, Reason};
use crate::date::Date;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::list::List;
use crate::person::birth_date::BirthDate;
use crate::person::sex::Sex;
use crate::record::{
    Action, DocumentRecord, DocumentStatus, Notice, PersonRecord, PersonStatus, RecordVersion, VehicleRecord,
    VehicleStatus,
};
use crate::words::closed_list;

closed_list! {
    /// What came of a list, a subject or a check, strongest first.
    Outcome {
        /// Some exact or probable hit.
        Hit = "hit",
        /// Only possible hits.
        PotentialHit = "potential_hit",
        /// Could not be read, or a list could not be searched.
        NotChecked = "not_checked",
        /// Searched, and nothing found.
        NoHit = "no_hit",
    }
}

closed_list! {
    /// How well a record answers, best first.
    Grade {
        /// Number, issuer and type agree.
        Exact = "exact",
        /// One qualifier half agrees.
        Probable = "probable",
        /// To be looked at; never more than `verify-document` or `inquiry`.
        Possible = "possible",
    }
}

/// The answer to one check.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// The check's own number.
    pub check_id: String,
    /// The strongest of the subjects' outcomes.
    pub outcome: Outcome,
    /// True only if every asked list was really searched for every subject.
    pub complete: bool,
    /// The strongest action.
    pub action: Action,
    /// All distinct actions, strongest first.
    pub actions: Vec<Action>,
    /// The generation that answered.
    pub generation: u64,
    /// The oldest `as_of` of the asked lists; null if none of them is in the generation.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub as_of: Option<Timestamp>,
    /// Its age in seconds at the moment of the question, never negative.
    pub age_seconds: Option<u64>,
    /// True if an asked list is older than the stale limit.
    pub stale: bool,
    /// True only if there are hits and every one is a drill record.
    pub exercise: bool,
    /// One answer a subject, in the order asked.
    pub subjects: Vec<SubjectAnswer>,
    /// Facts across the subjects, for people to judge.
    pub group: Vec<GroupFact>,
    /// How long the check took, in microseconds.
    pub took_us: u64,
    /// How many hits clearances took out. For counters and logs: it is never told to who asks.
    #[serde(skip)]
    pub withdrawn: u64,
}

/// The answer for one subject.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectAnswer {
    /// The caller's reference.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The strongest of the lists' outcomes.
    pub outcome: Outcome,
    /// True only if every asked list was really searched.
    pub complete: bool,
    /// The strongest action.
    pub action: Action,
    /// All distinct actions, strongest first.
    pub actions: Vec<Action>,
    /// Problems of reading the subject.
    pub problems: Vec<Problem>,
    /// What was read from the MRZ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mrz: Option<MrzReading>,
    /// What was read from the vehicle's numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehicleReading>,
    /// One answer a list that was asked.
    pub lists: Vec<ListAnswer>,
}

/// What a list answers for one subject.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListAnswer {
    /// The list.
    pub list: List,
    /// What came of it.
    pub outcome: Outcome,
    /// When its source was complete; null if the generation lacks it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub as_of: Option<Timestamp>,
    /// How many records answer.
    pub total: u64,
    /// True if more answer than are shown.
    pub truncated: bool,
    /// Why the list could not be searched, or what to know about it.
    pub problems: Vec<Problem>,
    /// The hits: by action, grade, score, owner, record id.
    pub hits: Vec<Hit>,
}

/// A record that answers.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    /// The owner's number of the record.
    pub record_id: String,
    /// Who answers for the record.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub owner: IssuerCode,
    /// How well it answers.
    pub grade: Grade,
    /// What it asks for, after the caps of its grade.
    pub action: Action,
    /// Why it is listed.
    pub status: HitStatus,
    /// To be shown first.
    pub caution: Option<String>,
    /// Whom to ask before acting.
    pub contact: Option<String>,
    /// A drill record.
    pub exercise: bool,
    /// True if its owner should have reviewed it by now.
    pub past_review: bool,
    /// The person record behind it: on person hits and on hits through a notice document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeReference>,
    /// What persons' hits carry besides.
    #[serde(flatten)]
    pub person: Option<PersonEvidence>,
    /// The reasons.
    pub why: Vec<Reason>,
    /// The record as listed.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub record: Record,
}

/// What only a person hit carries.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonEvidence {
    /// Natural-log odds: `prior` and the weights of all reasons.
    pub score: Option<f64>,
    /// The odds before anything is known of either.
    pub prior: Option<f64>,
    /// Which version of the record it is: another one as soon as any of its fields is another. A clearance names it.
    // Hits on other lists do not have it, and a description cannot tell that these fields come together.
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub record_version: RecordVersion,
    /// Whether the owner has confirmed the identity.
    pub identity_confirmed: Option<bool>,
}

/// Why the record of a hit is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum HitStatus {
    /// Of a document.
    Document(DocumentStatus),
    /// Of a vehicle.
    Vehicle(VehicleStatus),
    /// Of a person.
    Person(PersonStatus),
}

/// The person record behind a hit.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeReference {
    /// Who answers for the person record.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub owner: IssuerCode,
    /// The owner's number of the person record.
    pub record_id: String,
    /// The notice; null where the person record is not in the generation.
    pub colour: Option<Notice>,
}

/// A record of any list, told as it was listed.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// Of the list `documents`.
    Document(Box<DocumentRecord>),
    /// Of the list `vehicles`.
    Vehicle(Box<VehicleRecord>),
    /// Of the list `persons`.
    Person(Box<PersonRecord>),
}

/// What was read from an MRZ.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MrzReading {
    /// TD1, TD2, TD3, MRV-A, MRV-B, or FRA-ID: the French identity card before 2021.
    pub format: &'static str,
    /// The document.
    pub document: DocumentReading,
    /// Its holder.
    pub person: PersonReading,
    /// The date of expiry.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub expires_on: Option<Date>,
    /// True only if every check digit agrees, every sign is allowed in its field and every date exists.
    pub checks_passed: bool,
    /// The signs that their field cannot hold and that were searched as the one of their shape. What is told above
    /// is as it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forced: Vec<ForcedReading>,
}

/// One sign of an MRZ that was searched as another.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForcedReading {
    /// Its field: `issuer`, `name`, `number` (the number's check digit), `nationality`, `birth_date` or `expiry`.
    pub field: &'static str,
    /// The line of the MRZ, from 1.
    pub line: u8,
    /// The sign in that line, from 1.
    pub column: u8,
    /// The sign as read.
    pub read: char,
    /// The sign as searched.
    pub taken: char,
}

/// The document read from an MRZ.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentReading {
    /// The issuing State or organisation.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub issuer: Option<IssuerCode>,
    /// The document code.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub document_type: Option<DocumentType>,
    /// The number, without filler.
    pub number: String,
}

/// The holder read from an MRZ.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonReading {
    /// The primary identifier.
    pub surname: String,
    /// The secondary identifier.
    pub given: String,
    /// The birth date, read in the nearer century.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub birth_date: Option<BirthDate>,
    /// M, F or X.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sex: Option<Sex>,
    /// The nationality.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub nationality: Option<IssuerCode>,
}

/// What was read from a vehicle's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VehicleReading {
    /// The chassis number.
    pub vin: VinReading,
}

closed_list! {
    /// What the check digit of a vehicle identification number says. It never decides whether a number is searched.
    CheckDigitReading {
        /// It agrees with the other signs.
        Valid = "valid",
        /// It does not agree.
        Invalid = "invalid",
        /// There is none: another length, or no digit at position 9.
        NotComputed = "not-computed",
    }
}

/// What a vehicle identification number tells of its vehicle. Facts to compare with the vehicle, no proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VinReading {
    /// The check digit, computed wherever it can be.
    pub check_digit: CheckDigitReading,
    /// True where the law asks for the check digit: North America and China.
    pub check_digit_required: bool,
    /// The country of the maker's identifier, alpha-3.
    pub country: Option<&'static str>,
    /// The maker, as far as the table knows it.
    pub maker: Option<String>,
    /// The model years that position 10 may stand for; none where no law binds the maker to it.
    pub model_years: Vec<u16>,
}

closed_list! {
    /// Facts that only the whole of a check shows. They never change outcome or action.
    GroupFactKind {
        /// Some reading of a birth date is under 18.
        MinorPresent = "minor-present",
        /// Two or more documents of one issuer and length in a row, or in one listed range.
        NumbersInARow = "numbers-in-a-row",
        /// An occupant and the vehicle both answer.
        OccupantAndVehicleHit = "occupant-and-vehicle-hit",
        /// A minor is there, and another subject whose document or person answers.
        MinorWithHit = "minor-with-hit",
        /// The chassis number's identifier is that of another maker than asked.
        MakerDiffers = "maker-differs",
        /// The chassis number's model year is another than asked.
        ModelYearDiffers = "model-year-differs",
        /// The plate's country is not that of the record, or plates of several countries are on one vehicle.
        PlateCountryDiffers = "plate-country-differs",
        /// One plate is asked or listed with two chassis numbers.
        TwoVinsForOnePlate = "two-vins-for-one-plate",
    }
}

/// One fact across the subjects of a check.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupFact {
    /// The fact.
    pub fact: GroupFactKind,
    /// The references of the subjects it is about.
    pub subjects: Vec<String>,
    /// What it was seen by, where that does not show in the subjects themselves: `asked` is a value of the question,
    /// `record` the one it does not go with, of a record, of the VIN, or another of the question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Reason>,
}

/// Shows the outcome alone: an answer is personal.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} subjects)", self.outcome, self.subjects.len())
    }
}
