//! Questions about persons, of the same names and frequencies as the list.

use super::{Individual, listed, romanised};
use crate::day::Day;
use crate::persons::PersonRow;
use crate::question::Person;
use crate::rng::{Rng, Stream};
use crate::slips::typing::{lost_letter, swapped_pair, wrong_letter};

/// How a person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asking {
    /// A traveller who is on no list; names and birth dates may agree with a record's by chance.
    Clean,
    /// A listed person as the list has the name.
    Exact,
    /// A listed person with one letter of the name wrong, lost, or changed with its neighbour.
    TypingError,
    /// A listed person with the surname and the given names in each other's place.
    Swapped,
    /// A listed person with the name romanised in another way.
    OtherRomanisation,
}

impl Asking {
    /// All ways.
    pub const ALL: [Self; 5] =
        [Self::Clean, Self::Exact, Self::TypingError, Self::Swapped, Self::OtherRomanisation];

    /// The way in words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Clean => "on no list",
            Self::Exact => "listed, as the list has the name",
            Self::TypingError => "listed, one letter mistyped",
            Self::Swapped => "listed, surname and given names swapped",
            Self::OtherRomanisation => "listed, romanised in another way",
        }
    }
}

/// A person as asked, and who it is.
pub struct AskedPerson {
    /// What is typed.
    pub person: Person,
    /// The row of the list that is about the same person; none for a clean traveller.
    pub row: Option<u64>,
}

/// Question `index` of one way. `list_seed` and `rows` are those of the list, see [`super::population`].
pub fn asked(seed: u64, list_seed: u64, rows: u64, asking: Asking, index: u64) -> AskedPerson {
    // Each way asks about other people.
    let mut rng = Rng::for_row(seed, Stream::PopulationAsked, index * 8 + asking as u64);
    if asking == Asking::Clean {
        return AskedPerson { person: traveller(&Individual::draw(&mut rng)), row: None };
    }
    let row = rng.below(rows);
    let mut person = of_row(&mut rng, &listed(list_seed, row));
    match asking {
        Asking::Clean | Asking::Exact => {}
        Asking::TypingError => {
            let part =
                if rng.one_in(2) && person.given.len() > 3 { &mut person.given } else { &mut person.surname };
            *part = mistyped(&mut rng, part);
        }
        // One name in the place of both stays where it is.
        Asking::Swapped if person.given.is_empty() => {}
        Asking::Swapped => std::mem::swap(&mut person.surname, &mut person.given),
        Asking::OtherRomanisation => {
            person.surname = romanised::otherwise(&mut rng, &person.surname);
            person.given = romanised::otherwise(&mut rng, &person.given);
        }
    }
    AskedPerson { person, row: Some(row) }
}

fn traveller(person: &Individual) -> Person {
    Person {
        surname: person.name.surname.clone(),
        given: person.name.given.clone(),
        birth_date: person.birth.to_string(),
        sex: person.sex(),
        nationality: person.culture.country.to_owned(),
    }
}

/// The person of a row with a document in hand: what the record does not know is drawn.
fn of_row(rng: &mut Rng, row: &PersonRow) -> Person {
    let name = row.names.first().cloned().unwrap_or_default();
    let birth_date = match row.birth_dates.first() {
        Some(date) if date.len() == 10 => date.clone(),
        Some(year) => Day { year: year.parse().unwrap_or(1980), ..Day::within(rng, 1980, 1980) }.to_string(),
        None => Day::within(rng, 1950, 2000).to_string(),
    };
    Person {
        surname: name.surname,
        given: name.given,
        birth_date,
        sex: row.sex,
        nationality: row.nationalities.first().cloned().unwrap_or_default(),
    }
}

fn mistyped(rng: &mut Rng, name: &str) -> String {
    let slip = match rng.below(3) {
        0 => swapped_pair(rng, name),
        1 => lost_letter(rng, name),
        _ => wrong_letter(rng, name),
    };
    slip.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Asking, asked};
    use crate::population::listed;

    #[test]
    fn what_is_asked_of_a_listed_person_is_that_persons_name() {
        for index in 0..200 {
            let exact = asked(2, 1, 1_000, Asking::Exact, index);
            let row = listed(1, exact.row.unwrap());
            assert_eq!(exact.person.surname, row.names[0].surname);
            let swapped = asked(2, 1, 1_000, Asking::Swapped, index);
            let row = listed(1, swapped.row.unwrap());
            let name = &row.names[0];
            let asked = (&swapped.person.surname, &swapped.person.given);
            assert!(asked == (&name.given, &name.surname) || name.given.is_empty());
        }
    }

    #[test]
    fn slips_and_other_spellings_change_the_name() {
        for asking in [Asking::TypingError, Asking::OtherRomanisation] {
            let changed = (0..300)
                .filter(|&index| {
                    let asked = asked(2, 1, 1_000, asking, index);
                    let name = &listed(1, asked.row.unwrap()).names[0];
                    (&asked.person.surname, &asked.person.given) != (&name.surname, &name.given)
                })
                .count();
            assert!(changed > 270, "{asking:?} {changed}");
        }
    }

    #[test]
    fn a_clean_traveller_is_of_no_row_and_has_a_full_birth_date() {
        for index in 0..100 {
            let clean = asked(2, 1, 1_000, Asking::Clean, index);
            assert_eq!((clean.row, clean.person.birth_date.len()), (None, 10));
        }
    }
}
