//! The index of the parts of names, held against a plain map of the same names: nothing is lost, nothing is made up.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/edits.rs"]
mod edits;
#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;
use watchpost_engine::index::parts::keys::KeyKind;
use watchpost_engine::index::parts::writer::birth_numbers;
use watchpost_engine::index::parts::{PartIndex, number_of};
use watchpost_engine::list::List;
use watchpost_engine::person::name::{Name, NamePart};
use watchpost_engine::person::nickname::classes;
use watchpost_engine::person::skeleton::skeleton_key;
use watchpost_engine::person::sound::sound_key;
use watchpost_engine::record::PersonRecord;

use edits::distance;
use lists::ListRow;
use store::Lists;

/// More than any of these searches takes.
const STEPS: usize = 1_000_000;

/// The same names as the index has, as they were read.
struct Plain {
    records: Vec<PersonRecord>,
    /// Birth as a number and row, in the order of entries.
    entries: Vec<(u32, usize)>,
    /// Each part, with all spellings of whoever carries it.
    texts: BTreeMap<String, BTreeSet<String>>,
}

impl Plain {
    fn of(rows: &[ListRow]) -> Self {
        let mut records: Vec<PersonRecord> = rows.iter().map(ListRow::person).collect();
        records.sort_by_key(|record| record.listing.record_id.clone());
        let births = records.iter().map(|record| birth_numbers(&record.birth_dates));
        let mut entries: Vec<(u32, usize)> = births
            .zip(0..)
            .flat_map(|(births, row)| births.into_iter().map(move |birth| (birth, row)))
            .collect();
        entries.sort_unstable();
        let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for part in records.iter().flat_map(parts_of) {
            texts.entry(part.text().to_owned()).or_default().extend(part.spellings);
        }
        Self { records, entries, texts }
    }

    /// The ordinals of the parts of which `holds` is true.
    fn ordinals(&self, holds: impl Fn(&str, &BTreeSet<String>) -> bool) -> Vec<u32> {
        let all = (0..).zip(&self.texts);
        all.filter(|(_, (text, spellings))| holds(text, spellings)).map(|(ordinal, _)| ordinal).collect()
    }

    fn carriers(&self, text: &str) -> Vec<u32> {
        let carries = |row: usize| parts_of(&self.records[row]).iter().any(|part| part.text() == text);
        (0..).zip(&self.entries).filter(|(_, (_, row))| carries(*row)).map(|(entry, _)| entry).collect()
    }
}

fn parts_of(record: &PersonRecord) -> Vec<NamePart> {
    record.readable_names().flat_map(|(_, name)| name.parts().to_vec()).collect()
}

