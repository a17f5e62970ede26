//! An answer for people: what to do first, caution before anything else of a hit.

use std::fmt::Write;

use watchpost_engine::wire::{Answer, Hit, HitStatus, ListAnswer, Problem, Reason};

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
        for list in &subject.lists {
            add_list(&mut text, list);
        }
    }
    text
}

fn add_list(text: &mut String, list: &ListAnswer) {
    let _ = write!(text, "\n{}: {}", list.list, list.outcome);
    if list.truncated {
        let _ = write!(text, ", {} of {} shown", list.hits.len(), list.total);
    }
    list.problems.iter().for_each(|problem| add_problem(text, problem));
    if list.hits.is_empty() {
        return;
    }
    let mut rows = table(&["caution", "owner", "record", "grade", "action", "status", "why", "contact"]);
    for hit in &list.hits {
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
    let _ = write!(text, "\n{rows}");
}

fn add_problem(text: &mut String, problem: &Problem) {
    let _ = write!(text, "\n  {}: {}", problem.code, printable(&problem.text));
}

fn status(hit: &Hit) -> String {
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
            format!("{told} (asked {}, listed {})", printable(asked), printable(listed))
        }
        _ => told,
    }
}

#[cfg(test)]
mod tests {
    use super::reason;
    use watchpost_engine::wire::{Reason, ReasonField, Rule};

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
}
