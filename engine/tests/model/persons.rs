//! Persons by a plain reading of every record: each part asked is held against each part listed, letter by letter, and
//! every record is weighed. No index, no bound, no order: what it finds the engine must find, and nothing else.
//!
//! What an agreement weighs is the library's own table; how parts are found to agree is written here anew.

use std::collections::BTreeSet;

use watchpost_engine::document::document_type::DocumentType;
use watchpost_engine::document::issuer::{IssuerCode, IssuerRelation};
use watchpost_engine::index::parts::writer::birth_numbers;
use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::person::ending::other_endings;
use watchpost_engine::person::evidence::alignment::{Alignment, ListedPart, Surname};
use watchpost_engine::person::evidence::birth::{Births, compare};
use watchpost_engine::person::evidence::level::Level;
use watchpost_engine::person::evidence::match_sets::{MatchSets, Member, Run, Split};
use watchpost_engine::person::evidence::weight::{self, Weight};
use watchpost_engine::person::name::{Name, NamePart, Role};
use watchpost_engine::person::name_share::typical_share;
use watchpost_engine::person::nickname::share_a_class;
use watchpost_engine::person::particle::{Word, word};
use watchpost_engine::person::sex::Sex;
use watchpost_engine::person::skeleton::skeleton_key;
use watchpost_engine::person::sound::sound_key;
use watchpost_engine::record::PersonRecord;

use super::grades::Grade;
use super::signs::written;
use crate::edits::distance;

/// A person asked, as the library's types have it.
pub(crate) struct Asked {
    pub name: Name,
    pub births: Vec<BirthDate>,
    pub sex: Option<Sex>,
    pub nationalities: Vec<IssuerCode>,
    pub birth_place: Option<String>,
    /// Number as written, issuer and type.
    pub document: Option<(String, Option<IssuerCode>, Option<DocumentType>)>,
}

/// All parts of a list, in the order of their bytes, with the share of people who carry each.
pub(crate) struct Parts {
    texts: Vec<String>,
    /// All spellings of each, by whoever carries it.
    spellings: Vec<BTreeSet<String>>,
    /// Those of them that somebody writes in consonants alone.
    in_consonants: Vec<BTreeSet<String>>,
    shares: Vec<f64>,
}

/// Whether a listed part agrees in some way.
type Agrees<'a> = &'a dyn Fn(&Listed<'_>) -> bool;

/// A listed part.
struct Listed<'a> {
    text: &'a str,
    spellings: &'a BTreeSet<String>,
    in_consonants: &'a BTreeSet<String>,
}

impl Parts {
    pub(crate) fn of(records: &[PersonRecord]) -> Self {
        let entries: usize = records.iter().map(|record| birth_numbers(&record.birth_dates).len()).sum();
        let carried: Vec<(usize, BTreeSet<String>)> = records
            .iter()
            .map(|record| {
                let names: Vec<Name> = record.readable_names().map(|(_, name)| name).collect();
                let texts = names.iter().flat_map(Name::parts).map(|part| part.text().to_owned());
                (birth_numbers(&record.birth_dates).len(), texts.collect())
            })
            .collect();
        let texts: BTreeSet<String> = carried.iter().flat_map(|(_, texts)| texts.clone()).collect();
        let share = |text: &String| {
            let carriers: usize =
                carried.iter().filter(|(_, texts)| texts.contains(text)).map(|(many, _)| many).sum();
            let listed = carriers as f64 / (entries as f64).max(100_000.0);
            (listed.max(typical_share(text)).min(1.0) * 1e9).round() / 1e9
        };
        let shares = texts.iter().map(share).collect();
        let names: Vec<Name> =
            records.iter().flat_map(|record| record.readable_names().map(|(_, name)| name)).collect();
        let spellings_of = |text: &String| {
            let parts = names.iter().flat_map(Name::parts).filter(|part| part.text() == text);
            parts.flat_map(|part| part.spellings.clone()).collect()
        };
        let spellings = texts.iter().map(spellings_of).collect();
        let in_consonants_of = |text: &String| {
            let parts = names.iter().flat_map(Name::parts);
            let parts = parts.filter(|part| part.text() == text && !part.has_vowels);
            parts.flat_map(|part| part.spellings.clone()).collect()
        };
        let in_consonants = texts.iter().map(in_consonants_of).collect();
        Self { texts: texts.into_iter().collect(), spellings, in_consonants, shares }
    }

