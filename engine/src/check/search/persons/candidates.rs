//! Which records are worth reading: those whose evidence, by what the index alone tells, can reach `possible`.
//!
//! Persons stand by birth date. Those born on the day asked are all compared. Of the others only
//! those are, whose names can make up for what the birth date leaves open: parts are taken from the rarest on, and a part
//! is not followed where all parts that are as common or commoner could not reach the limit together (the bound of Turtle
//! and Flood, "Query evaluation: strategies and optimizations", Information Processing and Management 31 (6), 1995).

use std::cell::Cell;
use std::hint::black_box;
use std::ops::Range;

use zerocopy::little_endian::U32;

use super::Asked;
use crate::index::parts::{Entry, PartIndex, StepsSpent, birth_number, number_of};
use crate::person::birth_date::BirthDate;
use crate::person::calendar::in_our_calendar;
use crate::person::evidence::alignment::{Alignment, ListedPart};
use crate::person::evidence::birth::{self, YEARS_APART, is_dummy};
use crate::person::evidence::level::Level;
use crate::person::evidence::match_sets::{Agreements, MatchSets};
use crate::person::evidence::weight::{self, Weight};
use crate::person::sex::Sex;

/// Most carriers of a part that are looked at one by one: more are sought by halving in each band.
const CARRIERS_READ_THROUGH: usize = 32;

/// Bands in which the carriers of one part are sought in one step: a birth date has some ten, a question up to 350.
const BANDS_OF_A_STEP: usize = 16;

/// Entries that are compared together. As many lines of memory are on their way at once as a processor allows, some ten
/// to twenty.
const COMPARED_AT_A_TIME: usize = 32;

/// An entry met, and the most that its birth date can tell.
struct Met {
    entry: u32,
    birth: Weight,
}

/// Entries of a span of birth dates, and the most that the date can tell for any of them.
struct Band {
    entries: Range<u32>,
    birth: Weight,
    /// All of them are compared, whatever their names.
    is_whole: bool,
}

/// The search for rows.
pub(super) struct Candidates<'c> {
    index: &'c PartIndex,
    sets: &'c MatchSets,
    asked: &'c Asked<'c>,
    prior: Weight,
    steps: &'c Cell<usize>,
    /// The most that what is neither name nor birth date can tell.
    rest: Weight,
    rows: Vec<u32>,
    alignment: Alignment,
    parts: Vec<ListedPart>,
}

impl<'c> Candidates<'c> {
    pub(super) fn new(
        index: &'c PartIndex,
        sets: &'c MatchSets,
        asked: &'c Asked<'c>,
        prior: Weight,
        steps: &'c Cell<usize>,
    ) -> Self {
        let nationality =
            if asked.nationalities.is_empty() { Weight::ZERO } else { weight::NATIONALITY_EQUAL };
        let place = asked.birth_place.map_or(Weight::ZERO, |_| weight::BIRTH_PLACE_EQUAL);
        Self {
            index,
            sets,
            asked,
            prior,
            steps,
            rest: nationality + place,
            rows: Vec::new(),
            alignment: Alignment::default(),
            parts: Vec::new(),
        }
    }

    pub(super) fn into_rows(self) -> Vec<u32> {
        self.rows
    }

    /// Finds them.
    pub(super) fn find(&mut self) -> Result<(), StepsSpent> {
        let (whole, mut followed): (Vec<Band>, Vec<Band>) =
            self.bands().into_iter().partition(|band| band.is_whole);
        followed.sort_unstable_by_key(|band| std::cmp::Reverse(band.birth));
        let mut met = Vec::new();
        let all_met = self.meet(&whole, &followed, &mut met);
        self.compare_all(&met);
        all_met
    }

