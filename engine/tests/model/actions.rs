//! The table of actions, the cap of a `possible` hit, and how actions are summed up.

use super::births::Born;
use super::grades::Grade;
use crate::lists::ListRow;

/// Strongest first.
pub(crate) const STRENGTH: [&str; 13] = [
    "protect",
    "arrest",
    "seize-document",
    "stop-vehicle",
    "refuse-entry",
    "specific",
    "discreet",
    "verify-document",
    "inquiry",
    "locate",
    "warn",
    "check-again",
    "none",
];

pub(crate) fn strength(action: &str) -> usize {
    STRENGTH.iter().position(|known| *known == action).unwrap()
}

/// A document's, given that of its person record if there is one.
pub(crate) fn document(row: &ListRow, of_person: Option<String>) -> String {
    if let Some(own) = row.get("action") {
        return own.to_owned();
    }
    match row.get("status").unwrap() {
        "stolen-blank" | "fraudulent" => "seize-document".to_owned(),
        "notice" => of_person.unwrap_or_else(|| "inquiry".to_owned()),
        _ => "verify-document".to_owned(),
    }
}

pub(crate) fn vehicle(row: &ListRow, met_by_plate: bool) -> String {
    let default = match row.get("status").unwrap() {
        "part" => "inquiry",
        "plate-stolen" if !met_by_plate => "inquiry",
        _ => "stop-vehicle",
    };
    row.get("action").unwrap_or(default).to_owned()
}

pub(crate) fn person(row: &ListRow, asked: &[Born], today: &str) -> String {
    let (notice, status) = (row.get("notice").unwrap(), row.get("status"));
    let missing = notice == "yellow" || status == Some("missing");
    let default = match notice {
        _ if status == Some("victim") => "protect",
        _ if missing && is_minor(row, asked, today) != Some(false) => "protect",
        "red" => "arrest",
        "yellow" | "blue" => "locate",
        "green" | "orange" => "warn",
        _ => "inquiry",
    };
    row.get("action").unwrap_or(default).to_owned()
}

fn is_minor(row: &ListRow, asked: &[Born], today: &str) -> Option<bool> {
    let listed: Vec<Born> = row.several("birth_dates").into_iter().filter_map(Born::read).collect();
    let any = |births: &[Born]| births.iter().any(|born| born.is_minor(today));
    match (listed.is_empty(), row.get("minor"), asked.is_empty()) {
        (false, ..) => Some(any(&listed)),
        (true, Some(word), _) => Some(word == "true"),
        (true, None, false) => Some(any(asked)),
        (true, None, true) => None,
    }
}

/// A `possible` hit raises at most `most`; `protect` and `discreet` keep theirs.
pub(crate) fn capped(action: String, grade: Grade, most: &str) -> String {
    let keeps = grade != Grade::Possible || action == "protect" || action == "discreet";
    if keeps || strength(&action) >= strength(most) { action } else { most.to_owned() }
}

/// The action and all distinct actions of what hits ask for.
pub(crate) fn sum(of_hits: &[String], complete: bool) -> (String, Vec<String>) {
    let mut actions: Vec<String> = of_hits.to_vec();
    if !complete {
        actions.push("check-again".to_owned());
    } else if of_hits.is_empty() {
        actions.push("none".to_owned());
    }
    actions.sort_by_key(|action| strength(action));
    actions.dedup();
    let strongest = actions[0].clone();
    let mut covers: Vec<&String> =
        of_hits.iter().filter(|action| !["discreet", "none"].contains(&action.as_str())).collect();
    covers.sort_by_key(|action| strength(action));
    match covers.first() {
        Some(cover) if strongest == "discreet" => ((*cover).clone(), actions),
        _ => (strongest, actions),
    }
}
