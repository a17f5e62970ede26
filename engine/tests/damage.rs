//! A segment that is not as it was written is refused, or answers as before; it never panics and never lies.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/lists.rs"]
mod lists;
#[path = "damage/persons.rs"]
mod persons;
#[path = "support/store.rs"]
mod store;

#[path = "damage/changed_index.rs"]
mod changed_index;

use std::fmt::Debug;
use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};
use tempfile::TempDir;
use watchpost_engine::check::Conditions;
use watchpost_engine::generation::{Generation, OpenError, Verify};
use watchpost_engine::limits::SEGMENT_ENDING_BYTES;
use watchpost_engine::list::List;
use watchpost_engine::segment::layout::{
    Header, ROW_BLOCK_START_BYTES, RowsHead, SectionEntry, SectionKind, Trailer,
};
use watchpost_engine::store::{Manifest, Sha256Name, Store};
use xxhash_rust::xxh3::xxh3_128;
use zerocopy::{FromBytes, IntoBytes};

use store::{Lists, now};

/// A store of one small list, whose segment's file is changed under its own name, so that its own checksums
/// have to tell. Nothing maps the file while it changes.
struct Victim {
    store: Store,
    manifest: Manifest,
    file: File,
    bytes: Vec<u8>,
    answers: Value,
    _place: TempDir,
}

const ROWS: [(List, &[&str]); 3] = [
    (
        List::Documents,
        &[
            "record_id=D-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=stolen; note=by post",
            "record_id=D-2; owner=UTO; number=L8989O2C3; issuer=UTO; type=P; status=lost",
            "record_id=D-3; owner=FRA; number=UT8801; number_to=UT8850; status=stolen-blank",
            "record_id=D-4; owner=UTO; number=UT8840; number_to=UT8899; status=stolen-blank",
        ],
    ),
    (
        List::Vehicles,
        &[
            "record_id=V-1; owner=UTO; vin=WVWZZZ1JZXW000001; plate=AB123CD; plate_country=FRA; status=stolen",
            "record_id=V-2; owner=UTO; plate=A8123CD; engine_number=BKC047; status=plate-stolen; make=VW",
        ],
    ),
    (
        List::Persons,
        &[
            "record_id=P-1; owner=UTO; notice=red; surname=NOVAKOVA; given=EVA; birth_dates=1974-08-12",
            "record_id=P-2; owner=UTO; notice=yellow; surname=MÜLLER; documents=UTO/L898902C3/P; status=missing",
        ],
    ),
];

