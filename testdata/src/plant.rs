//! Planted hits: what is put before the engine, the record that must answer, and with which grade
//! (docs/contract.md section 4, worked out here a second time). Traps are planted from expired records,
//! which must not answer.

use crate::chance::{Chances, HARDLY_EVER, SELDOM};
use crate::crossings::Lists;
use crate::day::Day;
use crate::documents::{DocumentRow, document};
use crate::head::Head;
use crate::issuer::ISSUERS;
use crate::persons::{PersonRow, person};
use crate::question::Vehicle;
use crate::rng::Rng;
use crate::row::Name;
use crate::traveller::{Traveller, clean_document};
use crate::vehicles::{VehicleRow, vehicle};

/// A grade, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A potential hit.
    Possible,
    /// A hit.
    Probable,
    /// A hit.
    Exact,
}

impl Grade {
    /// The word of the contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Probable => "probable",
            Self::Possible => "possible",
        }
    }
}

/// What must come of a planted subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plant {
    /// The list whose answer is meant.
    pub list: &'static str,
    /// The record's owner.
    pub owner: &'static str,
    /// The record.
    pub record_id: String,
    /// What was done, such as `document-in-range`.
    pub kind: &'static str,
    /// The record's grade; None where it must not answer.
    pub grade: Option<Grade>,
    /// Whether the document was typed rather than read.
    pub typed: bool,
}

impl Plant {
    fn new(list: &'static str, head: &Head, kind: &'static str, grade: Option<Grade>) -> Self {
        Self { list, owner: head.owner, record_id: head.record_id.clone(), kind, grade, typed: false }
    }

    /// The outcome of the subject in the plant's list.
    pub const fn outcome(&self) -> &'static str {
        match self.grade {
            Some(Grade::Exact | Grade::Probable) => "hit",
            Some(Grade::Possible) => "potential_hit",
            None => "no_hit",
        }
    }
}

/// Rows looked at before a plant is given up: most rows suit, so more would only be met in a list of a few
/// odd rows.
const TRIES: usize = 200;

/// A row of a list that suits; None where the list is empty or hardly any row does.
fn find<R>(rng: &mut Rng, rows: u64, make: impl Fn(u64) -> R, suits: impl Fn(&R) -> bool) -> Option<R> {
    if rows == 0 {
        return None;
    }
    (0..TRIES).map(|_| make(rng.below(rows))).find(|row| suits(row))
}

/// Signs that fold into one another; the first is the digit.
const CONFUSABLE: &[(char, char)] = &[('0', 'O'), ('1', 'I'), ('2', 'Z'), ('5', 'S'), ('6', 'G'), ('8', 'B')];

/// The grade of a number as written where one side does not know the issuer.
fn without_issuer(chances: &Chances, number: &str) -> Grade {
    if chances.of_number(number) < HARDLY_EVER { Grade::Probable } else { Grade::Possible }
}

/// Puts a listed document into the traveller's hands.
pub(crate) fn plant_document(
    rng: &mut Rng,
    lists: &Lists,
    chances: &Chances,
    traveller: &mut Traveller,
) -> Option<Plant> {
    let make = |row| document(lists.seed, &lists.documents, row);
    let suits = |row: &DocumentRow| !row.is_absent() && chances.is_clear(&row.number);
    let row = find(rng, lists.document_rows, make, suits)?;
    hold(traveller, &row);
    let issuer_grade =
        if row.issuer.is_empty() { without_issuer(chances, &traveller.number) } else { Grade::Exact };
    if !row.number_to.is_empty() {
        traveller.number = number_inside(rng, &row);
        return Some(Plant::new("documents", &row.head, "document-in-range", Some(issuer_grade)));
    }
    let (kind, grade, typed) = match rng.below(10) {
        0 => match confuse(rng, &row.number) {
            Some(number) if issuer_grade == Grade::Exact => {
                traveller.number = number;
                ("document-folded", Grade::Possible, true)
            }
            _ => ("document", issuer_grade, false),
        },
        1 if issuer_grade == Grade::Exact && chances.of_number(&row.number) < SELDOM => {
            traveller.issuer = other_issuer(rng, row.issuer);
            ("document-other-issuer", Grade::Possible, true)
        }
        2 => {
            traveller.kind = if row.kind.starts_with('P') { "ID" } else { "P" };
            let is_hardly_ever_met = chances.of_issuers_number(row.issuer, &row.number) < HARDLY_EVER;
            let by_class = if is_hardly_ever_met { Grade::Probable } else { Grade::Possible };
            ("document-other-type", issuer_grade.min(by_class), true)
        }
        _ => ("document", issuer_grade, false),
    };
    Some(Plant { typed, ..Plant::new("documents", &row.head, kind, Some(grade)) })
}

