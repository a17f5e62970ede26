//! Searches `persons` by name, graded by birth date.

use crate::check::Context;
use crate::check::action_table::{capped, of_person};
use crate::check::gathering::Gathering;
use crate::check::grading::person::grade_births;
use crate::check::grading::reason;
use crate::list::List;
use crate::person::birth_date::BirthDate;
use crate::person::name::{NameKeys, name_keys};
use crate::record::{PersonName, PersonRecord, PersonStatus, RecordVersion};
use crate::segment::persons::PersonSegment;
use crate::segment::stored::Undecodable;
use crate::wire::answer::PersonEvidence;
use crate::wire::{Grade, Hit, HitStatus, NoticeReference, Reason, ReasonField, Record, Rule};

/// A person as it was asked.
pub(in crate::check) struct Asked<'q> {
    /// The keys of the name.
    pub keys: NameKeys,
    /// The name as asked.
    pub name: String,
    /// The birth dates, none if not known.
    pub births: &'q [BirthDate],
}

/// Searches the list for a person.
pub(in crate::check) fn search(context: &Context<'_>, asked: &Asked<'_>, found: &mut Gathering) {
    if !context.state(List::Persons).is_searched() {
        return;
    }
    let Some(segment) = context.generation.persons() else { return };
    for key in asked.keys.iter() {
        let rows = segment.names.find(key.as_bytes());
        let granted = context.grant(rows.len());
        if granted < rows.len() {
            found.too_many();
        }
        for row in &rows[..granted] {
            if grade_row(context, segment, u64::from(row.get()), asked, found).is_err() {
                found.unreadable_record();
            }
        }
    }
}

fn grade_row(
    context: &Context<'_>,
    segment: &PersonSegment,
    row: u64,
    asked: &Asked<'_>,
    found: &mut Gathering,
) -> Result<(), Undecodable> {
    let record = segment.record(row)?;
    if record.listing.has_expired(context.today) {
        return Ok(());
    }
    // Namesakes are many: a birth date that contradicts ends the matter before the names are folded again.
    if let Some((grade, by_birth)) = grade_births(asked.births, &record)
        && let Some(name) = agreeing_name(&record, &asked.keys)
    {
        let by_name = reason(ReasonField::Name, Some(&asked.name), Some(&name), Rule::NameParts);
        found.hit(List::Persons, hit(context, record, grade, vec![by_name, by_birth], asked.births));
    }
    Ok(())
}

/// The first of the record's names that agrees, as listed.
fn agreeing_name(record: &PersonRecord, keys: &NameKeys) -> Option<String> {
    let agrees = |name: &&PersonName| name_keys(name.parts()).is_ok_and(|listed| listed.agree_with(keys));
    let name = record.names.iter().find(agrees)?;
    Some(name.parts().collect::<Vec<_>>().join(" "))
}

fn hit(
    context: &Context<'_>,
    record: PersonRecord,
    grade: Grade,
    why: Vec<Reason>,
    births: &[BirthDate],
) -> Hit {
    let listing = &record.listing;
    Hit {
        record_id: listing.record_id.clone(),
        owner: listing.owner,
        grade,
        action: capped(of_person(&record, births, context.today), grade, List::Persons),
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
            score: None,
            prior: None,
            record_version: RecordVersion::of(&record),
            identity_confirmed: record.identity_confirmed,
        }),
        why,
        record: Record::Person(Box::new(record)),
    }
}
