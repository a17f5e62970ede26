//! The engine's own weighing of names alone: what a check would find that the names tell, without prior, birth date or
//! anything else.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use watchpost_engine::generation::Generation;
use watchpost_engine::limits;
use watchpost_engine::person::evidence::match_sets::MatchSets;
use watchpost_engine::person::name::Name;
use watchpost_engine::record::{NameKind, PersonName, PersonRecord};

use super::matcher::{NameMatcher, parted};
use crate::evaluate::{made_store, person};
use crate::exit::Failure;

/// A list that has every name once, as a record of its own: how rare a part is, is told from it.
pub struct EngineNames {
    generation: Generation,
    rows: BTreeMap<String, u32>,
    /// The name asked last with all that agrees with it: pairs come name by name.
    asked: RefCell<Option<(String, MatchSets)>>,
}

impl EngineNames {
    /// A list of these names, in a store made in `folder`.
    ///
    /// # Errors
    /// [`Failure`] if the store cannot be made.
    pub fn new<'n>(
        names: impl Iterator<Item = &'n str>,
        folder: &Path,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let mut rows: BTreeMap<String, u32> = names.map(|name| (name.to_owned(), 0)).collect();
        // Rows stand by record number; so numbers rise as names do.
        rows.values_mut().zip(0..).for_each(|(row, place)| *row = place);
        let records = rows.iter().map(|(name, row)| record(name, *row));
        let records: Vec<PersonRecord> = records.collect::<Result<_, _>>()?;
        let generation = made_store::of_persons(folder, records.iter(), now)?;
        Ok(Self { generation, rows, asked: RefCell::new(None) })
    }
}

fn record(name: &str, row: u32) -> Result<PersonRecord, Failure> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (surname, rest) = parted(name);
    let name = match surname {
        Some(surname) => {
            PersonName { surname: some(surname), given: some(rest), whole: None, kind: NameKind::Primary }
        }
        None => PersonName { surname: None, given: None, whole: some(rest), kind: NameKind::Primary },
    };
    person::record(&format!("N-{row:08}"), vec![name])
}

impl NameMatcher for EngineNames {
    fn name(&self) -> String {
        format!("watchpost {}, names alone", env!("CARGO_PKG_VERSION"))
    }

    fn score(&self, asked: &str, listed: &str) -> Option<f64> {
        let segment = self.generation.persons()?;
        let row = *self.rows.get(listed)?;
        let mut last = self.asked.borrow_mut();
        if last.as_ref().is_none_or(|(name, _)| name != asked) {
            let name = match parted(asked) {
                (Some(surname), given) => Name::read(surname, given),
                (None, whole) => Name::whole(whole),
            };
            let steps = Cell::new(limits::PERSON_STEPS);
            let (sets, _) = segment.parts.match_sets(&name.ok()?, &steps);
            *last = Some((asked.to_owned(), sets));
        }
        let (_, sets) = last.as_ref()?;
        segment.best_name(row, &[], sets).map(|best| best.weight().value())
    }
}

#[cfg(test)]
mod tests {
    use super::EngineNames;
    use crate::evaluate::pairs::matcher::NameMatcher;

    #[test]
    fn a_name_is_weighed_against_the_one_it_is_compared_with_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let names = ["GRUNWALD, Otto", "Otto Grunwald", "LINDQVIST, Ida", "GRUNWALD, Otto"];
        let matcher = EngineNames::new(names.into_iter(), &folder.path().join("store"), now).unwrap();
        let same = matcher.score("GRUNWALD, Otto", "Otto Grunwald").unwrap();
        assert!(same > 0.0, "{same}");
        let other = matcher.score("GRUNWALD, Otto", "LINDQVIST, Ida");
        assert!(other.is_none_or(|other| other < 0.0), "{other:?}");
        assert_eq!(matcher.score("GRUNWALD, Otto", "SOMEONE, Else"), None);
        assert_eq!(matcher.score("-", "Otto Grunwald"), None);
    }
}