/// The document of a row in the hands of a traveller. The document has an issuer even where the record does
/// not know it.
fn hold(traveller: &mut Traveller, row: &DocumentRow) {
    traveller.kind = row.kind;
    traveller.number.clone_from(&row.number);
    traveller.issuer = if row.issuer.is_empty() { row.head.owner } else { row.issuer };
}

fn other_issuer(rng: &mut Rng, issuer: &str) -> &'static str {
    let others: Vec<&'static str> =
        ISSUERS.iter().map(|other| other.code).filter(|code| *code != issuer).collect();
    rng.pick::<&'static str>(&others)
}

fn number_inside(rng: &mut Rng, row: &DocumentRow) -> String {
    let cut = row.number.len() - crate::mark::RANGE_TAIL;
    let tail = |number: &str| number[cut..].parse::<u64>().unwrap_or_default();
    let (first, last) = (tail(&row.number), tail(&row.number_to));
    // The ends are asked as often as what lies between: that is where a range goes wrong.
    let chosen = match rng.below(4) {
        0 => first,
        1 => last,
        _ => first + rng.below(last - first + 1),
    };
    format!("{}{chosen:04}", &row.number[..cut])
}

/// The number with one sign read as another of its class; None where no sign has one.
fn confuse(rng: &mut Rng, number: &str) -> Option<String> {
    let partner = |sign: char| {
        CONFUSABLE.iter().find_map(|&(digit, letter)| match sign {
            _ if sign == digit => Some(letter),
            _ if sign == letter => Some(digit),
            _ => None,
        })
    };
    let places: Vec<usize> =
        number.chars().enumerate().filter(|(_, sign)| partner(*sign).is_some()).map(|(at, _)| at).collect();
    let chosen = *places.get(rng.index(places.len()))?;
    let confused = |(at, sign)| if at == chosen { partner(sign).unwrap_or(sign) } else { sign };
    Some(number.chars().enumerate().map(confused).collect())
}

/// Puts a document that is named on a person's record into the traveller's hands.
pub(crate) fn plant_named_document(
    rng: &mut Rng,
    lists: &Lists,
    chances: &Chances,
    traveller: &mut Traveller,
) -> Option<Plant> {
    let make = |row| person(lists.seed, &lists.persons, row);
    let is_clear = |named: &String| named.split('/').nth(1).is_some_and(|number| chances.is_clear(number));
    let suits = |row: &PersonRow| {
        !row.head.has_expired() && !row.documents.is_empty() && row.documents.iter().all(is_clear)
    };
    let row = find(rng, lists.person_rows, make, suits)?;
    let named = rng.pick(&row.documents);
    let mut parts = named.split('/');
    let (issuer, number, kind) = (parts.next()?, parts.next()?, parts.next());
    let known = ISSUERS.iter().find(|known| known.code == issuer);
    traveller.issuer = known.map_or_else(|| rng.pick(ISSUERS).code, |known| known.code);
    // A number of more than nine signs is a card's: passports have no room for it.
    traveller.kind = match kind {
        Some("ID") => "ID",
        Some(_) => "P",
        None if number.len() > 9 => "ID",
        None => "P",
    };
    traveller.number = number.to_owned();
    let grade = if known.is_some() { Grade::Exact } else { without_issuer(chances, number) };
    Some(Plant::new("documents", &row.head, "document-named-on-person", Some(grade)))
}

/// Puts a document whose record has expired into the traveller's hands.
pub(crate) fn trap_document(rng: &mut Rng, lists: &Lists, traveller: &mut Traveller) -> Option<Plant> {
    let make = |row| document(lists.seed, &lists.documents, row);
    let suits = |row: &DocumentRow| row.head.has_expired() && row.number_to.is_empty();
    let row = find(rng, lists.document_rows, make, suits)?;
    hold(traveller, &row);
    Some(Plant::new("documents", &row.head, "expired-document", None))
}

/// Makes the traveller the person of a record.
pub(crate) fn plant_person(rng: &mut Rng, lists: &Lists, traveller: &mut Traveller) -> Option<Plant> {
    let make = |row| person(lists.seed, &lists.persons, row);
    let suits = |row: &PersonRow| !row.head.has_expired() && row.names.iter().any(is_given_and_surname);
    let row = find(rng, lists.person_rows, make, suits)?;
    be(rng, traveller, &row);
    let full: Vec<&String> = row.birth_dates.iter().filter(|date| date.len() == 10).collect();
    let kind = if !full.is_empty() {
        traveller.birth = date_of(rng.pick::<&String>(&full))?;
        let Day { year, month, day } = traveller.birth;
        if row.birth_dates.len() == 1 && day <= 12 && day != month && rng.one_in(2) {
            traveller.birth = Day { year, month: day, day: month };
            "person-day-and-month-swapped"
        } else {
            "person"
        }
    } else if let Some(partial) = row.birth_dates.first() {
        traveller.birth = complete(traveller.birth, partial)?;
        "person-partial-date"
    } else {
        "person-without-date"
    };
    let typed = !traveller.name_survives_mrz();
    // How common the names are in the list decides whether it is more than possible.
    Some(Plant { typed, ..Plant::new("persons", &row.head, kind, Some(Grade::Possible)) })
}

