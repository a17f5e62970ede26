//! A hit on a person for people: whom the record names, and every piece of evidence with its weight, for and against.
//!
//! Nothing is left out and nothing is weighed anew here: the weights shown, with the prior, add up to the score shown.

use std::fmt::{Display, Write};

use watchpost_engine::record::{NameKind, PersonName, PersonRecord};
use watchpost_engine::wire::{Hit, PersonEvidence, Reason, ReasonField, Record, Rule};

use super::check_table::changes;
use crate::terminal::printable;

/// The hit as lines, each begun by a line feed.
pub(super) fn add(text: &mut String, hit: &Hit, evidence: &PersonEvidence) {
    if let Some(caution) = &hit.caution {
        let _ = write!(text, "\n  CAUTION: {}", printable(caution));
    }
    let record = printable(&hit.record_id);
    let _ = write!(text, "\n  {}: {} {record}; action: {}", hit.grade, hit.owner, hit.action);
    let _ = write!(text, "\n    listed as {}", listed(hit, evidence));
    if let Record::Person(person) = &hit.record {
        let _ = write!(text, "\n    {}", described(person));
    }
    if let Some(contact) = &hit.contact {
        let _ = write!(text, "\n    ask {}", printable(contact));
    }
    for reason in &hit.why {
        let _ = write!(text, "\n    {} {}", number(reason.weight), told(reason));
    }
    if evidence.prior.is_some() {
        let _ = write!(text, "\n    {} before anything is compared", number(evidence.prior));
    }
    if evidence.score.is_some() {
        let _ = write!(text, "\n    {} score, the sum of these", number(evidence.score));
    }
}

/// Why the record is listed, and what to know about that.
fn listed(hit: &Hit, evidence: &PersonEvidence) -> String {
    let mut told = super::check_table::status(hit);
    if let Some(colour) = hit.notice.as_ref().and_then(|notice| notice.colour) {
        let _ = write!(told, ", notice {colour}");
    }
    if evidence.identity_confirmed == Some(false) {
        told.push_str(", identity NOT CONFIRMED by its owner");
    }
    if hit.past_review {
        told.push_str(", review is overdue");
    }
    told
}

/// Whom the record names: its first primary name, and what an officer can compare.
fn described(person: &PersonRecord) -> String {
    let primary = person.names.iter().find(|name| name.kind == NameKind::Primary);
    let mut told = primary.or_else(|| person.names.first()).map(whole).unwrap_or_default();
    match person.names.len() {
        0 | 1 => {}
        2 => told.push_str(" (and another name)"),
        names => {
            let _ = write!(told, " (and {} other names)", names - 1);
        }
    }
    add_values(&mut told, "born", &person.birth_dates);
    if let Some(place) = &person.birth_place {
        add_values(&mut told, "in", &[printable(place)]);
    }
    add_values(&mut told, "sex", person.sex.as_slice());
    add_values(&mut told, "nationality", &person.nationalities);
    told
}

fn add_values(told: &mut String, name: &str, values: &[impl Display]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let _ = write!(told, "; {name} {}", values.join(" or "));
    }
}

fn whole(name: &PersonName) -> String {
    let parts: Vec<&str> = name.parts().collect();
    printable(&parts.join(", "))
}

/// A weight with its sign, in a column.
fn number(weight: Option<f64>) -> String {
    weight.map_or_else(|| " ".repeat(7), |weight| format!("{weight:+7.2}"))
}

/// A reason in words, with both values where they are not the same but for case.
fn told(reason: &Reason) -> String {
    let field = field(reason.field);
    let both = match (&reason.asked, &reason.record) {
        (Some(asked), Some(listed)) if asked.to_lowercase() != listed.to_lowercase() => {
            let changes = changes(&reason.changes);
            format!(" (asked {}, listed {}{changes})", printable(asked), printable(listed))
        }
        (Some(value), Some(_)) => format!(" ({})", printable(value)),
        (Some(asked), None) => format!(" (asked {})", printable(asked)),
        (None, Some(listed)) => format!(" (listed {})", printable(listed)),
        (None, None) => String::new(),
    };
    format!("{field} {}{both}", rule(reason))
}

const fn field(field: ReasonField) -> &'static str {
    match field {
        ReasonField::Given => "given name",
        ReasonField::BirthDate => "birth date",
        ReasonField::BirthPlace => "birth place",
        other => other.as_str(),
    }
}

