//! Every bound of the engine, in one place, each with its reason.
//!
//! Refusal texts, the API description and the tests read these constants; none of them types a number again.

use jiff::SignedDuration;

// Fields of travel documents and persons.

/// Longest issuer code, in signs. Doc 9303 uses three; lists carry longer ones, which must not be lost.
pub const ISSUER_CODE_BYTES: usize = 16;

/// Longest document number in an MRZ: nine signs, and fourteen of a TD1's optional data (Doc 9303-5 section 4.2.4).
pub const MRZ_NUMBER_BYTES: usize = 23;

/// Most readings of an MRZ's number that are asked beside it. A number of nine signs has at most some 150 whose check
/// digit agrees; of longer ones those with two signs put back may be more, and the last of them are left out.
pub const MRZ_NUMBER_READINGS: usize = 512;

/// Most digits in the name of an MRZ that are read as the letters of their shape. A name with more is in another
/// writing (the Russian internal passport spells sounds with digits), not a misread one.
pub const MRZ_FORCED_NAME_SIGNS: usize = 4;

/// Longest name in an MRZ: the name field of a passport (Doc 9303-4 section 4.2.2).
pub const MRZ_NAME_BYTES: usize = 39;

/// Longest optional data in an MRZ: both fields of a TD1 and a space between them (Doc 9303-5 section 4.2.2).
pub const MRZ_OPTIONAL_BYTES: usize = 15 + 1 + 11;

/// Most spellings of one part of a name. Three letters with two spellings each give eight; a part with more is matched
/// by its first eight, the two that issuers use throughout among them.
pub const NAME_SPELLINGS: usize = 8;

/// Most parts of one name, titles and particles too. The longest names of real lists have under 16.
pub const NAME_PARTS: usize = 24;

/// Longest part of a name, in bytes, as written and with A to Z. The longest of real lists have under 40; scripts without
/// spaces write a whole name as one part, with three bytes a sign.
pub const NAME_PART_BYTES: usize = 120;

/// Longest sound key of one part of a name, in bytes. Parts of real lists hardly ever have more than 20 sounds; of a
/// longer one the beginning is compared.
pub const SOUND_KEY_BYTES: usize = 40;

/// Longest skeleton key of one part of a name, in bytes: consonants are about half of the sounds.
pub const SKELETON_KEY_BYTES: usize = 24;

// Identifiers and their keys.

/// Longest document number, in bytes of UTF-8 as written. An MRZ holds [`MRZ_NUMBER_BYTES`]; lists print national
/// numbers of up to 40.
pub const DOCUMENT_NUMBER_BYTES: usize = 40;

/// Longest plate as written, in bytes. The longest shape in use (Japan: place, class, kana, number) takes 16.
pub const PLATE_BYTES: usize = 32;

/// Shortest chassis number. Three signs or fewer meet too many vehicles to be an identification.
pub const VIN_SIGNS_MIN: usize = 4;

/// Longest chassis number. ISO 3779 has 17 signs; frame numbers of machines and trailers run to 25.
pub const VIN_BYTES: usize = 25;

/// Longest engine number, in bytes.
pub const ENGINE_NUMBER_BYTES: usize = 32;

/// Fewest known signs of a chassis number asked with wildcards: fewer meet hundreds of thousands of vehicles.
pub const VIN_PATTERN_SIGNS: usize = 4;

/// Fewest known signs of a plate asked with wildcards: short plates have five or six in all.
pub const PLATE_PATTERN_SIGNS: usize = 3;

/// Most wildcards of one pattern: 13 of a chassis number's 17 signs are known to be open beside the 4 that must be known.
pub const PATTERN_WILDCARDS: usize = 13;

/// Steps through an index that one pattern may take: some 20 milliseconds. A pattern that begins with its known signs
/// takes a few thousand.
pub const PATTERN_STEPS: usize = 1_000_000;

/// Steps that all patterns of one check may take: four of the widest, some 80 milliseconds, so that a question of
/// many patterns cannot hold up the others.
pub const PATTERN_STEPS_A_CHECK: usize = 4_000_000;

/// Longest folded key of an identifier: the longest of the identifiers above.
pub const KEY_BYTES: usize = 40;

const _: () = assert!(
    KEY_BYTES >= DOCUMENT_NUMBER_BYTES
        && KEY_BYTES >= PLATE_BYTES
        && KEY_BYTES >= VIN_BYTES
        && KEY_BYTES >= ENGINE_NUMBER_BYTES
);

