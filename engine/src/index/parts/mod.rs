//! The parts of all names of a list, and the persons who carry them.
//!
//! A part is an ordinal: its place among all texts in the order of bytes, so that what begins alike stands together. An
//! *entry* is one person under one birth date; entries stand by birth date, so that the days that a question can mean are
//! ranges of them, and the entries of a part fall into those ranges too. Look-ups borrow from the mapped segment.

mod distance;
mod edit_writer;
mod edits;
pub mod keys;
mod lost_letters;
mod matching;
mod names;
mod verify;
pub mod writer;

use std::ops::Range;

use fst::raw::{Fst, Output};
use fst::{IntoStreamer, Streamer};
use zerocopy::FromBytes;
use zerocopy::little_endian::U32;

use edits::PartEdits;
pub use edits::{Edited, StepsSpent};
pub use names::EntryNames;

use crate::person::birth_date::BirthDate;
use crate::segment::error::SegmentError;
use crate::segment::layout::{PartEntry, PartIndexHead, PersonEntry, SectionKind};
use crate::segment::map::MappedBytes;
use crate::segment::reader::Sections;

/// A share of one in this many is the unit in which shares are stored.
const SHARE_UNITS: f64 = 1e9;

/// The parts of a list, opened.
pub struct PartIndex {
    texts: Fst<MappedBytes>,
    keys: Fst<MappedBytes>,
    runs: MappedBytes,
    parts: MappedBytes,
    part_texts: MappedBytes,
    edits: PartEdits,
    part_entries: MappedBytes,
    entries: MappedBytes,
    names: MappedBytes,
}

impl PartIndex {
    /// Opens the sections of parts, whose checksums agree.
    ///
    /// # Errors
    /// [`SegmentError`] if they do not fit one another.
    pub fn open(sections: &Sections, rows: u64) -> Result<Self, SegmentError> {
        let section = sections.section(SectionKind::PartIndex)?;
        let [texts, keys] = open_fsts(&section)?;
        let opened = Self {
            texts,
            keys,
            runs: sections.section(SectionKind::PartRuns)?,
            parts: sections.section(SectionKind::Parts)?,
            part_texts: sections.section(SectionKind::PartTexts)?,
            edits: PartEdits::open(sections.section(SectionKind::PartEdits)?)?,
            part_entries: sections.section(SectionKind::PartEntries)?,
            entries: sections.section(SectionKind::PersonEntries)?,
            names: sections.section(SectionKind::EntryNames)?,
        };
        opened.check(rows)?;
        Ok(opened)
    }

    /// Holds the sections against one another: what is trusted later.
    fn check(&self, rows: u64) -> Result<(), SegmentError> {
        use SectionKind as Kind;
        let damaged = |kind, expected: &str| SegmentError::in_section(kind, expected, "something else");
        let parts = <[PartEntry]>::ref_from_bytes(&self.parts)
            .map_err(|_| damaged(Kind::Parts, "whole entries of 12 bytes"))?;
        let part_entries = <[U32]>::ref_from_bytes(&self.part_entries)
            .map_err(|_| damaged(Kind::PartEntries, "whole entries of 4 bytes"))?;
        let entries = <[PersonEntry]>::ref_from_bytes(&self.entries)
            .map_err(|_| damaged(Kind::PersonEntries, "whole entries of 12 bytes"))?;
        let Some((last_part, _)) = parts.split_last() else {
            return Err(damaged(Kind::Parts, "an entry behind the last"));
        };
        let Some((last_entry, before)) = entries.split_last() else {
            return Err(damaged(Kind::PersonEntries, "an entry behind the last"));
        };
        let is_rising = parts
            .windows(2)
            .all(|pair| pair[0].start.get() < pair[1].start.get() && pair[0].text.get() < pair[1].text.get());
        if !is_rising
            || parts.first().is_some_and(|first| first.start.get() != 0)
            || last_part.start.get() as usize != part_entries.len()
            || parts.first().is_some_and(|first| first.text.get() != 0)
            || last_part.text.get() as usize != self.part_texts.len()
            || self.texts.len() != parts.len() - 1
        {
            return Err(damaged(
                Kind::Parts,
                "the entries and the text of each part, and every part in the FST",
            ));
        }
        let in_order = before
            .windows(2)
            .all(|pair| (pair[0].birth.get(), pair[0].row.get()) < (pair[1].birth.get(), pair[1].row.get()));
        let names_rise = entries.windows(2).all(|pair| pair[0].names.get() < pair[1].names.get());
        let rows_exist = before.iter().all(|entry| u64::from(entry.row.get()) < rows);
        if !in_order
            || !names_rise
            || !rows_exist
            || entries.first().is_some_and(|first| first.names.get() != 0)
            || last_entry.names.get() as usize != self.names.len()
        {
            return Err(damaged(Kind::PersonEntries, "entries in their order, each with a row and names"));
        }
        if !part_entries.iter().all(|entry| (entry.get() as usize) < before.len()) {
            return Err(damaged(Kind::PartEntries, "entries that exist"));
        }
        keys::check_runs(&self.runs, parts.len() - 1)
    }

