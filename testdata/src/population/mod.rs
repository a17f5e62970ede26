//! A list of persons whose names are as frequent as real ones: a few that millions bear, a long tail that hardly anyone
//! does. For measuring a search at a million persons, where the hundred names of [`crate::persons`] would meet everybody.
//!
//! Names are drawn by country. The names at the head of each country are real and frequent ([`culture`]); those behind
//! are made up of the country's syllables ([`syllables`]), the same name for the same rank. A surname and a given name
//! are drawn apart, so nobody here is anybody. Every row is made from (seed, row) alone.

mod asked;
mod culture;
mod name;
mod rank;
mod romanised;
mod syllables;

pub use asked::{AskedPerson, Asking, asked};

use crate::day::Day;
use crate::head::HeadShares;
use crate::issuer::ISSUERS;
use crate::mark::Mark;
use crate::persons::{NOTICES, PersonRow, named_document};
use crate::rng::{Rng, Stream};
use crate::row::Name;
use crate::share::Share;
use culture::Culture;
use name::Drawn;

/// Records with a name beside the first one.
const WITH_ALIASES: Share = Share::one_in(3);
/// Records that name a document.
const WITH_DOCUMENTS: Share = Share::one_in(4);
/// Of 100 records: those with a full birth date, and from there those with a year alone; the rest have none.
const FULL_BIRTH_DATES: u64 = 75;
const YEARS_ALONE: u64 = 15;
/// Records with a full birth date that have another one beside it.
const SEVERAL_BIRTH_DATES: Share = Share::one_in(20);

/// The rows of a list, in order.
pub fn population(seed: u64, rows: u64) -> impl Iterator<Item = PersonRow> {
    (0..rows).map(move |row| listed(seed, row))
}

/// One row of a list.
pub fn listed(seed: u64, row: u64) -> PersonRow {
    let mut rng = Rng::for_row(seed, Stream::Population, row);
    let owner = rng.pick_weighted(ISSUERS, |issuer| issuer.weight).code;
    let head = HeadShares::default().draw(&mut rng, format!("POP-{row:08}"), owner);
    let notice = rng.pick_weighted(NOTICES, |notice| notice.weight);
    let mut made = PersonRow { head, notice: notice.kind, ..PersonRow::default() };
    if made.notice == "alert" {
        made.head.action = "specific";
    }
    made.status = rng.pick::<&str>(notice.statuses);
    let person = Individual::draw(&mut rng);
    made.names = names(&mut rng, &person);
    made.birth_dates = birth_dates(&mut rng, person.birth);
    made.sex = if rng.one_in(20) { "" } else { person.sex() };
    if !rng.one_in(20) {
        made.nationalities.push(person.culture.country.to_owned());
    }
    if rng.one_in(2) {
        made.birth_country = person.culture.country;
    }
    if rng.chance(WITH_DOCUMENTS) {
        made.documents.push(named_document(&mut rng, Mark::Listed));
    }
    made
}

/// Somebody: a traveller, or the person whom a row is about.
struct Individual {
    culture: &'static Culture,
    female: bool,
    name: Drawn,
    birth: Day,
}

impl Individual {
    fn draw(rng: &mut Rng) -> Self {
        let culture = rng.pick_weighted(culture::all(), |culture| culture.weight);
        let female = rng.one_in(2);
        let name = Drawn::draw(rng, culture, female);
        // Two draws, the older one: fewer of the very old and the very young.
        let (one, other) = (rng.between(1940, 2008), rng.between(1940, 2008));
        let birth = Day { year: one.midpoint(other), ..Day::within(rng, 2000, 2000) };
        Self { culture, female, name, birth }
    }

    const fn sex(&self) -> &'static str {
        if self.female { "F" } else { "M" }
    }
}

/// The name, and for a third of all up to three others: spelled otherwise, with another given name, with another surname.
fn names(rng: &mut Rng, person: &Individual) -> Vec<Name> {
    let Drawn { surname, given } = &person.name;
    let primary = Name { surname: surname.clone(), given: given.clone(), kind: "primary", ..Name::default() };
    let mut made = vec![primary];
    if !rng.chance(WITH_ALIASES) {
        return made;
    }
    for _ in 0..=rng.below(3) {
        let other = Drawn::draw(rng, person.culture, person.female);
        let (alias_surname, alias_given) = match rng.below(4) {
            0 => (surname.clone(), other.given),
            1 => (other.surname, given.clone()),
            _ => (romanised::otherwise(rng, surname), romanised::otherwise(rng, given)),
        };
        made.push(if rng.one_in(4) {
            Name { whole: format!("{alias_given} {alias_surname}"), kind: "alias", ..Name::default() }
        } else {
            Name { surname: alias_surname, given: alias_given, kind: "alias", ..Name::default() }
        });
    }
    made
}

fn birth_dates(rng: &mut Rng, birth: Day) -> Vec<String> {
    match rng.below(100) {
        share if share < FULL_BIRTH_DATES => {
            let mut dates = vec![birth.to_string()];
            if rng.chance(SEVERAL_BIRTH_DATES) {
                dates.push(Day::within(rng, birth.year - 3, birth.year + 3).to_string());
            }
            dates
        }
        share if share < FULL_BIRTH_DATES + YEARS_ALONE => vec![birth.year.to_string()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{PersonRow, listed, population};

    fn rows(count: u64) -> Vec<PersonRow> {
        population(1, count).collect()
    }

    fn share(rows: &[PersonRow], test: impl Fn(&PersonRow) -> bool) -> f64 {
        rows.iter().filter(|row| test(row)).count() as f64 / rows.len() as f64
    }

    #[test]
    fn the_same_seed_and_row_make_the_same_person() {
        assert_eq!(listed(3, 77), listed(3, 77));
        assert_ne!(listed(3, 77).names, listed(4, 77).names);
    }

    #[test]
    fn a_few_names_are_borne_by_many_and_most_by_hardly_anyone() {
        let rows = rows(40_000);
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &rows {
            let first = row.names[0].surname.split([' ', '-']).next().unwrap_or_default();
            *bearers.entry(first).or_default() += 1;
        }
        let mut counts: Vec<usize> = bearers.values().copied().collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let of_the_first: usize = counts.iter().take(1_000).sum();
        assert!((8_000..16_000).contains(&of_the_first), "{of_the_first}");
        let alone = counts.iter().filter(|&&count| count == 1).count();
        assert!(alone * 2 > counts.len(), "{alone} of {}", counts.len());
        assert!((100..1_500).contains(&counts[0]), "{}", counts[0]);
    }

    #[test]
    fn birth_dates_are_as_complete_as_lists_have_them() {
        let rows = rows(10_000);
        let full = share(&rows, |row| row.birth_dates.first().is_some_and(|date| date.len() == 10));
        let years = share(&rows, |row| row.birth_dates.first().is_some_and(|date| date.len() == 4));
        let several = share(&rows, |row| row.birth_dates.len() > 1);
        assert!((0.73..0.77).contains(&full) && (0.13..0.17).contains(&years), "{full} {years}");
        assert!((0.02..0.06).contains(&several), "{several}");
    }

    #[test]
    fn aliases_documents_and_all_countries_occur() {
        let rows = rows(10_000);
        assert!((0.3..0.37).contains(&share(&rows, |row| row.names.len() > 1)));
        assert!((0.2..0.3).contains(&share(&rows, |row| !row.documents.is_empty())));
        let countries: BTreeMap<&str, ()> =
            rows.iter().flat_map(|row| &row.nationalities).map(|code| (code.as_str(), ())).collect();
        assert_eq!(countries.len(), super::culture::all().len());
    }
}
