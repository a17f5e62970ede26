//! From the parts of a name asked to the parts of the list that agree with them.

use std::cell::Cell;

use super::PartIndex;
use super::edits::StepsSpent;
use super::keys::KeyKind;
use crate::limits::{NAME_PART_BYTES, PARTS_OF_A_KEY};
use crate::person::ending::other_endings;
use crate::person::evidence::level::Level;
use crate::person::evidence::match_sets::{MatchSets, Member, Run, Split};
use crate::person::name::{Name, NamePart, Role};
use crate::person::name_share::typical_share;
use crate::person::nickname::classes;
use crate::person::particle::{Word, word};
use crate::person::skeleton::skeleton_key;
use crate::person::sound::sound_key;

/// Fewest consonants by which parts with vowels are compared: two meet half a list.
const SKELETON_LETTERS: usize = 3;

/// Fewest by which a part with vowels is compared with one that is written without.
const CONSONANTS_LETTERS: usize = 2;

/// Fewest consonants by which a part is compared with two neighbours written as one.
const JOINED_SKELETON_LETTERS: usize = 5;

/// Fewest letters of a part that may be two written as one, and of each of these.
const SPLIT_LETTERS: usize = 5;
const HALF_LETTERS: usize = 2;

/// Most ways in which one part is taken for two.
const SPLITS: usize = 16;

/// Fewest letters of what is left when a particle is taken off.
const BARE_LETTERS: usize = 4;

impl PartIndex {
    /// Everything that agrees with the parts of a name, and whether the steps sufficed to find it all.
    pub fn match_sets(&self, name: &Name, steps: &Cell<usize>) -> (MatchSets, Result<(), StepsSpent>) {
        let mut matching = Matching {
            index: self,
            sets: MatchSets::new(name).listed_as(name, |text| self.ordinal(text)),
            steps,
            spent: Ok(()),
        };
        for (place, part) in (0..).zip(name.parts()).filter(|(_, part)| !part.is_particle) {
            matching.add_part(place, part, name.may_be_cut());
        }
        let plain: Vec<(u8, &NamePart)> =
            (0..).zip(name.parts()).filter(|(_, part)| !part.is_particle).collect();
        for (place, pair) in (0..).zip(name.parts().windows(2)) {
            let [first, second] = pair else { continue };
            if !second.is_particle {
                matching.add_joined(place, 2, first, second);
            }
        }
        // With a particle between them, as ABD AL RAHMAN.
        for pair in plain.windows(2) {
            let [(first_at, first), (second_at, second)] = pair else { continue };
            if second_at - first_at == 2 {
                matching.add_joined(*first_at, 3, first, second);
            }
        }
        matching.sets.seal();
        (matching.sets, matching.spent)
    }
}

struct Matching<'m> {
    index: &'m PartIndex,
    sets: MatchSets,
    steps: &'m Cell<usize>,
    spent: Result<(), StepsSpent>,
}