    fn ordinal(&self, text: &str) -> Option<u32> {
        self.texts.iter().position(|known| known == text).map(|place| u32::try_from(place).unwrap())
    }

    fn share(&self, ordinal: u32) -> f64 {
        self.shares[ordinal as usize]
    }

    fn matching(&self, level: Level, unit: u8, agrees: Agrees<'_>) -> Vec<Member> {
        let listed = self.texts.iter().zip(&self.spellings).zip(&self.in_consonants);
        let listed =
            listed.map(|((text, spellings), in_consonants)| Listed { text, spellings, in_consonants });
        let agreeing = (0..).zip(listed).filter(|(_, listed)| agrees(listed));
        agreeing.map(|(ordinal, _)| Member { ordinal, unit, level }).collect()
    }

    fn run(&self, beginning: &str) -> std::ops::Range<u32> {
        let begins = |text: &&String| text.starts_with(beginning);
        let first = self.texts.iter().position(|text| begins(&text)).unwrap_or(0);
        let many = self.texts.iter().filter(begins).count();
        let place = |place: usize| u32::try_from(place).unwrap();
        place(first)..place(first + many)
    }

    /// What agrees with the parts of a name.
    pub(crate) fn sets(&self, name: &Name) -> MatchSets {
        let mut sets = MatchSets::new(name).listed_as(name, |text| self.ordinal(text));
        for (place, part) in (0..).zip(name.parts()).filter(|(_, part)| !part.is_particle) {
            self.add_part(&mut sets, place, part, name.may_be_cut());
        }
        for (place, pair) in (0..).zip(name.parts().windows(2)) {
            if !pair[1].is_particle {
                self.add_joined(&mut sets, place, 2, &pair[0], &pair[1]);
            }
        }
        for (place, three) in (0..).zip(name.parts().windows(3)) {
            if !three[0].is_particle && three[1].is_particle && !three[2].is_particle {
                self.add_joined(&mut sets, place, 3, &three[0], &three[2]);
            }
        }
        sets.seal();
        sets
    }

    fn add_part(&self, sets: &mut MatchSets, place: u8, part: &NamePart, may_be_cut: bool) {
        let first = sets.count();
        let unit = sets.start_unit(place, 1);
        let text = part.text();
        let long = |many: usize| text.is_ascii() && part.has_vowels && (many..=40).contains(&text.len());
        let agreements: [(Level, Agrees<'_>); 9] = [
            (Level::Exact, &|listed| listed.text == text),
            (Level::Spelling, &|listed| {
                part.spellings.iter().any(|own| own == listed.text || listed.spellings.contains(own))
            }),
            (Level::Ending, &|listed| {
                let mut found = false;
                other_endings(text, &mut |other| found |= other == listed.text);
                found && part.role != Role::Given
            }),
            (Level::Romanisation, &|listed| shares_sound(&part.spellings, listed)),
            (Level::Nickname, &|listed| part.role != Role::Surname && share_a_class(text, listed.text)),
            (Level::SwappedPair, &|listed| {
                long(4)
                    && distance(text.as_bytes(), listed.text.as_bytes()) == 1
                    && is_swapped(text, listed.text)
            }),
            (Level::OneEdit, &|listed| long(4) && distance(text.as_bytes(), listed.text.as_bytes()) == 1),
            (Level::Consonants, &|listed| {
                part.spellings.iter().any(|own| {
                    let skeleton = skeleton_key(own);
                    let letters = skeleton.as_bytes().len();
                    let written = match letters {
                        0 => return false,
                        1 if part.has_vowels => return false,
                        2 if part.has_vowels => listed.in_consonants,
                        _ => listed.spellings,
                    };
                    written.iter().any(|theirs| skeleton_key(theirs) == skeleton)
                })
            }),
            (Level::TwoEdits, &|listed| long(8) && distance(text.as_bytes(), listed.text.as_bytes()) == 2),
        ];
        for (level, agrees) in agreements {
            self.matching(level, unit, agrees).into_iter().for_each(|member| sets.add(member));
        }
        let letters = text.chars().count();
        if letters == 1 {
            sets.add_run(Run { ordinals: self.run(text), unit, level: Level::Initial });
        } else {
            let initial = text.chars().next().unwrap().to_string();
            self.matching(Level::Initial, unit, &|listed| listed.text == initial)
                .into_iter()
                .for_each(|member| sets.add(member));
            if may_be_cut {
                sets.add_run(Run { ordinals: self.run(text), unit, level: Level::Cut });
            }
        }
        self.add_halves(sets, unit, text);
        self.end(sets, unit, first, text);
    }

    fn add_halves(&self, sets: &mut MatchSets, unit: u8, text: &str) {
        if !text.is_ascii() || text.len() < 5 {
            return;
        }
        let mut splits = Vec::new();
        for cut in 2..=text.len() - 2 {
            let (left, right) = text.split_at(cut);
            if word(left) == Some(Word::Particle) && right.len() >= 4 {
                self.matching(Level::Joined, unit, &|listed| listed.text == right)
                    .into_iter()
                    .for_each(|member| sets.add(member));
            }
            let article = if right.starts_with(['A', 'E', 'U', 'O']) { 2 } else { 0 };
            for right in (0..=article).filter_map(|from| right.get(from..)).filter(|right| right.len() >= 2) {
                if let (Some(first), Some(second)) = (self.ordinal(left), self.ordinal(right)) {
                    splits.push(Split { unit, ordinals: [first, second] });
                }
            }
        }
        splits.truncate(16);
        splits.into_iter().for_each(|split| sets.add_split(split));
    }

    fn add_joined(&self, sets: &mut MatchSets, place: u8, parts: u8, first: &NamePart, second: &NamePart) {
        let joined = [first.text(), second.text()].concat();
        if first.role != second.role || joined.len() > 120 {
            return;
        }
        let from = sets.count();
        let unit = sets.start_unit(place, parts);
        let skeleton = skeleton_key(&joined);
        let agrees = |listed: &Listed<'_>| {
            listed.text == joined
                || shares_sound(std::slice::from_ref(&joined), listed)
                || skeleton.as_bytes().len() >= 5
                    && listed.spellings.iter().any(|theirs| skeleton_key(theirs) == skeleton)
        };
        self.matching(Level::Joined, unit, &agrees).into_iter().for_each(|member| sets.add(member));
        self.end(sets, unit, from, &joined);
    }