    /// Meets the entries of whole bands, and those of the others that carry a part which is followed there.
    fn meet(&self, whole: &[Band], followed: &[Band], met: &mut Vec<Met>) -> Result<(), StepsSpent> {
        for band in whole {
            for entry in band.entries.clone() {
                self.take_step()?;
                met.push(Met { entry, birth: band.birth });
            }
        }
        // All runs are asked for before the first is read, so that the processor waits for many of them at once.
        let parts = self.parts_to_follow(followed)?;
        let runs: Vec<&[U32]> = parts.iter().map(|(ordinal, _)| self.index.entries_of(*ordinal)).collect();
        black_box(runs.iter().filter_map(|run| run.first()).fold(0, |all, entry| all ^ entry.get()));
        for (carriers, (_, bands)) in runs.into_iter().zip(parts) {
            let bands = followed.get(..bands).unwrap_or_default();
            self.take_steps(1 + bands.len() / BANDS_OF_A_STEP)?;
            self.meet_carriers(carriers, bands, whole, met)?;
        }
        Ok(())
    }

    fn bands(&self) -> Vec<Band> {
        if self.asked.births.is_empty() {
            let entries = 0..self.index.entries();
            return vec![Band { entries, birth: Weight::ZERO, is_whole: false }];
        }
        let mut bands =
            vec![Band { entries: self.index.entries_born(0..1), birth: Weight::ZERO, is_whole: false }];
        for asked in self.asked.births {
            for date in [Some(*asked), in_our_calendar(*asked)].into_iter().flatten() {
                self.add_bands(date, &mut bands);
            }
        }
        bands.retain(|band| !band.entries.is_empty());
        bands
    }

    fn add_bands(&self, date: BirthDate, bands: &mut Vec<Band>) {
        let year = date.year();
        let span = self.index.entries_born(
            number_of(year.saturating_sub(YEARS_APART), 0, 0)
                ..number_of(year.saturating_add(YEARS_APART + 1), 0, 0),
        );
        let mut add = |births: Range<u32>, birth: Weight, is_whole: bool| {
            let entries = self.index.entries_born_within(&span, births);
            bands.push(Band { entries, birth, is_whole });
        };
        let of_year = |year: u16| number_of(year, 0, 0)..number_of(year.saturating_add(1), 0, 0);
        let on = |year: u16, month: u8, day: u8| {
            let number = number_of(year, month, day);
            number..number + 1
        };
        if let (Some(month), Some(day)) = (date.month(), date.day()) {
            // Whoever has this name and this day must be found, however many were born on it.
            let birth = if is_dummy(date) { weight::BIRTH_YEAR } else { weight::BIRTH_EQUAL };
            add(on(year, month, day), birth, true);
        }
        if let (Some(month), Some(day), false) = (date.month(), date.day(), is_dummy(date)) {
            if month != day && day <= 12 {
                add(on(year, day, month), weight::BIRTH_SWAPPED, false);
            }
            for other in [year.saturating_sub(1), year.saturating_add(1)] {
                add(on(other, month, day), weight::BIRTH_YEAR_OFF, false);
            }
        }
        add(of_year(year), weight::BIRTH_MONTH, false);
        for apart in 1..=YEARS_APART {
            let birth = if apart == 1 { weight::BIRTH_NEAR_1 } else { weight::BIRTH_NEAR_3 };
            for other in [year.saturating_sub(apart), year.saturating_add(apart)] {
                add(of_year(other), birth, false);
            }
        }
    }

    /// What the names must weigh, if a birth date tells so much.
    fn needed(&self, birth: Weight) -> Weight {
        let sex = self.asked.sex.map_or(Weight::ZERO, |_| weight::SEX_EQUAL);
        weight::POSSIBLE_PROTECT - self.prior - birth - self.rest - sex
    }

    /// The units and the most that each can weigh, the lightest first.
    fn units_by_weight(&self) -> Vec<(u8, Weight)> {
        let mut units: Vec<(u8, Weight)> =
            (0..).zip(self.sets.best_of_units()).filter(|(_, best)| *best > Weight::ZERO).collect();
        units.sort_unstable_by_key(|(unit, best)| (*best, *unit));
        units
    }

