//! The list `documents`: stolen, lost, revoked, invalid and forged travel documents, stolen blanks as ranges,
//! and valid documents tied to a notice. Every row is made from (seed, row) alone.

use crate::day::Day;
use crate::head::{Head, HeadShares};
use crate::issuer::{ISSUERS, Issuer, VISA_SHAPES};
use crate::mark::{self, Mark, RANGE_TAIL};
use crate::persons::{self, PersonOptions};
use crate::rng::{Rng, Stream};
use crate::row::{ListRow, Sink};
use crate::shape::{self, Counted, Filling, LATIN};
use crate::share::Share;

/// A row of the list `documents` (docs/contract.md section 3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentRow {
    /// The columns of every list.
    pub head: Head,
    /// The issuer, alpha-3; empty where the source does not know it.
    pub issuer: &'static str,
    /// The MRZ document code.
    pub kind: &'static str,
    /// The number, or the first of a range.
    pub number: String,
    /// The last number of a range of blanks; else empty.
    pub number_to: String,
    /// `stolen`, `lost`, `stolen-blank`, `revoked`, `invalid`, `fraudulent` or `notice`.
    pub status: &'static str,
    /// The person record that a `notice` document belongs to.
    pub notice_id: String,
    /// That record's owner, where it is another than this row's.
    pub notice_owner: &'static str,
    /// When the document was issued.
    pub issued_on: Option<Day>,
    /// Until when the document is valid; never hides a record.
    pub valid_until: Option<Day>,
    /// Where it was lost or stolen.
    pub place: &'static str,
}

impl ListRow for DocumentRow {
    fn write(&self, sink: &mut Sink<'_>) {
        sink.identity(&self.head);
        sink.text("issuer", self.issuer);
        sink.text("type", self.kind);
        sink.text("number", &self.number);
        sink.text("number_to", &self.number_to);
        sink.text("status", self.status);
        sink.text("notice_id", &self.notice_id);
        sink.text("notice_owner", self.notice_owner);
        sink.day("issued_on", self.issued_on);
        sink.day("valid_until", self.valid_until);
        sink.text("place", self.place);
        sink.terms(&self.head);
    }
}

impl DocumentRow {
    /// True where the record, or the person record it stands or falls with, was over before the present.
    pub fn is_absent(&self) -> bool {
        mark::of_document_number(&self.number) == Mark::Expired
    }
}

/// How a list of documents is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentOptions {
    /// The columns of every list.
    pub head: HeadShares,
    /// Ranges of stolen blanks, of up to 10,000 numbers each.
    pub ranges: Share,
    /// Rows whose source does not know the issuer.
    pub without_issuer: Share,
    /// Rows with status `notice`.
    pub notices: Share,
    /// How many person records of the same seed there are for `notice` rows to belong to; 0 for none, which
    /// leaves `notice` rows out.
    pub persons: u64,
    /// How those person records are composed.
    pub person_options: PersonOptions,
}

impl Default for DocumentOptions {
    fn default() -> Self {
        Self {
            head: HeadShares::default(),
            ranges: Share::one_in(2_000),
            without_issuer: Share::one_in(20),
            notices: Share::one_in(100),
            persons: 2_000,
            person_options: PersonOptions::default(),
        }
    }
}

struct Weighted {
    value: &'static str,
    weight: u64,
}

const fn weighted(value: &'static str, weight: u64) -> Weighted {
    Weighted { value, weight }
}

/// Document codes of Doc 9303-4 (passports, two-letter codes in use since 2026), 9303-5 and -6 (cards) and
/// 9303-7 (visas), with how often each is met.
const KINDS: &[Weighted] = &[
    weighted("P", 420),
    weighted("PP", 120),
    weighted("PE", 4),
    weighted("PD", 4),
    weighted("PO", 4),
    weighted("PR", 6),
    weighted("PT", 3),
    weighted("PS", 2),
    weighted("PL", 2),
    weighted("PM", 2),
    weighted("PU", 2),
    weighted("ID", 250),
    weighted("I", 60),
    weighted("IP", 6),
    weighted("IR", 10),
    weighted("A", 4),
    weighted("AC", 2),
    weighted("C", 4),
    weighted("V", 40),
    weighted("VC", 10),
    weighted("VN", 5),
];

const STATUSES: &[Weighted] = &[
    weighted("lost", 460),
    weighted("stolen", 330),
    weighted("invalid", 90),
    weighted("revoked", 70),
    weighted("stolen-blank", 30),
    weighted("fraudulent", 20),
];

const PLACES: &[&str] =
    &["", "", "", "Lyon", "Wien", "Łódź", "București", "São Paulo", "Київ", "Airport, hall 2"];

/// The rows of a list, in order.
pub fn documents(seed: u64, options: &DocumentOptions, rows: u64) -> impl Iterator<Item = DocumentRow> {
    let options = *options;
    (0..rows).map(move |row| document(seed, &options, row))
}

