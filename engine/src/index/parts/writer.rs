//! Builds the sections of parts in bounded memory, by five sorts: persons by birth date, their parts by text, these back
//! by person, and the keys of each part, whole and with letters left out.
//!
//! What is written depends on the persons alone, not on memory or threads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use fst::raw::Builder;
use serde::{Deserialize, Serialize};
use zerocopy::IntoBytes;

use super::edit_writer::EditWriter;
use super::keys::for_each_key;
use super::names::{PART_BITS, flags, has_vowels, part_bits, put_number};
use super::{SHARE_UNITS, birth_number};
use crate::person::birth_date::BirthDate;
use crate::person::calendar::in_our_calendar;
use crate::person::evidence::weight::RECORDS_LEAST;
use crate::person::name::Name;
use crate::person::name_share::typical_share;
use crate::person::sex::Sex;
use crate::segment::error::WriteError;
use crate::segment::layout::{PartEntry, PartIndexHead, PersonEntry, SectionKind};
use crate::segment::sections::SectionWriter;
use crate::segment::sort::{ExternalSorter, SortedEntries};
use crate::segment::working_file::{rewound, working_file};

/// The names of one person, as they pass through the first sort.
#[derive(Serialize, Deserialize)]
pub struct PendingNames<'a> {
    births: Vec<u32>,
    flags: u8,
    #[serde(borrow)]
    names: Vec<Vec<PendingPart<'a>>>,
}

#[derive(Serialize, Deserialize)]
struct PendingPart<'a> {
    text: &'a str,
    /// Its further spellings.
    #[serde(borrow)]
    others: Vec<&'a str>,
    bits: u8,
}

impl<'a> PendingNames<'a> {
    /// The names of a person, with its birth dates, in our calendar too.
    #[must_use]
    pub fn of(names: &'a [Name], births: &[BirthDate], sex: Option<Sex>, asks_protection: bool) -> Self {
        let part = |part: &'a crate::person::name::NamePart| PendingPart {
            text: part.text(),
            others: part.spellings.iter().map(String::as_str).filter(|other| *other != part.text()).collect(),
            bits: part_bits(part.role, part.is_particle, part.has_vowels),
        };
        Self {
            births: birth_numbers(births),
            flags: flags(sex, asks_protection),
            names: names.iter().map(|name| name.parts().iter().map(part).collect()).collect(),
        }
    }

    /// As bytes.
    ///
    /// # Errors
    /// [`WriteError::Library`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, WriteError> {
        postcard::to_stdvec(self).map_err(postcard_error)
    }
}