impl Matching<'_> {
    fn add_part(&mut self, place: u8, part: &NamePart, may_be_cut: bool) {
        let first = self.sets.count();
        let unit = self.sets.start_unit(place, 1);
        for (at, spelling) in part.spellings.iter().enumerate() {
            let level = if at == 0 { Level::Exact } else { Level::Spelling };
            self.add_text(unit, spelling, level);
            self.add_key(unit, KeyKind::Spelling, spelling.as_bytes(), Level::Spelling);
            self.add_key(unit, KeyKind::Sound, sound_key(spelling).as_bytes(), Level::Romanisation);
        }
        let text = part.text();
        if part.role != Role::Given {
            let (index, mut found) = (self.index, Vec::new());
            other_endings(text, &mut |other| found.extend(index.ordinal(other)));
            self.add_all(unit, found, Level::Ending);
        }
        if part.role != Role::Surname {
            for class in classes(text) {
                self.add_key(unit, KeyKind::Nickname, class.long_name().as_bytes(), Level::Nickname);
            }
        }
        for spelling in &part.spellings {
            let skeleton = skeleton_key(spelling);
            let letters = skeleton.as_bytes().len();
            if !part.has_vowels || letters >= SKELETON_LETTERS {
                self.add_key(unit, KeyKind::Skeleton, skeleton.as_bytes(), Level::Consonants);
            } else if letters >= CONSONANTS_LETTERS {
                self.add_key(unit, KeyKind::Consonants, skeleton.as_bytes(), Level::Consonants);
            }
        }
        if text.is_ascii() && part.has_vowels {
            self.add_edited(unit, text);
        }
        self.add_beginnings(unit, text, may_be_cut);
        self.add_splits(unit, text);
        self.end_unit(unit, first, text);
    }

    fn end_unit(&mut self, unit: u8, first: usize, text: &str) {
        let index = self.index;
        // People who carry the part asked agree with themselves, listed or not.
        let own = if index.ordinal(text).is_none() { typical_share(text) } else { 0.0 };
        self.sets.end_unit(unit, first, own, |ordinal| index.share(ordinal));
    }

    fn add_text(&mut self, unit: u8, text: &str, level: Level) {
        if let Some(ordinal) = self.index.ordinal(text) {
            self.sets.add(Member { ordinal, unit, level });
        }
    }

    fn add_all(&mut self, unit: u8, ordinals: impl IntoIterator<Item = u32>, level: Level) {
        for ordinal in ordinals {
            self.sets.add(Member { ordinal, unit, level });
        }
    }

    fn add_key(&mut self, unit: u8, kind: KeyKind, key: &[u8], level: Level) {
        if key.is_empty() {
            return;
        }
        let parts = self.index.parts_of(kind, key);
        if parts.len() > PARTS_OF_A_KEY {
            return;
        }
        let Some(left) = self.steps.get().checked_sub(parts.len()) else {
            self.spent = Err(StepsSpent);
            return;
        };
        self.steps.set(left);
        self.add_all(unit, parts.iter().map(|part| part.get()), level);
    }

    fn add_edited(&mut self, unit: u8, text: &str) {
        let sets = &mut self.sets;
        let walked = self.index.edited(text, self.steps, |edited| {
            let level = match (edited.edits, edited.is_swap) {
                (1, true) => Level::SwappedPair,
                (1, false) => Level::OneEdit,
                _ => Level::TwoEdits,
            };
            sets.add(Member { ordinal: edited.ordinal, unit, level });
        });
        self.spent = self.spent.and(walked);
    }

    /// An initial agrees with what begins so, and so does a part that may be cut.
    fn add_beginnings(&mut self, unit: u8, text: &str, may_be_cut: bool) {
        let mut signs = text.chars();
        let Some(initial) = signs.next() else { return };
        if signs.as_str().is_empty() {
            let ordinals = self.index.beginning(text);
            self.sets.add_run(Run { ordinals, unit, level: Level::Initial });
            return;
        }
        self.add_text(unit, initial.encode_utf8(&mut [0; 4]), Level::Initial);
        if may_be_cut {
            let ordinals = self.index.beginning(text);
            self.sets.add_run(Run { ordinals, unit, level: Level::Cut });
        }
    }

    /// Both halves of a part may be listed apart: XIAOMING as XIAO MING, ABDURRAHMAN as ABD AL RAHMAN, ALBASRI as BASRI.
    fn add_splits(&mut self, unit: u8, text: &str) {
        if !text.is_ascii() || text.len() < SPLIT_LETTERS {
            return;
        }
        let last = text.len() - HALF_LETTERS;
        for (left, right) in (HALF_LETTERS..=last).map(|cut| text.split_at(cut)) {
            if right.len() >= BARE_LETTERS && word(left) == Some(Word::Particle) {
                self.add_text(unit, right, Level::Joined);
            }
        }
        let (index, sets, mut splits) = (self.index, &mut self.sets, 0);
        index.each_beginning(text, |cut, first| {
            if !(HALF_LETTERS..=last).contains(&cut) {
                return;
            }
            for right in without_article(text.get(cut..).unwrap_or_default()) {
                if let Some(second) = index.ordinal(right).filter(|_| splits < SPLITS) {
                    splits += 1;
                    sets.add_split(Split { unit, ordinals: [first, second] });
                }
            }
        });
    }

    /// Two neighbours that are listed as one.
    fn add_joined(&mut self, place: u8, parts: u8, first: &NamePart, second: &NamePart) {
        let joined = [first.text(), second.text()].concat();
        if joined.len() > NAME_PART_BYTES || first.role != second.role {
            return;
        }
        let from = self.sets.count();
        let unit = self.sets.start_unit(place, parts);
        self.add_text(unit, &joined, Level::Joined);
        self.add_key(unit, KeyKind::Sound, sound_key(&joined).as_bytes(), Level::Joined);
        let skeleton = skeleton_key(&joined);
        if skeleton.as_bytes().len() >= JOINED_SKELETON_LETTERS {
            self.add_key(unit, KeyKind::Skeleton, skeleton.as_bytes(), Level::Joined);
        }
        self.end_unit(unit, from, &joined);
    }
}

/// What follows the first half: as it is, and without the article that is written with it (UR-RAHMAN, EL-RAHMAN).
fn without_article(right: &str) -> impl Iterator<Item = &str> {
    let begins_with_vowel = right.starts_with(['A', 'E', 'U', 'O']);
    let offsets: &[usize] = if begins_with_vowel { &[0, 1, 2] } else { &[0] };
    offsets.iter().filter_map(move |offset| right.get(*offset..)).filter(|right| right.len() >= HALF_LETTERS)
}