    fn end(&self, sets: &mut MatchSets, unit: u8, first: usize, text: &str) {
        let own = if self.ordinal(text).is_none() { typical_share(text) } else { 0.0 };
        sets.end_unit(unit, first, own, |ordinal| self.share(ordinal));
    }
}

/// A sound of one of the spellings is a sound of one of the listed part's.
fn shares_sound(spellings: &[String], listed: &Listed<'_>) -> bool {
    let sounds: Vec<_> = listed.spellings.iter().map(|spelling| sound_key(spelling)).collect();
    spellings.iter().map(|own| sound_key(own)).any(|own| !own.is_empty() && sounds.contains(&own))
}

fn is_swapped(a: &str, b: &str) -> bool {
    let (mut a, mut b): (Vec<u8>, Vec<u8>) = (a.bytes().collect(), b.bytes().collect());
    let same_place = a.len() == b.len() && a.iter().zip(&b).filter(|(a, b)| a != b).count() == 2;
    a.sort_unstable();
    b.sort_unstable();
    same_place && a == b
}

/// How a record answers, and its score, given the action that it asks for.
pub(crate) fn grade(
    parts: &Parts,
    sets: &MatchSets,
    records: usize,
    record: &PersonRecord,
    asked: &Asked,
    action: &str,
) -> Option<(Grade, Weight)> {
    let document = document_weight(asked, record);
    let document_agrees = document == weight::DOCUMENT_EQUAL;
    let births = compare(&asked.births, &record.birth_dates);
    let mut days = asked.births.iter().filter(|date| date.day().is_some());
    let same_day = days.any(|day| record.birth_dates.contains(day));
    let (birth, is_full) = match births {
        Births::Missing => (Weight::ZERO, false),
        Births::Pair(_, _, evidence) => (evidence.weight, evidence.is_full),
        Births::Contradict if document_agrees => (weight::BIRTH_DIFFERS, false),
        Births::Contradict => return None,
    };
    let best = best_name(parts, sets, record);
    if best.is_none() && !document_agrees {
        return None;
    }
    let (names, given, surname, same_name) =
        best.unwrap_or((weight::SURNAME_DIFFERS + weight::GIVEN_DIFFERS, false, Surname::Differs, false));
    let weigh = |(asked, listed): (&IssuerCode, &IssuerCode)| match asked.relation(*listed) {
        IssuerRelation::Same => weight::NATIONALITY_EQUAL,
        IssuerRelation::Family => weight::NATIONALITY_FAMILY,
        IssuerRelation::Other => weight::NATIONALITY_DIFFERS,
    };
    let pairs =
        asked.nationalities.iter().flat_map(|asked| record.nationalities.iter().map(move |own| (asked, own)));
    let nationality = pairs.map(weigh).max().unwrap_or_default();
    let sex = match (asked.sex.map(Sex::as_str), record.sex.map(Sex::as_str)) {
        (Some("M"), Some("M")) | (Some("F"), Some("F")) => weight::SEX_EQUAL,
        (Some("M"), Some("F")) | (Some("F"), Some("M")) => weight::SEX_DIFFERS,
        _ => Weight::ZERO,
    };
    let place = place_weight(asked.birth_place.as_deref(), record.birth_place.as_deref());
    let score = weight::prior(records as u64) + names + birth + document + sex + nationality + place;
    let limit = if action == "protect" { weight::POSSIBLE_PROTECT } else { weight::POSSIBLE };
    let is_same = same_name && same_day && sex != weight::SEX_DIFFERS;
    if score < limit && !is_same || surname == Surname::Missing && !document_agrees {
        return None;
    }
    let identifies =
        is_full && given && surname == Surname::Agrees && sex != weight::SEX_DIFFERS || document_agrees;
    let is_probable = identifies && score >= weight::PROBABLE;
    Some((if is_probable { Grade::Probable } else { Grade::Possible }, score))
}