/// The birth dates under which a person has entries, as numbers in rising order: as listed, and in our calendar; 0 without
/// any.
#[must_use]
pub fn birth_numbers(births: &[BirthDate]) -> Vec<u32> {
    let mut numbers: Vec<u32> = births
        .iter()
        .flat_map(|birth| [Some(*birth), in_our_calendar(*birth)])
        .flatten()
        .map(birth_number)
        .collect();
    if numbers.is_empty() {
        numbers.push(0);
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The sections of parts while persons come.
pub struct PartIndexWriter {
    folder: PathBuf,
    memory: usize,
    persons: ExternalSorter,
}

impl PartIndexWriter {
    /// Sorts in about `memory` bytes, with working files in `folder`.
    #[must_use]
    pub fn new(folder: &Path, memory: usize) -> Self {
        let persons = ExternalSorter::new(folder, memory / 3);
        Self { folder: folder.to_owned(), memory, persons }
    }

    /// Adds a person: its row and [`PendingNames`] as bytes.
    ///
    /// # Errors
    /// What the system says.
    pub fn push(&mut self, row: u32, pending: &[u8]) -> Result<(), WriteError> {
        let names: PendingNames<'_> = postcard::from_bytes(pending).map_err(postcard_error)?;
        for birth in &names.births {
            let key = [birth.to_be_bytes(), row.to_be_bytes()].concat();
            self.persons.push(&key, pending)?;
        }
        Ok(())
    }

    /// Writes the sections.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        let Self { folder, memory, persons } = self;
        let (entries, by_text) = sort_by_text(&folder, memory, persons.finish()?)?;
        let indexed = index_texts(&folder, memory, entries.count, by_text.finish()?, out)?;
        write_names(&folder, entries, indexed.slots.finish()?, out)?;
        let keys = write_keys(&folder, indexed.keys.finish()?, out)?;
        indexed.edits.write(&folder, out)?;
        let fsts = [indexed.texts, keys];
        let head = PartIndexHead { texts: fsts[0].bytes.into(), keys: fsts[1].bytes.into() };
        out.begin(SectionKind::PartIndex);
        out.write(head.as_bytes())?;
        for fst in fsts {
            out.copy(fst.file)?;
        }
        Ok(())
    }
}

/// Entries in their order: birth and row of each, and how its names are parted.
struct Entries {
    count: u32,
    /// Birth, row, flags and number of names, then of parts of each name, a postcard each, behind its length.
    shapes: BufWriter<File>,
}

#[derive(Serialize, Deserialize)]
struct EntryShape {
    birth: u32,
    row: u32,
    flags: u8,
    names: Vec<u8>,
}

fn sort_by_text(
    folder: &Path,
    memory: usize,
    mut persons: SortedEntries,
) -> Result<(Entries, ExternalSorter), WriteError> {
    let mut by_text = ExternalSorter::new(folder, memory / 3);
    let mut entries = Entries { count: 0, shapes: working_file(folder)? };
    while let Some((key, pending)) = persons.next_entry()? {
        let names: PendingNames<'_> = postcard::from_bytes(pending).map_err(postcard_error)?;
        let number = |from: usize| {
            key.get(from..).and_then(<[u8]>::first_chunk).map_or(0, |at| u32::from_be_bytes(*at))
        };
        let shape = EntryShape {
            birth: number(0),
            row: number(4),
            flags: names.flags,
            names: names.names.iter().map(|name| u8::try_from(name.len()).unwrap_or(u8::MAX)).collect(),
        };
        write_shape(&mut entries.shapes, &shape)?;
        for (part, slot) in names.names.iter().flatten().zip(0_u16..) {
            let place = [&entries.count.to_be_bytes()[..], &slot.to_be_bytes()].concat();
            let value = postcard::to_stdvec(&(part.bits, &part.others)).map_err(postcard_error)?;
            by_text.push(&[part.text.as_bytes(), &[0], &place].concat(), &value)?;
        }
        entries.count = entries.count.checked_add(1).filter(|count| *count < u32::MAX).ok_or(TOO_MANY)?;
    }
    Ok((entries, by_text))
}

/// Most further spellings that are kept of one text. What is written alike in A to Z has few origins, and each few spellings.
const SPELLINGS_OF_A_TEXT: usize = 64;

const TOO_MANY: WriteError =
    WriteError::TooMuch { what: "persons and their birth dates", limit: u32::MAX as u64 };

fn write_shape(out: &mut impl Write, shape: &EntryShape) -> Result<(), WriteError> {
    let bytes = postcard::to_stdvec(shape).map_err(postcard_error)?;
    let length = u32::try_from(bytes.len()).map_err(|_| TOO_MANY)?;
    out.write_all(&length.to_le_bytes())
        .and_then(|()| out.write_all(&bytes))
        .map_err(WriteError::io("writing a working file"))
}

/// What the second sort gives.
struct Indexed {
    texts: FstFile,
    /// By entry and slot: the part and its bits.
    slots: ExternalSorter,
    keys: ExternalSorter,
    edits: EditWriter,
}

/// A part while its entries come.
#[derive(Default)]
struct Filling {
    text: Vec<u8>,
    /// Its further spellings, by whoever carries it, and whether somebody writes them without vowels.
    others: BTreeMap<String, bool>,
    /// Somebody's is written without vowels.
    in_consonants: bool,
    entries: u32,
    last: Option<u32>,
}

fn index_texts<W: Write>(
    folder: &Path,
    memory: usize,
    entries: u32,
    mut sorted: SortedEntries,
    out: &mut SectionWriter<W>,
) -> Result<Indexed, WriteError> {
    let sorter = || ExternalSorter::new(folder, memory / 6);
    let (mut slots, mut keys) = (sorter(), sorter());
    let mut edits = EditWriter::new(folder, memory / 6);
    let mut texts = FstWriter::new(folder)?;
    let (mut parts, mut part_texts) = (working_file(folder)?, working_file(folder)?);
    let mut text_start = 0_u32;
    let mut filling = Filling::default();
    let (mut ordinal, mut start) = (0_u32, 0_u32);
    let mut end_part = |filling: &Filling, ordinal: u32, start: u32| -> Result<(), WriteError> {
        texts.push(&filling.text, u64::from(ordinal))?;
        let text = std::str::from_utf8(&filling.text).unwrap_or_default();
        let listed = share_of(filling.entries as usize, entries);
        put_part(&mut parts, start, listed.max(typical_share(text)).min(1.0), text_start)?;
        part_texts.write_all(&filling.text).map_err(WriteError::io("writing a working file"))?;
        text_start = u32::try_from(filling.text.len())
            .ok()
            .and_then(|more| text_start.checked_add(more))
            .ok_or(TOO_MANY)?;
        edits.push(&filling.text, ordinal)?;
        let mut pushed = Ok(());
        let others = filling.others.iter().map(|(other, in_consonants)| (other.as_str(), *in_consonants));
        for_each_key(text, others, filling.in_consonants, &mut |key| {
            if pushed.is_ok() {
                pushed = keys.push(&[key, &[0], &ordinal.to_be_bytes()].concat(), &[]);
            }
        });
        pushed
    };
    out.begin(SectionKind::PartEntries);
    while let Some((key, value)) = sorted.next_entry()? {
        let Some((text, place)) = text_and_place(key) else { continue };
        if filling.text != text {
            if filling.entries > 0 {
                end_part(&filling, ordinal, start)?;
                ordinal += 1;
                start = start.checked_add(filling.entries).ok_or(TOO_MANY)?;
            }
            filling = Filling { text: text.to_vec(), ..Filling::default() };
        }
        let entry = place.first_chunk().map_or(0, |entry| u32::from_be_bytes(*entry));
        if filling.last != Some(entry) {
            filling.last = Some(entry);
            filling.entries += 1;
            out.write(&entry.to_le_bytes())?;
        }
        let (bits, others): (u8, Vec<&str>) = postcard::from_bytes(value).map_err(postcard_error)?;
        let in_consonants = !has_vowels(bits);
        filling.in_consonants |= in_consonants;
        for other in others {
            if let Some(known) = filling.others.get_mut(other) {
                *known |= in_consonants;
            } else if filling.others.len() < SPELLINGS_OF_A_TEXT {
                filling.others.insert(other.to_owned(), in_consonants);
            }
        }
        slots.push(place, &[&ordinal.to_le_bytes()[..], &[bits]].concat())?;
    }
    if filling.entries > 0 {
        end_part(&filling, ordinal, start)?;
        start = start.checked_add(filling.entries).ok_or(TOO_MANY)?;
    }
    put_part(&mut parts, start, 0.0, text_start)?;
    out.begin(SectionKind::Parts);
    out.copy(rewound(parts)?)?;
    out.begin(SectionKind::PartTexts);
    out.copy(rewound(part_texts)?)?;
    Ok(Indexed { texts: texts.finish()?, slots, keys, edits })
}

/// The share of people whom so many of a list's entries show to carry a part, as it is stored.
#[expect(clippy::cast_precision_loss, reason = "entries are fewer than 2^32")]
pub(super) fn share_of(carriers: usize, entries: u32) -> f64 {
    let share = carriers as f64 / f64::from(entries).max(RECORDS_LEAST as f64);
    (share * SHARE_UNITS).round() / SHARE_UNITS
}

/// The text of a sorted key, and the entry and slot behind it.
fn text_and_place(key: &[u8]) -> Option<(&[u8], &[u8])> {
    let (text, place) = key.split_at_checked(key.len().checked_sub(PLACE_BYTES)?)?;
    Some((text.strip_suffix(&[0])?, place))
}

/// Bytes of an entry and a slot.
const PLACE_BYTES: usize = 6;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn put_part(out: &mut impl Write, start: u32, share: f64, text: u32) -> Result<(), WriteError> {
    let share = (share * SHARE_UNITS).round() as u32;
    let part = PartEntry { start: start.into(), share: share.into(), text: text.into() };
    out.write_all(part.as_bytes()).map_err(WriteError::io("writing a working file"))
}

fn write_names<W: Write>(
    folder: &Path,
    entries: Entries,
    mut slots: SortedEntries,
    out: &mut SectionWriter<W>,
) -> Result<(), WriteError> {
    let mut shapes = BufReader::new(rewound(entries.shapes)?);
    let mut table = working_file(folder)?;
    let mut position = 0_u32;
    let mut put_entry = |birth: u32, row: u32, names: u32| {
        let entry = PersonEntry { birth: birth.into(), row: row.into(), names: names.into() };
        table.write_all(entry.as_bytes()).map_err(WriteError::io("writing a working file"))
    };
    out.begin(SectionKind::EntryNames);
    let mut stored = Vec::new();
    for _ in 0..entries.count {
        let shape = read_shape(&mut shapes)?;
        stored.clear();
        stored.push(shape.flags);
        for many in &shape.names {
            put_number(u64::from(*many), &mut stored);
            for _ in 0..*many {
                let value = slots.next_entry()?.map(|(_, value)| value);
                let (ordinal, bits) =
                    value.and_then(|value| value.split_first_chunk()).unwrap_or((&[0; 4], &[0]));
                let bits = bits.first().copied().unwrap_or(0);
                put_number(
                    u64::from(u32::from_le_bytes(*ordinal)) << PART_BITS | u64::from(bits),
                    &mut stored,
                );
            }
        }
        put_entry(shape.birth, shape.row, position)?;
        out.write(&stored)?;
        position =
            u32::try_from(stored.len()).ok().and_then(|more| position.checked_add(more)).ok_or(TOO_MANY)?;
    }
    put_entry(u32::MAX, u32::MAX, position)?;
    out.begin(SectionKind::PersonEntries);
    out.copy(rewound(table)?)
}

fn read_shape(shapes: &mut impl Read) -> Result<EntryShape, WriteError> {
    let mut length = [0; 4];
    shapes.read_exact(&mut length).map_err(WriteError::io("reading a working file"))?;
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    shapes.read_exact(&mut bytes).map_err(WriteError::io("reading a working file"))?;
    postcard::from_bytes(&bytes).map_err(postcard_error)
}

/// Writes each key's parts behind their number, and returns the FST that leads to the place of that.
fn write_keys<W: Write>(
    folder: &Path,
    mut sorted: SortedEntries,
    out: &mut SectionWriter<W>,
) -> Result<FstFile, WriteError> {
    let mut fst = FstWriter::new(folder)?;
    let mut key: Vec<u8> = Vec::new();
    let mut run: Vec<u8> = Vec::new();
    let mut position = 0_u64;
    out.begin(SectionKind::PartRuns);
    let mut end_run = |key: &[u8], run: &mut Vec<u8>| -> Result<(), WriteError> {
        let many = u32::try_from(run.len() / 4).unwrap_or(u32::MAX);
        if many > 0 {
            fst.push(key, position)?;
            out.write(&many.to_le_bytes())?;
            out.write(run)?;
            position += u64::from(many) + 1;
            run.clear();
        }
        Ok(())
    };
    while let Some((sort_key, _)) = sorted.next_entry()? {
        let Some((next, ordinal)) = sort_key.split_last_chunk::<4>() else { continue };
        let next = next.strip_suffix(&[0]).unwrap_or(next);
        if next != key {
            end_run(&key, &mut run)?;
            key.clear();
            key.extend_from_slice(next);
        }
        run.extend_from_slice(&u32::from_be_bytes(*ordinal).to_le_bytes());
    }
    end_run(&key, &mut run)?;
    fst.finish()
}

/// An FST that is written to a working file.
struct FstWriter(Builder<BufWriter<File>>);

/// A finished one, from its start.
struct FstFile {
    file: File,
    bytes: u64,
}

impl FstWriter {
    fn new(folder: &Path) -> Result<Self, WriteError> {
        Ok(Self(Builder::new(working_file(folder)?).map_err(fst_error)?))
    }

    fn push(&mut self, key: &[u8], value: u64) -> Result<(), WriteError> {
        self.0.insert(key, value).map_err(fst_error)
    }

    fn finish(self) -> Result<FstFile, WriteError> {
        let file = rewound(self.0.into_inner().map_err(fst_error)?)?;
        let bytes = file.metadata().map_err(WriteError::io("reading a working file"))?.len();
        Ok(FstFile { file, bytes })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn fst_error(error: fst::Error) -> WriteError {
    WriteError::Library { what: "fst", text: error.to_string() }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn postcard_error(error: postcard::Error) -> WriteError {
    WriteError::Library { what: "postcard", text: error.to_string() }
}
