//! How many numbers of each issuer and shape a list has, and the chance that follows: how often a clean number of that
//! shape is listed by accident.
//!
//! Rules that reach beyond a number as written are used only where that chance is small. The table says nothing
//! about any one number.

use zerocopy::FromBytes;

use crate::document::issuer::IssuerCode;
use crate::limits;
use crate::number_shape::NumberShape;
use crate::segment::error::SegmentError;
use crate::segment::layout::{SectionKind, ShapeEntry};
use crate::segment::map::MappedBytes;

/// The table of a segment, opened.
pub struct ShapeTable {
    entries: MappedBytes,
}

/// How densely a list fills a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Density {
    /// Numbers listed one by one.
    pub numbers: u64,
    /// Numbers in ranges of blanks.
    pub blanks: u64,
    /// Numbers that the shape can give.
    pub space: u64,
}

impl Density {
    /// Nothing listed.
    pub const NONE: Self = Self { numbers: 0, blanks: 0, space: 1 };

    /// Too many shapes to tell.
    const UNTOLD: Self = Self { numbers: 1, blanks: 0, space: 1 };

    /// The chance that at least one of `tries` numbers of the shape is listed by accident, at most 1.
    #[must_use]
    pub fn chance(self, tries: u64) -> f64 {
        self.share_of(self.numbers.saturating_add(self.blanks), tries)
    }

    /// The same without the numbers of ranges.
    #[must_use]
    pub fn chance_of_singles(self, tries: u64) -> f64 {
        self.share_of(self.numbers, tries)
    }

    #[expect(clippy::cast_precision_loss, reason = "a chance is compared with round figures")]
    fn share_of(self, numbers: u64, tries: u64) -> f64 {
        (numbers as f64 * tries as f64 / self.space as f64).min(1.0)
    }
}

impl ShapeTable {
    /// Opens the section, whose checksum agrees.
    ///
    /// # Errors
    /// [`SegmentError`] if entries are not whole, not in order, or hold no space.
    pub fn open(entries: MappedBytes) -> Result<Self, SegmentError> {
        let damaged =
            |expected: &str| SegmentError::in_section(SectionKind::NumberShapes, expected, "something else");
        let table = <[ShapeEntry]>::ref_from_bytes(&entries).map_err(|_| damaged("whole entries"))?;
        if !table.is_sorted_by(|a, b| order_of(a) < order_of(b)) {
            return Err(damaged("rising order"));
        }
        if table.iter().any(|entry| entry.space.get() == 0) {
            return Err(damaged("a space of at least one number"));
        }
        Ok(Self { entries })
    }

    /// How densely the listed numbers of one issuer, or of all together, fill a shape.
    #[must_use]
    pub fn density(&self, issuer: Option<IssuerCode>, shape: NumberShape) -> Density {
        self.of(issuer.map_or([0; _], padded), shape)
    }

    /// The shapes of one length that an issuer's listed numbers have.
    pub fn shapes_of(&self, issuer: IssuerCode, length: u8) -> impl Iterator<Item = NumberShape> + use<'_> {
        let (entries, code) = (self.entries(), padded(issuer));
        let from = entries.partition_point(|entry| (entry.issuer, entry.length) < (code, length));
        entries[from..]
            .iter()
            .take_while(move |entry| (entry.issuer, entry.length) == (code, length))
            .map(|entry| NumberShape::stored(entry.length, entry.letters.get()))
    }

    /// How many of an issuer's numbers are listed, whatever their shape.
    #[must_use]
    pub fn numbers_of(&self, issuer: IssuerCode) -> u64 {
        let (entries, code) = (self.entries(), padded(issuer));
        let from = entries.partition_point(|entry| entry.issuer < code);
        let of_issuer = entries[from..].iter().take_while(|entry| entry.issuer == code);
        of_issuer
            .fold(0, |sum, entry| sum.saturating_add(entry.numbers.get()).saturating_add(entry.blanks.get()))
    }

    /// Every entry in its order.
    #[must_use]
    pub fn entries(&self) -> &[ShapeEntry] {
        <[ShapeEntry]>::ref_from_bytes(&self.entries).unwrap_or_default()
    }

    fn of(&self, issuer: [u8; limits::ISSUER_CODE_BYTES], shape: NumberShape) -> Density {
        let entries = self.entries();
        let wanted = (issuer, shape.length(), shape.letters());
        match entries.binary_search_by_key(&wanted, order_of) {
            Ok(at) => density(&entries[at]),
            Err(_) if entries.len() >= limits::NUMBER_SHAPES => Density::UNTOLD,
            Err(_) => Density::NONE,
        }
    }
}

fn density(entry: &ShapeEntry) -> Density {
    Density { numbers: entry.numbers.get(), blanks: entry.blanks.get(), space: entry.space.get() }
}

pub(super) fn order_of(entry: &ShapeEntry) -> ([u8; limits::ISSUER_CODE_BYTES], u8, u64) {
    (entry.issuer, entry.length, entry.letters.get())
}

/// An issuer's code as it is stored.
pub(super) fn padded(issuer: IssuerCode) -> [u8; limits::ISSUER_CODE_BYTES] {
    let mut code = [0; limits::ISSUER_CODE_BYTES];
    let text = issuer.as_str().as_bytes();
    code[..text.len()].copy_from_slice(text);
    code
}