fn best_name(
    parts: &Parts,
    sets: &MatchSets,
    record: &PersonRecord,
) -> Option<(Weight, bool, Surname, bool)> {
    let mut best: Option<(Weight, bool, Surname, bool)> = None;
    let mut any_is_same = false;
    for (_, name) in record.readable_names() {
        let listed: Vec<ListedPart> = name
            .parts()
            .iter()
            .map(|part| ListedPart {
                ordinal: parts.ordinal(part.text()).unwrap(),
                role: part.role,
                is_particle: part.is_particle,
                has_vowels: part.has_vowels,
            })
            .collect();
        let mut alignment = Alignment::default();
        let agrees = alignment.lay(sets, &listed);
        any_is_same |= agrees && alignment.is_same;
        // Given names alone say nothing, and hide no name that does.
        let rank = |total: Weight, surname: Surname| (surname != Surname::Missing, total);
        let own = rank(alignment.total, alignment.surname);
        if agrees && best.is_none_or(|(total, _, surname, _)| own > rank(total, surname)) {
            let Alignment { total, given_agrees, surname, is_same, .. } = alignment;
            best = Some((total, given_agrees, surname, is_same));
        }
    }
    best.map(|(total, given, surname, _)| (total, given, surname, any_is_same))
}

/// Every word of the shorter place stands in the other.
fn place_weight(asked: Option<&str>, listed: Option<&str>) -> Weight {
    let words = |text: Option<&str>| -> Vec<String> {
        let name = text.and_then(|text| Name::whole(text).ok());
        name.map(|name| name.parts().iter().map(|part| part.text().to_owned()).collect()).unwrap_or_default()
    };
    let mut sides = [words(asked), words(listed)];
    sides.sort_by_key(Vec::len);
    let agrees = !sides[0].is_empty() && sides[0].iter().all(|word| sides[1].contains(word));
    if agrees { weight::BIRTH_PLACE_EQUAL } else { Weight::ZERO }
}

fn document_weight(asked: &Asked, record: &PersonRecord) -> Weight {
    let Some((number, issuer, kind)) = &asked.document else { return Weight::ZERO };
    let may_agree = |listed: Option<IssuerCode>| {
        issuer.zip(listed).is_none_or(|(a, b)| a.relation(b) != IssuerRelation::Other)
    };
    let same = record
        .documents
        .iter()
        .any(|named| named.number.as_str() == written(number) && may_agree(named.issuer));
    let class = |kind: Option<DocumentType>| kind.map(DocumentType::class);
    let other = record.documents.iter().any(|named| {
        named.issuer.is_some()
            && named.issuer == *issuer
            && named.document_type.is_some()
            && class(named.document_type) == class(*kind)
    });
    match (same, other) {
        (true, _) => weight::DOCUMENT_EQUAL,
        (false, true) => weight::DOCUMENT_DIFFERS,
        (false, false) => Weight::ZERO,
    }
}
