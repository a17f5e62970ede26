//! Searches `persons`: every record whose evidence can reach `possible` is compared, and no other is read.
//!
//! Nothing that could answer is passed over in silence: where the steps of a question are spent, the list is told as not
//! searched to its end.

mod candidates;
mod evidence;

use std::cell::Cell;

use crate::check::Context;
use crate::check::action_table::{capped, of_person};
use crate::check::gathering::Gathering;
use crate::check::grading::document::AskedDocument;
use crate::check::grading::person::grade;
use crate::document::issuer::IssuerCode;
use crate::list::List;
use crate::person::birth_date::BirthDate;
use crate::person::evidence::match_sets::MatchSets;
use crate::person::evidence::weight::{self, Weight};
use crate::person::name::Name;
use crate::person::sex::Sex;
use crate::record::{Action, PersonRecord, PersonStatus, RecordVersion};
use crate::segment::persons::PersonSegment;
use crate::segment::stored::Undecodable;
use crate::wire::answer::PersonEvidence;
use crate::wire::{Grade, Hit, HitStatus, NoticeReference, Record};
use candidates::Candidates;
use evidence::{Evidence, weigh};

/// A person as it was asked.
pub(in crate::check) struct Asked<'q> {
    /// The name.
    pub name: &'q Name,
    /// The birth dates, none if not known.
    pub births: &'q [BirthDate],
    /// The sex, if known.
    pub sex: Option<Sex>,
    /// The nationalities, none if not known.
    pub nationalities: &'q [IssuerCode],
    /// Where the person was born, if known.
    pub birth_place: Option<&'q str>,
    /// The document that the person travels on, if it is asked too.
    pub document: Option<&'q AskedDocument>,
}

/// Searches the list for a person.
pub(in crate::check) fn search(context: &Context<'_>, asked: &Asked<'_>, found: &mut Gathering) {
    if !context.state(List::Persons).is_searched() {
        return;
    }
    let Some(segment) = context.generation.persons() else { return };
    let granted = context.grant_person_steps();
    if granted == 0 {
        // Other names of this check have taken all: nothing of this one is begun.
        found.steps_spent();
        return;
    }
    let steps = Cell::new(granted);
    let (sets, matched) = segment.parts.match_sets(asked.name, &steps);
    let prior = weight::prior(segment.records());
    let mut candidates = Candidates::new(&segment.parts, &sets, asked, prior, &steps);
    let walked = candidates.find();
    let mut rows = candidates.into_rows();
    rows.sort_unstable();
    rows.dedup();
    // Behind those of the name: a document may be a number of zeros that thousands are named with.
    let by_name = rows.clone();
    rows.extend(rows_of_document(segment, asked.document).filter(|row| by_name.binary_search(row).is_err()));
    context.give_back_person_steps(steps.get());
    if matched.and(walked).is_err() {
        found.steps_spent();
    }
    let granted = context.grant(rows.len());
    if granted < rows.len() {
        found.too_many();
    }
    for row in &rows[..granted] {
        if grade_row(context, segment, *row, asked, &sets, prior, found).is_err() {
            found.unreadable_record();
        }
    }
}

/// The rows of persons on whom the document is named.
fn rows_of_document(segment: &PersonSegment, document: Option<&AskedDocument>) -> impl Iterator<Item = u32> {
    let rows = document.map(|document| segment.named_documents.find(document.number.key().as_bytes()));
    rows.unwrap_or_default().iter().map(|row| row.get())
}

fn grade_row(
    context: &Context<'_>,
    segment: &PersonSegment,
    row: u32,
    asked: &Asked<'_>,
    sets: &MatchSets,
    prior: Weight,
    found: &mut Gathering,
) -> Result<(), Undecodable> {
    let record = segment.record(u64::from(row))?;
    if record.listing.has_expired(context.today) {
        return Ok(());
    }
    let action = of_person(&record, asked.births, context.today);
    let Some(evidence) = weigh(segment, row, &record, asked, sets, prior) else { return Ok(()) };
    if let Some(grade) = grade(&evidence.findings, action) {
        found.hit(List::Persons, hit(context, record, grade, evidence, action));
    }
    Ok(())
}

fn hit(context: &Context<'_>, record: PersonRecord, grade: Grade, evidence: Evidence, action: Action) -> Hit {
    let listing = &record.listing;
    Hit {
        record_id: listing.record_id.clone(),
        owner: listing.owner,
        grade,
        action: capped(action, grade, List::Persons),
        status: HitStatus::Person(record.status.unwrap_or(PersonStatus::Unknown)),
        caution: listing.caution.clone(),
        contact: listing.contact.clone(),
        exercise: listing.exercise,
        past_review: listing.is_past_review(context.today),
        notice: Some(NoticeReference {
            owner: listing.owner,
            record_id: listing.record_id.clone(),
            colour: Some(record.notice),
        }),
        person: Some(PersonEvidence {
            score: Some(evidence.findings.score.value()),
            prior: Some(evidence.prior.value()),
            identity_confirmed: record.identity_confirmed,
            record_version: RecordVersion::of(&record),
        }),
        why: evidence.why,
        record: Record::Person(Box::new(record)),
    }
}
