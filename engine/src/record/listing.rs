//! What every record has, whatever its list.

use std::fmt;

use serde::Serialize;

use super::Action;
use crate::date::Date;
use crate::document::issuer::IssuerCode;

/// A record's identity within its list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// The country or organisation that answers for the record.
    pub owner: IssuerCode,
    /// The owner's own number of the record.
    pub record_id: String,
}

/// Hides the record id: it may be composed of a plate or a document number.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity(owner {})", self.owner.as_str())
    }
}

/// The columns that every list has (contract, section 3).
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Listing {
    /// The owner's own number of the record.
    pub record_id: String,
    /// The country or organisation that answers for the record.
    pub owner: IssuerCode,
    /// When the owner reported it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<Date>,
    /// When the owner has to review it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// The last day, UTC, on which it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    /// The countries that may hold it; empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_for: Vec<IssuerCode>,
    /// The countries that may not hold it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withheld_from: Vec<IssuerCode>,
    /// The action that the owner asks for; without one the table of default actions decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// To be shown before anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// Whom to ask before acting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A drill record.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exercise: bool,
}

impl Listing {
    /// A listing with its identity and nothing else.
    #[must_use]
    pub const fn new(owner: IssuerCode, record_id: String) -> Self {
        Self {
            record_id,
            owner,
            reported_on: None,
            review_on: None,
            expires_on: None,
            only_for: Vec::new(),
            withheld_from: Vec::new(),
            action: None,
            caution: None,
            contact: None,
            note: None,
            exercise: false,
        }
    }

    /// The record's identity.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity { owner: self.owner, record_id: self.record_id.clone() }
    }

    /// True if the record no longer answers: `expires_on` is valid through that day, UTC.
    #[must_use]
    pub fn has_expired(&self, today: Date) -> bool {
        self.expires_on.is_some_and(|last_day| last_day < today)
    }

    /// True if the owner should have reviewed the record by now.
    #[must_use]
    pub fn is_past_review(&self, today: Date) -> bool {
        self.review_on.is_some_and(|due| due < today)
    }

    /// True if `country` may hold the record.
    #[must_use]
    pub fn may_be_held_by(&self, country: IssuerCode) -> bool {
        (self.only_for.is_empty() || self.only_for.contains(&country))
            && !self.withheld_from.contains(&country)
    }

    /// True if the record may be held by some countries only.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        !self.only_for.is_empty() || !self.withheld_from.is_empty()
    }
}

/// Shows the owner alone: the rest may be personal.
impl fmt::Debug for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Listing(owner {})", self.owner.as_str())
    }
}
