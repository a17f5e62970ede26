//! Which hits a clearance takes out: those of one traveller on one record that two persons have signed to be two
//! persons (contract, section 4, "Cleared").
//!
//! Only hits under `persons` are looked at. A record that is to protect someone is never taken out, and neither is
//! anything where the traveller's document or birth date is not known beyond doubt.

use super::Context;
use super::gathering::Gathering;
use super::reading;
use crate::cleared::{ClearedPairs, Salt, TravellerHash};
use crate::document::issuer::IssuerCode;
use crate::document::mrz::Mrz;
use crate::document::number::DocumentNumber;
use crate::list::List;
use crate::person::birth_date::BirthDate;
use crate::record::{Action, Notice, PersonRecord, PersonStatus};
use crate::wire::{Hit, QuestionSubject, Record};

/// Takes out of what a list found the hits that clearances take out for this subject: of `persons`, never of another.
pub(super) fn withdraw(context: &Context<'_>, asked: &QuestionSubject, found: &mut Gathering) {
    let cleared = context.cleared.filter(|_| found.list() == List::Persons);
    let Some((pairs, salt)) = cleared.and_then(|pairs| Some((pairs, pairs.salt()?))) else { return };
    // Made once, and only where a record has a clearance that holds: its hash is meant to be slow.
    let mut travellers = None;
    let withdrawn = found.withdraw(|hit| {
        is_cleared(context, pairs, hit, |traveller| {
            let known = travellers.get_or_insert_with(|| Presented::read(context, asked).travellers(salt));
            known.contains(&Some(*traveller))
        })
    });
    context.withdrawn.set(context.withdrawn.get() + withdrawn);
}

fn is_cleared(
    context: &Context<'_>,
    pairs: &ClearedPairs,
    hit: &Hit,
    mut is_asked: impl FnMut(&TravellerHash) -> bool,
) -> bool {
    let (Some(evidence), Record::Person(record)) = (&hit.person, &hit.record) else { return false };
    !protects(hit.action, record)
        && pairs.of_record(hit.owner, &hit.record_id).iter().any(|pair| {
            pair.holds(context.today, evidence.record_version, hit.grade, evidence.score)
                && is_asked(&pair.traveller)
        })
}

/// True for a record that no clearance takes out: of who is to be protected, missing or a victim.
#[must_use]
pub fn protects(action: Action, record: &PersonRecord) -> bool {
    action == Action::Protect
        || record.notice == Notice::Yellow
        || matches!(record.status, Some(PersonStatus::Missing | PersonStatus::Victim))
}

/// The one document that a subject presents, and what its holder's birth date can mean.
#[derive(Default)]
struct Presented {
    document: Option<(IssuerCode, DocumentNumber)>,
    births: Vec<BirthDate>,
}

impl Presented {
    /// Nothing where anything is doubtful: a failed check, a document without its issuer, two different documents, or a
    /// birth date that is told twice and differs.
    fn read(context: &Context<'_>, asked: &QuestionSubject) -> Self {
        Self::certain(context, asked).unwrap_or_default()
    }

    fn certain(context: &Context<'_>, asked: &QuestionSubject) -> Option<Self> {
        let mut presented = Self::default();
        if let Some(text) = &asked.mrz {
            let mrz = reading::read_mrz(text, context.today).ok().filter(Mrz::checks_passed)?;
            let document = reading::document_of_mrz(&mrz).ok()?;
            presented.document = Some((document.issuer?, document.number));
            presented.births = mrz.birth_dates().to_vec();
        }
        if let Some(part) = &asked.document {
            let document = reading::read_document(part, &mut Vec::new()).ok()?;
            let document = (document.issuer?, document.number);
            if presented.document.is_some_and(|other| other != document) {
                return None;
            }
            presented.document = Some(document);
        }
        if let Some(part) = &asked.person {
            let mut unreadable = Vec::new();
            let births = reading::births(part, &mut unreadable);
            if !unreadable.is_empty() {
                return None;
            }
            if let [first, rest @ ..] = births.as_slice() {
                let agrees = presented.births.is_empty() || presented.births.contains(first);
                if !agrees || rest.iter().any(|other| other != first) {
                    return None;
                }
                presented.births = vec![*first];
            }
        }
        Some(presented)
    }

    /// The travellers that they can be: a zone may leave two centuries.
    fn travellers(&self, salt: &Salt) -> Vec<Option<TravellerHash>> {
        let Some((issuer, number)) = &self.document else { return Vec::new() };
        self.births.iter().map(|born| TravellerHash::of(salt, *issuer, number, *born)).collect()
    }
}
