//! Listed documents, asked with one kind of slip.

use std::fmt;

use super::{Slipped, ocr, typing};
use crate::crossings::Lists;
use crate::documents::{DocumentRow, document};
use crate::issuer::ISSUERS;
use crate::mark::RANGE_TAIL;
use crate::question::{Document, Subject};
use crate::rng::Rng;
use crate::traveller::clean_traveller;

/// Rows among which ranges of blanks are looked for: one row in 2,000 is one.
const ROWS_WITH_RANGES: u64 = 200_000;

/// Rows looked at before a slip is given up.
const TRIES: usize = 2_000;

/// Codes of one family (Doc 9303-3 section 5, part D, for the United Kingdom; ISO 3166-1's change of ROM; the
/// codes in use for Kosovo).
const FAMILIES: &[(&str, &[&str])] =
    &[("GBR", &["GBD", "GBN", "GBO", "GBP", "GBS"]), ("ROU", &["ROM"]), ("RKS", &["XKX", "KOS", "UNK"])];

/// What goes wrong when a listed document is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentSlip {
    /// Read from its zone, every sign right.
    ReadRight,
    /// The same; the list does not know the issuer.
    ReadRecordWithoutIssuer,
    /// One sign of the number misread; the zone keeps its check digit.
    ReadOneMisread,
    /// Two signs of the number misread.
    ReadTwoMisread,
    /// One sign misread anywhere in the zone.
    ReadOneMisreadAnywhere,
    /// Typed right.
    TypedRight,
    /// Typed in lower case, with spaces, dashes or dots.
    TypedDressed,
    /// One sign typed as one of its shape or look.
    TypedOneMisread,
    /// Two neighbours changed places.
    TypedSwappedPair,
    /// One sign another, any.
    TypedWrongSign,
    /// One sign that of a key beside.
    TypedNeighbouringKey,
    /// The issuer's code typed in front of the number.
    TypedIssuerInFront,
    /// Zeros in front of the number lost.
    TypedLeadingZerosLost,
    /// No issuer.
    TypedWithoutIssuer,
    /// Another issuer.
    TypedOtherIssuer,
    /// Another code of the issuer's family.
    TypedFamilyIssuer,
    /// A document code of another class.
    TypedWrongType,
    /// A number inside a listed range of blanks.
    TypedInRange,
    /// The same with one sign typed as one of its shape.
    TypedInRangeLookAlike,
}

use DocumentSlip as Slip;

impl DocumentSlip {
    /// All kinds, as they are told.
    pub const ALL: [Self; 19] = [
        Self::ReadRight,
        Self::ReadRecordWithoutIssuer,
        Self::ReadOneMisread,
        Self::ReadTwoMisread,
        Self::ReadOneMisreadAnywhere,
        Self::TypedRight,
        Self::TypedDressed,
        Self::TypedOneMisread,
        Self::TypedSwappedPair,
        Self::TypedWrongSign,
        Self::TypedNeighbouringKey,
        Self::TypedIssuerInFront,
        Self::TypedLeadingZerosLost,
        Self::TypedWithoutIssuer,
        Self::TypedOtherIssuer,
        Self::TypedFamilyIssuer,
        Self::TypedWrongType,
        Self::TypedInRange,
        Self::TypedInRangeLookAlike,
    ];

    /// The kind in words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::ReadRight => "zone read right",
            Self::ReadRecordWithoutIssuer => "zone read right, the list does not know the issuer",
            Self::ReadOneMisread => "zone, one sign of the number misread",
            Self::ReadTwoMisread => "zone, two signs of the number misread",
            Self::ReadOneMisreadAnywhere => "zone, one sign misread anywhere",
            Self::TypedRight => "typed right",
            Self::TypedDressed => "typed in lower case, with spaces, dashes or dots",
            Self::TypedOneMisread => "typed, one sign taken for one that looks like it",
            Self::TypedSwappedPair => "typed, two neighbours swapped",
            Self::TypedWrongSign => "typed, one sign wrong (any of the 35 others)",
            Self::TypedNeighbouringKey => "typed, one sign that of a key beside",
            Self::TypedIssuerInFront => "typed with the issuer's code in front",
            Self::TypedLeadingZerosLost => "typed, zeros in front lost",
            Self::TypedWithoutIssuer => "typed without the issuer",
            Self::TypedOtherIssuer => "typed with another issuer",
            Self::TypedFamilyIssuer => "typed with another code of the issuer's family",
            Self::TypedWrongType => "typed with a document code of another class",
            Self::TypedInRange => "typed, inside a range of blanks",
            Self::TypedInRangeLookAlike => "typed, inside a range, one sign by its shape",
        }
    }
}

