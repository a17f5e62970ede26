//! Reads everything that the sections of parts say, and holds it against the records.

use std::ops::ControlFlow;

use fst::Streamer;
use fst::raw::Fst;
use zerocopy::FromBytes;
use zerocopy::little_endian::U32;

use super::keys::for_each_key;
use super::lost_letters::Keys;
use super::writer::{birth_numbers, share_of};
use super::{PartIndex, SHARE_UNITS, names};
use crate::person::name::{Name, NamePart};
use crate::person::name_share::typical_share;
use crate::record::PersonRecord;
use crate::segment::error::SegmentError;
use crate::segment::layout::SectionKind;
use crate::segment::map::MappedBytes;

impl PartIndex {
    /// Reads every part, key and entry.
    ///
    /// # Errors
    /// [`SegmentError`] if a part is not found as a question would find it, an entry does not say what its record says, or
    /// a record is missing. The share of a part is held against its entries alone, since the table of common names grows.
    pub fn verify_deep(
        &self,
        record: impl Fn(u64) -> Option<PersonRecord>,
        rows: u64,
    ) -> Result<(), SegmentError> {
        for fst in [&self.texts, &self.keys] {
            let broken = |error: fst::Error| {
                SegmentError::in_section(SectionKind::PartIndex, "a whole FST", error.to_string())
            };
            fst.verify().map_err(broken)?;
        }
        self.verify_texts()?;
        self.verify_runs()?;
        self.verify_entries(&record, rows)
    }

