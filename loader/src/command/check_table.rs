//! An answer for people: what to do first, caution before anything else of a hit.

use std::fmt::Write;

use watchpost_engine::wire::{
    Answer, CheckDigitReading, ForcedReading, GroupFact, Hit, HitStatus, ListAnswer, Problem, Reason,
    SignChange, VinReading,
};

use super::check_person;
use crate::terminal::{printable, table};

/// The answer as text.
pub(super) fn of(answer: &Answer) -> String {
    let mut text =
        format!("{}, {}", answer.outcome, if answer.complete { "complete" } else { "NOT COMPLETE" });
    let actions: Vec<&str> = answer.actions.iter().map(|action| action.as_str()).collect();
    let _ = writeln!(text, "; action: {} (all: {})", answer.action, actions.join(", "));
    let _ = write!(text, "generation {}", answer.generation);
    if let Some(as_of) = answer.as_of {
        let _ = write!(text, " as of {as_of}{}", if answer.stale { ", STALE" } else { "" });
    }
    if answer.exercise {
        text.push_str("; EXERCISE");
    }
    for subject in &answer.subjects {
        subject.problems.iter().for_each(|problem| add_problem(&mut text, problem));
        let forced = subject.mrz.iter().flat_map(|mrz| &mrz.forced);
        forced.for_each(|sign| add_forced(&mut text, sign));
        if let Some(told) = subject.vehicle.as_ref().and_then(|vehicle| told_by_vin(&vehicle.vin)) {
            let _ = write!(text, "\nthe VIN tells: {told}");
        }
        for list in &subject.lists {
            add_list(&mut text, list);
        }
    }
    answer.group.iter().for_each(|fact| add_fact(&mut text, fact));
    text
}

fn add_list(text: &mut String, list: &ListAnswer) {
    let _ = write!(text, "\n{}: {}", list.list, list.outcome);
    if list.truncated {
        let _ = write!(text, ", {} of {} shown", list.hits.len(), list.total);
    }
    list.problems.iter().for_each(|problem| add_problem(text, problem));
    let mut rows = table(&["caution", "owner", "record", "grade", "action", "status", "why", "contact"]);
    for hit in &list.hits {
        if let Some(evidence) = &hit.person {
            check_person::add(text, hit, evidence);
            continue;
        }
        rows.add_row([
            printable(hit.caution.as_deref().unwrap_or_default()),
            hit.owner.to_string(),
            printable(&hit.record_id),
            hit.grade.to_string(),
            hit.action.to_string(),
            status(hit),
            why(hit),
            printable(hit.contact.as_deref().unwrap_or_default()),
        ]);
    }
    if !rows.is_empty() {
        let _ = write!(text, "\n{rows}");
    }
}

fn add_problem(text: &mut String, problem: &Problem) {
    let _ = write!(text, "\n  {}", problem.code);
    if let (Some(line), Some(column)) = (problem.line, problem.column) {
        let _ = write!(text, " (line {line}, sign {column})");
    }
    let _ = write!(text, ": {}", printable(&problem.text));
}

fn add_forced(text: &mut String, sign: &ForcedReading) {
    let ForcedReading { field, line, column, read, taken } = sign;
    let _ = write!(text, "\n  {field} (line {line}, sign {column}): {read} was searched as {taken}");
}

/// What a VIN says of its vehicle, to compare with it; `None` for a number that says nothing.
fn told_by_vin(vin: &VinReading) -> Option<String> {
    let mut told: Vec<String> = vin.maker.iter().map(|maker| format!("maker {}", printable(maker))).collect();
    told.extend(vin.country.map(|country| format!("country {country}")));
    if !vin.model_years.is_empty() {
        let years: Vec<String> = vin.model_years.iter().map(u16::to_string).collect();
        told.push(format!("model year {}", years.join(" or ")));
    }
    if vin.check_digit != CheckDigitReading::NotComputed {
        let law = if vin.check_digit_required { "the law asks for it" } else { "no law asks for it" };
        told.push(format!("check digit {} ({law})", vin.check_digit));
    }
    (!told.is_empty()).then(|| told.join(", "))
}

/// A fact, with both values that it was seen by: which of them is right is for people to find out.
fn add_fact(text: &mut String, fact: &GroupFact) {
    let _ = write!(text, "\nlook at: {}", fact.fact);
    for reason in &fact.why {
        if let (Some(one), Some(other)) = (&reason.asked, &reason.record) {
            let _ = write!(text, " ({} {}, {})", reason.field, printable(one), printable(other));
        }
    }
}

