//! Facts that only the whole of a check shows. People judge them; they never change outcome or action.

use std::collections::BTreeMap;

use super::clues::{Clue, PlateOfVin};
use super::grading::reason;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::limits;
use crate::list::List;
use crate::vehicle::{Plate, Vin};
use crate::wire::{GroupFact, GroupFactKind, Outcome, Reason, ReasonField, Rule, SubjectAnswer};

/// What a subject showed of itself.
#[derive(Default)]
pub(super) struct Observed {
    /// Some reading of a birth date is under 18.
    pub minor: bool,
    /// Its documents.
    pub documents: Vec<(DocumentNumber, Option<IssuerCode>)>,
    /// The ranges of blanks that its documents lie in, each with the document's number.
    pub ranges: Vec<(RangeMet, DocumentNumber)>,
    /// Clues that its vehicle is not what it seems.
    pub clues: Vec<Clue>,
    /// The plates of its vehicle, where that was asked with its chassis number.
    pub plates_of_vins: Vec<PlateOfVin>,
}

impl Observed {
    const fn has_one_document_at_most(&self) -> bool {
        self.documents.len() <= 1
    }
}

/// The identity of a listed range that a document lies in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RangeMet {
    pub owner: IssuerCode,
    pub record_id: String,
}

/// All facts of a check. `observed` stands in the order of `subjects`.
pub(super) fn facts(subjects: &[SubjectAnswer], observed: &[Observed]) -> Vec<GroupFact> {
    let mut facts = Vec::new();
    if let ([_], [seen]) = (subjects, observed)
        && seen.has_one_document_at_most()
        && seen.clues.is_empty()
        && !subjects[0].lists.iter().any(|list| list.list == List::Vehicles)
    {
        // A traveller alone: nearly every check.
        if seen.minor {
            let subjects = vec![subjects[0].reference.clone()];
            facts.push(GroupFact { fact: GroupFactKind::MinorPresent, subjects, why: Vec::new() });
        }
        return facts;
    }
    let mut add = |fact, of: Vec<bool>, why: Vec<Reason>| {
        if of.contains(&true) {
            let named = subjects.iter().zip(of).filter(|(_, of)| *of);
            facts.push(GroupFact {
                fact,
                subjects: named.map(|(subject, _)| subject.reference.clone()).collect(),
                why,
            });
        }
    };
    add(GroupFactKind::MinorPresent, observed.iter().map(|seen| seen.minor).collect(), Vec::new());
    for group in numbers_in_a_row(observed) {
        add(GroupFactKind::NumbersInARow, group, Vec::new());
    }
    add(GroupFactKind::OccupantAndVehicleHit, occupant_and_vehicle(subjects), Vec::new());
    add(GroupFactKind::MinorWithHit, minor_with_hit(subjects, observed), Vec::new());
    for (fact, of, why) in clone_clues(observed) {
        add(fact, of, why);
    }
    facts
}

/// Groups of subjects whose documents lie in a row or in one listed range: for each group, who belongs to it.
fn numbers_in_a_row(observed: &[Observed]) -> Vec<Vec<bool>> {
    let documents: Vec<(usize, &DocumentNumber, Option<IssuerCode>)> = observed
        .iter()
        .enumerate()
        .flat_map(|(subject, seen)| {
            seen.documents.iter().map(move |(number, issuer)| (subject, number, *issuer))
        })
        .collect();
    // By range: a number may lie in thousands of them, so they are not compared in pairs.
    let mut ranges: BTreeMap<&RangeMet, Vec<(usize, &DocumentNumber)>> = BTreeMap::new();
    for (subject, seen) in observed.iter().enumerate() {
        for (range, number) in &seen.ranges {
            ranges.entry(range).or_default().push((subject, number));
        }
    }
    let mut joined = Groups::new(observed.len());
    for (at, (a, a_number, a_issuer)) in documents.iter().enumerate() {
        for (b, b_number, b_issuer) in &documents[at + 1..] {
            if a_issuer.is_some()
                && a_issuer == b_issuer
                && differ_by_one(a_number.as_str(), b_number.as_str())
            {
                joined.join(*a, *b);
            }
        }
    }
    for met in ranges.into_values() {
        let Some((first, first_number)) = met.first() else { continue };
        // One document asked twice is no row.
        if met.iter().any(|(_, number)| number != first_number) {
            met.iter().for_each(|(subject, _)| joined.join(*first, *subject));
        }
    }
    joined.into_groups()
}

