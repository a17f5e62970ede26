//! Group facts.

use std::collections::{BTreeMap, BTreeSet};

use super::signs;
use super::subject::Answered;

pub(crate) fn facts(answered: &[Answered]) -> Vec<(String, Vec<String>)> {
    let named = |of: &[usize]| of.iter().map(ToString::to_string).collect::<Vec<String>>();
    let mut facts = Vec::new();
    let minors = those(answered, |subject| subject.shows_minor);
    if !minors.is_empty() {
        facts.push(("minor-present".to_owned(), named(&minors)));
    }
    for row in numbers_in_a_row(answered) {
        facts.push(("numbers-in-a-row".to_owned(), named(&row)));
    }
    let found = |subject: &Answered, vehicle: bool| {
        let lists = &subject.told.lists;
        lists.iter().any(|list| {
            (list.list == "vehicles") == vehicle && list.outcome.ends_with("hit") && list.outcome != "no_hit"
        })
    };
    let occupants = those(answered, |subject| found(subject, false));
    let vehicles = those(answered, |subject| found(subject, true));
    if !occupants.is_empty() && !vehicles.is_empty() {
        let both = those(answered, |subject| found(subject, false) || found(subject, true));
        facts.push(("occupant-and-vehicle-hit".to_owned(), named(&both)));
    }
    let named_in = |others: &dyn Fn(&Answered) -> bool| {
        let minors = those(answered, |subject| subject.shows_minor);
        let with_hit = those(answered, others);
        let all = those(answered, |subject| subject.shows_minor || others(subject));
        (!minors.is_empty() && !with_hit.is_empty()).then_some(all)
    };
    if let Some(all) = named_in(&|subject| !subject.shows_minor && found(subject, false)) {
        facts.push(("minor-with-hit".to_owned(), named(&all)));
    }
    for (at, subject) in answered.iter().enumerate() {
        facts.extend(subject.clues.iter().map(|clue| (clue.as_str().to_owned(), named(&[at]))));
    }
    for plate in plates_of_two_vins(answered) {
        facts.push(("two-vins-for-one-plate".to_owned(), named(&plate)));
    }
    facts
}

type PlateAndCountry = (String, Option<String>);

/// For each plate and country that was asked with two chassis numbers: by whom.
fn plates_of_two_vins(answered: &[Answered]) -> Vec<Vec<usize>> {
    let mut plates: BTreeMap<PlateAndCountry, Vec<(usize, String)>> = BTreeMap::new();
    for (at, subject) in answered.iter().enumerate() {
        for (plate, country, vin) in &subject.plates_of_vins {
            plates.entry((plate.clone(), country.clone())).or_default().push((at, vin.clone()));
        }
    }
    plates
        .into_values()
        .filter(|asked| asked.iter().any(|(_, vin)| *vin != asked[0].1))
        .map(|asked| asked.into_iter().map(|(at, _)| at).collect::<BTreeSet<usize>>().into_iter().collect())
        .collect()
}

fn those(answered: &[Answered], is: impl Fn(&Answered) -> bool) -> Vec<usize> {
    answered.iter().enumerate().filter(|(_, subject)| is(subject)).map(|(at, _)| at).collect()
}

/// Subjects whose documents are in a row, one group for each row.
fn numbers_in_a_row(answered: &[Answered]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, a) in answered.iter().enumerate() {
        for (other, b) in answered.iter().enumerate() {
            let are_in_a_row = a.documents.iter().any(|x| b.documents.iter().any(|y| follows(x, y)))
                || a.ranges.iter().any(|(r, x)| b.ranges.iter().any(|(s, y)| r == s && x != y));
            if are_in_a_row {
                groups.push(vec![at, other]);
            }
        }
    }
    join(groups)
}

/// Joins groups that have a member in common.
fn join(mut groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut joined: Vec<Vec<usize>> = Vec::new();
    while let Some(mut group) = groups.pop() {
        let (touching, apart): (Vec<_>, Vec<_>) =
            joined.into_iter().partition(|other| other.iter().any(|member| group.contains(member)));
        group.extend(touching.into_iter().flatten());
        group.sort_unstable();
        group.dedup();
        joined = apart;
        joined.push(group);
    }
    joined.sort();
    joined
}

/// One issuer, one length, and a digit tail that differs by 1.
fn follows((a, a_issuer): &(String, Option<String>), (b, b_issuer): &(String, Option<String>)) -> bool {
    let code = |issuer: &Option<String>| issuer.as_deref().and_then(signs::issuer);
    if code(a_issuer).is_none() || code(a_issuer) != code(b_issuer) || a.len() != b.len() {
        return false;
    }
    let tail = |number: &str| number.chars().rev().take_while(char::is_ascii_digit).count();
    let split = a.len() - tail(a).min(tail(b));
    let value = |number: &str| number[split..].parse::<i64>();
    let (Ok(x), Ok(y)) = (value(a), value(b)) else { return false };
    a[..split] == b[..split] && (x - y).abs() == 1
}