    fn part_table(&self) -> &[PartEntry] {
        <[PartEntry]>::ref_from_bytes(&self.parts).unwrap_or_default()
    }

    fn entry_table(&self) -> &[PersonEntry] {
        <[PersonEntry]>::ref_from_bytes(&self.entries).unwrap_or_default()
    }

    /// Number of different parts.
    #[must_use]
    pub fn parts(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// Number of entries.
    #[must_use]
    pub fn entries(&self) -> u32 {
        u32::try_from(self.entry_table().len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The ordinal of a part with just this text.
    #[must_use]
    pub fn ordinal(&self, text: &str) -> Option<u32> {
        self.texts.get(text).and_then(|output| u32::try_from(output.value()).ok())
    }

    /// Visits each beginning of a text that is a part itself, the shortest first: its bytes and its ordinal.
    pub fn each_beginning(&self, text: &str, mut visit: impl FnMut(usize, u32)) {
        let (mut node, mut output) = (self.texts.root(), Output::zero());
        for (length, byte) in (1..).zip(text.bytes()) {
            let Some(place) = node.find_input(byte) else { return };
            let transition = node.transition(place);
            output = output.cat(transition.out);
            node = self.texts.node(transition.addr);
            if node.is_final()
                && let Ok(ordinal) = u32::try_from(output.cat(node.final_output()).value())
            {
                visit(length, ordinal);
            }
        }
    }

    /// The ordinals of the parts that begin so.
    #[must_use]
    pub fn beginning(&self, text: &str) -> Range<u32> {
        let first_from = |text: &[u8]| {
            let mut stream = self.texts.range().ge(text).into_stream();
            let found = stream.next().and_then(|(_, output)| u32::try_from(output.value()).ok());
            found.unwrap_or_else(|| self.parts())
        };
        let from = first_from(text.as_bytes());
        let mut behind = text.as_bytes().to_vec();
        while let Some(last) = behind.pop() {
            if last < u8::MAX {
                behind.push(last + 1);
                return from..first_from(&behind);
            }
        }
        from..self.parts()
    }

    /// The share of people who carry a part.
    #[must_use]
    pub fn share(&self, ordinal: u32) -> f64 {
        self.part_table().get(ordinal as usize).map_or(0.0, |part| f64::from(part.share.get()) / SHARE_UNITS)
    }

    /// The text of a part; empty if there is none of this ordinal.
    #[must_use]
    pub fn text(&self, ordinal: u32) -> &[u8] {
        let place = ordinal as usize;
        let Some([part, next, ..]) = self.part_table().get(place..) else { return &[] };
        self.part_texts.get(part.text.get() as usize..next.text.get() as usize).unwrap_or_default()
    }

    /// The entries of persons who carry a part, in rising order.
    #[must_use]
    pub fn entries_of(&self, ordinal: u32) -> &[U32] {
        let table = self.part_table();
        let place = ordinal as usize;
        let (Some(part), Some(next)) = (table.get(place), table.get(place + 1)) else { return &[] };
        let entries = <[U32]>::ref_from_bytes(&self.part_entries).unwrap_or_default();
        entries.get(part.start.get() as usize..next.start.get() as usize).unwrap_or_default()
    }

    /// The entries whose birth date, as a number, lies in a range.
    #[must_use]
    pub fn entries_born(&self, births: Range<u32>) -> Range<u32> {
        self.entries_born_within(&(0..self.entries()), births)
    }

    /// The same, of a range of entries: a shorter way where several ranges of birth dates lie in one.
    #[must_use]
    pub fn entries_born_within(&self, entries: &Range<u32>, births: Range<u32>) -> Range<u32> {
        let table = self.entry_table().get(entries.start as usize..entries.end as usize).unwrap_or_default();
        let place = |birth: u32| {
            let place = table.partition_point(|entry| entry.birth.get() < birth);
            entries.start.saturating_add(u32::try_from(place).unwrap_or(u32::MAX))
        };
        let from = place(births.start);
        from..place(births.end).max(from)
    }

    /// The entry of a row under a birth date as a number.
    #[must_use]
    pub fn entry_of(&self, birth: u32, row: u32) -> Option<u32> {
        let table = self.entry_table();
        let found = table.binary_search_by_key(&(birth, row), |entry| (entry.birth.get(), entry.row.get()));
        found.ok().and_then(|place| u32::try_from(place).ok())
    }

    /// An entry: its birth date as a number, its row, and its names.
    #[must_use]
    pub fn entry(&self, entry: u32) -> Option<Entry<'_>> {
        let table = self.entry_table();
        let place = entry as usize;
        let (this, next) = (table.get(place)?, table.get(place + 1)?);
        let names = self.names.get(this.names.get() as usize..next.names.get() as usize)?;
        Some(Entry { birth: this.birth.get(), row: this.row.get(), names: EntryNames::new(names) })
    }
}

/// One person under one birth date.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The birth date as a number; 0 if there is none.
    pub birth: u32,
    /// The row of its record.
    pub row: u32,
    /// Its names.
    pub names: EntryNames<'a>,
}

/// A birth date as a number that sorts as dates do; unknown parts are 0 and sort first.
#[must_use]
pub fn birth_number(birth: BirthDate) -> u32 {
    number_of(birth.year(), birth.month().unwrap_or(0), birth.day().unwrap_or(0))
}

/// The number of a year, month and day.
#[must_use]
pub const fn number_of(year: u16, month: u8, day: u8) -> u32 {
    (year as u32) << 9 | (month as u32) << 5 | day as u32
}

fn open_fsts(section: &MappedBytes) -> Result<[Fst<MappedBytes>; 2], SegmentError> {
    let kind = SectionKind::PartIndex;
    let (head, _) = PartIndexHead::ref_from_prefix(section)
        .map_err(|_| SegmentError::in_section(kind, "a head of 16 bytes", section.len()))?;
    let mut from = size_of::<PartIndexHead>();
    let mut open = |length: u64| {
        let cut = || SegmentError::in_section(kind, "two FSTs", "a part");
        let to = usize::try_from(length).ok().and_then(|length| from.checked_add(length)).ok_or_else(cut)?;
        let bytes = section.part(from, to).ok_or_else(cut)?;
        from = to;
        Fst::new(bytes).map_err(|error| SegmentError::in_section(kind, "an FST", error.to_string()))
    };
    let fsts = [open(head.texts.get())?, open(head.keys.get())?];
    if from == section.len() {
        Ok(fsts)
    } else {
        Err(SegmentError::in_section(kind, "no bytes behind the last FST", section.len() - from))
    }
}