fn questions() -> Value {
    let numbers = ["L898902C3", "L8989O2C3", "UT8845", "ZZ9", "UT88O1"];
    let mut subjects: Vec<Value> =
        numbers.iter().map(|number| json!({"document": {"number": number, "issuer": "UTO"}})).collect();
    subjects.extend([
        json!({"document": {"number": "L898902C3"}}),
        json!({"document": {"number": "L898920C3", "issuer": "UTO"}}),
        json!({"mrz": ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C46UTO7408122F1204159ZE184226B<<<<<10"]}),
        json!({"vehicle": {"vin": "XW000001"}}),
        json!({"vehicle": {"vin": "WVWZZZ7JZXW000001", "make": "VW", "plates": [{"number": "A81Z3CD"}]}}),
        json!({"vehicle": {"vin": "*W000001", "plates": [{"number": "A?123*"}]}}),
        json!({"vehicle": {"vin": "WVWZZ??JZXW0*"}}),
        json!({"vehicle": {"vin": "WVWZZZ1JZXW000001", "plates": [{"number": "AB123CD"}]}}),
        json!({"vehicle": {"engine_number": "BKC047"}}),
        json!({"vehicle": {"plates": [{"number": "ZZ999ZZ", "country": "FRA"}]}}),
        json!({"person": {"surname": "Novakova", "given": "Eva", "birth_date": "1974-08-12"}}),
        json!({"person": {"name": "MUELLER"}}),
        json!({"person": {"name": "Ewa Nowak", "birth_dates": ["1974-08-02", "1974-09-08", "1971"]}}),
        json!({"person": {"surname": "Abd al Rahman", "given": "Aleksandr", "birth_date": "1974-08-04"}}),
        json!({"person": {"name": "NOBODY"}}),
    ]);
    json!({ "subjects": subjects })
}

fn answers(generation: &Generation) -> Value {
    asking::ask_under(generation, questions(), &Conditions::at(now()))
}

impl Victim {
    fn new(list: List) -> Self {
        Self::of(list, ROWS.iter().find(|(of, _)| *of == list).unwrap().1)
    }

    fn of(list: List, rows: &[&str]) -> Self {
        let lists = List::ALL.into_iter().filter(|other| *other != list);
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("store");
        lists.fold(Lists::empty(), Lists::without).with(list, rows).build(&root);
        let store = Store::open(&root).unwrap();
        let generation = Generation::open(&store, Verify::Full).unwrap();
        let (answers, manifest) = (answers(&generation), generation.manifest().clone());
        let path = store.segment_path(&manifest.segments().next().unwrap().sha256);
        let bytes = std::fs::read(&path).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        Self { store, manifest, file, bytes, answers, _place: place }
    }

    /// Opens the segment with one byte changed; true if it was refused.
    fn refuses_byte(&self, at: usize, byte: u8) -> bool {
        self.file.write_all_at(&[byte], at as u64).unwrap();
        let refused = self.is_refused(&(at, byte));
        self.file.write_all_at(&self.bytes[at..=at], at as u64).unwrap();
        refused
    }

    /// Opens the segment as these bytes; true if it was refused.
    fn refuses(&self, bytes: &[u8], what: &dyn Debug) -> bool {
        self.file.write_all_at(bytes, 0).unwrap();
        self.file.set_len(bytes.len() as u64).unwrap();
        self.is_refused(what)
    }

    fn open(&self) -> Result<Generation, OpenError> {
        Generation::open_manifest(&self.store, self.manifest.clone(), Verify::Checksums)
    }

    /// Opens it with a manifest that names the end of `bytes`, as its writer would.
    fn open_listed(&self, bytes: &[u8]) -> Result<Generation, OpenError> {
        let ending = Sha256Name::of(&bytes[bytes.len() - SEGMENT_ENDING_BYTES..]);
        let mut manifest = self.manifest.clone();
        for segment in manifest.lists.values_mut().flat_map(|entry| &mut entry.segments) {
            segment.ending = ending;
        }
        Generation::open_manifest(&self.store, manifest, Verify::Checksums)
    }

    /// Anything but a refusal or the same answers is a failure.
    fn is_refused(&self, what: &dyn Debug) -> bool {
        let told = catch_unwind(AssertUnwindSafe(|| self.open().map(|generation| answers(&generation)).ok()));
        match told {
            Ok(None) => true,
            Ok(Some(answers)) => {
                assert_eq!(answers, self.answers, "{what:?} was not refused and changed an answer");
                false
            }
            Err(_) => panic!("{what:?} made the engine panic"),
        }
    }
}

fn every_changed_byte_is_told(list: List) {
    let victim = Victim::new(list);
    for at in 0..victim.bytes.len() {
        for mask in [0x01, 0x80, 0xFF] {
            let refused = victim.refuses_byte(at, victim.bytes[at] ^ mask);
            assert!(refused, "{list} byte {at} mask {mask:#x} is not covered");
        }
    }
}

#[test]
fn every_changed_byte_of_documents_is_told() {
    every_changed_byte_is_told(List::Documents);
}

#[test]
fn every_changed_byte_of_vehicles_is_told() {
    every_changed_byte_is_told(List::Vehicles);
}

#[test]
fn every_changed_byte_of_persons_is_told() {
    every_changed_byte_is_told(List::Persons);
}

#[test]
fn every_cut_is_told_and_so_is_every_surplus() {
    for list in List::ALL {
        let victim = Victim::new(list);
        for length in (0..victim.bytes.len()).rev() {
            assert!(victim.refuses(&victim.bytes[..length], &(list, length)), "{list} cut to {length}");
        }
        for surplus in [1, 16, 48, 4_096] {
            let longer = [victim.bytes.as_slice(), &vec![0; surplus]].concat();
            assert!(victim.refuses(&longer, &(list, surplus)), "{list} with {surplus} bytes more");
        }
    }
}

/// `WATCHPOST_MUTATIONS` gives their number for a longer run.
fn mutations() -> usize {
    std::env::var("WATCHPOST_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(3_000)
}

/// Several bytes at once, blocks of zeros as a disk leaves them, and parts that changed places.
#[test]
fn random_damage_is_told() {
    let mutations = mutations();
    let victims = List::ALL.map(Victim::new);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for mutation in 0..mutations {
        let victim = &victims[mutation % victims.len()];
        let bytes = mutated(&victim.bytes, &mut random);
        let refused = victim.refuses(&bytes, &(victim.manifest.lists.keys().next(), mutation));
        assert_eq!(refused, bytes != victim.bytes, "mutation {mutation}");
    }
}

/// Someone who may write the store's folder can make checksums agree: what is then served is theirs, but it is no
/// panic. Indexes are left out: the FST library trusts its bytes, and only `verify --deep` reads its own checksum.
#[test]
fn damage_under_checksums_that_agree_never_panics() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for victim in List::ALL.map(Victim::new) {
        let places = places_outside_indexes(&victim.bytes);
        for mutation in 0..mutations() / 3 {
            let mut bytes = victim.bytes.clone();
            for _ in 0..=random.below(3) {
                bytes[places[random.below(places.len())]] ^= random.byte();
            }
            seal(&mut bytes);
            victim.file.write_all_at(&bytes, 0).unwrap();
            let asked = catch_unwind(AssertUnwindSafe(|| {
                victim.open_listed(&bytes).map(|generation| answers(&generation)).ok()
            }));
            assert!(asked.is_ok(), "{:?} mutation {mutation}", victim.manifest.lists.keys().next());
        }
    }
}

/// A whole, sound segment of the same list and length, copied to a name that is not its own: its own checksums agree.
#[test]
fn another_segment_under_a_listed_name_is_told_without_hashing_it_whole() {
    let victim = Victim::new(List::Documents);
    let mut other = victim.bytes.clone();
    other[section(&victim.bytes, SectionKind::Details)][0] ^= 1;
    seal(&mut other);
    victim.file.write_all_at(&other, 0).unwrap();
    let refused = victim.open().map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains("its last bytes"), "{refused}");
}

/// Whoever wrote the segment made checksums agree with a gate that is shut.
#[test]
fn range_that_the_gate_hides_from_every_question_is_refused() {
    let victim = Victim::new(List::Documents);
    victim.open().unwrap().verify_deep().unwrap();
    let mut bytes = victim.bytes.clone();
    bytes[section(&victim.bytes, SectionKind::RangeGate)].fill(0);
    seal(&mut bytes);
    victim.file.write_all_at(&bytes, 0).unwrap();
    let refused = victim.open_listed(&bytes).map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains("range-gate"), "{refused}");
}