/// Longest raw text of an identifier before normalisation, in bytes. Spaces and dashes may double it; beyond
/// that it is not an identifier, and reading it further would be work for nothing.
pub const IDENTIFIER_TEXT_BYTES: usize = 256;

// The store.

/// Most bytes of `CURRENT`. Its longest valid form has 196; a longer file is not one of ours.
pub const CURRENT_BYTES: u64 = 256;

/// Most bytes of a manifest. A few sources and probes take some kilobytes; 4 MiB leaves room for a
/// thousand probes, and a reader can still hold it in memory without a thought.
pub const MANIFEST_BYTES: u64 = 4 << 20;

/// Most bytes of one segment: 64 GiB. The largest list known (140 million documents) needs a
/// quarter of it; more means a broken or hostile manifest.
pub const SEGMENT_BYTES: u64 = 64 << 30;

/// Bytes of a segment's end whose SHA-256 the manifest tells: its trailer, by which every section is bound to the
/// manifest without reading the segment to its end.
pub const SEGMENT_ENDING_BYTES: usize = 48;

/// Most sources of one list: a list is compiled from tens of files, not from thousands.
pub const SOURCES_PER_LIST: usize = 1_024;

/// Most probes of one generation. A reload asks them all before it switches, so their number bounds
/// the time of a reload.
pub const PROBES: usize = 1_024;

/// Highest number of a generation: what a reader in any language holds exactly (2^53 - 1). One
/// generation a second reaches it after 285 million years.
pub const GENERATION_NUMBER: u64 = (1 << 53) - 1;

/// How often a reader starts again because `CURRENT` moved on while it read. A writer that
/// publishes and prunes faster than a reader opens files is a fault to be told, not waited out.
pub const CURRENT_RETRIES: usize = 3;

/// Bytes gathered before a segment's writer calls the disk: fewer calls, little memory.
pub const SEGMENT_BUFFER_BYTES: usize = 1 << 20;

// Segments.

/// Most ranges of blanks in one segment: twenty times a list of a million. None stands in memory while it is built: they
/// are sorted within a build's memory like all rows, and only two numbers for each sixteen of them are held until their
/// group ends, 24 MB for as many with nine signs, beside the 8 MiB of their gate.
pub const RANGES: u32 = 20_000_000;

/// Most entries of the table of number shapes, 3.5 MiB. A list of the world has some thousand: an issuer has a handful
/// of shapes, Germany, whose numbers mix letters and digits freely, 512. A list that overflows it tells the shapes with
/// the most records; a rule that needs the chance of another is not used.
pub const NUMBER_SHAPES: usize = 65_536;

/// Most shapes that are counted at a time while a segment is built, some 30 MiB.
pub const NUMBER_SHAPES_COUNTED: usize = 2 * NUMBER_SHAPES;

/// Most identifiers of makers in a table given to a build. The fullest known has some 13,000.
pub const WMI_MAKERS: usize = 100_000;

/// Longest name of a maker in such a table, in bytes. The longest known has under 100.
pub const MAKER_BYTES: usize = 160;

// How far a rule reaches.

/// From how many records on the signs met at each place of a shape are taken for all that its issuer uses there. Below,
/// each place counts as ten signs: a few numbers show a few signs by accident, and so does one range.
pub const SHAPE_RECORDS: u64 = 1_000;

/// Below this chance that a clean number is listed by accident, a number without an issuer answers as `probable`: of
/// a million clean travellers not one shall be told so.
pub const CHANCE_OF_PROBABLE: f64 = 1e-6;

/// Below this chance a rule that reaches beyond number and issuer as written answers as `possible`. A handful of
/// such rules together stay below one false alarm in 10,000 clean checks.
pub const CHANCE_OF_POSSIBLE: f64 = 1e-5;

/// Shortest number, in signs, that an issuer's code may have been typed in front of.
pub const PREFIXED_NUMBER_SIGNS: usize = 5;

/// Most zeros in front that are added or left out when a typed number is asked again: spreadsheets drop them all,
/// and more than three hardly ever stand there.
pub const LEADING_ZEROS: usize = 3;

/// How many numbers an MRZ whose check digits agree may be asked again as, when two signs were misread so that the
/// digit still agrees: the mean over numbers of nine signs, by which their chance is told.
pub const CANCELLED_READINGS: u64 = 32;

/// How many vehicles of one production run (the same first eleven signs) a list may hold before a digit for a digit in
/// their serial numbers is no longer forgiven where no check digit tells: the next vehicles of the run drive too.
pub const RUN_RECORDS: usize = 1;