    /// The parts without which the names of a band's entries cannot weigh what is needed, and in how many bands that is
    /// so. A person whose names agree in several units is met by the heaviest of them, so only lighter ones are counted
    /// beside it. Bands stand by what the birth date tells in them, the most first.
    fn parts_to_follow(&self, bands: &[Band]) -> Result<Vec<(u32, usize)>, StepsSpent> {
        let (sets, index) = (self.sets, self.index);
        let needed: Vec<Weight> = bands.iter().map(|band| self.needed(band.birth)).collect();
        let mut lighter = Agreements::default();
        let mut parts = Vec::new();
        for (unit, best) in self.units_by_weight() {
            let reached = |weight: Weight| {
                let bound = lighter.with(weight).bound();
                needed.iter().take_while(|needed| bound >= **needed).count()
            };
            if reached(best) > 0 {
                // Beginnings that agree may be half of all parts: they are counted before they are gathered.
                let beginnings = sets.runs().iter().filter(|run| run.unit == unit);
                self.take_steps(beginnings.map(|run| run.ordinals.len()).sum())?;
                let members = sets.members().iter().filter(|member| member.unit == unit);
                let members = members.map(|member| (member.ordinal, sets.most(unit, member.level)));
                let runs = sets.runs().iter().filter(|run| run.unit == unit);
                let runs = runs.flat_map(|run| {
                    run.ordinals.clone().map(move |ordinal| (ordinal, sets.most(unit, run.level)))
                });
                let splits = sets.splits().iter().filter(|split| split.unit == unit).map(|split| {
                    let [first, second] = split.ordinals.map(|ordinal| index.share(ordinal));
                    (split.ordinals[usize::from(second < first)], sets.most(unit, Level::Joined))
                });
                let all = members.chain(runs).chain(splits);
                parts.extend(
                    all.map(|(ordinal, weight)| (ordinal, reached(weight))).filter(|part| part.1 > 0),
                );
            }
            lighter = lighter.with(best);
        }
        Ok(parts)
    }

    /// Meets the carriers of a part that stand in a band and in no whole one.
    fn meet_carriers(
        &self,
        carriers: &[U32],
        bands: &[Band],
        whole: &[Band],
        met: &mut Vec<Met>,
    ) -> Result<(), StepsSpent> {
        let told = |bands: &[Band], entry: u32| {
            bands.iter().find(|band| band.entries.contains(&entry)).map(|band| band.birth)
        };
        // Those without a birth date stand in front, all other bands near one another; where every date is known, several
        // bands may begin with the first of all.
        let first = bands.iter().filter(|band| band.entries.start == 0).map(|band| band.entries.end).max();
        let undated = first.unwrap_or(0);
        let dated = span(bands.iter().filter(|band| band.entries.start > 0));
        if carriers.len() <= CARRIERS_READ_THROUGH {
            for entry in carriers
                .iter()
                .map(|entry| entry.get())
                .filter(|entry| *entry < undated || dated.contains(entry))
            {
                if let (Some(birth), None) = (told(bands, entry), told(whole, entry)) {
                    self.take_step()?;
                    met.push(Met { entry, birth });
                }
            }
            return Ok(());
        }
        let near = within(carriers, &dated);
        for band in bands {
            let carriers = if band.entries.start > 0 { near } else { carriers };
            for entry in within(carriers, &band.entries).iter().map(|entry| entry.get()) {
                if told(whole, entry).is_none() {
                    self.take_step()?;
                    met.push(Met { entry, birth: band.birth });
                }
            }
        }
        Ok(())
    }

