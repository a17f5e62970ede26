//! A country's own table of world manufacturer identifiers, carried in the segment of vehicles: it is asked before the
//! built-in one. Absent by default: the section is then empty.

use std::collections::BTreeMap;

use zerocopy::{FromBytes, IntoBytes};

use super::error::SegmentError;
use super::layout::{SectionKind, WmiMaker};
use super::map::MappedBytes;
use crate::limits;
use crate::vehicle::Vin;
use crate::vehicle::vin::{VIN_SIGNS, identifier};

/// A table while it is read.
#[derive(Clone, Debug, Default)]
pub struct WmiTable(BTreeMap<[u8; 6], String>);

/// Why a row of a table cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WmiRefused {
    /// No identifier of a maker.
    #[error("an identifier has 3 letters or digits, or 6 where the third is 9")]
    Identifier,
    /// No name, or one too long.
    #[error("a maker's name has 1 to {} bytes", limits::MAKER_BYTES)]
    Maker,
    /// A table without end.
    #[error("a table has at most {} identifiers", limits::WMI_MAKERS)]
    TooMany,
}

impl WmiTable {
    /// Adds an identifier; the first of two rows stands.
    ///
    /// # Errors
    /// [`WmiRefused`].
    pub fn push(&mut self, wmi: &str, maker: &str) -> Result<(), WmiRefused> {
        let signs = wmi.trim().as_bytes();
        let is_one = matches!(signs.len(), 3 | 6) && signs.iter().all(u8::is_ascii_alphanumeric);
        if !is_one || (signs.len() == 6 && signs[2] != b'9') {
            return Err(WmiRefused::Identifier);
        }
        let maker = maker.trim();
        if maker.is_empty() || maker.len() > limits::MAKER_BYTES {
            return Err(WmiRefused::Maker);
        }
        if self.0.len() >= limits::WMI_MAKERS {
            return Err(WmiRefused::TooMany);
        }
        let mut key = [0; 6];
        key[..signs.len()].copy_from_slice(&signs.to_ascii_uppercase());
        self.0.entry(key).or_insert_with(|| maker.to_owned());
        Ok(())
    }

    /// Number of identifiers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True without any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The section's bytes: none for an empty table; else the number of entries, the entries, the names.
    pub(super) fn to_section(&self) -> Vec<u8> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let mut section = count.to_le_bytes().to_vec();
        let mut names = Vec::new();
        let names_start = section.len() + self.0.len() * size_of::<WmiMaker>();
        for (wmi, maker) in &self.0 {
            // Both are bounded: names by their length, starts by that times the number of entries.
            let start = u32::try_from(names_start + names.len()).unwrap_or(u32::MAX);
            let length = u16::try_from(maker.len()).unwrap_or(u16::MAX);
            section.extend_from_slice(
                WmiMaker { wmi: *wmi, length: length.into(), start: start.into() }.as_bytes(),
            );
            names.extend_from_slice(maker.as_bytes());
        }
        section.extend_from_slice(&names);
        section
    }
}

const _: () = assert!(limits::WMI_MAKERS * (limits::MAKER_BYTES + size_of::<WmiMaker>()) < u32::MAX as usize);

/// The table of an opened segment.
pub struct WmiMakers {
    bytes: MappedBytes,
}

impl WmiMakers {
    pub(super) fn open(bytes: MappedBytes) -> Result<Self, SegmentError> {
        let opened = Self { bytes };
        let damaged =
            |expected: &str| SegmentError::in_section(SectionKind::WmiMakers, expected, "something else");
        if opened.bytes.is_empty() {
            return Ok(opened);
        }
        let entries = opened.entries().ok_or_else(|| damaged("a number of entries, and those"))?;
        if !entries.is_sorted_by(|a, b| a.wmi < b.wmi) {
            return Err(damaged("identifiers in rising order"));
        }
        if entries.iter().any(|entry| opened.name(entry).is_none()) {
            return Err(damaged("names inside the section"));
        }
        Ok(opened)
    }

    fn entries(&self) -> Option<&[WmiMaker]> {
        let (count, rest) = self.bytes.split_first_chunk::<4>()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        <[WmiMaker]>::ref_from_prefix_with_elems(rest, count).ok().map(|(entries, _)| entries)
    }

    fn name(&self, entry: &WmiMaker) -> Option<&str> {
        let start = usize::try_from(entry.start.get()).ok()?;
        let name = self.bytes.get(start..)?.get(..usize::from(entry.length.get()))?;
        std::str::from_utf8(name).ok()
    }

    /// The maker of a whole number: by six signs where the third is 9, then by three.
    #[must_use]
    pub fn maker(&self, vin: &Vin) -> Option<String> {
        let forced = vin.forced();
        let signs = forced.as_str().as_bytes();
        let entries = self.entries().filter(|_| signs.len() == VIN_SIGNS)?;
        let wmi = identifier(signs)?;
        let three = [wmi[0], wmi[1], wmi[2], 0, 0, 0];
        let found = |wmi: [u8; 6]| entries.binary_search_by(|entry| entry.wmi.cmp(&wmi)).ok();
        let at = found(wmi).or_else(|| found(three))?;
        self.name(entries.get(at)?).map(str::to_owned)
    }
}