pub(super) fn status(hit: &Hit) -> String {
    let status = match hit.status {
        HitStatus::Document(status) => status.to_string(),
        HitStatus::Vehicle(status) => status.to_string(),
        HitStatus::Person(status) => status.to_string(),
    };
    if hit.exercise { format!("{status} (EXERCISE)") } else { status }
}

fn why(hit: &Hit) -> String {
    let reasons: Vec<String> = hit.why.iter().map(reason).collect();
    reasons.join(", ")
}

/// A reason, with both values where they are not the same: what was compared is for people to judge.
fn reason(reason: &Reason) -> String {
    let told = format!("{} {}", reason.field, reason.rule);
    match (&reason.asked, &reason.record) {
        (Some(asked), Some(listed)) if asked != listed => {
            let changes = changes(&reason.changes);
            format!("{told} (asked {}, listed {}{changes})", printable(asked), printable(listed))
        }
        _ => told,
    }
}

/// The signs taken for others, each with its place in what was asked.
pub(super) fn changes(changes: &[SignChange]) -> String {
    let told =
        changes.iter().map(|SignChange { at, asked, taken }| format!("sign {at}: {asked} for {taken}"));
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!("; {}", printable(&told.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::{add_fact, reason, told_by_vin};
    use watchpost_engine::wire::{
        CheckDigitReading, GroupFact, GroupFactKind, Reason, ReasonField, Rule, SignChange, VinReading,
    };

    #[test]
    fn a_reason_shows_what_was_compared_only_where_it_differs() {
        let told = |record: Option<&str>, rule| {
            let (field, asked, record) =
                (ReasonField::Number, Some("A1O3".to_owned()), record.map(str::to_owned));
            reason(&Reason { field, asked, record, rule, changes: Vec::new(), weight: None })
        };
        assert_eq!(told(Some("A1O3"), Rule::Exact), "number exact");
        assert_eq!(told(Some("A1\u{1b}03"), Rule::Folded), "number folded (asked A1O3, listed A1 03)");
        assert_eq!(told(None, Rule::Missing), "number missing");
    }

    #[test]
    fn a_reason_shows_each_sign_taken_for_another() {
        let (asked, record) = (Some("A1C3".to_owned()), Some("A13C".to_owned()));
        let changes =
            vec![SignChange { at: 3, asked: 'C', taken: '3' }, SignChange { at: 4, asked: '3', taken: 'C' }];
        let why = Reason {
            field: ReasonField::Number,
            asked,
            record,
            rule: Rule::SwappedPair,
            changes,
            weight: None,
        };
        let expected = "number swapped-pair (asked A1C3, listed A13C; sign 3: C for 3, sign 4: 3 for C)";
        assert_eq!(reason(&why), expected);
    }

    #[test]
    fn a_fact_shows_both_values_it_was_seen_by() {
        let why = Reason {
            field: ReasonField::Make,
            asked: Some("BMW".to_owned()),
            record: Some("HONDA".to_owned()),
            rule: Rule::Differs,
            changes: Vec::new(),
            weight: None,
        };
        let fact =
            GroupFact { fact: GroupFactKind::MakerDiffers, subjects: vec!["0".to_owned()], why: vec![why] };
        let mut text = String::new();
        add_fact(&mut text, &fact);
        assert_eq!(text, "\nlook at: maker-differs (make BMW, HONDA)");
    }

    #[test]
    fn what_a_vin_tells_is_shown_and_nothing_where_it_tells_nothing() {
        let mut vin = VinReading {
            check_digit: CheckDigitReading::Invalid,
            check_digit_required: true,
            country: Some("USA"),
            maker: Some("HONDA".to_owned()),
            model_years: vec![1989, 2019],
        };
        let told =
            "maker HONDA, country USA, model year 1989 or 2019, check digit invalid (the law asks for it)";
        assert_eq!(told_by_vin(&vin).as_deref(), Some(told));
        vin = VinReading {
            check_digit: CheckDigitReading::NotComputed,
            check_digit_required: false,
            country: None,
            maker: None,
            model_years: Vec::new(),
        };
        assert_eq!(told_by_vin(&vin), None);
    }
}
