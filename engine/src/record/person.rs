//! Persons under a notice or alert: wanted, missing, to be protected.

use std::fmt;

use serde::Serialize;

use super::Action;
use super::Listing;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::person::birth_date::BirthDate;
use crate::person::name::{Name, NameUnreadable};
use crate::person::sex::Sex;
use crate::words::closed_list;

closed_list! {
    /// The notice or alert under which a person is listed.
    Notice {
        /// Wanted for prosecution or to serve a sentence.
        Red = "red",
        /// Missing.
        Yellow = "yellow",
        /// To be located or identified.
        Blue = "blue",
        /// A warning about criminal activity.
        Green = "green",
        /// A warning about an imminent danger.
        Orange = "orange",
        /// A way of committing crimes.
        Purple = "purple",
        /// An unidentified body.
        Black = "black",
        /// Under United Nations sanctions.
        Un = "un",
        /// Sent by one country to others directly.
        Diffusion = "diffusion",
        /// A national or regional alert; its `action` is required.
        Alert = "alert",
    }
}

closed_list! {
    /// What the person is to the case. A victim must never look like a wanted person.
    PersonStatus {
        /// Wanted.
        Wanted = "wanted",
        /// Missing.
        Missing = "missing",
        /// A victim.
        Victim = "victim",
        /// A suspect.
        Suspect = "suspect",
        /// A witness.
        Witness = "witness",
        /// Not told.
        Unknown = "unknown",
    }
}

closed_list! {
    /// What kind of name it is.
    NameKind {
        /// The name the record stands under.
        Primary = "primary",
        /// Another name in use.
        Alias = "alias",
        /// The name at birth.
        Birth = "birth",
        /// The name in its own script.
        OriginalScript = "original-script",
    }
}

/// One name of a person: surname and given names, or the whole where the source does not part them.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PersonName {
    /// The surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    /// The given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// What kind of name it is.
    pub kind: NameKind,
}

impl PersonName {
    /// All parts of the name, in the order written.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.surname, &self.given, &self.whole].into_iter().flatten().map(String::as_str)
    }
}

impl PersonName {
    /// The name as its parts.
    ///
    /// # Errors
    /// [`NameUnreadable`].
    pub fn read(&self) -> Result<Name, NameUnreadable> {
        match &self.whole {
            Some(whole) => Name::whole(whole),
            None => Name::read(
                self.surname.as_deref().unwrap_or_default(),
                self.given.as_deref().unwrap_or_default(),
            ),
        }
    }
}

impl PersonRecord {
    /// A record of which nothing is told but its listing and its notice.
    #[must_use]
    pub const fn new(listing: Listing, notice: Notice) -> Self {
        Self {
            listing,
            notice,
            names: Vec::new(),
            birth_dates: Vec::new(),
            sex: None,
            nationalities: Vec::new(),
            birth_place: None,
            birth_country: None,
            documents: Vec::new(),
            offences: None,
            status: None,
            minor: None,
            identity_confirmed: None,
        }
    }

    /// The names that can be searched, each as written and as its parts.
    pub fn readable_names(&self) -> impl Iterator<Item = (&PersonName, Name)> {
        self.names.iter().filter_map(|name| Some((name, name.read().ok()?)))
    }

    /// True if some question may be answered with `protect`: less evidence suffices then (contract, section 4). The age
    /// is not asked, as it changes with the day.
    #[must_use]
    pub fn may_ask_protection(&self) -> bool {
        match self.listing.action {
            Some(action) => action == Action::Protect,
            None => {
                self.notice == Notice::Yellow
                    || matches!(self.status, Some(PersonStatus::Victim | PersonStatus::Missing))
            }
        }
    }
}

/// A document named on a person record; it answers under the list `documents` with status `notice`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NamedDocument {
    /// The issuer, none where it is not known.
    pub issuer: Option<IssuerCode>,
    /// The number as written.
    pub number: DocumentNumber,
    /// The document code of the MRZ.
    pub document_type: Option<DocumentType>,
}

/// `ISSUER/NUMBER[/TYPE]`, `-` for an unknown issuer (contract, section 3).
impl Serialize for NamedDocument {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let issuer = self.issuer.as_ref().map_or("-", IssuerCode::as_str);
        let number = self.number.as_str();
        match &self.document_type {
            Some(document_type) => {
                serializer.collect_str(&format_args!("{issuer}/{number}/{}", document_type.as_str()))
            }
            None => serializer.collect_str(&format_args!("{issuer}/{number}")),
        }
    }
}

/// A record of the list `persons`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PersonRecord {
    /// What every record has.
    #[serde(flatten)]
    pub listing: Listing,
    /// Under which notice or alert.
    pub notice: Notice,
    /// Its names, at least one.
    pub names: Vec<PersonName>,
    /// Its birth dates, each perhaps partly known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub birth_dates: Vec<BirthDate>,
    /// Its sex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Its nationalities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nationalities: Vec<IssuerCode>,
    /// Where the person was born.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<String>,
    /// In which country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_country: Option<IssuerCode>,
    /// Documents known to be the person's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<NamedDocument>,
    /// What the person is sought for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offences: Option<String>,
    /// What the person is to the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<PersonStatus>,
    /// Told to be a minor or an adult, where no birth date is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minor: Option<bool>,
    /// Whether the owner has confirmed the identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_confirmed: Option<bool>,
}

/// Shows the notice alone: everything else is personal.
impl fmt::Debug for PersonRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonRecord({})", self.notice)
    }
}
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({})", self.kind)
    }
}
impl fmt::Debug for NamedDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NamedDocument")
    }
}