/// Rows of a list, drawn once, to make questions of.
pub struct ListedDocuments {
    rows: Vec<DocumentRow>,
    ranges: Vec<DocumentRow>,
}

impl ListedDocuments {
    /// Draws rows in force, and gathers ranges of blanks.
    pub fn draw(rng: &mut Rng, lists: &Lists, count: usize) -> Self {
        let make = |row| document(lists.seed, &lists.documents, row);
        let mut rows = Vec::with_capacity(count);
        // One row in 50 has expired, so twice as many tries are enough for any list with rows.
        for _ in 0..if lists.document_rows == 0 { 0 } else { 2 * count } {
            let row = make(rng.below(lists.document_rows));
            if rows.len() < count && row.number_to.is_empty() && !row.is_absent() {
                rows.push(row);
            }
        }
        let ranges = (0..lists.document_rows.min(ROWS_WITH_RANGES))
            .map(make)
            .filter(|row| !row.number_to.is_empty() && !row.is_absent() && !row.issuer.is_empty())
            .collect();
        Self { rows, ranges }
    }

    /// A listed document asked with a slip; None where hardly any row can be asked so.
    pub fn question(&self, rng: &mut Rng, slip: Slip) -> Option<Slipped> {
        (0..TRIES).find_map(|_| {
            let from = match slip {
                Slip::TypedInRange | Slip::TypedInRangeLookAlike => &self.ranges,
                _ => &self.rows,
            };
            let row = from.get(rng.index(from.len()))?;
            let subject = subject(rng, row, slip)?;
            Some(Slipped {
                subject,
                owner: row.head.owner,
                record_id: row.head.record_id.clone(),
                document_number: row.number_to.is_empty().then(|| row.number.clone()),
            })
        })
    }
}

impl fmt::Debug for ListedDocuments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListedDocuments({} rows, {} ranges)", self.rows.len(), self.ranges.len())
    }
}