/// What the rule says, where its name alone does not.
const fn rule(reason: &Reason) -> &'static str {
    match (reason.rule, &reason.asked, &reason.record) {
        (Rule::Exact, ..) => "is equal",
        (Rule::Missing, Some(_), None) => "is not on the record",
        (Rule::Missing, None, Some(_)) => "was not asked",
        (Rule::Missing, ..) => "is on one side alone",
        (Rule::Differs, ..) => "differs",
        (Rule::Spelling, ..) => "is spelled otherwise",
        (Rule::GenderEnding, ..) => "has the other gender's ending",
        (Rule::Joined, ..) => "is joined or parted otherwise",
        (Rule::Romanisation, ..) => "sounds the same, written by another system",
        (Rule::Nickname, ..) => "is a short form",
        (Rule::Consonants, ..) => "has the same consonants",
        (Rule::SwappedPair, ..) => "has two letters swapped",
        (Rule::WrongSign, ..) => "has one letter wrong",
        (Rule::TwoSigns, ..) => "has two letters wrong",
        (Rule::Cut, ..) => "is cut off",
        (Rule::Initial, ..) => "has the same initial",
        (Rule::NamesSwapped, ..) => "and given name have changed places",
        (Rule::Particle, ..) => "has a particle on one side alone, which tells nothing",
        (Rule::PartlyKnown, ..) => "agrees as far as it is known",
        (Rule::DayMonthSwapped, ..) => "has day and month swapped",
        (Rule::DigitOff, ..) => "is one digit off",
        (Rule::YearOff, ..) => "is one year off",
        (Rule::YearNear, ..) => "is of a year near by",
        (Rule::Calendar, ..) => "is equal in another calendar",
        (Rule::Family, ..) => "is a code of the same family",
        (Rule::SameClass, ..) => "is of the same kind, with another number",
        (other, ..) => other.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::{add, told};
    use watchpost_engine::document::issuer::IssuerCode;
    use watchpost_engine::person::birth_date::BirthDate;
    use watchpost_engine::record::{
        Action, Listing, NameKind, Notice, PersonName, PersonRecord, PersonStatus, RecordVersion,
    };
    use watchpost_engine::wire::{Grade, Hit, HitStatus, PersonEvidence, Reason, ReasonField, Record, Rule};

    fn reason(
        field: ReasonField,
        asked: Option<&str>,
        record: Option<&str>,
        rule: Rule,
        weight: f64,
    ) -> Reason {
        let (asked, record) = (asked.map(str::to_owned), record.map(str::to_owned));
        Reason { field, asked, record, rule, changes: Vec::new(), weight: Some(weight) }
    }

    fn record() -> PersonRecord {
        let mut listing = Listing::new(IssuerCode::parse("UTO").unwrap(), "N-1".to_owned());
        listing.caution = Some("armed\u{1b}[2J".to_owned());
        let name = |surname: &str, kind| PersonName {
            surname: Some(surname.to_owned()),
            given: Some("Eva".to_owned()),
            whole: None,
            kind,
        };
        PersonRecord {
            names: vec![name("Novakova", NameKind::Primary), name("Novak", NameKind::Birth)],
            birth_dates: vec![BirthDate::parse("1974-08").unwrap()],
            nationalities: vec![IssuerCode::parse("UTO").unwrap()],
            status: Some(PersonStatus::Wanted),
            ..PersonRecord::new(listing, Notice::Red)
        }
    }

    #[test]
    fn an_officer_sees_the_caution_first_then_whom_the_record_names_and_each_weight_with_its_sign() {
        let record = record();
        let evidence = PersonEvidence {
            score: Some(3.5),
            prior: Some(-21.64),
            record_version: RecordVersion::of(&record),
            identity_confirmed: Some(false),
        };
        let why = vec![
            reason(ReasonField::Surname, Some("NOVAKOVA"), Some("Novakova"), Rule::Exact, 25.74),
            reason(ReasonField::Given, Some("ANNA"), None, Rule::Missing, -0.6),
        ];
        let hit = Hit {
            record_id: record.listing.record_id.clone(),
            owner: record.listing.owner,
            grade: Grade::Probable,
            action: Action::Arrest,
            status: HitStatus::Person(PersonStatus::Wanted),
            caution: record.listing.caution.clone(),
            contact: Some("ncb@uto.example".to_owned()),
            exercise: true,
            past_review: true,
            notice: None,
            person: None,
            why,
            record: Record::Person(Box::new(record)),
        };
        let mut text = String::new();
        add(&mut text, &hit, &evidence);
        let lines: Vec<&str> = text.lines().collect();
        let expected = [
            "",
            "  CAUTION: armed [2J",
            "  probable: UTO N-1; action: arrest",
            "    listed as wanted (EXERCISE), identity NOT CONFIRMED by its owner, review is overdue",
            "    Novakova, Eva (and another name); born 1974-08; nationality UTO",
            "    ask ncb@uto.example",
            "     +25.74 surname is equal (NOVAKOVA)",
            "      -0.60 given name is not on the record (asked ANNA)",
            "     -21.64 before anything is compared",
            "      +3.50 score, the sum of these",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_difference_of_case_is_shown_as_none_and_any_other_with_both_values() {
        let told = |asked, record, rule| told(&reason(ReasonField::Given, asked, record, rule, 1.0));
        assert_eq!(told(Some("İVAN"), Some("i̇van"), Rule::Exact), "given name is equal (İVAN)");
        let romanised = told(Some("Иван"), Some("Iwan"), Rule::Romanisation);
        assert_eq!(
            romanised,
            "given name sounds the same, written by another system (asked Иван, listed Iwan)"
        );
        assert_eq!(told(None, Some("Petr"), Rule::Missing), "given name was not asked (listed Petr)");
    }
}