/// `UT8801` to `UT8850` is indexed as if it ended a number earlier, which is a range as well.
#[test]
fn range_that_some_questions_would_not_find_is_told_by_a_deep_verification() {
    let victim = Victim::new(List::Documents);
    let mut bytes = victim.bytes.clone();
    let ends = section(&victim.bytes, SectionKind::RangeEnds);
    assert_eq!(&bytes[ends.start..ends.start + 12], b"UT8801UT8850");
    bytes[ends.start + 10..ends.start + 12].copy_from_slice(b"49");
    seal(&mut bytes);
    victim.file.write_all_at(&bytes, 0).unwrap();
    let refused = victim.open_listed(&bytes).unwrap().verify_deep().unwrap_err();
    assert!(refused.to_string().contains("range-ends"), "{refused}");
}

/// The first record that each question meets is spoilt; the next one answers all the same.
#[test]
fn record_that_cannot_be_read_hides_no_other_and_is_told() {
    for (list, spoilt, question) in [
        (List::Documents, 0, json!({"document": {"number": "L898902C3", "issuer": "UTO"}})),
        (List::Vehicles, 1, json!({"vehicle": {"plates": [{"number": "AB123CD", "country": "FRA"}]}})),
    ] {
        let victim = Victim::new(list);
        let mut bytes = victim.bytes.clone();
        let rows = &victim.bytes[section(&victim.bytes, SectionKind::Rows)];
        // The first block starts at 0, and rows of few bytes are two bytes each.
        assert_eq!(rows[0], 2, "{list}");
        let place = size_of::<RowsHead>() + ROW_BLOCK_START_BYTES + 2 * spoilt;
        let start = usize::from(u16::from_le_bytes([rows[place], rows[place + 1]]) >> 1);
        bytes[section(&victim.bytes, SectionKind::Details).start + start] = u8::MAX;
        seal(&mut bytes);
        victim.file.write_all_at(&bytes, 0).unwrap();
        let answer = asking::ask(&victim.open_listed(&bytes).unwrap(), question);
        let of_list = asking::list(&answer, list.as_str());
        assert_eq!((&of_list["total"], &answer["complete"]), (&json!(1), &json!(false)), "{list}");
        assert!(asking::codes(of_list).contains(&"record-unreadable"), "{list}");
    }
}

