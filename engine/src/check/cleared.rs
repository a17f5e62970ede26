//! Which hits a clearance takes out: those of one traveller on one record that two persons have signed to be two
//! persons (contract, section 4, "Cleared").
//!
//! Only hits under `persons` are looked at. A record that is to protect someone is never taken out, and neither is
//! anything where the traveller's document or birth date is not known beyond doubt.

use super::Context;
use super::gathering::Gathering;
use super::reading;
use crate::cleared::{ClearedPairs, Salt, TravellerHash};
use crate::date::Date;
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
    let mut asked_by = None;
    let withdrawn = found.withdraw(|hit| {
        is_cleared(context, pairs, hit, |cleared| {
            *asked_by.get_or_insert_with(|| traveller(asked, context.today, salt)) == Some(*cleared)
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

/// The traveller of a subject, by the one document that it presents and the one birth date that it tells.
///
/// `None` where anything is doubtful: a failed check digit, a document without its issuer, two different documents, a
/// birth date that is not known in full, or two that differ.
#[must_use]
pub fn traveller(asked: &QuestionSubject, today: Date, salt: &Salt) -> Option<TravellerHash> {
    let mut document: Option<(IssuerCode, DocumentNumber)> = None;
    // A zone leaves two centuries.
    let mut births: Vec<BirthDate> = Vec::new();
    if let Some(text) = &asked.mrz {
        let mrz = reading::read_mrz(text, today).ok().filter(Mrz::checks_passed)?;
        let read = reading::document_of_mrz(&mrz).ok()?;
        document = Some((read.issuer?, read.number));
        births = mrz.birth_dates().to_vec();
    }
    if let Some(part) = &asked.document {
        let read = reading::read_document(part, &mut Vec::new()).ok()?;
        let typed = (read.issuer?, read.number);
        if document.is_some_and(|zone| zone != typed) {
            return None;
        }
        document = Some(typed);
    }
    if let Some(part) = &asked.person {
        let mut unreadable = Vec::new();
        let typed = reading::births(part, &mut unreadable);
        if !unreadable.is_empty() {
            return None;
        }
        if let [first, rest @ ..] = typed.as_slice() {
            let agrees = births.is_empty() || births.contains(first);
            if !agrees || rest.iter().any(|other| other != first) {
                return None;
            }
            births = typed;
        }
    }
    let (issuer, number) = document?;
    TravellerHash::of(salt, issuer, &number, *births.first()?)
}