/// How many plates are counted that one sign taken for another makes of a plate, for the chance that one of them is
/// listed: seven signs make nine on average, and hardly ever more than this.
pub const MISREAD_PLATES: u32 = 16;

// Ages.

/// How far ahead of the clock the time of a list may lie before it is told (contract, section 4, "Age"): clocks of two
/// machines differ.
pub const AS_OF_AHEAD: SignedDuration = SignedDuration::from_mins(5);

/// The age past which a list is called stale, unless an operator says otherwise.
pub const STALE_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// The age past which a list is not searched, unless an operator says otherwise.
pub const LEASE: SignedDuration = SignedDuration::from_hours(48);

// Questions.

/// Most subjects in one check: a full coach with its crew, four times over.
pub const SUBJECTS: usize = 256;

/// Most values of a field that may hold several: plates, birth dates, nationalities.
pub const VALUES_OF_A_FIELD: usize = 16;

/// Most hits shown for one list of one subject. Long lists hide the real hit; `total` tells of more.
pub const HITS_SHOWN: usize = 32;

/// Most rows that one look-up grades. Longer runs (a number of zeros listed a million times) are bisected for
/// the exact records, and the answer says that not all were graded.
pub const ROWS_GRADED: usize = 4_096;

/// Most rows that one check grades over all its subjects: some 50 milliseconds, so that a question about a
/// hundred numbers of zeros cannot hold up the others.
pub const ROWS_GRADED_A_CHECK: usize = 32_768;

/// Steps that the search for one name may take: nodes of an index, parts that agree, entries that are compared. Some 20
/// milliseconds for the most hostile name; a name of three parts takes a few thousand in a list of a million.
pub const PERSON_STEPS: usize = 100_000;

/// Steps that all names of one check may take: ten of the widest, some 200 milliseconds.
pub const PERSON_STEPS_A_CHECK: usize = 1_000_000;

/// Most parts that one key of a part may lead to. Fuller ones tell nothing: half a list sounds so.
pub const PARTS_OF_A_KEY: usize = 4_096;

/// Fewest letters of a part in which one edit is forgiven: every part of three letters is one edit from a hundred others.
pub const ONE_EDIT_LETTERS: usize = 4;

/// Fewest letters of a part in which two edits are forgiven.
pub const TWO_EDITS_LETTERS: usize = 8;

/// Most letters of a part in which edits are sought: nobody's has more, and each letter costs.
pub const EDIT_LETTERS: usize = 40;

/// Longest reference, operator or case, in bytes.
pub const REFERENCE_BYTES: usize = 256;

/// Most clues that the records of one vehicle may give: people read them.
pub const CLUES: usize = 16;

// Records.

/// Longest record id, in bytes.
pub const RECORD_ID_BYTES: usize = 128;

/// Longest text of a record (caution, contact, note, place, offences, ...), in bytes.
pub const RECORD_TEXT_BYTES: usize = 8_192;

/// Most names, documents, birth dates or nationalities of one person record.
pub const RECORD_VALUES: usize = 256;

/// Longest name asked, in bytes. The longest legal names have under 1,000; more is an attack on the folding.
pub const NAME_TEXT_BYTES: usize = 2_048;

// Cleared namesakes.

/// Most clearances of one file. A country that stops a hundred namesakes a day and signs them all off has some seventy
/// thousand in force after two years.
pub const CLEARANCES: usize = 100_000;

/// Most bytes of a file of clearances: as many with texts of ordinary length, and what one machine reads within a second.
pub const CLEARED_BYTES: u64 = 64 << 20;

/// Longest reason of a clearance, in bytes: a few sentences.
pub const CLEARED_REASON_BYTES: usize = 1_024;

/// How many years a clearance holds at most (domain practice: the expiry of the document, or two years).
pub const CLEARED_YEARS: u16 = 2;

/// How much a score may rise above the one that was signed off, in natural-log odds. Less than the weakest evidence
/// that tells for a person weighs (sex, 0.7): a list that grows moves the rarity of names by hundredths, and a new agreeing
/// fact by more than this.
pub const CLEARED_SCORE_RISE: f64 = 0.5;

/// How often the hash of a traveller is hashed again: some 0.2 milliseconds, spent only where a record that answers has
/// a clearance in force. It makes trying all numbers of an issuer a thousand times slower for who has stolen the file.
pub const CLEARED_HASH_ROUNDS: u32 = 1_000;
