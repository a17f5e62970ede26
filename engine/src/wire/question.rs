//! A check as it is asked (contract, section 5).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::object;
use crate::list::List;
use crate::words::closed_list;

closed_list! {
    /// Why a check is asked. A check without a purpose is refused.
    Purpose {
        /// A traveller enters.
        BorderEntry = "border-entry",
        /// A traveller leaves.
        BorderExit = "border-exit",
        /// A police check inside the country.
        Police = "police",
        /// A visa application.
        Visa = "visa",
        /// A carrier before boarding.
        Carrier = "carrier",
        /// A vehicle check or registration.
        Vehicle = "vehicle",
        /// A manifest, fleet or register.
        Batch = "batch",
        /// A test.
        Test = "test",
    }
}

/// One question about one crossing: any number of subjects, answered from one generation.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Why it is asked.
    pub purpose: Purpose,
    /// Who asks: an individual and unique identifier.
    pub operator: String,
    /// The caller's own reference of the crossing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The lists to ask; all by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lists: Option<Vec<List>>,
    /// What is asked: 1 to [`crate::limits::SUBJECTS`] subjects.
    #[serde(deserialize_with = "object::list")]
    pub subjects: Vec<QuestionSubject>,
}

/// A document, a person, a vehicle, or several of these under one reference.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionSubject {
    /// The caller's reference, unique within the check; the subject's index by default.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// A machine readable zone, as one string or as lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mrz: Option<MrzText>,
    /// A travel document.
    #[serde(default, deserialize_with = "object::optional", skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentPart>,
    /// A person.
    #[serde(default, deserialize_with = "object::optional", skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonPart>,
    /// A vehicle.
    #[serde(default, deserialize_with = "object::optional", skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehiclePart>,
}

/// A machine readable zone as a reader sends it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum MrzText {
    /// All signs in one string, with or without line breaks.
    Whole(String),
    /// One string a line.
    Lines(Vec<String>),
}

/// A travel document. Its number alone is enough.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentPart {
    /// The number as read or typed.
    pub number: String,
    /// The issuing State or organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The document code of the MRZ.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub document_type: Option<String>,
}

/// A person: `name`, or `surname` and `given`; the rest qualifies.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonPart {
    /// The whole name, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    /// The given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// A birth date, perhaps partly known (`1974`, `1974-08`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// Several birth dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_dates: Option<Vec<String>>,
    /// M, F or X.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// A nationality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// Several nationalities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationalities: Option<Vec<String>>,
    /// Where the person was born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<String>,
}

/// A vehicle: at least one of `vin`, `plates` and `engine_number`; the rest qualifies.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VehiclePart {
    /// The chassis number, its last eight signs, or with open signs: `?` for one unread, `*` for any run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vin: Option<String>,
    /// The plates: its own, a trailer's, a temporary one.
    #[serde(default, deserialize_with = "object::optional_list", skip_serializing_if = "Option::is_none")]
    pub plates: Option<Vec<PlatePart>>,
    /// The engine's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine_number: Option<String>,
    /// The maker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    /// The model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The year of manufacture or model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

/// One plate of a vehicle.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlatePart {
    /// The plate as read or typed, perhaps with open signs as a VIN.
    pub number: String,
    /// The country of registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Shows the size alone: a question is personal.
impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Question({}, {} subjects)", self.purpose, self.subjects.len())
    }
}
