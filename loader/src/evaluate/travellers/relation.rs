//! What a record that was hit is to a traveller, told without the matcher: by the key, and by names and dates that are
//! equal in the plainest reading.

use std::collections::BTreeSet;

use serde::Serialize;
use watchpost_engine::person::birth_date::{Agreement, BirthDate};
use watchpost_engine::record::PersonRecord;

use crate::evaluate::plain;

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The record that was planted.
    Planted,
    /// Another record of the planted person, as lists overlap: with a name and a birth date of the planted record or of
    /// the traveller, with a document of it, or born on the same day with a part of a name.
    SamePerson,
    /// A made-up traveller has, by chance, a name and a birth date of the record. No error, and no success.
    Coincidence,
    /// Someone else: an error, if a planted person's record on a second list under another name is no error in truth.
    Stranger,
}

/// Names and birth dates, of a traveller or of a record.
#[derive(Default)]
pub struct Bearing {
    names: Vec<BTreeSet<String>>,
    written: Vec<String>,
    births: Vec<BirthDate>,
}

impl Bearing {
    /// Adds a name.
    pub fn name(&mut self, name: &str) {
        let parts = plain::parts(name);
        if !parts.is_empty() {
            self.names.push(parts);
            self.written.push(name.to_owned());
        }
    }

    /// Adds a birth date; a text that is none adds nothing.
    pub fn birth(&mut self, text: &str) {
        self.births.extend(BirthDate::parse(text));
    }

    /// What a record bears.
    #[must_use]
    pub fn of_record(record: &PersonRecord) -> Self {
        let mut bearing = Self { births: record.birth_dates.clone(), ..Self::default() };
        for name in &record.names {
            bearing.name(&name.parts().collect::<Vec<_>>().join(" "));
        }
        bearing
    }

    /// Whether one name has the same parts in both, and one birth date of each goes with one of the other. Where a side
    /// has no date, nothing can be said.
    #[must_use]
    pub fn is_that_of(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
            && self.births.iter().any(|birth| {
                other
                    .births
                    .iter()
                    .any(|listed| matches!(birth.compare(*listed), Agreement::Equal | Agreement::Partial))
            })
    }

    /// Whether both were born on one day, known in full, and a part of a name is the same: lists write one person's name
    /// in several ways, and two persons so alike are one in many thousands.
    #[must_use]
    pub fn is_nearly(&self, other: &Self) -> bool {
        let parts = |bearing: &Self| bearing.names.iter().flatten().cloned().collect::<BTreeSet<String>>();
        let days = |birth: &&BirthDate| birth.is_full();
        self.births.iter().filter(days).any(|birth| other.births.contains(birth))
            && !parts(self).is_disjoint(&parts(other))
    }

    /// Names as written and birth dates, in one line.
    #[must_use]
    pub fn shown(&self) -> String {
        let births = self.births.iter().map(BirthDate::to_string);
        self.written.iter().cloned().chain(births).collect::<Vec<_>>().join(" | ")
    }

    /// The birth dates.
    #[must_use]
    pub fn births(&self) -> &[BirthDate] {
        &self.births
    }
}

#[cfg(test)]
mod tests {
    use super::Bearing;

    fn bearing(name: &str, birth: &str) -> Bearing {
        let mut bearing = Bearing::default();
        bearing.name(name);
        bearing.birth(birth);
        bearing
    }

    #[test]
    fn name_and_date_must_both_go_together() {
        let listed = bearing("Eriksson, Anna", "1974");
        assert!(bearing("ANNA ERIKSSON", "1974-08-12").is_that_of(&listed));
        assert!(!bearing("ANNA ERIKSSON", "1975-08-12").is_that_of(&listed));
        assert!(!bearing("ANNA ERICSSON", "1974-08-12").is_that_of(&listed));
        assert!(!bearing("ANNA ERIKSSON", "").is_that_of(&listed));
    }

    #[test]
    fn one_day_and_one_part_are_nearly_the_same_person() {
        let listed = bearing("Eriksson, Anna", "1974-08-12");
        assert!(bearing("ANNA ERICSSON", "1974-08-12").is_nearly(&listed));
        assert!(!bearing("ANNA ERICSSON", "1974").is_nearly(&listed));
        assert!(!bearing("HANNA ERICSSON", "1974-08-12").is_nearly(&listed));
    }
}