/// Makes the traveller the person of a record that has expired.
pub(crate) fn trap_person(rng: &mut Rng, lists: &Lists, traveller: &mut Traveller) -> Option<Plant> {
    let make = |row| person(lists.seed, &lists.persons, row);
    let suits = |row: &PersonRow| {
        row.head.has_expired()
            && row.names.iter().any(is_given_and_surname)
            && !row.birth_dates.is_empty()
            && row.birth_dates.iter().all(|date| date.len() == 10)
    };
    let row = find(rng, lists.person_rows, make, suits)?;
    be(rng, traveller, &row);
    traveller.birth = date_of(row.birth_dates.first()?)?;
    Some(Plant { typed: true, ..Plant::new("persons", &row.head, "expired-person", None) })
}

fn is_given_and_surname(name: &Name) -> bool {
    !name.surname.is_empty() && !name.given.is_empty() && name.kind != "original-script"
}

/// The traveller with the name, sex and nationality of a record and a document that is on no list.
fn be(rng: &mut Rng, traveller: &mut Traveller, row: &PersonRow) {
    clean_document(rng, traveller);
    let names: Vec<&Name> = row.names.iter().filter(|name| is_given_and_surname(name)).collect();
    let name = rng.pick::<&Name>(&names);
    traveller.surname.clone_from(&name.surname);
    traveller.given.clone_from(&name.given);
    traveller.sex = if row.sex.is_empty() { "X" } else { row.sex };
    if let Some(nationality) = row.nationalities.first() {
        traveller.nationality.clone_from(nationality);
    }
}

/// `YYYY-MM-DD`, as this crate writes it.
fn date_of(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    Some(Day {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    })
}

/// A full date that agrees with a partial one.
fn complete(day: Day, partial: &str) -> Option<Day> {
    let mut parts = partial.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(day.month), |month| month.parse().ok())?;
    Some(Day { year, month, ..day })
}

/// Makes the vehicle one of the list.
pub(crate) fn plant_vehicle(rng: &mut Rng, lists: &Lists, seen: &mut Vehicle) -> Option<Plant> {
    let make = |row| vehicle(lists.seed, &lists.vehicles, row);
    let row = find(rng, lists.vehicle_rows, make, |row| !row.head.has_expired())?;
    let (kind, grade) = if !row.vin.is_empty() && (row.plate.is_empty() || rng.one_in(2)) {
        seen.vin.clone_from(&row.vin);
        ("vin", Grade::Exact)
    } else if row.plate.is_empty() {
        seen.engine_number.clone_from(&row.engine_number);
        ("engine-number", Grade::Probable)
    } else {
        plant_plate(rng, &row, seen)
    };
    seen.make = row.make;
    Some(Plant::new("vehicles", &row.head, kind, Some(grade)))
}

fn plant_plate(rng: &mut Rng, row: &VehicleRow, seen: &mut Vehicle) -> (&'static str, Grade) {
    seen.plate.clone_from(&row.plate);
    if row.plate_country.is_empty() || rng.one_in(5) {
        if !row.plate_country.is_empty() {
            seen.plate_country = "";
        }
        // The make agrees.
        return ("plate-without-country", Grade::Probable);
    }
    seen.plate_country = row.plate_country;
    ("plate", Grade::Probable)
}

/// Gives the vehicle the VIN of a record that has expired.
pub(crate) fn trap_vehicle(rng: &mut Rng, lists: &Lists, seen: &mut Vehicle) -> Option<Plant> {
    let make = |row| vehicle(lists.seed, &lists.vehicles, row);
    let suits = |row: &VehicleRow| row.head.has_expired() && !row.vin.is_empty();
    let row = find(rng, lists.vehicle_rows, make, suits)?;
    seen.vin.clone_from(&row.vin);
    Some(Plant::new("vehicles", &row.head, "expired-vehicle", None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn a_confused_number_differs_in_one_sign_of_one_class() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 0);
        for _ in 0..50 {
            let confused = confuse(&mut rng, "L8907C3").unwrap();
            assert_eq!(
                confused.chars().zip("L8907C3".chars()).filter(|(one, other)| one != other).count(),
                1
            );
        }
        assert_eq!(confuse(&mut rng, "4379"), None);
    }
}
