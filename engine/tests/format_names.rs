//! The sections of names read as docs/format.md tells them: with nothing of the library but the codes of sections.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

use std::collections::BTreeSet;

use watchpost_engine::list::List;
use watchpost_engine::segment::layout::{SectionEntry, SectionKind, Trailer};
use zerocopy::FromBytes;

use lists::rows;

const PERSONS: [&str; 3] = [
    "record_id=R-0; owner=UTO; notice=red; surname=VAN DOE; given=ANNA; birth_dates=1974-08-12|1975; sex=F",
    "record_id=R-1; owner=UTO; notice=yellow; surname=SHCHERBACHEV; given=DOE; aliases=KUZ",
    "record_id=R-2; owner=UTO; notice=red; surname=محمد; birth_dates=2517-08; sex=M",
];

/// Texts in the order of bytes: each one's place is its ordinal. The Arabic name is written without vowels.
const TEXTS: [&str; 6] = ["ANNA", "DOE", "KUZ", "MHMD", "SHCHERBACHEV", "VAN"];

struct Segment(Vec<u8>);

impl Segment {
    fn of_persons() -> Self {
        Self(store::segment(List::Persons, &rows(&PERSONS), store::MEMORY).0)
    }

    fn section(&self, kind: SectionKind) -> &[u8] {
        let (_, trailer) = Trailer::ref_from_suffix(&self.0).unwrap();
        let table = &self.0[usize::try_from(trailer.table_offset.get()).unwrap()..];
        let count = usize::try_from(trailer.sections.get()).unwrap();
        let (entries, _) = <[SectionEntry]>::ref_from_prefix_with_elems(table, count).unwrap();
        let entry = entries.iter().find(|entry| entry.kind.get() == u16::from(kind.code())).unwrap();
        let place = |at: u64| usize::try_from(at).unwrap();
        &self.0[place(entry.offset.get())..place(entry.offset.get() + entry.length.get())]
    }

    fn numbers(&self, kind: SectionKind) -> Vec<u32> {
        numbers(self.section(kind))
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes(four.try_into().unwrap())).collect()
}

/// Numbers in groups of seven bits, the lowest first.
fn grouped(mut bytes: &[u8]) -> Vec<u64> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let length = 1 + bytes.iter().position(|byte| *byte < 0x80).unwrap();
        let groups = bytes[..length].iter().rev();
        all.push(groups.fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f)));
        bytes = &bytes[length..];
    }
    all
}

#[test]
fn parts_stand_in_the_order_of_their_texts_with_their_entries_and_shares() {
    let segment = Segment::of_persons();
    let texts = std::str::from_utf8(segment.section(SectionKind::PartTexts)).unwrap();
    assert_eq!(texts, TEXTS.concat());
    let parts = segment.numbers(SectionKind::Parts);
    let parts: Vec<&[u32]> = parts.chunks(3).collect();
    assert_eq!(parts.len(), TEXTS.len() + 1, "one more behind the last");
    let entries = segment.numbers(SectionKind::PartEntries);
    let carried = |part: usize| &entries[parts[part][0] as usize..parts[part + 1][0] as usize];
    // Entries: 0 is R-1 without a birth date, 1 and 3 are R-0, 2 and 4 are R-2 in our calendar and as written.
    let expected: [&[u32]; 6] = [&[2, 3], &[0, 2, 3], &[0], &[1, 4], &[0], &[2, 3]];
    for (part, expected) in expected.into_iter().enumerate() {
        assert_eq!(carried(part), expected, "{}", TEXTS[part]);
        let text = &texts[parts[part][2] as usize..parts[part + 1][2] as usize];
        assert_eq!(text, TEXTS[part]);
        let listed = u32::try_from(carried(part).len()).unwrap() * 10_000;
        assert!(parts[part][1] >= listed, "{text}: entries count as at least 100,000");
    }
    assert_eq!(parts[4][1], 10_000, "no table has SHCHERBACHEV");
}