/// One row of a list.
pub fn document(seed: u64, options: &DocumentOptions, row: u64) -> DocumentRow {
    let mut rng = Rng::for_row(seed, Stream::Documents, row);
    let issuer = rng.pick_weighted(ISSUERS, |issuer| issuer.weight);
    let head = options.head.draw(&mut rng, format!("SLTD-{row:07}"), issuer.code);
    let kind = rng.pick_weighted(KINDS, |kind| kind.weight).value;
    let mut made = DocumentRow { head, issuer: issuer.code, kind, ..DocumentRow::default() };
    let mut in_force = !made.head.has_expired();
    if options.persons > 0 && rng.chance(options.notices) {
        let belongs_to = rng.below(options.persons);
        let person = persons::person_head(seed, &options.person_options, belongs_to);
        in_force &= !person.has_expired();
        made.status = "notice";
        if person.owner != made.head.owner {
            made.notice_owner = person.owner;
        }
        made.notice_id = person.record_id;
    } else {
        made.status = rng.pick_weighted(STATUSES, |status| status.weight).value;
    }
    let mark = if in_force { Mark::Listed } else { Mark::Expired };
    if made.status != "notice" && rng.chance(options.ranges) {
        (made.number, made.number_to) = blank_range(&mut rng, issuer, kind, mark);
        made.status = "stolen-blank";
    } else {
        made.number = number(&mut rng, issuer, kind, mark);
    }
    if rng.chance(options.without_issuer) {
        made.issuer = "";
    }
    if made.status != "stolen-blank" {
        draw_validity(&mut rng, &mut made);
    }
    made.place = rng.pick::<&str>(PLACES);
    made
}

/// The number of a document of a kind, in the issuer's shape.
pub(crate) fn number(rng: &mut Rng, issuer: &Issuer, kind: &str, mark: Mark) -> String {
    let shapes = match kind.as_bytes().first() {
        Some(b'P') => issuer.passport,
        Some(b'V') => VISA_SHAPES,
        _ => issuer.card,
    };
    let shape = rng.pick::<&str>(shapes);
    let filling = Filling { letters: LATIN, place: "", mark, counted: Counted::AllBut(RANGE_TAIL) };
    shape::fill(rng, shape, filling)
}

/// The first and last number of a box of blanks: the same prefix, four digits that rise. Blanks are numbered
/// through, so the tail is digits even where personalised numbers of the issuer end in letters.
fn blank_range(rng: &mut Rng, issuer: &Issuer, kind: &str, mark: Mark) -> (String, String) {
    let mut prefix = number(rng, issuer, kind, mark);
    prefix.truncate(prefix.len() - RANGE_TAIL);
    let first = rng.below(9_000);
    let box_size = if rng.one_in(10) { 10_000 } else { 500 };
    let last = (first + 1 + rng.below(box_size)).min(9_999);
    (format!("{prefix}{first:04}"), format!("{prefix}{last:04}"))
}

fn draw_validity(rng: &mut Rng, made: &mut DocumentRow) {
    let issued_on = Day::within(rng, 2002, 2019);
    made.issued_on = rng.one_in(2).then_some(issued_on);
    made.valid_until = rng.one_in(3).then_some(issued_on.plus_years(10));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn rows(seed: u64, count: u64) -> Vec<DocumentRow> {
        documents(seed, &DocumentOptions::default(), count).collect()
    }

    #[test]
    fn all_statuses_and_codes_occur() {
        let rows = rows(1, 6_000);
        let statuses: BTreeSet<&str> = rows.iter().map(|row| row.status).collect();
        let kinds: BTreeSet<&str> = rows.iter().map(|row| row.kind).collect();
        assert_eq!(statuses.len(), 7, "{statuses:?}");
        assert_eq!(kinds.len(), KINDS.len());
        let unknown = rows.iter().filter(|row| row.issuer.is_empty()).count();
        assert!((200..400).contains(&unknown), "{unknown}");
    }

    #[test]
    fn owner_is_the_issuer_and_identities_are_unique() {
        let rows = rows(1, 3_000);
        assert!(rows.iter().all(|row| row.issuer.is_empty() || row.issuer == row.head.owner));
        let ids: BTreeSet<&str> = rows.iter().map(|row| row.head.record_id.as_str()).collect();
        assert_eq!(ids.len(), rows.len());
    }

    #[test]
    fn ranges_have_one_length_one_prefix_and_rising_digits() {
        let options =
            DocumentOptions { ranges: Share::ALL, notices: Share::NONE, ..DocumentOptions::default() };
        for row in documents(5, &options, 500) {
            let cut = row.number.len() - RANGE_TAIL;
            assert_eq!(row.status, "stolen-blank");
            assert_eq!(row.number.len(), row.number_to.len());
            assert_eq!(row.number[..cut], row.number_to[..cut]);
            assert!(row.number_to[cut..].bytes().all(|sign| sign.is_ascii_digit()));
            assert!(row.number < row.number_to);
        }
    }

    #[test]
    fn a_row_needs_no_row_before_it_and_no_other_count() {
        let options = DocumentOptions::default();
        let all = rows(7, 300);
        assert_eq!(document(7, &options, 299), all[299]);
        assert_ne!(document(8, &options, 299), all[299]);
    }

    #[test]
    fn expired_records_carry_the_mark_of_absent_ones() {
        let rows = rows(2, 3_000);
        for row in &rows {
            assert!(!row.head.has_expired() || row.is_absent());
            assert_ne!(mark::of_document_number(&row.number), Mark::Clean);
        }
        assert!(rows.iter().any(DocumentRow::is_absent));
    }

    #[test]
    fn notices_name_a_person_record_of_the_same_seed() {
        let options = DocumentOptions::default();
        for row in documents(3, &options, 3_000).filter(|row| row.status == "notice") {
            let index: u64 = row.notice_id.trim_start_matches("NTC-").parse().unwrap();
            let person = persons::person(3, &options.person_options, index);
            let owner = if row.notice_owner.is_empty() { row.head.owner } else { row.notice_owner };
            assert_eq!((person.head.record_id.as_str(), person.head.owner), (row.notice_id.as_str(), owner));
            assert!(!person.head.has_expired() || row.is_absent());
        }
    }
}