fn subject(rng: &mut Rng, row: &DocumentRow, slip: Slip) -> Option<Subject> {
    if row.issuer.is_empty() != (slip == Slip::ReadRecordWithoutIssuer) {
        return None;
    }
    let mut typed = Document { number: row.number.clone(), issuer: row.issuer, kind: row.kind };
    match slip {
        Slip::ReadRight | Slip::ReadRecordWithoutIssuer => return read(rng, row, 0, Places::Number),
        Slip::ReadOneMisread => return read(rng, row, 1, Places::Number),
        Slip::ReadTwoMisread => return read(rng, row, 2, Places::Number),
        Slip::ReadOneMisreadAnywhere => return read(rng, row, 1, Places::Anywhere),
        Slip::TypedRight => {}
        Slip::TypedDressed => typed.number = typing::dressed(rng, &row.number),
        Slip::TypedOneMisread => typed.number = ocr::misread(rng, &row.number, 1)?,
        Slip::TypedSwappedPair => typed.number = typing::swapped_pair(rng, &row.number)?,
        Slip::TypedWrongSign => typed.number = typing::wrong_sign(rng, &row.number)?,
        Slip::TypedNeighbouringKey => typed.number = typing::neighbouring_key(rng, &row.number)?,
        Slip::TypedIssuerInFront => {
            typed.number = format!("{}{}{}", row.issuer, rng.pick(&["", " ", "-"]), row.number);
        }
        Slip::TypedLeadingZerosLost => typed.number = typing::without_leading_zeros(&row.number)?,
        Slip::TypedWithoutIssuer => typed.issuer = "",
        Slip::TypedOtherIssuer => {
            typed.issuer = rng.pick(ISSUERS).code;
            if typed.issuer == row.issuer {
                return None;
            }
        }
        Slip::TypedFamilyIssuer => {
            let family = FAMILIES.iter().find(|(code, _)| *code == row.issuer)?;
            typed.issuer = rng.pick::<&str>(family.1);
        }
        Slip::TypedWrongType => typed.kind = if row.kind.starts_with('P') { "ID" } else { "P" },
        Slip::TypedInRange => typed.number = number_inside(rng, row),
        Slip::TypedInRangeLookAlike => {
            let number = number_inside(rng, row);
            typed.number = ocr::look_alike(rng, &number)?;
        }
    }
    Some(Subject { document: Some(typed), ..Subject::default() })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Places {
    Number,
    Anywhere,
}

/// The document's zone in the hands of some traveller, with signs misread; None where its format has no room for
/// the number, or too few signs can be misread.
fn read(rng: &mut Rng, row: &DocumentRow, misread: usize, places: Places) -> Option<Subject> {
    let mut traveller = clean_traveller(rng);
    traveller.kind = row.kind;
    traveller.number.clone_from(&row.number);
    traveller.issuer = if row.issuer.is_empty() { row.head.owner } else { row.issuer };
    let mut subject = traveller.read(rng, String::new())?;
    misread_zone(rng, &mut subject.mrz, row.number.len(), misread, places == Places::Number)
        .then_some(subject)
}

/// Misreads signs of a zone, of its number alone or anywhere but among the fillers.
pub(super) fn misread_zone(
    rng: &mut Rng,
    lines: &mut [String],
    number_length: usize,
    count: usize,
    number_alone: bool,
) -> bool {
    let width = lines.first().map_or(0, String::len);
    let mut signs: Vec<char> = lines.iter().flat_map(|line| line.chars()).collect();
    // Doc 9303-5 section 4.2.2 for three lines; 9303-4, -6 and -7 for two. What is more than nine signs runs over
    // into the optional data.
    let (number, overflow) = if lines.len() == 3 { (5, 15) } else { (width, width + 28) };
    let places: Vec<usize> = if number_alone {
        let rest = number_length.saturating_sub(9);
        (number..number + number_length.min(9)).chain(overflow..overflow + rest).collect()
    } else {
        (0..signs.len()).filter(|&at| signs[at] != '<').collect()
    };
    if !ocr::misread_at(rng, &mut signs, &places, count) {
        return false;
    }
    for (line, signs) in lines.iter_mut().zip(signs.chunks(width.max(1))) {
        *line = signs.iter().collect();
    }
    true
}

/// Any number of a range.
fn number_inside(rng: &mut Rng, row: &DocumentRow) -> String {
    let cut = row.number.len() - RANGE_TAIL;
    let tail = |number: &str| number[cut..].parse::<u64>().unwrap_or_default();
    let (first, last) = (tail(&row.number), tail(&row.number_to));
    format!("{}{:04}", &row.number[..cut], first + rng.below(last - first + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mrz::check_digit;
    use crate::rng::Stream;

    fn listed() -> (Rng, ListedDocuments) {
        let mut rng = Rng::for_row(7, Stream::Crossings, 0);
        let listed = ListedDocuments::draw(&mut rng, &Lists::new(1, 40_000, 0, 2_000), 5_000);
        (rng, listed)
    }

    #[test]
    fn every_kind_can_be_made_of_a_list() {
        let (mut rng, listed) = listed();
        for slip in Slip::ALL {
            for _ in 0..100 {
                let made = listed.question(&mut rng, slip);
                assert!(made.is_some(), "{}", slip.told());
            }
        }
    }

    #[test]
    fn a_misread_zone_keeps_the_check_digit_of_the_number() {
        let (mut rng, listed) = listed();
        let (mut seen, mut failed) = (0, 0);
        for _ in 0..400 {
            let made = listed.question(&mut rng, Slip::ReadOneMisread).expect("a row that can be misread");
            let line = made.subject.mrz.last().expect("lines");
            if made.subject.mrz.len() == 2 && line.as_bytes()[9] != b'<' {
                seen += 1;
                failed += u32::from(check_digit(&line[..9]) != line.chars().nth(9).unwrap_or('<'));
            }
        }
        assert!(seen > 200, "{seen}");
        // The digit does not see every confusion (6 for G, 1 for L, 0 for U, F for P), but sees most.
        assert!(failed * 10 > seen * 7 && failed < seen, "{failed} of {seen}");
    }

    #[test]
    fn one_sign_is_misread_anywhere_but_among_the_fillers() {
        let (mut rng, _) = listed();
        for _ in 0..200 {
            let right = vec!["I<UTOD231458907<<<<<<<<<<<<<<<".to_owned(), "0".repeat(30), "<".repeat(30)];
            let mut lines = right.clone();
            assert!(misread_zone(&mut rng, &mut lines, 9, 1, false));
            let (one, other) = (right.concat(), lines.concat());
            let changed: Vec<(char, char)> =
                one.chars().zip(other.chars()).filter(|(one, other)| one != other).collect();
            assert!(matches!(changed.as_slice(), [(before, _)] if *before != '<'), "{changed:?}");
        }
    }
}
