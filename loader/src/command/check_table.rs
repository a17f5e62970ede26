//! An answer for people: what to do first, caution before anything else of a hit.

use std::fmt::Write;

use watchpost_engine::wire::{Answer, Hit, HitStatus, ListAnswer, Problem};

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
    let reasons: Vec<String> =
        hit.why.iter().map(|reason| format!("{} {}", reason.field, reason.rule)).collect();
    reasons.join(", ")
}
