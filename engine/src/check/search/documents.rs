//! Searches `documents`: the list itself, its ranges of blanks, and the documents named on person records.

use crate::check::action_table::{capped, of_document, of_person};
use crate::check::chance::Chances;
use crate::check::gathering::Gathering;
use crate::check::grading::document::{
    AskedDocument, ChanceOf, ListedDocument, OtherNumber, VisitOther, grade, grade_other,
};
use crate::check::search::granted_of;
use crate::check::{Context, group};
use crate::document::number::DocumentNumber;
use crate::key::Key;
use crate::limits;
use crate::list::List;
use crate::number_shape::NumberShape;
use crate::person::birth_date::BirthDate;
use crate::record::{Action, DocumentRecord, DocumentStatus, Identity, NamedDocument, PersonRecord};
use crate::segment::documents::{DocumentSegment, Read};
use crate::segment::persons::PersonSegment;
use crate::segment::stored::Undecodable;
use crate::wire::{Grade, Hit, HitStatus, NoticeReference, Problem, ProblemCode, Reason, Record};

/// A document, and the birth dates of its holder if the question tells them.
pub(in crate::check) struct Asked<'q> {
    pub document: AskedDocument,
    pub births: &'q [BirthDate],
    /// Visits other numbers that the document may have. They are looked up after the one asked.
    pub other_numbers: &'q dyn Fn(&mut VisitOther<'_>),
}

/// One look-up: the number asked, or another that the document may have, and how a record with it is graded.
struct LookUp<'a> {
    asked: &'a Asked<'a>,
    number: DocumentNumber,
    key: Key,
    other: Option<&'a OtherNumber<'a>>,
}

impl LookUp<'_> {
    /// False where clean numbers would be met too often. Asked only of a number that is listed, as hardly any is.
    fn is_used(&self, context: &Context<'_>) -> bool {
        self.other.and_then(|other| other.gate).is_none_or(|gate| {
            let [asked, other] =
                [self.asked.document.number.key(), self.key].map(|key| NumberShape::of(&key));
            let chances = Chances::of(context.generation);
            chances.of_mistyped(gate.issuer, asked, other, gate.tries) < limits::CHANCE_OF_POSSIBLE
        })
    }

    fn grade(&self, listed: &ListedDocument, chance: &ChanceOf<'_>) -> Option<(Grade, Vec<Reason>)> {
        match self.other {
            None => grade(&self.asked.document, listed, chance),
            Some(other) => grade_other(&self.asked.document, other, listed),
        }
    }
}

/// Searches everything that answers under `documents`. Returns the ranges of blanks that the number lies in.
pub(in crate::check) fn search(
    context: &Context<'_>,
    asked: &Asked<'_>,
    found: &mut Gathering,
) -> Vec<group::RangeMet> {
    let mut ranges = Vec::new();
    let is_searched = context.state(List::Documents).is_searched();
    let list = context.generation.documents().filter(|_| is_searched);
    let persons = context.state(List::Persons);
    let named = context.generation.persons().filter(|_| persons.is_searched());
    if named.is_none() && context.generation.persons().is_some() {
        // Documents named on person records were not searched: the answer must say so.
        found.not_searched(persons.problem(List::Persons).unwrap_or_else(|| {
            Problem::new(ProblemCode::LeaseOver, List::Persons.as_str(), "list persons was not searched")
        }));
    }
    let mut look_up = |number: DocumentNumber, other: Option<&OtherNumber<'_>>, found: &mut Gathering| {
        let look_up = LookUp { asked, number, key: number.key(), other };
        if let Some(segment) = list {
            search_list(context, segment, &look_up, found, &mut ranges);
        }
        if let Some(segment) = named {
            search_named(context, segment, &look_up, found);
        }
    };
    let met_before = found.exact_hits();
    look_up(asked.document.number, None, found);
    // A record of just this number and issuer says that the number is right: others would only be noise.
    if asked.document.is_doubted || found.exact_hits() == met_before {
        (asked.other_numbers)(&mut |other| look_up(other.number, Some(other), found));
    }
    ranges
}

fn search_list(
    context: &Context<'_>,
    segment: &DocumentSegment,
    look_up: &LookUp<'_>,
    found: &mut Gathering,
    ranges: &mut Vec<group::RangeMet>,
) {
    let key = look_up.key;
    // Ranges that cannot answer must not spend what the check may grade.
    let run = match look_up.other {
        Some(other) if other.leaves_out_ranges() => segment.find_single(&key),
        _ => segment.find_up_to(&key, context.rows_granted_most()),
    };
    if run.is_empty() || !look_up.is_used(context) {
        return;
    }
    let asked = look_up.asked;
    let granted = context.grant(run.len());
    let chance = |issuer| Chances::of(context.generation).of_number(&key, issuer);
    let read = segment.read(&run, &look_up.number, &key, asked.document.issuer, granted, |record| {
        let Ok(record) = record else { return found.unreadable_record() };
        if record.listing.has_expired(context.today) {
            return;
        }
        let listed = ListedDocument {
            number: record.number,
            number_to: record.number_to,
            issuer: record.issuer,
            document_type: record.document_type,
        };
        if let Some((grade, why)) = look_up.grade(&listed, &chance)
            && let Some(hit) = hit_of_list(context, asked, record, grade, why, found)
        {
            // Only the number asked lies in a range for the whole of the check to see.
            if listed.number_to.is_some() && look_up.other.is_none() {
                ranges.push(group::RangeMet { owner: hit.owner, record_id: hit.record_id.clone() });
            }
            found.hit(List::Documents, hit);
        }
    });
    match read {
        Ok(Read::All) => {}
        Ok(Read::Part) => found.too_many(),
        Err(Undecodable) => found.unreadable_record(),
    }
}