    /// Compares all entries met, some at a time: all of these are asked for, then all their names, then they are read.
    fn compare_all(&mut self, met: &[Met]) {
        let mut entries: Vec<(Entry<'_>, Weight)> = Vec::with_capacity(COMPARED_AT_A_TIME);
        for some in met.chunks(COMPARED_AT_A_TIME) {
            entries.clear();
            entries.extend(some.iter().filter_map(|met| Some((self.index.entry(met.entry)?, met.birth))));
            black_box(entries.iter().fold(false, |all, (entry, _)| all ^ entry.names.asks_protection()));
            for (entry, birth) in &entries {
                self.compare(entry, *birth);
            }
        }
    }

    fn take_step(&self) -> Result<(), StepsSpent> {
        self.take_steps(1)
    }

    fn take_steps(&self, many: usize) -> Result<(), StepsSpent> {
        let left = self.steps.get().checked_sub(many);
        self.steps.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(StepsSpent)
    }

    /// Keeps the row of an entry if its evidence can reach the limit, or it has the same name and day of birth. Its birth
    /// date tells at most `most_of_birth`.
    fn compare(&mut self, entry: &Entry<'_>, most_of_birth: Weight) {
        let (sets, names) = (self.sets, entry.names);
        let sex = sex_weight(self.asked.sex, names.sex());
        let limit = if names.asks_protection() { weight::POSSIBLE_PROTECT } else { weight::POSSIBLE };
        let others = limit - self.prior - sex - self.rest;
        let least = others - most_of_birth;
        let is_asked = |asked: &BirthDate| asked.is_full() && birth_number(*asked) == entry.birth;
        let is_same_day = self.asked.births.iter().any(is_asked);
        let (births, alignment) = (self.asked.births, &mut self.alignment);
        let (mut birth, mut reaches) = (None, false);
        names.for_each(&mut self.parts, |_, listed| {
            if reaches || sets.bound(listed) < least && !(is_same_day && sets.all_may_agree(listed)) {
                return;
            }
            let birth = birth.get_or_insert_with(|| birth_weight(births, entry.birth));
            reaches = birth.is_some_and(|birth| {
                alignment.lay(sets, listed)
                    && (alignment.total >= others - birth || alignment.is_same && is_same_day)
            });
        });
        if reaches && self.rows.last() != Some(&entry.row) {
            self.rows.push(entry.row);
        }
    }
}

/// What the birth date of an entry tells, or `None` if it cannot be the person's.
fn birth_weight(asked: &[BirthDate], number: u32) -> Option<Weight> {
    if number == 0 || asked.is_empty() {
        return Some(Weight::ZERO);
    }
    let listed = birth_of(number)?;
    asked.iter().filter_map(|asked| birth::weigh(*asked, listed)).map(|evidence| evidence.weight).max()
}

/// From the first to the last entry of some bands.
fn span<'b>(bands: impl Iterator<Item = &'b Band>) -> Range<u32> {
    let ends = bands.map(|band| (band.entries.start, band.entries.end));
    let widest = ends.reduce(|all, band| (all.0.min(band.0), all.1.max(band.1)));
    widest.map_or(0..0, |(first, last)| first..last)
}

/// Those of rising entries that lie in a range.
fn within<'e>(entries: &'e [U32], range: &Range<u32>) -> &'e [U32] {
    let from = entries.partition_point(|entry| entry.get() < range.start);
    let rest = entries.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|entry| entry.get() < range.end)).unwrap_or_default()
}

/// The birth date of a number.
fn birth_of(number: u32) -> Option<BirthDate> {
    let part = |value: u32| u8::try_from(value).ok().filter(|value| *value > 0);
    let year = u16::try_from(number >> 9).ok()?;
    let birth = BirthDate::new(year, part(number >> 5 & 0xf), part(number & 0x1f))?;
    (birth_number(birth) == number).then_some(birth)
}

/// What the sexes tell: nothing where one is unknown.
pub(super) fn sex_weight(asked: Option<Sex>, listed: Option<Sex>) -> Weight {
    match (asked, listed) {
        (Some(Sex::Male), Some(Sex::Male)) | (Some(Sex::Female), Some(Sex::Female)) => weight::SEX_EQUAL,
        (Some(Sex::Male), Some(Sex::Female)) | (Some(Sex::Female), Some(Sex::Male)) => weight::SEX_DIFFERS,
        _ => Weight::ZERO,
    }
}