    fn verify_texts(&self) -> Result<(), SegmentError> {
        let mut expected = 0;
        let mut letters_left_out = 0;
        let walked = for_each(&self.texts, |text, ordinal| {
            let number = u32::try_from(ordinal).unwrap_or(u32::MAX);
            let carriers = self.entries_of(number);
            let mut is_found = ordinal == expected
                && self.text(number) == text
                && is_rising(carriers)
                && self.has_its_share(number);
            for hash in Keys::of_listed(text).hashes() {
                let kept = self.edits.places().kept(*hash, number);
                let bucket = self.edits.kept().get(self.edits.bucket(*hash)).unwrap_or_default();
                is_found &= bucket.iter().any(|in_bucket| in_bucket.get() == kept);
                letters_left_out += 1;
            }
            expected += 1;
            if is_found { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if walked.is_continue() && self.edits.kept().len() == letters_left_out {
            Ok(())
        } else {
            Err(SegmentError::in_section(
                SectionKind::PartIndex,
                "every part as a question finds it",
                "others",
            ))
        }
    }

    /// Each key leads to the run behind that of the key before it, and no run is without a key.
    fn verify_runs(&self) -> Result<(), SegmentError> {
        let mut start = 0;
        let walked = for_each(&self.keys, |_, told| {
            let run = self.run(told).filter(|run| told == start && is_rising(run));
            start += run.map_or(0, |run| run.len() as u64 + 1);
            if run.is_some() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if walked.is_continue() && start * size_of::<U32>() as u64 == self.runs.len() as u64 {
            Ok(())
        } else {
            Err(SegmentError::in_section(
                SectionKind::PartRuns,
                "a run of rising parts for each key",
                "others",
            ))
        }
    }

    /// True if a part weighs what its carriers make it weigh.
    fn has_its_share(&self, ordinal: u32) -> bool {
        let text = std::str::from_utf8(self.text(ordinal)).unwrap_or_default();
        let listed = share_of(self.entries_of(ordinal).len(), self.entries());
        let expected = listed.max(typical_share(text)).min(1.0);
        // Shares are stored in whole units.
        (self.share(ordinal) - expected).abs() * SHARE_UNITS < 0.75
    }

    /// True if a part is found under each of its keys. The places where it stands there are told to `met`.
    fn is_under_its_keys(&self, part: &NamePart, met: &mut RunPlaces) -> bool {
        let Some(ordinal) = self.ordinal(part.text()) else { return false };
        let mut is_found = true;
        for_each_key(
            part.text(),
            part.spellings.iter().map(|spelling| (spelling.as_str(), !part.has_vowels)),
            !part.has_vowels,
            &mut |key| {
                let start = self.keys.get(key).map_or(u64::MAX, fst::raw::Output::value);
                let run = self.run(start).unwrap_or_default();
                match run.binary_search_by_key(&ordinal, |part| part.get()) {
                    Ok(place) => met.add(start.saturating_add(1).saturating_add(place as u64)),
                    Err(_) => is_found = false,
                }
            },
        );
        is_found
    }

    fn verify_entries(
        &self,
        record: &impl Fn(u64) -> Option<PersonRecord>,
        rows: u64,
    ) -> Result<(), SegmentError> {
        let broken =
            || SegmentError::in_section(SectionKind::PersonEntries, "what the records say", "others");
        let (mut entries, mut carried) = (0_u64, 0_u64);
        let runs = <[U32]>::ref_from_bytes(&self.runs).unwrap_or_default();
        let mut met = RunPlaces::of(runs.len());
        for row in 0..rows {
            let person = record(row).ok_or_else(broken)?;
            let row = u32::try_from(row).map_err(|_| broken())?;
            let read: Vec<Name> = person.readable_names().map(|(_, name)| name).collect();
            let expected = self.stored_names(&read, &person).ok_or_else(broken)?;
            let mut parts: Vec<u32> =
                read.iter().flat_map(Name::parts).filter_map(|part| self.ordinal(part.text())).collect();
            parts.sort_unstable();
            parts.dedup();
            if !read.iter().flat_map(Name::parts).all(|part| self.is_under_its_keys(part, &mut met)) {
                return Err(broken());
            }
            for birth in birth_numbers(&person.birth_dates) {
                let place = self.entry_of(birth, row).ok_or_else(broken)?;
                let entry = self.entry(place).ok_or_else(broken)?;
                let is_carried =
                    |part: &u32| self.entries_of(*part).binary_search_by_key(&place, |at| at.get()).is_ok();
                if entry.names.as_bytes() != expected || !parts.iter().all(is_carried) {
                    return Err(broken());
                }
                entries += 1;
                carried += parts.len() as u64;
            }
        }
        let listed = <[U32]>::ref_from_bytes(&self.part_entries).unwrap_or_default().len() as u64;
        if !met.are_all(runs) {
            return Err(SegmentError::in_section(
                SectionKind::PartRuns,
                "parts under keys of theirs",
                "others",
            ));
        }
        if entries == u64::from(self.entries()) && carried == listed { Ok(()) } else { Err(broken()) }
    }

    /// The names of a record as an entry stores them.
    fn stored_names(&self, read: &[Name], person: &PersonRecord) -> Option<Vec<u8>> {
        let mut stored = vec![names::flags(person.sex, person.may_ask_protection())];
        for name in read {
            names::put_number(name.parts().len() as u64, &mut stored);
            for part in name.parts() {
                let ordinal = u64::from(self.ordinal(part.text())?);
                let bits = names::part_bits(part.role, part.is_particle, part.has_vowels);
                names::put_number(ordinal << names::PART_BITS | u64::from(bits), &mut stored);
            }
        }
        Some(stored)
    }
}

fn is_rising(numbers: &[U32]) -> bool {
    numbers.windows(2).all(|pair| pair[0].get() < pair[1].get())
}

/// The places of all runs, one bit each, where a part was met that belongs there.
struct RunPlaces(Vec<u64>);

impl RunPlaces {
    fn of(places: usize) -> Self {
        Self(vec![0; places.div_ceil(64)])
    }

    fn add(&mut self, place: u64) {
        let word = usize::try_from(place / 64).ok().and_then(|at| self.0.get_mut(at));
        word.into_iter().for_each(|word| *word |= 1 << (place % 64));
    }

    /// True if every part of every run was met.
    fn are_all(&self, runs: &[U32]) -> bool {
        let mut at = 0;
        while let Some(length) = runs.get(at) {
            let end = at + 1 + length.get() as usize;
            let is_met =
                |place: usize| self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 != 0);
            if !(at + 1..end).all(is_met) {
                return false;
            }
            at = end;
        }
        true
    }
}

fn for_each(fst: &Fst<MappedBytes>, mut visit: impl FnMut(&[u8], u64) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut stream = fst.stream();
    while let Some((key, value)) = stream.next() {
        visit(key, value.value())?;
    }
    ControlFlow::Continue(())
}