#[test]
fn entries_stand_by_birth_date_with_their_names_as_numbers() {
    let segment = Segment::of_persons();
    let entries = segment.numbers(SectionKind::PersonEntries);
    let entries: Vec<&[u32]> = entries.chunks(3).collect();
    let day = |year: u32, month: u32, day: u32| year * 512 + month * 32 + day;
    let births_and_rows: Vec<(u32, u32)> = entries.iter().map(|entry| (entry[0], entry[1])).collect();
    let expected =
        [(0, 1), (day(1974, 8, 0), 2), (day(1974, 8, 12), 0), (day(1975, 0, 0), 0), (day(2517, 8, 0), 2)];
    assert_eq!(births_and_rows[..5], expected);
    assert_eq!(births_and_rows.len(), 6, "one more behind the last");
    let names = segment.section(SectionKind::EntryNames);
    let of_entry = |entry: usize| &names[entries[entry][2] as usize..entries[entry + 1][2] as usize];
    assert_eq!(entries[5][2] as usize, names.len());
    assert_eq!([0, 1, 2].map(|entry| of_entry(entry)[0]), [0b100, 0b001, 0b010], "sex, and protection");
    let numbers = |entry: usize| grouped(&of_entry(entry)[1..]);
    let part = |ordinal: u64, bits: u64| 16 * ordinal + bits;
    assert_eq!(numbers(2), [3, part(5, 4), part(1, 0), part(0, 1)], "a particle, a surname, a given name");
    assert_eq!(numbers(3), numbers(2));
    assert_eq!(
        numbers(0),
        [2, part(4, 0), part(1, 1), 1, part(2, 2)],
        "two names, of the second no role is known"
    );
    assert_eq!(numbers(1), [1, part(3, 8)], "consonants alone");
}

/// The output function of SplitMix64, of which the highest 40 bits are the hash.
fn hash(letters: &[u8], is_of_one_edit: bool) -> u64 {
    let number = letters.iter().fold(0, |number, letter| number << 8 | u64::from(*letter));
    let number = if is_of_one_edit { number ^ 1 << 63 } else { number };
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (number ^ number >> 31) >> 24
}

/// What is left of a word when letters are left out, in every way.
fn left_of(word: &[u8], left_out: usize) -> BTreeSet<Vec<u8>> {
    if left_out == 0 {
        return [word.to_vec()].into();
    }
    let without = |at: usize| [&word[..at], &word[at + 1..]].concat();
    (0..word.len()).flat_map(|at| left_of(&without(at), left_out - 1)).collect()
}

#[test]
fn keys_of_edits_stand_by_their_hashes() {
    let segment = Segment::of_persons();
    let edits = segment.section(SectionKind::PartEdits);
    let head = numbers(&edits[..8]);
    let (bucket_bits, ordinal_bits) = (head[0], head[1]);
    let mut expected = BTreeSet::new();
    for (ordinal, word) in (0_u32..).zip(TEXTS) {
        let word = word.as_bytes();
        if (3..=8).contains(&word.len()) {
            let keys = left_of(word, 0).into_iter().chain(left_of(word, 1));
            expected.extend(keys.map(|key| (hash(&key, true), ordinal)));
        }
        if word.len() >= 6 {
            let first = &word[..word.len().min(8)];
            expected
                .extend(left_of(first, first.len() - 6).into_iter().map(|key| (hash(&key, false), ordinal)));
        }
    }
    // ANNA and SHCHERBA give one key twice.
    assert_eq!(expected.len(), 4 + 3 * 4 + 5 + 27);
    let kept = |(hash, ordinal): &(u64, u32)| u32::try_from(hash & 0xfff).unwrap() << ordinal_bits | ordinal;
    let all: Vec<u32> = expected.iter().map(kept).collect();
    let starts_at = edits.len() - 4 * ((1 << bucket_bits) + 1);
    assert_eq!(numbers(&edits[8..starts_at]), all);
    let starts = numbers(&edits[starts_at..]);
    for bucket in 0..1 << bucket_bits {
        let before = expected.iter().filter(|(hash, _)| hash >> (40 - bucket_bits) < bucket).count();
        assert_eq!(starts[usize::try_from(bucket).unwrap()] as usize, before, "bucket {bucket}");
    }
    assert_eq!(starts.last().copied(), u32::try_from(all.len()).ok());
}