fn name() -> BoxedStrategy<String> {
    let part = prop_oneof![
        6 => "[A-C]{1,5}",
        4 => "[A-C]{7,10}",
        1 => "[ÄÖŠ][A-C]{2,4}",
        1 => "[БВЖ][аеи][нлс]{1,2}",
        1 => select(&["AL", "VAN", "ALEXANDER", "SASHA", "MARIA", "王", "小明"][..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..4).prop_map(|parts| parts.join(" ")).boxed()
}

fn rows() -> BoxedStrategy<Vec<ListRow>> {
    let births = ["1974-08-12", "1974-08", "1974", "2517-08-12", "1394-07-23", "1999-12-31"];
    let row = (
        name(),
        name(),
        prop::collection::vec(name(), 0..3),
        prop::collection::vec(select(births.to_vec()), 0..3),
    );
    let row = (row, select(&["M", "F", "X", ""][..]), select(&["red", "yellow"][..]));
    prop::collection::vec(row, 1..40)
        .prop_map(|rows| {
            let rows = (0..).zip(rows);
            rows.map(|(at, ((surname, given, aliases, births), sex, notice))| {
                let id = format!("R-{at:02}");
                let row =
                    ListRow::default().with("record_id", id).with("owner", "UTO").with("notice", notice);
                let row = row.with("surname", surname).with("given", given).with("sex", sex);
                row.with("aliases", aliases.join("|")).with("birth_dates", births.join("|"))
            })
            .collect()
        })
        .boxed()
}

fn check_parts(index: &PartIndex, plain: &Plain) -> Result<(), TestCaseError> {
    prop_assert_eq!(index.parts() as usize, plain.texts.len());
    for (ordinal, text) in (0..).zip(plain.texts.keys()) {
        prop_assert_eq!(index.ordinal(text), Some(ordinal));
        prop_assert_eq!(index.text(ordinal), text.as_bytes());
        let carriers: Vec<u32> = index.entries_of(ordinal).iter().map(|entry| entry.get()).collect();
        prop_assert_eq!(carriers, plain.carriers(text), "{}", text);
        for beginning in text.char_indices().map(|(end, sign)| &text[..end + sign.len_utf8()]) {
            let expected = plain.ordinals(|text, _| text.starts_with(beginning));
            prop_assert_eq!(index.beginning(beginning).collect::<Vec<u32>>(), expected, "{}", beginning);
        }
    }
    for absent in ["", "ZZ", "A ", "\u{10FFFF}"] {
        prop_assert_eq!(index.ordinal(absent), None);
    }
    prop_assert!(index.beginning("ZZZZZ").is_empty());
    prop_assert_eq!(index.beginning(""), 0..index.parts());
    prop_assert!(index.text(index.parts()).is_empty() && index.entries_of(index.parts()).is_empty());
    Ok(())
}

fn check_entries(index: &PartIndex, plain: &Plain) -> Result<(), TestCaseError> {
    prop_assert_eq!(index.entries() as usize, plain.entries.len());
    for (place, (birth, row)) in (0..).zip(&plain.entries) {
        let entry = index.entry(place).unwrap();
        let record = &plain.records[*row];
        prop_assert_eq!((entry.birth, entry.row as usize), (*birth, *row));
        prop_assert_eq!(index.entry_of(*birth, entry.row), Some(place));
        prop_assert_eq!(entry.names.sex(), record.sex);
        prop_assert_eq!(entry.names.asks_protection(), record.may_ask_protection());
        let mut told: Vec<Vec<_>> = Vec::new();
        entry.names.for_each(&mut Vec::new(), |_, parts| {
            told.push(
                parts
                    .iter()
                    .map(|part| (part.ordinal, part.role, part.is_particle, part.has_vowels))
                    .collect(),
            );
        });
        let expected: Vec<Vec<_>> = record
            .readable_names()
            .map(|(_, name)| {
                let parts = name.parts().iter();
                parts
                    .map(|part| {
                        (index.ordinal(part.text()).unwrap(), part.role, part.is_particle, part.has_vowels)
                    })
                    .collect()
            })
            .collect();
        prop_assert_eq!(told, expected);
    }
    prop_assert!(index.entry(index.entries()).is_none());
    let days =
        [0, 1, number_of(1974, 0, 0), number_of(1974, 8, 12), number_of(1974, 8, 13), number_of(2600, 0, 0)];
    for from in days {
        for to in days {
            let found: Vec<u32> = index.entries_born(from..to).collect();
            let entries = (0..).zip(&plain.entries);
            let expected: Vec<u32> = entries
                .filter(|(_, (birth, _))| (from..to).contains(birth))
                .map(|(entry, _)| entry)
                .collect();
            prop_assert_eq!(found, expected, "{}..{}", from, to);
        }
    }
    Ok(())
}

fn check_keys(index: &PartIndex, plain: &Plain, asked: &[&str]) -> Result<(), TestCaseError> {
    let found = |kind, key: &[u8]| -> Vec<u32> {
        index.parts_of(kind, key).iter().map(|ordinal| ordinal.get()).collect()
    };
    for text in asked {
        let by_spelling = plain.ordinals(|own, others| own != *text && others.contains(*text));
        prop_assert_eq!(found(KeyKind::Spelling, text.as_bytes()), by_spelling, "{}", text);
        let sound = sound_key(text);
        let by_sound =
            plain.ordinals(|_, all| !sound.is_empty() && all.iter().any(|own| sound_key(own) == sound));
        prop_assert_eq!(found(KeyKind::Sound, sound.as_bytes()), by_sound, "{}", text);
        let skeleton = skeleton_key(text);
        let by_skeleton = plain
            .ordinals(|_, all| !skeleton.is_empty() && all.iter().any(|own| skeleton_key(own) == skeleton));
        prop_assert_eq!(found(KeyKind::Skeleton, skeleton.as_bytes()), by_skeleton, "{}", text);
        for class in classes(text) {
            let long = class.long_name();
            let of_class =
                plain.ordinals(|own, _| classes(own).iter().any(|class| class.long_name() == long));
            prop_assert_eq!(found(KeyKind::Nickname, long.as_bytes()), of_class, "{}", text);
        }
    }
    Ok(())
}

/// One edit in 4 to 7 letters, two in 8 and more, between words of A to Z.
fn check_edits(index: &PartIndex, plain: &Plain, asked: &[&str]) -> Result<(), TestCaseError> {
    for text in asked {
        let most = if text.len() >= 8 { 2 } else { usize::from(text.len() >= 4) };
        let is_plain = |text: &str| text.bytes().all(|sign| sign.is_ascii_uppercase());
        let mut found = Vec::new();
        let visit = |edited: watchpost_engine::index::parts::Edited| {
            found.push((edited.ordinal, usize::from(edited.edits)));
        };
        prop_assert!(index.edited(text, &Cell::new(STEPS), visit).is_ok());
        let within = |listed: &str| (1..=most).contains(&distance(text.as_bytes(), listed.as_bytes()));
        let expected = plain.ordinals(|listed, _| is_plain(text) && is_plain(listed) && within(listed));
        found.sort_unstable();
        prop_assert_eq!(
            found.iter().map(|(ordinal, _)| *ordinal).collect::<Vec<u32>>(),
            expected,
            "{}",
            text
        );
        for (ordinal, edits) in found {
            prop_assert_eq!(edits, distance(text.as_bytes(), index.text(ordinal)), "{}", text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn index_tells_what_the_names_are(rows in rows(), asked in prop::collection::vec(name(), 8)) {
        let store = Lists::empty().with_rows(List::Persons, rows.clone()).open();
        let index = &store.generation.persons().unwrap().parts;
        let plain = Plain::of(&rows);
        let asked: Vec<Name> = asked.iter().map(|text| Name::whole(text).unwrap()).collect();
        let asked = asked.iter().flat_map(|name| name.parts().iter().map(NamePart::text));
        let asked: Vec<&str> = asked.chain(plain.texts.keys().map(String::as_str)).collect();
        check_parts(index, &plain)?;
        check_entries(index, &plain)?;
        check_keys(index, &plain, &asked)?;
        check_edits(index, &plain, &asked)?;
    }
}

#[test]
fn a_search_for_edits_ends_when_its_steps_are_spent() {
    let rows = (0..40).map(|at| {
        let last = char::from(b'A' + at % 26);
        ListRow::default()
            .with("record_id", format!("R-{at}"))
            .with("owner", "UTO")
            .with("notice", "red")
            .with("surname", format!("NOVAKO{last}"))
    });
    let store = Lists::empty().with_rows(List::Persons, rows).open();
    let index = &store.generation.persons().unwrap().parts;
    let steps = Cell::new(STEPS);
    let mut met = 0;
    index.edited("NOVAKOX", &steps, |_| met += 1).unwrap();
    assert_eq!(met, 25);
    let needed = STEPS - steps.get();
    assert!(index.edited("NOVAKOX", &Cell::new(needed), |_| ()).is_ok());
    assert!(index.edited("NOVAKOX", &Cell::new(needed - 1), |_| ()).is_err());
}
