//! How often a clean number is listed by accident, whatever its issuer (docs/contract.md section 4, "The chance of a
//! number"), counted from the rows of a list and worked out here a second time.

use std::collections::{BTreeMap, BTreeSet};

use crate::crossings::Lists;
use crate::documents::document;
use crate::mark::RANGE_TAIL;
use crate::persons::person;

/// Rows that are counted. A longer list is told from its beginning: its rows are made alike.
const COUNTED: u64 = 200_000;

/// From how many records on the signs met at a place are taken for all.
const TRUSTED: u64 = 1_000;

/// Below this chance a number without an issuer is `probable`.
pub const HARDLY_EVER: f64 = 1e-6;

/// Below this chance a number of another issuer is `possible`.
pub const SELDOM: f64 = 1e-5;

/// The numbers of a list by issuer (empty: all together) and shape.
#[derive(Clone, Debug, Default, PartialEq)]
struct Counts(BTreeMap<(String, String), Count>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Count {
    records: u64,
    numbers: u64,
    met: Vec<BTreeSet<char>>,
}

/// The chances of two lists: documents, and documents named on persons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chances {
    documents: Counts,
    named: Counts,
    /// By how much the lists are longer than what was counted.
    more: [f64; 2],
}

impl Chances {
    /// Counts the rows of lists.
    pub fn of(lists: &Lists) -> Self {
        let mut chances = Self::default();
        for row in
            (0..lists.document_rows.min(COUNTED)).map(|row| document(lists.seed, &lists.documents, row))
        {
            chances.documents.add(row.issuer, &row.number, &row.number_to);
        }
        for row in (0..lists.person_rows.min(COUNTED)).map(|row| person(lists.seed, &lists.persons, row)) {
            for named in &row.documents {
                let mut parts = named.split('/');
                let issuer = parts.next().unwrap_or_default().trim_matches('-');
                chances.named.add(issuer, parts.next().unwrap_or_default(), "");
            }
        }
        let more = |rows: u64| rows.max(1) as f64 / rows.clamp(1, COUNTED) as f64;
        chances.more = [more(lists.document_rows), more(lists.person_rows)];
        chances
    }

    /// False where the lists are too long to be counted whole and the chance is too near a limit of the contract to
    /// be told from a part of them.
    pub fn is_clear(&self, number: &str) -> bool {
        let chance = self.of_number(number);
        let is_whole = self.more.iter().all(|more| *more <= 1.0);
        is_whole || [SELDOM, HARDLY_EVER].iter().all(|limit| !(limit / 2.0..=limit * 2.0).contains(&chance))
    }

    /// The chance of a number, whatever its issuer.
    pub fn of_number(&self, number: &str) -> f64 {
        self.of_issuers_number("", number)
    }

    /// The chance of a number among those of an issuer.
    pub fn of_issuers_number(&self, issuer: &str, number: &str) -> f64 {
        let [documents, named] =
            [&self.documents, &self.named].map(|counts| counts.of_number(issuer, number));
        documents * self.more[0] + named * self.more[1]
    }
}

impl Counts {
    fn add(&mut self, issuer: &str, number: &str, number_to: &str) {
        for issuer in ["", issuer].into_iter().take(if issuer.is_empty() { 1 } else { 2 }) {
            self.0.entry((issuer.to_owned(), shape(number))).or_default().add(number, number_to);
        }
    }

    fn of_number(&self, issuer: &str, number: &str) -> f64 {
        let count = self.0.get(&(issuer.to_owned(), shape(number)));
        count.map_or(0.0, Count::chance)
    }
}

impl Count {
    fn add(&mut self, number: &str, number_to: &str) {
        let tail = |number: &str| {
            let digits = &number[number.len().saturating_sub(RANGE_TAIL)..];
            digits.parse::<u64>().unwrap_or_default()
        };
        let last = if number_to.is_empty() { number } else { number_to };
        self.records += 1;
        self.numbers += tail(last).saturating_sub(tail(number)) + 1;
        let (first, last): (Vec<char>, Vec<char>) = (folded(number).collect(), folded(last).collect());
        let same = first.iter().zip(&last).take_while(|(a, b)| a == b).count();
        self.met.resize(first.len(), BTreeSet::new());
        for (at, met) in self.met.iter_mut().enumerate() {
            if at < same {
                met.insert(first[at]);
            } else {
                met.extend('0'..='9');
            }
        }
    }

    fn chance(&self) -> f64 {
        let signs = |met: &BTreeSet<char>| if self.records < TRUSTED { 10.0 } else { met.len() as f64 };
        (self.numbers as f64 / self.met.iter().map(signs).product::<f64>()).min(1.0)
    }
}

/// The number as indexes know it: one sign for all that are taken for one another.
fn folded(number: &str) -> impl Iterator<Item = char> + '_ {
    number.chars().filter(|sign| sign.is_alphanumeric()).map(|sign| match sign {
        'O' | 'D' | 'Q' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        sign => sign,
    })
}

/// `d` for a digit and `l` for a letter that is none when folded.
fn shape(number: &str) -> String {
    folded(number).map(|sign| if sign.is_ascii_digit() { 'd' } else { 'l' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_those_of_the_contract() {
        let mut counts = Counts::default();
        counts.add("UTO", "AX123", "");
        counts.add("UTO", "KXI23", "");
        assert_eq!(counts.of_number("", "TX999"), 2.0 / 100_000.0);
        assert_eq!(counts.of_number("UTO", "TX999"), 2.0 / 100_000.0);
        assert_eq!(counts.of_number("FRA", "TX999"), 0.0);
        assert_eq!(counts.of_number("", "99999"), 0.0);
        counts.add("UTO", "UT880001", "UT880999");
        assert_eq!(counts.of_number("", "TU123456"), 999.0 / 100_000_000.0);
        for at in 0..2_000 {
            counts.add("UTO", &format!("C{at:08}"), "");
        }
        // Met: one letter, four times one digit, two digits, three times ten.
        assert_eq!(counts.of_number("", "C12345678"), 2_000.0 / 2_000.0);
    }
}