fn section(bytes: &[u8], kind: SectionKind) -> Range<usize> {
    sections(bytes).find(|(found, _)| *found == kind).unwrap().1
}

/// Each section and the place of its bytes.
fn sections(bytes: &[u8]) -> impl Iterator<Item = (SectionKind, Range<usize>)> {
    let table = &bytes[table_offset(bytes)..bytes.len() - size_of::<Trailer>()];
    <[SectionEntry]>::ref_from_bytes(table).unwrap().iter().map(|entry| {
        let kind = SectionKind::from_code(u8::try_from(entry.kind.get()).unwrap()).unwrap();
        let start = usize::try_from(entry.offset.get()).unwrap();
        (kind, start..start + usize::try_from(entry.length.get()).unwrap())
    })
}

/// The bytes of all sections but indexes. The gate of ranges, of which any bytes are good, would fill nearly all of a
/// small segment and is left out as well.
fn places_outside_indexes(bytes: &[u8]) -> Vec<usize> {
    sections(bytes)
        .filter(|(kind, _)| !kind.as_str().ends_with("-index") && *kind != SectionKind::RangeGate)
        .flat_map(|(_, place)| place)
        .collect()
}

fn table_offset(bytes: &[u8]) -> usize {
    let (_, trailer) = Trailer::ref_from_suffix(bytes).unwrap();
    usize::try_from(trailer.table_offset.get()).unwrap()
}

/// Makes all checksums agree with the sections.
fn seal(bytes: &mut [u8]) {
    let table = table_offset(bytes);
    let (sections, behind) = bytes.split_at_mut(table);
    let trailer = behind.len() - size_of::<Trailer>();
    let (entries, trailer) = behind.split_at_mut(trailer);
    for entry in <[SectionEntry]>::mut_from_bytes(entries).unwrap() {
        let start = usize::try_from(entry.offset.get()).unwrap();
        let end = start + usize::try_from(entry.length.get()).unwrap();
        entry.checksum = xxh3_128(&sections[start..end]).to_le_bytes();
    }
    let trailer = Trailer::mut_from_bytes(trailer).unwrap();
    let fields = [trailer.table_offset.as_bytes(), trailer.sections.as_bytes(), trailer.reserved.as_bytes()];
    let covered = [&sections[..size_of::<Header>()], entries, &fields.concat()].concat();
    trailer.checksum = xxh3_128(&covered).to_le_bytes();
}

fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let length = bytes.len();
    match random.below(4) {
        0 => {
            for _ in 0..=random.below(16) {
                let at = random.below(length);
                bytes[at] ^= random.byte();
            }
        }
        1 => {
            let start = random.below(length);
            let end = (start + 1 + random.below(512)).min(length);
            bytes[start..end].fill(0);
        }
        2 => {
            let (a, b) = (random.below(length), random.below(length));
            bytes.swap(a, b);
        }
        _ => {
            let (from, to, count) = (random.below(length), random.below(length), random.below(64));
            let count = count.min(length - from).min(length - to);
            bytes.copy_within(from..from + count, to);
        }
    }
    bytes
}

/// Numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}