/// The hit on a row of the list, or `None` if it is tied to a person record that has expired.
fn hit_of_list(
    context: &Context<'_>,
    asked: &Asked<'_>,
    record: DocumentRecord,
    grade: Grade,
    why: Vec<Reason>,
    found: &mut Gathering,
) -> Option<Hit> {
    let mut of_notice = None;
    let mut notice = None;
    if record.status == DocumentStatus::Notice {
        let identity = record.notice();
        let person = person_behind(context, identity.as_ref(), found);
        if person.as_ref().is_some_and(|person| person.listing.has_expired(context.today)) {
            return None;
        }
        of_notice = person.as_ref().map(|person| of_person(person, asked.births, context.today));
        if person.is_none() {
            found.tell(Problem::new(
                ProblemCode::NoticeRecordAbsent,
                "documents",
                "the person record of a document tied to a notice is not in the generation; ask its owner",
            ));
        }
        let colour = person.map(|person| person.notice);
        notice = identity.map(|Identity { owner, record_id }| NoticeReference { owner, record_id, colour });
    }
    let action = record.listing.action.unwrap_or_else(|| of_document(record.status, of_notice));
    Some(hit(context, record, grade, action, notice, why))
}

fn person_behind(
    context: &Context<'_>,
    identity: Option<&Identity>,
    found: &mut Gathering,
) -> Option<PersonRecord> {
    match context.generation.persons()?.by_identity(identity?) {
        Ok(person) => person,
        Err(Undecodable) => {
            found.unreadable_record();
            None
        }
    }
}

fn search_named(context: &Context<'_>, segment: &PersonSegment, look_up: &LookUp<'_>, found: &mut Gathering) {
    let (asked, key) = (look_up.asked, look_up.key);
    let rows = segment.named_documents.find(key.as_bytes());
    if rows.is_empty() || !look_up.is_used(context) {
        return;
    }
    let granted = context.grant(rows.len());
    if granted < rows.len() {
        found.too_many();
    }
    let is_before = |row| {
        segment.record(row).is_ok_and(|person| {
            let numbers = person.documents.iter().map(|named| named.number);
            numbers.filter(|number| number.key() == key).max() < Some(look_up.number)
        })
    };
    for row in granted_of(rows, granted, is_before) {
        let Ok(person) = segment.record(u64::from(row.get())) else {
            found.unreadable_record();
            continue;
        };
        if person.listing.has_expired(context.today) {
            continue;
        }
        let chance = |issuer| Chances::of(context.generation).of_number(&key, issuer);
        let best = person
            .documents
            .iter()
            .filter_map(|named| Some((look_up.grade(&listed(named), &chance)?, named)))
            .min_by_key(|((grade, _), _)| *grade);
        let Some(((grade, why), named)) = best else { continue };
        let action = of_person(&person, asked.births, context.today);
        let notice = NoticeReference {
            owner: person.listing.owner,
            record_id: person.listing.record_id.clone(),
            colour: Some(person.notice),
        };
        let record = named_record(&person, named);
        found.hit(List::Persons, hit(context, record, grade, action, Some(notice), why));
    }
}

const fn listed(named: &NamedDocument) -> ListedDocument {
    ListedDocument {
        number: named.number,
        number_to: None,
        issuer: named.issuer,
        document_type: named.document_type,
    }
}

/// The row of `documents` that a document named on a person record stands for.
fn named_record(person: &PersonRecord, named: &NamedDocument) -> DocumentRecord {
    DocumentRecord {
        listing: person.listing.clone(),
        issuer: named.issuer,
        document_type: named.document_type,
        number: named.number,
        number_to: None,
        status: DocumentStatus::Notice,
        notice_id: Some(person.listing.record_id.clone()),
        notice_owner: Some(person.listing.owner),
        issued_on: None,
        valid_until: None,
        place: None,
    }
}

fn hit(
    context: &Context<'_>,
    record: DocumentRecord,
    grade: Grade,
    action: Action,
    notice: Option<NoticeReference>,
    why: Vec<Reason>,
) -> Hit {
    let listing = &record.listing;
    Hit {
        record_id: listing.record_id.clone(),
        owner: listing.owner,
        grade,
        action: capped(action, grade, List::Documents),
        status: HitStatus::Document(record.status),
        caution: listing.caution.clone(),
        contact: listing.contact.clone(),
        exercise: listing.exercise,
        past_review: listing.is_past_review(context.today),
        notice,
        person: None,
        why,
        record: Record::Document(Box::new(record)),
    }
}
