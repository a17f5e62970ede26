//! Which travellers were planted, from which record, and how.

use std::collections::BTreeMap;

use crate::evaluate::samples::Samples;
use crate::exit::Failure;

/// The key in the samples.
const FILE: &str = "travellers/key.csv";

/// The prefixes of the key and who owns the records of that list here.
const OWNERS: [(&str, &str); 4] = [("OFAC", "USA"), ("UN", "UNO"), ("EU", "EUE"), ("INTERPOL", "XPO")];

/// What was planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A listed person, or a namesake of one.
    Person,
    /// A listed document, in the hand of someone made up.
    Document,
    /// A listed plate.
    Vehicle,
}

/// One line of the key.
#[derive(Clone, Debug)]
pub struct Planted {
    /// What was planted.
    pub about: About,
    /// How it was changed.
    pub variant: String,
    /// Whether it is the listed one, or only looks like it.
    pub same: bool,
    /// The record, as the key writes it.
    record: String,
}

/// The key by the reference of the traveller.
///
/// # Errors
/// [`Failure`] if it cannot be read.
pub fn read(samples: &Samples) -> Result<BTreeMap<String, Planted>, Failure> {
    let mut key = BTreeMap::new();
    let columns = ["ref", "about", "variant", "record_id", "expected"];
    samples.rows(FILE, columns, |[reference, about, variant, record, expected]| {
        let about = match about {
            "person" => About::Person,
            "document" => About::Document,
            "vehicle" => About::Vehicle,
            _ => return Err(Failure::input(format!("{FILE}: about is person, document or vehicle"))),
        };
        let planted = Planted {
            about,
            variant: variant.to_owned(),
            same: expected == "same",
            record: record.to_owned(),
        };
        key.insert(reference.to_owned(), planted);
        Ok(())
    })?;
    Ok(key)
}

impl Planted {
    /// The record as the key writes it: a list's public number, or a document or plate.
    #[must_use]
    pub fn record(&self) -> &str {
        &self.record
    }

    /// The person record's owner and number: `OFAC:26579` is 26579 of the USA.
    #[must_use]
    pub fn person(&self) -> Option<(&'static str, &str)> {
        let (list, number) = self.record.split('|').next()?.split_once(':')?;
        let (_, owner) = OWNERS.iter().find(|(prefix, _)| *prefix == list)?;
        Some((owner, number))
    }

    /// Whether it is this person record. A mapping may keep the prefix in the number.
    #[must_use]
    pub fn is_person(&self, owner: &str, record_id: &str) -> bool {
        let whole = self.record.split('|').next().unwrap_or_default();
        self.person().is_some_and(|(of, number)| of == owner && (record_id == number || record_id == whole))
    }

    /// Whether it is this record of a document or vehicle, whose number goes on where the key ends.
    #[must_use]
    pub fn is_thing(&self, record_id: &str) -> bool {
        record_id.strip_prefix(&*self.record).is_some_and(|rest| rest.is_empty() || rest.starts_with('|'))
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Planted};

    fn planted(record: &str) -> Planted {
        Planted { about: About::Person, variant: "exact".to_owned(), same: true, record: record.to_owned() }
    }

    #[test]
    fn a_person_is_met_by_owner_and_number_with_the_prefix_or_without() {
        let person = planted("OFAC:26579");
        assert!(person.is_person("USA", "26579") && person.is_person("USA", "OFAC:26579"));
        assert!(!person.is_person("UNO", "26579") && !person.is_person("USA", "2657"));
        assert!(planted("OFAC:30108|CHN/G51625684").is_person("USA", "30108"));
        assert!(planted("INTERPOL:2025/82955").is_person("XPO", "2025/82955"));
    }

    #[test]
    fn a_document_or_plate_is_met_by_the_beginning_of_its_number() {
        assert!(planted("NZ:TP9262").is_thing("NZ:TP9262|2011-12-01|FORD"));
        assert!(!planted("NZ:TP9262").is_thing("NZ:TP92621|2011-12-01|FORD"));
    }
}