/// True if two numbers of one length differ only in a digit tail, by 1.
fn differ_by_one(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    if a.len() != b.len() || common == a.len() || !a.is_char_boundary(common) {
        return false;
    }
    // What they have in common is cut, so a tail that does not fit 64 bits is a carry over 20 digits.
    let tail = |number: &str| {
        let tail = &number[common..];
        tail.bytes().all(|sign| sign.is_ascii_digit()).then(|| tail.parse::<u64>().ok()).flatten()
    };
    matches!((tail(a), tail(b)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
}

fn occupant_and_vehicle(subjects: &[SubjectAnswer]) -> Vec<bool> {
    let answered = |subject: &SubjectAnswer, of_vehicle: bool| {
        subject.lists.iter().any(|list| {
            (list.list == List::Vehicles) == of_vehicle
                && matches!(list.outcome, Outcome::Hit | Outcome::PotentialHit)
        })
    };
    let occupants: Vec<bool> = subjects.iter().map(|subject| answered(subject, false)).collect();
    let vehicles: Vec<bool> = subjects.iter().map(|subject| answered(subject, true)).collect();
    if occupants.contains(&true) && vehicles.contains(&true) {
        occupants.iter().zip(&vehicles).map(|(occupant, vehicle)| *occupant || *vehicle).collect()
    } else {
        vec![false; subjects.len()]
    }
}

/// Minors, and the others whose document or person answers; nobody where either is missing.
fn minor_with_hit(subjects: &[SubjectAnswer], observed: &[Observed]) -> Vec<bool> {
    let answered = |subject: &SubjectAnswer| {
        subject.lists.iter().any(|list| {
            list.list != List::Vehicles && matches!(list.outcome, Outcome::Hit | Outcome::PotentialHit)
        })
    };
    let minors: Vec<bool> = observed.iter().map(|seen| seen.minor).collect();
    let others: Vec<bool> =
        subjects.iter().zip(&minors).map(|(subject, minor)| !minor && answered(subject)).collect();
    if minors.contains(&true) && others.contains(&true) {
        minors.iter().zip(&others).map(|(minor, other)| *minor || *other).collect()
    } else {
        vec![false; subjects.len()]
    }
}

/// A plate as it was asked, with its country.
type PlateAndCountry<'p> = (&'p Plate, Option<IssuerCode>);

/// The clues of each vehicle, one fact a kind, and plates that several subjects asked with different chassis numbers.
fn clone_clues(observed: &[Observed]) -> Vec<(GroupFactKind, Vec<bool>, Vec<Reason>)> {
    let alone = |subject: usize| (0..observed.len()).map(|other| other == subject).collect::<Vec<bool>>();
    let mut found = Vec::new();
    for (subject, seen) in observed.iter().enumerate() {
        let mut by_kind: BTreeMap<GroupFactKind, Vec<Reason>> = BTreeMap::new();
        for clue in &seen.clues {
            let why = by_kind.entry(clue.fact).or_default();
            // A record that was met in two ways shows the same twice.
            if !why.contains(&clue.why) && why.len() < limits::CLUES {
                why.push(clue.why.clone());
            }
        }
        found.extend(by_kind.into_iter().map(|(fact, why)| (fact, alone(subject), why)));
    }
    let mut vins: BTreeMap<PlateAndCountry<'_>, Vec<(usize, &Vin)>> = BTreeMap::new();
    for (subject, seen) in observed.iter().enumerate() {
        for asked in &seen.plates_of_vins {
            vins.entry((&asked.plate, asked.country)).or_default().push((subject, &asked.vin));
        }
    }
    for asked in vins.into_values() {
        let Some(((_, first), others)) = asked.split_first() else { continue };
        if let Some((_, other)) = others.iter().find(|(_, vin)| vin.key() != first.key()) {
            let (one, another) = (Some(first.as_str()), Some(other.as_str()));
            let why = vec![reason(ReasonField::Vin, one, another, Rule::Differs)];
            let of = (0..observed.len()).map(|at| asked.iter().any(|(subject, _)| *subject == at)).collect();
            found.push((GroupFactKind::TwoVinsForOnePlate, of, why));
        }
    }
    found
}

/// Subjects joined into groups.
struct Groups {
    group_of: Vec<usize>,
    joined: Vec<bool>,
}

impl Groups {
    fn new(subjects: usize) -> Self {
        Self { group_of: (0..subjects).collect(), joined: vec![false; subjects] }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (keep, lose) = (self.group_of[a].min(self.group_of[b]), self.group_of[a].max(self.group_of[b]));
        for group in &mut self.group_of {
            if *group == lose {
                *group = keep;
            }
        }
        self.joined[a] = true;
        self.joined[b] = true;
    }

    fn into_groups(self) -> Vec<Vec<bool>> {
        (0..self.group_of.len())
            .map(|group| {
                self.group_of.iter().zip(&self.joined).map(|(of, joined)| *joined && *of == group).collect()
            })
            .filter(|members: &Vec<bool>| members.contains(&true))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Observed, RangeMet, differ_by_one, numbers_in_a_row};
    use crate::document::issuer::IssuerCode;
    use crate::document::number::DocumentNumber;

    #[test]
    fn a_row_is_one_length_one_prefix_and_digits_that_differ_by_one() {
        for (a, b, expected) in [
            ("AB100", "AB101", true),
            ("AB199", "AB200", true),
            ("AB100", "AB102", false),
            ("AB100", "AC101", false),
            ("AB9", "AB10", false),
            ("AB100", "AB100", false),
            ("A1B", "A2B", false),
            ("АB100", "AB101", false),
        ] {
            assert_eq!(differ_by_one(a, b), expected, "{a} {b}");
        }
    }

    fn holder(number: &str, issuer: &str) -> Observed {
        let number = DocumentNumber::parse(number).unwrap();
        Observed { documents: vec![(number, IssuerCode::parse(issuer))], ..Observed::default() }
    }

    #[test]
    fn each_row_of_documents_is_a_group_of_its_own() {
        let observed = [
            holder("AB100", "UTO"),
            holder("XX900", "UTO"),
            holder("AB101", "UTO"),
            holder("AB102", "UTO"),
            holder("XX901", "UTO"),
            holder("AB103", "FRA"),
        ];
        assert_eq!(
            numbers_in_a_row(&observed),
            vec![vec![true, false, true, true, false, false], vec![false, true, false, false, true, false],]
        );
    }

    #[test]
    fn two_numbers_of_one_listed_range_are_a_group_and_one_number_twice_is_not() {
        let met = |number: &str| {
            let range = RangeMet { owner: IssuerCode::parse("UTO").unwrap(), record_id: "R-1".to_owned() };
            Observed { ranges: vec![(range, DocumentNumber::parse(number).unwrap())], ..Observed::default() }
        };
        assert_eq!(numbers_in_a_row(&[met("AB100"), met("AB177")]), vec![vec![true, true]]);
        assert!(numbers_in_a_row(&[met("AB100"), met("AB100")]).is_empty());
        let twice_and_another = [met("AB100"), met("AB100"), met("AB177")];
        assert_eq!(numbers_in_a_row(&twice_and_another), vec![vec![true, true, true]]);
    }

    /// 32,768 meetings, the most that one check grades: compared each with each they took seconds.
    #[test]
    fn a_list_of_deeply_overlapping_ranges_does_not_hold_up_the_check() {
        let owner = IssuerCode::parse("UTO").unwrap();
        let in_all_ranges = |subject: usize| {
            let number = DocumentNumber::parse(&format!("AB{subject:07}")).unwrap();
            let met = |range| (RangeMet { owner, record_id: format!("R{range}") }, number);
            Observed { ranges: (0..4_096).map(met).collect(), ..Observed::default() }
        };
        let observed: Vec<Observed> = (0..8).map(in_all_ranges).collect();
        let begun = std::time::Instant::now();
        assert_eq!(numbers_in_a_row(&observed), vec![vec![true; 8]]);
        assert!(begun.elapsed() < std::time::Duration::from_secs(2), "took {:?}", begun.elapsed());
    }
}
